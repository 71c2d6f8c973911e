"""The committed folds are what the training data comes to, and nothing alike stands on both sides."""

from __future__ import annotations

import pytest

from benchmarks.understanding import folds
from benchmarks.understanding.folds import FOLDS, alike, assign, fold_of, groups, misplaced


@pytest.fixture(scope="module")
def forms() -> dict[str, str]:
    """What the classifier learns of each training sentence."""
    return {sentence: folds.form(sentence) for sentence in folds.sentences()}


def test_the_committed_file_is_up_to_date(forms: dict[str, str]) -> None:
    assert folds.read() == assign(forms), "python -m benchmarks.understanding.folds --write"


def test_no_two_forms_alike_stand_in_different_folds(forms: dict[str, str]) -> None:
    committed = folds.read()
    fold_of_form = {form: committed[sentence] for sentence, form in forms.items()}
    pairs = list(alike(sorted(fold_of_form)))
    assert len(pairs) > 500
    assert [pair for pair in pairs if fold_of_form[pair[0]] != fold_of_form[pair[1]]] == []


def test_equal_forms_stand_in_one_fold(forms: dict[str, str]) -> None:
    committed = folds.read()
    assert len({(form, committed[sentence]) for sentence, form in forms.items()}) == len(set(forms.values()))


def test_every_fold_holds_a_fair_part(forms: dict[str, str]) -> None:
    committed = folds.read()
    sizes = [list(committed.values()).count(fold) for fold in range(FOLDS)]
    assert min(sizes) > len(forms) / FOLDS * 0.8
    assert misplaced(committed, folds.sentences()) < 0.12


def test_alike_is_a_matter_of_shared_words() -> None:
    told = ["hvor mange er der i _area_", "hvor mange er der nu i _area_", "hvad koster det i _area_", "nu"]
    assert list(alike(told)) == [(told[0], told[1])]


def test_alike_finds_what_comparing_all_with_all_finds(forms: dict[str, str]) -> None:
    some = sorted(set(forms.values()))[::7]
    words = {one: set(one.split()) for one in some}
    expected = {
        frozenset((one, other))
        for at, one in enumerate(some)
        for other in some[:at]
        if len(words[one] & words[other]) >= folds.ALIKE * len(words[one] | words[other])
    }
    assert expected
    assert {frozenset(pair) for pair in alike(some)} == expected


def test_what_hangs_together_over_another_is_one_group() -> None:
    chain = ["a b c d", "a b c d e", "b c d e f"]
    assert (chain[0], chain[2]) not in set(alike(chain))
    assert groups([*chain, "x y"]) == [chain, ["x y"]]


def test_a_new_sentence_moves_no_other(forms: dict[str, str]) -> None:
    before = assign(forms)
    after = assign({**forms, "helt andre ord end dem": "helt andre ord end dem"})
    assert {sentence: after[sentence] for sentence in before} == before


def test_a_group_goes_by_its_smallest_form() -> None:
    assert fold_of(["b", "a"]) == fold_of(["a", "c"])
    assert {fold_of([str(number)]) for number in range(50)} == set(range(FOLDS))
