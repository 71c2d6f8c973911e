"""Carrying and validating the fact base."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from indsats.obligations import facts
from indsats.obligations.files import DataError
from tests.indsats.obligations.base_copy import change

CONTACT_2017 = "rules/2017/contact.yaml"
FOURTH = "- id: p17-dag-efter6"


@pytest.fixture
def folder(knowledge: Path) -> Path:
    return knowledge / "obligations"


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


def test_rules_are_told_by_topic_then_by_period() -> None:
    told = list(facts.load().by_id)
    for first, second in (
        ("p17-dag-foerste", "p17-dag-0-6"),
        ("p20-kontakt-4", "p24-kontakt-dag"),
        # What follows the first six months is told after what applies during them, whenever it began.
        ("p26-kontakt-kth", "p20-kontakt-efter6"),
        ("p20-kontakt-efter6", "p20-tilbud-6mdr"),
        ("p25-arbejdspligt", "p25-arbejdspligt-indhold"),
    ):
        assert told.index(first) < told.index(second)


@pytest.mark.parametrize("other", ["p99", "p20-cv"])
def test_a_rule_can_only_be_told_after_another(folder: Path, other: str) -> None:
    change(folder / "rules/2020/duty.yaml", "    found:", f"    told_after: {other}\n    found:")
    with pytest.raises(DataError, match=rf"p20-cv: told_after: .*: {other}"):
        facts.load(folder)


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
    ("old", "new", "named"),
    [
        ('valid_to: "2019-12-31"', 'valid_to: "2017-01-01"', "ends 2017-01-01 before it begins"),
        ("sources: [LBK1342]", "sources: [NOPE]", "no such source: NOPE"),
        ("sources: [LBK1342]", "sources: []", "no sources"),
        ("groups: [dagpenge]", "groups: []", "no groups"),
        ("confidence: verified_statute", "confidence: sure", "Invalid enum value"),
        ("topic: contact", "topic: weather", "Invalid enum value"),
        ('valid_from: "2017-09-27"', "valid_from: i går", "valid_from"),
        ("legal_ref:", "surprise: 1\n    legal_ref:", "surprise"),
        ("value_da: ", "value_da: ' '\n    note_en: ", "no text"),
    ],
)
def test_a_wrong_fact_is_refused_by_name_and_line(folder: Path, old: str, new: str, named: str) -> None:
    path = folder / CONTACT_2017
    line = change(path, old, new, after=FOURTH)
    entry = path.read_text(encoding="utf-8").split(FOURTH)[0].count("\n") + 1
    with pytest.raises(DataError) as caught:
        facts.load(folder)
    message = str(caught.value)
    assert message.startswith((f"{path}, line {line}: ", f"{path}, line {entry}: "))
    assert "p17-dag-efter6" in message
    assert named in message


def test_dates_may_stand_without_quotation_marks(folder: Path) -> None:
    change(folder / CONTACT_2017, '"2019-12-31"', "2019-12-31", after=FOURTH)
    assert facts.load(folder).by_id["p17-dag-efter6"].valid_to == date(2019, 12, 31)


def test_an_id_twice_is_refused_across_files(folder: Path) -> None:
    change(folder / "rules/2020/contact.yaml", "id: p20-kontakt-4", "id: p17-dag-cv-samtale")
    with pytest.raises(DataError, match=r"2020/contact\.yaml, line 4: p17-dag-cv-samtale: the id comes"):
        facts.load(folder)


def test_the_overview_may_only_name_facts_that_exist(folder: Path) -> None:
    change(folder / "overview.yaml", "p17-dag-cv-samtale", "p99")
    with pytest.raises(DataError, match=r"dagpenge: no such fact: p99"):
        facts.load(folder)


@pytest.mark.parametrize("name", ["sources.yaml", "not_read.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(DataError, match=rf"{name}: cannot be read"):
        facts.load(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"rules: cannot be read"):
        facts.load(tmp_path / "gone")


def test_a_file_that_is_not_yaml_is_named(folder: Path) -> None:
    (folder / CONTACT_2017).write_text("rules: [", encoding="utf-8")
    with pytest.raises(DataError, match=r"2017/contact\.yaml"):
        facts.load(folder)


def test_a_changed_file_is_read_again(folder: Path) -> None:
    first = facts.load(folder)
    assert facts.load(folder) is first
    change(folder / CONTACT_2017, "Efter 6 måneder: jobsamtale", "Efter seks måneder: jobsamtale")
    os.utime(folder / CONTACT_2017, ns=(1, 1))
    assert facts.load(folder).by_id["p17-dag-efter6"].value_da.startswith("Efter seks måneder")


def test_a_new_file_and_a_removed_one_are_noticed(folder: Path) -> None:
    facts.load(folder)
    old = folder / "rules" / "2020" / "duty.yaml"
    new = folder / "rules" / "2020" / "more.yaml"
    new.write_text(old.read_text(encoding="utf-8").replace("- id: p2", "- id: new-"), encoding="utf-8")
    assert {"new-0-cv", "p20-cv"} <= facts.load(folder).by_id.keys()
    new.unlink()
    assert "new-0-cv" not in facts.load(folder).by_id
