"""The rules of an answer as Danish text: each with its legal reference, its period and its standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from indsats.answers.danish import capitalised, ended, listed
from indsats.answers.model import Deadline, Fact, Kind
from indsats.periods import danish_date, danish_stretch, days_of

TODAY = "today"
GLOSSARY = "Indsatsbots ordliste"
"""The publisher of our own explanations of terms."""

_VERIFIED = frozenset({"verified_primary", "verified_statute"})
STANDING = {
    "verified_secondary": "ikke læst i selve loven",
    "inference": "udledt",
    "unverified": "ikke bekræftet",
}
"""How sure a rule is, in a word: the notes of an answer say where it was read and what to do about it."""
_STANDING_UNKNOWN = "det er ikke oplyst, hvor sikkert det er"
_ALWAYS = (date.min.isoformat(), date.max.isoformat())

_Span = tuple[str, str]  # first and last day, ISO, both included


def fact_paragraphs(
    facts: Sequence[Fact],
    dates: Sequence[str],
    kind: Kind,
    today: date,
    labels: Mapping[str, str] | None = None,
) -> list[str]:
    """The facts with their standing, under each of the dates asked about when there are several.

    ``dates`` are those of the query: ISO dates, period ids or ``today``; several come oldest first. Under a
    date the facts keep their order, which is by relevance. ``labels`` say whom a fact is for, by its id.
    """
    known = labels or {}
    return [
        heading + rule_lines([rule_line(fact, kind, today, known.get(fact.id, "")) for fact in group])
        for heading, group in _by_date(facts, dates, today)
    ]


def deadline_paragraphs(deadlines: Sequence[Deadline], facts: Sequence[Fact] = ()) -> list[str]:
    """The deadlines as one list in date order, each with the place of its rule among ``facts``."""
    places = {fact.id: fact.legal_ref for fact in facts}
    lines = [
        f"{danish_date(deadline.date)}: {_due(deadline.what.strip(), places.get(deadline.fact_id, ''))}"
        for deadline in sorted(deadlines, key=lambda deadline: deadline.date)
    ]
    return ["\n".join(lines)] if lines else []


def _due(what: str, place: str) -> str:
    """What is due and by which paragraph; both in one parenthesis where there is one already."""
    if not place:
        return ended(what)
    return f"{what[:-1]}; {place})." if what.endswith(")") else f"{what.removesuffix('.')} ({place})."


def _by_date(facts: Sequence[Fact], dates: Sequence[str], today: date) -> list[tuple[str, list[Fact]]]:
    """Headings and what stands under each. A rule in force on several of the dates is said once."""
    asked = sorted({_asked(text, today) for text in dates})
    if len(asked) < 2:
        return [("", list(facts))] if facts else []
    groups: dict[tuple[int, ...], list[Fact]] = {}
    for fact in facts:
        on = tuple(i for i, (span, _) in enumerate(asked) if _overlap(span, _span(fact)))
        groups.setdefault(on, []).append(fact)
    return [
        (capitalised(listed([asked[i][1] for i in on]) or "På andre tidspunkter") + ":\n", groups[on])
        for on in sorted(groups, key=lambda on: on or (len(asked),))
    ]


def _asked(text: str, today: date) -> tuple[_Span, str]:
    """The days that a date of the query covers, and what it is called."""
    if text == TODAY or text == today.isoformat():
        now = today.isoformat()
        return (now, now), f"i dag ({danish_date(today)})"
    try:
        first, last = days_of(text)
    except ValueError:
        return (text, text), danish_date(text)
    return (first.isoformat(), last.isoformat()), danish_stretch(text)


def _span(fact: Fact) -> _Span:
    return fact.valid_from or _ALWAYS[0], fact.valid_to or _ALWAYS[1]


def _overlap(one: _Span, other: _Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def rule_lines(items: Sequence[str]) -> str:
    """Rules below each other, or the one as it is."""
    return items[0] if len(items) == 1 else "\n".join(f"- {item}" for item in items)


def rule_line(fact: Fact, kind: Kind, today: date, label: str = "", period: bool = True) -> str:
    """A rule with its reference, its period (unless ``period`` is false: said elsewhere) and its standing.

    ``label`` says whom it is for: "For jobparate på kontanthjælp".
    """
    # What a letter says is of its date; only a rule is in force.
    when = _dated(fact) if kind == "case" else _validity(fact, today)
    aside = "; ".join(part for part in (fact.legal_ref, when if period else "", standing(fact, kind)) if part)
    return (f"{label}: " if label else "") + ended(fact.text.strip()) + (f" ({aside})" if aside else "")


def _dated(fact: Fact) -> str:
    return danish_date(fact.valid_from) if fact.valid_from else ""


def _validity(fact: Fact, today: date) -> str:
    """Since and until when the rule is, was or will be in force; empty if no date is known."""
    first = danish_date(fact.valid_from) if fact.valid_from else ""
    last = danish_date(fact.valid_to) if fact.valid_to else ""
    if not first and not last:
        return ""
    begins, ends = _span(fact)
    now = today.isoformat()
    if begins > now:
        return f"gælder først fra {first}" + (f" til {last}" if last else "")
    verb = "gjaldt" if ends < now else "gælder"
    if first and last:
        return f"{verb} {first} – {last}"
    return f"{verb} fra {first}" if first else f"{verb} til og med {last}"


def standing(fact: Fact, kind: Kind = "obligation") -> str:
    """How sure the fact is, in plain words; empty when it was read in the source itself."""
    if fact.confidence in _VERIFIED:
        return ""
    if kind == "case" and fact.confidence == "verified_secondary":
        return ""  # an entry of the case is no law; which of them only the press tells of is in the notes
    return STANDING.get(fact.confidence, _STANDING_UNKNOWN)
