"""Questions about rules, answered from the fact base: the rules in force on the days asked about.

A rule of the wrong year is worse than none. So only rules in force on the days asked stand among an answer's
facts; earlier and coming rules go to the notes, unless the question compares or asks what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import structs

from indsats.answers.danish import capitalised
from indsats.answers.model import Answer
from indsats.answers.table_text import Layout, Told
from indsats.obligations import awaited, narrowing, notes, side_by_side, timeline, wording
from indsats.obligations.by_law import answer_by_law, asks_by_law
from indsats.obligations.changes import NONE, Change, change
from indsats.obligations.facts import EVERYONE, RuleFact, each_once
from indsats.obligations.grid import MAIN_TOPICS
from indsats.obligations.index import Obligations, load
from indsats.obligations.question import Asked, RuleQuestion, View, read
from indsats.obligations.selection import Found, Span, Wanted, applies, earlier, find, in_force, later
from indsats.obligations.shown import Shown

__all__ = ["RuleQuestion", "answer_rules", "tell_rules"]

FEW = 3
"""As many differing rules are stated when no group or no topic is named; with more, we ask for it."""
MOST_ACROSS = 12
"""The most rules stated for what concerns all groups at once, such as the reform."""
MOST_CHOICES = 8
MOST_SUGGESTIONS = 3
MOST_NEAR = 2
WHOLE = "Overblik over alle regler"
LOOK_UP = "Slå op på retsinformation.dk, eller spørg kommunen eller STAR."


def answer_rules(question: RuleQuestion, today: date, obligations: Obligations | None = None) -> Answer:
    """The rules that a question asks for, or what is missing to answer it; see `tell_rules`."""
    return tell_rules(question, today, obligations).answer


def tell_rules(question: RuleQuestion, today: date, obligations: Obligations | None = None) -> Told:
    """The rules that a question asks for and how they stand, or what is missing to answer it.

    Kind ``obligation`` with facts; ``clarify`` with choices when the group or the topic is missing;
    ``not_available`` when no rule was read for it.

    Raises:
        ValueError: if a date is none of the forms that `RuleQuestion` takes.
        DataError: if the knowledge files cannot be used.
    """
    known = obligations or load()
    asked = read(question, today, known)
    if asks_by_law(question) and (by_law := answer_by_law(question, asked)):
        return Told(by_law)
    about = _about_something(asked.wanted)
    if (about or asked.wanted.groups) and awaited.lies_beyond(asked):
        return Told(awaited.answer_awaited(asked))
    if not about and not asked.wanted.groups:
        return Told(_ask_for_topic(asked))
    if question.view == "overview" or (question.view == "side_by_side" and _has_sides(asked)):
        return _side_by_side(asked)
    if not about:
        few = _all_of_few(asked)
        if not few:
            return Told(_ask_for_topic(asked))
        topics = dict.fromkeys(fact.topic for each in few.values() for fact in each.facts)
        asked = structs.replace(asked, wanted=structs.replace(asked.wanted, topics=tuple(topics)))
        return _told(asked, _plain(asked, few), "")
    found = {span: find(known, span, asked.wanted) for span in asked.spans}
    if not asked.wanted.groups and _groups_differ(asked, found):
        return Told(_ask_for_group(asked, found))
    through_time = timeline.shown(asked) if question.view == "timeline" else None
    return _told(asked, through_time or _plain(asked, found), question.view)


def _told(asked: Asked, shown: Shown | None, view: View) -> Told:
    if shown is None or not shown.facts:
        return Told(_not_read(asked))
    known = asked.obligations
    # Of rules laid out by topic or time nobody is asked how long: that would be asked of each of them.
    pieces = narrowing.open_pieces(known, asked.wanted, shown.facts, counting=view != "")
    suggestions = (*narrowing.choices(pieces), *_follow_ups(asked, view, shown.facts))
    answer = Answer(
        kind="obligation",
        query=asked.query,
        facts=tuple(wording.stated(fact) for fact in shown.facts),
        sources=wording.sources(known, shown.facts),
        notes=tuple(dict.fromkeys((*shown.layout.lead, *shown.notes))),
        suggestions=suggestions[: MOST_CHOICES if pieces else MOST_SUGGESTIONS],
    )
    return Told(answer, structs.replace(shown.layout, sources=wording.behind(known, shown.facts)))


def _plain(asked: Asked, found: Mapping[Span, Found]) -> Shown:
    """The rules one after the other, with those of other times that the question takes."""
    changed = change(asked, found) if any(each.facts for each in found.values()) else NONE
    facts = each_once(
        fact
        for facts in (*(found[span].facts for span in asked.spans), *_of_other_times(asked, changed))
        for fact in facts
    )
    return Shown(
        facts=facts,
        notes=notes.beside(asked, found, facts, counting=False),
        layout=Layout(
            lead=(*narrowing.left_out(asked, found), *changed.said),
            # Old and new rules beside each other are told apart by their periods.
            tables=(timeline.by_period(asked, facts),) if changed.others else (),
            labels=wording.labels(asked.obligations, asked.wanted.groups, facts),
        ),
    )


def _has_sides(asked: Asked) -> bool:
    """Whether there is more than one date or group to put side by side, or a group's rules at large."""
    return asked.compares or len(asked.wanted.groups) != 1 or not _about_something(asked.wanted)


def _side_by_side(asked: Asked) -> Told:
    groups = wording.apart(asked.obligations, asked.wanted.groups)
    if not groups and not asked.compares:
        groups = side_by_side.groups_with_rules(asked)
    if not groups:
        found = {span: find(asked.obligations, span, asked.wanted) for span in asked.spans}
        if _groups_differ(asked, found):
            return Told(_ask_for_group(asked, found))
    return _told(asked, side_by_side.shown(asked, groups), "overview")


def _all_of_few(asked: Asked) -> dict[Span, Found]:
    """The rules of the main topics for the groups, when they are so few that no topic need be asked for."""
    known = asked.obligations
    found = {
        span: Found(
            tuple(
                fact
                for fact in in_force(known, span, asked.wanted)
                if fact.topic in MAIN_TOPICS and EVERYONE not in fact.groups and not known.of(fact).only_asked
            )
        )
        for span in asked.spans
    }
    facts = each_once(fact for each in found.values() for fact in each.facts)
    return found if 0 < len(facts) <= FEW else {}


def _about_something(question: Wanted) -> bool:
    return bool(question.topics or question.sharp or question.open or question.terms)


def _of_other_times(asked: Asked, changed: Change) -> tuple[Sequence[RuleFact], ...]:
    """The rules before and after the days asked about, as far as the question is about the change itself."""
    known, wanted = asked.obligations, asked.wanted
    before = changed.others or (earlier(known, asked.first, wanted) if wanted.change else ())
    after = later(known, asked.last, wanted) if wanted.expected else []
    if wanted.expected:
        after += [
            fact
            for fact in known.base.by_id.values()
            if known.of(fact).expected and EVERYONE in fact.groups and fact.valid_from > asked.last.last
        ]
    return before, after


# Asking back


def _groups_differ(asked: Asked, found: Mapping[Span, Found]) -> bool:
    across = asked.by_law or asked.wanted.asked & set(asked.obligations.index.across_groups)
    limit = MOST_ACROSS if across else FEW
    return any(len([f for f in each.facts if EVERYONE not in f.groups]) > limit for each in found.values())


def _ask_for_group(asked: Asked, found: Mapping[Span, Found]) -> Answer:
    known = asked.obligations
    choices = [
        group
        for group in known.index.choices
        if any(
            EVERYONE not in fact.groups and applies(known, fact, group, span)
            for span, each in found.items()
            for fact in each.facts
        )
    ]
    return Answer(
        kind="clarify",
        query=asked.query,
        notes=("Reglerne er forskellige for de enkelte grupper. Hvilken gruppe drejer det sig om?",),
        suggestions=tuple(capitalised(known.groups[group].name) for group in choices[:MOST_CHOICES]),
    )


def _ask_for_topic(asked: Asked) -> Answer:
    topics = _topics_read(asked)
    if not topics:
        return _not_read(asked)
    groups = wording.group_names(asked.obligations, asked.wanted.groups)
    return Answer(
        kind="clarify",
        query=asked.query,
        notes=(f"Hvad vil du vide om reglerne{f' for {groups}' if groups else ''}?",),
        suggestions=(*(capitalised(name) for name in topics), *([WHOLE] if groups else [])),
    )


def _topics_read(asked: Asked) -> list[str]:
    """The names of the main topics that there are rules about for the groups and days asked."""
    known = asked.obligations
    rules = [fact for span in asked.spans for fact in in_force(known, span, asked.wanted)]
    return [
        known.topics[topic].name
        for topic in MAIN_TOPICS
        if any(f.topic == topic and not known.of(f).only_asked for f in rules)
    ]


# Nothing read


def _not_read(asked: Asked) -> Answer:
    known, wanted = asked.obligations, asked.wanted
    whens = " eller ".join(wording.when(span) for span in asked.spans)
    before = earlier(known, asked.first, wanted)
    after = [fact for fact in later(known, asked.last, wanted) if not known.of(fact).expected]
    near = [fact for side in (before, after) if len(side) <= MOST_NEAR for fact in side]
    topics = _topics_read(asked) if wanted.topics or wanted.sharp else []
    left_out = narrowing.left_out(asked, {})
    a_rule = "en anden regel" if left_out else "en regel"
    return Answer(
        kind="not_available",
        query=asked.query,
        sources=wording.sources(known, near),
        notes=(
            *left_out,
            f"Der er ikke læst {a_rule}{notes.subject(asked)} {whens}. {LOOK_UP}",
            *notes.gaps(asked),
            *notes.before_the_base(known, asked.first, ()),
            *wording.quotes(near, asked.today),
            *wording.standing_notes(known, near),
            *notes.reach(asked),
        ),
        suggestions=(*_other_times(asked), *(f"Og reglerne om {name}?" for name in topics))[
            :MOST_SUGGESTIONS
        ],
    )


# Follow-ups


def _follow_ups(asked: Asked, view: View, facts: Sequence[RuleFact]) -> tuple[str, ...]:
    """Questions that follow naturally and that there is an answer to: another time, group or topic."""
    known, wanted = asked.obligations, asked.wanted
    suggestions = [] if view == "timeline" else _other_times(asked)
    for group in known.index.choices if wanted.groups else ():
        if group not in wanted.groups and _answered(asked, asked.last, (group,)):
            suggestions.append(f"Og for {known.groups[group].name}?")
            break
    told = {known.topics[topic].name for topic in (*wanted.topics, *(fact.topic for fact in facts))}
    others = [name for name in _topics_read(asked) if name not in told]
    if wanted.groups and others and _about_something(wanted):
        suggestions.append(f"Og reglerne om {others[0]}?")
    return tuple(suggestions[:MOST_SUGGESTIONS])


def _other_times(asked: Asked) -> list[str]:
    """The same question of the fact base's first year or of today, whichever is another time and answered."""
    if asked.compares:
        return []
    begins, today, groups = asked.obligations.base.first_day, asked.today, asked.wanted.groups
    suggestions = []
    if asked.first.first.year != begins.year and _answered(asked, Span(begins, begins, ""), groups):
        suggestions.append(f"Hvad gjaldt i {begins.year}?")
    if asked.last.last < today and _answered(asked, Span(today, today, ""), groups):
        suggestions.append("Hvad gælder i dag?")
    return suggestions


def _answered(asked: Asked, span: Span, groups: tuple[str, ...]) -> bool:
    wanted = asked.wanted
    question = Wanted(groups, wanted.topics, wanted.sharp, wanted.open)
    found = find(asked.obligations, span, question)
    return bool(found.facts) and not found.loose
