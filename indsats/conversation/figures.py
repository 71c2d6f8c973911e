"""Questions for figures: from mentions and the frame to a `FigureQuestion`, or to a question back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, cast

import msgspec

from indsats import periods
from indsats.answers.danish import ended
from indsats.answers.model import Operation
from indsats.conversation.clarify import Clarification
from indsats.conversation.frame import FigureParts
from indsats.language.mentions import ATTRIBUTE, EXCLUDED, SINCE, Mention, of_kind
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Newest, Period, PeriodExpression, Range, Shift
from indsats.statistics.question import Comparison, Dimension, FigureQuestion, Threshold

COUNTRY = "000"
PLACES = ("area", "town", "area_group", "unknown_place")
ALL_MUNICIPALITIES = "kommuner"
RECIPIENTS = "modtagere_personer"
"""What is counted when a benefit is named and nothing else: its recipients, in persons."""
ACTIVATED = "aktiverede_personer"
"""What is counted when an offer type is named and nothing else: the persons in it."""

REFORMS = ("kontanthjælpsreformen", "beskæftigelsesreformen")
"""What "reformen" alone may mean."""
LACKING = ("uden_indsats_antal", "uden_indsats_andel")
"""The letter's measure, which is counted by time on the benefit."""
PER_CAPITA = "per_capita"
CHART = "chart"
CHANGES = frozenset(
    ("steget", "faldet", "vokset", "stiger", "falder", "stigning", "stigningen", "fald", "faldet", "ændret")
)
COMPARISONS: dict[str, Comparison] = {"over": ">", "under": "<", "at_least": ">=", "at_most": "<="}
UNITS = ("pct_workforce", "pct_population", "percent", "per_1000", "fulltime", "persons")
"""Which unit word decides when several stand in one sentence: a share before what it is a share of."""
ACROSS_AREAS = ("rank", "extreme", "count")
"""Operations that look across municipalities, so that a region named with them narrows the list."""
PRIORITY = (
    "count",
    "extreme",
    "rank",
    "per_capita",
    "change",
    "share",
    "average",
    "sum",
    "breakdown",
    "compare",
    "trend",
)
"""Which operation decides when words for several stand in one sentence."""


def named(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> FigureParts:
    """The parts of a figure question that the mentions name, and nothing else."""
    measure = next((mention.id for mention in _most_specific(of_kind(mentions, "measure"))), "")
    categories = _ids(of_kind(mentions, "category") + of_kind(mentions, "offer_type"))
    operation = _operation(mentions)
    areas = _areas(mentions)
    scopes = _ids(of_kind(mentions, "area_group"))
    if operation == PER_CAPITA and of_kind(mentions, "direction") and not areas:
        operation = "rank"
    if operation in ACROSS_AREAS and areas and _only_wholes(areas, vocabulary):
        # "Hvor i landet er den højest" and "højest i Region Sjælland" look across municipalities.
        scopes, areas = tuple(area for area in areas if area != COUNTRY), ()
    if not operation and of_kind(mentions, "direction") and ALL_MUNICIPALITIES in scopes:
        # "De fem kommuner, hvor ledigheden er størst" needs no other word to be a ranking.
        operation = "rank" if of_kind(mentions, "number") else "extreme"
    numbers = [mention.value for mention in of_kind(mentions, "number") if isinstance(mention.value, int)]
    threshold = next((mention.value for mention in of_kind(mentions, "threshold")), None)
    return FigureParts(
        measure=measure,
        unit=next((unit for unit in UNITS if unit in _ids(of_kind(mentions, "unit"))), ""),
        benefits=_ids(of_kind(mentions, "benefit")),
        categories=categories,
        areas=areas,
        scope=next((scope for scope in scopes if scope != ALL_MUNICIPALITIES), ""),
        excluded=_ids(m for m in of_kind(mentions, "area") if m.role == EXCLUDED),
        periods=tuple(
            periods.encode(_asked(mention))
            for mention in of_kind(mentions, "period")
            if mention.role != ATTRIBUTE
        ),
        operation=operation,
        over=_over(mentions),
        limit=numbers[0] if numbers and operation in ("rank", "extreme") else None,
        direction=next(iter(_ids(of_kind(mentions, "direction"))), ""),
        threshold=threshold if isinstance(threshold, dict) else None,
        dimensions=_dimensions(mentions),
        per_1000=operation != PER_CAPITA and _per_inhabitant(mentions),
        by_change=_by_change(mentions),
    )


def needs_choice(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> Clarification | None:
    """A question back when a place is unknown or may be several; None when all is clear."""
    for mention in of_kind(mentions, "area") + of_kind(mentions, "town"):
        if mention.alternatives:
            names = [vocabulary.name("area", code) for code in (mention.id, *mention.alternatives)]
            return Clarification("clarify_municipality", "area", tuple(dict.fromkeys(names)))
    if of_kind(mentions, "own_municipality") and not of_kind(mentions, *PLACES):
        return Clarification("clarify_own_municipality", "area", ())
    if choice := period_choice(mentions):
        return choice
    if unknown := of_kind(mentions, "unknown_place"):
        near = vocabulary.nearest("area", unknown[0].text, 3)
        names = [vocabulary.name("area", code) for code in near]
        return Clarification("unknown_place", "area", (*dict.fromkeys(names), "Hele landet"))
    return None


def period_choice(mentions: tuple[Mention, ...]) -> Clarification | None:
    """A question back when "reformen" may be either reform; None when every period is clear."""
    for mention in of_kind(mentions, "period"):
        if mention.alternatives:
            when = mention.text.split()[0].lower()
            return Clarification("clarify_period", "period", tuple(f"{when} {reform}" for reform in REFORMS))
    return None


def without_doubt(parts: FigureParts, mentions: tuple[Mention, ...]) -> FigureParts:
    """The parts without what had to be asked back for, which must not be taken for an answer later."""
    doubtful = {m.id for m in of_kind(mentions, "area", "town") if m.alternatives}
    changes: dict[str, Any] = {"areas": tuple(area for area in parts.areas if area not in doubtful)}
    if any(mention.alternatives for mention in of_kind(mentions, "period")):
        changes["periods"] = ()
    return msgspec.structs.replace(parts, **changes)


def remarks(
    mentions: tuple[Mention, ...], parts: FigureParts, question: FigureQuestion, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """What the user must know of how the message was read.

    A town is not its municipality, one figure is answered at a time, and not all exist in every unit.
    """
    said = [
        f"Byen ligger i {vocabulary.area(code).official_name}, og svaret gælder hele kommunen. "
        "Hvilken kommune byen hører til, er ikke kontrolleret."
        for code in _ids(of_kind(mentions, "town"))
    ]
    chosen = [m for m in of_kind(mentions, "measure") if m.id == question.measure]
    others = [
        m.id
        for m in of_kind(mentions, "measure")
        if chosen and m.id not in (question.measure, RECIPIENTS) and not any(_overlap(m, c) for c in chosen)
    ]
    said += [
        f"Du nævnte også {vocabulary.name('measure', id)}. Jeg svarer på ét tal ad gangen."
        for id in dict.fromkeys(others)
    ]
    entry = vocabulary.entry("measure", question.measure)
    worked_out = question.per_1000 or question.operation in (PER_CAPITA, "share")
    other_unit = _traits(question.measure, vocabulary).variant != parts.unit
    if parts.unit and other_unit and not worked_out and entry.data.get("concept"):
        unit = entry.data.get("unit", "")
        said.append(f"{entry.name.capitalize()} findes ikke i den enhed, du nævnte. Tallet er i {unit}")
    if any(mention.id == CHART for mention in of_kind(mentions, "cue")):
        said.append("Jeg kan endnu ikke tegne grafer; tallene står her.")
    return tuple(ended(sentence) for sentence in said)


def follow(
    previous: FigureParts, new: FigureParts, vocabulary: Vocabulary, answered: str = ""
) -> FigureParts:
    """The previous question with what ``new`` names put in its place, and nothing else changed.

    ``answered`` is the period last shown, which "året før" counts from.
    """
    changes: dict[str, object] = {}
    if new.measure and new.measure != previous.measure:
        changes["measure"] = new.measure
        # Another measure has other units, benefits and categories: those named before need not exist for it.
        changes["unit"] = new.unit
        kept = set(_traits(new.measure, vocabulary).benefits)
        changes["benefits"] = new.benefits or tuple(b for b in previous.benefits if b in kept)
        changes["categories"] = new.categories
    for part in (
        "unit",
        "benefits",
        "categories",
        "scope",
        "direction",
        "threshold",
        "limit",
        "dimensions",
        "per_1000",
    ):
        if getattr(new, part):
            changes[part] = getattr(new, part)
    if new.periods:
        changes["periods"] = tuple(_absolute(period, answered) for period in new.periods)
    operation = _following_operation(previous, new, vocabulary)
    if new.areas and operation in ACROSS_AREAS and _only_wholes(new.areas, vocabulary):
        # "Og i Region Sjælland?" after a ranking ranks within it.
        changes["scope"] = next((area for area in new.areas if area != COUNTRY), "")
        changes["areas"] = ()
    elif new.areas:
        joined = new.operation == "compare" and len(new.areas) == 1
        changes["areas"] = tuple(dict.fromkeys((*previous.areas, *new.areas))) if joined else new.areas
        if not new.scope:
            changes["scope"] = ""
    elif new.scope:
        changes["areas"] = ()
    if new.over:
        changes["over"] = new.over
    if new.excluded:
        changes["excluded"] = tuple(dict.fromkeys((*previous.excluded, *new.excluded)))
    changes["operation"] = operation
    if operation == "value":
        changes["limit"] = None
        changes["threshold"] = None
    return msgspec.structs.replace(previous, **changes)


def between(before: FigureParts, last: FigureParts, new: FigureParts) -> FigureParts | None:
    """The two last questions as one, for a bare "forskellen?" or "ændringen?"; None when it is not that.

    They must be alike but for their areas or their periods.
    """
    alone = msgspec.structs.replace(new, operation="") == FigureParts()
    if new.operation not in ("compare", "change") or not alone or before == FigureParts():
        return None
    if before == msgspec.structs.replace(last, areas=before.areas) and before.areas != last.areas:
        areas = tuple(dict.fromkeys((*(before.areas or (COUNTRY,)), *(last.areas or (COUNTRY,)))))
        return msgspec.structs.replace(last, areas=areas, operation="compare")
    if before == msgspec.structs.replace(last, periods=before.periods) and before.periods and last.periods:
        return msgspec.structs.replace(
            last, periods=(*before.periods, *last.periods), operation=new.operation
        )
    return None


def complete(parts: FigureParts, vocabulary: Vocabulary) -> FigureQuestion | Clarification:
    """The question as the statistics understand it, with the measure chosen; the rest stays open.

    Areas and periods that nobody named are left empty: the statistics take the default and say so.
    """
    measure = _measure(parts, vocabulary)
    if parts.by_change and not parts.areas:
        return Clarification("clarify_change", "area", ())
    if not measure:
        choices = (
            "Hvor mange ledige er der?",
            "Hvor mange er på kontanthjælp?",
            "Hvad er aktiveringsgraden?",
        )
        return Clarification("clarify_measure", "measure", choices)
    benefits = parts.benefits
    benefit = benefits[0] if benefits else _default_benefit(measure, _traits(measure, vocabulary))
    expressions = tuple(periods.decode(period) for period in parts.periods)
    operation = _final_operation(parts, expressions)
    areas, scope = parts.areas, parts.scope
    if parts.excluded and operation == "value" and _only_wholes(areas, vocabulary):
        # "Hele landet uden København" is a sum of the others, and said to be one.
        whole = next((area for area in areas if area != COUNTRY), "")
        operation, areas, scope = "sum", (), scope or whole or ALL_MUNICIPALITIES
    return FigureQuestion(
        measure=measure,
        benefit=benefit,
        category=parts.categories[0] if parts.categories else "",
        areas=areas,
        scope=scope,
        excluded=parts.excluded,
        periods=expressions,
        operation=operation,
        over=cast("Dimension", parts.over),
        limit=parts.limit,
        direction="lowest" if parts.direction == "lowest" else "highest",
        benefits=benefits if len(benefits) > 1 else (),
        categories=parts.categories if len(parts.categories) > 1 else (),
        threshold=_threshold(parts),
        per_1000=parts.per_1000,
    )


def in_words(question: FigureQuestion, vocabulary: Vocabulary) -> str:
    """The core of a question as a sentence that the bot understands: measure, benefit and first area."""
    area = vocabulary.area(question.areas[0] if question.areas else COUNTRY)
    where = "i hele landet" if area.level == "country" else f"i {area.official_name or area.name}"
    narrow = "" if question.benefit in ("", "alle") else vocabulary.name("benefit", question.benefit)
    asked: str = vocabulary.entry("measure", question.measure).data["question"]
    return asked.format(
        where=where,
        benefit=f" på {narrow}" if narrow else "",
        of_benefit=f" af {narrow}" if narrow else "",
    )


def answered_period(question_periods: Iterable[str]) -> str:
    """The period that "året før" will count from: the latest one shown."""
    known = [Period.parse(period) for period in question_periods]
    return str(max(known)) if known else ""


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in mentions))


def _most_specific(mentions: tuple[Mention, ...]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: mention.start - mention.end)


def _areas(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    places = [m for m in mentions if m.kind in ("area", "town") and m.role != EXCLUDED]
    return _ids(sorted(places, key=lambda mention: mention.start))


def _asked(mention: Mention) -> PeriodExpression:
    """The period of a mention; "siden 1. marts 2026" is from that month on."""
    expression = periods.decode(mention.value)
    if mention.role == SINCE and isinstance(expression, Day):
        return Range(first=str(Period.containing(date.fromisoformat(expression.day), "M")))
    return expression


def _dimensions(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The divisions asked for that no figure has: those named, an age, and a time on the benefit.

    A time that is a category of the letter's measure ("mindst et år") is one that the figures do have.
    """
    found = dict.fromkeys(mention.id for mention in of_kind(mentions, "dimension"))
    if of_kind(mentions, "age"):
        found["age"] = None
    lacking = any(mention.id in LACKING for mention in of_kind(mentions, "measure"))
    periods_named = of_kind(mentions, "period")
    for mention in of_kind(mentions, "duration"):
        if any(_overlap(mention, period) for period in periods_named):
            # "De seneste 12 måneder" is a period.
            continue
        if not (lacking and _is_counted_time(mention)):
            found["duration"] = None
    return tuple(found)


def _operation(mentions: tuple[Mention, ...]) -> str:
    found = set(_ids(of_kind(mentions, "operation")))
    return next((operation for operation in PRIORITY if operation in found), "")


def _per_inhabitant(mentions: tuple[Mention, ...]) -> bool:
    """Whether "pr. 1.000 indbyggere" stands beside another operation: the list is by it then."""
    return any(mention.id == PER_CAPITA for mention in of_kind(mentions, "operation"))


def _by_change(mentions: tuple[Mention, ...]) -> bool:
    """Whether municipalities are to be put in order by how much a figure has changed.

    Their level would be a wrong answer: the highest is not what has risen most.
    """
    operations = of_kind(mentions, "operation")
    orders = [mention for mention in operations if mention.id in ACROSS_AREAS]
    changes = any(mention.id == "change" for mention in operations) or any(
        word in CHANGES for mention in orders for word in mention.text.lower().split()
    )
    return changes and bool(orders or of_kind(mentions, "area_group"))


def _over(mentions: tuple[Mention, ...]) -> str:
    """What the highest or lowest is looked for among, when the words for it say: "hvilken kommune"."""
    words = " ".join(
        mention.text.lower() for mention in of_kind(mentions, "operation") if mention.id == "extreme"
    )
    if any(place in words for place in ("kommune", "region", "landsdel")):
        return "areas"
    return "periods" if any(time in words for time in ("hvornår", "måned", "kvartal", "år ")) else ""


def _measure(parts: FigureParts, vocabulary: Vocabulary) -> str:
    """The measure named, or the one a benefit or an offer type alone stands for, in the unit named."""
    measure = parts.measure
    if not measure and parts.categories and _is_offer(parts.categories[0], vocabulary):
        measure = ACTIVATED
    if not measure and (parts.benefits or parts.categories):
        measure = RECIPIENTS
    if measure == RECIPIENTS and any(_is_offer(category, vocabulary) for category in parts.categories):
        # "Kontanthjælpsmodtagere i praktik" are counted as persons in an offer.
        measure = ACTIVATED
    if measure and parts.benefits and measure not in LACKING and not _traits(measure, vocabulary).benefits:
        # "Hvor mange førtidspensionister bor der" does not ask for the population.
        measure = RECIPIENTS
    if not (measure and parts.unit):
        return measure
    concept = _traits(measure, vocabulary).concept
    for other in vocabulary.entries("measure"):
        traits = _traits(other.id, vocabulary)
        if concept and traits.concept == concept and traits.variant == parts.unit:
            return other.id
    return measure


class _Traits(NamedTuple):
    """What the catalogue says of a measure that decides how it is asked for."""

    concept: str
    variant: str
    benefits: tuple[str, ...]


def _traits(measure: str, vocabulary: Vocabulary) -> _Traits:
    data = vocabulary.entry("measure", measure).data
    return _Traits(data.get("concept", ""), data.get("variant", ""), tuple(data.get("benefits") or ()))


def _default_benefit(measure: str, traits: _Traits) -> str:
    """All unemployed when the measure has them, else the one benefit that it is published for.

    The letter's measure is published for several benefits together, in a different way each time.
    """
    if measure in LACKING:
        return ""
    if "alle" in traits.benefits:
        return "alle"
    return traits.benefits[0] if len(traits.benefits) == 1 else ""


def _threshold(parts: FigureParts) -> Threshold | None:
    if not parts.threshold:
        return None
    return Threshold(COMPARISONS[parts.threshold["op"]], float(parts.threshold["number"]))


def _is_offer(category: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.has("offer_type", category)


def _is_counted_time(duration: Mention) -> bool:
    """Whether the letter's measure is counted by this time on the benefit: one, two or three years."""
    value = duration.value if isinstance(duration.value, dict) else {}
    return value.get("unit") == "Y" and value.get("amount") in (1, 2, 3)


def _final_operation(parts: FigureParts, expressions: tuple[PeriodExpression, ...]) -> Operation:
    spans = [e for e in expressions if isinstance(e, Range) or (isinstance(e, Newest) and e.count > 1)]
    operation = parts.operation
    if operation in ("", "value"):
        several = max(
            len(parts.areas), len(parts.benefits), len(parts.categories), len(expressions) - len(spans)
        )
        operation = "trend" if spans else ("compare" if several > 1 else "value")
        if operation == "value" and parts.direction and not parts.areas:
            operation = "rank" if parts.limit else "extreme"
    elif operation == "compare" and spans:
        operation = "trend"
    elif operation in ("rank", "extreme") and parts.limit and parts.limit > 1:
        operation = "rank"
    return cast("Operation", operation)


def _following_operation(previous: FigureParts, new: FigureParts, vocabulary: Vocabulary) -> str:
    if new.operation:
        return new.operation
    across = previous.operation in ACROSS_AREAS and not previous.areas
    if new.areas and (previous.operation == "compare" or across):
        if across and _only_wholes(new.areas, vocabulary):
            return previous.operation
        return "value" if len(new.areas) == 1 else "compare"
    if new.limit or new.direction:
        return "rank" if previous.operation not in ACROSS_AREAS else previous.operation
    return previous.operation


def _only_wholes(areas: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether none of the areas is a municipality: the country and regions, which hold municipalities."""
    return not any(vocabulary.area(area).level == "municipality" for area in areas)


def _absolute(period: dict[str, object], answered: str) -> dict[str, object]:
    """A period relative to the last answer, as a period of its own. Others stay as they are."""
    expression = periods.decode(period)
    if not isinstance(expression, Shift) or not answered:
        return period
    return periods.encode(
        periods.Exact(str(Period.parse(answered).moved(expression.amount, expression.unit)))
    )
