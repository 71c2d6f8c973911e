"""Charts drawn with Altair. Importing this loads Altair; `indsats.charts.vega` does so when it is needed.

A picture refers to nothing outside itself. Vega's own labels for screen readers are English and turned off:
the picture has one alt text. Widths are for a picture of about `WIDTH` pixels, and type is large enough to be
read when a phone shows it at half that.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt

from indsats.charts import scale
from indsats.charts.chart import Chart, Point
from indsats.periods import Period

WIDTH = 720
PLOT_HEIGHT = 340
_PADDING = 18
_FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_TITLE, _TEXT, _SMALL = 20, 16, 14
_INK, _QUIET, _FAINT = "#1a1a1a", "#505050", "#d9d9d9"
_LINE_HEIGHT = 19
# About how wide a letter is, in parts of the type size: for choosing where to break a line.
_LETTER, _BOLD_LETTER = 0.5, 0.53
_LONGEST_LABEL = 34
_BAR = 24
_LINES_RIGHT = 20
"""Room right of the lines, for the half of the last period's name that reaches beyond the plot."""

# Okabe and Ito's colours, which colour-blind people can tell apart, the darkest first; their yellow cannot
# be seen on white, so grey stands in for it. Dashes and marks tell the lines apart without any colour.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#000000", "#CC79A7", "#7A7A7A", "#E69F00", "#56B4E9")
_DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [14, 4], [3, 6], [8, 2, 2, 2, 2, 2])
_SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
_FEW_POINTS = 16
"""A line of no more points has a mark on each."""

_DANISH = alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["", " kr."])
_NOT_FROM_ZERO = "Den lodrette akse begynder ikke ved 0."


def picture(chart: Chart) -> alt.LayerChart:
    """The chart as Altair's own."""
    return _line(chart) if chart.kind == "line" else _bars(chart)


# -- lines -----------------------------------------------------------------------------------------


def _line(chart: Chart) -> alt.LayerChart:
    known = [point.value for point in chart.points if point.value is not None]
    ends = sorted({Period.parse(point.period) for point in chart.points})
    every = Period.range(ends[0], ends[-1])
    place = {str(period): index for index, period in enumerate(every)}
    series = list(dict.fromkeys(point.series for point in chart.points))
    axis = scale.values(known, whole=chart.decimals == 0 and not chart.percent)
    tick_texts = scale.periods(every)
    left = _SMALL + round(max(len(_tick(tick)) for tick in axis.ticks) * _TEXT * _LETTER)

    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[-0.3, len(every) - 0.7], nice=False),
        axis=alt.Axis(
            values=[index for index, _ in tick_texts],
            labelExpr=_looked_up({str(index): text for index, text in tick_texts}),
            grid=False,
            ticks=True,
            title=None,
        ),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[axis.ticks[0], axis.ticks[-1]], zero=axis.from_zero, nice=False),
        axis=alt.Axis(
            values=list(axis.ticks),
            format=f",.{axis.decimals}f",
            title=None,
            domain=False,
            ticks=False,
        ),
    )
    look: dict[str, Any] = {}
    if len(series) > 1:
        # The colour and the dash share one key.
        key = _key(series)
        look["color"] = alt.Color(
            "series:N", scale=alt.Scale(domain=series, range=list(PALETTE[: len(series)])), legend=key
        )
        look["strokeDash"] = alt.StrokeDash(
            "series:N", scale=alt.Scale(domain=series, range=list(_DASHES[: len(series)])), legend=key
        )
    by_line = [_placed([p for p in chart.points if p.series == name], place, name) for name in series]
    layers = [
        _of([row for line in by_line for row in line])
        .mark_line(
            strokeWidth=2.75, strokeJoin="round", color=PALETTE[0], invalid="break-paths-show-path-domains"
        )
        .encode(x=x, y=y, **look)
    ]
    for line, colour, shape in zip(by_line, PALETTE, _SHAPES, strict=False):
        # A layer for each line: an encoding by line would put the marks on top of the key's dashes.
        layers.append(
            _of(_marked(line))
            .mark_point(filled=True, opacity=1, size=70, color=colour, shape=shape)
            .encode(x=x, y=y)
        )
    for cut in chart.breaks:
        layers += _break(place[cut.period] - 0.5, cut.label, x, early=2 * place[cut.period] < len(every))
    if len(series) == 1:
        layers += _last_figure(by_line[0], x, y)
    remark = "" if axis.from_zero else _NOT_FROM_ZERO
    below = 2 * _LINE_HEIGHT + 18
    layers.append(_footer(chart, left, PLOT_HEIGHT + below, remark))
    return _framed(chart, layers, left, WIDTH - left - 2 * _PADDING - _LINES_RIGHT, PLOT_HEIGHT)


def _break(at: float, label: str, x: alt.X, *, early: bool) -> list[alt.Chart]:
    """A thin upright line where a series changes meaning, with its words beside its top."""
    base = _of([{"at": at, "text": label}]).encode(x=x)
    words: dict[str, Any] = {"baseline": "top", "fontSize": _SMALL}
    words |= {"align": "left", "dx": 5} if early else {"align": "right", "dx": -5}
    text = base.encode(y=alt.value(2), text=alt.Text("text:N"))
    return [
        base.mark_rule(color=_QUIET, strokeWidth=1, strokeDash=[3, 3]),
        text.mark_text(**words, stroke="white", strokeWidth=4),
        text.mark_text(**words, color=_QUIET),
    ]


def _of(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """A layer of some rows."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def _placed(points: Sequence[Point], place: dict[str, int], series: str) -> list[dict[str, Any]]:
    """The points of a line with every period between its ends: one without a figure breaks the line."""
    by_place = {place[point.period]: point for point in points}
    rows = []
    for at in range(min(by_place), max(by_place) + 1):
        point = by_place.get(at)
        value = point.value if point else None
        rows.append({"at": at, "value": value, "series": series, "shown": point.shown if point else ""})
    return rows


def _marked(line: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The points that get a mark: all of a short line, else the ends, and those that no line reaches."""
    known = [row for row in line if row["value"] is not None]
    if len(line) <= _FEW_POINTS:
        return known
    reached = {row["at"] for row in known}
    alone = [row for row in known if not reached & {row["at"] - 1, row["at"] + 1}]
    ends = [row for row in (known[0], known[-1]) if row not in alone]
    return sorted(alone + ends, key=lambda row: int(row["at"]))


def _last_figure(line: Sequence[dict[str, Any]], x: Any, y: Any) -> list[alt.Chart]:
    """The newest figure above its mark, with a white rim where it crosses a line."""
    last = [row for row in line if row["value"] is not None][-1:]
    place: dict[str, Any] = {
        "align": "right",
        "baseline": "bottom",
        "dy": -9,
        "dx": 6,
        "fontSize": _TEXT,
        "fontWeight": "bold",
    }
    base = _of(last).encode(x=x, y=y, text=alt.Text("shown:N"))
    return [base.mark_text(**place, stroke="white", strokeWidth=5), base.mark_text(**place, color=_INK)]


def _key(series: Sequence[str]) -> alt.Legend:
    """Which line is which, above the plot."""
    widest = max(len(name) for name in series) * _TEXT * _LETTER + 75
    return alt.Legend(
        title=None,
        orient="top",
        columns=max(1, min(4, len(series), int((WIDTH - 2 * _PADDING) // widest))),
        labelLimit=WIDTH - 120,
        labelFontSize=_TEXT,
        symbolType="stroke",
        symbolSize=1000,
        symbolStrokeWidth=2.75,
        columnPadding=22,
        rowPadding=4,
        offset=16,
    )


def _looked_up(texts: dict[str, list[str]]) -> str:
    """A Vega expression that gives a tick its text: several lines as a list."""
    return f"{json.dumps(texts, ensure_ascii=False)}[datum.value]"


def _tick(value: float) -> str:
    return f"{value:,g}"


# -- bars ------------------------------------------------------------------------------------------


def _bars(chart: Chart) -> alt.LayerChart:
    labels = [textwrap.wrap(point.label, _LONGEST_LABEL) or [""] for point in chart.points]
    most_lines = max(len(lines) for lines in labels)
    left = round(max(len(line) for lines in labels for line in lines) * _TEXT * _LETTER) + 16
    step = max(_BAR + 8, most_lines * _LINE_HEIGHT + 10)
    height = step * len(labels)
    known = [point.value for point in chart.points if point.value is not None]
    longest_figure = max(len(point.shown) for point in chart.points if point.value is not None)
    plot = WIDTH - left - 2 * _PADDING
    # The figure stands beyond its bar's end, so the longest bar ends before the plot does.
    room = min(0.35, (longest_figure * _TEXT * _LETTER + 14) / plot)
    low, high = min(0, *known), max(0, *known)
    rooms = room if low < 0 else 0, room if high > 0 or low == 0 else 0
    reach = (high - low or 1) / (1 - sum(rooms))

    values: list[dict[str, Any]] = [
        {
            "at": index,
            "label": "\n".join(lines),
            "value": point.value,
            "shown": point.shown,
        }
        for index, (point, lines) in enumerate(zip(chart.points, labels, strict=True))
    ]
    y = alt.Y("at:O", sort=None, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    x_scale = alt.Scale(domain=[low - rooms[0] * reach, high + rooms[1] * reach], zero=True, nice=False)
    x = alt.X("value:Q", axis=None, scale=x_scale)
    present = [row for row in values if row["value"] is not None]
    absent = [row for row in values if row["value"] is None]
    layers = [
        _of(present).mark_bar(color=PALETTE[0], size=_BAR).encode(x=x, y=y),
        _figures([row for row in present if row["value"] >= 0], x, y, "left"),
    ]
    if low < 0:
        layers += [
            _figures([row for row in present if row["value"] < 0], x, y, "right"),
            _of([{}]).mark_rule(color=_QUIET).encode(x=alt.XDatum(0, scale=x_scale, axis=None)),
        ]
    if absent:
        layers.append(
            _of(absent)
            .mark_text(
                align="left", baseline="middle", dx=6, fontSize=_TEXT, fontStyle="italic", color=_QUIET
            )
            .encode(x=alt.XDatum(0, scale=x_scale), y=y, text=alt.Text("shown:N"))
        )
    for lines in sorted({len(own) for own in labels}):
        # Text is centred by its first line, so labels of more lines are raised.
        own_rows = [row for row, own in zip(values, labels, strict=True) if len(own) == lines]
        layers.append(
            _of(own_rows)
            .mark_text(
                align="left",
                baseline="middle",
                lineBreak="\n",
                lineHeight=_LINE_HEIGHT,
                dy=-(lines - 1) / 2 * _LINE_HEIGHT,
                fontSize=_TEXT,
                color=_INK,
            )
            .encode(x=alt.value(-left), y=y, text=alt.Text("label:N"))
        )
    layers.append(_footer(chart, left, height + 14, ""))
    return _framed(chart, layers, left, plot, height)


def _figures(
    rows: Sequence[Mapping[str, Any]], x: alt.X, y: alt.Y, align: Literal["left", "right"]
) -> alt.Chart:
    """The figures beyond the ends of their bars."""
    drawn: alt.Chart = (
        _of(rows)
        .mark_text(
            align=align, baseline="middle", dx=6 if align == "left" else -6, fontSize=_TEXT, color=_INK
        )
        .encode(x=x, y=y, text=alt.Text("shown:N"))
    )
    return drawn


# -- around the plot -------------------------------------------------------------------------------


def _framed(chart: Chart, layers: Sequence[Any], left: int, width: int, height: int) -> alt.LayerChart:
    title = alt.TitleParams(
        text=_wrapped(chart.title, _TITLE, _BOLD_LETTER),
        subtitle=_wrapped(chart.subtitle, _TEXT, _LETTER),
        anchor="start",
        frame="group",
        dx=-left,
        fontSize=_TITLE,
        fontWeight="bold",
        color=_INK,
        lineHeight=_TITLE + 5,
        subtitleFontSize=_TEXT,
        subtitleColor=_QUIET,
        subtitleLineHeight=_LINE_HEIGHT + 2,
        subtitlePadding=6,
        offset=16,
    )
    framed: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=width,
            height=height,
            title=title,
            description=chart.alt,
            background="white",
            padding=_PADDING,
        )
        .configure(font=_FONT, aria=False, locale=alt.Locale(number=_DANISH))
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=_TEXT,
            labelColor=_QUIET,
            gridColor=_FAINT,
            domainColor=_QUIET,
            tickColor=_QUIET,
            labelLineHeight=_LINE_HEIGHT,
            labelPadding=6,
            labelOverlap=False,
        )
        .configure_legend(labelColor=_INK)
    )
    return framed


def _footer(chart: Chart, left: int, top: int, remark: str) -> alt.Chart:
    """The source below the plot, and what must be known to read the axes right."""
    lines = [*([remark] if remark else []), *_wrapped(chart.source, _SMALL, _LETTER)]
    footer: alt.Chart = (
        _of([{"text": "\n".join(lines)}])
        .mark_text(
            align="left",
            baseline="top",
            lineBreak="\n",
            lineHeight=_SMALL + 4,
            fontSize=_SMALL,
            color=_QUIET,
        )
        .encode(x=alt.value(-left), y=alt.value(top), text=alt.Text("text:N"))
    )
    return footer


def _wrapped(text: str, size: int, letter: float) -> list[str]:
    """The text in as few lines as it needs, of about the same length: no line holds a single word."""
    widest = int((WIDTH - 2 * _PADDING) / (size * letter))
    lines = textwrap.wrap(text, widest) or [""]
    for width in range(len(text) // len(lines), widest):
        balanced = textwrap.wrap(text, max(width, 1))
        if len(balanced) == len(lines):
            return balanced
    return lines
