"""What is offered when nothing answers: entries of ours, near enough, as questions that the bot answers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indsats.conversation.definitions import asked
from indsats.conversation.frame import Frame
from indsats.language.mentions import of_kind
from indsats.language.resolver import load_resolver
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.definitions import define
from indsats.obligations.index import FactIndex, load
from indsats.search.documents import Documents
from indsats.search.index import SearchIndex
from indsats.search.suggest import ASK, LEAD, MOST_OFFERED, NOT_SURE, Nearest, asking_for, leads_to, nearest
from tests.indsats.search.conftest import TODAY, right_offers

OFFERED = 0.75
"""The part of the questions inside the base for which something is offered."""
OFFERED_OUTSIDE = 0.04
"""The same of those outside: the vocabulary grows, and may come to know a word of one of them."""
AWAITED = date(2027, 1, 1)
"""The day from which the law is not known."""
RIGHT = 0.9
"""The part of the offers that hold a right entry."""


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 1)])
def test_every_entry_can_be_asked_for(documents: Documents, today: date) -> None:
    """Whatever is found can be offered, and every question names what the vocabulary finds."""
    resolver, obligations = load_resolver(), load()
    silent, unread = [], []
    for key, document in documents.by_key.items():
        asking = asking_for(document, today)
        if asking is None:
            kind, id = key
            # For a day whose law is only awaited, no rule in force is told as that day's.
            if today < AWAITED or kind != "rule" or not obligations.base.by_id[id].in_force(today, today):
                silent.append(key)
            continue
        mentions = resolver.resolve(asking.question, today)
        kind, id = key
        if kind == "rule":
            fact, entry = obligations.base.by_id[id], obligations.of(obligations.base.by_id[id])
            named = {mention.id for mention in of_kind(mentions, "aspect", "topic")}
            understood = bool(named & {*entry.aspects, *asked_of_groups(entry), *entry.topics, fact.topic})
            understood &= bool(of_kind(mentions, "target_group")) or not asking.group
            understood &= bool(of_kind(mentions, "period")) or fact.in_force(today, today)
        elif kind == "measure":
            understood = bool(of_kind(mentions, "measure")) and bool(of_kind(mentions, "area"))
        elif kind == "case":
            understood = {mention.id for mention in of_kind(mentions, "case")} == {id}
        else:
            terms = asked(mentions, Frame(), load_vocabulary()).terms
            understood = define(terms, today=today).kind == "definition"
        if not understood:
            unread.append((key, asking.question))
    assert unread == []
    assert silent == []


def test_whatever_words_matched_the_question_leads_back(documents: Documents) -> None:
    """Also when words of the message choose among the ways to ask for a rule."""
    obligations = load()
    names = [each.name for each in (*obligations.aspects.values(), *obligations.groups.values())]
    for number, (key, document) in enumerate(documents.by_key.items()):
        if key[0] == "rule":
            asking = asking_for(document, TODAY, names[number % len(names)].lower().split())
            assert asking is not None
            assert leads_to(asking.question, key, TODAY)


def test_a_question_about_something_else_does_not_lead_there() -> None:
    assert leads_to("Hvad betyder mentor?", ("term", "mentor"), TODAY)
    assert not leads_to("Hvad betyder sanktion?", ("term", "mentor"), TODAY)
    assert not leads_to("Hvad er reglerne om mentor for aktivitetsparate?", ("rule", "p17-akt-mentor"), TODAY)
    assert not leads_to("Hvad ved du om sagen fra 2017?", ("case", "brev2017"), TODAY)


def test_outside_the_base_next_to_nothing_is_offered(index: SearchIndex, queries: dict) -> None:
    offered = [text for text in queries["outside"] if nearest(index, text, TODAY)]
    assert len(offered) <= OFFERED_OUTSIDE * len(queries["outside"]), offered


@pytest.mark.parametrize(
    "text",
    [
        "hvordan bliver vejret i morgen",
        "hvornår skal jeg betale restskat",
        "hvad er trækprocenten på mit skattekort",
        "hvor meget får man i børnepenge",
        "hvordan søger jeg boligstøtte",
        "boligstøtte",
        "boligsikring til pensionister",
    ],
)
def test_weather_taxes_and_other_benefits_get_nothing(index: SearchIndex, text: str) -> None:
    assert nearest(index, text, TODAY) is None


def test_inside_the_base_the_right_entries_are_offered(index: SearchIndex, queries: dict) -> None:
    offers = [(each, found) for each in queries["inside"] if (found := nearest(index, each["ask"], TODAY))]
    assert len(offers) >= OFFERED * len(queries["inside"])
    assert sum(right_offers(found, each["about"]) for each, found in offers) >= RIGHT * len(offers)


@pytest.mark.parametrize("text", ["1/1", '{"a":1}', "Hvor meget får jeg i dagpenge?"])
def test_what_seems_foreign_needs_more_than_a_word_in_common(index: SearchIndex, text: str) -> None:
    assert nearest(index, text, TODAY, foreign=True) is None


def test_what_seems_foreign_but_is_not_is_offered(index: SearchIndex) -> None:
    for text in ("hvem betaler for mentorstøtten og er der et loft", "snusepraktikken"):
        found = nearest(index, text, TODAY, foreign=True)
        assert found is not None
        assert found.suggestions == offered(index, text).suggestions


def test_an_offer_says_what_it_is(index: SearchIndex) -> None:
    found = offered(index, "hvem betaler for mentorstøtten og er der et loft")
    assert found.suggestions == ("Hvad er reglerne om loft over udgifter til mentor?",)
    entries, ask = found.notes
    assert entries.splitlines() == [
        f"{NOT_SURE} {LEAD}",
        "- Loft over udgifter til mentor (gælder fra 1. januar 2026, LAB § 203 a (lov 1749/2025))",
    ]
    assert ask == ASK


def test_a_term_an_entry_of_the_case_and_a_measure(index: SearchIndex) -> None:
    assert offered(index, "snusepraktikken").offers[0].question == "Hvad betyder virksomhedspraktik?"
    assert offered(index, "snusepraktikken").offers[0].detail == "begreb"
    letter = offered(index, "Leif Lahn Jensens spørgsmål").offers[0]
    assert letter.question == "Hvad ved du om spørgsmål 378?"
    assert letter.detail.startswith("sagen fra 2017")
    population = offered(index, "befolkningstallet").offers[0]
    assert (population.question, population.detail) == ("Hvor mange indbyggere er der i hele landet?", "tal")


def test_rules_of_another_time_say_so_and_are_asked_for_as_such(documents: Documents) -> None:
    old = asking_for(documents.by_key["rule", "p17-akt-mentor"], TODAY)
    assert old is not None
    assert old.question.endswith("pr. 31. december 2019?")
    assert old.question.startswith("Hvad var")


def test_a_rule_that_is_awaited_is_not_said_to_hold(index: SearchIndex, documents: Documents) -> None:
    obligations = load()
    awaited = [id for id, fact in obligations.base.by_id.items() if obligations.of(fact).expected]
    assert awaited
    found = offered(index, "kommer der en ny hovedlov")
    assert found.offers[0].key[1] in awaited
    assert "ventes fra" in found.offers[0].detail
    assert "gælder" not in found.offers[0].detail


def test_the_same_of_another_time_is_not_offered_beside_what_holds(index: SearchIndex) -> None:
    found = offered(index, "karantænen når jeg selv siger op")
    assert "Hvad er reglerne om karantæne for dagpengemodtagere?" in found.suggestions
    assert not any("karantæne" in each and "pr." in each for each in found.suggestions)


def test_an_offer_is_never_in_the_users_words(index: SearchIndex) -> None:
    text = "<b>Teamet</b> Zebulon Q. Kvist, 26 82 11 11, z@kvist.example, Vintervej 7 mentorlignende"
    found = nearest(index, f"{text} rehabiliteringsteam koordinerende sagsbehandler", TODAY)
    plain = nearest(index, "rehabiliteringsteam koordinerende sagsbehandler", TODAY)
    assert plain is not None
    for said in [] if found is None else [*found.notes, *found.suggestions]:
        assert not any(
            word in said for word in ("<", "Zebulon", "Kvist", "26 82", "@", "Vintervej", "lignende")
        )


TYPED = "mentor samtale sanktion qwerty kvist dagpenge horsens <i> ' * 1234567890 praktik standby brev ;"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(TYPED.split(" ")), max_size=7))
def test_offers_are_few_different_and_answerable(sqlite_index: SearchIndex, words: list[str]) -> None:
    found = nearest(sqlite_index, " ".join(words), TODAY)
    if found is not None:
        assert 0 < len(found.offers) <= MOST_OFFERED
        assert len(set(found.suggestions)) == len(found.suggestions)
        assert all(leads_to(each.question, each.key, TODAY) for each in found.offers)
        assert not any(
            word in " ".join([*found.notes, *found.suggestions]) for word in ("qwerty", "kvist", "<i>")
        )


def asked_of_groups(entry: FactIndex) -> set[str]:
    """The aspects that a rule answers for some groups only."""
    return {aspect for more in entry.group_aspects.values() for aspect in more}


def offered(index: SearchIndex, text: str) -> Nearest:
    found = nearest(index, text, TODAY)
    assert found is not None
    return found
