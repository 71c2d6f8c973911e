"""The index and the facts belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from indsats.obligations.files import DataError
from indsats.obligations.index import Conditions, load, members
from tests.indsats.obligations.base_copy import change


def test_every_fact_has_an_entry_and_the_other_way_round() -> None:
    known = load()
    assert set(known.base.by_id) == set(known.index.facts)
    assert all(entry.aspects for entry in known.index.facts.values())


def test_every_aspect_is_answered_by_a_fact_or_known_not_to_be_or_modifies_the_question() -> None:
    known = load()
    answered = {aspect for entry in known.index.facts.values() for aspect in entry.aspects}
    families = {id for id, entry in known.aspects.items() if entry.means}
    # Asked about often enough to be understood, and said not to have been read.
    not_read = {aspect for gap in known.index.gaps for aspect in gap.aspects}
    assert set(known.aspects) - answered - families - not_read == {"change"}


def test_every_group_has_rules_or_a_known_gap() -> None:
    known = load()
    covered = {group for fact in known.base.by_id.values() for group in fact.groups}
    gaps = {group for gap in known.index.gaps for group in gap.groups}
    single = {id for id, entry in known.groups.items() if not entry.means}
    assert single <= covered | gaps


def test_ages_count_at_both_ends() -> None:
    limits = Conditions(age_min=30, age_max=49)
    assert [age for age in (29, 30, 49, 50) if limits.fits_situation(age)] == [30, 49]
    assert limits.by_age
    assert not Conditions(text="uden uddannelse").by_age


def test_a_situation_fits_unless_something_known_of_it_does_not() -> None:
    rule = Conditions(age_max=24, months_min=3, months_max=6, education="without", residence="unmet")
    assert rule.by_months
    assert rule.fits_situation()
    assert rule.fits_situation(age=24, months=6, education="without", residence="unmet")
    assert [months for months in (2, 3, 4.5, 6, 7) if rule.fits_situation(months=months)] == [3, 4.5, 6]
    assert not rule.fits_situation(age=25)
    assert not rule.fits_situation(education="with")
    assert not rule.fits_situation(residence="met")
    assert Conditions().fits_situation(age=70, months=99, education="with", residence="met")


def test_a_family_stands_for_its_members_and_the_unknown_for_nothing() -> None:
    groups = load().groups
    assert members(groups, "aktivitetsparate") == ("kth_aktivitetsparat", "uddhj_aktivitetsparat")
    assert members(groups, "dagpenge") == ("dagpenge",)
    assert members(groups, "<b>") == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("obligations/rules/2026/mentor.yaml", "[mentor_cost]", "[mentor_price]", "p26-mentor-loft: aspects"),
        (
            "obligations/rules/2026/process.yaml",
            "quote: [p20-res,",
            "quote: [p20-reset,",
            "p26-ophaevet: quote",
        ),
        ("obligations/rules/2026/process.yaml", "also: [forrev", "also: [for", "p26-ophaevet: also"),
        (
            "obligations/rules/2017/offer.yaml",
            "conditions: {age_min: 30, age_max: 49}",
            "conditions: {age_min: 50, age_max: 49}",
            "age_min is above",
        ),
        (
            "obligations/rules/2017/contact.yaml",
            "conditions: {months_min: 6}",
            "conditions: {months_min: 6, months_max: 5}",
            "months_min is above",
        ),
        (
            "obligations/rules/2017/contact.yaml",
            "conditions: {months_min: 6}",
            "conditions: {months_min: -6}",
            "below 0",
        ),
        (
            "obligations/rules/2024/contact.yaml",
            "replaces: [p24-kontakt-dag]",
            "replaces: [p24-kontakt]",
            "replaces: no such id: p24-kontakt",
        ),
        (
            "obligations/rules/2024/contact.yaml",
            "children: without",
            "text: uden hjemmeboende børn",
            "p24-kontakt-dag-u25: replaces",
        ),
        ("obligations/rules/2024/duty.yaml", "residence: unmet", "residence: nej", "p25-arbejdspligt"),
        ("obligations/rules/2024/duty.yaml", "education: without", "education: none", "p25-raadighed-unge"),
        ("obligations/questions.yaml", "weak: [frequency,", "weak: [often,", "weak: ids: no such id: often"),
        (
            "obligations/rules/2017/contact.yaml",
            "[kth_jobparat,",
            "[kth_klar,",
            "groups: no such id: kth_klar",
        ),
        ("terms/target_groups.yaml", "kind: target_group", "kind: topic", "kind is topic"),
        ("terms/target_groups.yaml", "means: [dagpenge,", "means: [dagpeng,", "ledige: means"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    knowledge: Path, file: str, old: str, new: str, named: str
) -> None:
    change(knowledge / file, old, new)
    with pytest.raises(DataError) as caught:
        load(knowledge)
    assert named in str(caught.value)
    assert Path(file).name in str(caught.value)


def test_a_missing_vocabulary_file_is_named(knowledge: Path) -> None:
    (knowledge / "terms" / "aspects.yaml").unlink()
    with pytest.raises(DataError, match=r"aspects\.yaml"):
        load(knowledge)


def test_a_change_is_seen_without_a_restart(knowledge: Path) -> None:
    before = load(knowledge)
    assert load(knowledge) is before
    change(knowledge / "terms" / "target_groups.yaml", "name: dagpengemodtagere", "name: folk på dagpenge")
    assert load(knowledge).groups["dagpenge"].name == "folk på dagpenge"
