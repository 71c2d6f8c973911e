"""Municipalities in order by a share, checked against the CSV files."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from indsats.answers.figure_text import figure_paragraphs
from indsats.answers.model import Answer
from indsats.charts.chart import chart_of
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Exact
from indsats.statistics.question import FigureQuestion, Threshold
from indsats.statistics.store import Store
from indsats.statistics.whole import whole
from tests.indsats.statistics.conftest import TODAY

Ask = Callable[..., Answer]
JULY = "2026M07"
READY = {"benefit": "kontanthjaelp", "category": "aktivitetsparat", "share_of": "category"}
OFFER = {"benefit": "kontanthjaelp", "category": "loentilskud", "share_of": "category"}
INSURED = {"benefit": "dagpenge", "share_of": "benefit"}
ALL = [("modtagere_fuldtid", READY), ("aktiverede_personer", OFFER), ("ledige_fuldtid", INSURED)]


def shares(cells: dict, measure: str, parts: dict, period: str = JULY) -> dict[str, Fraction]:
    """The shares of the areas where both figures are published and no other one can be worked out."""
    benefit, category = parts["benefit"], parts.get("category", "")
    total = (measure, "alle" if parts["share_of"] == "benefit" else benefit, "")
    additive = {"modtagere_fuldtid": True, "ledige_fuldtid": True}.get(measure, False)
    found = {}
    for area in {key[3] for key in cells if key[0] == measure and key[3] > "100"}:
        part = cells.get((measure, benefit, category, area, period))
        whole_value = cells.get((*total, area, period))
        if part is None or not whole_value:
            continue
        rest = [
            value
            for (m, b, c, a, p), value in cells.items()
            if (m, a, p) == (measure, area, period) and (m, b, c) != total and (b, c) != (benefit, category)
        ]
        if additive and rest and all(value is None for value in rest):
            continue
        found[area] = Fraction(int(part), int(whole_value)) * 100
    return found


def listed(answer: Answer) -> list[float]:
    return [item.value for item in answer.computed if item.kind == "share"]


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


@pytest.mark.parametrize(("measure", "parts"), ALL)
@pytest.mark.parametrize("direction", ["highest", "lowest"])
def test_in_order_by_the_share(ask: Ask, cells: dict, measure: str, parts: dict, direction: str) -> None:
    answer = ask(measure, operation="rank", direction=direction, limit=98, **parts)
    expected = shares(cells, measure, parts)
    sign = -1 if direction == "highest" else 1
    order = sorted(expected, key=lambda area: (sign * expected[area], area))
    assert 50 < len(order) <= 98
    assert [row.area for row in answer.rows] == order
    assert listed(answer) == pytest.approx([float(expected[area]) for area in order], abs=0.0501)
    assert {row.category for row in answer.rows} == {parts.get("category", "")}
    places = [item.label.split(", ")[-1] for item in answer.computed]
    assert places == [row.area_name for row in answer.rows]
    assert answer.query.measure == measure


def test_ten_when_no_number_is_asked_for(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="rank", **INSURED)
    assert listed(answer) == pytest.approx(
        sorted(map(float, shares(cells, "ledige_fuldtid", INSURED).values()))[:-11:-1], abs=0.0501
    )


def test_what_would_show_a_hidden_figure_is_left_out_and_said(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="rank", limit=98, **INSURED)
    hidden = {
        area
        for (m, b, _, area, p), value in cells.items()
        if (m, b, p) == ("ledige_fuldtid", "kontanthjaelp", JULY) and value is None
    }
    assert hidden
    assert not hidden & {row.area for row in answer.rows}
    assert noted(answer, "Samsø og Læsø er ikke med, fordi andelen ville vise et tal")


def test_hidden_parts_are_left_out_and_said(ask: Ask, cells: dict) -> None:
    answer = ask("aktiverede_personer", operation="rank", limit=98, **OFFER)
    assert all(row.value is not None for row in answer.rows)
    assert noted(answer, f"{98 - len(answer.rows)} kommuner er ikke med, fordi tallet ikke er offentliggjort")


def test_the_place_of_one(ask: Ask, cells: dict) -> None:
    answer = ask("modtagere_fuldtid", operation="rank", areas=("751",), **READY)
    expected = shares(cells, "modtagere_fuldtid", READY)
    ahead = sum(share > expected["751"] for share in expected.values())
    assert [(c.kind, c.value) for c in answer.computed] == [
        ("share", pytest.approx(float(expected["751"]), abs=0.0501)),
        ("rank", ahead + 1),
    ]
    assert [row.category for row in answer.rows] == ["aktivitetsparat", ""]
    hidden = ask("ledige_fuldtid", operation="rank", areas=("741",), **INSURED)
    assert hidden.kind == "not_available"
    assert hidden.computed == ()


def test_the_highest_share(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="extreme", **INSURED)
    expected = shares(cells, "ledige_fuldtid", INSURED)
    assert [row.area for row in answer.rows] == [max(expected, key=expected.__getitem__)]
    assert "nr. 1 af 96 kommuner" in answer.computed[0].label


@pytest.mark.parametrize("operation", ["count", "rank"])
def test_a_bound_is_in_per_cent(ask: Ask, cells: dict, operation: str) -> None:
    answer = ask("modtagere_fuldtid", operation=operation, threshold=Threshold(">", 75), **READY)
    expected = {area for area, share in shares(cells, "modtagere_fuldtid", READY).items() if share > 75}
    assert {row.area for row in answer.rows} == expected
    assert [c.value for c in answer.computed if c.kind == "count"] == [len(expected)]


def test_one_region(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("modtagere_fuldtid", operation="rank", scope="081", limit=98, **READY)
    assert {row.area for row in answer.rows} == set(vocabulary.members("081"))


def test_an_older_month(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="rank", limit=5, periods=(Exact("2024M02"),), **INSURED)
    expected = shares(cells, "ledige_fuldtid", INSURED, "2024M02")
    assert [row.area for row in answer.rows] == sorted(expected, key=lambda a: (-expected[a], a))[:5]


@pytest.mark.parametrize(
    ("measure", "parts", "said"),
    [
        ("modtagere_fuldtid", {"share_of": "benefit", "benefit": "kontanthjaelp"}, "ikke det samlede tal"),
        ("modtagere_fuldtid", {"share_of": "category"}, "Nævn én kategori"),
        ("ledige_fuldtid", {"share_of": "benefit", "benefit": "alle"}, "Nævn den ydelse"),
        ("ledige_fuldtid", {**INSURED, "over": "regions"}, "kun sættes i orden for kommuner"),
        ("ledige_fuldtid", {**INSURED, "by_change": "auto"}, "kun sættes i orden for kommuner"),
        ("ledige_fuldtid", {**INSURED, "threshold": Threshold(">", None, "000")}, "et tal som grænse"),
        ("ledige_fuldtid", {**INSURED, "operation": "count"}, "Nævn en grænse"),
        ("modtagere_fuldtid", {**READY, "periods": (Exact("2024M02"),)}, "Databasen har ikke tal"),
    ],
)
def test_what_cannot_be_ordered_is_refused(ask: Ask, measure: str, parts: dict, said: str) -> None:
    answer = ask(measure, **{"operation": "rank", **parts})
    assert answer.kind == "not_available"
    assert answer.computed == ()
    assert noted(answer, said)


def test_the_text_and_the_picture_lead_with_the_share(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("modtagere_fuldtid", operation="rank", limit=3, **READY)
    (text,) = figure_paragraphs(answer, vocabulary)
    heading, *lines = text.split("\n")
    assert heading.endswith("juli 2026, andel i procent:")
    assert len(lines) == 3
    assert lines[0].startswith("1. Mariagerfjord Kommune: 78,8 pct. (641 ")
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [point.value for point in chart.points] == listed(answer)
    assert "andel i kategorien »aktivitetsparate« i juli 2026" in chart.title


def test_the_file_has_the_totals_too(sqlite_store: Store, vocabulary: Vocabulary, cells: dict) -> None:
    question = FigureQuestion("ledige_fuldtid", operation="rank", **INSURED)  # type: ignore[arg-type]
    answer = whole(question, sqlite_store, vocabulary, TODAY)
    assert {row.benefit for row in answer.rows} == {"dagpenge", "alle"}
    assert len(answer.rows) == 2 * len(shares(cells, "ledige_fuldtid", INSURED))
