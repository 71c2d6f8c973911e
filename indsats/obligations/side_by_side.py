"""Rules side by side: several dates, several groups, or all topics of a group, as a table."""

from __future__ import annotations

from msgspec import structs

from indsats.answers.table_text import Layout
from indsats.obligations import grid, notes, overview
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.question import Asked
from indsats.obligations.selection import Found, applies, in_force, narrow
from indsats.obligations.shown import Shown


def shown(asked: Asked, groups: tuple[str, ...]) -> Shown | None:
    """The rules asked about for each of the dates or groups; None if there are none."""
    found = grid.grid(asked, groups)
    if not found.lines:
        return None
    summed = overview.summary(asked, found, groups)
    if summed is not None and not asked.wanted.asked:
        found = grid.with_rules(asked, found, summed.rules)
    found = grid.with_rules(asked, found, _changed_besides(asked, found))
    facts = found.facts()
    title = "Reglerne, og hvor de står" if summed else f"Regler{notes.subject(asked)}"
    rules = grid.table_of(found, title)
    by_span = {span: Found(found.of_span(span)) for span in asked.spans}
    topical = _with_topics(asked, found)
    beside = notes.beside(topical, by_span, facts, quoting=False)
    return Shown(
        facts=facts,
        notes=beside,
        layout=Layout(
            lead=tuple(notes.comparison(topical, by_span)),
            # The table's own columns and rows say whom each rule is for.
            tables=(summed.table, rules) if summed else (rules,),
        ),
    )


def _changed_besides(asked: Asked, found: grid.Grid) -> list[tuple[grid.Side, RuleFact]]:
    """For a question of what has changed at large: the rules of other topics that differ between the times.

    That benefits were laid together is no rule about talks or offers, and the first thing to know.
    """
    wanted = asked.wanted
    if not (wanted.change and found.by_date and wanted.groups) or wanted.topics or wanted.asked:
        return []
    return [
        (side, fact)
        for side in found.sides
        for fact in in_force(asked.obligations, side.span, wanted)
        if fact.topic not in grid.MAIN_TOPICS
        and not all(fact.in_force(other.first, other.last) for other in asked.spans)
    ]


def groups_with_rules(asked: Asked) -> tuple[str, ...]:
    """The groups to choose among that there are rules of their own for on the dates asked about."""
    known = asked.obligations
    found = [
        (span, fact)
        for span in asked.spans
        for fact in narrow(known, in_force(known, span, asked.wanted), asked.wanted).facts
        if EVERYONE not in fact.groups
    ]
    return tuple(
        group
        for group in known.index.choices
        if _there(asked, group) and any(applies(known, fact, group, span) for span, fact in found)
    )


def _there(asked: Asked, group: str) -> bool:
    """Whether the benefit existed on any of the days asked about."""
    return not any(
        (group in each.ended and asked.first.first >= each.valid_from)
        or (group == each.new and asked.last.last < each.valid_from)
        for each in asked.obligations.index.successions
    )


def _with_topics(asked: Asked, found: grid.Grid) -> Asked:
    """The question with the topics shown, where it named none: what was not read of them is to be said."""
    if asked.wanted.topics or asked.wanted.asked:
        return asked
    shown = (topic for line in found.lines for topic in line.wanted.topics)
    topics = dict.fromkeys(topic for topic in shown if topic in grid.MAIN_TOPICS)
    return structs.replace(asked, wanted=structs.replace(asked.wanted, topics=tuple(topics)))
