"""The files of ``knowledge/obligations`` beside the rules, as they stand (see ``docs/fact-base.md``)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from indsats.obligations.rule_files import Topic


class Meta(Struct, frozen=True, forbid_unknown_fields=True):
    """When the base was compiled, how far its sources reach (``YYYY-MM``) and what the marks mean."""

    title: str
    language: str
    compiled: str
    sources_read_until: str
    confidence: dict[str, str]


class SourceEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A document that rules were read in. ``url`` None: it is not public, or its address is not known."""

    title: str
    url: str | None


class SourcesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``sources.yaml``; ``publishers``: who publishes what lies on a host."""

    meta: Meta
    sources: dict[str, SourceEntry]
    publishers: dict[str, str]


class LegalPeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of time with one set of laws; the periods overlap where a reform came in steps."""

    key: str
    label: str
    valid_from: date
    valid_to: date | None
    basis: str


class TargetGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """A target group as the law numbers it."""

    no: int
    text: str
    key: str
    was_old_no: int | None = None


class TargetGroups(Struct, frozen=True, forbid_unknown_fields=True):
    """The groups of the old law's section 2 and the new law's section 6."""

    old_par2: tuple[TargetGroup, ...]
    new_par6: tuple[TargetGroup, ...]


class Succession(Struct, frozen=True, forbid_unknown_fields=True):
    """A benefit that took over from others on a date; the head of the list explains the fields."""

    new: str
    valid_from: date
    ended: tuple[str, ...]
    parts: tuple[str, ...]
    before: tuple[str, ...]
    renamed: tuple[str, ...]
    note: str


class GroupNote(Struct, frozen=True, forbid_unknown_fields=True):
    """Context beside any rule for the groups, from a date on; ``fact`` is the rule it comes from, if any."""

    groups: tuple[str, ...]
    valid_from: date
    note: str
    fact: str = ""


class PeriodsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``periods_and_groups.yaml``; ``age_limits``: groups that end at an age."""

    legal_periods: tuple[LegalPeriod, ...]
    target_groups: TargetGroups
    successions: tuple[Succession, ...]
    group_notes: tuple[GroupNote, ...]
    age_limits: dict[str, int]


class OverviewEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules for one group in one legal period in a few words, and the facts behind them."""

    foerste_samtale: str
    samtaler: str
    foerste_tilbud: str
    gentagelse: str
    mentor: str
    facts: tuple[str, ...]


class OverviewFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``overview.yaml``: by group, then by legal period."""

    overview: dict[str, dict[str, OverviewEntry]]


class Gap(Struct, frozen=True, forbid_unknown_fields=True):
    """Something known not to have been read, from a date on. No aspects: whatever is asked of the groups."""

    groups: tuple[str, ...]
    aspects: tuple[str, ...]
    valid_from: date
    note: str


class Hole(Struct, frozen=True, forbid_unknown_fields=True):
    """Days on which no rule of the topics holds for the groups, and why, in Danish. Both days included."""

    groups: tuple[str, ...]
    topics: tuple[Topic, ...]
    valid_from: date
    valid_to: date | None
    reason: str


class NotReadFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``not_read.yaml``: what the base does not hold."""

    open_points: tuple[str, ...]
    gaps: tuple[Gap, ...]
    holes: tuple[Hole, ...] = ()


class QuestionsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``questions.yaml``: how a question is read that names several aspects or groups."""

    weak: tuple[str, ...]
    weakest: tuple[str, ...]
    across_groups: tuple[str, ...]
    narrowing: tuple[str, ...]
    choices: tuple[str, ...]
