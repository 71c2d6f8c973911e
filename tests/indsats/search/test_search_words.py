"""Words, stems and compounds, before any engine."""

from __future__ import annotations

import pytest

from indsats.search.documents import Documents
from indsats.search.matching import Corpus
from indsats.search.words import MOST_WORDS, asked, stem, words


@pytest.fixture(scope="module")
def corpus(documents: Documents) -> Corpus:
    return Corpus(documents)


@pytest.mark.parametrize(
    "forms",
    [
        ("mentor", "mentoren", "mentorer"),
        ("samtale", "samtaler", "samtalen", "samtalerne"),
        ("sanktion", "sanktioner", "sanktionen", "sanktionerne"),
        ("udeblivelse", "udeblivelser", "udeblivelsen"),
        ("tilbud", "tilbuddet", "tilbuddene"),
        ("løntilskud", "løntilskuddet"),
    ],
)
def test_inflections_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_without_danish_letters_and_signs() -> None:
    assert words("Foerste MAANED, næste ae") == ["første", "måned", "næste", "æ"]
    assert words("§ 96 c, stk. 2 (LBK 1342/2016)") == ["96", "c", "stk", "2", "lbk", "1342", "2016"]


def test_small_words_and_repetitions_are_not_asked_for() -> None:
    assert asked("Hvad er reglerne om det, og hvornår skal jeg?") == []
    assert asked("mentor, Mentor og MENTOR") == ["mentor"]


def test_a_very_long_text_is_cut() -> None:
    assert len(asked(" ".join(f"ord{n}" for n in range(5000)))) == MOST_WORDS
    assert asked("a" * 3000) == []


@pytest.mark.parametrize(
    ("word", "stands_for"),
    [
        ("mentorstøtteordningen", "mentor"),  # begins with what we know
        ("aktiveringssamtalen", "samtale"),  # ends so
        ("aktiveringspligt", "aktivering"),
        ("mentr", ""),  # five letters: no wrong ones
        ("kontanhjælp", "kontanthjælp"),
        ("rehabiliteringstaem", "rehabiliteringsteam"),
        ("udebliveles", "udeblivelse"),
        ("hest", ""),
    ],
)
def test_compounds_and_misspellings(corpus: Corpus, word: str, stands_for: str) -> None:
    (read,) = corpus.read_query(word)
    forms = {form.stem for form in read.forms}
    assert (stem(stands_for) in forms) if stands_for else not forms


def test_a_word_that_no_document_has_weighs_most(corpus: Corpus) -> None:
    weather, offer, mentor = corpus.read_query("solskin tilbud mentor")
    assert not weather.forms
    assert weather.weight > mentor.weight > offer.weight > 0


def test_what_is_only_the_beginning_of_a_compound_counts_half(corpus: Corpus) -> None:
    """That there is a boligstøtteloft does not mean that we know of boligstøtte."""
    (housing,) = corpus.read_query("boligstøtte")
    assert housing.forms
    assert max(form.share for form in housing.forms) < 0.5
