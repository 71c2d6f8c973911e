"""Loads the figures: ``python -m indsats.statistics.load [--url URL] [--knowledge FOLDER]``.

Exit codes: 0 loaded or unchanged, 1 the files are wrong, 2 wrong use, 3 the database cannot be written.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from indsats import paths
from indsats.search import index as search
from indsats.search.engine import NoIndexError
from indsats.statistics import database, loader
from indsats.statistics.files import BadDataError

log = logging.getLogger("indsats.statistics.load")

LOADED, BAD_DATA, WRONG_USE, NO_DATABASE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one load and say in Danish what came of it; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="indsats.statistics.load", description="Indlæser tallene i databasen."
    )
    parser.add_argument("--url", help=f"databasens adresse (ellers {database.VARIABLE} eller var/indsats.db)")
    parser.add_argument(
        "--knowledge", type=Path, help="mappen med fakta og tal (ellers projektets knowledge)"
    )
    options = parser.parse_args(arguments)
    url = options.url or database.default_url()
    started = time.monotonic()
    try:
        shown = make_url(url).render_as_string(hide_password=True)
        outcome = loader.load(url, options.knowledge or paths.knowledge())
    except BadDataError as error:
        log.error("Filerne kan ikke indlæses. Databasen er ikke ændret.")
        for problem in error.problems:
            log.error("%s", problem)
        return BAD_DATA
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        log.error("Databasens adresse kan ikke bruges: %s", error)
        return WRONG_USE
    except (DBAPIError, OSError) as error:
        log.error("Databasen kan ikke skrives. Den har stadig sit gamle indhold. Fejlen: %s", error)
        return NO_DATABASE
    for line in outcome.sums.apart:
        log.warning("Kommunernes sum afviger mere end 1 pct. fra landstallet: %s", line)
    log.info("Kontrol: %s landstal er holdt op mod kommunernes sum.", outcome.sums.compared)
    seconds = time.monotonic() - started
    if outcome.changed:
        log.info("%s tal er indlæst i %s på %.1f sekunder.", outcome.observations, shown, seconds)
    else:
        log.info("Ingen ændringer: %s har allerede disse %s tal.", shown, outcome.observations)
    _build_search(url, options.knowledge or paths.knowledge())
    return LOADED


def _build_search(url: str, knowledge: Path) -> None:
    """Build the search index beside the figures. A failure is only said: the search can make its own."""
    try:
        if search.build(url, knowledge):
            log.info("Søgeindekset er bygget.")
    except (NoIndexError, ValueError, OSError) as error:
        log.warning("Søgeindekset kunne ikke bygges, så det laves, når der søges. Fejlen: %s", error)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    sys.exit(main())
