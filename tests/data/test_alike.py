"""No sentence is taught twice, and no two intents are taught by nearly the same sentence.

Sentences are compared by their forms, where "i Vejle" and "i Aarhus" are the same. Where one little word
rightly decides between two intents, the pair stands in ``alike.yml`` with the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from rapidfuzz import fuzz, process

from tests.data.examples import Example, examples

NEARLY_THE_SAME = 88
FEW_WORDS = 4
"""Forms with fewer words are compared for being the same only: a changed word is another sentence."""
FILLERS = frozenset(["da", "du", "egentlig", "jo", "lige", "mon", "nu", "vel", "venligst"])

SAME_FORM = 75
"""Within an intent, forms this near count as one way of asking."""
FEWEST_FORMS = 40
_MANY = (
    *("ask_figure", "ask_rule", "ask_definition", "ask_case", "ask_source", "ask_deadlines", "follow_up"),
    *("help", "handoff", "out_of_scope", "complaint", "smalltalk", "bot_challenge"),
)
_TYPE = re.compile(r"_[a-z]+_")


class Pair(NamedTuple):
    """Two sentences of different intents in the order of their letters."""

    one: str
    other: str


@cache
def _letters() -> dict[str, str]:
    """A word of letters that no one writes for each type: by their names the types look alike."""
    types = sorted({type_ for example in examples() for type_ in _TYPE.findall(example.form)})
    return {type_: 5 * chr(0xE000 + i) for i, type_ in enumerate(types)}


def key(form: str) -> str:
    """What is compared: the words that say something, in the order of their letters."""
    words = [_letters().get(word, word) for word in form.split() if word not in FILLERS]
    return " ".join(sorted(words)) or form


def near(found: tuple[Example, ...]) -> dict[Pair, str]:
    """The pairs of sentences of different intents that are nearly the same, each with their intents."""
    keys = [key(example.form) for example in found]
    long = [len(k.split()) >= FEW_WORDS for k in keys]
    pairs = {}
    for i, example in enumerate(found):
        for match, _, j in process.extract(
            keys[i], keys[i + 1 :], scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME, limit=None
        ):
            other = found[i + 1 + j]
            if example.intent != other.intent and (match == keys[i] or (long[i] and long[i + 1 + j])):
                one, two = sorted((example.text, other.text))
                pairs[Pair(one, two)] = f"{example.intent} | {other.intent}: {one} | {two}"
    return pairs


@cache
def _allowed() -> dict[Pair, str]:
    content = yaml.safe_load(Path(__file__).with_name("alike.yml").read_text(encoding="utf-8"))
    return {Pair(*sorted(item["sentences"])): item["why"] for item in content}


def test_no_sentence_is_taught_twice() -> None:
    uses: dict[str, list[str]] = defaultdict(list)
    for example in examples():
        uses[example.folded].append(f"{example.intent}: {example.text}")
    assert [sentences for sentences in uses.values() if len(sentences) > 1] == []


def test_intents_share_no_sentence_but_for_a_reason() -> None:
    assert [told for pair, told in near(examples()).items() if pair not in _allowed()] == []


def test_reasons_are_given_for_pairs_that_there_are() -> None:
    assert set(_allowed()) <= set(near(examples()))
    assert all(_allowed().values())


def test_two_forms_that_differ_in_a_filler_are_seen() -> None:
    taught = [
        Example(intent, text, text, text, frozenset())
        for intent, text in [
            ("ask_figure", "hvor mange _measure_ er der i _area_"),
            ("follow_up", "hvor mange _measure_ er der saa i _area_"),
            ("ask_rule", "hvor mange samtaler skal der holdes i _area_"),
        ]
    ]
    assert len(near(tuple(taught))) == 1


def test_each_intent_is_taught_by_many_forms() -> None:
    forms: dict[str, list[str]] = defaultdict(list)
    for example in examples():
        known = forms[example.intent]
        this = key(example.form)
        if not process.extractOne(this, known, scorer=fuzz.ratio, score_cutoff=SAME_FORM):
            known.append(this)
    assert {intent: len(forms[intent]) for intent in _MANY if len(forms[intent]) < FEWEST_FORMS} == {}
