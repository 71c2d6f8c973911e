"""Carrying and validating the fact base."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import msgspec.yaml
import pytest

from indsats import paths
from indsats.obligations import facts
from indsats.obligations.files import DataError

CARRIED = paths.knowledge() / "obligations" / "obligations.yaml"


@pytest.fixture
def data() -> dict[str, Any]:
    return msgspec.yaml.decode(CARRIED.read_bytes())


def _write(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "obligations.yaml"
    path.write_bytes(msgspec.yaml.encode(data))
    return path


def test_all_facts_are_carried_whole() -> None:
    base = facts.load()
    assert len(base.by_id) == 137
    assert len(base.file.sources) == 71
    assert base.file.open_points
    assert len(base.file.legal_periods) == 5
    assert base.first_day == date(2017, 9, 27)
    assert base.read_until == date(2026, 2, 28)
    for fact in base.by_id.values():
        assert fact.value_da
        assert fact.legal_ref
        assert fact.sources


def test_both_ends_of_a_rule_are_in_force() -> None:
    rule = facts.load().by_id["p17-dag-foerste"]
    assert rule.in_force(date(2017, 9, 27), date(2017, 9, 27))
    assert rule.in_force(date(2019, 12, 31), date(2019, 12, 31))
    assert not rule.in_force(date(2017, 9, 26), date(2017, 9, 26))
    assert not rule.in_force(date(2020, 1, 1), date(2020, 1, 1))
    assert rule.in_force(date(2017, 1, 1), date(2017, 12, 31))


def test_a_rule_without_an_end_stays_in_force() -> None:
    assert facts.load().by_id["p20-mentor"].in_force(date(2099, 1, 1), date(2099, 1, 1))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"valid_to": "2017-01-01"}, "ends 2017-01-01 before it begins"),
        ({"sources": ["NOPE"]}, "no such source: NOPE"),
        ({"sources": []}, "no sources"),
        ({"groups": []}, "no groups"),
        ({"confidence": "sure"}, "Invalid enum value"),
        ({"topic": "weather"}, "Invalid enum value"),
        ({"valid_from": "i går"}, "valid_from"),
        ({"surprise": 1}, "surprise"),
        ({"value_da": "  "}, "no text"),
    ],
)
def test_a_wrong_fact_is_refused_by_name(
    tmp_path: Path, data: dict[str, Any], change: dict[str, Any], named: str
) -> None:
    data["facts"][3] |= change
    path = _write(tmp_path, data)
    with pytest.raises(DataError) as caught:
        facts.load(path)
    assert str(path) in str(caught.value)
    assert "p17-dag-efter6" in str(caught.value)
    assert named in str(caught.value)


def test_an_id_twice_is_refused(tmp_path: Path, data: dict[str, Any]) -> None:
    data["facts"].append(data["facts"][0])
    with pytest.raises(DataError, match=r"p17-dag-cv-samtale: the id comes twice"):
        facts.load(_write(tmp_path, data))


def test_the_overview_may_only_name_facts_that_exist(tmp_path: Path, data: dict[str, Any]) -> None:
    data["overview"]["dagpenge"]["P2017"]["facts"].append("p99")
    with pytest.raises(DataError, match=r"dagpenge: no such fact: p99"):
        facts.load(_write(tmp_path, data))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.yaml: cannot be read"):
        facts.load(tmp_path / "gone.yaml")


def test_a_file_that_is_not_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("facts: [", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.yaml"):
        facts.load(path)


def test_a_changed_file_is_read_again(tmp_path: Path, data: dict[str, Any]) -> None:
    path = _write(tmp_path, data)
    first = facts.load(path)
    assert facts.load(path) is first
    del data["overview"]
    data["overview"] = {}
    data["facts"] = data["facts"][:5]
    _write(tmp_path, data)
    os.utime(path, ns=(1, 1))
    assert len(facts.load(path).by_id) == 5
