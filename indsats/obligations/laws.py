"""Laws as points in time: "LBK 1342/2016" stands for the day from which its rules were read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Obligations

_NUMBER_AND_YEAR = re.compile(r"(\d+)(?:\s*/\s*|\s+(?:af|fra)\s+)(?:\d{1,2}[/.-]\d{1,2}[/.-])?(\d{4})")
_TITLE = re.compile(r"nr\. (\d+) af (\d{1,2})/(\d{1,2})/(\d{4})")
_AMENDING = re.compile(r"L\d+", re.ASCII)


def law_dates(obligations: Obligations, laws: Iterable[str]) -> tuple[str, ...]:
    """The day (ISO) from which each law's rules can be stated, for a question that compares laws.

    A law is a source key (``LBK1342``), its number ("LBK 1342") or its number and year ("LBK 1342/2016"). The
    day is the law's own, or the first day the fact base covers if that is later; of an amending act it is the
    first day that a rule which came with it began. Laws that no fact was read in are left out.
    """
    days = []
    for law in laws:
        key = source_key(obligations, law)
        facts = obligations.base.by_id
        if is_amending(key) and (began := effects(obligations, key)):
            days.append(min(facts[id].valid_from for id in began).isoformat())
        elif covered := [fact.valid_from for fact in facts.values() if key in fact.sources]:
            days.append(max(min(covered), issued(obligations, key)).isoformat())
    return tuple(dict.fromkeys(days))


def source_key(obligations: Obligations, law: str) -> str:
    """The source that a law's name means, ``""`` if the base has none or the name fits several."""
    if law in obligations.base.sources:
        return law
    named = _NUMBER_AND_YEAR.search(law)
    wanted = named[1] if named else (re.findall(r"\d+", law) or [""])[0]
    fitting = []
    for key, entry in obligations.base.sources.items():
        title = _TITLE.search(entry.title)
        if title and title[1] == wanted and (named is None or named[2] == title[4]):
            fitting.append(key)
    return fitting[0] if len(fitting) == 1 else ""


def is_amending(key: str) -> bool:
    """Whether a source is an act as passed (``L1750``): what it says begins on days of its own."""
    return _AMENDING.fullmatch(key) is not None


def mentions(fact: RuleFact, key: str) -> bool:
    """Whether a rule was read in a document, or its reference names it."""
    return key in fact.sources or key in fact.sections


def effects(obligations: Obligations, key: str) -> frozenset[str]:
    """The rules (ids) that an act brought: those that cite it and began on its day or later."""
    day = issued(obligations, key)
    facts = obligations.base.by_id.values()
    return frozenset(fact.id for fact in facts if mentions(fact, key) and fact.valid_from >= day)


def issued(obligations: Obligations, key: str) -> date:
    """The day that a document was issued, the first of all days where its title does not say."""
    title = _TITLE.search(obligations.base.sources[key].title)
    return date(int(title[4]), int(title[3]), int(title[2])) if title else date.min


def number(obligations: Obligations, key: str) -> str:
    """The number of a document, "" where its title does not say."""
    title = _TITLE.search(obligations.base.sources[key].title)
    return title[1] if title else ""
