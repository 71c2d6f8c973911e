"""How dates were counted, in words: from what day, how far, what pauses did, and which days are days off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from indsats.answers.danish import capitalised, listed
from indsats.obligations import wording
from indsats.obligations.counting import load_basis
from indsats.obligations.days_off import day_off
from indsats.obligations.dues import Due
from indsats.obligations.facts import RuleFact
from indsats.obligations.limits import Begins, Counting, Limit, Unit
from indsats.obligations.pauses import Pause
from indsats.obligations.question import Asked
from indsats.periods import danish_date

FEW_SPANS = 3

BEGINS: dict[Begins, str] = {
    "benefit": "den dag, ydelsen eller ledigheden begyndte",
    "registration": "den dag, borgeren meldte sig ledig",
    "first_contact": "den dag, borgeren første gang henvendte sig om hjælp",
    "first_absence": "første fraværsdag",
    "entry": "den dag, forløbet eller ansættelsen begyndte",
    "takeover": "den dag, kommunen overtog ansvaret for borgeren",
    "visitation": "den dag, borgeren blev visiteret til fleksjob",
    "group_change": "dagen for skiftet",
    "mentor": "den dag, mentorstøtten begyndte",
    "offer_end": "den dag, det forrige tilbud sluttede",
}
"""What the start date is taken to be the date of."""
_KINDS: dict[Counting, str] = {"cumulative": "sammenlagt tid", "continuous": "sammenhængende tid"}
_UNTOUCHED: dict[Counting, str] = {
    "cumulative": "Datoen forudsætter, at der ikke har været afbrydelser; med pauser ligger den senere.",
    "continuous": "En hel kalendermåned uden ydelse bryder perioden, og så begynder den forfra.",
}
_DOUBTS = {
    "verified_secondary": " Den er ikke læst i selve loven.",
    "inference": " Den er udledt af andre bestemmelser.",
    "unverified": " Den er ikke bekræftet.",
}
_PLURALS = {"en lørdag": "lørdage", "en søndag": "søndage"}
_UNITS = {"W": ("uge", "uger"), "M": ("måned", "måneder"), "Y": ("år", "år")}


def told(fact: RuleFact) -> str:
    """A rule beside the answer's own, with how sure it is."""
    return wording.text_and_reference(fact) + _DOUBTS.get(fact.confidence, "")


def of_one(asked: Asked, due: Due, pauses: Sequence[Pause]) -> str:
    """How one date was counted, for where it stands alone."""
    said = [
        _from(due.counted.since, due.limit, [span(due.limit)], asked.first.first),
        _way(due.counting, pauses),
        *_moved(due, [due.day]),
        *_shortened(asked, [due]),
        *_of_limit(asked, due),
        *_days_off([due.day]),
    ]
    return " ".join(part for part in said if part)


def of_all(asked: Asked, dues: Sequence[Due], pauses: Sequence[Pause]) -> list[str]:
    """What was counted from, how far, and what the dates take for granted; alike for several said once."""
    said = [*_from_where(asked, dues)]
    said += [sentence for due in dues for sentence in _ways(asked, due, pauses)]
    said += _pauses(asked, dues, pauses)
    said += _shortened(asked, dues)
    said += [sentence for due in dues for sentence in _of_limit(asked, due)]
    see = [asked.obligations.base.by_id[id] for due in dues for id in due.limit.see]
    said += [f"Se også: {told(fact)}" for fact in see]
    return list(dict.fromkeys([*said, *_days_off([due.day for due in dues])]))


# From where, and how far


def _from_where(asked: Asked, dues: Sequence[Due]) -> list[str]:
    """What the start date was taken for. The dates are wrong if it was the date of something else."""
    start = asked.first.first
    alike: dict[tuple[str, bool], dict[str, Limit]] = {}
    for due in dues:
        key = due.limit.begins, due.limit.counting == "end_of_week"
        alike.setdefault(key, {}).setdefault(span(due.limit), due.limit)
    return [
        _from(start, next(iter(spans.values())), list(spans) if len(spans) <= FEW_SPANS else [], start)
        for spans in alike.values()
    ]


def _from(since: date, limit: Limit, spans: Sequence[str], start: date) -> str:
    how_long = f": {listed(list(spans))}" if spans else ""
    what = BEGINS[limit.begins] if since == start else "dagen efter den afbrydelse, der brød perioden"
    first = "Den første dag tælles med" if limit.counting == "end_of_week" else "Startdagen tælles ikke med"
    return f"Regnet fra {danish_date(since)} som {what}{how_long}. {first}."


def span(limit: Limit) -> str:
    """How long a limit is, in words: "3 måneder", "udgangen af 8. uge", "hver 3. måned"."""
    one, several = _UNITS[limit.unit]
    if limit.counting == "end_of_week" and limit.times == 1:
        return f"til udgangen af {limit.amount}. uge"
    amount = f"{limit.amount:g}".replace(".", ",") + f" {one if limit.amount == 1 else several}"
    if limit.times == 1:
        return amount
    how_long = f" i {limit.lasts} måneder" if limit.lasts else " det første år"
    return _every(limit.amount, limit.unit) + ("" if limit.times else how_long)


def _every(amount: float, unit: Unit) -> str:
    """How often: "hver måned", "hver anden uge", "hvert andet år", "hver 4. uge", "hvert 2½ år"."""
    one = _UNITS[unit][0]
    each, second = ("hvert", "andet") if unit == "Y" else ("hver", "anden")
    if amount == 1:
        return f"{each} {one}"
    if amount == 2:
        return f"{each} {second} {one}"
    if amount % 1:
        return f"{each} {amount:g} {one}".replace(".5", "½").replace(".", ",")
    return f"{each} {amount:g}. {one}"


def _shortened(asked: Asked, dues: Sequence[Due]) -> list[str]:
    days: dict[int, list[str]] = {}
    for due in dues:
        since = due.counted.since.day
        if due.limit.unit != "W" and due.day.day != since and not _lengthened(due):
            days.setdefault(since, []).append(danish_date(due.day))
    return [
        f"Måneden har ingen dag nr. {day}, så fristen er månedens sidste dag: "
        f"{listed(list(dict.fromkeys(ends)))}."
        for day, ends in days.items()
    ]


def _of_limit(asked: Asked, due: Due) -> list[str]:
    """What the limit itself leaves open."""
    said = []
    if due.limit.share:
        share = due.fact.numbers[due.limit.share]
        said.append(
            f"Kravet i {wording.reference(asked.obligations, due.fact)} skal være opfyldt for mindst "
            f"{share} pct. af gruppen; datoen er derfor ikke en frist for hver enkelt borger."
        )
    if due.limit.leniency:
        said.append(f"{due.limit.leniency}; det er ikke lagt til datoen.")
    if due.limit.assumes:
        said.append(wording.sentence_case(due.limit.assumes))
    return said


def _days_off(days: Iterable[date]) -> list[str]:
    by_name: dict[str, list[str]] = {}
    for day in dict.fromkeys(days):
        if name := day_off(day):
            by_name.setdefault(name, []).append(danish_date(day))
    said = [
        f"{listed(off)} er {_PLURALS.get(name, name) if len(off) > 1 else name}"
        for name, off in by_name.items()
    ]
    return [f"{'; '.join(said)}. Fristen er ikke flyttet af den grund."] if said else []


# Which time counts


def _ways(asked: Asked, due: Due, pauses: Sequence[Pause]) -> list[str]:
    """The way of counting; each group's own when they differ."""
    by_counting = due.limit.by_counting(due.groups)
    some = len(by_counting) > 1 or set(due.groups) < set(asked.wanted.groups)
    return [
        (f"For {wording.group_names(asked.obligations, groups)}: " if some else "") + way
        for counting, groups in by_counting.items()
        if (way := _way(counting, pauses))
    ]


def _way(counting: Counting, pauses: Sequence[Pause]) -> str:
    if counting not in _KINDS:
        return ""
    return f"Der tælles {_KINDS[counting]}." + (f" {_UNTOUCHED[counting]}" if not pauses else "")


# What pauses did


def _lengthened(due: Due) -> bool:
    return due.counting == "cumulative" and bool(due.counted.behind)


def _pauses(asked: Asked, dues: Sequence[Due], pauses: Sequence[Pause]) -> list[str]:
    if not pauses:
        return []
    said = []
    touched: dict[tuple[Counting, tuple[Pause, ...]], list[Due]] = {}
    for due in dues:
        if due.counted.behind:
            touched.setdefault((due.counting, due.counted.behind), []).append(due)
    for alike in touched.values():
        said += _moved(alike[0], list(dict.fromkeys(due.day for due in alike)))
    untouched: dict[str, dict[date, None]] = {}
    for due in dues:
        if not due.counted.behind:
            untouched.setdefault(_why_not(due, pauses), {}).setdefault(due.day)
    given = _named(pauses)
    for why, days in untouched.items():
        frist = "Fristen" if len(days) == 1 else "Fristerne"
        said.append(f"{frist} {_days(list(days))} er ikke flyttet af {given}: {why}.")
    breaks = [pause.first for pause in pauses if pause.breaks]
    if any(first <= due.day for first in breaks for due in dues if due.counting not in _KINDS):
        said.append("Om en længere afbrydelse får de øvrige frister til at begynde forfra, er ikke læst.")
    return [*said, *_basis(asked, dues)]


def _moved(due: Due, days: Sequence[date]) -> list[str]:
    """What pauses did to a date, and to others alike."""
    behind = due.counted.behind
    if not behind:
        return []
    if due.counting == "cumulative":
        added = sum(pause.days for pause in behind)
        one_by_one = "" if len(behind) == 1 else f" ({listed([_long(pause) for pause in behind])})"
        return [
            f"Der er lagt {_day_count(added)} til for {_named(behind)}{one_by_one}, fordi der tælles "
            f"sammenlagt tid: {_days(days)}."
        ]
    since = danish_date(due.counted.since)
    return [
        f"{capitalised(_named(behind))} rummer en hel kalendermåned uden ydelse og bryder den sammenhængende "
        f"tid. Der er regnet forfra fra {since}: {_days(days)}."
    ]


def _why_not(due: Due, pauses: Sequence[Pause]) -> str:
    """Why a date is not moved by any of the pauses."""
    if all(pause.first > due.day for pause in pauses):
        return "fristen udløb, før afbrydelsen begyndte"
    if due.counting == "continuous":
        return "der er ikke en hel kalendermåned uden ydelse, før fristen udløber"
    return "reglen siger ikke, at der tælles sammenlagt eller sammenhængende tid"


def _basis(asked: Asked, dues: Sequence[Due]) -> list[str]:
    """Where it stands how time is counted, and what was not read of it."""
    known, start = asked.obligations, asked.first.first
    basis = load_basis(known)
    ids = dict.fromkeys(id for due in dues for id in basis.of(due.counting))
    rules = [known.base.by_id[id] for id in ids]
    if not rules:
        return []
    of_start = [rule for rule in rules if rule.in_force(start, start)]
    where = [f"Sådan tælles tiden: {told(rule)}" for rule in of_start] or [
        f"Sådan tælles tiden, som det er læst for en anden periode. {quote}"
        for quote in wording.quotes(rules, asked.today)
    ]
    return [*where, wording.sentence_case(basis.not_read)]


def _named(pauses: Sequence[Pause]) -> str:
    """ "afbrydelsen 1.-31. marts 2026" or several."""
    return f"afbrydelse{'n' if len(pauses) == 1 else 'rne'} {listed([_from_to(pause) for pause in pauses])}"


def _from_to(pause: Pause) -> str:
    if pause.first == pause.last:
        return danish_date(pause.first)
    last = danish_date(pause.last)
    if (pause.first.year, pause.first.month) == (pause.last.year, pause.last.month):
        return f"{pause.first.day}.-{last}"
    return f"{danish_date(pause.first)} – {last}"


def _long(pause: Pause) -> str:
    return f"{_day_count(pause.days)} for {_from_to(pause)}"


def _day_count(days: int) -> str:
    return f"{days} {'dag' if days == 1 else 'dage'}"


def _days(days: Sequence[date]) -> str:
    return listed([danish_date(day) for day in dict.fromkeys(days)])
