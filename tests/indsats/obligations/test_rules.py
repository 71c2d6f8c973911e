"""Questions about rules: the right rules of the right day, and nothing else among the facts."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from indsats.answers.model import Answer
from indsats.obligations.facts import EVERYONE
from indsats.obligations.index import Obligations, load
from indsats.obligations.rules import RuleQuestion, answer_rules, tell_rules
from indsats.obligations.selection import CHANGE, EXPECTED, Span

TODAY = date(2026, 11, 22)
DAYS = (
    "2013-06-01", "2015-06-01", "2017-09-26", "2017-09-27", "2018-06-01", "2019-12-31", "2020-01-01",
    "2022-05-01", "2023-12-31", "2024-01-01", "2025-06-30", "2025-07-01", "2026-01-31", "2026-02-01",
    "2026-06-30", "2026-07-01", "today", "2027-01-01", "2017Y01", "2025Y01", "2026H01",
)  # fmt: skip


@pytest.fixture(scope="module")
def known() -> Obligations:
    return load()


def ask(**parts: object) -> Answer:
    return answer_rules(RuleQuestion(**parts), TODAY)  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [fact.id for fact in answer.facts]


def said(answer: Answer) -> str:
    return "\n".join(answer.notes)


# The whole base


def test_every_fact_is_found_by_its_group_topic_aspect_and_day(known: Obligations) -> None:
    missed = []
    for fact in known.base.by_id.values():
        entry = known.of(fact)
        age = entry.conditions.age_min or entry.conditions.age_max
        groups = () if EVERYONE in fact.groups else fact.groups
        for aspect in entry.aspects:
            answer = ask(
                groups=groups,
                topics=(fact.topic,),
                aspects=(aspect,),
                dates=(fact.valid_from.isoformat(),),
                age=age,
            )
            if answer.kind != "obligation" or fact.id not in ids(answer):
                missed.append((fact.id, aspect, answer.kind))
    assert missed == []


def test_every_fact_is_found_without_an_aspect_unless_it_waits_for_one(known: Obligations) -> None:
    missed = [
        fact.id
        for fact in known.base.by_id.values()
        if not known.of(fact).only_asked
        and fact.id
        not in ids(ask(groups=fact.groups, topics=(fact.topic,), dates=(fact.valid_from.isoformat(),)))
    ]
    assert missed == []


def _check_in_force(known: Obligations, answer: Answer, day: str) -> None:
    span = Span.parse(day, TODAY)
    for fact in answer.facts:
        assert known.base.by_id[fact.id].in_force(span.first, span.last), (fact.id, day)
    assert (answer.kind == "obligation") == bool(answer.facts)
    if answer.facts:
        assert answer.sources
    else:
        assert answer.kind in {"clarify", "not_available"}
        assert answer.notes
        assert answer.kind != "clarify" or answer.suggestions


def test_only_rules_in_force_for_every_group_topic_and_day(known: Obligations) -> None:
    for group, topic, day in itertools.product(("", *known.groups), known.topics, DAYS):
        answer = ask(groups=(group,) if group else (), topics=(topic,), dates=(day,))
        _check_in_force(known, answer, day)


def test_only_rules_in_force_for_every_aspect_and_day(known: Obligations) -> None:
    modifying = {CHANGE, EXPECTED}
    for aspect, day in itertools.product([a for a in known.aspects if a not in modifying], DAYS):
        _check_in_force(known, ask(aspects=(aspect,), dates=(day,)), day)


def test_every_doubt_about_a_stated_rule_reaches_the_user(known: Obligations) -> None:
    for fact in known.base.by_id.values():
        answer = ask(
            groups=fact.groups,
            topics=(fact.topic,),
            aspects=known.of(fact).aspects[:1],
            dates=(fact.valid_from.isoformat(),),
        )
        assert fact.id in ids(answer)
        if fact.date_note and not fact.date_note.startswith("Se "):
            assert fact.date_note in said(answer)
        marks = {
            "unverified": "ikke bekræftet, så kontrollér",
            "inference": "udledt af andre bestemmelser",
            "verified_secondary": "læst hos",
        }
        if mark := marks.get(fact.confidence):
            assert mark in said(answer)


def test_no_note_shows_an_id_of_the_base(known: Obligations) -> None:
    answer = ask(groups=("aktivitetsparate",), topics=("sanction",), aspects=("hard_sanction",))
    assert ids(answer) == ["p25-skaerpet"]
    assert "p20-" not in said(answer)
    assert "lov 198/2025" in said(answer)


def test_the_rules_of_the_overview_are_found_for_its_groups_and_periods(known: Obligations) -> None:
    periods = {period.key: period for period in known.base.file.legal_periods}
    missed = []
    for group, overview in known.base.file.overview.items():
        for key, entry in overview.items():
            for fact in (known.base.by_id[id] for id in entry.facts):
                day = max(fact.valid_from, periods[key].valid_from).isoformat()
                aspects = known.of(fact).aspects[:1]
                answer = ask(groups=(group,), topics=(fact.topic,), aspects=aspects, dates=(day,))
                if fact.id not in ids(answer):
                    missed.append((group, key, fact.id))
    assert missed == []


# One group, one day


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            {
                "groups": ("dagpenge",),
                "topics": ("offer",),
                "aspects": ("first_offer",),
                "dates": ("2017Y01",),
                "age": 45,
            },
            ["p17-dag-tilbud-30-49"],
        ),
        (
            {"groups": ("dagpenge",), "topics": ("offer",), "aspects": ("first_offer",), "age": 45},
            ["p26-tilbud"],
        ),
        (
            {
                "groups": ("dagpenge",),
                "topics": ("offer",),
                "aspects": ("first_offer",),
                "dates": ("2017-10-01",),
                "age": 29,
            },
            ["p17-dag-tilbud-u30"],
        ),
        (
            {
                "groups": ("dagpenge",),
                "topics": ("offer",),
                "aspects": ("first_offer",),
                "dates": ("2017-10-01",),
                "age": 50,
            },
            ["p17-dag-tilbud-50"],
        ),
        (
            {
                "groups": ("aktivitetsparate",),
                "topics": ("mentor",),
                "aspects": ("mentor_duty",),
                "dates": ("2017Y01",),
            },
            ["p17-akt-mentor", "p17-udd-mentor"],
        ),
        (
            {
                "groups": ("aktivitetsparate",),
                "topics": ("mentor",),
                "aspects": ("mentor_duty",),
                "dates": ("today",),
            },
            ["p20-mentor"],
        ),
        (
            {
                "groups": ("aktivitetsparate",),
                "topics": ("mentor",),
                "aspects": ("mentor_duty",),
                "dates": ("2015-05-01",),
            },
            ["p17-akt-mentor-historik"],
        ),
        (
            {
                "groups": ("kth_jobparat",),
                "topics": ("offer",),
                "aspects": ("first_offer",),
                "dates": ("2022-03-01",),
            },
            ["p20-tilbud-6mdr"],
        ),
        (
            {
                "groups": ("uddannelseshjaelpsmodtagere",),
                "topics": ("offer",),
                "aspects": ("repeated_offer",),
                "dates": ("2021-12-31",),
            },
            ["p20-tilbud-unge-4uger"],
        ),
        (
            {
                "groups": ("uddannelseshjaelpsmodtagere",),
                "topics": ("offer",),
                "aspects": ("repeated_offer",),
                "dates": ("2022-01-01",),
            },
            ["p22-tilbud-unge-4mdr"],
        ),
        (
            {
                "groups": ("dagpenge",),
                "topics": ("contact",),
                "aspects": ("contact_count",),
                "dates": ("2026-06-30",),
            },
            ["p24-kontakt-dag", "p24-kontakt-dag-u25", "p20-kontakt-efter6", "p20-kontakt-16"],
        ),
        (
            {
                "groups": ("dagpenge",),
                "topics": ("contact",),
                "aspects": ("contact_count",),
                "dates": ("2026-06-30",),
                "age": 45,
            },
            ["p24-kontakt-dag", "p20-kontakt-efter6", "p20-kontakt-16"],
        ),
        (
            {
                "groups": ("fleksjob",),
                "topics": ("contact",),
                "aspects": ("frequency",),
                "dates": ("2018-01-01",),
            },
            ["p17-fleks"],
        ),
        ({"groups": ("uddhj_aabenlyst",), "topics": ("offer",), "aspects": ("first_offer",)}, ["p26-tilbud"]),
        (
            {"groups": ("kontanthjaelpsmodtagere", "arbejdspligt"), "dates": ("2025-10-01",)},
            ["p25-arbejdspligt", "p25-arbejdspligt-indhold"],
        ),
        (
            {"groups": ("arbejdspligt",), "aspects": ("work_duty_phase_in",), "dates": ("2025-10-01",)},
            ["p25-arbejdspligt", "p25-arbejdspligt-indfas"],
        ),
        ({"text_terms": ("§ 96 c",), "dates": ("2018-01-01",)}, ["p17-udd-mentor"]),
        ({"groups": ("foertidspension",), "topics": ("offer",)}, ["p20-foep"]),
        ({"groups": ("foertidspension",), "topics": ("offer",), "dates": ("2018-05-01",)}, ["p17-foep"]),
        (
            {"groups": ("arbejdspligt",), "topics": ("duty",)},
            ["p25-arbejdspligt", "p25-arbejdspligt-indhold", "p25-arbejdspligt-int"],
        ),
    ],
)
def test_exactly_the_rules_asked_for(question: dict[str, object], expected: list[str]) -> None:
    answer = ask(**question)
    assert answer.kind == "obligation"
    assert ids(answer) == expected


# The questions real users ask, as rule questions


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"topics": ("offer",), "aspects": ("self_found",)}, ["p20-selvfundet"]),
        (
            {"groups": ("ledige",), "topics": ("contact",), "aspects": ("first_contact",)},
            ["p20-kontakt-foerste", "p26-kontakt-dag", "p26-kontakt-kth"],
        ),
        ({"topics": ("mentor",), "aspects": ("mentor_right",)}, ["p20-mentor", "p20-mentor-ret"]),
        ({"groups": ("sygedagpenge",), "topics": ("offer",)}, ["p20-sdp-tilbud"]),
        ({"topics": ("duty",), "aspects": ("hours_225", "change")}, ["p25-225-vaek", "p17-225"]),
        ({"topics": ("duty",), "aspects": ("hours_225",)}, ["p25-225-vaek"]),
        (
            {"topics": ("offer",), "aspects": ("right_and_duty",)},
            ["p26-tilbud", "p26-tilbud-akt", "p20-tilbud-behov"],
        ),
        ({"groups": ("ledighedsydelse",), "aspects": ("reassessment", "deadline")}, ["p20-led"]),
        ({"topics": ("mentor", "offer"), "aspects": ("mentor_duty", "too_ill")}, ["p20-mentor"]),
        ({"topics": ("mentor",), "aspects": ("frequency", "mentor_frequency")}, ["p20-mentor"]),
        (
            {"groups": ("aktivitetsparate",), "topics": ("sanction",), "aspects": ("hard_sanction",)},
            ["p25-skaerpet"],
        ),
        ({"groups": ("kth_jobparat", "aktivitetsparate"), "aspects": ("visitation",)}, ["p17-def-visit"]),
        ({"groups": ("sygedagpenge",), "topics": ("contact",), "aspects": ("first_contact",)}, ["p26-sdp"]),
        (
            {"groups": ("sygedagpenge",), "topics": ("contact",), "aspects": ("contact_exemption",)},
            ["p26-sdp"],
        ),
        ({"groups": ("sygedagpenge",), "topics": ("contact",), "aspects": ("contact_count",)}, ["p26-sdp"]),
        (
            {"groups": ("ressourceforloeb", "revalidering"), "aspects": ("abolished_schemes",)},
            ["p26-ophaevet"],
        ),
        (
            {"topics": ("mentor", "offer"), "aspects": ("counts_as_offer",)},
            ["p20-mentor", "p20-def-tilbud"],
        ),
        ({"groups": ("dagpenge",), "topics": ("offer",), "aspects": ("part_time_work",)}, ["p20-20timer"]),
        (
            {"groups": ("kontanthjaelpsmodtagere",), "topics": ("contact",), "aspects": ("first_contact",)},
            ["p20-kontakt-foerste", "p26-kontakt-kth"],
        ),
        (
            {"groups": ("kth_jobparat",), "topics": ("contact",), "aspects": ("contact_count",)},
            ["p26-kontakt-kth", "p20-kontakt-efter6"],
        ),
        ({"topics": ("offer",), "aspects": ("counts_as_offer", "oevo", "right_and_duty")}, ["p26-tilbud"]),
        ({"topics": ("duty",), "aspects": ("test",)}, ["p26-test"]),
        ({"groups": ("fleksjob",), "topics": ("contact",), "aspects": ("frequency",)}, ["p20-fleks"]),
        (
            {"groups": ("ressourceforloeb",), "topics": ("offer",), "aspects": ("first_offer",)},
            ["p26-ophaevet"],
        ),
        (
            {"topics": ("process",), "aspects": ("supervision", "change")},
            ["p23-star-tilsyn", "p26-ophaevet", "p20-fokusmaal"],
        ),
        (
            {"aspects": ("coverage_75",), "dates": ("2026-07-01",)},
            ["p26-kontakt-dag", "p26-kontakt-kth", "p26-tilbud"],
        ),
        ({"aspects": ("law_in_force", "expected")}, ["p20-maalgrupper", "p26-frihed", "p27-hovedlov"]),
    ],
)
def test_questions_of_real_users(question: dict[str, object], expected: list[str]) -> None:
    answer = ask(**question)
    assert answer.kind == "obligation"
    assert ids(answer) == expected


def test_what_is_adopted_and_what_is_only_agreed() -> None:
    adopted = ask(aspects=("reform",))
    agreed = ask(aspects=("reform", "expected"))
    assert set(ids(agreed)) - set(ids(adopted)) == {"p27-hovedlov", "p27-forsoeg"}
    assert {"p26-tilbud", "p26-frihed", "p26-ophaevet"} <= set(ids(adopted))
    assert "er ikke bekræftet, så kontrollér dem" in said(agreed)


def test_two_laws_are_compared_by_their_days() -> None:
    answer = ask(topics=("offer",), aspects=("right_and_duty",), laws=("LBK 1342/2016", "LBK 280/2024"))
    assert answer.query.dates == ("2017-09-27", "2024-03-01")
    assert {"p17-akt-tilbud2", "p17-dag-tilbud-30-49", "p20-tilbud-6mdr", "p22-tilbud-unge-4mdr"} <= set(
        ids(answer)
    )
    assert "p26-tilbud" not in ids(answer)


# Comparing


def test_a_comparison_states_both_days_and_when_it_changed() -> None:
    answer = ask(
        groups=("dagpenge",), topics=("contact",), aspects=("contact_count",), dates=("2017Y01", "today")
    )
    assert ids(answer) == [
        "p17-dag-0-6",
        "p17-dag-efter6",
        "p17-dag-16",
        "p26-kontakt-dag",
        "p20-kontakt-efter6",
        "p20-kontakt-16",
    ]
    assert answer.query.dates == ("2017Y01", "2026-11-22")
    assert "§ 16 a" not in said(answer)
    assert "Reglerne er ændret 1. januar 2020, 1. januar 2024 og 1. juli 2026." in answer.notes


def test_a_comparison_says_when_nothing_changed() -> None:
    answer = ask(groups=("dagpenge",), aspects=("contact_16_months",), dates=("2021-01-01", "2025-01-01"))
    assert ids(answer) == ["p20-kontakt-16"]
    assert "Reglerne er de samme" in said(answer)


def test_a_comparison_says_for_which_day_nothing_was_read() -> None:
    answer = ask(
        groups=("dagpenge",), topics=("offer",), aspects=("first_offer",), dates=("2012Y01", "2021-01-01")
    )
    assert ids(answer) == ["p20-tilbud-6mdr"]
    assert "Der er ikke læst en regel om første tilbud for dagpengemodtagere i 2012." in answer.notes


def test_the_same_day_twice_is_no_comparison() -> None:
    answer = ask(groups=("dagpenge",), aspects=("first_offer",), dates=("today", "2026-11-22"))
    assert answer.query.dates == ("2026-11-22",)
    assert ids(answer) == ["p26-tilbud"]


# Asking back


def test_without_a_group_differing_rules_ask_for_it() -> None:
    answer = ask(topics=("offer",), aspects=("first_offer",), dates=("2017-10-01",))
    assert answer.kind == "clarify"
    assert answer.facts == ()
    assert answer.suggestions[0] == "Dagpengemodtagere"
    assert "Jobparate på kontanthjælp" in answer.suggestions


def test_without_a_group_the_rule_for_everyone_is_stated() -> None:
    assert ids(ask(aspects=("contact_form",), dates=("2024-01-01",))) == ["p22-form"]


def test_without_a_group_the_answer_says_whom_each_rule_is_for() -> None:
    answer = ask(aspects=("coverage_75",))
    assert (
        "Reglerne i lov 1750/2025 (LAB § 31) gælder for dagpengemodtagere, jobparate på kontanthjælp og "
        "modtagere af ledighedsydelse. Reglen i lov 1750/2025, VEJ nr. 9117 af 16/1-2026 pkt. 3.1 gælder for "
        "dagpengemodtagere, jobparate på kontanthjælp og uddannelsesparate."
    ) in answer.notes
    past = ask(aspects=("hours_225", "change"))
    assert "Reglen i lov 1655/2024, LAS § 25 b gælder for kontanthjælpsmodtagere" in said(past)
    assert "(LBK 269/2017, LBK 808/2024) gjaldt for jobparate" in said(past)
    assert said(ask(aspects=("hours_225",))).startswith("Reglen gælder for kontanthjælpsmodtagere")


def test_without_a_topic_it_asks_for_it() -> None:
    answer = ask(groups=("dagpenge",))
    assert answer.kind == "clarify"
    assert answer.suggestions == (
        *("Samtaler", "Tilbud", "Mentor", "Pligter", "Sanktioner"),
        "Overblik over alle regler",
    )
    assert "dagpengemodtagere" in said(answer)


def test_an_empty_question_asks_for_the_topic() -> None:
    assert ask().kind == "clarify"
    assert ask(groups=("<script>",), topics=("x",), aspects=("y",)).kind == "clarify"


# Not read


def test_before_the_base_nothing_is_guessed() -> None:
    answer = ask(groups=("dagpenge",), topics=("offer",), dates=("2015Y01",))
    assert answer.kind == "not_available"
    assert "27. september 2017" in said(answer)
    assert "Hvad gjaldt i 2017?" in answer.suggestions
    assert answer.query.dates == ("2015Y01",)


def test_a_gap_is_said_and_the_nearest_rule_quoted() -> None:
    answer = ask(groups=("midl_arbejdsmarkedsydelse",), topics=("offer",), dates=("2018-05-01",))
    assert answer.kind == "not_available"
    assert "udfasning" in said(answer)
    assert "27. september 2017 – 31. december 2017 gjaldt: Midlertidig" in said(answer)
    assert "§ 52" not in said(answer)


def test_the_first_year_says_that_its_beginning_was_not_read() -> None:
    whole = ask(groups=("dagpenge",), topics=("sanction",), dates=("2017Y01",))
    late = ask(groups=("dagpenge",), topics=("sanction",), dates=("2017-10-01",))
    text = "den tidligere del af perioden er ikke læst"
    assert text in said(whole)
    assert text not in said(late)


def test_what_was_not_read_of_the_reform_is_said() -> None:
    answer = ask(groups=("kth_aktivitetsparat",), topics=("contact",), aspects=("contact_count",))
    assert "p26-kontakt-kth" not in ids(answer)
    assert "er ikke læst (LAB § 31" in said(answer)
    before = ask(groups=("kth_aktivitetsparat",), aspects=("contact_count",), dates=("2026-06-30",))
    assert ids(before) == ["p20-kontakt-4", "p20-kontakt-efter6", "p26-ret-samtale"]
    assert "er ikke læst (LAB § 31" not in said(before)


def test_an_aspect_without_a_rule_is_not_answered_with_the_whole_topic() -> None:
    few = ask(groups=("dagpenge",), topics=("mentor",), aspects=("mentor_frequency",), dates=("2018-01-01",))
    assert ids(few) == ["p17-def-mentor"]
    assert "ikke læst en regel om netop mentorens kontakt med borgeren" in said(few)
    many = ask(groups=("dagpenge",), topics=("contact",), aspects=("hours_225",), dates=("2018-01-01",))
    assert many.kind == "not_available"
    assert many.suggestions


# Notes


def test_without_a_date_the_day_is_said_and_what_is_awaited() -> None:
    answer = ask(groups=("dagpenge",), topics=("offer",), aspects=("first_offer",))
    assert answer.notes == (
        "Reglen er læst hos STAR, ikke i selve loven.",
        "Reglerne er dem, der gælder i dag, 22. november 2026. Kilderne er læst til og med februar 2026; "
        "senere ændringer er ikke med, og det er ikke bekræftet, om den nye hovedlov, der ventes fra "
        "1. januar 2027, er vedtaget.",
    )
    assert "p27-hovedlov" not in ids(answer)


def test_the_next_known_change_is_told() -> None:
    answer = answer_rules(
        RuleQuestion(groups=("dagpenge",), topics=("offer",), aspects=("first_offer",)), date(2026, 3, 1)
    )
    assert ids(answer) == ["p20-tilbud-6mdr"]
    assert "Næste kendte ændring er fra 1. juli 2026: Kommunen skal give" in said(answer)


def test_past_days_are_not_told_of_coming_changes() -> None:
    answer = ask(groups=("dagpenge",), topics=("offer",), aspects=("first_offer",), dates=("2018-01-01",))
    assert "2027" not in said(answer)
    assert "Kilderne" not in said(answer)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-05-01", "Reglerne er dem, der gjaldt pr. 1. maj 2018."),
        ("2018Y01", "Reglerne er dem, der gjaldt i 2018."),
        ("2024-01-01", "Reglerne er dem, der gjaldt pr. 1. januar 2024."),
    ],
)
def test_the_day_asked_about_is_said_as_a_sentence(day: str, expected: str) -> None:
    assert ask(groups=("dagpenge",), topics=("offer",), aspects=("first_offer",), dates=(day,)).notes[-1] == (
        expected
    )


def test_a_period_that_rules_changed_in_is_said_to_be_so() -> None:
    question = {"groups": ("dagpenge",), "topics": ("offer",), "aspects": ("first_offer",)}
    answer = ask(**question, dates=("2026Y01",))
    assert ids(answer) == ["p20-tilbud-6mdr", "p26-tilbud"]
    assert (
        "Reglerne er dem, der gælder i 2026. Ikke alle gælder hele tiden: Reglerne er ændret 1. juli 2026, "
        "og perioden står ved hver regel."
    ) in said(answer)
    assert "Ikke alle" not in said(ask(**question, dates=("2025Y01",)))


def test_what_limits_the_answer_comes_before_what_holds_for_every_answer() -> None:
    answer = ask(groups=("dagpenge",), topics=("contact",), aspects=("first_contact",))
    assert answer.notes[0].startswith("Inden for hvilken frist den første samtale skal holdes")
    assert answer.notes[-1].startswith("Reglerne er dem, der gælder i dag")
    assert said(answer).count("februar 2026") == said(answer).count("2027, er vedtaget") == 1


def test_a_doubt_names_its_rule_unless_it_holds_for_all() -> None:
    one = ask(groups=("fleksjob",), topics=("contact",), aspects=("frequency",))
    assert "Senest læst i LBK 280/2024; om lov 1750/2025 (2026) har ændret ordlyden, er ikke genlæst." in (
        one.notes
    )
    all_alike = ask(groups=("aktivitetsparate",), aspects=("mentor_duty",), dates=("2018-01-01",))
    assert all_alike.notes[0].startswith("Gælder sikkert 27/9-2017")
    several = ask(groups=("dagpenge",), topics=("contact",))
    assert "Om LAB § 32 a (lov 1750/2025): Ordlyden læst; om den trådte i kraft" in said(several)
    compared = ask(groups=("dagpenge",), aspects=("contact_count",), dates=("2018-01-01", "today"))
    assert said(compared).count("Om reglerne fra 27. september 2017: Gælder sikkert 27/9-2017") == 1
    itself = ask(groups=("dagpenge",), topics=("offer",))
    assert "Om §§ 100-101 er ændret ved lov 1750/2025 er ikke læst." in itself.notes


def test_many_rules_with_one_mark_are_pointed_to_by_it() -> None:
    text = said(ask(aspects=("reform",)))
    assert "Reglerne mærket »ikke læst i selve loven« er læst hos OP Academy" in text
    assert "Reglen i aftale 9/4-2025 er ikke bekræftet, så kontrollér den, før du bruger den." in text


def test_earlier_rules_of_one_period_are_quoted_together() -> None:
    answer = ask(groups=("aktivitetsparate",), topics=("mentor",), aspects=("mentor_duty",))
    quoted = [note for note in answer.notes if "31. december 2019 gjaldt" in note]
    assert len(quoted) == 1
    assert "§ 96, stk. 3" in quoted[0]
    assert "§ 96 c" in quoted[0]


def test_a_future_day_is_answered_with_its_caveats() -> None:
    answer = ask(groups=("dagpenge",), topics=("contact",), dates=("2028-01-01",))
    assert "p27-forsoeg" in ids(answer)
    assert "ikke bekræftet" in said(answer)


def test_missing_age_is_said_to_matter() -> None:
    question = {"groups": ("dagpenge",), "aspects": ("first_offer",), "dates": ("2018-01-01",)}
    without = ask(**question)
    assert len(without.facts) == 3
    assert "Det afhænger af alderen" in said(without)
    assert "Det afhænger af alderen (under 30 år, 30-49 år eller fra 50 år). Skriv, hvad" in said(without)
    assert "Det afhænger af alderen" not in said(ask(**question, age=45))


def test_an_age_beyond_the_group_is_remarked() -> None:
    answer = ask(groups=("uddhj_aktivitetsparat",), aspects=("first_offer",), dates=("2018-01-01",), age=40)
    assert "er for personer under 30 år" in said(answer)


def test_a_benefit_that_changed_its_name_is_explained() -> None:
    assert "1. juli 2025" in said(ask(groups=("overgangsydelse",), topics=("offer",)))
    earlier = ask(
        groups=("overgangsydelse",), topics=("offer",), aspects=("first_offer",), dates=("2018-01-01",)
    )
    assert "Integrationsydelse blev 1. januar 2020" in said(earlier)
    assert "p17-akt-tilbud1" in ids(earlier)


def test_an_abolished_scheme_is_said_to_be_so() -> None:
    answer = ask(groups=("ressourceforloeb",), topics=("contact",), aspects=("later_contacts",))
    assert "Der kan ikke længere bevilges nye ressourceforløb" in said(answer)


def test_sources_are_named_once_with_their_publisher() -> None:
    answer = ask(groups=("dagpenge",), aspects=("first_offer",))
    assert len({source.title for source in answer.sources}) == len(answer.sources)
    assert {source.publisher for source in answer.sources} == {"STAR"}
    letter = ask(aspects=("letter",), dates=("2017-09-27",))
    assert [(source.publisher, source.url) for source in letter.sources] == [
        ("Beskæftigelsesministeriet", "")
    ]


def test_suggestions_follow_from_the_answer() -> None:
    now = ask(groups=("dagpenge",), topics=("offer",), aspects=("first_offer",))
    assert now.suggestions[:2] == ("Hvad gjaldt i 2017?", "Og for jobparate på kontanthjælp?")
    then = ask(groups=("dagpenge",), topics=("offer",), aspects=("first_offer",), dates=("2017-10-01",))
    assert then.suggestions[:4] == ("Under 30 år", "30-49 år", "Fra 50 år", "Hvad gælder i dag?")
    of_age = ask(groups=("dagpenge",), aspects=("first_offer",), dates=("2017-10-01",), age=45)
    assert of_age.suggestions[0] == "Hvad gælder i dag?"
    assert "Hvad er reglerne om tilbud?" not in of_age.suggestions


def test_a_date_of_no_known_form_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period id"):
        ask(groups=("dagpenge",), topics=("offer",), dates=("engang",))


def test_a_rule_that_ends_without_a_successor_is_said_to() -> None:
    answer = ask(groups=("uddhj_uddannelsesparat",), aspects=("education_order",))
    assert "p26-uddpaalaeg" in ids(answer)
    assert (
        "Reglen i STAR webinar-svar jan. 2026 gælder til og med 31. december 2026; "
        "hvad der følger, er ikke læst."
    ) in answer.notes
    before = answer_rules(
        RuleQuestion(groups=("kth_aktivitetsparat",), aspects=("contact_count",)), date(2026, 3, 1)
    )
    assert "stk. 3 (fra 2024) gælder til og med 30. juni 2026; hvad der følger, er ikke læst." in said(before)
    replaced = answer_rules(RuleQuestion(groups=("dagpenge",), aspects=("first_offer",)), date(2026, 3, 1))
    assert "hvad der følger" not in said(replaced)


def test_rules_of_the_year_the_base_begins_in_did_not_change_on_its_first_day() -> None:
    whole = ask(groups=("dagpenge",), topics=("offer",), dates=("2017Y01",))
    assert "Reglerne er ændret" not in said(whole)
    ended = ask(groups=("midl_arbejdsmarkedsydelse",), topics=("offer",), dates=("2017M09",))
    assert "Reglerne i september 2017 er læst fra 27. september 2017" in said(ended)
    assert ids(ended) == ["p17-mao"]


def test_rules_of_several_groups_say_whom_they_are_for() -> None:
    told = tell_rules(RuleQuestion(groups=("ledige",), aspects=("first_contact",)), TODAY)
    assert told.layout.labels == {
        "p20-kontakt-foerste": "For jobparate på kontanthjælp",
        "p26-kontakt-dag": "For dagpengemodtagere",
        "p26-kontakt-kth": "For jobparate på kontanthjælp",
    }
    alike = tell_rules(RuleQuestion(groups=("ledige",), aspects=("first_offer",)), TODAY)
    assert alike.layout.labels == {}


def test_a_group_with_few_rules_is_answered_without_asking_for_a_topic() -> None:
    answer = ask(groups=("integrationsprogram",), dates=("2017Q04",))
    assert answer.kind == "obligation"
    assert set(ids(answer)) == {"p17-int-program", "p17-int-kontakt"}
    assert ask(groups=("kth_jobparat",), dates=("2017Q04",)).kind == "clarify"
    assert ask(groups=("integrationsprogram",), dates=("2012Y01",)).kind == "not_available"


def test_every_rule_is_traced_to_its_sources(known: Obligations) -> None:
    told = tell_rules(RuleQuestion(groups=("dagpenge",), topics=("duty",)), TODAY)
    addresses = {source.url for source in told.answer.sources}
    for fact in told.answer.facts:
        behind = told.layout.sources[fact.id]
        assert behind
        assert set(behind) <= addresses
        assert behind == tuple(known.base.sources[key].url for key in known.base.by_id[fact.id].sources)


def test_a_question_about_a_change_says_that_other_times_are_shown_too() -> None:
    assert "Regler, der gjaldt før, er også vist" in said(ask(aspects=("hours_225", "change")))
    assert "Regler, der er ventet senere, er også vist" in said(ask(aspects=("reform", "expected")))
    assert "er også vist" not in said(ask(aspects=("hours_225",)))


def test_statistics_of_2017_counted_otherwise_and_it_is_said_beside_the_rule_of_today() -> None:
    answer = ask(topics=("mentor", "offer"), aspects=("counts_as_offer",))
    assert "mentor blev talt for sig" in said(answer)
    assert "p17-def-tilbud" not in ids(answer)
