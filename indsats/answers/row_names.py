"""What the parts of a figure are called, in text, charts and files alike, from display names only.

A municipality has its short name here, because a column or an axis says "Kommune" too often; sentences use
the official one (`figure_text`).
"""

from __future__ import annotations

from indsats.answers.danish import capitalised, in_area, listed, on_benefit
from indsats.answers.model import Row
from indsats.answers.names import Names
from indsats.periods import danish

PARTS = ("area", "measure", "benefit", "category", "period")
"""The dimensions of a row, in the order in which they are named."""

NOT_NARROWING = frozenset({"", "alle"})
"""The benefit or category that leaves nobody out."""

_SEPARATOR = "+"  # between the parts of a benefit that was counted together


class RowNames:
    """The names of one answer's rows. A figure newly loaded may be of what has no name yet: its id stands."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def area(self, code: str, otherwise: str = "") -> str:
        """``Aarhus``, ``Region Sjælland``, ``hele landet``; ``otherwise`` for a code without a name."""
        try:
            return self._names.area(code).name
        except KeyError:
            return otherwise or code

    def where(self, row: Row) -> str:
        """``i Aarhus Kommune``, ``i hele landet``."""
        try:
            area = self._names.area(row.area)
        except KeyError:
            return f"i {row.area_name}"
        return in_area(row.area, area.official_name or area.name)

    def measure(self, id: str) -> str:
        """``ledige fuldtidspersoner``."""
        try:
            return self._names.entry("measure", id).name
        except KeyError:
            return _spaced(id)

    def decimals(self, measure: str) -> int:
        """The number of decimals that a measure's figures are published with."""
        try:
            return int(self._names.entry("measure", measure).data["decimals"])
        except KeyError:
            return 0

    def benefit(self, id: str) -> str:
        """``dagpenge``; empty when the figure is not of a benefit."""
        if not id:
            return ""
        return self._named("benefit", id) or listed(
            [self._named("benefit", part) or _spaced(part) for part in id.split(_SEPARATOR)]
        )

    def category(self, id: str) -> str:
        """``aktivitetsparate``; ``i alt`` for the total of the categories."""
        if id in NOT_NARROWING:
            return "i alt"
        return self._named("category", id) or _spaced(id)

    def part(self, row: Row, part: str) -> str:
        """One of the `PARTS` of a row in words."""
        if part == "area":
            return self.area(row.area, row.area_name)
        if part == "measure":
            return self.measure(row.measure)
        if part == "benefit":
            return self.benefit(row.benefit)
        if part == "category":
            return self.category(row.category)
        return danish(row.period)

    def subject(self, measure: str, benefit: str = "", category: str = "") -> str:
        """What is counted, and of whom: ``Modtagere på kontanthjælp (jobparate)``."""
        name = self.measure(measure)
        words = [name]
        if benefit not in NOT_NARROWING and self.benefit(benefit) not in name:
            who = self.benefit(benefit)
            # "i pct. af befolkningen på kontanthjælp" would be another percentage.
            words.append(f" ({who})" if " af " in name else on_benefit(who))
        if category not in NOT_NARROWING and self.category(category) not in name:
            words.append(f" ({self.category(category)})")
        return capitalised("".join(words))

    def _named(self, kind: str, id: str) -> str:
        """The name of an id, or nothing: a figure newly loaded may be of what has no name yet."""
        try:
            return self._names.name(kind, id)
        except KeyError:
            return ""


def _spaced(id: str) -> str:
    return id.replace("_", " ")
