"""Turns about the case of 2017: from what a message names to the answer, whichever action it came to."""

from __future__ import annotations

from actions.base import Outcome, Turn, concluded
from indsats.answers.model import Row
from indsats.conversation import rules
from indsats.language.mentions import ids, of_kind
from indsats.obligations import lawful_year
from indsats.obligations.case import told_case
from indsats.statistics.collection import parliament_rows

NAMED_MUNICIPALITIES = "navngivne_kommuner"
"""The part of the case that tells which municipalities were named."""
SAID_OF_ANYTHING = frozenset({"cue", "operation", "number", "direction", "case", "duration", "period"})
"""Kinds of mention that name no subject of their own."""
OFFER_TOPICS = frozenset({"offer", "mentor"})
OTHERS = frozenset({"target_group", "period"})
FEW_WORDS = 4
"""With more words that are not known, a message is about something else."""


def asks_whether_lawful(turn: Turn) -> bool:
    """Whether the message asks if a year without an offer was, or is, lawful; not what else may be lawful."""
    if _goes_on_about_lawfulness(turn):
        return True
    topics = set(ids(of_kind(turn.mentions, "topic")))
    named = set(ids(of_kind(turn.mentions, "case"))) & {lawful_year.PAST, lawful_year.NOW}
    return bool(named) and (not topics or bool(topics & OFFER_TOPICS))


def answer_named(turn: Turn) -> Outcome:
    """The entries asked about, or the whole case in short; or whether a year without an offer was lawful."""
    shared = turn.services

    def figures(measure: str, area: str) -> tuple[Row, ...]:
        return parliament_rows(measure, area, shared.store, shared.vocabulary, shared.today)

    if asks_whether_lawful(turn):
        parts = rules.named(turn.mentions, shared.vocabulary, shared.today)
        if _goes_on_about_lawfulness(turn):
            parts = rules.follow(turn.frame.rule, parts)
        now = lawful_year.NOW in ids(of_kind(turn.mentions, "case"))
        dates = rules.complete(parts).dates or (("today",) if now else ())
        told = lawful_year.tell_year(
            parts.groups, dates[0] if dates else None, today=shared.today, figures=figures
        )
        return concluded(turn, told.answer, "case", told.layout, cases=(lawful_year.PAST,), rule=parts)
    groups = ids(of_kind(turn.mentions, "target_group"))
    entries = _entries(turn)
    told = told_case(entries, figures=figures, groups=groups, areas=_areas(turn))
    return concluded(turn, told.answer, "case", told.layout, cases=entries)


def _entries(turn: Turn) -> tuple[str, ...]:
    """The entries named, or those spoken of last; "hvilke kommuner" asks for those that were named."""
    named = ids(of_kind(turn.mentions, "case"))
    operations = of_kind(turn.mentions, "operation")
    if any("kommune" in operation.text.lower() for operation in operations):
        return tuple(dict.fromkeys((*named, NAMED_MUNICIPALITIES)))
    return named or (turn.frame.cases if turn.frame.topic == "case" else ())


def goes_on(turn: Turn) -> bool:
    """Whether a message only asks more of the entries spoken of last ("hvem stillede det?")."""
    if turn.frame.topic != "case" or not turn.frame.cases or turn.words_beside > FEW_WORDS:
        return False
    return {mention.kind for mention in turn.mentions} <= SAID_OF_ANYTHING


def _goes_on_about_lawfulness(turn: Turn) -> bool:
    """Whether a message asks the same of another group or day ("og for sygemeldte?", "og i dag?")."""
    kinds = {mention.kind for mention in turn.mentions}
    spoken_of = turn.frame.topic == "case" and lawful_year.PAST in turn.frame.cases
    return spoken_of and turn.continues and bool(kinds & OTHERS) and not kinds & {"topic", "aspect", "area"}


def _areas(turn: Turn) -> dict[str, str]:
    """The municipalities named, code to name."""
    vocabulary = turn.services.vocabulary
    codes = ids(of_kind(turn.mentions, "area", "town"))
    return {
        code: vocabulary.name("area", code) for code in codes if vocabulary.area(code).level == "municipality"
    }
