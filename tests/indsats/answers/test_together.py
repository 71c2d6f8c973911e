"""Several answers given as one."""

from __future__ import annotations

from indsats.answers.model import Answer, Computed, Download, Query, Row, Source
from indsats.answers.together import together

LONG = "Den nyeste måned er foreløbig og revideres normalt op."
SHORT = "Den nyeste måned er foreløbig."


def answer(measure: str, period: str, note: str, value: int | None = 7) -> Answer:
    return Answer(
        kind="statistic" if value is not None else "not_available",
        query=Query(measure=measure, areas=("751",), periods=(period,), operation="value"),
        rows=(Row("751", "Aarhus", period, measure, "", "", value, "personer", "ok"),) if value else (),
        computed=(Computed("sum", 1, "personer", measure),),
        sources=(Source("Tabel", "Udgiver", "t1", "https://example.dk", None),),
        notes=(note, "Fælles."),
        downloads=(Download("CSV", "https://example.dk/a.csv", "text/csv"),),
    )


def test_one_answer_is_itself() -> None:
    only = answer("a", "2026M07", LONG)
    assert together([only]) is only


def test_figures_of_all_and_everything_else_once() -> None:
    whole = together([answer("a", "2026M07", LONG), answer("b", "2025Q04", SHORT)])
    assert [row.measure for row in whole.rows] == ["a", "b"]
    assert [item.label for item in whole.computed] == ["a", "b"]
    assert len(whole.sources) == len(whole.downloads) == 1
    assert whole.notes == (LONG, "Fælles.")
    assert whole.query.periods == ("2026M07", "2025Q04")
    assert whole.query.measure == "a"


def test_what_is_missing_stands_beside_what_there_is() -> None:
    whole = together([answer("a", "2026M07", "Findes ikke.", None), answer("b", "2026M07", SHORT)])
    assert whole.kind == "statistic"
    assert whole.query.measure == "b"
    assert "Findes ikke." in whole.notes


def test_nothing_at_all_is_not_available() -> None:
    missing = [answer(measure, "2026M07", "Findes ikke.", None) for measure in "ab"]
    assert together(missing).kind == "not_available"
