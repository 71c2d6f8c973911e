"""Days without a rule: for each group and main topic, from the first day covered until today."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from indsats.obligations.facts import EVERYONE
from indsats.obligations.index import Hole, Obligations
from indsats.obligations.rule_files import RuleEntry, Topic, overlap
from indsats.obligations.selection import Span, applies

MAIN_TOPICS: tuple[Topic, ...] = ("contact", "offer", "mentor", "duty", "sanction")
_DAY = timedelta(days=1)


class Days(Struct, frozen=True, order=True):
    """A stretch of days, both ends included."""

    first: date
    last: date


class Empty(Struct, frozen=True, order=True):
    """Days (both included) on which no rule of a topic holds for a group."""

    group: str
    topic: str
    first: date
    last: date


def empty_days(known: Obligations, today: date) -> list[Empty]:
    """The days until today on which a group has no rule of a main topic.

    A rule counts when it answers the topic at large: not one that answers only when its own question is asked
    (``only_asked``), nor one that is only awaited (``expected``). A rule for everyone counts for its topic.
    """
    spans = _spans(known, today)
    groups = [id for id, entry in known.groups.items() if not entry.means and id != EVERYONE]
    found: list[Empty] = []
    for topic in MAIN_TOPICS:
        rules = [rule for rule in known.base.file.facts if _at_large(rule, topic)]
        for group in groups:
            empty = [span for span in spans if not _held(known, rules, group, span)]
            found += (Empty(group, topic, span.first, span.last) for span in _joined(empty))
    return sorted(found)


def unexplained(empty: Empty, holes: tuple[Hole, ...]) -> list[Days]:
    """The days of a hole that no explanation covers."""
    left = [Days(empty.first, empty.last)]
    for hole in holes:
        if empty.group not in hole.groups or empty.topic not in hole.topics:
            continue
        last = hole.valid_to or date.max
        parts: list[Days] = []
        for span in left:
            if not overlap(hole.valid_from, hole.valid_to, span.first, span.last):
                parts.append(span)
                continue
            if span.first < hole.valid_from:
                parts.append(Days(span.first, hole.valid_from - _DAY))
            if span.last > last:
                parts.append(Days(last + _DAY, span.last))
        left = parts
    return left


def needless(hole: Hole, empty: list[Empty], today: date) -> list[tuple[str, str]]:
    """The groups and topics of an explanation that have a rule on every one of its days until today."""
    if hole.valid_from > today:
        return []
    return [
        (group, topic)
        for group in hole.groups
        for topic in hole.topics
        if not any(
            (e.group, e.topic) == (group, topic) and overlap(hole.valid_from, hole.valid_to, e.first, e.last)
            for e in empty
        )
    ]


def _at_large(rule: RuleEntry, topic: Topic) -> bool:
    entry = rule.found
    about = rule.topic == topic or (topic in entry.topics and EVERYONE not in rule.groups)
    return about and not (entry.only_asked or entry.expected)


def _spans(known: Obligations, today: date) -> list[Days]:
    """The time until today in stretches in which no rule begins or ends and no benefit takes over."""
    starts = {known.base.first_day}
    for rule in known.base.file.facts:
        starts.add(rule.valid_from)
        if rule.valid_to is not None:
            starts.add(rule.valid_to + _DAY)
    starts |= {succession.valid_from for succession in known.index.successions}
    inside = sorted(start for start in starts if known.base.first_day <= start <= today)
    ends = [*(start - _DAY for start in inside[1:]), today]
    return [Days(first, last) for first, last in zip(inside, ends, strict=True)]


def _held(known: Obligations, rules: list[RuleEntry], group: str, span: Days) -> bool:
    asked = Span(span.first, span.last, "")
    return any(rule.in_force(span.first, span.last) and applies(known, rule, group, asked) for rule in rules)


def _joined(spans: list[Days]) -> list[Days]:
    joined: list[Days] = []
    for span in spans:
        if joined and joined[-1].last + _DAY == span.first:
            joined[-1] = Days(joined[-1].first, span.last)
        else:
            joined.append(span)
    return joined
