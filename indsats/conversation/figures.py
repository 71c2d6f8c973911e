"""Questions for figures: from named parts to a `FigureQuestion`, or to a question back.

What was named is read in `figure_parts` (with `counted_words` and `figure_operations`), what a follow-up
changes in `figure_threads`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, cast

import msgspec

from indsats import periods
from indsats.answers.danish import ended, listed
from indsats.answers.model import Operation
from indsats.answers.texts import TextKey
from indsats.conversation import former_places
from indsats.conversation.clarify import Clarification
from indsats.conversation.figure_measures import default_benefit, in_unit, measure_of, traits
from indsats.conversation.figure_operations import BETTER, FALL, PER_CAPITA, RELATIVE, WORSE
from indsats.conversation.figure_parts import ALL_MUNICIPALITIES, COUNTRY, only_wholes
from indsats.conversation.frame import FigureParts
from indsats.conversation.own_municipality import PENDING as OWN_PENDING
from indsats.language.mentions import Mention, of_kind
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Exact, Newest, Period, PeriodExpression, Range
from indsats.statistics.question import Comparison, Dimension, FigureQuestion, Threshold

PLACES = ("area", "town", "area_group", "unknown_place")
REFORMS = ("kontanthjælpsreformen", "beskæftigelsesreformen")
"""What "reformen" alone may mean."""
COMPARISONS: dict[str, Comparison] = {"over": ">", "under": "<", "at_least": ">=", "at_most": "<="}
IMPROVES_BY_FALLING = frozenset({"ledige", "langtidsledige", "modtagere", "nettoledige"})
JUDGED = frozenset({"aktiveringsgrad", "aktiveringsberoerte", "aktiverede", "aktiveringsforloeb"})
"""What may be good or bad to have much of: nobody says "bedst" of it without a judgement."""
MEASURES_OFFERED = ("Antal ledige", "Antal kontanthjælpsmodtagere", "Aktiveringsgraden")
MOST_OFFERED = 5
MOST_MEASURES = 4
"""So many measures are answered together."""
ALONE = frozenset({"value", "trend", "change", "share", "per_capita", "average", "breakdown"})
"""Operations on one area: the user's own municipality, where the channel has one and none is named."""


def needs_choice(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> Clarification | None:
    """A question back when a place is unknown or may be several; None when all is clear."""
    for mention in of_kind(mentions, "town", "unknown_place"):
        if offered := former_places.choices(mention, vocabulary):
            text: TextKey = "clarify_municipality" if mention.kind == "town" else "clarify_area"
            return Clarification(text, "area", offered, lead=former_places.remark(mention, vocabulary))
    for mention in of_kind(mentions, "area") + of_kind(mentions, "town"):
        if mention.alternatives:
            names = [vocabulary.name("area", code) for code in (mention.id, *mention.alternatives)]
            return Clarification("clarify_municipality", "area", tuple(dict.fromkeys(names)))
    if of_kind(mentions, "own_municipality") and not of_kind(mentions, *PLACES):
        return Clarification("clarify_own_municipality", OWN_PENDING, ())
    if choice := period_choice(mentions, vocabulary):
        return choice
    if _two_bounds(mentions):
        return Clarification("clarify_bound", "threshold", ())
    if unknown := [m for m in of_kind(mentions, "unknown_place") if not _is_named_next(m, mentions)]:
        near = vocabulary.nearest("area", unknown[0].text, 3)
        names = [vocabulary.name("area", code) for code in near]
        return Clarification("unknown_place", "area", (*dict.fromkeys(names), "Hele landet"))
    return None


def _two_bounds(mentions: tuple[Mention, ...]) -> bool:
    """Whether several bounds are named that are not one stretch of numbers: no answer holds both."""
    bounds = [m.value for m in of_kind(mentions, "threshold") if isinstance(m.value, dict)]
    plain = all("number" in bound and "and_op" not in bound for bound in bounds)
    return len(bounds) > 2 or (len(bounds) == 2 and not plain)


def _is_named_next(unknown: Mention, mentions: tuple[Mention, ...]) -> bool:
    """Whether an unknown word for places is followed by the places themselves ("øerne Ærø og Læsø")."""
    return any(mention.start - unknown.end == 1 for mention in of_kind(mentions, "area", "town"))


def period_choice(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> Clarification | None:
    """A question back when "reformen" may be either, or "under corona" has no dates; None when clear."""
    for unclear in of_kind(mentions, "unclear_period"):
        years = vocabulary.entry("unclear_period", unclear.id).data["choices"]
        return Clarification("clarify_period", "period", tuple(f"i {year}" for year in years))
    clear = any(not mention.alternatives for mention in of_kind(mentions, "period"))
    for mention in of_kind(mentions, "period"):
        if mention.alternatives and not clear:
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

    A town is not its municipality, and not all measures exist in every unit.
    """
    towns = {mention.id: mention for mention in of_kind(mentions, "town")}
    said = [
        former_places.remark(town, vocabulary)
        or f"Byen ligger i {vocabulary.area(code).official_name}, og svaret gælder hele kommunen. "
        "Hvilken kommune byen hører til, er ikke kontrolleret."
        for code, town in towns.items()
    ]
    entry = vocabulary.entry("measure", question.measure)
    worked_out = (
        question.per_1000
        or question.by_change
        or question.share_of
        or question.operation in (PER_CAPITA, "share", "change")
    )
    named_now = bool(of_kind(mentions, "unit"))
    lacking = parts.unit and not in_unit(question.measure, parts.unit, vocabulary)
    if lacking and named_now and not worked_out and entry.data.get("concept"):
        unit = entry.data.get("unit", "")
        said.append(f"{entry.name.capitalize()} findes ikke i den enhed, du nævnte. Tallet er i {unit}")
    return tuple(ended(sentence) for sentence in said)


def complete(
    parts: FigureParts, vocabulary: Vocabulary, own_area: str = ""
) -> FigureQuestion | Clarification:
    """The question as the statistics understand it, with the measure chosen; the rest stays open.

    Areas and periods that nobody named are left empty: the statistics take the default and say so. Where the
    channel has an ``own_area``, that is the default in place of the country.
    """
    measure = measure_of(parts, vocabulary)
    if not measure:
        return Clarification("clarify_measure", "measure", MEASURES_OFFERED)
    if parts.mixed:
        names = [
            vocabulary.name("area" if id in vocabulary.areas else "area_group", id) for id in parts.mixed
        ]
        return Clarification("clarify_mixed", "area", tuple(names[:MOST_OFFERED]))
    benefits = parts.benefits
    if parts.operation == "share" and len(benefits) == 2 and "alle" in benefits:
        # "Dagpengemodtagernes andel af alle ledige": the whole is the total anyway.
        benefits = tuple(benefit for benefit in benefits if benefit != "alle")
    benefit = benefits[0] if benefits else default_benefit(measure, vocabulary)
    expressions = tuple(periods.decode(period) for period in parts.periods)
    operation = _final_operation(parts, expressions)
    areas, scope = parts.areas, parts.scope
    if scope == ALL_MUNICIPALITIES and operation == "value":
        operation = "breakdown"
    if parts.excluded and operation == "value" and only_wholes(areas, vocabulary):
        # "Hele landet uden København" is a sum of the others, and said to be one.
        whole = next((area for area in areas if area != COUNTRY), "")
        operation, areas, scope = "sum", (), scope or whole or ALL_MUNICIPALITIES
    unranked = parts.direction in ("best", "worst") and not _wanted_low(measure, vocabulary)
    if unranked and traits(measure, vocabulary).concept in JUDGED:
        return Clarification("clarify_better", "direction", ("De højeste", "De laveste"))
    if parts.by_change and parts.movement in (BETTER, WORSE) and not _wanted_low(measure, vocabulary):
        return Clarification("clarify_better", "movement", ("Størst stigning", "Størst fald"))
    defaults: tuple[str, ...] = ()
    if own_area and not areas and not scope and not parts.over and operation in ALONE:
        areas = (own_area,)
        name = vocabulary.area(own_area).official_name
        defaults = (f"Du nævnte intet område. Svaret gælder {name}, som du skriver fra.",)
    elif own_area and not areas and parts.peers:
        areas = (own_area,)
    return FigureQuestion(
        measure=measure,
        benefit=benefit,
        category=parts.categories[0] if parts.categories else "",
        areas=areas,
        scope=scope,
        excluded=parts.excluded,
        periods=expressions,
        operation=operation,
        over=_over(parts, operation),
        limit=parts.limit,
        direction=_direction(parts, _wanted_low(measure, vocabulary)),
        benefits=benefits if len(benefits) > 1 else (),
        categories=parts.categories if len(parts.categories) > 1 else (),
        threshold=_threshold(parts),
        share_of=_share_of(parts, benefit, measure, vocabulary),
        per_1000=parts.per_1000,
        by_change=_order_by_change(parts),
        peers=parts.peers,
        defaults=(*defaults, *_left_out(parts, vocabulary)),
    )


def _left_out(parts: FigureParts, vocabulary: Vocabulary) -> tuple[str, ...]:
    """That places are left out, said with every answer that they are left out of."""
    names = [vocabulary.name("area", code) for code in parts.excluded]
    return (f"Uden {listed(names)}.",) if names else ()


def each_measure(parts: FigureParts) -> tuple[FigureParts, ...]:
    """The parts once for each measure named, each with what was named of that one alone."""
    return (
        msgspec.structs.replace(parts, also=()),
        *(
            msgspec.structs.replace(
                parts,
                also=(),
                measure=other.measure,
                unit=other.unit,
                benefits=other.benefits,
                categories=other.categories,
                direction=other.direction or parts.direction,
            )
            for other in parts.also[: MOST_MEASURES - 1]
        ),
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


def _over(parts: FigureParts, operation: Operation) -> Dimension:
    """What an operation runs over; an extreme in a stretch of time is one of its periods."""
    if operation == "extreme" and not parts.operation and not parts.over:
        return "periods" if parts.periods and len(parts.areas) == 1 else ""
    return cast("Dimension", "categories" if parts.over == "offers" else parts.over)


def _threshold(parts: FigureParts) -> Threshold | None:
    if not parts.threshold:
        return None
    comparison = COMPARISONS[parts.threshold["op"]]
    if "area" in parts.threshold:
        return Threshold(comparison, area=parts.threshold["area"])
    if "and_op" in parts.threshold:
        upper = COMPARISONS[parts.threshold["and_op"]]
        number, and_number = float(parts.threshold["number"]), float(parts.threshold["and_number"])
        return Threshold(comparison, number, and_op=upper, and_number=and_number)
    return Threshold(comparison, float(parts.threshold["number"]))


def _direction(parts: FigureParts, falls_well: bool) -> Literal["highest", "lowest"]:
    """Which end comes first. Of changes a fall is the lowest: "størst fald" and "mindst stigning".

    ``falls_well`` says that low figures are the good ones, for "bedst" and "dårligst".
    """
    low = parts.direction == "lowest" or parts.direction == ("best" if falls_well else "worst")
    if parts.by_change and parts.movement in (FALL, BETTER):
        # What is better is a fall here: `_wanted_low`.
        low = not low
    return "lowest" if low else "highest"


def _wanted_low(measure: str, vocabulary: Vocabulary) -> bool:
    """Whether a fall is an improvement beyond dispute: fewer unemployed, fewer on a benefit."""
    return traits(measure, vocabulary).concept in IMPROVES_BY_FALLING


def _share_of(
    parts: FigureParts, benefit: str, measure: str, vocabulary: Vocabulary
) -> Literal["", "category", "benefit"]:
    """What an order by share is a share of: the total of the category or the benefit named."""
    if not parts.of_total:
        return ""
    if parts.categories:
        return "category"
    return "benefit" if benefit and benefit != default_benefit(measure, vocabulary) else ""


def _order_by_change(parts: FigureParts) -> Literal["", "auto", "absolute", "percent"]:
    """By what an order by change goes: as said ("procentvis", "i antal"), else as fits the measure."""
    if not parts.by_change:
        return ""
    if parts.change_in:
        return "percent" if parts.change_in == RELATIVE else "absolute"
    return "absolute" if parts.unit in ("persons", "fulltime") else "auto"


def _final_operation(parts: FigureParts, expressions: tuple[PeriodExpression, ...]) -> Operation:
    if parts.peers:
        return "compare"
    spans = [e for e in expressions if isinstance(e, Range) or (isinstance(e, Newest) and e.count > 1)]
    operation = parts.operation
    several_places = max(len(parts.areas), len(parts.benefits), len(parts.categories))
    if operation in ("", "value"):
        several = max(
            len(parts.areas), len(parts.benefits), len(parts.categories), len(expressions) - len(spans)
        )
        operation = "trend" if spans else ("compare" if several > 1 else "value")
        looked_in = spans or any(isinstance(e, Exact) and e.period.endswith("Y01") for e in expressions)
        if looked_in and parts.direction and parts.areas and several_places < 2:
            # "Det laveste antal i perioden ..." is one of its periods.
            operation = "extreme"
        if operation == "value" and parts.direction and not parts.areas:
            operation = "rank" if parts.limit else "extreme"
    elif operation == "compare" and spans:
        # "Hvor mange færre er der siden 2023" asks for the change, two places over time for both curves.
        operation = "change" if several_places < 2 and len(expressions) == 1 else "trend"
    elif operation in ("rank", "extreme") and parts.limit and parts.limit > 1:
        operation = "rank"
    return cast("Operation", operation)
