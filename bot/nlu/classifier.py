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
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from bot.nlu.resolver import READING, read

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
    machine = LinearSVC(C=0.6, class_weight="balanced", random_state=seed)
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
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
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
        length = int(self._config["ranking_length"])
        names = self._pipeline.classes_
        for message, row in zip(asked, self._pipeline.predict_proba(self._features(asked)), strict=True):
            order = np.argsort(-row)[:length]
            ranking = [
                {INTENT_NAME_KEY: str(names[at]), PREDICTED_CONFIDENCE_KEY: float(row[at])} for at in order
            ]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
        return messages

    def _features(self, messages: list[Message]) -> np.ndarray[Any, Any]:
        """Three columns per message: its lemmas, its letters, and the kinds of thing found in it."""
        return np.array([_row(message) for message in messages], dtype=object).reshape(-1, 3)


def _row(message: Message) -> tuple[str, str, str]:
    reading = message.get(READING) or read(message.get(TEXT))
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    lemmas = {token.text.lower(): token.lemma for token in tokens}
    text = reading.abstract_text
    lemmatised = re.sub(WORD, lambda found: lemmas.get(found[0], found[0]), text)
    return lemmatised, text, " ".join(reading.kinds) or "nothing"
