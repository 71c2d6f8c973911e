"""Whether it was, or is, lawful to go a year without an offer or a mentor, group by group.

The assessments are our own and stand in ``knowledge/obligations/year_without_offer.yaml``; every one rests on
rules of the fact base that are in force on all the days it is made for. Loading refuses any that does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from indsats import paths
from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Query, Row
from indsats.answers.table_text import Layout, Told
from indsats.obligations import wording
from indsats.obligations.case import Figures, Part, all_parts, rows_of
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.files import DataError, cached, decode
from indsats.obligations.index import Obligations, load, members
from indsats.obligations.selection import TODAY, Span
from indsats.periods import danish_date

FILE = "year_without_offer.yaml"
PAST, NOW = "year_without_offer", "year_without_offer_now"
"""The ids of the question in ``terms/cases.yaml``: of 2017 and of today, where no date is named."""
FEW = 3
"""As many groups are told with all their rules; of more only the rule that decides for each."""
FEW_SUGGESTED = 3
EXAMPLES = (
    "Var det lovligt at gå et år uden tilbud i 2017?",
    "Er det lovligt at gå et år uden tilbud i dag?",
)
Verdict = Literal["unlawful", "first_year", "no_limit", "not_read"]
ORDER: tuple[Verdict, ...] = ("unlawful", "first_year", "no_limit", "not_read")


class Caveat(Struct, frozen=True, forbid_unknown_fields=True):
    """Something said beside the verdicts, of all groups and verdicts unless some are named."""

    text: str
    facts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


class GroupVerdict(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for some groups; the head of the file explains the fields."""

    of: tuple[str, ...]
    verdict: Verdict
    text: str
    facts: tuple[str, ...]
    headline: str = ""
    caveats: tuple[str, ...] = ()
    caveat_facts: tuple[str, ...] = ()
    until: date | None = None


class Assessment(Struct, frozen=True, forbid_unknown_fields=True):
    """The verdicts of one time."""

    valid_from: date
    valid_to: date | None
    as_of: str
    headlines: dict[Verdict, str]
    groups: tuple[GroupVerdict, ...]
    caveats: tuple[Caveat, ...]
    letter: str = ""
    letter_fact: str = ""

    def holds(self, span: Span) -> bool:
        """Whether the assessment is of all days of a span, or of a year that it begins in."""
        if self.valid_to is not None and span.first > self.valid_to:
            return False
        begins = span.last if span.first.year == self.valid_from.year else span.first
        return begins >= self.valid_from

    def headline(self, each: GroupVerdict) -> str:
        """The answer for some groups in a sentence."""
        return each.headline or self.headlines[each.verdict]


class AssessmentFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    assessments: tuple[Assessment, ...]


def tell_year(
    groups: Sequence[str] = (),
    date_asked: str | None = None,
    *,
    today: date,
    figures: Figures,
    obligations: Obligations | None = None,
    folder: Path | None = None,
) -> Told:
    """Whether a year without an offer was lawful, for the groups (or a family's members) or for all.

    Args:
        groups: target groups; none asks for all of them.
        date_asked: ``today``, an ISO date or a period id; None means the day of the minister's letter.
        today: what "today" is.
        figures: gives the rows of those who went a year without, where the statistics have them for a group.
        obligations: the fact base, loaded when None.
        folder: the knowledge folder, the project's when None.

    Raises:
        ValueError: if ``date_asked`` is none of these forms.
        DataError: if the knowledge files cannot be used.
    """
    root = folder or paths.knowledge()
    known = obligations or load(root)
    assessments = all_assessments(known, root)
    span = Span.parse(date_asked or assessments[0].as_of, today)
    wanted = tuple(dict.fromkeys(id for group in groups for id in members(known.groups, group)))
    query = Query(groups=wanted, topics=("offer", "mentor"), dates=(span.id,))
    assessment = next((each for each in assessments if each.holds(span)), None)
    if assessment is None:
        return Told(_not_assessed(known, query, span, groups, assessments))
    found = [each for each in assessment.groups if not wanted or set(wanted) & set(each.of)]
    found = [each for each in found if each.until is None or span.first <= each.until]
    if not found:
        return Told(_no_such_group(known, query, span, groups))
    return _told(known, root, query, assessment, span, found, wanted, today, figures)


def _told(
    known: Obligations,
    root: Path,
    query: Query,
    assessment: Assessment,
    span: Span,
    found: Sequence[GroupVerdict],
    wanted: Sequence[str],
    today: date,
    figures: Figures,
) -> Told:
    few = len(found) <= FEW
    lead = _with_reasons(known, assessment, found, wanted) if few else _in_short(known, assessment, found)
    ids = [id for each in found for id in (each.facts if few else each.facts[:1])]
    ids += [id for each in found if few for id in each.caveat_facts]
    caveats = [each for each in assessment.caveats if _concerns(each, found)]
    if few:
        ids += [id for each in caveats for id in each.facts]
    facts = _facts(known, ids)
    parts = all_parts(known, root)
    groups = {group for each in found for group in each.of if not wanted or group in wanted}
    about = [part for part in parts.values() if groups & set(part.index.groups)] if assessment.letter else []
    rows_by_part = [(part, rows_of(part, figures)) for part in about]
    rows = tuple(dict.fromkeys(row for _, of_part in rows_by_part for row in of_part))
    notes = [
        *lead,
        *(caveat for each in found if few for caveat in each.caveats),
        *(each.text for each in caveats),
        *([assessment.letter] if assessment.letter else []),
        *_of_rows(rows),
        *wording.standing_notes(known, facts),
        _basis(assessment, span, today),
    ]
    letter = _facts(known, [assessment.letter_fact]) if assessment.letter_fact else []
    told_of = [key for part, of_part in rows_by_part if of_part for key in part.entry.sources]
    answer = Answer(
        kind="obligation" if facts else "not_available",
        query=query,
        rows=rows,
        facts=tuple(wording.stated(fact) for fact in facts),
        sources=tuple(
            dict.fromkeys(
                (
                    *wording.sources(known, [*facts, *letter]),
                    *wording.documents(known, dict.fromkeys(told_of)),
                )
            )
        ),
        notes=tuple(dict.fromkeys(notes)),
        suggestions=_suggestions(known, assessment, found, about),
    )
    return Told(answer, Layout(lead=tuple(lead)))


def _with_reasons(
    known: Obligations, assessment: Assessment, found: Sequence[GroupVerdict], wanted: Sequence[str]
) -> list[str]:
    return [
        f"{_names(known, [group for group in each.of if not wanted or group in wanted])}: "
        f"{assessment.headline(each)} {each.text}"
        for each in found
    ]


def _in_short(known: Obligations, assessment: Assessment, found: Sequence[GroupVerdict]) -> list[str]:
    """The groups by verdict, as a list."""
    lines: dict[str, list[str]] = {}
    for verdict in ORDER:
        for each in found:
            if each.verdict == verdict:
                lines.setdefault(assessment.headline(each), []).extend(each.of)
    return ["\n".join(f"- {_names(known, groups)}: {headline}" for headline, groups in lines.items())]


def _names(known: Obligations, groups: Sequence[str]) -> str:
    return capitalised(listed([known.groups[group].name for group in groups]))


def _basis(assessment: Assessment, span: Span, today: date) -> str:
    day = today if assessment.as_of == TODAY else assessment.valid_from
    said = f"Vurderingen er vores egen og hviler på de regler, der er læst pr. {danish_date(day)}."
    if assessment.as_of != TODAY and span.first.year > assessment.valid_from.year:
        said += " Enkelte ændringer i 2018-2019 er ikke gennemgået."
    return said


def _of_rows(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    return [
        "Tallene er opgjort for flere ydelser under ét og siger ikke, hvem af personerne der var undtaget."
    ]


def _suggestions(
    known: Obligations, assessment: Assessment, found: Sequence[GroupVerdict], about: Sequence[Part]
) -> tuple[str, ...]:
    if len(found) > FEW:
        several = [each for each in found if each.verdict != "not_read"][:FEW_SUGGESTED]
        asked = "Er det i dag" if assessment.as_of == TODAY else "Var det i 2017"
        return tuple(
            f"{asked} lovligt at gå et år uden tilbud for {known.groups[each.of[0]].name}?"
            for each in several
        )
    return tuple(f"Hvad ved du om {part.name}?" for part in about[:FEW_SUGGESTED])


def _not_assessed(
    known: Obligations, query: Query, span: Span, groups: Sequence[str], assessments: Sequence[Assessment]
) -> Answer:
    times = listed(
        [
            f"{danish_date(each.valid_from)} – {danish_date(each.valid_to)}"
            if each.valid_to
            else f"fra {danish_date(each.valid_from)}"
            for each in assessments
        ]
    )
    names = wording.group_names(known, groups)
    asked = f"Hvad er reglerne om tilbud{f' for {names}' if names else ''}?"
    return Answer(
        kind="not_available",
        query=query,
        notes=(
            f"Om et år uden tilbud eller mentor var lovligt {wording.when(span)}, er ikke vurderet. "
            f"Vurderingen er lavet for reglerne {times}. "
            "Du kan i stedet spørge om reglerne for tilbud på den dato.",
        ),
        suggestions=(*EXAMPLES, asked),
    )


def _no_such_group(known: Obligations, query: Query, span: Span, groups: Sequence[str]) -> Answer:
    names = wording.group_names(known, groups) or "den gruppe"
    return Answer(
        kind="not_available",
        query=query,
        notes=(
            f"Om et år uden tilbud eller mentor var lovligt for {names} {wording.when(span)}, er ikke "
            "vurderet: Der er ikke læst en regel om det for gruppen på det tidspunkt.",
        ),
        suggestions=EXAMPLES,
    )


def _concerns(caveat: Caveat, found: Iterable[GroupVerdict]) -> bool:
    return any(
        (not caveat.groups or set(caveat.groups) & set(each.of))
        and (not caveat.verdicts or each.verdict in caveat.verdicts)
        for each in found
    )


def _facts(known: Obligations, ids: Iterable[str]) -> list[RuleFact]:
    return [known.base.by_id[id] for id in dict.fromkeys(ids)]


def all_assessments(obligations: Obligations, folder: Path) -> tuple[Assessment, ...]:
    """The assessments in time order.

    Raises:
        DataError: if one names a group or a rule that does not exist, or rests on a rule that is not in force
            on all its days or is for others.
    """
    path = folder / "obligations" / FILE
    found = cached(path, _read)
    for assessment in found:
        _check(path, obligations, assessment)
    return found


def _read(path: Path) -> tuple[Assessment, ...]:
    found = decode(path, AssessmentFile).assessments
    for assessment in found:
        if missing := [verdict for verdict in ORDER if not assessment.headlines.get(verdict)]:
            raise DataError(path, missing[0], "no headline for the verdict")
        groups = [group for each in assessment.groups for group in each.of]
        if twice := sorted({group for group in groups if groups.count(group) > 1}):
            raise DataError(path, twice[0], "the group stands twice")
    return tuple(sorted(found, key=lambda each: each.valid_from))


def _check(path: Path, known: Obligations, assessment: Assessment) -> None:
    for each in assessment.groups:
        entry = "/".join(each.of)
        if missing := [group for group in each.of if group not in known.groups]:
            raise DataError(path, entry, f"no such group: {missing[0]}")
        if not each.text.strip() or not each.of:
            raise DataError(path, entry, "no groups or no reasons")
        if each.verdict != "not_read" and not each.facts:
            raise DataError(path, entry, "a verdict that rests on no rule")
        last = each.until or assessment.valid_to
        for id in (*each.facts, *each.caveat_facts):
            _check_fact(path, known, entry, id, assessment.valid_from, last)
        deciding = known.base.by_id[each.facts[0]] if each.facts else None
        if deciding and not {EVERYONE, *each.of} & {*deciding.groups, *known.of(deciding).also}:
            raise DataError(path, entry, f"the rule that decides is for others: {deciding.id}")
    for caveat in assessment.caveats:
        for id in caveat.facts:
            _check_fact(path, known, "caveats", id, assessment.valid_from, assessment.valid_to)
            fact = known.base.by_id[id]
            if others := sorted(set(caveat.groups) - {*fact.groups, *known.of(fact).also}):
                raise DataError(path, "caveats", f"{id} is not for {others[0]}")
    if assessment.letter and assessment.letter_fact not in known.base.by_id:
        raise DataError(path, "letter", f"no such fact: {assessment.letter_fact}")


def _check_fact(path: Path, known: Obligations, entry: str, id: str, first: date, last: date | None) -> None:
    fact = known.base.by_id.get(id)
    if fact is None:
        raise DataError(path, entry, f"no such fact: {id}")
    if fact.valid_from > first or (fact.valid_to is not None and (last is None or fact.valid_to < last)):
        raise DataError(path, entry, f"not in force on all the days: {id}")
