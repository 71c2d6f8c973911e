"""Laws as points in time: "LBK 1342/2016" stands for the day from which its rules were read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from indsats.obligations.index import Obligations

_NUMBER_AND_YEAR = re.compile(r"(\d+)(?:\s*/\s*|\s+(?:af|fra)\s+)(?:\d{1,2}[/.-]\d{1,2}[/.-])?(\d{4})")
_TITLE = re.compile(r"nr\. (\d+) af (\d{1,2})/(\d{1,2})/(\d{4})")


def law_dates(obligations: Obligations, laws: Iterable[str]) -> tuple[str, ...]:
    """The day (ISO) from which each law's rules can be stated, for a question that compares laws.

    A law is a source key (``LBK1342``), its number ("LBK 1342") or its number and year ("LBK 1342/2016"). The
    day is the law's own, or the first day the fact base covers if that is later. Laws that no fact was
    read in are left out.
    """
    days = []
    for law in laws:
        key = source_key(obligations, law)
        covered = [fact.valid_from for fact in obligations.base.by_id.values() if key in fact.sources]
        if covered:
            days.append(max(min(covered), _issued(obligations, key)).isoformat())
    return tuple(dict.fromkeys(days))


def source_key(obligations: Obligations, law: str) -> str:
    """The source that a law's name means, ``""`` if the base has none or the name fits several."""
    if law in obligations.base.sources:
        return law
    named = _NUMBER_AND_YEAR.search(law)
    number = named[1] if named else (re.findall(r"\d+", law) or [""])[0]
    fitting = []
    for key, entry in obligations.base.sources.items():
        title = _TITLE.search(entry.title)
        if title and title[1] == number and (named is None or named[2] == title[4]):
            fitting.append(key)
    return fitting[0] if len(fitting) == 1 else ""


def _issued(obligations: Obligations, key: str) -> date:
    title = _TITLE.search(obligations.base.sources[key].title)
    return date(int(title[4]), int(title[3]), int(title[2])) if title else date.min
