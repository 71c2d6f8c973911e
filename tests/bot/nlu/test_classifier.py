"""The intent classifier: trained, stored, loaded and asked, on a small training set of its own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import skops.io
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.classifier import RANKING, QuestionClassifier

EXAMPLES = {
    "ask_figure": [
        "hvor mange ledige er der i Aarhus",
        "antal ledige i Odense i juli 2026",
        "hvad er aktiveringsgraden i Randers",
        "giv mig ledighedsprocenten for Vejle",
        "hvor mange er på kontanthjælp i Lolland",
        "ledige i Esbjerg siden januar 2024",
    ],
    "ask_rule": [
        "hvornår skal en ledig have første tilbud",
        "hvor mange samtaler skal en jobparat have",
        "skal kommunen give mentor til aktivitetsparate",
        "hvad er fristen for første samtale",
        "hvilke pligter har en dagpengemodtager",
        "må vi give en sanktion",
    ],
    "greet": ["hej", "goddag", "godmorgen", "hej med dig", "davs", "godaften"],
}


def training_data(examples: dict[str, list[str]]) -> TrainingData:
    return TrainingData(
        [Message({TEXT: text, INTENT: intent}) for intent, texts in examples.items() for text in texts]
    )


@pytest.fixture
def trained(storage: LocalModelStorage, resource: Resource, context: ExecutionContext) -> QuestionClassifier:
    component = QuestionClassifier.create({"folds": 3}, storage, resource, context)
    component.train(training_data(EXAMPLES))
    return component


def read(component: QuestionClassifier, text: str) -> Message:
    return component.process([Message({TEXT: text})])[0]


def confidences(message: Message) -> dict[str, float]:
    return {entry["name"]: entry["confidence"] for entry in message.get(RANKING)}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hvor mange ledige er der i Kolding", "ask_figure"),
        ("hvornår skal en jobparat have første samtale", "ask_rule"),
        ("hej hej", "greet"),
    ],
)
def test_tells_the_kinds_of_question_apart(trained: QuestionClassifier, text: str, intent: str) -> None:
    message = read(trained, text)
    assert message.get(INTENT)["name"] == intent
    assert message.get(RANKING)[0] == message.get(INTENT)


def test_confidences_are_probabilities_in_order(trained: QuestionClassifier) -> None:
    values = list(confidences(read(trained, "ledige i Odense")).values())
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(1)


def test_the_town_and_the_period_make_no_difference(trained: QuestionClassifier) -> None:
    one = confidences(read(trained, "hvor mange ledige er der i Aarhus i juli 2026"))
    other = confidences(read(trained, "hvor mange ledige er der i Tønder i marts 2023"))
    assert one == pytest.approx(other)


def test_a_stored_classifier_answers_as_the_trained_one(
    trained: QuestionClassifier,
    storage: LocalModelStorage,
    resource: Resource,
    context: ExecutionContext,
) -> None:
    loaded = QuestionClassifier.load({}, storage, resource, context)
    for text in ("ledige i Odense", "hvad er fristen", "hej"):
        assert confidences(read(loaded, text)) == pytest.approx(confidences(read(trained, text)))


def test_training_twice_gives_the_same(
    trained: QuestionClassifier, storage: LocalModelStorage, context: ExecutionContext
) -> None:
    again = QuestionClassifier.create({"folds": 3}, storage, Resource("again"), context)
    again.train(training_data(EXAMPLES))
    assert confidences(read(again, "ledige i Odense")) == confidences(read(trained, "ledige i Odense"))


def test_nothing_is_pickled(
    trained: QuestionClassifier, storage: LocalModelStorage, resource: Resource
) -> None:
    with storage.read_from(resource) as folder:
        (stored,) = list(Path(folder).iterdir())
        names = zipfile.ZipFile(stored).namelist()
    assert stored.suffix == ".skops"
    assert all(name.endswith((".json", ".npy", ".npz", ".bin")) for name in names), names
    assert "schema.json" in names


def test_a_file_with_foreign_types_is_refused(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    with storage.write_to(resource) as folder:
        skops.io.dump({"call": Path.unlink}, folder / QuestionClassifier.FILE)
    with pytest.raises(ValueError, match="unexpected types"):
        QuestionClassifier.load({}, storage, resource, context)


def test_too_few_examples_are_named(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    component = QuestionClassifier.create({"folds": 5}, storage, resource, context)
    with pytest.raises(ValueError, match="fewer than 5 examples: thanks"):
        component.train(training_data({**EXAMPLES, "thanks": ["tak", "mange tak"]}))


def test_an_empty_message_gets_no_intent(trained: QuestionClassifier) -> None:
    assert read(trained, "  ").get(INTENT) is None


def test_untrained_it_says_so(
    storage: LocalModelStorage, resource: Resource, context: ExecutionContext
) -> None:
    component = QuestionClassifier.create({}, storage, resource, context)
    with pytest.raises(RuntimeError, match="not trained"):
        read(component, "hej")
