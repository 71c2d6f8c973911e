"""What is counted when something is left out: the rest where there is a figure for it, else nothing."""

from __future__ import annotations

from indsats.conversation import rules
from indsats.conversation.denied import denied_names
from indsats.conversation.figure_parts import named
from indsats.language.vocabulary import Vocabulary
from tests.indsats.conversation.conftest import TODAY, Read


def test_the_other_benefit_is_the_rest_of_the_unemployed(read: Read, vocabulary: Vocabulary) -> None:
    parts = named(read("Hvor mange ledige uden dagpenge er der i Odense?"), vocabulary)
    assert (parts.measure, parts.benefits, parts.without) == ("ledige_fuldtid", ("kontanthjaelp",), ())


def test_what_is_named_beside_it_is_meant(read: Read, vocabulary: Vocabulary) -> None:
    parts = named(read("Kun kontanthjælp, ikke dagpenge: hvor mange ledige er der i Tårnby?"), vocabulary)
    assert (parts.benefits, parts.without) == (("kontanthjaelp",), ())


def test_there_is_no_figure_for_those_not_in_an_offer(read: Read, vocabulary: Vocabulary) -> None:
    parts = named(read("Hvor mange er ikke i tilbud i Aarhus?"), vocabulary)
    assert parts.without == ("measure:aktiverede_personer",)
    assert denied_names(parts.without, vocabulary) == ("aktiverede personer",)


def test_nothing_is_left_out_of_what_nobody_denies(read: Read, vocabulary: Vocabulary) -> None:
    assert named(read("Hvor mange er i tilbud i Aarhus?"), vocabulary).without == ()


def test_a_rule_is_asked_of_the_group_that_is_not_denied(read: Read, vocabulary: Vocabulary) -> None:
    parts = rules.named(
        read("Hvor mange timer skal en jobparat uden arbejdspligt i tilbud?"), vocabulary, TODAY
    )
    assert parts.groups == ("kth_jobparat",)
    assert "work_duty" not in parts.aspects


def test_the_only_group_stays_though_it_is_denied(read: Read, vocabulary: Vocabulary) -> None:
    parts = rules.named(read("Hvad gælder, når man ikke er jobparat?"), vocabulary, TODAY)
    assert parts.groups == ("kth_jobparat",)


def test_the_first_half_year_of_a_benefit_is_no_date(read: Read, vocabulary: Vocabulary) -> None:
    course = rules.named(
        read("Hvor mange samtaler i det første halvår på ledighedsydelse?"), vocabulary, TODAY
    )
    dated = rules.named(
        read("Hvor mange samtaler på ledighedsydelse i første halvår 2025?"), vocabulary, TODAY
    )
    assert (course.dates, bool(dated.dates)) == ((), True)
