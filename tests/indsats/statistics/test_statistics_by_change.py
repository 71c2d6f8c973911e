"""Municipalities in order by change: the same order as the CSV files give, and nothing of what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from indsats.answers.figure_text import figure_paragraphs
from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Newest, Range
from indsats.statistics.question import Threshold

Ask = Callable[..., Answer]


def changes(cells: dict, measure: str, benefit: str, first: str, last: str) -> dict[str, tuple]:
    """Each municipality's exact difference and change in per cent (None from nothing)."""
    found = {}
    for (m, b, c, area, period), later in cells.items():
        if (m, b, c, period) != (measure, benefit, "", last) or area in ("000",) or area.startswith("08"):
            continue
        earlier = cells.get((measure, benefit, "", area, first))
        if earlier is not None and later is not None:
            gap = Fraction(str(later)) - Fraction(str(earlier))
            found[area] = (gap, gap * 100 / Fraction(str(earlier)) if earlier else None)
    return found


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


@pytest.mark.parametrize("direction", ["highest", "lowest"])
@pytest.mark.parametrize(
    ("measure", "benefit", "way", "by"),
    [
        ("ledige_fuldtid", "alle", "auto", 1),
        ("ledige_fuldtid", "kontanthjaelp", "percent", 1),
        ("ledige_fuldtid", "alle", "absolute", 0),
        ("ledighedsprocent", "alle", "auto", 0),
        ("ledighedsprocent", "alle", "percent", 1),
    ],
)
def test_in_order_by_change(
    ask: Ask, cells: dict, measure: str, benefit: str, way: str, by: int, direction: str
) -> None:
    answer = ask(
        measure,
        benefit=benefit,
        operation="rank",
        by_change=way,
        direction=direction,
        limit=12,
        periods=("2024M07", "2026M07"),
    )
    expected = {
        a: c for a, c in changes(cells, measure, benefit, "2024M07", "2026M07").items() if c[by] is not None
    }
    sign = -1 if direction == "highest" else 1
    order = sorted(expected, key=lambda area: (sign * expected[area][by], area))[:12]
    assert [row.area for row in answer.rows] == order
    assert {row.period for row in answer.rows} == {"2026M07"}
    differences = [item.value for item in answer.computed if item.kind == "difference"]
    assert differences == pytest.approx([float(expected[area][0]) for area in order])
    percents = [item.value for item in answer.computed if item.kind == "pct_change"]
    if by == 1 or measure == "ledige_fuldtid":
        assert percents == pytest.approx([float(expected[area][1]) for area in order], abs=0.051)
    else:
        assert percents == []
    # The figure that the order goes by stands first of each area's.
    assert answer.computed[0].kind == ("pct_change" if by else "difference")
    assert answer.query.periods == ("2024M07", "2026M07")
    assert answer.query.operation == "rank"


def test_percentages_change_in_percentage_points(ask: Ask) -> None:
    answer = ask("ledighedsprocent", operation="rank", by_change="auto", limit=1)
    assert [item.unit for item in answer.computed] == ["procentpoint"]
    assert noted(answer, "procentpoint. Små kommuner svinger mere")
    assert noted(
        answer, "Du nævnte ingen periode. Ændringen er regnet fra juli 2025 til det nyeste tal, juli 2026"
    )


@pytest.mark.parametrize(
    ("periods", "ends"),
    [
        ((), ("2025M07", "2026M07")),
        ((Newest(1, "Y"),), ("2025M07", "2026M07")),
        ((Range("2023Y01", None),), ("2023M01", "2026M07")),
        (("2024Y01",), ("2024M01", "2024M12")),
        (("2024M03", "2023M03"), ("2023M03", "2024M03")),
        (("2024M03",), ("2023M03", "2024M03")),
    ],
)
def test_the_two_periods_are_those_of_a_change(ask: Ask, periods: tuple, ends: tuple[str, str]) -> None:
    answer = ask("ledige_fuldtid", operation="rank", by_change="auto", periods=periods)
    assert answer.query.periods == ends
    one = ask("ledige_fuldtid", operation="change", areas=(answer.rows[0].area,), periods=periods)
    assert {item.kind: item.value for item in one.computed} == {
        item.kind: item.value for item in answer.computed[:2]
    }


def test_hidden_at_either_end_is_left_out_and_said(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="rank", by_change="auto", limit=98)
    hidden = {
        area
        for (m, b, _, area, period), value in cells.items()
        if (m, b) == ("ledige_fuldtid", "kontanthjaelp")
        and period in ("2025M07", "2026M07")
        and value is None
    }
    assert hidden
    assert not {row.area for row in answer.rows} & hidden
    assert len(answer.rows) == 98 - len(hidden)
    assert noted(answer, "Fanø, Samsø og Læsø er ikke med, fordi tallet ikke er offentliggjort")


def test_from_nothing_no_change_in_per_cent(ask: Ask, cells: dict) -> None:
    answer = ask(
        "aktiveringsgrad", operation="rank", by_change="percent", limit=98, periods=("2025M10", "2026M07")
    )
    zero = {
        area
        for (m, _, _, area, period), value in cells.items()
        if (m, period) == ("aktiveringsgrad", "2025M10") and value == 0
    }
    assert zero
    assert not {row.area for row in answer.rows} & zero
    assert noted(answer, "procent fra 0 ikke kan regnes ud")


def test_a_change_from_very_few_is_shown_with_a_warning(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", operation="rank", by_change="percent", limit=98)
    assert "825" in [row.area for row in answer.rows]  # Læsø had 8 in July 2025
    assert noted(answer, "Det første tal var under 10 for Læsø")
    many = ask("ledige_fuldtid", operation="rank", by_change="percent", areas=("751", "461"))
    assert not noted(many, "under 10")


def test_the_place_of_one(ask: Ask, cells: dict) -> None:
    expected = changes(cells, "ledige_fuldtid", "alle", "2025M07", "2026M07")
    ahead = sum(change[1] > expected["360"][1] for change in expected.values())
    answer = ask("ledige_fuldtid", operation="rank", by_change="auto", areas=("360",))
    assert [row.area for row in answer.rows] == ["360"]
    assert answer.computed[-1].kind == "rank"
    assert answer.computed[-1].value == ahead + 1
    assert answer.computed[-1].label == f"Lolland er nr. {ahead + 1} af 98 kommuner, største stigning først"
    lowest = ask("ledige_fuldtid", operation="rank", by_change="auto", areas=("360",), direction="lowest")
    behind = sum(change[1] < expected["360"][1] for change in expected.values())
    assert lowest.computed[-1].value == behind + 1


def test_the_place_of_a_hidden_one_is_not_given(ask: Ask) -> None:
    answer = ask(
        "ledige_fuldtid", benefit="kontanthjaelp", operation="rank", by_change="auto", areas=("825",)
    )
    assert answer.kind == "not_available"
    assert answer.computed == ()


def test_the_most_changed_and_its_ties(ask: Ask, cells: dict) -> None:
    expected = changes(cells, "ledighedsprocent", "alle", "2026M05", "2026M06")
    least = min(change[0] for change in expected.values())
    answer = ask(
        "ledighedsprocent",
        operation="extreme",
        by_change="auto",
        direction="lowest",
        periods=("2026M05", "2026M06"),
    )
    assert {row.area for row in answer.rows} == {a for a, change in expected.items() if change[0] == least}
    assert answer.query.operation == "extreme"
    assert noted(answer, "har samme ændring") == (len(answer.rows) > 1)


def test_a_tie_at_the_cut_is_said(ask: Ask, cells: dict) -> None:
    expected = changes(cells, "ledighedsprocent", "alle", "2025M07", "2026M07")
    order = sorted(expected, key=lambda area: (-expected[area][0], area))
    cut = next(n for n in range(1, 97) if expected[order[n - 1]][0] == expected[order[n]][0])
    answer = ask("ledighedsprocent", operation="rank", by_change="auto", limit=cut)
    assert noted(answer, "har samme ændring som den sidste på listen")


def test_within_a_region_without_some(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask(
        "ledige_fuldtid", operation="rank", by_change="auto", scope="085", excluded=("360",), limit=98
    )
    assert {row.area for row in answer.rows} == set(vocabulary.members("085")) - {"360"}


def test_years_of_a_monthly_series_are_averages(ask: Ask, cells: dict) -> None:
    def mean(area: str, year: int) -> Fraction:
        months = [cells["ledige_fuldtid", "alle", "", area, f"{year}M{m:02d}"] for m in range(1, 13)]
        return Fraction(sum(int(month) for month in months), 12)

    answer = ask(
        "ledige_fuldtid", operation="rank", by_change="percent", limit=3, periods=("2023Y01", "2024Y01")
    )
    areas = {key[3] for key in cells if key[0] == "ledige_fuldtid" and key[3] != "000"}
    rates = sorted((100 * (mean(a, 2024) - mean(a, 2023)) / mean(a, 2023) for a in areas), reverse=True)
    percents = [item.value for item in answer.computed if item.kind == "pct_change"]
    assert percents == pytest.approx([float(rate) for rate in rates[:3]], abs=0.051)
    assert answer.rows == ()
    assert noted(answer, "Tallet for 2023 er et gennemsnit af 12")
    assert noted(answer, "Tallet for 2024 er et gennemsnit af 12")


def test_says_when_all_have_moved_one_way(ask: Ask) -> None:
    parts = {"operation": "rank", "by_change": "auto", "periods": ("2019Y01", "2024Y01")}
    rises = ask("ledighedsprocent", **parts)
    assert rises.computed[0].value < 0
    assert noted(rises, "ikke steget nogen af stederne. Først står dem, hvor det er faldet mindst")
    assert not noted(ask("ledighedsprocent", direction="lowest", **parts), "nogen af stederne")


@pytest.mark.parametrize("direction", ["highest", "lowest"])
@pytest.mark.parametrize("threshold", [None, Threshold(">", 10), Threshold("<=", 5)])
def test_how_many_have_risen_or_fallen(
    ask: Ask, cells: dict, direction: str, threshold: Threshold | None
) -> None:
    answer = ask(
        "ledige_fuldtid",
        operation="count",
        by_change="auto",
        direction=direction,
        threshold=threshold,
        periods=("2024M07", "2026M07"),
    )
    sign = 1 if direction == "highest" else -1
    sizes = [sign * c[1] for c in changes(cells, "ledige_fuldtid", "alle", "2024M07", "2026M07").values()]
    test = {None: lambda s: True, ">": lambda s: s > 10, "<=": lambda s: s <= 5}[threshold and threshold.op]
    expected = sum(size > 0 and test(size) for size in sizes)
    assert (answer.computed[0].kind, answer.computed[0].value) == ("count", expected)
    assert "ud af 98" in answer.computed[0].label
    listed = [item for item in answer.computed if item.kind == "pct_change"]
    assert len(listed) == (expected if expected <= 20 else 0)
    assert answer.query.periods == ("2024M07", "2026M07")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"operation": "count", "threshold": Threshold(">", None, "000")}, "over eller under et tal"),
        ({"benefits": ("dagpenge", "kontanthjaelp")}, "én ydelse"),
        ({"per_1000": True}, "pr. 1.000"),
        ({"over": "landsdele"}, "kun sættes i orden for kommuner"),
        ({"periods": ("2015Y01", "2016Y01")}, "Databasen har ikke tal"),
        ({"periods": ("2026M07", "2026M07")}, "én periode"),
    ],
)
def test_what_cannot_be_ordered_is_refused(ask: Ask, parts: dict, said: str) -> None:
    answer = ask("ledige_fuldtid", **{"operation": "rank", "by_change": "auto", **parts})
    assert answer.kind == "not_available"
    assert answer.rows == ()
    assert answer.computed == ()
    assert noted(answer, said)


def test_the_text_leads_with_the_change(ask: Ask, vocabulary: Vocabulary) -> None:
    points = ask(
        "ledighedsprocent", operation="rank", by_change="auto", limit=2, periods=("2025M07", "2026M07")
    )
    assert figure_paragraphs(points, vocabulary) == [
        "Ledighed i pct. af arbejdsstyrken, ændring fra juli 2025 til juli 2026:\n"
        "1. Læsø Kommune: 1,1 procentpoint (2,4 pct. i juli 2026)\n"
        "2. Fanø Kommune: 0,8 procentpoint (2,3 pct. i juli 2026)"
    ]
    counts = ask(
        "ledige_fuldtid",
        operation="rank",
        by_change="auto",
        limit=1,
        periods=("2023M01", "2026M07"),
        scope="084",
    )
    assert figure_paragraphs(counts, vocabulary) == [
        "Der var 325 ledige fuldtidspersoner i Hørsholm Kommune i juli 2026.",
        "Ændring i procent fra januar 2023 til juli 2026, Hørsholm Kommune: 46,4 pct.\n"
        "Ændring fra januar 2023 til juli 2026, Hørsholm Kommune: 103 fuldtidspersoner.",
    ]
