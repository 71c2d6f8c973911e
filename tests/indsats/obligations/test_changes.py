"""When a rule was changed and to what, and whether it still holds."""

from __future__ import annotations

from datetime import date

from indsats.answers.table_text import Told
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.rules import RuleQuestion, tell_rules

TODAY = date(2026, 11, 22)
MENTOR = {"groups": ("kth_aktivitetsparat",), "topics": ("mentor",)}


def tell(**parts: object) -> Told:
    return tell_rules(RuleQuestion(**parts), TODAY)  # type: ignore[arg-type]


def ids(told: Told) -> list[str]:
    return [fact.id for fact in told.answer.facts]


def text(told: Told) -> str:
    return render(told.answer, load_vocabulary(), TODAY, told.layout)


def test_a_rule_that_was_replaced_no_longer_holds() -> None:
    told = tell(**MENTOR, aspects=("mentor_duty", "still"), dates=("2017-10-01", "today"))
    assert ids(told) == ["p17-akt-mentor", "p20-mentor"]
    assert text(told).startswith(
        "Nej. Reglen gjaldt til og med 31. december 2019; nu gælder reglen fra 1. januar 2020. Sammenlign"
    )
    assert told.layout.lead[0] in told.answer.notes


def test_a_rule_that_stands_still_holds() -> None:
    told = tell(groups=("dagpenge",), aspects=("contact_form", "still"), dates=("2024-01-01", "today"))
    assert told.layout.lead == ("Ja, reglen gælder stadig i dag.",)
    assert ids(told) == ["p22-form"]
    more = tell(groups=("dagpenge",), aspects=("contact_16_months", "still"), dates=("2021-01-01", "today"))
    assert more.layout.lead == ("Ja, reglen gælder stadig i dag. Siden er der kommet flere regler til.",)
    assert "p20-kontakt-16" in ids(more)


def test_rules_of_which_some_stand_hold_in_part() -> None:
    told = tell(groups=("dagpenge",), aspects=("contact_count", "still"), dates=("2021-01-01", "today"))
    assert told.layout.lead[0].startswith("Kun delvist: Nogle af reglerne gælder stadig i dag, men LAB § 31")
    assert "gjaldt til og med 31. december 2023" in told.layout.lead[0]


def test_a_rule_without_a_successor_no_longer_holds() -> None:
    told = tell(
        groups=("midl_arbejdsmarkedsydelse",),
        topics=("offer",),
        aspects=("still",),
        dates=("2017-10-01", "today"),
    )
    assert told.layout.lead == (
        "Nej. Reglen gjaldt til og med 31. december 2017; der er ikke læst en regel, som gælder i dag.",
    )


def test_of_what_was_not_read_nothing_is_said_to_hold() -> None:
    told = tell(groups=("dagpenge",), aspects=("first_offer", "still"), dates=("2012Y01", "today"))
    assert told.layout.lead == ("Reglen i 2012 er ikke læst, så det kan ikke siges, om den gælder i dag.",)


def test_when_a_rule_was_changed_and_to_what() -> None:
    told = tell(**MENTOR, aspects=("mentor_duty", "change"))
    assert ids(told) == ["p20-mentor", "p17-akt-mentor"]
    assert told.layout.lead == (
        "Reglen gjaldt til og med 31. december 2019; nu gælder reglen fra 1. januar 2020.",
    )
    (table,) = told.layout.tables
    assert [(row[0].text, row[1].facts) for row in table.rows] == [
        ("27. september 2017 – 31. december 2019", ("p17-akt-mentor",)),
        ("Fra 1. januar 2020 (gælder i dag, ingen kendt slutdato)", ("p20-mentor",)),
    ]


def test_what_a_rule_of_a_past_date_was_changed_to() -> None:
    told = tell(**MENTOR, aspects=("mentor_duty", "change"), dates=("2017-10-01",))
    assert ids(told) == ["p17-akt-mentor", "p20-mentor"]
    assert told.layout.lead == ("Reglerne er ændret 1. januar 2020.",)
    assert "Regler, der kom senere, er også vist" in text(told)


def test_a_change_across_a_hole_says_so() -> None:
    told = tell(groups=("kth_aktivitetsparat",), aspects=("mentor_duty", "change"), dates=("2015-05-01",))
    assert ids(told) == ["p17-akt-mentor-historik", "p17-akt-mentor"]
    assert told.layout.lead == (
        "Reglerne gjaldt til og med 31. december 2015; den næste regel, der er læst, er fra 27. september "
        "2017.",
    )


def test_what_changed_on_a_date_shows_the_rules_before_it() -> None:
    told = tell(groups=("dagpenge",), aspects=("first_offer", "change"), dates=("2020-01-01",))
    assert {"p17-dag-tilbud-u30", "p20-tilbud-6mdr"} <= set(ids(told))
    assert "p26-tilbud" not in ids(told)


def test_a_change_between_two_dates_comes_first() -> None:
    told = tell(groups=("dagpenge",), aspects=("first_offer", "change"), dates=("2018-01-01", "today"))
    assert text(told).startswith("Reglerne er ændret 1. januar 2020 og 1. juli 2026.")


def test_a_rule_that_was_never_read_to_change() -> None:
    told = tell(groups=("dagpenge",), aspects=("change", "six_weeks"), dates=("2018-01-01",))
    assert told.answer.kind == "obligation"
    assert told.layout.lead


def test_whether_a_rule_still_holds_without_an_older_date_is_told_by_the_last_version() -> None:
    told = tell(**MENTOR, aspects=("mentor_duty", "still"))
    assert told.layout.lead == (
        "Nej, ikke uændret: Reglen gjaldt til og med 31. december 2019; nu gælder reglen fra 1. januar 2020. "
        "Sammenlign ordlyden: noget af indholdet kan være videreført.",
    )
    assert "p17-akt-mentor" in ids(told)
    in_part = tell(groups=("dagpenge",), aspects=("contact_count", "still"))
    assert in_part.layout.lead[0].startswith("Kun delvist: Nogle af reglerne gælder stadig i dag, men ")
    assert "gjaldt til og med 30. juni 2026" in in_part.layout.lead[0]


def test_that_a_rule_is_in_force_is_no_yes_where_nothing_was_read_before_it() -> None:
    told = tell(aspects=("organisation", "still"))
    assert ids(told) == ["p26-frihed"], "it says that the demand was abolished"
    assert told.layout.lead == (
        "I dag gælder reglen fra 1. februar 2026; hvad der gjaldt før, er ikke læst.",
    )
    supervised = tell(groups=("dagpenge",), aspects=("supervision", "still"))
    assert not supervised.layout.lead[0].startswith("Ja")


def test_whether_a_rule_was_abolished_opens_with_when_it_ended() -> None:
    told = tell(topics=("duty",), aspects=("hours_225", "change"))
    assert told.layout.lead == ("Reglen gjaldt til og med 30. juni 2025; nu gælder reglen fra 1. juli 2025.",)
