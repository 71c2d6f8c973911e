"""The specification and the pictures drawn from it."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec import structs

from indsats import paths
from indsats.answers.model import Answer
from indsats.charts.chart import Break, Chart, Point, chart_of
from indsats.charts.drawing import png, svg, warm_up
from indsats.charts.vega import spec
from tests.indsats.answers.answer_samples import TABLE, FakeNames, row, statistic
from tests.indsats.charts.test_chart import year

SVG = "{http://www.w3.org/2000/svg}"


def chart(answer: Answer) -> Chart:
    made = chart_of(structs.replace(answer, sources=(TABLE,)), FakeNames())
    assert made is not None
    return made


LINE = chart(statistic(*year([1812, None, 1850, 1750, 1234]), operation="trend"))
LINES = chart(statistic(*year([812, 901, 850, 3]), *year([7, None, 9, 4], "461"), operation="trend"))
RATES = chart(
    statistic(
        *(
            row(a, measure="ledighedsprocent", value=v)
            for a, v in (("751", 4.3), ("461", 3), ("825", 1234.5))
        ),
        operation="compare",
    )
)
HIDDEN = chart(statistic(row(), row("825", status="suppressed"), row("461", value=0), operation="compare"))
FALLS = structs.replace(
    RATES,
    points=tuple(
        Point(label, value, f"{value} procentpoint") for label, value in (("Aarhus", -0.6), ("Odense", 0.2))
    ),
)
EVERY = {"line": LINE, "lines": LINES, "rates": RATES, "hidden": HIDDEN, "falls": FALLS}


def texts(picture: bytes) -> list[str]:
    """Each text of an SVG, with the lines of one text joined."""
    found = ElementTree.fromstring(picture).iter(f"{SVG}text")
    return ["".join(text.itertext()) for text in found]


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key and value in a specification."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


@pytest.mark.parametrize("name", EVERY)
def test_the_specification_stands_alone_and_has_the_alt_text(name: str) -> None:
    made = spec(EVERY[name])
    assert made["description"] == EVERY[name].alt
    assert made["background"] == "white"
    assert not {"url", "href", "image"} & {key for key, _ in walk(made)}
    assert made["config"]["locale"]["number"]["decimal"] == ","


@pytest.mark.parametrize("name", ["rates", "hidden"])
def test_bars_begin_at_zero(name: str) -> None:
    domains = [
        value["domain"] for key, value in walk(spec(EVERY[name])) if key == "scale" and "domain" in value
    ]
    assert domains
    assert {domain[0] for domain in domains} == {0}


def test_falls_and_rises_meet_at_zero() -> None:
    root = ElementTree.fromstring(svg(FALLS))
    bars = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("fill") == "#0072B2"]
    assert len(bars) == 2
    edges = [re.match(r"M([\d.]+),[\d.]+h(-?[\d.]+)", bar) for bar in bars]
    (fall_start, fall), (rise_start, rise) = [(float(e[1]), float(e[2])) for e in edges if e]
    assert fall_start + fall == pytest.approx(rise_start)
    assert fall == pytest.approx(3 * rise)


def test_a_hidden_figure_has_no_bar() -> None:
    made = spec(HIDDEN)
    (bars,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "bar"]
    assert [r["value"] for r in values_of(made, bars)] == [8656, 0]
    assert "ikke offentliggjort" in texts(svg(HIDDEN))


def values_of(made: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    data = layer["data"]
    rows: list[dict[str, Any]] = data["values"] if "values" in data else made["datasets"][data["name"]]
    return rows


def test_a_hidden_month_breaks_the_line() -> None:
    made = spec(LINE)
    (line,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "line"]
    assert [r["value"] for r in values_of(made, line)] == [1812, None, 1850, 1750, 1234]
    paths_drawn = [
        path.get("d", "")
        for path in ElementTree.fromstring(svg(LINE)).iter(f"{SVG}path")
        if path.get("stroke") == "#0072B2" and path.get("stroke-width") == "2.75"
    ]
    assert [path.count("M") for path in paths_drawn] == [2]


def test_a_month_without_a_row_breaks_the_line_too() -> None:
    points = tuple(point for point in LINE.points if point.period != "2025M04")
    made = spec(structs.replace(LINE, points=points))
    (line,) = [layer for layer in made["layer"] if layer["mark"]["type"] == "line"]
    assert [r["value"] for r in values_of(made, line)] == [1812, None, 1850, None, 1234]


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    remark = "Den lodrette akse begynder ikke ved 0."
    high = chart(statistic(*year([1812, 1850, 1750]), operation="trend"))
    assert any(remark in text for text in texts(svg(high)))
    assert not any(remark in text for text in texts(svg(LINES)))


def test_lines_differ_in_more_than_colour() -> None:
    made = spec(LINES)
    encoding = made["layer"][0]["encoding"]
    scales = {key: encoding[key]["scale"] for key in ("color", "strokeDash")}
    for scale in scales.values():
        assert scale["domain"] == ["Aarhus", "Odense"]
        assert len({str(look) for look in scale["range"]}) == 2
    shapes = [layer["mark"]["shape"] for layer in made["layer"] if "shape" in layer["mark"]]
    assert len(set(shapes)) == 2


def test_figures_are_written_the_danish_way() -> None:
    assert {"1.234,5 pct.", "4,3 pct.", "3,0 pct."} <= set(texts(svg(RATES)))
    assert {"1.234", "1.200", "1.400"} <= set(texts(svg(LINE)))
    small = chart(
        statistic(
            *(
                row(period=f"2026M0{i}", measure="ledighedsprocent", value=v)
                for i, v in ((1, 4.3), (2, 3.4), (3, 3.1))
            ),
            operation="trend",
        )
    )
    drawn = texts(svg(small))
    assert {"3,5", "4,0", "jan.2026", "mar.2026"} <= set(drawn)
    assert not any("3.5" in text for text in drawn)


@pytest.mark.parametrize("name", EVERY)
def test_the_svg_is_one_described_image_without_references(name: str) -> None:
    picture = svg(EVERY[name])
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert root.get("aria-label") == EVERY[name].alt
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == EVERY[name].title
    assert root[1].text == EVERY[name].alt
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in {
            "svg",
            "title",
            "desc",
            "g",
            "rect",
            "path",
            "line",
            "text",
            "tspan",
        }
        for attribute, value in element.attrib.items():
            assert not attribute.endswith("href")
            assert not attribute.startswith("on")
            assert "url(" not in value
        if element is not root:
            assert "aria-label" not in element.attrib
    assert any(EVERY[name].source in text for text in texts(picture))


def test_signs_of_markup_are_text() -> None:
    nasty = structs.replace(HIDDEN, title="<script>\"&'", alt='<b> & "x" onload=1')
    root = ElementTree.fromstring(svg(nasty))
    assert root.get("aria-label") == nasty.alt
    assert root[0].text == nasty.title
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("name", EVERY)
def test_the_same_chart_gives_the_same_bytes(name: str) -> None:
    assert svg(EVERY[name]) == svg(EVERY[name])
    assert png(EVERY[name]) == png(EVERY[name])


def test_a_png_is_twice_the_size() -> None:
    picture = png(LINE)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    root = ElementTree.fromstring(svg(LINE))
    assert (width, height) == (2 * int(root.attrib["width"]), 2 * int(root.attrib["height"]))
    assert 680 <= width / 2 <= 760


def test_pictures_may_be_drawn_at_the_same_time() -> None:
    charts = [LINE, LINES, RATES, HIDDEN] * 3
    expected = [svg(each) for each in charts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(svg, charts)) == expected


def test_a_long_label_and_a_long_title_stay_within_the_picture() -> None:
    long = structs.replace(
        HIDDEN,
        title="Personer uden aktivt tilbud eller mentor på uddannelseshjælp og kontanthjælp i hele landet",
        points=tuple(
            structs.replace(p, label="Særligt tilrettelagt nytteindsats i kommunen") for p in HIDDEN.points
        ),
    )
    assert int(ElementTree.fromstring(svg(long)).attrib["width"]) <= 740


def test_the_server_starts_without_altair() -> None:
    code = (
        "import sys, indsats.charts.drawing, indsats.charts.chart, indsats.charts.vega;"
        "sys.exit(bool({'altair', 'vl_convert'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=paths.ROOT, check=False).returncode == 0


def test_warming_up_draws() -> None:
    warm_up()


@pytest.mark.parametrize("period", ["2025M02", "2025M05"])
def test_a_break_is_drawn_with_its_words(period: str) -> None:
    broken = structs.replace(LINE, breaks=(Break(period, "databrud 1. juli 2025"),))
    assert "databrud 1. juli 2025" in texts(svg(broken))
    assert "databrud 1. juli 2025" not in texts(svg(LINE))
