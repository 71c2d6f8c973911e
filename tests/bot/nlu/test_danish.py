"""The Danish tokeniser, with and without a trained spaCy model."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
import spacy
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.danish import DanishTokenizer

ABSENT = {"model": "da_not_installed"}


def tokens_of(text: str, **config: str) -> list:
    message = Message({TEXT: text})
    DanishTokenizer({**ABSENT, **config}).process([message])
    return message.get("text_tokens")


def test_splits_danish_text_with_its_places() -> None:
    text = "Hvor mange ledige er der i Aarhus, fx i jan. 2026?"
    for token in tokens_of(text):
        assert text[token.start : token.end] == token.text
    assert [token.text for token in tokens_of(text)][:3] == ["Hvor", "mange", "ledige"]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("kommunerne", "kommune"), ("samtaler", "samtale"), ("Tilbuddet", "tilbud"), ("skal", "skulle")],
)
def test_gives_dictionary_lemmas_without_a_trained_model(word: str, lemma: str) -> None:
    assert tokens_of(word)[0].lemma == lemma


def test_white_space_is_no_token() -> None:
    assert [token.text for token in tokens_of("  ledige \n\n i   Odense ")] == ["ledige", "i", "Odense"]


def test_says_which_language_it_uses(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        component = DanishTokenizer(ABSENT)
    assert not component.uses_trained_model
    assert "da_not_installed is not installed" in caplog.text


def test_uses_a_trained_model_when_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # A package built for the purpose: its tags and lemmas are recognisably its own.
    language = spacy.blank("da")
    ruler = language.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "ledige"}]], {"LEMMA": "fra-pakken", "POS": "ADJ"})
    package = tmp_path / "da_test_package"
    package.mkdir()
    language.to_disk(package / "data")
    (package / "__init__.py").write_text(
        "from pathlib import Path\n"
        "from spacy.util import load_model_from_path\n"
        "def load(**overrides):\n"
        "    return load_model_from_path(Path(__file__).parent / 'data', **overrides)\n"
    )
    information = tmp_path / "da_test_package-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: da_test_package\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with caplog.at_level(logging.INFO):
        message = Message({TEXT: "de ledige"})
        component = DanishTokenizer({"model": "da_test_package"})
        component.process([message])
    token = message.get("text_tokens")[1]
    assert component.uses_trained_model
    assert (token.lemma, token.get("pos")) == ("fra-pakken", "ADJ")
    assert "using spaCy's trained model da_test_package" in caplog.text
    sys.modules.pop("da_test_package", None)
