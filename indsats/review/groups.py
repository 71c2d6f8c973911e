"""Unanswered questions that ask the same, put together."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from rapidfuzz.distance import OSA

from indsats.language.sentence import words
from indsats.review.store import Unanswered

_LITTLE = words("og saa lige nu tak hej venligst gerne der da jo egentlig naesten bare dog altsaa")
"""Words without which a question asks the same."""
_LONG, _VERY_LONG = 5, 9
"""Letters from which a word may differ by one wrong letter, and by two, and still be the same."""

_Telling = tuple[str, ...]
"""The words of a form that tell what is asked."""


class Group(Struct, frozen=True):
    """Questions of the same form. ``questions`` are in the order of their days."""

    questions: tuple[Unanswered, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Short and lasting: each is made of one of the forms, the first of the one asked most."""
        return tuple(hashlib.sha256(form.encode()).hexdigest()[:8] for form in self.forms)

    @property
    def forms(self) -> tuple[str, ...]:
        """The abstracted forms, the one asked most first."""
        return _by_times((q.form, q.times) for q in self.questions)

    @property
    def texts(self) -> tuple[str, ...]:
        """The wordings, the one asked most first."""
        return _by_times((q.text, q.times) for q in self.questions)

    @property
    def times(self) -> int:
        """How often it was asked."""
        return sum(q.times for q in self.questions)

    @property
    def first(self) -> date:
        """The first day on which it was asked."""
        return min(q.day for q in self.questions)

    @property
    def last(self) -> date:
        """The last."""
        return max(q.day for q in self.questions)

    @property
    def intent(self) -> str:
        """What it was mostly taken for, "" for nothing."""
        return _by_times((q.intent, q.times) for q in self.questions)[0]

    @property
    def readings(self) -> tuple[tuple[str, float], ...]:
        """What it was taken for with the mean confidence, the likeliest first."""
        sure: dict[str, list[float]] = defaultdict(list)
        for q in self.questions:
            for intent, confidence in ((q.intent, q.confidence), (q.second_intent, q.second_confidence)):
                if intent:
                    sure[intent] += [confidence] * q.times
        asked = self.times
        means = ((intent, sum(each) / asked) for intent, each in sure.items())
        return tuple(sorted(means, key=lambda reading: -reading[1]))

    @property
    def reasons(self) -> tuple[tuple[str, str, int], ...]:
        """Why it was not answered: kind of reply, action, how often."""
        counted: Counter[tuple[str, str]] = Counter()
        for q in self.questions:
            counted[q.kind, q.action] += q.times
        return tuple((kind, action, times) for (kind, action), times in counted.most_common())


def group(questions: Sequence[Unanswered]) -> list[Group]:
    """The questions in groups, the one asked most, then the latest, first."""
    of_form: dict[str, list[Unanswered]] = defaultdict(list)
    for question in questions:
        of_form[question.form].append(question)
    asked = {form: sum(q.times for q in found) for form, found in of_form.items()}
    alike: dict[_Telling, list[Unanswered]] = {}
    # Those that are the same apart from the word at a place, by that place.
    beside: dict[tuple[int, _Telling], list[_Telling]] = defaultdict(list)
    for form in sorted(of_form, key=lambda form: (-asked[form], form)):
        telling = tuple(word for word in form.split() if word not in _LITTLE) or tuple(form.split())
        if telling not in alike:
            rests = [(i, telling[:i] + telling[i + 1 :]) for i in range(len(telling))]
            near = (
                other for rest in rests for other in beside[rest] if _slip(other[rest[0]], telling[rest[0]])
            )
            head = next(near, None)
            alike[telling] = [] if head is None else alike[head]
            for rest in rests:
                beside[rest].append(telling)
        alike[telling] += of_form[form]
    found = {id(together): together for together in alike.values()}
    groups = [Group(tuple(sorted(each, key=lambda q: (q.day, q.text)))) for each in found.values()]
    return sorted(groups, key=lambda g: (-g.times, -g.last.toordinal(), g.forms[0]))


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by slips of the fingers alone."""
    # Placeholders and what is abstracted differ by kind, however near their letters.
    if "_" in one or "_" in other:
        return False
    length = min(len(one), len(other))
    most = 2 if length >= _VERY_LONG else 1 if length >= _LONG else 0
    return most > 0 and OSA.distance(one, other, score_cutoff=most) <= most


def _by_times(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    total: Counter[str] = Counter()
    for what, times in counted:
        total[what] += times
    return tuple(sorted(total, key=lambda what: (-total[what], what)))
