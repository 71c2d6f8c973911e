"""Dates counted from a start date. Those in the tables were worked out by hand from the rules' own words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.answers.model import Answer
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations import limits
from indsats.obligations.deadlines import answer_deadlines
from indsats.obligations.files import DataError
from indsats.obligations.index import Obligations, load
from indsats.obligations.limits import Limit, LimitFile
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
        ("2018-08-31", "fleksjob", "reassessment", None, [("2021-02-28", "p17-fleks")]),
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
        ("2020-02-29", "fleksjob", "reassessment", None, [("2022-08-29", "p20-fleks")]),
        # From 2025 and 2026
        ("2026-01-31", "arbejdspligt", "work_duty", None, [("2026-02-28", "p25-arbejdspligt")]),
        ("2025-07-01", "kth_aktivitetsparat", "clarification", 35, [("2027-07-01", "p25-afklaring")]),
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
    assert "Skriv alderen" in said(answer)


def test_with_an_age_the_date_is_that_of_one_rule() -> None:
    (deadline,) = ask("2018-01-03", "dagpenge", "first_offer", age=45).deadlines
    assert (deadline.fact_id, "(" in deadline.what) == ("p17-dag-tilbud-30-49", False)


def test_conditions_beside_the_age_are_said_though_the_age_is_known() -> None:
    answer = ask("2024-03-01", "dagpenge", "first_contact", age=22)
    (young,) = [d for d in answer.deadlines if d.fact_id == "p24-kontakt-dag-u25"]
    assert "uden hjemmeboende børn" in young.what
    assert "under 25" not in young.what


def test_a_question_for_nothing_in_particular_is_for_the_first_things() -> None:
    answer = ask("2018-03-05", "kth_jobparat")
    assert [fact.id for fact in answer.facts] == ["p17-job-foerste", "p17-job-tilbud1"]


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
        ("2018-03-05", "fleksjob", "reassessment", "2,5 år"),
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
    assert "Datoen kan ikke regnes ud: perioden regnes fra det foregående tilbud" in said(answer)


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
        "19. marts 2018: Sidste dag for a-kassens cv-samtale.\n"
        "16. april 2018: Sidste dag for første jobsamtale i jobcenteret."
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
    assert all(start.isoformat() < day <= (start + timedelta(days=1100)).isoformat() for day in dates)
    if answer.deadlines:
        assert {d.fact_id for d in answer.deadlines} == {fact.id for fact in answer.facts}
        assert answer.sources
        assert "Regnet fra" in said(answer)
    assert len(set(answer.deadlines)) == len(answer.deadlines)


@given(
    st.sampled_from([limit for each in FILE.limits.values() for limit in each]),
    st.dates(date(2010, 1, 1), date(2050, 1, 1)),
)
def test_a_later_start_is_never_due_earlier(limit: Limit, start: date) -> None:
    first, second = limit.dates(start), limit.dates(start + timedelta(days=1))
    assert all(one <= other for one, other in zip(first, second, strict=False))
    assert list(first) == sorted(set(first))
    assert first[0] > start


# The file


def test_every_limit_of_time_in_the_facts_is_accounted_for() -> None:
    timed = {
        fact.id
        for fact in KNOWN.base.by_id.values()
        if any(re.search(r"(^|_)(weeks|months|years|\d+m)$", key) for key in fact.numbers)
    }
    assert timed <= {*FILE.limits, *FILE.without_date}


def test_every_limit_is_found_by_its_fact_on_the_first_day_of_the_rule() -> None:
    for id, each in FILE.limits.items():
        fact = KNOWN.base.by_id[id]
        conditions = KNOWN.of(fact).conditions
        for limit in each:
            found = set()
            for group in limit.groups or fact.groups:
                answer = ask(
                    max(fact.valid_from, KNOWN.base.first_day).isoformat(),
                    group,
                    limit.aspects[0],
                    age=conditions.age_min or conditions.age_max,
                )
                found |= {d.date for d in answer.deadlines if d.fact_id == id}
            assert {day.isoformat() for day in limit.dates(fact.valid_from)} <= found, (id, limit.what)


def _with(limit: dict[str, object], id: str = "p17-job-tilbud1") -> dict[str, object]:
    good = {
        "what": "Sidste dag for første tilbud",
        "aspects": ["first_offer"],
        "amount": 3,
        "unit": "M",
        "begins": "benefit",
        "number": "deadline_months",
    }
    return {"limits": {id: [{**good, **limit}]}, "without_date": {}}


def _load(tmp_path: Path, content: dict[str, object]) -> LimitFile:
    file = tmp_path / "deadlines.yaml"
    file.write_bytes(msgspec.yaml.encode(content))
    return limits.load(KNOWN, file)


def test_a_limit_that_agrees_with_its_fact_is_taken(tmp_path: Path) -> None:
    assert _load(tmp_path, _with({})).limits["p17-job-tilbud1"][0].dates(date(2017, 11, 30)) == (
        date(2018, 2, 28),
    )


@pytest.mark.parametrize(
    ("change", "problem"),
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
    ],
)
def test_a_limit_that_does_not_agree_with_its_fact_is_refused(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    with pytest.raises(DataError, match=re.escape(problem)):
        _load(tmp_path, _with(change))


def test_a_limit_of_no_fact_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"p99-nothing: no such fact"):
        _load(tmp_path, _with({}, id="p99-nothing"))


def test_a_fact_cannot_be_both_with_and_without_a_date(tmp_path: Path) -> None:
    content = _with({}) | {"without_date": {"p17-job-tilbud1": "derfor"}}
    with pytest.raises(DataError, match="both with and without"):
        _load(tmp_path, content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"deadlines\.yaml"):
        limits.load(KNOWN, tmp_path / "deadlines.yaml")


def test_the_obligations_can_be_given() -> None:
    known: Obligations = load()
    question = RuleQuestion(groups=("kth_jobparat",), aspects=("first_offer",))
    assert answer_deadlines(question, date(2018, 1, 1), TODAY, known).kind == "deadlines"
