"""``python -m indsats.obligations.check``: tell what is wrong in the fact base; exit code 0 or 1."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from indsats import clock, paths
from indsats.obligations.check.base import check
from indsats.obligations.check.schema import write_schemas
from indsats.obligations.rule_files import read_rules, rule_files


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check and write what it finds. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m indsats.obligations.check", description="Tjek reglerne.")
    parser.add_argument("folder", nargs="?", type=Path, default=paths.knowledge(), help="mappen knowledge")
    parser.add_argument("--schema", action="store_true", help="skriv JSON-skemaerne på ny")
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder
    if asked.schema:
        write_schemas(folder / "obligations")
        return 0
    found = check(folder, clock.today())
    for finding in found:
        sys.stdout.write(f"{finding}\n")
    if found:
        sys.stdout.write(f"{len(found)} fejl.\n")
        return 1
    files = rule_files(folder / "obligations")
    sys.stdout.write(f"{len(read_rules(files).rules)} regler i {len(files)} filer: ingen fejl.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
