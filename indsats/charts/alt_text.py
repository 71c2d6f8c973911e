"""The finding of a chart in one or two Danish sentences, for those who do not see the picture.

Every number is one of the chart's points, as the chart shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from indsats.answers.danish import listed
from indsats.answers.model import Number
from indsats.periods import danish

_MOST_TOLD = 4
"""So many bars or lines are told one by one; of more, only the highest and the lowest."""
_MOST_TIED = 2


class Shown(Protocol):
    """A point of a chart (`indsats.charts.chart.Point`)."""

    @property
    def label(self) -> str:
        """The period, or what stands beside the bar."""

    @property
    def value(self) -> Number | None:
        """The figure, None when there is none to show."""

    @property
    def shown(self) -> str:
        """The figure in Danish."""

    @property
    def series(self) -> str:
        """The line's name."""

    @property
    def period(self) -> str:
        """The period's canonical id."""

    @property
    def said(self) -> str:
        """The label inside a sentence; "" when that is the label itself."""


def of_bars(title: str, points: Sequence[Shown], *, excerpt: bool) -> str:
    """The alt text of bars; at least one has a value. ``excerpt``: there are others that are not drawn."""
    lead = f"Søjlediagram: {title}."
    if len(points) <= _MOST_TOLD:
        return f"{lead} {'; '.join(f'{point.label}: {point.shown}' for point in points).rstrip('.')}."
    known = [point for point in points if point.value is not None]
    if len({point.value for point in known}) == 1:
        finding = f"Alle har tallet {known[0].shown}"
    else:
        high, low = _extreme(known, max), _extreme(known, min)
        # Of an excerpt one end is only the last one drawn; which end, the reader should not have to guess.
        finding = (
            f"Af de viste er {high} højest og {low} lavest"
            if excerpt
            else f"Højest er {high}, og lavest er {low}"
        )
    hidden = " Nogle af tallene kan ikke vises." if len(known) < len(points) else ""
    return f"{lead} {finding.rstrip('.')}.{hidden}"


def of_lines(title: str, points: Sequence[Shown]) -> str:
    """The alt text of lines, whose points come one line after the other in time order."""
    series: dict[str, list[Shown]] = {}
    for point in points:
        series.setdefault(point.series, []).append(point)
    ends = sorted({point.period for point in points})
    lead = f"Linjediagram: {title}, {danish(ends[0])} til {danish(ends[-1])}."
    known = {name: [p for p in own if p.value is not None] for name, own in series.items()}
    if len(known) == 1:
        ((name, own),) = known.items()
        finding = _single(name, own, ends)
    elif len(known) <= _MOST_TOLD:
        finding = "; ".join(_course(name, own, ends) for name, own in known.items()).rstrip(".") + "."
    else:
        finding = _last_period(known)
    gaps = any(point.value is None for point in points)
    return " ".join([lead, finding, *(["Nogle af tallene kan ikke vises."] if gaps else [])])


def _single(name: str, own: Sequence[Shown], ends: Sequence[str]) -> str:
    if len({point.value for point in own}) == 1:
        always = "i alle perioder" if len(own) > 1 else f"i {own[0].label}"
        return f"{name or 'Tallet'}: {own[0].shown.rstrip('.')} {always}."
    high, low = _extreme(own, max, "i "), _extreme(own, min, "i ")
    return f"{_course(name or 'Tallet', own, ends)}; højest {high}, lavest {low}."


def _course(name: str, own: Sequence[Shown], ends: Sequence[str]) -> str:
    first, last = own[0], own[-1]
    if first is last:
        return f"{name} har kun {first.shown} ({first.label})"
    begin = "" if first.period == ends[0] else f" ({first.label})"
    end = "" if last.period == ends[-1] else f" ({last.label})"
    return f"{name} går fra {first.shown}{begin} til {last.shown}{end}"


def _last_period(known: dict[str, list[Shown]]) -> str:
    last = max(point.period for own in known.values() for point in own)
    final = [(name, point) for name, own in known.items() for point in own if point.period == last]
    when = danish(last)
    if len(final) == 1:
        return f"I {when} er det eneste tal {final[0][1].shown} ({final[0][0]})."
    high = max(final, key=lambda pair: pair[1].value or 0)
    low = min(final, key=lambda pair: pair[1].value or 0)
    return (
        f"I {when} er tallet højest for {high[0]} ({high[1].shown}) og lavest for {low[0]} ({low[1].shown})."
    )


def _extreme(points: Sequence[Shown], end: Callable[[list[Number]], Number], preposition: str = "") -> str:
    """The highest or lowest with its figure; so many share it that only the figure is told."""
    value = end([point.value for point in points if point.value is not None])
    tied = [point for point in points if point.value == value]
    if len(tied) > _MOST_TIED:
        return f"{tied[0].shown} (flere gange)" if preposition else f"{len(tied)} med tallet {tied[0].shown}"
    return f"{preposition}{listed([point.said or point.label for point in tied])} ({tied[0].shown})"
