"""What answers say in words: short, in the right case, and nothing said twice."""

from __future__ import annotations

from collections.abc import Callable

from indsats.answers.model import Answer
from indsats.periods import Range

Ask = Callable[..., Answer]


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


def test_the_place_is_said_once_in_a_difference(ask_sqlite: Ask) -> None:
    answer = ask_sqlite(
        "ledige_fuldtid", areas=("461",), benefits=("dagpenge", "kontanthjaelp"), operation="compare"
    )
    assert answer.computed[0].label == "Forskel (dagpenge minus kontanthjælp, Odense)"
    areas = ask_sqlite("ledige_fuldtid", areas=("461", "751"), operation="compare")
    assert areas.computed[0].label == "Forskel (Odense minus Aarhus)"


def test_the_country_is_lower_case_inside_a_label(ask_sqlite: Ask) -> None:
    answer = ask_sqlite("langtidsledige", operation="per_capita", areas=("000",), periods=("2025M07",))
    assert answer.computed[0].label == "Langtidsledige, hele landet, juli 2025"


def test_a_place_with_many_hidden_periods_is_named_once(ask_sqlite: Ask, cells: dict) -> None:
    answer = ask_sqlite(
        "ledige_fuldtid",
        benefit="kontanthjaelp",
        areas=("825",),
        operation="trend",
        periods=(Range("2025M07", "2026M07"),),
    )
    hidden = sum(row.status == "suppressed" for row in answer.rows)
    assert hidden > 5
    assert noted(answer, f"Ikke offentliggjort (små tal): Læsø i {hidden} perioder.")


def test_a_missing_population_is_called_that(ask_sqlite: Ask) -> None:
    answer = ask_sqlite("folketal", areas=("461",), periods=("2010Y01",))
    assert answer.notes == ("Databasen har ikke folketallet for Odense Kommune i 2010.",)


def test_one_more_and_several_more(ask_sqlite: Ask, cells: dict) -> None:
    found = {
        area: value
        for (m, b, _, area, period), value in cells.items()
        if (m, b, period) == ("ledighedsprocent", "alle", "2026M07") and area > "100"
    }
    tied = {n: a for a, v in found.items() if (n := sum(o == v for o in found.values()) - 1) > 5}
    assert tied
    for count, area in tied.items():
        answer = ask_sqlite("ledighedsprocent", operation="rank", areas=(area,), periods=("2026M07",))
        rest = count - 5
        assert noted(answer, f" og {rest} {'anden' if rest == 1 else 'andre'}.")


def test_where_it_is_published_is_one_clear_sentence(ask_sqlite: Ask) -> None:
    answer = ask_sqlite(
        "modtagere_personer", category="aktivitetsparat", areas=("751",), periods=("2018Y01",)
    )
    assert answer.kind == "not_available"
    expected = (
        "For kommuner findes tallet, når det opgøres som »Modtagere, antal fuldtidspersoner«: for juli 2026."
    )
    assert expected in answer.notes
