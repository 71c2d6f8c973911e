from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from indsats.conversation import rules
from indsats.conversation.frame import RuleParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.question import RuleQuestion

TODAY = date(2026, 11, 22)
Read = Callable[[str], tuple[Mention, ...]]
Named = Callable[[str], RuleParts]


@pytest.fixture
def named(read: Read, vocabulary: Vocabulary) -> Named:
    """The parts that a sentence names."""
    return lambda text: rules.named(read(text), vocabulary, TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hvor mange samtaler skal en dagpengemodtager have?",
            {"groups": ("dagpenge",), "topics": ("contact",), "aspects": ("contact_count",)},
        ),
        ("Hvad var reglerne for mentor i september 2017?", {"topics": ("mentor",), "dates": ("2017M09",)}),
        (
            "Hvad er forskellen på reglerne for tilbud i 2017 og i dag for aktivitetsparate?",
            {
                "groups": ("aktivitetsparate",),
                "topics": ("offer",),
                "dates": ("2017Y01", "today"),
                "view": "side_by_side",
            },
        ),
        (
            "Hvornår skal en 28-årig kontanthjælpsmodtager have første tilbud?",
            {
                "groups": ("kontanthjaelpsmodtagere",),
                "topics": ("offer",),
                "aspects": ("first_offer",),
                "age": 28,
            },
        ),
        ("Hvad siger § 96 c?", {"sections": ("96 c",)}),
        ("Hvad står der i LBK 1342/2016 om samtaler?", {"topics": ("contact",), "laws": ("LBK1342",)}),
        ("Hvad gjaldt for mentor den 27. september 2017?", {"topics": ("mentor",), "dates": ("2017-09-27",)}),
        ("Hvad er reglerne om mentor?", {"topics": ("mentor",)}),
        ("noget helt andet", {}),
    ],
)
def test_a_sentence_names_its_parts_and_no_others(named: Named, text: str, expected: dict[str, Any]) -> None:
    assert named(text) == RuleParts(**expected)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Hvad er reglerne for mentor i dag?", ("today",)),
        ("Hvad er reglerne for mentor den 22. november 2026?", ("today",)),
        ("Hvordan har reglerne for mentor været siden 2020?", ("2020Y01", "today")),
        ("Hvad var reglerne for mentor til og med 2019?", ("2019-12-31",)),
        ("Reglerne for mentor i 2020 og i 2017", ("2020Y01", "2017Y01")),
        ("Reglerne for mentor i 2017 og i 2017", ("2017Y01",)),
    ],
)
def test_dates(named: Named, text: str, dates: tuple[str, ...]) -> None:
    assert named(text).dates == dates


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("tilbud til en på 45 år", 45),
        ("tilbud til de 30-49-årige", 30),
        ("tilbud til unge under 30 år", 29),
        ("tilbud til jobparate", None),
    ],
)
def test_an_age_is_one_that_the_rule_can_be_tested_against(named: Named, text: str, age: int | None) -> None:
    assert named(text).age == age


def test_words_for_two_families_mean_what_they_have_in_common(named: Named) -> None:
    """People who are ready for an activity, and on education aid: one group, not two families."""
    groups = named("Reglerne for aktivitetsparate, der får uddannelseshjælp").groups
    assert groups == ("uddhj_aktivitetsparat",)


def test_groups_with_nothing_in_common_are_both_asked_for(named: Named) -> None:
    groups = named("Reglerne om samtaler for dagpenge og sygedagpenge").groups
    assert groups == ("dagpenge", "sygedagpenge")


# The question


def test_no_date_is_left_to_the_fact_base(named: Named) -> None:
    assert rules.complete(named("Hvad er reglerne om mentor?")) == RuleQuestion(topics=("mentor",))


def test_every_part_reaches_the_question() -> None:
    parts = RuleParts(
        groups=("dagpenge",),
        topics=("contact",),
        aspects=("contact_count",),
        dates=("2017-09-27",),
        age=28,
        laws=("LBK1342",),
        sections=("96 c",),
    )
    assert rules.complete(parts) == RuleQuestion(
        groups=("dagpenge",),
        topics=("contact",),
        aspects=("contact_count",),
        dates=("2017-09-27",),
        age=28,
        laws=("LBK1342",),
        sections=("96 c",),
    )


# Follow-ups


def test_a_long_thread_changes_only_what_is_named(named: Named) -> None:
    parts = named("Hvornår skal en kontanthjælpsmodtager have første tilbud?")
    for text, changed in [
        ("og for en på 28 år?", {"age": 28}),
        ("og for aktivitetsparate?", {"groups": ("aktivitetsparate",)}),
        ("og i september 2017?", {"dates": ("2017M09",)}),
        ("hvad med en på 45 år?", {"age": 45}),
        ("og for jobparate?", {"groups": ("kth_jobparat",)}),
        ("og mentor?", {"topics": ("mentor",), "aspects": ()}),
        ("og i dag?", {"dates": ("today",)}),
        ("og hvor mange samtaler?", {"topics": ("contact",), "aspects": ("contact_count",)}),
        ("og efter LBK 1342/2016?", {"laws": ("LBK1342",)}),
        ("og for dagpengemodtagere?", {"groups": ("dagpenge",)}),
        ("i 2017 og i dag", {"dates": ("2017Y01", "today"), "view": "side_by_side"}),
        ("og hvad så?", {}),
    ]:
        after = rules.follow(parts, named(text))
        differs = {
            name: getattr(after, name)
            for name in RuleParts.__struct_fields__
            if getattr(after, name) != getattr(parts, name)
        }
        assert differs == changed, text
        parts = after


def test_an_aspect_goes_with_its_topic(named: Named) -> None:
    first = named("Hvornår skal en jobparat have første tilbud?")
    assert first.aspects == ("first_offer",)
    assert rules.follow(first, named("og sanktioner?")).aspects == ()
    assert rules.follow(first, named("og for aktivitetsparate?")).aspects == ("first_offer",)


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Giv mig et overblik over reglerne for aktivitetsparate", "overview"),
        ("Hvilke regler gælder for sygemeldte?", "overview"),
        ("Hvad gælder for § 2, nr. 3 i 2017?", "overview"),
        ("Hvilke regler gælder for samtaler med sygemeldte?", ""),
        ("Sammenlign reglerne for jobparate og sygemeldte", "overview"),
        ("Hvad er forskellen på første tilbud for jobparate og sygemeldte?", "side_by_side"),
        ("Første tilbud til jobparate i 2017 og i dag", "side_by_side"),
        ("Tidslinje for mentorkravet", "timeline"),
        ("Hvordan har kravet om mentor udviklet sig siden 2014?", "timeline"),
        ("Hvornår blev mentorkravet ændret?", "timeline"),
        ("Er mentorkravet afskaffet?", ""),
        ("Hvad ændrede sig for jobparate den 1. juli 2025?", "overview"),
        ("Hvad blev ændret i sanktionerne den 1. januar 2020?", "side_by_side"),
        ("Gælder kravet om mentor fra 2017 stadig i dag?", ""),
    ],
)
def test_how_the_rules_are_wanted(named: Named, text: str, view: str) -> None:
    assert named(text).view == view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en 24-årig ledig uden uddannelse", {"education": "without"}),
        ("en ledig på 24, som har en uddannelse", {"education": "with"}),
        ("hun opfylder ikke opholdskravet", {"residence": "unmet"}),
        ("hun opfylder opholds- og beskæftigelseskravet", {"residence": "met"}),
        ("han har været på kontanthjælp i 8 måneder", {"months": 8}),
        ("hun har modtaget ledighedsydelse i halvandet år", {"months": 18}),
        ("hvor mange samtaler er der i de første 6 måneder", {"months": None}),
    ],
)
def test_circumstances(named: Named, text: str, expected: dict[str, Any]) -> None:
    found = named(text)
    assert {part: getattr(found, part) for part in expected} == expected


def test_a_demand_that_tells_who_is_not_what_is_asked_about(named: Named) -> None:
    found = named("Skal en jobparat, der ikke opfylder opholdskravet, i tilbud?")
    assert (found.topics, found.aspects, found.residence) == (("offer",), (), "unmet")


@pytest.mark.parametrize("number", ["§ 6, nr. 3", "§ 2, nr. 3", "målgruppe 6.3", "6.3-borgere"])
def test_a_groups_number_in_the_law_is_the_group_and_no_section(named: Named, number: str) -> None:
    found = named(f"Hvad gælder for {number}?")
    assert (found.groups, found.sections, found.topics) == (("kth_aktivitetsparat",), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Jobparat fra 1. januar 2026 med pause fra 1. marts til 31. marts 2026, hvornår senest tilbud?",
        "Jobparat fra 1. januar 2026, afbrudt 1.3.2026 - 31.3.2026, hvornår senest første tilbud?",
    ],
)
def test_an_interruption_is_no_date_of_rules(named: Named, text: str) -> None:
    found = named(text)
    assert found.pauses == (("2026-03-01", "2026-03-31"),)
    assert (found.start, found.dates) == ("2026-01-01", ())


def test_a_question_about_a_change_is_about_what_was_spoken_of(named: Named) -> None:
    first = named("Hvad var fristen for første tilbud til jobparate i 2017?")
    changed = rules.follow(first, named("hvornår blev det ændret?"))
    assert (changed.groups, changed.dates, changed.view) == (first.groups, (), "timeline")
    assert changed.aspects == (*first.aspects, "change")


def test_a_change_on_a_day_is_asked_of_the_day_before_and_the_day(named: Named) -> None:
    assert named("Hvad ændrede sig for jobparate den 1. juli 2025?").dates == ("2025-06-30", "2025-07-01")
    assert named("Hvad ændrede sig for jobparate i 2020?").dates == ("2019-12-31", "2020-12-31")


def test_an_offers_end_is_what_the_next_one_is_counted_from(named: Named) -> None:
    found = named("Jobparat, første tilbud sluttede 10. januar 2018, hvornår senest næste tilbud?")
    assert (found.start, found.begins) == ("2018-01-10", "offer_end")
    assert named("Jobparat fra 10. januar 2018, hvornår senest første tilbud?").begins == ""


def test_still_holds_then_against_now(named: Named) -> None:
    first = named("Hvad var fristen for første tilbud til jobparate i 2017?")
    still = rules.follow(first, named("gælder det stadig?"))
    assert still.dates == ("2017Y01", "today")
    assert still.aspects == (*first.aspects, "still")


def test_an_overview_goes_on_for_another_group_and_ends_with_a_topic(named: Named) -> None:
    first = named("Giv mig et overblik over reglerne for sygemeldte")
    assert rules.follow(first, named("og for jobparate?")).view == "overview"
    assert rules.follow(first, named("og mentor?")).view == ""


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("efter beskæftigelsesreformen", ("today",)),
        ("efter 2017", ("today",)),
        ("efter 2017-reglerne", ("2017Y01",)),
        ("fra 2020", ("2020-01-01",)),
        ("fra januar 2027", ("2027-01-01",)),
        ("fra 2017 til i dag", ("2017Y01", "today")),
        ("siden 2020", ("2020Y01", "today")),
        ("før 2020", ("2019-12-31",)),
        ("i efteråret 2017", ("2017M09..2017M11",)),
        ("i 2017 og fra 2020", ("2017Y01", "2020-01-01")),
        ("da brevet blev skrevet", ("2017-09-27",)),
        ("ved kontanthjælpsreformen", ("2025-07-01",)),
    ],
)
def test_the_days_that_rules_are_asked_of(named: Named, words: str, dates: tuple[str, ...]) -> None:
    assert named(f"Hvad er reglerne om mentor {words}?").dates == dates


def test_a_reform_that_dates_the_question_is_not_what_it_is_about(named: Named) -> None:
    assert named("Hvad var reglerne om mentor før beskæftigelsesreformen?").aspects == ()
    assert set(named("Hvad ændrer beskæftigelsesreformen?").aspects) == {"reform", "change"}
