"""The figures of an answer as Danish text: sentences, and lists with one figure per line.

Everything is read from the answer's rows and computed figures; only names come from elsewhere. A figure
that is not published is said to be so, and never shown as a number.
"""

from __future__ import annotations

from collections.abc import Sequence

from indsats.answers.danish import MAX_DECIMALS, capitalised, ended, listed, number, on_benefit, quantity
from indsats.answers.model import Answer, Computed, Operation, Row
from indsats.answers.names import Entry, Names
from indsats.answers.row_names import NOT_NARROWING, PARTS, RowNames
from indsats.periods import danish

LINE_LIMIT = 60
"""The most figures that are listed one by one; the rest is left to the answer's table."""

HIDDEN = "ikke offentliggjort"
ABSENT = "findes ikke i databasen"
HIDDEN_REASON = "fordi små tal ikke vises. Det betyder ikke nødvendigvis, at tallet er nul."
HIDDEN_EXPLAINED = f"»Ikke offentliggjort«: Tallet er holdt tilbage, {HIDDEN_REASON}"

_RESULT_FIRST: frozenset[Operation] = frozenset({"share", "per_capita", "average", "sum", "count"})
_DERIVED_RATES = frozenset({"share", "pct_change", "per_1000"})
_PERCENT_UNITS = frozenset({"pct.", "procentpoint"})


def figure_paragraphs(answer: Answer, names: Names) -> list[str]:
    """The text of the answer's rows and computed figures, paragraph by paragraph; empty without any."""
    text = _FigureText(answer, names)
    rows, results = text.rows(), text.results()
    return results + rows if text.operation in _RESULT_FIRST else rows + results


class _FigureText:
    """One answer's figures. What all of them share is said once, above them."""

    def __init__(self, answer: Answer, names: Names) -> None:
        self._query = answer.query
        self._rows = answer.rows
        self._computed = answer.computed
        self._names = names
        self._row_names = RowNames(names)
        operation = answer.query.operation
        self.operation: Operation = operation if isinstance(operation, str) else "value"
        self._varies = {part for part in PARTS if len({getattr(row, part) for row in self._rows}) > 1}
        self._one_unit = len({row.unit for row in self._rows}) == 1

    # Names

    def _measure(self, row: Row) -> Entry:
        return self._names.entry("measure", row.measure)

    def _decimals(self, row: Row) -> int:
        return int(self._measure(row).data["decimals"])

    def _row_decimals(self, row: Row) -> int:
        """As many as the measure has, or as the finest figure of the same series: 4,50 beside 5,89."""
        alike = (r.value for r in self._rows if (r.measure, r.period[4]) == (row.measure, row.period[4]))
        return max(self._decimals(row), *(_places(value) for value in alike))

    def _area(self, row: Row) -> str:
        try:
            area = self._names.area(row.area)
        except KeyError:
            return row.area_name
        return area.official_name or area.name

    def _part(self, row: Row, part: str) -> str:
        """One dimension of a row in words."""
        if part == "area":
            return self._area(row)
        if part == "measure":
            return self._measure(row).name
        if part == "benefit":
            return self._row_names.benefit(row.benefit) or "alle"
        if part == "category":
            return self._row_names.category(row.category)
        return danish(row.period)

    def _narrowing(self, row: Row, part: str) -> str:
        """The benefit or the category, if it leaves anybody out and the measure's name does not say it."""
        if getattr(row, part) in NOT_NARROWING:
            return ""
        name = self._part(row, part)
        return "" if name in self._measure(row).name else name

    # One figure

    def _sentence(self, row: Row) -> str:
        """A figure as a sentence of its own."""
        measure = self._measure(row)
        benefit, category = self._narrowing(row, "benefit"), self._narrowing(row, "category")
        words = {
            "area": self._area(row),
            "period": danish(row.period),
            "benefit": on_benefit(benefit) if benefit else "",
            "category": f" ({category})" if category else "",
        }
        if row.value is None:
            subject = "Tallet for {name}{benefit}{category} i {area} i {period}".format(
                name=measure.name, **words
            )
            if row.status == "missing":
                return f"{subject} {ABSENT}."
            return f"{subject} er {HIDDEN}, {HIDDEN_REASON}"
        value = self._figure(row, with_unit=row.unit in _PERCENT_UNITS)
        sentence = ended(capitalised(str(measure.data["statement"]).format(value=value, **words)))
        # Not every statement has a place for the benefit and the category, and they must be said.
        unsaid = [name for name in (benefit, category) if name not in sentence]
        return f"{sentence} Tallet gælder {listed(unsaid)}." if unsaid else sentence

    def _figure(self, row: Row, with_unit: bool = True) -> str:
        if row.value is None:
            return HIDDEN if row.status == "suppressed" else ABSENT
        if with_unit:
            return quantity(row.value, row.unit, self._row_decimals(row))
        return number(row.value, self._row_decimals(row))

    # Several figures

    def rows(self) -> list[str]:
        """The rows as paragraphs: one sentence, or a heading and its list."""
        if self._goes_by_change and len(self._rows) > 1:
            return [self._changes()]
        if self._goes_by_share and len(self._rows) > 1:
            return [self._shares()]
        if not self._varies:
            sentences = list(dict.fromkeys(self._sentence(row) for row in self._rows))
            if self.operation == "extreme" and sentences:
                sentences[0] = self._extreme() + sentences[0]
            return sentences
        paragraphs = self._series() if self.operation == "trend" else [self._listing()]
        if any(row.status == "suppressed" for row in self._rows):
            paragraphs.append(HIDDEN_EXPLAINED)
        return paragraphs

    def _heading(self) -> str:
        """What all rows have in common."""
        row = self._rows[0]
        words = []
        for part in ("measure", "benefit", "category", "area", "period"):
            if part in self._varies:
                continue
            name = self._narrowing(row, part) if part in ("benefit", "category") else self._part(row, part)
            if part == "measure" and self._unit_in_heading and row.unit not in name:
                name += f" ({row.unit})"
            words.append(name)
        return capitalised(", ".join(word for word in words if word) or "tallene") + ":"

    @property
    def _unit_in_heading(self) -> bool:
        return self._one_unit and "measure" not in self._varies and self._rows[0].unit not in _PERCENT_UNITS

    def _line(self, row: Row, parts: Sequence[str] = ()) -> str:
        """One figure behind what sets it apart."""
        apart = [part for part in parts or PARTS if part in self._varies and self._tells(row, part)]
        label = ", ".join(self._part(row, part) for part in apart)
        return f"{label}: {self._figure(row, with_unit=not self._unit_in_heading)}"

    def _tells(self, row: Row, part: str) -> bool:
        """Whether a dimension says anything of a row: the population has no benefit and no categories."""
        if part == "benefit":
            return bool(row.benefit)
        return part != "category" or bool(row.category) or "measure" not in self._varies

    def _listing(self) -> str:
        lines = self._ranked() if self._is_ranking else [self._line(row) for row in self._rows]
        if self.operation == "extreme":
            end = self._extreme()
            for index in range(self._leading()):
                lines[index] = end + lines[index]
        left = len(lines) - LINE_LIMIT
        if left > 0:
            lines = [*lines[:LINE_LIMIT], f"De øvrige {number(left)} tal står i svarets tabel."]
        return "\n".join([self._heading(), *lines])

    @property
    def _is_ranking(self) -> bool:
        # With a computed position the rows are the areas asked about, not the top of a list.
        return self.operation == "rank" and all(item.kind != "rank" for item in self._computed)

    def _ranked(self) -> list[str]:
        """Numbered lines. Equal figures share their number; figures not published have none."""
        lines = []
        position, previous = 0, None
        for index, row in enumerate((row for row in self._rows if row.value is not None), start=1):
            if row.value != previous:
                position, previous = index, row.value
            lines.append(f"{position}. {self._line(row)}")
        return lines + [self._line(row) for row in self._rows if row.value is None]

    @property
    def _goes_by_change(self) -> bool:
        """Whether the rows are in order by how much they have changed, which the computed figures say."""
        kinds = [item.kind for item in self._computed if item.kind != "count"]
        return (
            self.operation in ("rank", "extreme")
            and bool(self._rows)
            and kinds[:1] in (["difference"], ["pct_change"])
            and kinds.count(kinds[0]) == len(self._rows)
        )

    def _changes(self) -> str:
        """Numbered lines with the change that the order goes by first, then the figure that it led to."""
        groups: list[list[Computed]] = []
        for item in self._computed:
            if item.kind == "count":  # how many there are within a bound: of the list, not of a line
                continue
            if not groups or item.kind == groups[0][0].kind:
                groups.append([])
            groups[-1].append(item)
        lines = []
        position, previous = 0, None
        for index, (row, group) in enumerate(zip(self._rows, groups, strict=True), start=1):
            # Equal changes share a place. A rounded percentage is equal only if the rest of it is too.
            same = (group[0].value, [item.value for item in group[1:]], len(group) > 1 and row.value)
            if same != previous:
                position, previous = index, same
            changed = ", ".join(self._result_figure(item) for item in group)
            now = self._figure(row, with_unit=row.unit in _PERCENT_UNITS)
            lines.append(f"{position}. {self._area(row)}: {changed} ({now} i {danish(row.period)})")
        left = len(lines) - LINE_LIMIT
        if left > 0:
            lines = [*lines[:LINE_LIMIT], f"De øvrige {number(left)} tal står i svarets tabel."]
        heading = self._heading().removesuffix(":").removesuffix(f", {danish(self._rows[0].period)}")
        asked = self._query.periods
        if isinstance(asked, tuple) and len(asked) == 2:
            heading += f", ændring fra {danish(asked[0])} til {danish(asked[1])}"
        return "\n".join([f"{heading}:", *lines])

    @property
    def _goes_by_share(self) -> bool:
        """Whether the rows are in order by a share, which the computed figures say."""
        kinds = [item.kind for item in self._computed if item.kind != "count"]
        ordered = self.operation in ("rank", "extreme", "count")
        return ordered and set(kinds) == {"share"} and len(kinds) == len(self._rows)

    def _shares(self) -> str:
        """Numbered lines with the share that the order goes by first, then how many it is."""
        lines = []
        position, previous = 0, None
        shares = [item for item in self._computed if item.kind == "share"]
        for index, (row, item) in enumerate(zip(self._rows, shares, strict=True), start=1):
            if (item.value, row.value) != previous:
                position, previous = index, (item.value, row.value)
            lines.append(f"{position}. {self._area(row)}: {self._result_figure(item)} ({self._figure(row)})")
        left = len(lines) - LINE_LIMIT
        if left > 0:
            lines = [*lines[:LINE_LIMIT], f"De øvrige {number(left)} tal står i svarets tabel."]
        heading = self._heading().removesuffix(":")
        return "\n".join([f"{heading}, andel i procent:", *lines])

    def _extreme(self) -> str:
        """Which end the first row is at: the answer begins with it, and says so or the other rows tell."""
        end = next((item.kind for item in self._computed if self._is_first_row(item)), None)
        if end is not None:
            return "Højest: " if end == "max" else "Lavest: "
        first, *others = (row.value for row in self._rows)
        values = [value for value in others if value is not None]
        if first is None or not values or min(values) <= first <= max(values):
            return ""
        return "Højest: " if first > max(values) else "Lavest: "

    def _leading(self) -> int:
        """How many rows share the extreme figure at the top."""
        count = 1
        while count < len(self._rows) and self._rows[count].value == self._rows[0].value:
            count += 1
        return count

    def _is_first_row(self, item: Computed) -> bool:
        """Whether a computed figure is the extreme that the first row already states."""
        extreme = self.operation == "extreme" and item.kind in ("max", "min")
        return extreme and bool(self._rows) and item.value == self._rows[0].value

    def _series(self) -> list[str]:
        """The rows in time order, a list for each area, benefit or category."""
        apart = [part for part in PARTS if part in self._varies and part != "period"]
        series: dict[str, list[Row]] = {}
        for row in self._rows:
            series.setdefault(", ".join(self._part(row, part) for part in apart), []).append(row)
        limit = max(4, LINE_LIMIT // len(series))
        if not apart:
            return ["\n".join([self._heading(), *self._in_time(self._rows, limit)])]
        return [
            self._heading(),
            *("\n".join([f"{label}:", *self._in_time(rows, limit)]) for label, rows in series.items()),
        ]

    def _in_time(self, rows: Sequence[Row], limit: int) -> list[str]:
        if "period" not in self._varies:
            return [self._figure(row) for row in rows]
        if len(rows) <= limit:
            return [self._line(row, ("period",)) for row in rows]
        chosen = {"Første": rows[0], "Seneste": rows[-1]}
        published = [(row.value, index) for index, row in enumerate(rows) if row.value is not None]
        if published:
            chosen |= {"Laveste": rows[min(published)[1]], "Højeste": rows[max(published)[1]]}
        lines = [f"{name}: {self._line(row, ('period',))}" for name, row in chosen.items()]
        return [*lines, f"Alle {number(len(rows))} tal står i svarets tabel."]

    # Computed figures

    def results(self) -> list[str]:
        """The computed figures, a line each in one paragraph."""
        shown = [item for item in self._computed if not self._is_first_row(item)]
        number_within = [self._result(item) for item in shown if item.kind == "count"]
        if (self._goes_by_change or self._goes_by_share) and len(self._rows) > 1:
            return ["\n".join(number_within)] if number_within else []
        shown = [item for item in shown if item.kind != "count"]
        lines = [self._result(item) for item in shown]
        kinds = {item.kind for item in shown}
        if self.operation == "rank" and not self._rows and len(lines) > 1 and len(kinds) == 1:
            lines = self._numbered(shown, lines)
        lines = [*number_within, *lines] if self.operation == "count" else [*lines, *number_within]
        if lines and not self._rows:
            lines = [*self._subject(), *lines]
        return ["\n".join(lines)] if lines else []

    def _numbered(self, items: Sequence[Computed], lines: Sequence[str]) -> list[str]:
        """The computed figures of an order without rows, with their places; equal ones share theirs."""
        position, previous, numbered = 0, None, []
        for index, (item, line) in enumerate(zip(items, lines, strict=True), start=1):
            if item.value != previous:
                position, previous = index, item.value
            numbered.append(f"{position}. {line}")
        return numbered

    def _subject(self) -> list[str]:
        """What the computed figures are of, where no rows say it."""
        asked = self._query
        if not isinstance(asked.measure, str):
            return []
        benefit, category = (
            part if isinstance(part, str) else "" for part in (asked.benefit, asked.category)
        )
        row = Row("", "", "", asked.measure, benefit, category, None, "", "missing")
        words = [self._measure(row).name, self._narrowing(row, "benefit"), self._narrowing(row, "category")]
        return [capitalised(", ".join(word for word in words if word)) + ":"]

    def _result(self, item: Computed) -> str:
        label = item.label.strip().rstrip(":")
        figure = self._result_figure(item)
        if item.kind == "rank" and figure in label:
            return ended(capitalised(label))
        if item.kind == "difference" and not label.lower().startswith(("forskel", "ændring")):
            lead = "Ændringen" if self.operation in ("change", "trend") else "Forskellen"
            return ended(f"{lead} er {figure} ({label})")
        return ended(f"{capitalised(label)}: {figure}")

    def _result_figure(self, item: Computed) -> str:
        if item.kind == "rank":
            return f"nr. {number(item.value)}"
        decimals = 0
        if item.kind in _DERIVED_RATES:
            decimals = 1
        elif item.unit in _PERCENT_UNITS and self._rows:
            decimals = self._decimals(self._rows[0])
        return quantity(item.value, item.unit, decimals)


def _places(value: float | None) -> int:
    """How many decimals a figure carries, at most as many as are shown."""
    if value is None:
        return 0
    text = f"{value:.{MAX_DECIMALS}f}".rstrip("0")
    return len(text.partition(".")[2])
