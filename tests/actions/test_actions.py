from __future__ import annotations

from typing import Any

import pytest

from actions.registry import ANSWERING
from indsats.answers.texts import reply_texts
from tests.actions.tracker import Conversation, Said, call, run


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def text(key: Any) -> str:
    """The beginning of a fixed text as it is shown."""
    return reply_texts().get(key).split("\n")[0]


def rows(said: Said, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in said.answer["rows"]]


# Every action

MESSAGES = {
    "action_ask_back": "ledige mentor",
    "action_case": "Hvad skrev ministeren til KL i 2017?",
    "action_definition": "Hvad er en aktivitetsparat?",
    "action_figure": "Hvor mange ledige er der i Aarhus?",
    "action_follow_up": "og i Odense?",
    "action_rule": "Hvad er reglerne for mentor for aktivitetsparate?",
}


@pytest.mark.parametrize("action", [action.action_name for action in ANSWERING])
@pytest.mark.parametrize("with_text", [True, False], ids=["a message", "nothing understood"])
def test_every_action_gives_one_message_with_a_text_and_a_valid_answer(action: str, with_text: bool) -> None:
    said = run(call(action, MESSAGES.get(action, "hej") if with_text else ""))
    assert said.answer["kind"] != "error"
    assert said.frame["introduced"] is True


@pytest.mark.parametrize("action", [action.action_name for action in ANSWERING])
def test_whoever_answers_first_says_that_it_is_a_bot_and_only_then(action: str) -> None:
    disclosure = reply_texts().get("disclosure")
    first = run(call(action, MESSAGES.get(action, "hej")))
    assert first.text.startswith(f"{disclosure}\n\n")
    second = run(call(action, MESSAGES.get(action, "hej"), frame=first.frame))
    assert disclosure not in second.text


@pytest.mark.parametrize(
    ("action", "intent", "kind", "key"),
    [
        ("help", "help", "help", "help"),
        ("help", "empty_message", "help", "empty_message"),
        ("help", "unknown_command", "help", "unknown_command"),
        ("help", "too_long", "help", "too_long"),
        ("help", "something_new", "help", "help"),
        ("small_talk", "greet", "smalltalk", "greet"),
        ("small_talk", "goodbye", "smalltalk", "goodbye"),
        ("small_talk", "thanks", "smalltalk", "thanks"),
        ("small_talk", "bot_challenge", "smalltalk", "bot_challenge"),
        ("small_talk", "smalltalk", "smalltalk", "smalltalk"),
        ("small_talk", "complaint", "smalltalk", "complaint"),
        ("handoff", "handoff", "handoff", "handoff"),
        ("out_of_scope", "out_of_scope", "out_of_scope", "out_of_scope"),
        ("privacy", "personal_number", "privacy", "privacy"),
        ("source", "ask_source", "help", "where_from"),
        ("follow_up", "follow_up", "clarify", "nothing_known"),
        ("ask_back", "nlu_fallback", "clarify", "nothing_known"),
    ],
)
def test_fixed_texts(talk: Conversation, action: str, intent: str, kind: str, key: str) -> None:
    said = talk.say(action, intent=intent)
    assert said.answer["kind"] == kind
    assert text(key) in said.text


@pytest.mark.parametrize("action", ["help", "small_talk", "handoff", "privacy", "out_of_scope", "source"])
def test_an_aside_leaves_the_thread_as_it_was(talk: Conversation, action: str) -> None:
    before = talk.say("figure", "Hvor mange ledige er der i Aarhus?").frame
    assert talk.say(action).frame == before
    assert rows(talk.say("follow_up", "og i Odense?"), "area") == [("461",)]


# Figures


def test_a_figure_with_its_source(talk: Conversation) -> None:
    said = talk.say("figure", "Hvor mange ledige er der i Aarhus i juli 2026?")
    assert said.answer["kind"] == "statistic"
    assert rows(said, "area", "period", "measure", "value") == [("751", "2026M07", "ledige_fuldtid", 8656)]
    assert "8.656 ledige fuldtidspersoner i Aarhus Kommune i juli 2026" in said.text
    assert "Kilde: Jobindsats.dk" in said.text
    assert said.frame["topic"] == "figure"
    assert said.frame["figure"] == {
        "measure": "ledige_fuldtid",
        "areas": ["751"],
        "periods": [{"type": "exact", "period": "2026M07"}],
    }
    assert said.frame["answered_period"] == "2026M07"
    assert said.frame["sources"] == said.answer["sources"]


def test_defaults_are_told_but_not_kept(talk: Conversation) -> None:
    said = talk.say("figure", "Hvor mange ledige er der?")
    assert rows(said, "area", "period") == [("000", "2026M07")]
    assert any("hele landet" in note for note in said.answer["notes"])
    assert said.frame["figure"] == {"measure": "ledige_fuldtid"}


def test_a_long_conversation_changes_one_thing_at_a_time(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange ledige er der i Aarhus?")
    for message, expected in [
        ("og i Odense?", [("461", "2026M07", "ledige_fuldtid", 4874)]),
        ("og i januar 2025?", [("461", "2025M01", "ledige_fuldtid", 4437)]),
        ("og året før?", [("461", "2024M01", "ledige_fuldtid", 4275)]),
        (
            "sammenlign med landet",
            [("461", "2024M01", "ledige_fuldtid", 4275), ("000", "2024M01", "ledige_fuldtid", 95791)],
        ),
        (
            "i procent",
            [("461", "2024M01", "ledighedsprocent", 4.0), ("000", "2024M01", "ledighedsprocent", 3.2)],
        ),
        ("hvad med Aalborg?", [("851", "2024M01", "ledighedsprocent", 3.9)]),
        ("og aktiveringsgraden i juli 2026?", [("851", "2026M07", "aktiveringsgrad", 12.9)]),
        ("ledige i stedet", [("851", "2026M07", "ledige_fuldtid", 4876)]),
        ("og i København?", [("101", "2026M07", "ledige_fuldtid", 16981)]),
        ("på landsplan", [("000", "2026M07", "ledige_fuldtid", 91583)]),
    ]:
        said = talk.say("follow_up", message)
        assert rows(said, "area", "period", "measure", "value") == expected, message


def test_a_question_without_a_measure_takes_up_the_last(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange ledige er der i Aarhus i januar 2025?")
    said = talk.say("figure", "Hvor mange er det på landsplan?")
    assert rows(said, "area", "period", "measure") == [("000", "2025M01", "ledige_fuldtid")]


def test_a_new_question_does_not_inherit(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange ledige er der i Aarhus i januar 2025?")
    said = talk.say("figure", "Hvor mange er på kontanthjælp?")
    assert rows(said, "area", "period") == [("000", "2026M07")]


def test_what_is_not_published_is_no_figure(talk: Conversation) -> None:
    said = talk.say("figure", "Hvor mange er på dagpenge i Aarhus?")
    assert said.answer["kind"] == "not_available"
    assert said.answer["rows"] == []


def test_a_division_that_the_figures_do_not_have_is_no_figure(talk: Conversation) -> None:
    for message in ("Hvor mange kvinder er ledige i Aarhus?", "og i Odense?"):
        said = talk.say("figure" if not talk.said else "follow_up", message)
        assert said.answer["kind"] == "not_available"
        assert said.answer["rows"] == []
        assert "køn" in said.text


# Asking back


def test_an_ambiguous_town_is_asked_for_and_a_choice_answers(talk: Conversation) -> None:
    asked = talk.say("figure", "Hvor mange ledige er der i Nykøbing i januar 2025?")
    assert asked.answer["kind"] == "clarify"
    assert asked.answer["rows"] == []
    assert asked.answer["suggestions"] == ["Odsherred", "Guldborgsund", "Morsø"]
    assert asked.frame["pending"] == "area"
    said = talk.say("ask_back", "Guldborgsund", intent="nlu_fallback")
    assert rows(said, "area", "period") == [("376", "2025M01")]
    assert "pending" not in said.frame


def test_an_unknown_place_is_asked_for_and_not_answered_for_the_country(talk: Conversation) -> None:
    for action in ("figure", "ask_back", "out_of_scope"):
        asked = Conversation().say(action, "Hvor mange ledige er der i Gotham City?")
        assert asked.answer["kind"] == "clarify"
        assert asked.answer["suggestions"][-1] == "Hele landet"
        assert asked.answer["rows"] == []
        assert "Gotham" not in asked.everything
    talk.say("figure", "Hvor mange ledige er der i Gotham City?")
    assert rows(talk.say("ask_back", "Hele landet"), "area") == [("000",)]


def test_a_missing_measure_is_asked_for_and_a_choice_answers(talk: Conversation) -> None:
    asked = talk.say("figure", "Hvor mange er der i Aarhus?")
    assert asked.answer["kind"] == "clarify"
    assert asked.frame["pending"] == "measure"
    said = talk.say("ask_back", "aktiveringsgraden")
    assert rows(said, "area", "measure") == [("751", "aktiveringsgrad")]


def test_likely_readings_are_offered(talk: Conversation) -> None:
    """When neither the classifier nor the words say what sort of question it is."""
    said = talk.say(
        "ask_back", "ledige Aarhus", intent="nlu_fallback", ranking=("ask_rule", "ask_definition")
    )
    assert said.answer["kind"] == "clarify"
    definition, help = said.answer["suggestions"]
    assert definition.startswith("Hvad betyder ledige")
    assert help == "Hvad kan du hjælpe med?"
    assert talk.say("definition", definition).answer["kind"] == "definition"


@pytest.mark.parametrize(
    ("message", "ranking", "kind"),
    [
        ("ledige Aarhus", ("ask_figure", "ask_rule"), "statistic"),
        ("mentor aktivitetsparate", ("ask_figure", "ask_rule"), "obligation"),
        ("aktivitetsparat", ("ask_definition", "ask_rule"), "definition"),
    ],
)
def test_what_the_words_settle_is_answered(
    talk: Conversation, message: str, ranking: tuple[str, ...], kind: str
) -> None:
    said = talk.say("ask_back", message, intent="nlu_fallback", ranking=ranking)
    assert said.answer["kind"] == kind


def test_the_third_miss_in_a_row_is_handed_over(talk: Conversation) -> None:
    kinds = [talk.say("ask_back", "asdf").answer["kind"] for _ in range(3)]
    assert kinds == ["clarify", "clarify", "handoff"]


def test_an_answer_between_two_misses_starts_the_count_again(talk: Conversation) -> None:
    for _ in range(2):
        talk.say("ask_back", "asdf")
    talk.say("figure", "Hvor mange ledige er der i Aarhus?")
    kinds = [talk.say("ask_back", "asdf").answer["kind"] for _ in range(2)]
    assert kinds == ["clarify", "clarify"]


# Rules, definitions and the case


def test_a_rule_is_that_of_its_date(talk: Conversation) -> None:
    said = talk.say("rule", "Hvad var reglerne for mentor i september 2017 for aktivitetsparate?")
    assert said.answer["kind"] == "obligation"
    assert said.answer["query"]["dates"] == ["2017M09"]
    assert said.answer["facts"]
    for fact in said.answer["facts"]:
        assert (fact["valid_from"] or "") <= "2017-09-30"
        assert fact["valid_to"] is None or fact["valid_to"] >= "2017-09-01"
    assert said.frame["rule"] == {
        "groups": ["aktivitetsparate"],
        "topics": ["mentor"],
        "dates": ["2017M09"],
    }


def test_a_rule_is_followed_up(talk: Conversation) -> None:
    talk.say("rule", "Hvad er reglerne for mentor for aktivitetsparate?")
    for message, changed in [
        ("og i september 2017?", {"dates": ["2017M09"]}),
        ("og for jobparate?", {"groups": ["kth_jobparat"]}),
        ("og samtaler?", {"topics": ["contact"]}),
        ("og i dag?", {"dates": ["2026-11-22"]}),
    ]:
        said = talk.say("follow_up", message)
        assert {part: said.answer["query"][part] for part in changed} == changed
    assert said.answer["query"] == {
        "groups": ["kth_jobparat"],
        "topics": ["contact"],
        "dates": ["2026-11-22"],
    }


def test_a_rule_without_a_group_is_asked_for_and_a_choice_answers(talk: Conversation) -> None:
    asked = talk.say("rule", "Hvad er reglerne om tilbud?")
    assert asked.answer["kind"] == "clarify"
    assert asked.frame["pending"] == "rule"
    said = talk.say("ask_back", asked.answer["suggestions"][0])
    assert said.answer["kind"] == "obligation"
    assert said.answer["query"]["topics"] == ["offer"]


def test_figure_and_rule_each_keep_their_thread(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange ledige er der i Aarhus i januar 2025?")
    assert talk.say("follow_up", "og mentor for aktivitetsparate?").answer["kind"] == "obligation"
    said = talk.say("follow_up", "og ledige i Odense?")
    assert rows(said, "area", "period") == [("461", "2025M01")]


def test_what_can_only_be_a_rule_is_answered_as_one(talk: Conversation) -> None:
    """However much it sounds like a question for a figure."""
    said = talk.say("figure", "Hvor mange samtaler skal en jobparat have?")
    assert said.answer["kind"] == "obligation"
    assert said.frame["topic"] == "rule"


def test_a_definition_and_its_source(talk: Conversation) -> None:
    said = talk.say("definition", "Hvad er en aktivitetsparat?")
    assert said.answer["kind"] == "definition"
    assert said.frame["sources"] == said.answer["sources"] != []
    source = talk.say("source", "Hvor har du det fra?")
    assert source.answer["sources"] == said.answer["sources"]
    assert said.answer["sources"][0]["publisher"] in source.text


def test_the_measure_just_shown_is_explained(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange ledige er der i Aarhus?")
    said = talk.say("definition", "Hvordan er det opgjort?")
    assert said.answer["kind"] == "definition"
    assert said.answer["query"]["measure"] == "ledige_fuldtid"


def test_the_case_has_its_figures(talk: Conversation) -> None:
    said = talk.say("case", "sagen fra 2017")
    assert said.answer["kind"] == "case"
    assert said.answer["facts"]
    assert ("uden_indsats_antal", 16565) in rows(said, "measure", "value")


def test_starting_over_forgets_everything_but_the_introduction(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange ledige er der i Aarhus?")
    said = talk.say("start_over", intent="start_over")
    assert said.frame == {"introduced": True}
    assert talk.say("follow_up", "og i Odense?").answer["kind"] == "clarify"


# What comes from outside


MEASURE = {"entity": "measure", "value": "ledige_fuldtid"}


@pytest.mark.parametrize(
    "entity",
    [
        {"entity": "area", "value": "<b>"},
        {"entity": "area", "value": ["751"]},
        {"entity": "area", "value": {"$gt": ""}},
        {"entity": "area", "value": "751' OR 1=1 --"},
        {"entity": "benefit", "value": "<script>alert(1)</script>"},
        {"entity": "category", "value": None},
        {"entity": "period", "value": "2250M01"},
        {"entity": "period", "value": "x", "data": {"type": "newest", "count": 10**9}},
        {"entity": "threshold", "value": "x", "data": {"op": "<b>", "number": 1}},
        {"entity": "number", "value": 10**30},
        {"entity": "operation", "value": "drop table"},
        {"entity": "direction", "value": "<b>"},
        {"entity": "frame", "value": "<b>"},
        {"entity": ["area"], "value": "751"},
        {"value": "751"},
        "area",
        None,
    ],
)
def test_what_is_not_in_the_vocabulary_is_left_out(entity: object) -> None:
    plain = run(call("action_figure", found=[MEASURE]))
    said = run(call("action_figure", found=[MEASURE, entity]))
    assert said == plain
    assert said.answer["kind"] == "statistic"


def test_the_words_of_an_entity_are_not_repeated() -> None:
    area = {"entity": "area", "value": "751", "start": 0, "end": 8, "text": "<script>"}
    unknown = {"entity": "unknown_place", "value": "<i>", "start": 9, "end": 12, "text": "<i>"}
    for action in (action.action_name for action in ANSWERING):
        said = run(call(action, "<script> <i>", found=[MEASURE, area, unknown], ranking=("ask_figure",)))
        assert "<" not in said.everything


def test_an_entity_without_a_place_in_the_text_will_do() -> None:
    said = run(call("action_figure", found=[MEASURE, {"entity": "area", "value": "751"}]))
    assert rows(said, "area") == [("751",)]


@pytest.mark.parametrize("found", [None, "area", {"entity": "area"}, 7])
def test_a_message_with_odd_entities_is_still_answered(found: object) -> None:
    payload = call("action_figure")
    payload["tracker"]["latest_message"]["entities"] = found
    assert run(payload).answer["kind"] == "clarify"


@pytest.mark.parametrize("message", [None, {}, {"intent": None}, {"intent": {}, "intent_ranking": None}])
def test_a_tracker_without_a_message_is_still_answered(message: object) -> None:
    payload = call("action_help")
    payload["tracker"]["latest_message"] = message
    assert run(payload).answer["kind"] == "help"


@pytest.mark.parametrize("stored", ["<b>", 7, [], {"topic": "<b>"}, {"figure": 1}, {"misses": "x"}])
def test_a_slot_that_holds_no_frame_is_an_empty_frame(stored: object) -> None:
    said = run(call("action_figure", "Hvor mange ledige er der i Aarhus?", frame=stored))
    assert rows(said, "area") == [("751",)]
    assert said.text.startswith(reply_texts().get("disclosure"))
    assert "<" not in said.everything


def test_a_tracker_without_the_slot_is_a_new_conversation() -> None:
    payload = call("action_figure", "Hvor mange ledige er der i Aarhus?")
    payload["tracker"]["slots"] = {}
    assert rows(run(payload), "area") == [("751",)]


@pytest.mark.parametrize("action", ["out_of_scope", "rule", "small_talk", "ask_back", "figure"])
def test_somebody_in_need_is_told_where_people_are(action: str) -> None:
    said = Conversation().say(action, "jeg kan ikke mere og har tænkt på selvmord", intent="smalltalk")
    assert said.answer["kind"] == "handoff"
    assert "112" in said.text
    assert "Livslinien" in said.text
