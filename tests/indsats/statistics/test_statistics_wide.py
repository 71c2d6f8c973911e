"""Developments of more areas than an answer shows: a summary, and everything for the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from indsats.answers.model import Answer
from indsats.exports.table import provenance
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Exact, Newest, PeriodExpression, Range
from indsats.statistics import wide
from indsats.statistics.figures import FigureQuestion
from indsats.statistics.question import Threshold
from indsats.statistics.store import Store
from indsats.statistics.whole import whole
from tests.indsats.statistics.conftest import TODAY

Ask = Callable[..., Answer]


@pytest.fixture
def ask_whole(store: Store, vocabulary: Vocabulary) -> Ask:
    """Ask for everything, as for a file."""

    def ask(measure: str, *, periods: tuple[str | PeriodExpression, ...] = (), **parts: Any) -> Answer:
        expressions = tuple(Exact(p) if isinstance(p, str) else p for p in periods)
        return whole(FigureQuestion(measure, periods=expressions, **parts), store, vocabulary, TODAY)

    return ask


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


def ends(cells: dict, areas: tuple[str, ...], month: str) -> tuple[str, str]:
    values = {area: cells["ledige_fuldtid", "alle", "", area, month] for area in areas}
    return max(values, key=lambda a: values[a]), min(values, key=lambda a: values[a])


@pytest.mark.parametrize("scope", ["kommuner", "landkommuner"])
def test_the_country_the_highest_and_the_lowest(
    ask: Ask, cells: dict, vocabulary: Vocabulary, scope: str
) -> None:
    answer = ask("ledige_fuldtid", operation="trend", scope=scope, periods=(Range("2025M01", None),))
    members = vocabulary.members(scope)
    highest, lowest = ends(cells, members, "2026M07")
    months = [f"{y}M{m:02d}" for y in (2025, 2026) for m in range(1, 13)][:19]
    expected = [(month, area) for month in months for area in ("000", highest, lowest)]
    assert [(row.period, row.area) for row in answer.rows] == expected
    assert all(row.value == cells["ledige_fuldtid", "alle", "", row.area, row.period] for row in answer.rows)
    assert [(item.kind, item.value) for item in answer.computed] == [
        ("max", cells["ledige_fuldtid", "alle", "", highest, "2026M07"]),
        ("min", cells["ledige_fuldtid", "alle", "", lowest, "2026M07"]),
    ]
    assert vocabulary.area(highest).official_name in answer.computed[0].label
    number = f"{len(members) * 19:,}".replace(",", ".")
    assert noted(answer, f"Det er {number} tal i alt ({len(members)} kommuner gange 19 måneder)")
    assert answer.query.operation == "trend"


def test_a_region_by_its_municipalities(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="trend", scope="085", over="areas", periods=(Newest(2),))
    assert len(answer.rows) == 6
    assert {row.area for row in answer.rows} - {"000"} <= set(vocabulary.members("085"))
    own = ask("folketal", operation="trend", scope="085", periods=(Newest(2),))
    assert {row.area for row in own.rows} == {"085"}


def test_a_small_group_is_shown_whole(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="trend", scope="storbykommuner", periods=(Newest(2),))
    assert {row.area for row in answer.rows} == set(vocabulary.members("storbykommuner"))
    assert set(answer.query.areas) == set(vocabulary.members("storbykommuner"))
    assert not noted(answer, "tal i alt")


def test_more_than_twelve_that_are_named(ask: Ask, vocabulary: Vocabulary) -> None:
    named = vocabulary.members("082")
    answer = ask("ledige_fuldtid", operation="trend", areas=named, periods=(Newest(1, "Y"),))
    assert len({row.area for row in answer.rows}) == 3
    twelve = ask("ledige_fuldtid", operation="trend", areas=named[:12], periods=(Newest(1, "Y"),))
    assert {row.area for row in twelve.rows} == set(named[:12])


def test_a_change_of_all_municipalities(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="change", scope="kommuner", periods=("2024M01", "2024M03"))
    assert {row.period for row in answer.rows} == {"2024M01", "2024M02", "2024M03"}
    country = [cells["ledige_fuldtid", "alle", "", "000", month] for month in ("2024M01", "2024M03")]
    differences = [item.value for item in answer.computed if item.kind == "difference"]
    assert len(differences) == 3
    assert differences[0] == country[1] - country[0]


def test_no_country_where_none_is_published(ask: Ask) -> None:
    answer = ask(
        "ledighedsprocent", operation="trend", scope="kommuner", periods=(Range("2010Y01", "2020Y01"),)
    )
    assert len({row.area for row in answer.rows}) == 2
    assert {row.period for row in answer.rows} == {f"{year}Y01" for year in range(2010, 2021)}
    assert noted(answer, "ikke offentliggjort tal for hele landet")


def test_hidden_ones_may_be_lower(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="trend", scope="kommuner")
    assert noted(
        answer,
        "Samsø og Læsø er ikke med, fordi tallet ikke er offentliggjort (små tal). De kan ligge lavere",
    )
    newest = [
        value
        for (m, b, _, area, period), value in cells.items()
        if (m, b, period) == ("ledige_fuldtid", "kontanthjaelp", "2026M07")
        and value is not None
        and area != "000"
    ]
    assert [item.value for item in answer.computed] == [max(newest), min(newest)]


def test_what_is_not_there_is_not_summarised(ask: Ask) -> None:
    for parts in ({"benefit": "sygedagpenge"}, {"periods": ("2005Y01",)}, {"benefits": ("alle", "dagpenge")}):
        answer = ask("ledige_fuldtid", operation="trend", scope="kommuner", **parts)
        assert answer.kind == "not_available"
        assert answer.computed == ()
    assert ask("uden_indsats_antal", operation="trend", scope="kommuner").kind == "not_available"


class TestWhole:
    def test_every_series_in_time_order(self, ask_whole: Ask, cells: dict) -> None:
        answer = ask_whole("ledige_fuldtid", operation="trend", scope="kommuner", benefit="kontanthjaelp")
        expected = {
            (area, period): value
            for (m, b, _, area, period), value in cells.items()
            if (m, b) == ("ledige_fuldtid", "kontanthjaelp")
        }
        assert len(answer.rows) == 99 * 60  # the country stands beside its municipalities
        assert {(row.area, row.period): row.value for row in answer.rows} == expected
        found = [row.period for row in answer.rows]
        assert found == sorted(found)
        assert not noted(answer, "Her vises kun")

    def test_no_more_than_a_file_may_have(self, ask_whole: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(wide, "MOST_ROWS", 98 * 5 + 3)
        answer = ask_whole("ledige_fuldtid", operation="trend", scope="kommuner")
        assert {row.period for row in answer.rows} == {f"2026M{m:02d}" for m in range(3, 8)}
        assert noted(answer, "Den har de nyeste: marts 2026 til juli 2026")

    def test_all_of_an_order(self, ask: Ask, ask_whole: Ask) -> None:
        for parts in ({}, {"per_1000": True}, {"by_change": "auto"}):
            shown = ask("ledige_fuldtid", operation="rank", limit=3, **parts)
            answer = ask_whole("ledige_fuldtid", operation="rank", limit=3, **parts)
            assert len(answer.rows) >= 98
            assert len(shown.rows) <= 6
            assert [row.area for row in answer.rows][:3] == [row.area for row in shown.rows][:3]

    def test_an_order_by_change_has_both_ends(self, ask_whole: Ask, cells: dict) -> None:
        answer = ask_whole("ledige_fuldtid", operation="rank", by_change="auto")
        assert [row.period for row in answer.rows] == ["2026M07"] * 98 + ["2025M07"] * 98
        assert answer.query.periods == ("2025M07", "2026M07")
        assert len({row.area for row in answer.rows}) == 98

    def test_an_order_per_1000_has_the_populations(self, ask_whole: Ask) -> None:
        answer = ask_whole("ledige_fuldtid", operation="rank", per_1000=True)
        people = [row for row in answer.rows if row.measure == "folketal"]
        assert {row.period for row in people} == {"2026M02"}
        assert len({row.area for row in people}) == 98
        periods = {row[2]: row[3] for row in provenance(answer).rows}
        assert periods == {"y25i01": "juli 2026", "FOLK1AM": "februar 2026"}

    def test_all_parts_of_an_average_a_sum_and_a_count(self, ask: Ask, ask_whole: Ask) -> None:
        for parts in (
            {"operation": "average", "scope": "kommuner"},
            {"operation": "sum", "scope": "kommuner"},
            {"operation": "count", "threshold": Threshold(">", 10)},
            {"operation": "count", "over": "periods", "areas": ("751",), "threshold": Threshold(">", 10)},
            {"operation": "value", "areas": ("751",), "periods": (Range("2022Y01", "2025Y01"),)},
        ):
            few, all_of_it = ask("ledige_fuldtid", **parts), ask_whole("ledige_fuldtid", **parts)
            assert few.computed == all_of_it.computed
            assert len(all_of_it.rows) > 40
            assert len(few.rows) in (0, len(all_of_it.rows))

    def test_an_answer_that_is_whole_already_is_the_same(self, ask: Ask, ask_whole: Ask) -> None:
        for parts in (
            {"operation": "value", "areas": ("751",)},
            {"operation": "trend", "areas": ("751", "461")},
            {"operation": "change", "areas": ("751",)},
            {"operation": "breakdown", "areas": ("751",)},
            {"operation": "extreme", "periods": ("2026M07",)},
            {"operation": "rank", "areas": ("360",)},
        ):
            assert ask("ledige_fuldtid", **parts) == ask_whole("ledige_fuldtid", **parts)

    def test_what_does_not_exist_is_refused(self, ask_whole: Ask) -> None:
        with pytest.raises(ValueError, match="no such"):
            ask_whole("nothing")
