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
            {"groups": ("aktivitetsparate",), "topics": ("offer",), "dates": ("2017Y01", "today")},
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
        ("Hvad siger § 96 c?", {"sections": ("§ 96 c",)}),
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
        sections=("§ 96 c",),
    )
    assert rules.complete(parts) == RuleQuestion(
        groups=("dagpenge",),
        topics=("contact",),
        aspects=("contact_count",),
        dates=("2017-09-27",),
        age=28,
        laws=("LBK1342",),
        text_terms=("§ 96 c",),
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
        ("i 2017 og i dag", {"dates": ("2017Y01", "today")}),
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
