"""What kind of question is it? A linear classifier on the words and letters of the abstracted text."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from bot.nlu.resolver import READING, RESOLVER, Reading, read
from bot.nlu.two_questions import SECOND, Asked, two_questions
from indsats.language.text import lemma

RANKING = "intent_ranking"
WORD = r"(?u)\b\w+\b"
EXPECTED_TYPES = frozenset(
    {
        "scipy.sparse._csr.csr_matrix",
        "sklearn.calibration._CalibratedClassifier",
        "sklearn.calibration._SigmoidCalibration",
        "sklearn.model_selection._split.StratifiedKFold",
    }
)
"""What our classifier holds beyond the types that skops trusts by itself. A file with others is not ours."""


def build_pipeline(folds: int, seed: int) -> Pipeline:
    """Word and character n-grams into a linear support vector machine with calibrated confidence.

    ``folds`` is the number of parts the training data is split into for the calibration: the confidence is
    fitted on sentences the machine has not seen, so that 0.8 means right four times in five.
    """
    features = ColumnTransformer(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), token_pattern=WORD, sublinear_tf=True), 0),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True), 1),
            # What kinds of thing the vocabulary found says much: nothing found is seldom for us.
            ("kinds", TfidfVectorizer(token_pattern=WORD, binary=True, use_idf=False), 2),
        ]
    )
    machine = LinearSVC(C=2, random_state=seed)
    split = StratifiedKFold(n_splits=folds, shuffle=True, random_state=seed)
    return Pipeline(
        [("features", features), ("intent", CalibratedClassifierCV(machine, cv=split, ensemble=False))]
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(GraphComponent, IntentClassifier):
    """Predicts the intent, with a confidence that can be taken at its word.

    Figures and names are abstracted before it learns or predicts ("hvor mange ledige er der i Aarhus"
    becomes "hvor mange _measure_ er der i _area_"), so it learns the form of a question, not the town in it.
    Weights are stored with skops, never with pickle.

    Config: ``folds`` (calibration), ``seed``, ``ranking_length`` (how many intents to report).
    """

    FILE = "classifier.skops"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's settings and their defaults."""
        return {"folds": 5, "seed": 20170927, "ranking_length": 5}

    @staticmethod
    def required_packages() -> list[str]:
        """Packages without which the component cannot work."""
        return ["sklearn", "skops"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionClassifier:
        """Called by Rasa with a trained model.

        Raises:
            ValueError: if the stored file holds types that do not belong in it.
        """
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            path = folder / cls.FILE
            unknown = skops.io.get_untrusted_types(file=path)
            if strange := sorted(set(unknown) - EXPECTED_TYPES):
                raise ValueError(f"the stored classifier holds unexpected types: {strange}")
            component._pipeline = skops.io.load(path, trusted=sorted(EXPECTED_TYPES))
        return component

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """An untrained classifier; ``config`` may leave out any setting."""
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._pipeline: Pipeline | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples in ``data/nlu`` and store the result.

        Raises:
            ValueError: if an intent has fewer examples than there are folds to calibrate on.
        """
        # Rasa hands the files of data/nlu over in no order, and the calibration's folds depend on it.
        examples = sorted(
            (example for example in training_data.intent_examples if example.get(TEXT)),
            key=lambda example: (str(example.get(INTENT)), str(example.get(TEXT))),
        )
        intents = np.array([example.get(INTENT) for example in examples], dtype=object)
        names, counts = np.unique(intents.astype(str), return_counts=True)
        folds = int(self._config["folds"])
        if thin := [name for name, count in zip(names, counts, strict=True) if count < folds]:
            raise ValueError(f"intents with fewer than {folds} examples: {', '.join(thin)}")
        self._pipeline = build_pipeline(folds, int(self._config["seed"]))
        self._pipeline.fit(self._features(examples), intents.astype(str))
        with self._model_storage.write_to(self._resource) as folder:
            skops.io.dump(self._pipeline, folder / self.FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent and the ranking to each message. An empty message gets neither."""
        asked = [message for message in messages if (message.get(TEXT) or "").strip()]
        if not asked:
            return messages
        if self._pipeline is None:
            raise RuntimeError("the classifier is not trained")
        for message, ranking in zip(asked, self._rankings(self._features(asked)), strict=True):
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
            self._divide(message)
        return messages

    def _rankings(self, features: np.ndarray[Any, Any]) -> list[list[dict[str, Any]]]:
        """The likeliest intents of each row with their confidences, the likeliest first."""
        assert self._pipeline is not None
        names, length = self._pipeline.classes_, int(self._config["ranking_length"])
        found = []
        for row in self._pipeline.predict_proba(features):
            order = np.argsort(-row)[:length]
            found.append(
                [{INTENT_NAME_KEY: str(names[at]), PREDICTED_CONFIDENCE_KEY: float(row[at])} for at in order]
            )
        return found

    def _divide(self, message: Message) -> None:
        """Take the first of two questions for the message, and hand the second on beside it."""
        reading = message.get(READING)
        if reading is None or len(reading.questions) < 2:
            return
        rows = [_row_of(question, message) for question in reading.questions]
        rankings = self._rankings(np.array(rows, dtype=object))
        asked = [
            Asked(question, ranking) for question, ranking in zip(reading.questions, rankings, strict=True)
        ]
        pair = two_questions(asked)
        if pair is None:
            return
        first, second = pair
        message.set(INTENT, dict(first.ranking[0]), add_to_output=True)
        message.set(RANKING, first.ranking, add_to_output=True)
        others = [entity for entity in message.get(ENTITIES, []) if entity.get("extractor") != RESOLVER]
        named = [{**entity, "extractor": RESOLVER} for entity in first.reading.entities]
        message.set(ENTITIES, [*others, *named], add_to_output=True)
        handed_on = {
            INTENT: dict(second.ranking[0]),
            RANKING: second.ranking,
            ENTITIES: second.reading.entities,
        }
        message.set(SECOND, handed_on, add_to_output=True)

    def _features(self, messages: list[Message]) -> np.ndarray[Any, Any]:
        """Three columns per message: its lemmas, its letters, and the kinds of thing found in it."""
        return np.array([_row(message) for message in messages], dtype=object).reshape(-1, 3)


def _row(message: Message) -> tuple[str, str, str]:
    return _row_of(message.get(READING) or read(message.get(TEXT)), message)


def _row_of(reading: Reading, message: Message) -> tuple[str, str, str]:
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    lemmas = {token.text.lower(): token.lemma for token in tokens}
    text = reading.abstract_text
    lemmatised = re.sub(WORD, lambda found: lemmas.get(found[0]) or lemma(found[0]), text)
    return lemmatised, text, " ".join(reading.kinds) or "nothing"
