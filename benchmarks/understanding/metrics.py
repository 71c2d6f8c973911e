"""How right a row of guesses and answers is, and how sure that is.

All shares are 0 to 1. A measure of nothing is None: it says neither good nor bad.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from benchmarks.understanding.slots import Found

BINS = 10
RESAMPLES = 1000
SEED = 20170927
THRESHOLDS = tuple(step / 20 for step in range(20))
"""The confidences at which the curve of intents is read off."""


@dataclass(frozen=True)
class Guess:
    """An intent predicted: ``top`` is the likeliest, ``said`` what the engine settles on, or fallback."""

    expected: str
    top: str
    confidence: float
    said: str

    @property
    def right(self) -> bool:
        """Whether the likeliest intent is the right one."""
        return self.top == self.expected


@dataclass(frozen=True)
class Judged:
    """A question with its verdict, and what the verdict says nothing of."""

    verdict: str
    states: bool
    kind: str
    has_an_answer: bool
    out_of_scope: bool
    slots: Found
    frame_right: bool
    entities: Found


T = TypeVar("T")


# -- intents -----------------------------------------------------------------------------------------


def accuracy(guesses: Sequence[Guess]) -> float | None:
    """How many likeliest intents are right."""
    return _share(guess.right for guess in guesses)


def settled(guesses: Sequence[Guess]) -> float | None:
    """How many are right and not given up for being unsure."""
    return _share(guess.said == guess.expected for guess in guesses)


def macro_f1(guesses: Sequence[Guess]) -> float | None:
    """The mean of the intents' F1, each counting the same. Intents that nothing is of are left out."""
    pairs = Counter((guess.expected, guess.top) for guess in guesses)
    expected = Counter(guess.expected for guess in guesses)
    predicted = Counter(guess.top for guess in guesses)
    each = [2 * pairs[name, name] / (expected[name] + predicted[name]) for name in expected]
    return sum(each) / len(each) if each else None


def calibration_error(guesses: Sequence[Guess]) -> float | None:
    """The expected calibration error: how far confidence is from how often it is right, over ten bins."""
    if not guesses:
        return None
    bins: dict[int, list[Guess]] = {}
    for guess in guesses:
        bins.setdefault(min(int(guess.confidence * BINS), BINS - 1), []).append(guess)
    off = sum(abs(sum(g.right for g in of) - sum(g.confidence for g in of)) for of in bins.values())
    return off / len(guesses)


def brier(guesses: Sequence[Guess]) -> float | None:
    """The mean square of confidence less rightness, of the likeliest intent; 0 is best, 0.25 says nothing."""
    return _mean((guess.confidence - guess.right) ** 2 for guess in guesses)


def curve(guesses: Sequence[Guess]) -> list[dict[str, float | None]]:
    """For each confidence to act from: how many messages that is, and how many of them are wrong."""
    points = []
    for threshold in THRESHOLDS:
        sure = [guess for guess in guesses if guess.confidence >= threshold]
        risk = _share(not guess.right for guess in sure)
        points.append({"threshold": threshold, "coverage": len(sure) / len(guesses), "risk": risk})
    return points


# -- whole answers -----------------------------------------------------------------------------------


def right(judged: Sequence[Judged]) -> float | None:
    """End-to-end accuracy: how many answers are right."""
    return _share(one.verdict == "right" for one in judged)


def wrong(judged: Sequence[Judged]) -> float | None:
    """How many answers state something not right, or something where there is nothing to state."""
    return _share(one.verdict == "wrong" for one in judged)


def coverage(judged: Sequence[Judged]) -> float | None:
    """How many of the questions that have an answer are answered with a statement."""
    return _share(one.states for one in judged if one.has_an_answer)


def risk(judged: Sequence[Judged]) -> float | None:
    """How many of the statements made are wrong."""
    return _share(one.verdict == "wrong" for one in judged if one.states)


def out_of_scope_recall(judged: Sequence[Judged]) -> float | None:
    """How much of what is not for us is turned away."""
    return _share(one.verdict == "right" for one in judged if one.out_of_scope)


def false_refusals(judged: Sequence[Judged]) -> float | None:
    """How many questions that have an answer are turned away as out of scope."""
    return _share(one.kind == "out_of_scope" for one in judged if one.has_an_answer)


def frame_accuracy(judged: Sequence[Judged]) -> float | None:
    """How many questions are understood as a whole: kind of answer, and every slot that is named."""
    return _share(one.frame_right for one in judged)


def slot_f1(judged: Sequence[Judged]) -> float | None:
    """F1 over all slot values that are named, as the answers took them."""
    return f1(one.slots for one in judged)


def entity_f1(judged: Sequence[Judged]) -> float | None:
    """F1 over the names of places, measures, benefits and categories, as the engine itself found them."""
    return f1(one.entities for one in judged)


def f1(found: Iterable[Found]) -> float | None:
    """The micro F1; None when nothing is named and nothing found."""
    whole = sum(found, Found())
    both = 2 * whole.right + whole.extra + whole.missing
    return 2 * whole.right / both if both else None


INTENT_METRICS: Mapping[str, Callable[[Sequence[Guess]], float | None]] = {
    "intent_accuracy": accuracy,
    "intent_settled": settled,
    "macro_f1": macro_f1,
    "calibration_error": calibration_error,
    "brier": brier,
}
ANSWER_METRICS: Mapping[str, Callable[[Sequence[Judged]], float | None]] = {
    "right": right,
    "wrong": wrong,
    "coverage": coverage,
    "risk": risk,
    "frame_accuracy": frame_accuracy,
    "slot_f1": slot_f1,
    "entity_f1": entity_f1,
    "out_of_scope_recall": out_of_scope_recall,
    "false_refusals": false_refusals,
}


# -- how sure ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Runs(Generic[T]):
    """What an engine's runs came to, one for each seed, over the same sentences in the same order."""

    each: tuple[tuple[T, ...], ...]

    def __post_init__(self) -> None:
        if len({len(run) for run in self.each}) > 1:
            raise ValueError("the runs are of different length")

    def parts(self, keys: Sequence[Hashable]) -> dict[Hashable, Runs[T]]:
        """The runs over the sentences of each key; ``keys`` has one for each, an empty one for none."""
        found = {}
        for key in sorted({key for key in keys if key}, key=str):
            kept = [at for at, one in enumerate(keys) if one == key]
            found[key] = Runs(tuple(tuple(run[at] for at in kept) for run in self.each))
        return found


def interval(
    runs: Runs[T], metric: Callable[[Sequence[T]], float | None], resamples: int = RESAMPLES
) -> list[float] | None:
    """A metric over all runs and the ends of its 95 per cent bootstrap interval; None for one of nothing.

    Each resample draws as many sentences as there are, and as many seeds, both with replacement: so the
    interval holds what another sample of sentences and another training would give.
    """
    value = metric([one for run in runs.each for one in run])
    if value is None:
        return None
    draw = random.Random(SEED)
    count = len(runs.each[0])
    found = []
    for _ in range(resamples):
        chosen = draw.choices(runs.each, k=len(runs.each))
        places = draw.choices(range(count), k=count)
        again = metric([run[at] for run in chosen for at in places])
        if again is not None:
            found.append(again)
    found.sort()
    low, high = found[int(0.025 * len(found))], found[min(int(0.975 * len(found)), len(found) - 1)]
    return [round(number, 4) for number in (value, low, high)]


def _share(cases: Iterable[bool]) -> float | None:
    return _mean(float(case) for case in cases)


def _mean(numbers: Iterable[float]) -> float | None:
    found = list(numbers)
    return sum(found) / len(found) if found else None
