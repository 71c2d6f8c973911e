"""What the check finds wrong, and where."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from indsats.obligations.lines import Lines, Step
from indsats.obligations.rule_files import RuleEntry


class Finding(Struct, frozen=True, order=True):
    """One thing that is wrong, in Danish. ``line`` 0: the file as a whole; ``entry`` "": no single rule."""

    path: str
    line: int
    entry: str
    problem: str

    def __str__(self) -> str:
        where = [self.path, f"linje {self.line}" if self.line else "", self.entry]
        return f"{', '.join(part for part in where if part)}: {self.problem}"


class Document:
    """A data file, for findings in it: where it lies, and its path as a message shows it."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.lines = Lines(None)
        """Empty until the file has been read."""

    def finding(self, problem: str, *steps: Step, entry: str = "") -> Finding:
        """A finding at a place: keys and positions from the top of the file."""
        return Finding(self.shown, self.lines.of(*steps), entry, problem)


class Placed(Struct, frozen=True):
    """A well-formed rule and where it stands."""

    rule: RuleEntry
    document: Document
    position: int

    def finding(self, problem: str, *steps: Step) -> Finding:
        """A finding in the rule: at a field of its entry, else at the entry."""
        return self.document.finding(problem, "rules", self.position, *steps, entry=self.rule.id)
