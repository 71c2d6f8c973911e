"""Limits and the rules they belong to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec.yaml
import pytest

from indsats.obligations import limits
from indsats.obligations.check.limit_words import danish
from indsats.obligations.counting import count
from indsats.obligations.files import DataError
from indsats.obligations.index import load
from indsats.obligations.limits import LimitFile
from tests.indsats.obligations.base_copy import change

FILE = "obligations/rules/2017/offer.yaml"
RULE = "p17-job-tilbud1"
GOOD = {
    "what": "Sidste dag for første tilbud",
    "aspects": ["first_offer"],
    "amount": 3,
    "unit": "M",
    "begins": "benefit",
    "number": "deadline_months",
}


def _load(knowledge: Path, **changes: object) -> LimitFile:
    file = knowledge / FILE
    content = msgspec.yaml.decode(file.read_bytes())
    (rule,) = [rule for rule in content["rules"] if rule["id"] == RULE]
    rule |= {"limits": [{**GOOD, **changes}]}
    file.write_bytes(msgspec.yaml.encode(content))
    return limits.load(load(knowledge))


def test_a_limit_that_agrees_with_its_fact_is_taken(knowledge: Path) -> None:
    (limit,) = _load(knowledge).limits[RULE]
    assert [each.day for each in count(limit, date(2017, 11, 30))] == [date(2018, 2, 28)]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"amount": 4}, "deadline_months is not 4"),
        ({"unit": "W"}, "not in W"),
        ({"number": "deadline_weeks", "unit": "W"}, "deadline_weeks is not 3"),
        ({"number": ""}, "neither number nor says"),
        ({"number": "", "says": "senest efter 4 måneder"}, "does not say"),
        ({"amount": 0}, "lies ahead"),
        ({"after": -1}, "lies ahead"),
        ({"counting": "end_of_week"}, "end_of_week"),
        ({"count": "min_count"}, "no number min_count"),
        ({"what": "Sidste dag for de {count} samtaler"}, "belong together"),
        ({"aspects": ["mentor_cost"]}, "no such aspect of the fact: mentor_cost"),
        ({"aspects": []}, "no aspects"),
        ({"groups": ["martians"]}, "no such group: martians"),
        ({"see": ["p99-nothing"]}, "no such fact: p99-nothing"),
        ({"begins": "whenever"}, "whenever"),
        ({"unknown": 1}, "unknown"),
        ({"lasts": 5}, "no number of 5 months"),
        ({"lasts": -1}, "lies ahead"),
        ({"window": 18}, "does not say inden for 18 måneder"),
        ({"first_start": "2020-01-01"}, "not in force on 2020-01-01"),
        ({"last_start": "2017-09-26"}, "not in force on 2017-09-26"),
    ],
)
def test_a_limit_that_does_not_agree_with_its_fact_is_refused(
    knowledge: Path, changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(DataError, match=re.escape(problem)) as caught:
        _load(knowledge, **changes)
    told = re.match(rf".*offer\.yaml, line \d+: {RULE}: (.*)", str(caught.value))
    assert told
    # What the loader says, the check says in Danish; a value of the wrong kind it finds by itself.
    assert danish(told[1]) != told[1] or "$.rules" in told[1]


def test_a_fact_cannot_be_both_with_and_without_a_date(knowledge: Path) -> None:
    change(knowledge / FILE, "    limits:\n", "    without_date: derfor\n    limits:\n", after=f"id: {RULE}")
    with pytest.raises(DataError, match=f"{RULE}: both with and without"):
        limits.load(load(knowledge))


def test_a_changed_base_has_its_own_limits(knowledge: Path) -> None:
    assert limits.load(load(knowledge)) is limits.load(load(knowledge))
    before = limits.load(load(knowledge)).limits[RULE][0].what
    assert _load(knowledge, what="Sidste dag").limits[RULE][0].what == "Sidste dag" != before
