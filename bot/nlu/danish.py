"""Danish words: spaCy's trained model when it is installed, otherwise rules and a lemma dictionary."""

from __future__ import annotations

import logging
from typing import Any

import simplemma
import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

logger = logging.getLogger(__name__)

TRAINED_MODEL = "da_core_news_sm"
UNUSED_PARTS = ("parser", "ner", "senter")
"""Parts of the trained model that cost time and give the bot nothing."""


def load_language(name: str = TRAINED_MODEL) -> Language:
    """The trained Danish model when it is installed, else spaCy's Danish tokeniser alone."""
    if spacy.util.is_package(name):
        logger.info("Danish: using spaCy's trained model %s.", name)
        return spacy.load(name, exclude=list(UNUSED_PARTS))
    logger.info("Danish: %s is not installed; using spaCy's tokeniser with dictionary lemmas.", name)
    return spacy.blank("da")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DanishTokenizer(Tokenizer):
    """Splits Danish text into tokens with lemma and, with the trained model, part of speech.

    Config: ``model``, the name of a spaCy package (default ``da_core_news_sm``). When the package is not
    installed, lemmas come from simplemma's Danish dictionary and tokens carry no ``pos``. Which of the two
    is in use is logged and can be read from ``uses_trained_model``.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's settings and their defaults."""
        return {
            "model": TRAINED_MODEL,
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Packages without which the component cannot work."""
        return ["spacy", "simplemma"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Called by Rasa in training and at start-up."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        """Load the language. ``config`` may leave out any setting."""
        super().__init__({**self.get_default_config(), **config})
        self._language = load_language(self._config["model"])
        self.uses_trained_model = bool(self._language.pipe_names)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of ``message``'s ``attribute``, white space left out."""
        return [
            Token(
                token.text,
                token.idx,
                lemma=self._lemma(token.text, token.lemma_),
                data={"pos": token.pos_} if token.pos_ else {},
            )
            for token in self._language(message.get(attribute) or "")
            if not token.is_space
        ]

    def _lemma(self, text: str, trained: str) -> str:
        if self.uses_trained_model and trained:
            return trained.lower()
        return simplemma.lemmatize(text, lang="da").lower()
