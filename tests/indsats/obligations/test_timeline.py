"""A rule through time: every version in order, and the holes between them."""

from __future__ import annotations

import itertools
from datetime import date

from indsats.answers.table_text import Told
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.index import load
from indsats.obligations.rules import RuleQuestion, tell_rules

TODAY = date(2026, 11, 22)


def tell(**parts: object) -> Told:
    return tell_rules(RuleQuestion(view="timeline", **parts), TODAY)  # type: ignore[arg-type]


def rows(told: Told) -> list[tuple[str, str, tuple[str, ...]]]:
    """The period, the words and the rules of each row."""
    (table,) = told.layout.tables
    assert table.form == "list"
    return [(row[0].text, row[1].text, row[1].facts) for row in table.rows]


def test_the_mentor_duty_of_those_ready_for_activity() -> None:
    told = tell(groups=("kth_aktivitetsparat",), topics=("mentor",), aspects=("mentor_duty",))
    assert told.answer.kind == "obligation"
    assert rows(told) == [
        ("Før 1. januar 2014", "ikke læst", ()),
        ("1. januar 2014 – 31. december 2015", "", ("p17-akt-mentor-historik",)),
        ("1. januar 2016 – 26. september 2017", "ikke læst", ()),
        ("27. september 2017 – 31. december 2019", "", ("p17-akt-mentor",)),
        ("Fra 1. januar 2020 (gælder i dag, ingen kendt slutdato)", "", ("p20-mentor",)),
    ]
    text = render(told.answer, load_vocabulary(), TODAY, told.layout)
    assert "\n1. januar 2016 – 26. september 2017: ikke læst\n" in text
    assert "mindst ugentlig kontakt" in text
    # The period stands before the rule and is not repeated behind it; its paragraph is.
    assert "(gl. LAB § 93 og § 96, stk. 3)" in text
    assert "Kilderne er læst til og med februar 2026" in text


def test_what_the_base_knows_of_a_hole_is_said() -> None:
    told = tell(groups=("midl_arbejdsmarkedsydelse",), topics=("offer",))
    assert rows(told)[-1][:2] == (
        "Fra 1. januar 2018",
        "ikke læst. Ordningen var under udfasning i 2017. Hvornår den endte, er ikke læst.",
    )


def test_two_dates_bound_the_time_shown() -> None:
    bounded = tell(groups=("dagpenge",), aspects=("first_offer",), dates=("2018Y01", "2023Y01"))
    assert {fact.id for fact in bounded.answer.facts} == {
        "p17-dag-tilbud-u30",
        "p17-dag-tilbud-30-49",
        "p17-dag-tilbud-50",
        "p20-tilbud-6mdr",
    }
    since = tell(groups=("dagpenge",), aspects=("first_offer",), dates=("2022Y01", "today"))
    assert [fact.id for fact in since.answer.facts] == ["p20-tilbud-6mdr", "p26-tilbud"]


def test_what_is_only_awaited_is_said_to_be() -> None:
    told = tell(groups=("dagpenge",), topics=("contact",))
    assert rows(told)[-1] == ("Fra 1. januar 2027 (ventet)", "", ("p27-forsoeg",))


def test_a_rule_adopted_but_not_begun_is_said_to_be() -> None:
    question = RuleQuestion(groups=("dagpenge",), aspects=("first_offer",), view="timeline")
    told = tell_rules(question, date(2026, 3, 1))
    assert rows(told)[-2:] == [
        ("1. januar 2020 – 30. juni 2026 (gælder i dag)", "", ("p20-tilbud-6mdr",)),
        ("Fra 1. juli 2026 (endnu ikke i kraft)", "", ("p26-tilbud",)),
    ]


def test_age_narrows_every_version() -> None:
    told = tell(groups=("dagpenge",), aspects=("first_offer",), age=45)
    assert [fact.id for fact in told.answer.facts] == [
        "p17-dag-tilbud-30-49",
        "p20-tilbud-6mdr",
        "p26-tilbud",
    ]


def test_the_rules_of_any_day_are_among_those_through_time() -> None:
    known = load()
    days = ("2014-06-01", "2016-06-01", "2018-06-01", "2021-06-01", "2025-06-01", "2026-09-01")
    for group, topic in itertools.product(known.groups, known.topics):
        told = tell(groups=(group,), topics=(topic,))
        shown = {fact.id for fact in told.answer.facts}
        for table in told.layout.tables:
            assert set(table.fact_ids()) == shown
            assert all(row[1].facts or row[1].text.startswith("ikke læst") for row in table.rows)
        for day in days:
            question = RuleQuestion(groups=(group,), topics=(topic,), dates=(day,))
            answer = tell_rules(question, TODAY).answer
            if not any("ikke læst en regel om netop" in note for note in answer.notes):
                assert {fact.id for fact in answer.facts} <= shown, (group, topic, day)


def test_a_rule_that_a_benefit_came_under_later_is_shown_from_then() -> None:
    told = tell(groups=("sho",), topics=("offer",))
    of_rule = {id: name for name, _, ids in rows(told) for id in ids}
    assert of_rule["p20-tilbud-6mdr"] == "1. juli 2025 – 30. juni 2026"
    (hole,) = [(name, why) for name, why, ids in rows(told) if not ids and name.startswith("1. januar 2020")]
    assert hole[0] == "1. januar 2020 – 31. december 2024"


def test_without_a_rule_nothing_is_made_up() -> None:
    assert tell(groups=("dagpenge",), aspects=("mentor_cost",), topics=("contact",)).answer.kind in {
        "not_available",
        "obligation",
    }
    assert tell(groups=("unge_u18",), topics=("sanction",)).answer.kind == "not_available"
