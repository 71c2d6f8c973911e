"""Questions about rules: from mentions and the frame to a `RuleQuestion`."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from indsats import periods
from indsats.conversation.circumstances import (
    begins,
    children,
    education,
    months_on_benefit,
    pauses_named,
    residence,
    says_no_pauses,
)
from indsats.conversation.frame import RuleParts
from indsats.conversation.rule_dates import (
    CHANGE,
    STILL,
    TODAY,
    absolute,
    around_the_change,
    dates_named,
    is_day,
)
from indsats.conversation.start_dates import about_the_start, start_date
from indsats.language.mentions import EXCLUDED, Mention, inside, of_kind, overlap
from indsats.language.text import fold
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.question import RuleQuestion, View
from indsats.periods import Day

_YEAR_ALONE = re.compile(r"\d{4}Y01")
_SHORT_YEAR = re.compile(r"\d\D+\d+\D+\d\d$")
DUTY = "duty"
MODIFIERS = frozenset({"change", "expected", "still"})
"""Aspects that say what is done with the rules rather than what they are about."""
REGULATED = frozenset({"in_force", "as_of"})
"""Cues for rules of whatever kind: "hvad gælder for jobparate", "reglerne for sygemeldte"."""
UNEMPLOYED, YOUNG, WORK_DUTY = "ledige", "unge", "arbejdspligt"
FIRST_OFFER, REPEATED_OFFER = "first_offer", "repeated_offer"
CATEGORY, CONTACT = "sick_categories", "contact"
DEVELOPMENT = tuple(fold(word) for word in ("udvikl", "ændr", "historik", "gennem", "igennem"))
PLAIN_DUTY = frozenset({"pligt", "pligten", "krav", "kravet", "kravene"})
"""Words for a duty of whatever kind."""


_PART_OF_A_COURSE = re.compile(
    r"(?:i\s)?(?:det\s)?(?:første|andet|1\.|2\.)\s(?:halv(?:e\s)?år(?:et)?|kvartal)", re.IGNORECASE
)


def named(mentions: tuple[Mention, ...], vocabulary: Vocabulary, today: date) -> RuleParts:
    """The parts of a rule question that the mentions name, and nothing else."""
    mentions = _of_the_question(mentions)
    ages = [mention.value for mention in of_kind(mentions, "age")]
    start, pauses = start_date(mentions), pauses_named(mentions)
    beside_start = about_the_start(mentions, start) if start else ()
    cues = {mention.id for mention in of_kind(mentions, "cue")}
    parts = RuleParts(
        groups=_groups(mentions, vocabulary),
        topics=_topics(mentions),
        aspects=_aspects(tuple(m for m in mentions if m not in beside_start), cues),
        dates=() if start or pauses else dates_named(mentions, today),
        start=_first_day(start, mentions) if start else "",
        age=next((_age(value) for value in ages if _age(value) is not None), None),
        laws=_ids(mentions, "law"),
        sections=tuple(dict.fromkeys(m.id for m in _free(mentions, "paragraph", "target_group"))),
        months=months_on_benefit(mentions),
        education=education(mentions),
        residence=residence(mentions),
        children=children(mentions),
        pauses=pauses,
        no_pauses=says_no_pauses(mentions),
        begins=begins(mentions) if start else "",
    )
    if parts.begins == "offer_end":
        # The offer that ended is named beside the one asked for: "første tilbud slut 15. januar, næste?".
        others = (aspect for aspect in parts.aspects if aspect not in (FIRST_OFFER, REPEATED_OFFER))
        parts = msgspec.structs.replace(parts, aspects=(*others, REPEATED_OFFER))
    if WORK_DUTY in parts.groups and not parts.aspects:
        parts = msgspec.structs.replace(parts, aspects=("work_duty",))
    parts = around_the_change(parts, mentions)
    return msgspec.structs.replace(parts, view=_view(parts, mentions, cues))


def follow(previous: RuleParts, new: RuleParts) -> RuleParts:
    """The previous question with what ``new`` names put in its place, and nothing else changed."""
    changes = {
        part: value
        for part in RuleParts.__struct_fields__
        if (value := getattr(new, part)) not in ("", (), None)
    }
    modifies = bool(new.aspects) and MODIFIERS.issuperset(new.aspects) and not new.topics
    if "topics" in changes and not new.aspects:
        # An aspect belongs to its topic: "og mentor?" after "første tilbud" asks for no first mentor.
        changes["aspects"] = ()
    if modifies:
        # "Hvornår blev det ændret?" asks of what was spoken of.
        plain = tuple(aspect for aspect in previous.aspects if aspect not in MODIFIERS)
        changes["aspects"] = (*plain, *new.aspects)
    if new.dates:
        changes["dates"] = absolute(new.dates, previous.dates)
    elif STILL in new.aspects and not previous.start:
        # "Gælder det stadig?" holds what held then against what holds today.
        changes["dates"] = tuple(dict.fromkeys((*absolute(previous.dates, ()), TODAY)))
    if not new.view and ((previous.view == "overview" and not modifies) or new.dates):
        # A topic or a date of its own is asked about plainly; another group in the same way as the last.
        names_more = bool(new.topics or new.aspects or new.dates)
        changes["view"] = "" if names_more else previous.view
    if CHANGE in new.aspects and modifies and not new.dates:
        # "Blev det ændret, og hvornår?" asks of all times.
        changes |= {"view": "timeline", "dates": ()}
    if new.no_pauses:
        changes |= {"pauses": (), "no_pauses": False}
    if new.sections or new.laws:
        changes |= {"sections": new.sections, "laws": new.laws}
    return msgspec.structs.replace(previous, **(changes | _other_start(previous, new)))


def stands_alone(parts: RuleParts) -> bool:
    """Whether the parts make a question of their own, and do not go on with the rule spoken of last."""
    about = parts.topics or set(parts.aspects) - MODIFIERS or parts.sections or parts.laws
    return bool(about) or (parts.view == "overview" and bool(parts.groups))


def _view(parts: RuleParts, mentions: tuple[Mention, ...], cues: set[str]) -> View:
    """In what way the rules are wanted, by words for it or by what is named."""
    operations = {mention.id for mention in of_kind(mentions, "operation")}
    about = stands_alone(parts)
    compared = len(parts.dates) > 1 or (len(parts.groups) > 1 and "compare" in operations)
    if parts.start:
        return ""
    # "Er den afskaffet?" asks for yes or no, "hvornår blev den ændret?" for what came when.
    changed = CHANGE in parts.aspects and "due" in cues and not compared
    if "timeline" in cues or (about and (changed or _asks_how_it_went(mentions))):
        return "timeline"
    if "overview" in cues and not set(parts.aspects) - MODIFIERS:
        return "overview"
    if STILL not in parts.aspects and (compared or ("side_by_side" in cues and parts.groups)):
        return "side_by_side" if about or not parts.groups else "overview"
    if parts.groups and not about and cues & REGULATED:
        return "overview"
    return ""


def _asks_how_it_went(mentions: tuple[Mention, ...]) -> bool:
    """Whether a development is asked for in words; "fra 2017" is only a date, "følge op" a talk."""
    periods_named = of_kind(mentions, "period")
    return any(
        m.id == "trend"
        and fold(m.text).startswith(DEVELOPMENT)
        and not any(overlap(m, period) for period in periods_named)
        for m in of_kind(mentions, "operation")
    )


def _other_start(previous: RuleParts, new: RuleParts) -> dict[str, object]:
    """A start date and the dates of rules put each other out; a bare day after a start date is a new one."""
    if new.start:
        # Another start is another person's, or another thing's.
        return {"start": new.start, "dates": (), "begins": new.begins, "pauses": new.pauses}
    if previous.start and len(new.dates) == 1 and is_day(new.dates[0]):
        return {"start": new.dates[0], "dates": ()}
    return {"start": ""} if new.dates else {}


def complete(parts: RuleParts) -> RuleQuestion:
    """The question as the fact base understands it. No date means the rules in force today."""
    return RuleQuestion(
        groups=parts.groups,
        topics=parts.topics,
        aspects=parts.aspects,
        dates=absolute(parts.dates, ()),
        age=parts.age,
        laws=parts.laws,
        sections=parts.sections,
        view=parts.view,
        months=parts.months,
        education=parts.education,
        residence=parts.residence,
        children=parts.children,
        begins=parts.begins,
    )


def _of_the_question(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions without groups that are denied beside others, and without a part of a course for a time.

    "En jobparat uden arbejdspligt" is asked about as jobparat; "det første halvår" without a year is the
    first months of a benefit, whichever those were.
    """
    groups = of_kind(mentions, "target_group")
    denied = [m for m in groups if m.role == EXCLUDED]
    if len(denied) == len(groups):
        denied = []
    parts = [m for m in of_kind(mentions, "period") if _PART_OF_A_COURSE.fullmatch(m.text.strip())]
    left_out = [m for m in of_kind(mentions, "aspect", "topic") if any(overlap(m, group) for group in denied)]
    return tuple(m for m in mentions if m not in (*denied, *parts, *left_out))


def _ids(mentions: tuple[Mention, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in of_kind(mentions, kind)))


def _free(mentions: tuple[Mention, ...], kind: str, *holders: str) -> tuple[Mention, ...]:
    """The mentions of a kind that are no part of one of other kinds: "§ 6" in "§ 6, nr. 3" is a group's."""
    around = of_kind(mentions, *holders)
    free = [m for m in of_kind(mentions, kind) if not any(inside(m, other) for other in around)]
    return tuple({mention.id: mention for mention in free}.values())


def _aspects(mentions: tuple[Mention, ...], cues: set[str]) -> tuple[str, ...]:
    """The aspects named; "opholdskravet" in "ikke opfylder opholdskravet" tells who, not what."""
    found = [mention.id for mention in _free(mentions, "aspect", "circumstance", "target_group", "period")]
    if any(mention.id == CONTACT for mention in of_kind(mentions, "topic")):
        # "Hvor tit følges sygemeldte i kategori 2 op?" asks of them, not what the category is.
        found = [id for id in found if id != CATEGORY]
    # "Skal hun stadig søge job?" asks of her; of a rule, or of what was, it is asked whether it still holds.
    still = STILL in cues and (cues & REGULATED or of_kind(mentions, "period"))
    return (*found, *((STILL,) if still else ()))


def _topics(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The topics named. In "pligt til mentor" the duty is the mentor's, not one of the citizen's duties."""
    topics = tuple(mention.id for mention in _free(mentions, "topic", "circumstance", "target_group"))
    plain = all(
        fold(mention.text) in PLAIN_DUTY for mention in of_kind(mentions, "topic") if mention.id == DUTY
    )
    return tuple(topic for topic in topics if topic != DUTY) if len(topics) == 2 and plain else topics


def _groups(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The groups named; "aktivitetsparate på uddannelseshjælp" is what both words have in common.

    "Ledig" beside a group says no more than that ("en ledig på ledighedsydelse").
    """
    ids = _ids(mentions, "target_group")
    if len(ids) > 1:
        # "Unge under 25 på dagpenge" are dagpengemodtagere of an age.
        only_words = {UNEMPLOYED, YOUNG} if of_kind(mentions, "age") else {UNEMPLOYED}
        ids = tuple(id for id in ids if id not in only_words) or ids
    families = [set(vocabulary.means("target_group", id)) or {id} for id in ids]
    if len(families) < 2:
        return ids
    common = set.intersection(*families)
    return tuple(sorted(common)) if common else ids


def _age(value: object) -> int | None:
    """A single age that a rule can be tested against; a span ("30-49 år") by an age inside it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, dict):
        inside = value.get("min", value.get("max"))
        return inside if isinstance(inside, int) else None
    return None


def _first_day(mention: Mention, mentions: tuple[Mention, ...]) -> str:
    """The day, in the year that is named beside it when it is said without one ("i 2018 ... d. 3/4")."""
    expression = periods.decode(mention.value)
    if not isinstance(expression, Day):
        return ""
    others = [m.id[:4] for m in of_kind(mentions, "period") if _YEAR_ALONE.fullmatch(m.id)]
    said = any(year in mention.text for year in (expression.day[:4], f"-{expression.day[2:4]}"))
    if len(others) != 1 or said or _SHORT_YEAR.search(mention.text) or expression.day.endswith("02-29"):
        return expression.day
    return f"{others[0]}{expression.day[4:]}"
