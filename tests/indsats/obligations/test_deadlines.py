"""Dates counted from a start date. Those in the tables were worked out by hand from the rules' own words."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.answers.model import Answer
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations import deadline_notes, limits
from indsats.obligations.counting import count, nth
from indsats.obligations.deadlines import answer_deadlines
from indsats.obligations.index import Conditions, Obligations, load
from indsats.obligations.limits import Limit
from indsats.obligations.pauses import Pause, merged
from indsats.obligations.question import RuleQuestion

TODAY = date(2026, 11, 22)
KNOWN = load()
FILE = limits.load(KNOWN)
FAMILIES = ("", "kontanthjaelpsmodtagere", "uddannelseshjaelpsmodtagere", "aktivitetsparate", "ledige")


def ask(start: str, group: str = "", aspect: str = "", topic: str = "", age: int | None = None) -> Answer:
    question = RuleQuestion(
        groups=(group,) if group else (),
        topics=(topic,) if topic else (),
        aspects=(aspect,) if aspect else (),
        age=age,
    )
    return answer_deadlines(question, date.fromisoformat(start), TODAY)


def due(answer: Answer) -> list[tuple[str, str]]:
    return [(deadline.date, deadline.fact_id) for deadline in answer.deadlines]


def said(answer: Answer) -> str:
    return "\n".join(answer.notes)


# The dates


@pytest.mark.parametrize(
    ("start", "group", "aspect", "age", "expected"),
    [
        # Old LAB, until the end of 2019
        ("2017-10-01", "kth_aktivitetsparat", "first_offer", None, [("2018-04-01", "p17-akt-tilbud1")]),
        ("2017-11-30", "kth_jobparat", "first_offer", None, [("2018-02-28", "p17-job-tilbud1")]),
        ("2019-11-30", "kth_jobparat", "first_offer", None, [("2020-02-29", "p17-job-tilbud1")]),
        ("2018-01-03", "dagpenge", "first_offer", 29, [("2018-04-04", "p17-dag-tilbud-u30")]),
        ("2018-08-31", "dagpenge", "first_offer", 30, [("2019-02-28", "p17-dag-tilbud-30-49")]),
        ("2018-02-28", "dagpenge", "first_offer", 49, [("2018-08-28", "p17-dag-tilbud-30-49")]),
        ("2018-12-03", "dagpenge", "first_offer", 50, [("2019-03-04", "p17-dag-tilbud-50")]),
        (
            "2018-03-05",
            "dagpenge",
            "first_contact",
            None,
            [("2018-03-19", "p17-dag-cv-samtale"), ("2018-04-16", "p17-dag-foerste")],
        ),
        ("2018-10-31", "dagpenge", "contact_16_months", None, [("2020-02-29", "p17-dag-16")]),
        (
            "2018-11-30",
            "dagpenge",
            "availability_talk",
            None,
            [("2019-02-28", "p17-dag-raadighedssamtaler"), ("2019-05-30", "p17-dag-raadighedssamtaler")],
        ),
        ("2018-12-24", "kth_jobparat", "first_contact", None, [("2018-12-31", "p17-job-foerste")]),
        (
            "2018-01-31",
            "kth_jobparat",
            "contact_count",
            None,
            [("2018-02-07", "p17-job-foerste"), ("2018-04-30", "p17-job-foerste")],
        ),
        (
            "2019-02-28",
            "kth_aktivitetsparat",
            "contact_count",
            None,
            [("2019-03-07", "p17-akt-foerste"), ("2020-02-28", "p17-akt-foerste")],
        ),
        ("2018-01-31", "uddhj_uddannelsesparat", "first_offer", None, [("2018-02-28", "p17-udd-tilbud")]),
        ("2018-12-27", "uddhj_aabenlyst", "first_contact", None, [("2019-01-03", "p17-udd-foerste")]),
        (
            "2018-12-31",
            "uddhj_aktivitetsparat",
            "contact_count",
            None,
            [
                (day, "p17-udd-loebende-ap")
                for day in (
                    "2019-02-28",
                    "2019-04-30",
                    "2019-06-30",
                    "2019-08-31",
                    "2019-10-31",
                    "2019-12-31",
                )
            ],
        ),
        ("2018-11-30", "integrationsydelse", "group_change", None, [("2019-02-28", "p17-int-skift")]),
        (
            "2018-01-31",
            "integrationsprogram",
            "first_offer",
            None,
            [("2018-02-14", "p17-int-program"), ("2018-02-28", "p17-int-program")],
        ),
        ("2018-01-31", "integrationsprogram", "first_contact", None, [("2018-02-28", "p17-int-kontakt")]),
        ("2018-03-05", "sygedagpenge", "first_contact", None, [("2018-04-29", "p17-sdp-foerste")]),
        ("2019-02-28", "jobafklaring", "contact_count", None, [("2020-02-28", "p17-jaf-kontakt")]),
        ("2018-03-01", "jobafklaring", "rehabilitation_team", None, [("2018-03-29", "p17-jaf-indsats")]),
        ("2018-05-15", "ressourceforloeb", "contact_count", None, [("2019-05-15", "p17-res-kontakt")]),
        (
            "2019-01-31",
            "revalidering",
            "contact_count",
            None,
            [
                (day, "p17-rev-kontakt")
                for day in (
                    "2019-04-30",
                    "2019-07-31",
                    "2019-10-31",
                    "2020-01-31",
                )
            ],
        ),
        ("2018-11-30", "ledighedsydelse", "first_contact", None, [("2019-02-28", "p17-led-kontakt")]),
        (
            "2018-11-30",
            "ledighedsydelse",
            "contact_count",
            None,
            [
                (day, "p17-led-kontakt")
                for day in (
                    "2019-02-28",
                    "2019-05-30",
                    "2019-08-30",
                    "2019-11-30",
                )
            ],
        ),
        (
            "2018-08-31",
            "fleksjob",
            "reassessment",
            None,
            [("2021-02-28", "p17-fleks"), ("2023-08-31", "p17-fleks")],
        ),
        ("2017-10-02", "midl_arbejdsmarkedsydelse", "first_offer", None, [("2017-10-30", "p17-mao")]),
        ("2017-12-01", "kontantydelse", "first_offer", None, [("2017-12-29", "p17-kontantydelse")]),
        # New LAB, 2020 until June 2026
        ("2023-08-31", "dagpenge", "first_offer", None, [("2024-02-29", "p20-tilbud-6mdr")]),
        ("2025-08-31", "kth_jobparat", "first_offer", None, [("2026-02-28", "p20-tilbud-6mdr")]),
        (
            "2021-01-31",
            "uddhj_aktivitetsparat",
            "first_offer",
            None,
            [("2021-02-28", "p20-tilbud-unge-4uger")],
        ),
        (
            "2023-12-31",
            "uddhj_uddannelsesparat",
            "first_offer",
            None,
            [("2024-01-31", "p22-tilbud-unge-4mdr")],
        ),
        ("2021-06-01", "dagpenge", "first_contact", 40, [("2021-06-15", "p20-dag-cvsamtale")]),
        ("2024-12-18", "dagpenge", "first_contact", 40, [("2025-01-01", "p24-kontakt-dag")]),
        (
            "2022-02-28",
            "dagpenge",
            "contact_count",
            None,
            [("2022-08-28", "p20-kontakt-dag"), ("2023-06-28", "p20-kontakt-16")],
        ),
        ("2024-10-31", "dagpenge", "contact_16_months", None, [("2026-02-28", "p20-kontakt-16")]),
        ("2021-12-20", "overgangsydelse", "first_contact", None, [("2021-12-27", "p20-kontakt-foerste")]),
        ("2022-05-31", "jobafklaring", "contact_count", None, [("2022-11-30", "p20-kontakt-4")]),
        ("2024-01-01", "sygedagpenge", "first_contact", None, [("2024-02-25", "p20-sdp")]),
        ("2021-01-31", "sho", "first_contact", None, [("2021-02-28", "p20-int")]),
        ("2021-05-31", "kth_jobparat", "cv", None, [("2021-06-21", "p20-cv")]),
        (
            "2020-02-29",
            "fleksjob",
            "reassessment",
            None,
            [("2022-08-29", "p20-fleks"), ("2025-02-28", "p20-fleks")],
        ),
        # From 2025 and 2026
        ("2026-01-31", "arbejdspligt", "work_duty", None, [("2026-02-28", "p25-arbejdspligt")]),
        (
            "2025-07-01",
            "kth_aktivitetsparat",
            "clarification",
            35,
            [("2027-07-01", "p25-afklaring"), ("2029-07-01", "p25-afklaring")],
        ),
        (
            "2026-11-16",
            "kontanthjaelpsmodtagere",
            "first_contact",
            None,
            [("2026-11-23", "p20-kontakt-foerste")],
        ),
        ("2026-07-31", "dagpenge", "first_offer", None, [("2027-01-31", "p26-tilbud")]),
        ("2026-08-31", "ledighedsydelse", "contact_count", None, [("2027-02-28", "p26-kontakt-kth")]),
        ("2026-03-31", "sygedagpenge", "contact_count", None, [("2026-09-30", "p26-sdp")]),
        (
            "2026-11-30",
            "dagpenge",
            "contact_count",
            None,
            [
                ("2027-02-28", "p26-kontakt-dag"),
                ("2027-05-30", "p26-kontakt-dag"),
                ("2028-03-30", "p20-kontakt-16"),
            ],
        ),
    ],
)
def test_worked_dates(
    start: str, group: str, aspect: str, age: int | None, expected: list[tuple[str, str]]
) -> None:
    answer = ask(start, group, aspect, age=age)
    assert answer.kind == "deadlines"
    assert due(answer) == expected


def test_a_talk_for_every_month_of_unemployment() -> None:
    answer = ask("2018-01-31", "dagpenge", "contact_count")
    months = ["2018-02-28", "2018-03-31", "2018-04-30", "2018-05-31", "2018-06-30", "2018-07-31"]
    later = [("2018-10-31", "p17-dag-efter6"), ("2019-01-31", "p17-dag-efter6"), ("2019-05-31", "p17-dag-16")]
    assert due(answer) == [(day, "p17-dag-0-6") for day in months] + later


def test_the_family_of_a_benefit_gets_the_date_of_each_group() -> None:
    answer = ask("2018-01-15", "kontanthjaelpsmodtagere", "first_offer")
    assert due(answer) == [("2018-04-15", "p17-job-tilbud1"), ("2018-07-15", "p17-akt-tilbud1")]
    assert ["jobparat" in answer.deadlines[0].what, "aktivitetsparat" in answer.deadlines[1].what] == [
        True
    ] * 2


def test_without_an_age_each_rule_says_whom_it_is_for() -> None:
    answer = ask("2018-01-03", "dagpenge", "first_offer")
    assert [(d.date, d.what.partition("(")[2]) for d in answer.deadlines] == [
        ("2018-04-04", "under 30 år)"),
        ("2018-04-04", "fra 50 år)"),
        ("2018-07-03", "30-49 år)"),
    ]
    assert "afhænger af alderen" in said(answer)


def test_with_an_age_the_date_is_that_of_one_rule() -> None:
    (deadline,) = ask("2018-01-03", "dagpenge", "first_offer", age=45).deadlines
    assert (deadline.fact_id, "(" in deadline.what) == ("p17-dag-tilbud-30-49", False)


def test_conditions_beside_the_age_are_said_though_the_age_is_known() -> None:
    answer = ask("2024-03-01", "dagpenge", "first_contact", age=22)
    (young,) = [d for d in answer.deadlines if d.fact_id == "p24-kontakt-dag-u25"]
    assert "uden hjemmeboende børn" in young.what
    assert "under 25" not in young.what


@pytest.mark.parametrize("aspect", ["", "deadline"])
def test_a_question_for_nothing_in_particular_is_for_the_whole_schedule(aspect: str) -> None:
    answer = ask("2018-03-05", "kth_jobparat", aspect)
    assert due(answer) == [
        ("2018-03-12", "p17-job-foerste"),
        ("2018-03-26", "p17-job-pligter"),
        ("2018-06-05", "p17-job-foerste"),
        ("2018-06-05", "p17-job-tilbud1"),
    ]
    assert "nyt tilbud (kap. 10-12) hver gang" in said(answer), "what has no date is told with its reason"
    assert "regnes fra den dag, det forrige tilbud sluttede" in said(answer)
    assert "hvor længe personen har fået ydelsen" not in said(answer), "the schedule spans all of the time"


def test_the_schedule_of_a_benefit_says_whom_each_date_is_for() -> None:
    for deadline in ask("2018-03-05", "kontanthjaelpsmodtagere").deadlines:
        assert re.search("jobparat|aktivitetsparat", deadline.what)


def test_the_time_on_the_benefit_does_not_narrow_the_schedule() -> None:
    question = RuleQuestion(groups=("dagpenge",), age=45, months=8)
    long_after = answer_deadlines(question, date(2018, 3, 5), TODAY)
    assert long_after.deadlines == ask("2018-03-05", "dagpenge", age=45).deadlines


def test_without_a_group_the_schedule_asks_for_it() -> None:
    assert ask("2018-03-05").kind == "clarify"


def test_residence_brings_the_duty_to_work_into_the_schedule() -> None:
    question = RuleQuestion(groups=("kth_jobparat",))
    for residence, there in (("unmet", True), ("met", False), ("", False)):
        asked = msgspec.structs.replace(question, residence=residence)
        answer = answer_deadlines(asked, date(2026, 2, 2), TODAY)
        assert (("2026-03-02", "p25-arbejdspligt") in due(answer)) is there


# What begins on a day of its own


def test_mentor_contact_counts_from_the_mentor_and_is_no_part_of_the_schedule() -> None:
    for topic in ("", "mentor"):
        answer = ask("2018-01-31", "kth_aktivitetsparat", topic=topic)
        assert "p17-akt-mentor" not in {fact for _, fact in due(answer)}
        assert "regnes fra den dag, mentorstøtten begyndte" in said(answer)


@pytest.mark.parametrize(("aspect", "topic"), [("mentor_frequency", ""), ("frequency", "mentor")])
def test_mentor_contact_asked_for_is_every_second_week_for_six_months(aspect: str, topic: str) -> None:
    answer = ask("2018-02-01", "kth_aktivitetsparat", aspect, topic)
    assert {fact for _, fact in due(answer)} == {"p17-akt-mentor"}
    dates = [date.fromisoformat(day) for day, _ in due(answer)]
    assert (dates[0], dates[-1], len(dates)) == (date(2018, 2, 15), date(2018, 7, 19), 12)
    assert {(later - one).days for one, later in itertools.pairwise(dates)} == {14}
    assert "som den dag, mentorstøtten begyndte" in said(answer)


def test_the_follow_up_of_the_sick_comes_every_fourth_week_after_the_eighth() -> None:
    days = [day for day, _ in due(ask("2018-03-05", "sygedagpenge", "sick_followup"))]
    assert days[:3] == ["2018-04-29", "2018-05-27", "2018-06-24"]
    assert days[-1] <= "2019-03-05"


@pytest.mark.parametrize(
    ("start", "group", "expected"),
    [
        ("2021-12-31", "ressourceforloeb", []),  # from 2022
        ("2022-01-01", "ressourceforloeb", [("2022-07-01", "p20-res")]),
        ("2024-12-31", "jobafklaring", [("2025-01-28", "p20-jaf")]),  # until 2025
        ("2025-01-01", "jobafklaring", []),
    ],
)
def test_a_limit_that_a_rule_gives_for_some_years_is_for_starts_in_them(
    start: str, group: str, expected: list[tuple[str, str]]
) -> None:
    answer = ask(start, group, "rehabilitation_team")
    assert due(answer) == expected
    ended = "Kravet i LAB §§ 107-111 (§ 109 ændret ved lov 1657/2024) gjaldt kun til og med 31. december 2024"
    assert (ended in said(answer)) is (start == "2024-12-31")
    if not expected:
        assert "Datoen kan ikke regnes ud" in said(answer)


def test_the_review_is_done_at_eighteen_months() -> None:
    answer = ask("2018-08-31", "ledighedsydelse", "reassessment")
    assert due(answer) == [("2019-08-31", "p17-led-tilbud"), ("2020-02-29", "p17-led-tilbud")]


# Interruptions


def paused(start: str, group: str, aspect: str, *pauses: tuple[str, str], age: int | None = None) -> Answer:
    question = RuleQuestion(groups=(group,), aspects=(aspect,) if aspect else (), age=age)
    given = [Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pauses]
    return answer_deadlines(question, date.fromisoformat(start), TODAY, pauses=given)


def test_added_up_time_is_lengthened_and_said_to_be() -> None:
    answer = paused("2025-10-01", "dagpenge", "first_offer", ("2026-03-01", "2026-03-31"))
    assert due(answer) == [("2026-05-02", "p20-tilbud-6mdr")]
    assert "Der er lagt 31 dage til for afbrydelsen 1.-31. marts 2026" in said(answer)
    assert "Datoen forudsætter" not in said(answer)
    assert "for dagpenge regnes fra indplacering" in said(answer), "where the counting was read"
    assert "er ikke læst" in said(answer)


def test_each_pause_is_said_with_its_days() -> None:
    answer = paused(
        "2018-03-01",
        "dagpenge",
        "first_offer",
        ("2018-06-04", "2018-06-10"),
        ("2018-04-02", "2018-04-15"),
        age=55,
    )
    assert "Der er lagt 21 dage til for afbrydelserne" in said(answer)
    assert "14 dage for 2.-15. april 2018 og 7 dage for 4.-10. juni 2018" in said(answer)


def test_unbroken_time_begins_anew_after_a_whole_month_and_says_so() -> None:
    answer = paused("2018-01-15", "kth_jobparat", "first_offer", ("2018-02-20", "2018-04-05"))
    assert due(answer) == [("2018-07-06", "p17-job-tilbud1")]
    assert "rummer en hel kalendermåned uden ydelse" in said(answer)
    assert "regnet forfra fra 6. april 2018" in said(answer)


def test_unbroken_time_is_not_touched_by_less_than_a_whole_month() -> None:
    answer = paused("2018-01-15", "kth_jobparat", "first_offer", ("2018-02-05", "2018-03-25"))
    assert due(answer) == [("2018-04-15", "p17-job-tilbud1")]
    assert "der er ikke en hel kalendermåned uden ydelse" in said(answer)


def test_repeated_talks_before_a_break_stand_and_those_after_it_count_anew() -> None:
    answer = paused("2018-01-01", "uddhj_aktivitetsparat", "later_contacts", ("2018-05-01", "2018-06-15"))
    assert [day for day, _ in due(answer)] == ["2018-03-01", "2018-08-16", "2018-10-16", "2018-12-16"]


def test_a_limit_that_does_not_count_time_on_the_benefit_is_not_moved_and_that_is_said() -> None:
    answer = paused("2024-01-15", "kth_aktivitetsparat", "first_offer", ("2024-02-01", "2024-02-29"))
    assert due(answer) == [("2024-07-15", "p20-tilbud-6mdr")]
    assert "reglen siger ikke, at der tælles sammenlagt eller sammenhængende tid" in said(answer)
    assert "Om en længere afbrydelse får de øvrige frister til at begynde forfra, er ikke læst." in said(
        answer
    )


def test_a_pause_after_the_limit_changes_nothing() -> None:
    answer = paused("2018-03-01", "dagpenge", "first_offer", ("2018-07-02", "2018-07-29"), age=27)
    assert due(answer) == [("2018-05-31", "p17-dag-tilbud-u30")]
    assert "fristen udløb, før afbrydelsen begyndte" in said(answer)


def test_groups_that_count_in_different_ways_get_their_own_dates() -> None:
    answer = paused("2023-03-01", "ledige", "first_offer", ("2023-05-01", "2023-05-31"))
    assert [(d.date, d.what.partition("(")[2]) for d in answer.deadlines] == [
        ("2023-09-01", "jobparate på kontanthjælp)"),
        ("2023-10-02", "dagpengemodtagere)"),
    ]


def test_time_that_no_longer_fits_its_window_gives_no_date() -> None:
    short = paused("2022-05-31", "ledighedsydelse", "reassessment", ("2022-07-01", "2022-08-31"))
    assert due(short) == [("2023-08-01", "p20-led")]
    long = paused("2022-05-31", "ledighedsydelse", "reassessment", ("2022-07-01", "2023-03-31"))
    assert (long.kind, long.deadlines) == ("obligation", ())
    assert "tiden skal ligge inden for 18 måneder" in said(long)


def test_a_pause_lengthens_the_year_that_repeated_talks_are_told_for() -> None:
    whole = ask("2018-01-02", "revalidering", "later_contacts")
    assert [day for day, _ in due(whole)] == ["2018-04-02", "2018-07-02", "2018-10-02", "2019-01-02"]
    short = paused("2018-01-02", "revalidering", "later_contacts", ("2018-02-01", "2018-02-28"))
    assert [day for day, _ in due(short)] == ["2018-04-30", "2018-07-30", "2018-10-30", "2019-01-30"]
    long = paused("2018-01-02", "revalidering", "later_contacts", ("2018-02-01", "2019-02-28"))
    assert [day for day, _ in due(long)] == ["2019-04-30", "2019-07-30", "2019-10-30", "2020-01-30"]


def test_a_definition_of_another_time_is_told_with_its_period() -> None:
    answer = paused(
        "2025-07-01", "kth_aktivitetsparat", "clarification", ("2025-09-01", "2025-09-30"), age=40
    )
    assert due(answer)[0] == ("2027-10-01", "p25-afklaring")
    assert "27. september 2017 – 31. december 2019 gjaldt: To tællemåder" in said(answer)


def test_the_facts_are_those_that_the_dates_follow_from() -> None:
    answer = ask("2026-11-16", "kontanthjaelpsmodtagere", "first_contact")
    assert [fact.id for fact in answer.facts] == ["p20-kontakt-foerste"]
    assert "alle får den første" in said(answer), "the rule without a limit is told beside"
    assert answer.query.dates == ("2026-11-16",)


# What is said beside


@pytest.mark.parametrize(
    ("start", "group", "aspect", "note"),
    [
        (
            "2017-10-01",
            "kth_aktivitetsparat",
            "first_offer",
            "første gang henvendte sig om hjælp: 6 måneder.",
        ),
        (
            "2017-10-01",
            "kth_aktivitetsparat",
            "first_offer",
            "En hel kalendermåned uden ydelse bryder perioden",
        ),
        (
            "2017-10-01",
            "kth_aktivitetsparat",
            "first_offer",
            "1. april 2018 er påskedag. Fristen er ikke flyttet",
        ),
        (
            "2017-10-01",
            "kth_aktivitetsparat",
            "first_offer",
            "i den kalenderuge, hvor ret og pligt indtræder",
        ),
        ("2018-03-05", "sygedagpenge", "first_contact", "til udgangen af 8. uge. Den første dag tælles med."),
        ("2018-03-05", "sygedagpenge", "first_contact", "29. april 2018 er en søndag"),
        ("2018-03-05", "dagpenge", "first_contact", "Datoen forudsætter, at der ikke har været afbrydelser"),
        ("2018-03-05", "dagpenge", "first_contact", "Startdagen tælles ikke med."),
        ("2018-03-05", "fleksjob", "reassessment", ": hvert 2½ år."),
        ("2018-01-02", "revalidering", "later_contacts", ": hver 3. måned det første år."),
        ("2017-11-30", "kth_jobparat", "first_offer", "Måneden har ingen dag nr. 30"),
        ("2025-01-10", "kth_jobparat", "first_offer", "op til 3 uger efter fristen; det er ikke lagt til"),
        (
            "2026-08-03",
            "dagpenge",
            "first_offer",
            "mindst 75 pct. af gruppen; datoen er derfor ikke en frist for hver",
        ),
        ("2024-12-18", "dagpenge", "first_contact", "1. januar 2025 er nytårsdag"),
    ],
)
def test_how_it_was_counted_is_said(start: str, group: str, aspect: str, note: str) -> None:
    assert note in said(ask(start, group, aspect))


def test_a_working_day_is_not_remarked_upon() -> None:
    assert "ikke flyttet" not in said(ask("2026-11-16", "kth_jobparat", "first_contact"))


def test_only_those_whose_time_adds_up_are_told_so() -> None:
    assert "sammenlagt tid" in said(ask("2023-03-01", "dagpenge", "first_offer"))
    assert "sammenlagt tid" not in said(ask("2023-03-01", "kth_jobparat", "first_offer"))
    assert "For dagpengemodtagere: Der tælles sammenlagt tid" in said(
        ask("2023-03-01", "ledige", "first_offer")
    )


def test_a_limit_past_a_change_of_the_rules_names_the_new_rule() -> None:
    answer = ask("2019-11-15", "kth_jobparat", "first_offer")
    assert due(answer) == [("2020-02-15", "p17-job-tilbud1")]
    assert "Gl. LAB § 92, stk. 1 gjaldt kun til og med 31. december 2019, før fristen udløb." in said(answer)
    assert "er ikke læst" in said(answer)
    assert "Ny regel fra 1. januar 2020: Dagpenge, jobparat og aktivitetsparat" in said(answer)


@pytest.mark.parametrize(
    ("start", "group", "aspect", "day", "rule", "new"),
    [
        (
            "2019-11-01",
            "kth_aktivitetsparat",
            "",
            "2020-05-01",
            "p17-akt-tilbud1",
            "2020: Dagpenge",
        ),
        (
            "2021-12-15",
            "uddhj_uddannelsesparat",
            "",
            "2022-01-15",
            "p20-tilbud-unge-4uger",
            "2022: Lempet",
        ),
        (
            "2026-05-15",
            "kth_jobparat",
            "",
            "2026-11-15",
            "p20-tilbud-6mdr",
            "2026: Kommunen",
        ),
        (
            "2023-12-15",
            "dagpenge",
            "contact_count",
            "2024-06-15",
            "p20-kontakt-dag",
            "2024: A-kassen",
        ),
        (
            "2019-06-03",
            "sygedagpenge",
            "",
            "2020-04-05",
            "p17-sdp-foerste",
            "2020: Sygedagpenge",
        ),
    ],
)
def test_an_old_start_keeps_its_rules_and_says_what_took_over(
    start: str, group: str, aspect: str, day: str, rule: str, new: str
) -> None:
    answer = ask(start, group, aspect)
    assert (day, rule) in due(answer)
    assert all(KNOWN.base.by_id[fact.id].valid_from.isoformat() <= start for fact in answer.facts)
    assert "gjaldt kun til og med" in said(answer)
    assert re.search(rf"Ny regel fra \d\. \w+ {new}", said(answer))


def test_days_off_of_a_kind_are_told_together() -> None:
    notes = said(ask("2018-03-05", "sygedagpenge", "sick_followup"))
    assert re.search(r"29\. april 2018, 27\. maj 2018.* er søndage\. Fristen er ikke flyttet", notes)


def test_a_way_of_counting_is_told_of_those_it_is_for() -> None:
    assert "For aktivitetsparate på kontanthjælp: Der tælles sammenhængende tid." in said(
        ask("2025-08-04", "kontanthjaelpsmodtagere", "clarification", age=40)
    )


def test_a_limit_within_the_time_of_its_rule_names_no_other() -> None:
    assert "Ny regel" not in said(ask("2018-11-15", "kth_jobparat", "first_offer"))
    assert "gjaldt kun til" not in said(ask("2018-11-15", "kth_jobparat", "first_offer"))


def test_a_new_rule_not_read_in_the_law_is_said_to_be_so() -> None:
    notes = ask("2026-05-04", "dagpenge", "first_offer").notes
    (new,) = [note for note in notes if note.startswith("Ny regel fra 1. juli 2026")]
    assert new.endswith("Den er ikke læst i selve loven.")


def test_the_reach_of_the_sources_is_said_for_a_limit_beyond_it() -> None:
    assert "Kilderne er læst til og med februar 2026" in said(ask("2026-09-01", "dagpenge", "first_offer"))
    assert "hovedlov" in said(ask("2026-09-01", "dagpenge", "first_offer"))
    assert "hovedlov" not in said(ask("2026-06-01", "kth_jobparat", "first_contact"))
    assert "Kilderne er læst" not in said(ask("2024-09-02", "dagpenge", "first_offer"))


# No date


def test_rules_without_a_limit_are_stated_as_rules() -> None:
    answer = ask("2018-03-05", "ressourceforloeb", "first_offer")
    assert (answer.kind, answer.deadlines) == ("obligation", ())
    assert [fact.id for fact in answer.facts] == ["p17-res-indsats"]
    assert "sætter ingen frist, der kan regnes fra 5. marts 2018" in said(answer)


def test_a_limit_that_counts_from_something_else_says_so() -> None:
    answer = ask("2018-03-05", "kth_jobparat", "repeated_offer")
    assert answer.kind == "obligation"
    assert "regnes fra den dag, det forrige tilbud sluttede" in said(answer)


@pytest.mark.parametrize(
    ("group", "ended", "id", "day"),
    [
        ("kth_jobparat", "2018-01-10", "p17-job-tilbud2", "2018-07-10"),
        ("kth_aktivitetsparat", "2018-01-15", "p17-akt-tilbud2", "2019-01-15"),
        ("uddhj_uddannelsesparat", "2018-04-06", "p17-udd-tilbud", "2018-05-04"),
        ("uddhj_uddannelsesparat", "2021-04-06", "p20-tilbud-unge-4uger", "2021-05-04"),
        ("uddhj_aktivitetsparat", "2023-10-31", "p22-tilbud-unge-4mdr", "2024-02-29"),
    ],
)
def test_the_next_offer_is_counted_from_the_end_of_the_last(
    group: str, ended: str, id: str, day: str
) -> None:
    question = RuleQuestion(groups=(group,), aspects=("repeated_offer",), begins="offer_end")
    answer = answer_deadlines(question, date.fromisoformat(ended), TODAY)
    assert [(each.date, each.fact_id) for each in answer.deadlines] == [(day, id)]
    assert "det forrige tilbud sluttede" in said(answer)


def test_what_was_not_read_gives_no_date() -> None:
    answer = ask("2026-08-03", "dagpenge", "first_contact")
    assert answer.kind == "obligation"
    assert "Inden for hvilken frist den første samtale skal holdes efter 1. juli 2026" in said(answer)


def test_differing_rules_without_a_group_are_asked_for() -> None:
    answer = ask("2018-03-05", "", "first_offer", "offer")
    assert answer.kind == "clarify"
    assert "Jobparate på kontanthjælp" in answer.suggestions


def test_a_start_before_the_law_was_read_gives_no_date_but_the_first_rule_read() -> None:
    answer = ask("2017-01-03", "dagpenge", "first_offer", "offer", age=45)
    assert (answer.kind, answer.deadlines, answer.facts) == ("not_available", (), ())
    assert "reglerne er læst fra 27. september 2017" in said(answer)
    assert "første tilbud senest efter sammenlagt 6 måneders ledighed" in said(answer)
    assert "13 ugers" not in said(answer)
    assert answer.sources


def test_a_start_under_an_awaited_law_gives_no_date() -> None:
    answer = ask("2027-01-01", "dagpenge", "first_offer")
    assert (answer.kind, answer.deadlines) == ("not_available", ())
    assert "hovedlov" in said(answer)
    assert ask("2026-12-31", "dagpenge", "first_offer").kind == "deadlines"


def test_the_questions_own_dates_do_not_count() -> None:
    question = RuleQuestion(groups=("kth_jobparat",), aspects=("first_offer",), dates=("today",))
    answer = answer_deadlines(question, date(2017, 11, 30), TODAY)
    assert due(answer) == [("2018-02-28", "p17-job-tilbud1")]


# The text


def test_the_text_begins_with_the_dates_and_holds_the_rules() -> None:
    answer = ask("2018-03-05", "dagpenge", "first_contact")
    text = render(answer, load_vocabulary(), TODAY)
    assert text.startswith(
        "19. marts 2018: Sidste dag for a-kassens cv-samtale (gl. LAB § 14).\n"
        "16. april 2018: Sidste dag for første jobsamtale i jobcenteret (gl. LAB § 19)."
    )
    assert all(fact.text.rstrip(".") in text for fact in answer.facts)
    assert not re.search(r"[{}]|p\d\d-", text)


# Whatever is asked


@given(
    st.dates(date(2017, 9, 27), date(2026, 12, 31)),
    st.sampled_from((*FAMILIES, *KNOWN.groups)),
    st.sampled_from(("", *KNOWN.aspects)),
    st.sampled_from(("", *KNOWN.topics)),
    st.one_of(st.none(), st.integers(18, 66)),
)
def test_only_rules_in_force_on_the_start_and_dates_after_it(
    start: date, group: str, aspect: str, topic: str, age: int | None
) -> None:
    answer = ask(start.isoformat(), group, aspect, topic, age)
    assert answer.kind in {"deadlines", "obligation", "clarify", "not_available"}
    assert bool(answer.deadlines) == (answer.kind == "deadlines")
    for fact in answer.facts if answer.deadlines else ():
        assert KNOWN.base.by_id[fact.id].in_force(start, start)
    dates = [deadline.date for deadline in answer.deadlines]
    assert dates == sorted(dates)
    assert all(start.isoformat() < day <= (start + timedelta(days=1900)).isoformat() for day in dates)
    if answer.deadlines:
        assert {d.fact_id for d in answer.deadlines} == {fact.id for fact in answer.facts}
        assert answer.sources
        assert "Regnet fra" in said(answer)
    assert len(set(answer.deadlines)) == len(answer.deadlines)


LIMITS = st.sampled_from([limit for each in FILE.limits.values() for limit in each])
STARTS = st.dates(date(2010, 1, 1), date(2050, 1, 1))


@given(LIMITS, STARTS)
def test_a_later_start_is_never_due_earlier(limit: Limit, start: date) -> None:
    first = [each.day for each in count(limit, start, limit.counting)]
    second = [each.day for each in count(limit, start + timedelta(days=1), limit.counting)]
    assert all(one <= other for one, other in zip(first, second, strict=False))
    assert first == sorted(set(first))
    assert first[0] > start


PAUSES = st.lists(
    st.tuples(st.integers(-40, 900), st.integers(0, 120)).map(lambda days: (days[0], days[0] + days[1])),
    max_size=5,
)


@given(LIMITS, STARTS, PAUSES)
def test_pauses_never_move_a_plain_limit(limit: Limit, start: date, days: list[tuple[int, int]]) -> None:
    assert [each.day for each in count(limit, start, "plain", _pauses(start, days))] == [
        each.day for each in count(limit, start, "plain")
    ]


@given(LIMITS, STARTS, PAUSES)
def test_pauses_lengthen_added_up_time_by_exactly_their_days(
    limit: Limit, start: date, days: list[tuple[int, int]]
) -> None:
    off = {day for pause in _pauses(start, days) for day in _days_of(pause)}
    for each in count(limit, start, "cumulative", _pauses(start, days)):
        plain = nth(limit, start, each.n)
        # As many days with the benefit lie between the start and the date as without pauses.
        days_on = sum(start + timedelta(n) not in off for n in range(1, (each.day - start).days + 1))
        assert days_on == (plain - start).days
        assert each.day not in off, "the limit runs out on a day with the benefit"
        assert sum(pause.days for pause in each.behind) == (each.day - plain).days


@given(LIMITS, STARTS, PAUSES)
def test_unbroken_time_lies_in_one_piece(limit: Limit, start: date, days: list[tuple[int, int]]) -> None:
    breaks = [pause for pause in merged(_pauses(start, days), start) if _whole_month(pause)]
    for each in count(limit, start, "continuous", _pauses(start, days)):
        assert not [pause for pause in breaks if each.since < pause.first <= each.day]
        assert each.since == start or each.since - timedelta(days=1) in {pause.last for pause in breaks}
        assert each.day > each.since


def _pauses(start: date, days: list[tuple[int, int]]) -> list[Pause]:
    return [Pause(start + timedelta(first), start + timedelta(last)) for first, last in days]


def _days_of(pause: Pause) -> list[date]:
    return [pause.first + timedelta(n) for n in range((pause.last - pause.first).days + 1)]


def _whole_month(pause: Pause) -> bool:
    """Counted day by day, in another way than the code does."""
    days = set(_days_of(pause))
    return any(
        all(date(day.year, day.month, n) in days for n in range(1, monthrange(day.year, day.month)[1] + 1))
        for day in days
        if day.day == 1
    )


# The file


def test_every_limit_of_time_in_the_facts_is_accounted_for() -> None:
    timed = {
        fact.id
        for fact in KNOWN.base.by_id.values()
        if any(re.search(r"(^|_)(weeks|months|years|\d+m)$", key) for key in fact.numbers)
    }
    assert timed <= {*FILE.limits, *FILE.without_date}


def test_every_length_of_time_stands_in_the_rule() -> None:
    for id, each in FILE.limits.items():
        numbers = KNOWN.base.by_id[id].numbers
        for limit in each:
            if limit.number:
                assert numbers[limit.number] == limit.amount
            elif "det første halve år" in limit.says:
                assert (limit.amount, limit.unit) == (6, "M")
            else:
                assert re.search(rf"(?<!\d){limit.amount}(?!\d)", limit.says), (id, limit.what)


def test_every_limit_is_found_by_its_fact_on_the_first_day_of_the_rule() -> None:
    for id, each in FILE.limits.items():
        fact = KNOWN.base.by_id[id]
        for limit in each:
            found = set()
            conditions = KNOWN.of(fact).conditions if limit.conditions == Conditions() else limit.conditions
            start = max(limit.first_start or fact.valid_from, KNOWN.base.first_day)
            for group in limit.groups or fact.groups:
                question = RuleQuestion(
                    groups=(group,),
                    aspects=(limit.aspects[0],),
                    age=conditions.age_min or conditions.age_max,
                    education=conditions.education,
                    residence=conditions.residence,
                    begins="offer_end" if limit.begins == "offer_end" else "",
                )
                answer = answer_deadlines(question, start, TODAY)
                found |= {d.date for d in answer.deadlines if d.fact_id == id}
            dates = {each.day.isoformat() for each in count(limit, start, limit.counting)}
            assert dates <= found, (id, limit.what)


def test_the_obligations_can_be_given() -> None:
    known: Obligations = load()
    question = RuleQuestion(groups=("kth_jobparat",), aspects=("first_offer",))
    assert answer_deadlines(question, date(2018, 1, 1), TODAY, known).kind == "deadlines"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (1, "M", "hver måned"),
        (2, "W", "hver anden uge"),
        (4, "W", "hver 4. uge"),
        (1, "Y", "hvert år"),
        (2, "Y", "hvert andet år"),
        (2.5, "Y", "hvert 2½ år"),
    ],
)
def test_how_often_in_plain_danish(amount: float, unit: limits.Unit, said: str) -> None:
    limit = Limit("x", ("contact_count",), amount, unit, "benefit", times=2)
    assert deadline_notes.span(limit) == said
