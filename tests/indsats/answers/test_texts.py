import re
from pathlib import Path
from typing import get_args

import pytest

from indsats import paths
from indsats.answers.texts import TextKey, fixed_reply, parse_texts, reply_texts

DATA = (paths.knowledge() / "texts.yaml").read_text(encoding="utf-8")
KEYS: tuple[TextKey, ...] = get_args(TextKey)


def test_every_key_has_a_text_without_anything_left_to_fill_in() -> None:
    for key in KEYS:
        text = reply_texts().get(key)
        assert text.strip() == text
        assert not set(text) & set("{}<>_"), key


def test_the_language_is_plain() -> None:
    for key in KEYS:
        words = " ".join([reply_texts().get(key), *reply_texts().suggestions(key)])
        assert "!" not in words, key
        assert not re.search(r"\b(De|Dem|Deres)\b(?! kan)", words), key
        assert not re.search(r"\S+@\S+|\+45|\b\d{2} \d{2} \d{2} \d{2}\b|http", words), key
        assert "  " not in words, key


def test_the_first_message_says_that_it_is_a_bot() -> None:
    assert "du skriver ikke med et menneske" in reply_texts().get("disclosure")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda text: text.replace("thanks:", "takker:"), "takker|Invalid"),
        (lambda text: text[: text.index("\nerror_unexpected:")], "texts missing: error_unexpected"),
        (lambda text: text.replace("text: Hvilken periode mener du?", "text: ''"), "clarify_period is empty"),
        (lambda text: text.replace("text: Hvilken periode", "tekst: Hvilken periode"), "tekst"),
    ],
)
def test_a_wrong_file_is_refused(change: object, complaint: str) -> None:
    assert callable(change)
    changed = change(DATA)
    assert changed != DATA
    with pytest.raises(ValueError, match=complaint):
        parse_texts(changed.encode())


def test_a_fixed_reply_says_the_same_in_text_and_answer() -> None:
    reply = fixed_reply("help", "help")
    assert reply.answer.kind == "help"
    assert reply.answer.suggestions
    assert reply.answer.notes[0] in reply.text
    for suggestion in reply.answer.suggestions:
        assert f"- {suggestion}" in reply.text


def test_a_question_back_lists_the_choices_given() -> None:
    reply = fixed_reply("clarify_municipality", "clarify", ("Vejle", "Vejen"))
    assert reply.text == "Hvilken kommune mener du?\n\n- Vejle\n- Vejen"


def test_a_lead_comes_first_and_is_part_of_the_answer() -> None:
    reply = fixed_reply("clarify_municipality", "clarify", ("Vejle",), lead="Der er flere steder.")
    assert reply.text == "Der er flere steder.\n\nHvilken kommune mener du?\n\n- Vejle"
    assert reply.answer.notes[0] == "Der er flere steder."


def test_the_file_may_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts.yaml").write_text(DATA.replace("Farvel,", "Hej hej,"), encoding="utf-8")
    monkeypatch.setenv("INDSATS_KNOWLEDGE", str(tmp_path))
    reply_texts.cache_clear()
    try:
        assert reply_texts().get("goodbye").startswith("Hej hej,")
    finally:
        reply_texts.cache_clear()
