"""Entities from the one vocabulary: places, periods, benefits, measures, groups, topics and so on."""

from __future__ import annotations

from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from indsats import clock
from indsats.language import resolver
from indsats.language.mentions import to_entity
from indsats.language.resolver import load_resolver

READING = "reading"
"""Message attribute: the `Reading` of its text, for the intent classifier."""

RESOLVER = "VocabularyResolver"
"""By which name Rasa knows who found an entity."""

CUE = "cue"
"""Words such as "hvornår" that only help to read others; they say nothing of what a message is about."""


class Reading(NamedTuple):
    """What the vocabulary makes of a text.

    ``abstract_text`` is the text, spelt right, with figures and names replaced by what they are; ``kinds``
    are the kinds of thing found, each once, in order of appearance. ``questions`` are those of a text that
    asks several.
    """

    entities: list[dict[str, Any]]
    abstract_text: str
    kinds: tuple[str, ...]
    questions: tuple[Reading, ...] = ()


def read(text: str) -> Reading:
    """Resolve a text against the vocabulary.

    The vocabulary is read anew when ``knowledge/`` has changed, so a running bot knows new names at once.
    """
    return _reading(load_resolver().read(text, clock.today()))


def _reading(found: resolver.Reading) -> Reading:
    return Reading(
        [to_entity(mention) for mention in found.mentions],
        found.form,
        tuple(dict.fromkeys(mention.kind for mention in found.mentions if mention.kind != CUE)),
        tuple(_reading(question) for question in found.questions),
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class VocabularyResolver(GraphComponent, EntityExtractorMixin):
    """Finds what the vocabulary in ``knowledge/`` knows, with canonical ids and spans.

    Nothing is learnt: the same files feed the database and the texts, so the three cannot disagree.
    Ambiguous names carry their alternatives; the component never guesses between them.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VocabularyResolver:
        """Called by Rasa in training and at start-up."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities and the reading to each message."""
        for message in messages:
            reading = read(message.get(TEXT) or "")
            entities = self.add_extractor_name(reading.entities)
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
            message.set(READING, reading)
        return messages
