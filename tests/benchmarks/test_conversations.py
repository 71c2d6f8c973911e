"""Conversations without servers: which actions follow an intent, the turn before, and the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from actions.services import services
from benchmarks.understanding.conversations import Conversation, last_reply, read_rules
from benchmarks.understanding.verdicts import one_answer
from indsats import clock, paths
from indsats.language.mentions import to_entity
from indsats.language.resolver import load_resolver
from indsats.statistics import loader


@pytest.fixture(scope="module", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database of its own, on the day that the sets of questions are about."""
    url = f"sqlite:///{tmp_path_factory.mktemp('database') / 'indsats.db'}"
    loader.load(url, paths.knowledge())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDSATS_DATABASE_URL", url)
        patch.setenv("INDSATS_TODAY", "2026-11-22")
        services.cache_clear()
        yield
    services.cache_clear()


def parsed(text: str, intent: str) -> dict[str, Any]:
    """A message as an engine understands it that is sure of the intent."""
    entities = [to_entity(mention) for mention in load_resolver().resolve(text, clock.today())]
    said = {"name": intent, "confidence": 0.9}
    return {"text": text, "intent": said, "intent_ranking": [said], "entities": entities}


def answer(conversation: Conversation, text: str, intent: str) -> dict[str, Any]:
    """The one answer to a message."""
    found, written = one_answer(conversation.say(parsed(text, intent)))
    assert found is not None
    assert written
    return dict(found)


def test_each_intent_has_the_actions_of_its_rule() -> None:
    rules = read_rules()
    assert rules.after("ask_figure", active=False) == ("action_figure",)
    assert rules.after("nlu_fallback", active=False) == ("action_ask_back",)
    assert rules.after("greet", active=True) == ("action_aside", "deadline_form")
    assert rules.after("affirm", active=True) == ("action_follow_up",)
    assert rules.submit == ("action_submit_deadlines",)


def test_an_intent_without_a_rule_is_asked_back_on() -> None:
    assert read_rules().after("no_such_intent", active=False) == ("action_ask_back",)


def test_a_follow_up_goes_on_with_the_turn_before() -> None:
    turns = [
        parsed("Hvor mange ledige var der i Aarhus i juli 2026?", "ask_figure"),
        parsed("og i Odense?", "follow_up"),
    ]
    found, _ = one_answer(last_reply(turns))
    assert found is not None
    assert found["query"]["areas"] == ["461"]
    assert found["query"]["periods"] == ["2026M07"]
    alone, _ = one_answer(last_reply(turns[1:]))
    assert alone is not None
    assert alone["kind"] == "clarify"


def test_the_form_asks_until_nothing_is_missing() -> None:
    conversation = Conversation()
    assert answer(conversation, "lav en fristplan", "ask_deadlines")["kind"] == "clarify"
    assert answer(conversation, "hun er på dagpenge", "follow_up")["kind"] == "clarify"
    assert answer(conversation, "fra 1. september 2026", "nlu_fallback")["kind"] == "clarify"
    for _ in range(4):
        if not conversation.active:
            break
        last = answer(conversation, "ved ikke", "dont_know")
    assert last["kind"] == "deadlines"
    assert not conversation.active


def test_an_aside_is_answered_once_and_the_form_goes_on() -> None:
    conversation = Conversation()
    answer(conversation, "lav en fristplan", "ask_deadlines")
    reply = conversation.say(parsed("hvad betyder jobparat?", "ask_definition"))
    assert [sorted(item) for item in reply] == [["text"], ["custom"]]
    assert conversation.active
    assert answer(conversation, "hun er på dagpenge", "follow_up")["kind"] == "clarify"


def test_another_question_leaves_the_form() -> None:
    conversation = Conversation()
    answer(conversation, "lav en fristplan", "ask_deadlines")
    assert answer(conversation, "Hvor mange ledige er der i Aarhus?", "ask_figure")["kind"] == "statistic"
    assert not conversation.active
