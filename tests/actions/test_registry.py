from __future__ import annotations

from typing import Any

import msgspec
import pytest

from actions import help, small_talk
from actions.deadline_form import ASIDES
from actions.deadline_reading import BEGIN, SLOTS
from actions.registry import ACTIONS
from actions.server import build_executor
from indsats import paths
from indsats.language.mentions import FREE_KINDS
from indsats.language.vocabulary import NOT_A_PLACE, load_vocabulary

FALLBACK = "nlu_fallback"
"""The intent that Rasa itself sets when the classifier is not sure."""


def read(name: str) -> dict[str, Any]:
    return msgspec.yaml.decode((paths.ROOT / name).read_bytes())


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    return read("domain.yml")


@pytest.fixture(scope="module")
def intents(domain: dict[str, Any]) -> list[str]:
    return [intent if isinstance(intent, str) else next(iter(intent)) for intent in domain["intents"]]


@pytest.fixture(scope="module")
def rules() -> list[dict[str, Any]]:
    """Every rule."""
    files = sorted((paths.ROOT / "data" / "rules").glob("*.yml"))
    return [rule for file in files for rule in read(f"data/rules/{file.name}")["rules"]]


@pytest.fixture(scope="module")
def routes(rules: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The intent and the action of every rule that holds outside of a form."""
    return [
        (rule["steps"][0]["intent"], rule["steps"][1]["action"]) for rule in rules if "condition" not in rule
    ]


@pytest.fixture(scope="module")
def form(domain: dict[str, Any]) -> dict[str, Any]:
    """The only form."""
    (found,) = domain["forms"].values()
    return found


def test_the_registry_and_the_domain_list_the_same_actions(domain: dict[str, Any]) -> None:
    names = [action.action_name for action in ACTIONS]
    listed = [action if isinstance(action, str) else next(iter(action)) for action in domain["actions"]]
    assert sorted(names) == sorted(listed)
    assert len(set(names)) == len(names)


def test_the_executor_offers_every_action() -> None:
    offered = {action.name for action in build_executor().list_actions()}
    assert offered == {action.action_name for action in ACTIONS}


def test_every_intent_has_exactly_one_rule(intents: list[str], routes: list[tuple[str, str]]) -> None:
    assert sorted(intent for intent, _ in routes) == sorted([*intents, FALLBACK])


def test_every_action_stands_in_a_rule_or_is_called_by_the_form(
    domain: dict[str, Any], rules: list[dict[str, Any]], form: dict[str, Any]
) -> None:
    in_rules = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    (name,) = domain["forms"]
    by_form = {f"validate_{name}", *(f"action_ask_{slot}" for slot in form["required_slots"])}
    assert in_rules - {name, "action_deactivate_loop"} | by_form == {action.action_name for action in ACTIONS}


def test_in_the_form_every_intent_is_an_answer_an_aside_or_a_way_out(
    intents: list[str], rules: list[dict[str, Any]]
) -> None:
    handled = [
        each["intent"]
        for rule in rules
        if rule.get("condition") == [{"active_loop": "deadline_form"}]
        for each in rule["steps"][0].get("or", [rule["steps"][0]])
        if "intent" in each
    ]
    assert len(set(handled)) == len(handled)
    # A form that is begun anew takes its own rule; the others are always taken for an answer.
    assert set(intents) - set(handled) == {BEGIN, "affirm", "deny", "dont_know"}
    aside = {intent for intent in handled if intent in ASIDES}
    assert aside == set(ASIDES)


@pytest.mark.parametrize(
    ("action", "texts"),
    [("action_help", help.TEXTS), ("action_small_talk", small_talk.TEXTS)],
)
def test_every_intent_of_an_action_with_several_texts_has_its_own(
    routes: list[tuple[str, str]], action: str, texts: dict[str, str]
) -> None:
    assert {intent for intent, answered_by in routes if answered_by == action} == set(texts)


def test_no_entity_steers_the_dialogue(domain: dict[str, Any]) -> None:
    assert [intent for intent in domain["intents"] if list(intent.values()) != [{"use_entities": []}]] == []


def test_the_domain_knows_every_kind_of_mention(domain: dict[str, Any]) -> None:
    kinds = {pattern.kind for pattern in load_vocabulary().patterns} - {NOT_A_PLACE}
    assert kinds | FREE_KINDS == set(domain["entities"])


def test_the_slots_are_the_frame_and_the_forms_and_steer_nothing(
    domain: dict[str, Any], form: dict[str, Any]
) -> None:
    assert list(domain["slots"]) == ["frame", *form["required_slots"]]
    assert form["required_slots"] == list(SLOTS)
    assert not any(slot["influence_conversation"] for slot in domain["slots"].values())
