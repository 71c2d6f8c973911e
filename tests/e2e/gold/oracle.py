"""What the right answer to a figure question is, worked out by plain reading of the CSV files.

A second path to the figures, so that the gold set can find faults in the first: nothing is of ``indsats``.
A question's expectation is a small mapping, for instance::

    {op: rank, measure: ledighedsprocent, among: Region Sjælland, direction: lowest, limit: 5}

``op`` is an operation of the answer contract, or ``rank_change`` (order by change), ``several`` (measures
side by side), ``peers`` (a municipality beside its like) or ``declined``. The other keys:

- ``measure`` (``measures`` for ``several``), ``benefit``/``benefits``, ``category``/``categories``: ids of
  the catalogue.
- ``area``/``areas``: names or codes; ``among``: a region, landsdel or kommunegruppe, or a list of names,
  and ``except`` names.
- ``period``/``periods``: canonical ids; ``from``/``to``: a stretch; neither is the newest published. ``to``
  left out is the newest, and ``newest``, ``newest-1`` ... count back from it.
- ``direction`` (highest, lowest), ``limit``, ``position`` (a municipality), ``per_1000``, ``over`` (areas,
  periods, benefits, categories).
- ``above``/``below``/``at_least``/``at_most``: a number, or an area whose figure is the bound.
- ``by`` (difference, pct_change); ``of`` (benefit, category, area) with ``whole`` for the area around.
- ``kinds``: the kinds of answer that are right for ``declined``.
- ``says``: a regular expression that the text must contain besides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

KNOWLEDGE = Path(__file__).resolve().parents[3] / "knowledge"
COUNTRY = "000"
REGIONS = {
    "Region Nordjylland": "081",
    "Region Midtjylland": "082",
    "Region Syddanmark": "083",
    "Region Hovedstaden": "084",
    "Region Sjælland": "085",
}
DEFAULT_LIMIT = 10
MOST_PARTS = 20
"""What went into a sum or an average stands among the rows when it is at most this many."""
MEASURES_OF_UNEMPLOYED = ("ledige_fuldtid", "ledighedsprocent", "langtidsledige")
CASE_MEASURES = ("uden_indsats_antal", "uden_indsats_andel")
"""Single figures told to parliament: an answer about the case of 2017 may give all those of an area."""
_ID_COLUMNS = {"area", "period", "benefit", "category"}
_NEWEST = re.compile(r"newest(?:-(\d+))?$")


class Key(NamedTuple):
    """Which figure: one cell of the tables."""

    measure: str
    benefit: str
    category: str
    area: str
    period: str


@dataclass(frozen=True)
class Wanted:
    """A computed figure: right within ``tolerance`` (of rounding). An empty ``unit`` is any."""

    kind: str
    value: Decimal
    tolerance: Decimal = Decimal("0.051")
    unit: str = ""

    def fits(self, item: Mapping[str, Any]) -> bool:
        """Whether a computed item of an answer is this one."""
        if item["kind"] != self.kind or (self.unit and item["unit"] != self.unit):
            return False
        return abs(Decimal(str(item["value"])) - self.value) <= self.tolerance


@dataclass(frozen=True)
class Expected:
    """What a right answer holds.

    ``required`` rows must stand, ``allowed`` may; any other row is a fault. ``order`` says which rows may
    stand at each place from the first (equals may change places). ``computed`` must stand, ``optional`` may.
    ``least`` is how many rows there must be. ``figures`` is False where the right answer gives none.
    """

    kinds: frozenset[str]
    required: tuple[Key, ...] = ()
    allowed: frozenset[Key] = frozenset()
    order: tuple[frozenset[Key], ...] = ()
    computed: tuple[Wanted, ...] = ()
    optional: tuple[Wanted, ...] = ()
    least: int = 0
    says: str = ""
    figures: bool = True


# -- the tables ------------------------------------------------------------------------------------


@cache
def figures() -> dict[Key, Decimal | None]:
    """Every cell of the files; None is a cell that is not published."""
    found: dict[Key, Decimal | None] = {}
    # FOLK1AM and FOLK1A are kept apart by the kind of period, as are y25i01 and AUP02.
    for path in sorted((KNOWLEDGE / "statistics").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                names = [line["measure"]] if "measure" in line else [n for n in line if n not in _ID_COLUMNS]
                for name in names:
                    text = line["value"] if "measure" in line else line[name]
                    key = Key(name, line["benefit"], line["category"], line["area"], line["period"])
                    found[key] = Decimal(text) if text else None
    return found


@cache
def municipalities() -> dict[str, dict[str, str]]:
    """The rows of the list of municipalities by code."""
    with (KNOWLEDGE / "areas" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return {line["code"]: line for line in csv.DictReader(file)}


@cache
def _codes() -> dict[str, str]:
    codes = {line["name"]: code for code, line in municipalities().items()}
    return {**codes, **REGIONS, "hele landet": COUNTRY}


def code_of(name: str) -> str:
    """The code of a municipality, a region or ``hele landet``; KeyError for other names."""
    return name if re.fullmatch(r"\d{3}", name) else _codes()[name]


def members(among: str | Sequence[str] | None, without: Sequence[str] = ()) -> list[str]:
    """The municipalities of a region, landsdel, kommunegruppe or list of names; all of them for None."""
    left_out = {code_of(name) for name in without}
    lines = municipalities().items()
    if among is None:
        found = [code for code, _ in lines]
    elif isinstance(among, str):
        found = [c for c, row in lines if among in (row["region"], row["landsdel"], row["komgrp"])]
    else:
        found = [code_of(name) for name in among]
    if not found:
        raise KeyError(among)
    return [code for code in found if code not in left_out]


@cache
def _periods(measure: str, benefit: str, category: str, area: str) -> tuple[str, ...]:
    """The periods with a cell, the oldest first; those of parliament's single figures apart."""
    key = (measure, benefit, category, area)
    return tuple(sorted((k.period for k in figures() if k[:4] == key), key=first_day))


def first_day(period: str) -> date:
    """The first day of a month, quarter, year or week id."""
    year, kind, number = int(period[:4]), period[4], int(period[5:])
    if kind == "W":
        return date.fromisocalendar(year, number, 1)
    return date(year, {"M": number, "Q": 3 * number - 2, "Y": 1}[kind], 1)


@cache
def newest(measure: str, benefit: str, category: str, back: int = 0) -> str:
    """The newest period that anyone has (``back`` periods before it), of the kind of the newest."""
    found = {k.period for k in figures() if k[:3] == (measure, benefit, category)}
    known = sorted(found, key=first_day)
    return [p for p in known if p[4] == known[-1][4]][-1 - back]


def nearest_population(area: str, period: str) -> Key:
    """The population figure whose day is nearest to the first day of a period."""
    day = first_day(period)
    known = _periods("folketal", "", "", area)
    best = min(known, key=lambda p: (abs((first_day(p) - day).days), p[4] != "M"))
    return Key("folketal", "", "", area, best)


# -- from an expectation to the right answer ---------------------------------------------------------


def expectations(spec: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> list[Expected]:
    """The answers that are right; several where the contract leaves more than one reading open."""
    return [expected(one) for one in ([spec] if isinstance(spec, Mapping) else spec)]


def expected(spec: Mapping[str, Any]) -> Expected:
    """The right answer to one reading.

    Raises:
        KeyError: if the expectation names an operation, area or cell that does not exist.
    """
    if spec["op"] == "declined":
        return Expected(frozenset(_listed(spec["kinds"])), says=spec.get("says", ""), figures=False)
    unknown = set(spec) - _SPEC_KEYS
    if unknown:
        raise KeyError(f"unknown keys {sorted(unknown)}")
    return _OPERATIONS[spec["op"]](spec)


_SPEC_KEYS = {
    *("op", "measure", "measures", "benefit", "benefits", "category", "categories", "area", "areas", "among"),
    *("except", "period", "periods", "from", "to", "direction", "limit", "position", "over", "per_1000"),
    *("above", "below", "at_least", "at_most", "by", "of", "whole", "says"),
}


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _benefits(spec: Mapping[str, Any], measure: str) -> list[str]:
    if "benefits" in spec or "benefit" in spec:
        return _listed(spec.get("benefits", spec.get("benefit")))
    if measure == "folketal":
        return [""]
    return ["alle"] if measure in MEASURES_OF_UNEMPLOYED else ["kontanthjaelp"]


def _categories(spec: Mapping[str, Any]) -> list[str]:
    return _listed(spec.get("categories", spec.get("category", "")))


def _areas(spec: Mapping[str, Any]) -> list[str]:
    return [code_of(name) for name in _listed(spec.get("areas", spec.get("area", COUNTRY)))]


def _when(spec: Mapping[str, Any], measure: str, benefit: str, category: str, area: str) -> list[str]:
    """The periods that an expectation names, for one series."""

    def exact(said: str) -> str:
        back = _NEWEST.match(said)
        return newest(measure, benefit, category, int(back[1] or 0)) if back else said

    if "from" in spec or "to" in spec:
        last = exact(spec.get("to", "newest"))
        kind = last[4]
        known = [p for p in _periods(measure, benefit, category, area) if p[4] == kind]
        first = exact(spec["from"]) if "from" in spec else known[0]
        return [p for p in known if first_day(first) <= first_day(p) <= first_day(last)]
    return [exact(said) for said in _listed(spec.get("periods", spec.get("period", "newest")))]


def _keys(spec: Mapping[str, Any], areas: Sequence[str] | None = None) -> list[Key]:
    """The cells of an expectation in the order named: area, benefit, category, period.

    Those of ``areas`` (a pool, rather than areas named) may lie outside the tables.
    """
    found = []
    for measure in _listed(spec.get("measures", spec.get("measure"))):
        for area in areas if areas is not None else _areas(spec):
            for benefit in _benefits(spec, measure):
                for category in _categories(spec):
                    for period in _when(spec, measure, benefit, category, area):
                        key = Key(measure, benefit, category, area, period)
                        # A municipality without the cell is not among those put in order or counted.
                        if key not in figures() and areas is None:
                            raise KeyError(key)
                        found.append(key)
    return found


def _months_of(spec: Mapping[str, Any], area: str, period: str) -> list[Key]:
    """The published cells within a longer period."""
    measure = spec["measure"]
    benefit, category = _benefits(spec, measure)[0], _categories(spec)[0]
    start = first_day(period)
    months = {"Y": 12, "Q": 3}[period[4]]
    end = date(start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1, 1)
    known = _periods(measure, benefit, category, area)
    inside = [p for p in known if start <= first_day(p) < end and "YQM".index(p[4]) > "YQM".index(period[4])]
    if not inside:
        raise KeyError((measure, area, period))
    return [Key(measure, benefit, category, area, p) for p in inside]


def _value(key: Key) -> Decimal:
    value = figures()[key]
    if value is None:
        raise KeyError(f"not published: {key}")
    return value


def is_percent(measure: str) -> bool:
    """Whether a measure is in per cent, so that it differs in percentage points."""
    return "procent" in measure or "pct" in measure or "grad" in measure or "andel" in measure


def _unit(measure: str) -> str:
    return "procentpoint" if is_percent(measure) else ""


def _answered(keys: Iterable[Key], spec: Mapping[str, Any], **rest: Any) -> Expected:
    """A statistic; where every cell asked for is hidden, saying that there is none to show is as right."""
    required = tuple(dict.fromkeys(keys))
    kinds = {"statistic"}
    if required and all(figures()[key] is None for key in required):
        kinds.add("not_available")
    if any(key.measure in CASE_MEASURES for key in required):
        kinds.add("case")
        areas = {key.area for key in required}
        told = {key for key in figures() if key.measure in CASE_MEASURES and key.area in areas}
        rest["allowed"] = rest.get("allowed", frozenset()) | told
    return Expected(frozenset(kinds), required, says=spec.get("says", ""), **rest)


def _difference(later: Decimal, earlier: Decimal, measure: str, slack: str = "0.0001") -> Wanted:
    return Wanted("difference", later - earlier, Decimal(slack), _unit(measure))


def _value_op(spec: Mapping[str, Any]) -> Expected:
    return _answered(_keys(spec), spec)


def _compare(spec: Mapping[str, Any]) -> Expected:
    if _is_averaged(spec):
        return _compare_averages(spec, sorted(_listed(spec.get("periods", spec.get("period")))))
    keys = _keys(spec)
    wanted: tuple[Wanted, ...] = ()
    if len(keys) == 2 and all(figures()[key] is not None for key in keys):
        first, second = keys
        if first[:4] == second[:4]:  # over time: later minus earlier
            second, first = sorted(keys, key=lambda key: first_day(key.period))
        wanted = (_difference(_value(first), _value(second), first.measure),)
    return _answered(keys, spec, computed=wanted)


def _is_averaged(spec: Mapping[str, Any]) -> bool:
    """Whether a period named is longer than those published, so that the figure is an average."""
    said = _listed(spec.get("periods", spec.get("period", "")))[0]
    if said[4:5] not in ("Y", "Q"):
        return False
    measure = spec["measure"]
    key = Key(measure, _benefits(spec, measure)[0], _categories(spec)[0], _areas(spec)[0], said)
    return key not in figures()


def _compare_averages(spec: Mapping[str, Any], periods: Sequence[str]) -> Expected:
    sets = [_months_of(spec, area, period) for area in _areas(spec) for period in periods]
    means = [_mean(parts) for parts in sets]
    measure = spec["measure"]
    wanted = [_average(mean, measure) for mean in means]
    if len(means) == 2:
        first, second = reversed(means) if len(periods) == 2 else means
        # Between the rounded averages or the exact ones: both are in use.
        wanted.append(_difference(first, second, measure, "0.11" if is_percent(measure) else "1"))
    parts = frozenset(key for one in sets for key in one)
    return _answered((), spec, allowed=parts, computed=tuple(wanted))


def _mean(keys: Sequence[Key]) -> Decimal:
    return sum((_value(key) for key in keys), Decimal(0)) / len(keys)


def _average(mean: Decimal, measure: str) -> Wanted:
    return Wanted("average", mean, Decimal("0.051") if is_percent(measure) else Decimal("0.51"))


def _average_op(spec: Mapping[str, Any]) -> Expected:
    if spec.get("over") == "areas":
        keys = _pool(spec)
    elif "from" in spec or "to" in spec or len(_listed(spec.get("areas", ()))) > 1:
        keys = _keys(spec)
    else:
        keys = [k for area in _areas(spec) for k in _months_of(spec, area, spec["period"])]
    parts = keys if len(keys) <= MOST_PARTS else []
    mean = _average(_mean(keys), spec["measure"])
    return _answered(parts, spec, allowed=frozenset(keys), computed=(mean,))


def _sum(spec: Mapping[str, Any]) -> Expected:
    among = members(spec["among"], spec.get("except", ())) if "among" in spec else _areas(spec)
    keys = _keys(spec, among)
    total = sum((_value(key) for key in keys), Decimal(0))
    parts = keys if len(keys) <= MOST_PARTS else []
    wanted = Wanted("sum", total, Decimal("0.001"))
    return _answered(parts, spec, allowed=frozenset(keys), computed=(wanted,))


def _in_order(spec: Mapping[str, Any], scored: Mapping[Key, Decimal]) -> list[Key]:
    sign = 1 if spec.get("direction") == "lowest" else -1
    return sorted(scored, key=lambda key: (sign * scored[key], key.area, key.period))


def _places(ordered: Sequence[Key], scored: Mapping[Key, Decimal], count: int) -> tuple[frozenset[Key], ...]:
    """Which cells may stand at each of the first places: the equals of the one that does."""
    return tuple(frozenset(k for k in ordered if scored[k] == scored[one]) for one in ordered[:count])


def _pool(spec: Mapping[str, Any]) -> list[Key]:
    """The cells among which to put in order or to count."""
    over = spec.get("over", "areas")
    if over != "areas" or "areas" in spec:
        return _keys(spec)
    pool = _keys(spec, members(spec.get("among"), spec.get("except", ())))
    return [key for key in pool if key in figures()]


def _population_rows(keys: Iterable[Key]) -> frozenset[Key]:
    return frozenset(nearest_population(key.area, key.period) for key in keys)


def _per_1000(key: Key) -> Decimal:
    return _value(key) * 1000 / _value(nearest_population(key.area, key.period))


def _place(own: Decimal, values: Sequence[Decimal], direction: str) -> Wanted:
    """The place of a value; equals may be given the first or the last of their places."""
    before = sum(value < own if direction == "lowest" else value > own for value in values)
    same = values.count(own)
    return Wanted("rank", before + Decimal(1 + same) / 2, Decimal(same - 1) / 2)


def _rank(spec: Mapping[str, Any]) -> Expected:
    pool = [key for key in _pool(spec) if figures()[key] is not None]
    scored = {key: _per_1000(key) if spec.get("per_1000") else _value(key) for key in pool}
    ordered = _in_order(spec, scored)
    if "position" in spec:
        own = next(key for key in ordered if key.area == code_of(spec["position"]))
        place = _place(scored[own], list(scored.values()), spec.get("direction", "highest"))
        return _answered((own,), spec, allowed=frozenset(pool), computed=(place,))
    count = min(spec.get("limit") or (len(ordered) if "areas" in spec else DEFAULT_LIMIT), len(ordered))
    places = _places(ordered, scored, count)
    # Only equals of the last may stand for it, so what must stand is what is surely among the first.
    sure = [k for k in ordered[:count] if scored[k] != scored[ordered[count - 1]] or len(places[-1]) == 1]
    wanted = tuple(Wanted("per_1000", scored[k]) for k in sure) if spec.get("per_1000") else ()
    allowed = frozenset().union(*places)
    if spec.get("per_1000"):
        allowed |= _population_rows(pool)
    return _answered(sure, spec, allowed=allowed, order=places, computed=wanted)


def _extreme(spec: Mapping[str, Any]) -> Expected:
    pool = _pool(spec)
    known = [key for key in pool if figures()[key] is not None]
    scored = {key: _per_1000(key) if spec.get("per_1000") else _value(key) for key in known}
    ordered = _in_order(spec, scored)
    best = _places(ordered, scored, 1)[0]
    named = spec.get("over") == "benefits" or "areas" in spec
    required = pool if named else (ordered[0],) if len(best) == 1 else ()
    allowed = frozenset(pool) | (_population_rows(known) if spec.get("per_1000") else frozenset())
    optional = tuple(Wanted("per_1000", score) for score in scored.values()) if spec.get("per_1000") else ()
    return _answered(required, spec, allowed=allowed, order=(best,), optional=optional)


def _trend(spec: Mapping[str, Any]) -> Expected:
    keys = sorted(_keys(spec), key=lambda key: first_day(key.period))
    places = tuple(frozenset(k for k in keys if k.period == key.period) for key in keys)
    return _answered(keys, spec, order=places)


def _changes(earlier: Key, later: Key) -> tuple[Wanted, Wanted]:
    before, after = _value(earlier), _value(later)
    percent = Wanted("pct_change", (after - before) * 100 / before, unit="pct.")
    return _difference(after, before, later.measure), percent


def _change(spec: Mapping[str, Any]) -> Expected:
    keys = _keys(spec)
    computed: list[Wanted] = []
    optional: list[Wanted] = []
    for earlier, later in zip(keys[::2], keys[1::2], strict=True):
        if figures()[earlier] is None or figures()[later] is None:
            continue
        gap, percent = _changes(earlier, later)
        computed.append(gap)
        # Of a percentage the change in per cent says little: it may be given.
        (optional if is_percent(later.measure) else computed).append(percent)
    return _answered(keys, spec, computed=tuple(computed), optional=tuple(optional))


def _rank_change(spec: Mapping[str, Any]) -> Expected:
    """In order by change: the later rows in that order, and what the order is by among the computed ones."""
    keys = _keys(spec, members(spec.get("among"), spec.get("except", ())))
    pairs = {
        later: earlier
        for earlier, later in zip(keys[::2], keys[1::2], strict=True)
        if figures().get(earlier) is not None and figures().get(later) is not None
    }
    changes = {later: _changes(earlier, later) for later, earlier in pairs.items()}
    by = spec.get("by") or ("difference" if is_percent(spec["measure"]) else "pct_change")
    which = 0 if by == "difference" else 1
    scored = {later: both[which].value for later, both in changes.items()}
    ordered = _in_order(spec, scored)
    count = min(spec.get("limit") or DEFAULT_LIMIT, len(ordered))
    places = _places(ordered, scored, count)
    sure = [k for k in ordered[:count] if scored[k] != scored[ordered[count - 1]] or len(places[-1]) == 1]
    shown = frozenset().union(*places)
    optional = tuple(wanted for key in shown for wanted in changes[key])
    return _answered(
        sure,
        spec,
        allowed=shown | {pairs[key] for key in shown},
        # Of one municipality the earlier end may stand first.
        order=places if count > 1 else (),
        least=count,
        computed=tuple(changes[key][which] for key in sure),
        optional=optional,
    )


def _share(spec: Mapping[str, Any]) -> Expected:
    part = _keys(spec)[0]
    wholes = {
        "benefit": part._replace(benefit="alle"),
        "category": part._replace(category=""),
        "area": part._replace(area=code_of(spec.get("whole", COUNTRY))),
    }
    whole = wholes[spec["of"]]
    others = [k for k in figures() if spec["of"] != "area" and k[:1] + k[3:] == part[:1] + part[3:]]
    wanted = Wanted("share", _value(part) * 100 / _value(whole), unit="pct.")
    return _answered((part,), spec, allowed=frozenset({whole, *others}), computed=(wanted,))


def _per_capita(spec: Mapping[str, Any]) -> Expected:
    keys = _keys(spec)
    wanted = tuple(Wanted("per_1000", _per_1000(key)) for key in keys)
    return _answered(keys, spec, allowed=_population_rows(keys), computed=wanted)


def _breakdown(spec: Mapping[str, Any]) -> Expected:
    if spec.get("over") == "areas":
        return _answered(_pool(spec), spec)
    keys = _keys(spec)
    totals = {key._replace(category="") for key in keys} | {key._replace(benefit="alle") for key in keys}
    return _answered(keys, spec, allowed=frozenset(key for key in totals if key in figures()))


_BOUNDS = {
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
}


def _count(spec: Mapping[str, Any]) -> Expected:
    pool = [key for key in _pool(spec) if figures()[key] is not None]
    allowed = set(pool)
    name, said = next((name, spec[name]) for name in _BOUNDS if name in spec)
    if isinstance(said, str):
        reference = pool[0]._replace(area=code_of(said))
        bound = _value(reference)
        allowed.add(reference)
        pool = [key for key in pool if key != reference]
    else:
        bound = Decimal(str(said))
    matching = [key for key in pool if _BOUNDS[name](_value(key), bound)]
    wanted = (Wanted("count", Decimal(len(matching)), Decimal(0)),)
    # The months that were looked through may be shown; a municipality shown is one that is counted.
    shown = allowed if spec.get("over") == "periods" else {*matching, *(allowed - set(pool))}
    return _answered((), spec, allowed=frozenset(shown), computed=wanted)


def _several(spec: Mapping[str, Any]) -> Expected:
    return _answered(_keys(spec), spec)


def _peers(spec: Mapping[str, Any]) -> Expected:
    """The municipality's own row, and at least two more from its kommunegruppe; which ones is a choice."""
    own = _keys(spec)[0]
    group = municipalities()[own.area]["komgrp"]
    like = [own._replace(area=code) for code in members(group)]
    values = [value for key in like if (value := figures()[key]) is not None]
    optional = tuple(_place(_value(own), values, direction) for direction in ("highest", "lowest"))
    national = own._replace(area=COUNTRY)
    return _answered((own,), spec, allowed=frozenset({*like, national}), optional=optional, least=3)


_OPERATIONS = {
    "value": _value_op,
    "compare": _compare,
    "rank": _rank,
    "extreme": _extreme,
    "trend": _trend,
    "change": _change,
    "rank_change": _rank_change,
    "share": _share,
    "per_capita": _per_capita,
    "average": _average_op,
    "sum": _sum,
    "breakdown": _breakdown,
    "count": _count,
    "several": _several,
    "peers": _peers,
}
OPERATIONS = (*_OPERATIONS, "declined")
