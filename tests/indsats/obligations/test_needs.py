"""What is asked for before dates can be worked out: only what the rules of the start depend on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.obligations.deadlines import answer_deadlines
from indsats.obligations.index import load
from indsats.obligations.needs import NO_PAUSES, Need, needs
from indsats.obligations.question import RuleQuestion

TODAY = date(2026, 11, 22)
KNOWN = load()


def missing(start: str, *groups: str, **more: object) -> dict[str, Need]:
    question = RuleQuestion(groups=groups, **more)  # type: ignore[arg-type]
    found = needs(question, date.fromisoformat(start) if start else None, TODAY)
    assert len({need.kind for need in found}) == len(found)
    return {need.kind: need for need in found}


def test_group_and_start_come_first_and_alone() -> None:
    found = missing("")
    assert list(found) == ["group", "start"]
    assert {"Dagpengemodtagere", "Jobparate på kontanthjælp"} <= set(found["group"].choices)
    assert found["start"].choices == ()
    assert all("CPR" in need.text_da for need in found.values())


def test_only_groups_with_limits_on_the_start_are_offered() -> None:
    assert "Revalidender" not in missing("2026-11-02")["group"].choices
    assert "Førtidspensionister" not in missing("")["group"].choices


def test_a_benefit_whose_groups_differ_is_asked_about() -> None:
    both = ("Jobparate på kontanthjælp", "Aktivitetsparate på kontanthjælp")
    assert missing("", "kontanthjaelpsmodtagere")["group"].choices == both
    assert missing("2017-10-02", "kontanthjaelpsmodtagere")["group"].choices == both
    assert "group" not in missing("2017-10-02", "kth_jobparat")


def test_groups_alike_in_what_is_asked_are_not_asked_about() -> None:
    found = missing("2023-10-02", "kth_jobparat", "kth_aktivitetsparat", aspects=("first_offer",))
    assert "group" not in found


@pytest.mark.parametrize(
    ("start", "group", "ages"),
    [
        ("2017-10-02", "dagpenge", ("Under 30 år", "30-49 år", "50 år eller derover")),
        ("2020-10-01", "dagpenge", None),
        ("2024-10-01", "dagpenge", ("Under 25 år", "25 år eller derover")),
        ("2026-10-01", "dagpenge", None),
        ("2025-10-01", "kth_aktivitetsparat", ("Under 30 år", "30 år eller derover")),
        ("2025-06-30", "kth_aktivitetsparat", None),
        ("2017-10-02", "kth_jobparat", None),
    ],
)
def test_the_age_is_asked_for_where_it_parts_the_rules(
    start: str, group: str, ages: tuple[str, ...] | None
) -> None:
    found = missing(start, group)
    assert (found["age"].choices if "age" in found else None) == ages
    assert "age" not in missing(start, group, age=40)


def test_the_age_is_not_asked_for_where_the_thing_asked_about_does_not_depend_on_it() -> None:
    assert "age" not in missing("2017-10-02", "dagpenge", aspects=("first_contact",))


def test_education_matters_for_the_young_on_dagpenge_only() -> None:
    assert "education" in missing("2024-10-01", "dagpenge", age=22)
    assert "education" not in missing("2024-10-01", "dagpenge", age=40)
    assert "education" not in missing("2024-10-01", "dagpenge", age=22, education="with")
    assert "education" not in missing("2023-10-01", "dagpenge", age=22)


def test_residence_matters_since_there_is_a_duty_to_work() -> None:
    assert "residence" in missing("2025-10-01", "kth_jobparat")
    assert "residence" not in missing("2025-10-01", "kth_jobparat", residence="met")
    assert "residence" not in missing("2024-10-01", "kth_jobparat")
    assert "residence" not in missing("2025-10-01", "dagpenge")


def test_pauses_are_asked_for_where_time_is_counted_and_has_passed() -> None:
    assert missing("2020-10-01", "dagpenge")["pauses"].choices == (NO_PAUSES,)
    assert "pauses" not in missing("2026-11-22", "dagpenge"), "it has only begun"
    assert "pauses" not in missing("2018-03-05", "sygedagpenge"), "its limits run on"
    assert "pauses" not in missing("2023-03-01", "kth_jobparat", aspects=("first_offer",))


@given(
    st.dates(date(2015, 1, 1), date(2028, 1, 1)),
    st.sampled_from(tuple(KNOWN.groups)),
    st.sampled_from(("", *KNOWN.aspects)),
    st.sampled_from(("", *KNOWN.topics)),
)
def test_whatever_is_asked_the_needs_are_in_order_and_end(
    start: date, group: str, aspect: str, topic: str
) -> None:
    question = RuleQuestion(
        groups=(group,), aspects=(aspect,) if aspect else (), topics=(topic,) if topic else ()
    )
    order = ["group", "start", "age", "education", "residence", "pauses"]
    found = [need.kind for need in needs(question, start, TODAY, KNOWN)]
    assert found == [kind for kind in order if kind in found]
    assert "start" not in found
    if answer_deadlines(question, start, TODAY, KNOWN).kind != "deadlines":
        assert "pauses" not in found
