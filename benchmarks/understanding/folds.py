"""The training sentences in five parts: what is learnt in one never stands nearly the same in another.

    .venv/actions/bin/python -m benchmarks.understanding.folds --write

Sentences are compared in the form that the classifier learns (`indsats.language.abstraction`): names and
figures are gone, so two sentences from one template are equal. Two forms belong together when the sets of
their words have a Jaccard index of at least `ALIKE`; whatever hangs together, directly or over others, is one
group, whatever its intents, and stands in one fold. Measured on 4,225 sentences: at 0.6 the largest group
(short questions for a figure) is 8 per cent, below a fold; at 0.5 chains of small differences make one group
of 37 per cent and no fair split is left; at 0.7 sentences that differ in one word of five stand apart. Token
set ratios were not chosen because they call a short sentence equal to any longer one that contains it.

A group's fold is a digest of its smallest form, so a new sentence moves no others (unless it joins two
groups). `SALT` is the one among the first 400 that spreads the intents most evenly.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml

from deploy.environments import ROOT
from indsats.language.abstraction import abstract
from indsats.language.resolver import load_resolver

FILE = Path(__file__).with_name("folds.json")
FOLDS = 5
ALIKE = 0.6
SALT = 87
TODAY = date(2026, 11, 22)
"""Fixed: what "sidste måned" is abstracted to must not depend on the day."""


def sentences() -> dict[str, str]:
    """The sentences of ``data/nlu`` and their intents."""
    found = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                found[line.removeprefix("- ").strip()] = entry["intent"]
    return found


def form(sentence: str) -> str:
    """What the classifier learns of a sentence."""
    return abstract(sentence, load_resolver().resolve(sentence, TODAY))


def groups(forms: Iterable[str]) -> list[list[str]]:
    """The forms that hang together, each group in order, the groups by their first."""
    known = sorted(set(forms))
    leader = {one: one for one in known}

    def find(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in alike(known):
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    found = defaultdict(list)
    for one in known:
        found[find(one)].append(one)
    return [found[first] for first in sorted(found)]


def alike(forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs whose words overlap enough.

    Two sets of words this much alike share one of the rarest words of each, so only those are looked up.
    """
    words = {one: frozenset(one.split()) for one in forms}
    frequency = Counter(word for said in words.values() for word in said)
    holding: dict[str, list[str]] = defaultdict(list)
    for one in sorted(words, key=lambda one: (len(words[one]), one)):
        said = words[one]
        rarest = sorted(said, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(said) - math.ceil(ALIKE * len(said)) + 1]
        for other in sorted({candidate for word in rarest for candidate in holding[word]}):
            if len(said & words[other]) >= ALIKE * len(said | words[other]):
                yield other, one
        for word in rarest:
            holding[word].append(one)


def fold_of(group: Sequence[str], salt: int = SALT) -> int:
    """The fold of a group, by its smallest form."""
    return int(hashlib.sha256(f"{salt}:{min(group)}".encode()).hexdigest(), 16) % FOLDS


def assign(forms: Mapping[str, str]) -> dict[str, int]:
    """The fold of each sentence, given its form."""
    fold = {one: fold_of(group) for group in groups(forms.values()) for one in group}
    return {sentence: fold[forms[sentence]] for sentence in sorted(forms)}


def read() -> dict[str, int]:
    """The committed folds: sentence to fold."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def current() -> dict[str, int]:
    """The folds of the training sentences as they are now."""
    return assign({sentence: form(sentence) for sentence in sentences()})


def misplaced(folds: Mapping[str, int], intents: Mapping[str, str]) -> float:
    """The part of the sentences that would have to move for each intent to be spread evenly, 0 to 1."""
    counts = Counter((intents[sentence], fold) for sentence, fold in folds.items())
    totals = Counter(intents[sentence] for sentence in folds)
    off = sum(
        abs(counts[intent, fold] - totals[intent] / FOLDS) for intent in totals for fold in range(FOLDS)
    )
    return off / 2 / len(folds)


def main() -> int:
    """Compare the committed file with the training data, or write it. The exit code is 1 when it is old."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding.folds", description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the committed file up to date")
    chosen = parser.parse_args()
    folds = current()
    if chosen.write:
        text = json.dumps(folds, ensure_ascii=False, indent=0)
        FILE.write_text(text + "\n", encoding="utf-8")
    sizes = Counter(folds.values())
    print(f"sentences {len(folds)}, folds {[sizes[fold] for fold in range(FOLDS)]},", end=" ")
    print(f"misplaced {misplaced(folds, sentences()):.1%}")
    return 0 if folds == read() else 1


if __name__ == "__main__":
    raise SystemExit(main())
