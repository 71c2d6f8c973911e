"""The index and the facts belong together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indsats import paths
from indsats.obligations.files import DataError
from indsats.obligations.index import Conditions, load, members


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("obligations", "terms"):
        shutil.copytree(paths.knowledge() / part, tmp_path / part)
    return tmp_path


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_fact_has_an_entry_and_the_other_way_round() -> None:
    known = load()
    assert set(known.base.by_id) == set(known.index.facts)
    assert all(entry.aspects for entry in known.index.facts.values())


def test_every_aspect_is_answered_by_a_fact_or_modifies_the_question() -> None:
    known = load()
    answered = {aspect for entry in known.index.facts.values() for aspect in entry.aspects}
    families = {id for id, entry in known.aspects.items() if entry.means}
    assert set(known.aspects) - answered - families == {"change"}


def test_every_group_has_rules_or_a_known_gap() -> None:
    known = load()
    covered = {group for fact in known.base.by_id.values() for group in fact.groups}
    gaps = {group for gap in known.index.gaps for group in gap.groups}
    single = {id for id, entry in known.groups.items() if not entry.means}
    assert single <= covered | gaps


def test_ages_count_at_both_ends() -> None:
    limits = Conditions(age_min=30, age_max=49)
    assert [age for age in (29, 30, 49, 50) if limits.fits(age)] == [30, 49]
    assert limits.by_age
    assert not Conditions(text="uden uddannelse").by_age


def test_a_family_stands_for_its_members_and_the_unknown_for_nothing() -> None:
    groups = load().groups
    assert members(groups, "aktivitetsparate") == ("kth_aktivitetsparat", "uddhj_aktivitetsparat")
    assert members(groups, "dagpenge") == ("dagpenge",)
    assert members(groups, "<b>") == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("obligations/index.yaml", "  p17-def-rettidig:", "  p17-def-rettidigt:", "p17-def-rettidig"),
        ("obligations/index.yaml", "[mentor_cost]", "[mentor_price]", "p26-mentor-loft: aspects"),
        ("obligations/index.yaml", "quote: [p20-res,", "quote: [p20-reset,", "p26-ophaevet: quote"),
        ("obligations/index.yaml", "also: [forrevalidering]", "also: [forreval]", "p26-ophaevet: also"),
        (
            "obligations/index.yaml",
            "age_min: 30, age_max: 49",
            "age_min: 50, age_max: 49",
            "age_min is above",
        ),
        ("obligations/index.yaml", "weak: [frequency,", "weak: [often,", "weak: ids: no such id: often"),
        (
            "obligations/obligations.yaml",
            "  - kth_jobparat\n",
            "  - kth_klar\n",
            "groups: no such id: kth_klar",
        ),
        ("terms/target_groups.yaml", "kind: target_group", "kind: topic", "kind is topic"),
        ("terms/target_groups.yaml", "means: [dagpenge,", "means: [dagpeng,", "ledige: means"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    folder: Path, file: str, old: str, new: str, named: str
) -> None:
    _change(folder / file, old, new)
    with pytest.raises(DataError) as caught:
        load(folder)
    assert named in str(caught.value)
    assert Path(file).name in str(caught.value)


def test_a_missing_vocabulary_file_is_named(folder: Path) -> None:
    (folder / "terms" / "aspects.yaml").unlink()
    with pytest.raises(DataError, match=r"aspects\.yaml"):
        load(folder)


def test_a_change_is_seen_without_a_restart(folder: Path) -> None:
    before = load(folder)
    assert load(folder) is before
    _change(folder / "terms" / "target_groups.yaml", "name: dagpengemodtagere", "name: folk på dagpenge")
    assert load(folder).groups["dagpenge"].name == "folk på dagpenge"
