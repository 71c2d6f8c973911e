"""``python -m indsats.review``: show what the bot could not answer, grouped.

Exit codes: 0 shown or done, 1 no such group, 2 wrong use, 3 the database cannot be read or written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from indsats import clock
from indsats.review import report
from indsats.review.groups import group
from indsats.review.recorder import UNANSWERED
from indsats.review.store import (
    URL_VARIABLE,
    BadSettingError,
    Store,
    days_from_environment,
    url_from_environment,
)

DONE, NO_GROUP, WRONG_USE, NO_DATABASE = 0, 1, 2, 3
SHOWN = 20
"""How many groups are shown unless told otherwise."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        url = url_from_environment()
        if url is None:
            return _wrong(f"Der gemmes ingen spørgsmål: {URL_VARIABLE} er off.", WRONG_USE)
        store = Store(url, days_from_environment())
        store.remove_old(clock.today())
        if options.done:
            return _mark_done(store, options.done)
        groups = group(store.read(options.since, options.kind or ()))
    except (BadSettingError, ValueError) as problem:
        return _wrong(f"Indstillingen kan ikke bruges: {problem}", WRONG_USE)
    except (SQLAlchemyError, OSError) as problem:
        return _wrong(f"Databasen med spørgsmål kan ikke bruges: {type(problem).__name__}", NO_DATABASE)
    files = report.training_files()
    if options.yaml:
        try:
            options.yaml.write_text(report.draft(groups, files), encoding="utf-8")
        except OSError as problem:
            return _wrong(f"Filen kan ikke skrives: {problem}", WRONG_USE)
        sys.stdout.write(f"Grupper skrevet i {options.yaml}: {len(groups)}.\n")
        return DONE
    sys.stdout.write(report.shown(groups, files, options.limit))
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m indsats.review", description="Vis de spørgsmål, botten ikke kunne svare på."
    )
    parser.add_argument("--since", type=_day, metavar="DAG", help="kun fra denne dag (ÅÅÅÅ-MM-DD)")
    parser.add_argument(
        "--kind", action="append", choices=sorted(UNANSWERED), help="kun svar af denne slags; kan gentages"
    )
    parser.add_argument("--limit", type=_positive, default=SHOWN, metavar="ANTAL", help="så mange grupper")
    parser.add_argument("--yaml", type=Path, metavar="FIL", help="skriv alle grupper som kladde i en fil")
    parser.add_argument(
        "--done", action="append", metavar="GRUPPE", help="gruppen er klaret: slet den; kan gentages"
    )
    return parser


def _mark_done(store: Store, ids: Sequence[str]) -> int:
    known = {id: found for found in group(store.read()) for id in found.ids}
    for id in ids:
        if id not in known:
            return _wrong(f"Der er ingen gruppe {id}.", NO_GROUP)
    for id in dict.fromkeys(ids):
        times = store.remove(known[id].forms)
        sys.stdout.write(
            f"Gruppe {id} er klaret: {times} spørgsmål slettet. Den vises, hvis der spørges igen.\n"
        )
    return DONE


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _wrong(line: str, code: int) -> int:
    sys.stderr.write(f"{line}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
