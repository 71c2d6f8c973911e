from __future__ import annotations

from typing import Any

import msgspec
import pytest

from actions import help, small_talk
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
def routes() -> list[tuple[str, str]]:
    """The intent and the action of every rule."""
    found = []
    for file in sorted((paths.ROOT / "data" / "rules").glob("*.yml")):
        for rule in read(f"data/rules/{file.name}")["rules"]:
            first, second = rule["steps"]
            found.append((first["intent"], second["action"]))
    return found


def test_the_registry_and_the_domain_list_the_same_actions(domain: dict[str, Any]) -> None:
    names = [action.action_name for action in ACTIONS]
    assert sorted(names) == sorted(domain["actions"])
    assert len(set(names)) == len(names)


def test_the_executor_offers_every_action() -> None:
    offered = {action.name for action in build_executor().list_actions()}
    assert offered == {action.action_name for action in ACTIONS}


def test_every_intent_has_exactly_one_rule(intents: list[str], routes: list[tuple[str, str]]) -> None:
    assert sorted(intent for intent, _ in routes) == sorted([*intents, FALLBACK])


def test_every_action_is_the_end_of_a_rule(routes: list[tuple[str, str]]) -> None:
    assert {action for _, action in routes} == {action.action_name for action in ACTIONS}


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


def test_the_frame_is_the_only_slot_and_steers_nothing(domain: dict[str, Any]) -> None:
    assert list(domain["slots"]) == ["frame"]
    assert domain["slots"]["frame"]["influence_conversation"] is False
