"""Between which two periods a change lies, and averages over municipalities, checked against the files."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from indsats.answers.model import Answer
from indsats.periods import Range
from indsats.statistics.question import FigureQuestion
from indsats.statistics.store import Store
from indsats.statistics.whole import whole
from tests.indsats.statistics.conftest import TODAY

Ask = Callable[..., Answer]


def mean(cells: dict, area: str, periods: list[str], measure: str = "ledige_fuldtid") -> Fraction:
    benefit = "kontanthjaelp" if measure.startswith("kontanthjaelp") else "alle"
    values = [Fraction(str(cells[measure, benefit, "", area, period])) for period in periods]
    return sum(values, Fraction(0)) / len(values)


def months(year: int, count: int = 12) -> list[str]:
    return [f"{year}M{month:02d}" for month in range(1, count + 1)]


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


@pytest.mark.parametrize(
    ("measure", "period", "before"),
    [
        ("ledige_fuldtid", "2024M03", "2023M03"),
        ("kontanthjaelp_nettoledige_fuldtid", "2025Q03", "2024Q03"),
        ("ledighedsprocent", "2020Y01", "2019Y01"),
        ("ledige_fuldtid", "2021M10", "2021M08"),
    ],
)
def test_one_period_is_held_against_the_year_before(
    ask: Ask, cells: dict, measure: str, period: str, before: str
) -> None:
    answer = ask(measure, operation="change", areas=("751",), periods=(period,))
    assert [row.period for row in answer.rows] == [before, period]
    benefit = answer.rows[0].benefit
    ends = [Fraction(str(cells[measure, benefit, "", "751", p])) for p in (before, period)]
    assert answer.computed[0].value == pytest.approx(float(ends[1] - ends[0]))
    assert noted(answer, "Ændringen er regnet fra ")


def test_the_first_period_has_no_change(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", operation="change", areas=("751",), periods=("2021M08",))
    assert answer.kind == "not_available"
    assert noted(answer, "kun tal for én periode")


@pytest.mark.parametrize(
    ("measure", "one", "other"),
    [
        ("ledige_fuldtid", months(2023), months(2025)),
        (
            "kontanthjaelp_nettoledige_fuldtid",
            [f"2023Q0{n}" for n in (1, 2, 3, 4)],
            [f"2025Q0{n}" for n in (1, 2, 3, 4)],
        ),
    ],
)
def test_two_years_are_compared_by_their_averages(
    ask: Ask, cells: dict, measure: str, one: list[str], other: list[str]
) -> None:
    answer = ask(measure, operation="change", areas=("751",), periods=(Range("2023Y01", "2025Y01"),))
    first, second = mean(cells, "751", one, measure), mean(cells, "751", other, measure)
    assert [(item.kind, item.value) for item in answer.computed] == [
        ("average", pytest.approx(float(first), abs=0.051)),
        ("average", pytest.approx(float(second), abs=0.051)),
        ("difference", pytest.approx(float(second - first), abs=0.11)),
        ("pct_change", pytest.approx(float(100 * (second - first) / first), abs=0.06)),
    ]
    assert [row.period for row in answer.rows] == [*one, *other]


def test_half_a_year_beside_a_whole_one_is_said(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", operation="change", areas=("751",), periods=(Range("2023Y01", "2026Y01"),))
    assert noted(answer, "ikke tal for hele 2026, så gennemsnittet kan være præget af årstiden")
    whole_years = ask(
        "ledige_fuldtid", operation="change", areas=("751",), periods=(Range("2023Y01", "2025Y01"),)
    )
    assert not noted(whole_years, "præget af årstiden")


def test_many_months_are_not_listed(ask: Ask) -> None:
    areas = ("751", "461")
    answer = ask("ledige_fuldtid", operation="change", areas=areas, periods=(Range("2023Y01", "2025Y01"),))
    assert answer.rows == ()
    assert [item.kind for item in answer.computed].count("average") == 4


def test_months_that_are_named_stay_months_and_published_years_stay_years(ask: Ask) -> None:
    named = ask("ledige_fuldtid", operation="change", areas=("751",), periods=(Range("2023M01", "2025M12"),))
    assert [row.period for row in named.rows] == ["2023M01", "2025M12"]
    years = ask(
        "ledighedsprocent", operation="change", areas=("751",), periods=(Range("2020Y01", "2023Y01"),)
    )
    assert [row.period for row in years.rows] == ["2020Y01", "2023Y01"]


def test_a_stretch_that_is_cut_is_said_to_be(ask: Ask) -> None:
    cut = ask("ledighedsprocent", operation="change", areas=("751",), periods=(Range("2020Y01", "2025Y01"),))
    assert [row.period for row in cut.rows] == ["2020Y01", "2024Y01"]
    assert noted(cut, "De nyeste tal i perioden er for 2024.")


def test_an_order_by_change_between_two_years(ask: Ask, cells: dict) -> None:
    answer = ask(
        "ledige_fuldtid",
        operation="rank",
        by_change="absolute",
        limit=5,
        periods=(Range("2023Y01", "2025Y01"),),
    )
    areas = {key[3] for key in cells if key[0] == "ledige_fuldtid" and key[3] > "100"}
    gaps = sorted((mean(cells, a, months(2025)) - mean(cells, a, months(2023)) for a in areas), reverse=True)
    found = [item.value for item in answer.computed if item.kind == "difference"]
    assert found == pytest.approx([float(gap) for gap in gaps[:5]], abs=0.051)


def test_the_change_of_many_between_two_years(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="change", over="areas", periods=(Range("2023Y01", "2025Y01"),))
    gaps = {item.label: item.value for item in answer.computed if item.kind == "difference"}
    country = mean(cells, "000", months(2025)) - mean(cells, "000", months(2023))
    assert gaps["Ændring fra 2023 til 2025, hele landet"] == pytest.approx(float(country), abs=0.11)


@pytest.mark.parametrize("period", ["2026M07", "2024M02"])
def test_the_average_municipality(ask: Ask, cells: dict, period: str) -> None:
    answer = ask("ledige_fuldtid", operation="average", over="areas", periods=(period,))
    values = [
        v
        for (m, b, _, a, p), v in cells.items()
        if (m, b, p) == ("ledige_fuldtid", "alle", period) and a > "100"
    ]
    (item,) = answer.computed
    assert (item.kind, item.label[:40]) == ("average", "Gennemsnit pr. kommune for 98 kommuner, ")
    assert item.value == pytest.approx(sum(values) / 98, abs=0.051)
    assert noted(answer, "Hver kommune tæller lige meget")


def test_no_average_of_percentages(ask: Ask) -> None:
    for periods in [("2026M07",), ("2025Y01",)]:
        answer = ask("ledighedsprocent", operation="average", over="areas", periods=periods)
        assert answer.kind == "not_available"
        assert answer.computed == ()
        assert noted(answer, "uden vægte")


@pytest.mark.parametrize(
    ("operation", "place"),
    [("average", {"over": "areas"}), ("sum", {"scope": "landkommuner"}), ("sum", {"scope": "kommuner"})],
)
def test_what_is_refused_has_no_long_list(
    ask: Ask, sqlite_store: Store, vocabulary, operation: str, place: dict
) -> None:
    parts = {"benefit": "kontanthjaelp", "operation": operation, **place}
    answer = ask("ledige_fuldtid", **parts)
    assert answer.kind == "not_available"
    assert answer.rows == ()
    assert noted(answer, "ikke regnet ud, fordi 2 af de ")
    assert answer.suggestions
    question = FigureQuestion("ledige_fuldtid", **parts)
    assert whole(question, sqlite_store, vocabulary, TODAY).kind == "not_available"


def test_a_short_list_stays(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="sum", scope="082")
    assert len(answer.rows) == 19
