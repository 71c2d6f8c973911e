from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats.language import text


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Aarhus", "aarhus"),
        ("Århus", "aarhus"),
        ("A\u030arhus", "aarhus"),
        ("KØGE", "koege"),
        ("Ærø", "aeroe"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1,5", "1,5"),
        ("idé", "ide"),
    ],
)
def test_two_spellings_fold_to_one(word: str, folded: str) -> None:
    assert text.fold(word) == folded


@pytest.mark.parametrize("word", ["København", "Kobenhavn", "Koebenhavn", "KØBENHAVN"])
def test_plain_letters_meet_the_danish_ones_when_folded_weakly(word: str) -> None:
    assert text.weak(text.fold(word)) == "kobenhavn"


def test_tokens_keep_their_place_in_the_text() -> None:
    message = "Høje-Taastrup: 1.234 på kth, § 91?"
    assert [t.text for t in text.tokenise(message)] == ["Høje", "Taastrup", "1.234", "på", "kth", "§", "91"]
    assert all(message[t.start : t.end] == t.text for t in text.tokenise(message))


@pytest.mark.parametrize(
    ("message", "folded"),
    [("STAR's tal", ["star", "tal"]), ("Aarhus' ledige", ["aarhus", "ledige"]), ("LAB'en", ["lab"])],
)
def test_what_follows_an_apostrophe_is_an_ending(message: str, folded: list[str]) -> None:
    assert [t.folded for t in text.tokenise(message)] == folded


def test_what_lies_beyond_the_longest_text_is_not_read() -> None:
    assert len(text.tokenise("a " * 10_000)) == text.LONGEST_TEXT // 2


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("samtale", "samtaler"),
        ("samtale", "samtalerne"),
        ("samtaler", "samtalen"),
        ("løntilskud", "løntilskuddet"),
        ("job", "jobbet"),
        ("mentor", "mentorernes"),
        ("vækst", "væksten"),
        ("ledig", "ledige"),
        ("aktiveringsgrad", "aktiveringsgraden"),
    ],
)
def test_inflections_meet(form: str, word: str) -> None:
    assert text.form_stems(text.fold(form)) & text.stems(text.fold(word))


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("lavest", "laves"),
        ("hvilke", "hvilken"),
        ("højest", "højere"),
        ("ledig", "ledighed"),
        ("fald", "falsk"),
    ],
)
def test_different_words_do_not_meet(form: str, word: str) -> None:
    assert not text.form_stems(text.fold(form)) & text.stems(text.fold(word))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("vejen", "common"),
        ("ledige", "common"),
        ("oejeblikket", "common"),
        ("Paris", "proper"),
        ("paris", "proper"),
        ("Gotham", "unknown"),
        ("x" * 500, "unknown"),
    ],
)
def test_the_dictionary_tells_words_from_names(word: str, kind: str) -> None:
    assert text.word_kind(word) == kind


@pytest.mark.parametrize("word", ["lars", "Lars", "bo", "skov", "møller", "moeller", "bjoern"])
def test_a_name_is_one_also_where_it_is_a_word(word: str) -> None:
    assert text.is_name(word)


@pytest.mark.parametrize("word", ["hvor", "ledige", "mentor", "glad", "xyzzy", "l" * 100])
def test_other_words_are_no_names(word: str) -> None:
    assert not text.is_name(word)


@pytest.mark.parametrize(
    ("word", "compound"),
    [
        ("beskæftigelseskrav", True),
        ("beskaeftigelseskrav", True),
        ("tranbjerg", False),  # two words, but it ends as places do
        ("gotham", False),
        ("ullerup", False),
    ],
)
def test_compounds(word: str, compound: bool) -> None:
    assert text.is_compound(word) is compound


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_tokens_that_lie_in_it_in_order(message: str) -> None:
    end = 0
    for token in text.tokenise(message):
        assert message[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end
