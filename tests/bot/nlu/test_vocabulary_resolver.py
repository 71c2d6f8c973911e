"""The resolver as a Rasa component. What it finds is tested with indsats.language."""

from __future__ import annotations

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.resolver import READING, VocabularyResolver


def processed(
    text: str, storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> Message:
    component = VocabularyResolver.create({}, storage, resource, context)
    return component.process([Message({TEXT: text})])[0]


def test_entities_are_canonical_ids_with_spans(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    text = "Hvor mange ledige er der i Aarhus i juli 2026?"
    message = processed(text, storage, resource, context)
    found = {entity["entity"]: entity for entity in message.get(ENTITIES)}
    assert found["area"]["value"] == "751"
    assert found["measure"]["value"] == "ledige_fuldtid"
    assert found["period"]["value"] == "2026M07"
    for entity in message.get(ENTITIES):
        assert text[entity["start"] : entity["end"]] == entity["text"]
        assert entity["extractor"] == "VocabularyResolver"


def test_entities_reach_the_tracker_and_the_reading_does_not(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    message = processed("ledige i Odense", storage, resource, context)
    output = message.as_dict(only_output_properties=True)
    assert output[ENTITIES]
    assert READING not in output


def test_an_ambiguous_name_is_marked_and_not_decided(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    message = processed("ledige i Nykøbing", storage, resource, context)
    (place,) = [e for e in message.get(ENTITIES) if e["entity"] in ("area", "town")]
    assert len(place["alternatives"]) >= 2


def test_entities_found_before_are_kept(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    component = VocabularyResolver.create({}, storage, resource, context)
    earlier = {"entity": "other", "value": "x", "start": 0, "end": 1}
    message = Message({TEXT: "ledige i Odense", ENTITIES: [earlier]})
    component.process([message])
    assert earlier in message.get(ENTITIES)


def test_an_empty_message_has_no_entities(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    assert processed("", storage, resource, context).get(ENTITIES) == []
