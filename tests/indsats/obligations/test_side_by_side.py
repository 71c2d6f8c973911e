"""Dates or groups side by side, and the overview of all topics."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.answers.table_text import TextTable, Told
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.index import load
from indsats.obligations.rules import RuleQuestion, tell_rules

TODAY = date(2026, 11, 22)
TOPICS = ["Samtaler", "Tilbud", "Mentor", "Pligter", "Sanktioner"]


def tell(view: str = "side_by_side", **parts: object) -> Told:
    return tell_rules(RuleQuestion(view=view, **parts), TODAY)  # type: ignore[arg-type]


def text(told: Told) -> str:
    return render(told.answer, load_vocabulary(), TODAY, told.layout)


def cells(table: TextTable) -> dict[str, list[tuple[str, ...] | str]]:
    """The rules of each cell, or what is said instead, by row."""
    return {row[0].text: [cell.facts or cell.text for cell in row[1:]] for row in table.rows}


# Two dates


def test_the_first_offer_of_2017_and_of_today() -> None:
    told = tell(
        groups=("kth_jobparat",), topics=("offer",), aspects=("first_offer",), dates=("2017Y01", "today")
    )
    brief, rules = told.layout.tables
    assert rules.columns == ("Emne", "I 2017", "I dag")
    assert cells(rules) == {"Første tilbud": [("p17-job-tilbud1",), ("p26-tilbud",)]}
    assert cells(brief) == {
        "Første tilbud": [
            "≤ 3 mdr., kun virksomhedspraktik/nytteindsats/løntilskud",
            "mindst 1 inden 6 mdr. for ≥ 75 pct.",
        ]
    }
    assert told.layout.lead == ("Reglerne er ændret 1. januar 2020 og 1. juli 2026.",)
    said = text(told)
    assert said.startswith("Reglerne er ændret 1. januar 2020 og 1. juli 2026.\n\nKort fortalt (≤ betyder")
    assert "| Første tilbud | [1] gl. LAB § 92, stk. 1 | [2] lov 1750/2025; VEJ nr. 9117" in said
    assert "[1] Jobparate: første tilbud senest efter 3 måneders sammenhængende ydelse" in said
    assert "https://www.retsinformation.dk/eli/lta/2016/1342 – [1]" in said


def test_what_has_not_changed_is_said_to_be_so() -> None:
    told = tell(groups=("dagpenge",), aspects=("contact_16_months",), dates=("2021-01-01", "2025-01-01"))
    (rules,) = told.layout.tables
    assert cells(rules) == {"Samtalen efter 16 måneder": [("p20-kontakt-16",), "uændret"]}
    assert "Reglerne er de samme på de tidspunkter, du spørger om." in told.layout.lead
    assert "| uændret" in text(told)


def test_a_date_without_a_rule_is_said_to_be_unread() -> None:
    told = tell(groups=("dagpenge",), aspects=("first_offer",), dates=("2012Y01", "2021-01-01"))
    assert cells(told.layout.tables[-1]) == {"Første tilbud": ["ikke læst", ("p20-tilbud-6mdr",)]}
    assert "Der er ikke læst en regel om første tilbud for dagpengemodtagere i 2012." in text(told)


def test_several_groups_on_several_dates_are_a_row_each() -> None:
    told = tell(groups=("dagpenge", "kth_jobparat"), topics=("mentor",), dates=("2018-01-01", "today"))
    (rules,) = told.layout.tables
    assert cells(rules) == {
        "Mentor, dagpengemodtagere og jobparate på kontanthjælp": [
            ("p17-def-mentor",),
            ("p20-mentor", "p20-mentor-ret"),
        ]
    }
    offers = tell(groups=("dagpenge", "kth_jobparat"), topics=("offer",), dates=("2018-01-01", "today"))
    assert list(cells(offers.layout.tables[-1])) == [
        "Tilbud, dagpengemodtagere",
        "Tilbud, jobparate på kontanthjælp",
    ]


def test_aspects_with_the_same_rules_are_one_row() -> None:
    told = tell(
        groups=("uddhj_uddannelsesparat",),
        aspects=("first_offer", "repeated_offer"),
        dates=("2018-01-01", "2021-01-01"),
    )
    assert list(cells(told.layout.tables[-1])) == ["Første tilbud og gentagne tilbud"]


# Groups


def test_groups_side_by_side() -> None:
    told = tell(groups=("kth_jobparat", "kth_aktivitetsparat"), topics=("offer",), dates=("2018-01-01",))
    brief, rules = told.layout.tables
    assert rules.columns == ("Emne", "Jobparate på kontanthjælp", "Aktivitetsparate på kontanthjælp")
    assert cells(rules) == {
        "Tilbud": [("p17-job-tilbud1", "p17-job-tilbud2"), ("p17-akt-tilbud1", "p17-akt-tilbud2")]
    }
    assert cells(brief)["Gentagne tilbud"] == ["hver 6. md.", "hver 12. md."]


def test_groups_with_the_same_rules_are_said_to() -> None:
    told = tell(groups=("dagpenge", "kth_jobparat"), topics=("mentor",), dates=("2018-01-01",))
    assert cells(told.layout.tables[-1]) == {"Mentor": [("p17-def-mentor",), "samme regler"]}


def test_a_topic_across_all_groups_has_the_groups_below_each_other() -> None:
    told = tell("overview", topics=("offer",), dates=("2018-01-01",))
    (rules,) = told.layout.tables
    assert rules.columns == ("Gruppe", "Tilbud")
    by_group = cells(rules)
    assert by_group["Jobparate på kontanthjælp"] == [("p17-job-tilbud1", "p17-job-tilbud2")]
    assert by_group["Sygedagpengemodtagere"] == [("p17-sdp-indsats",)]
    # These benefits began in 2020.
    assert not any("SHO" in name or "overgangsydelse" in name for name in by_group)
    now = cells(tell("overview", topics=("offer",)).layout.tables[-1])
    assert not any("SHO" in name or "ydelse" in name.split()[-1] for name in now if "ledighed" not in name)


# The overview


def test_the_overview_of_those_ready_for_activity() -> None:
    told = tell("overview", groups=("aktivitetsparate",))
    brief, rules = told.layout.tables
    assert told.answer.kind == "obligation"
    assert rules.columns == (
        *("Emne", "Aktivitetsparate på kontanthjælp"),
        "Aktivitetsparate på uddannelseshjælp",
    )
    # The right to be clarified after two years is no rule of the main topics, but the summary rests on it.
    assert list(cells(rules)) == [*TOPICS, "Plan, tilsyn og reform"]
    assert cells(rules)["Plan, tilsyn og reform"] == [("p25-afklaring",), "ikke læst"]
    assert cells(brief)["Mentor"] == ["kan", "kan"]
    assert cells(brief)["Første samtale"] == ["≤ 1 uge (ikke genlæst efter 1/7-2026)"] * 2
    assert {"p20-kontakt-foerste", "p26-ret-samtale"} <= {fact.id for fact in told.answer.facts}
    said = text(told)
    assert " | [6] LAB §§ 52 og 167-171; BEK 1216/2023 § 52; [7] LAB § 167, stk. 2-3 | samme regler " in said
    assert "»kan« betyder, at det er en mulighed og ikke en pligt" in said
    assert "Minimumskravet til tilbud for aktivitetsparate efter 1. juli 2026 er ikke læst" in said
    assert "Reglen i aftale 9/4-2025 er ikke bekræftet, så kontrollér den" in said
    assert "gl. LAB § 93" not in said


def test_the_overview_of_one_group_lists_the_rules_by_topic() -> None:
    told = tell("overview", groups=("dagpenge",), dates=("2018-01-01",))
    brief, rules = told.layout.tables
    assert brief.columns == ("Emne", "Dagpengemodtagere")
    assert rules.form == "list"
    assert list(cells(rules)) == TOPICS
    assert cells(brief)["Første tilbud"] == ["≤ 13 uger (under 30 og 50+); ≤ 6 mdr. (30-49)"]
    assert "Tilbud:\n- [8] Under 30 år" in text(told)


def test_the_overview_of_two_dates_has_them_in_columns() -> None:
    told = tell("overview", groups=("kth_aktivitetsparat",), dates=("2017Y01", "today"))
    brief, rules = told.layout.tables
    assert brief.columns == rules.columns == ("Emne", "I 2017", "I dag")
    assert cells(brief)["Mentor"] == [
        "RET OG PLIGT, når tilbud ikke er muligt: 6 mdr. ad gangen, kontakt hver 14. dag",
        "kan",
    ]
    assert cells(rules)["Mentor"][0] == ("p17-akt-mentor", "p17-def-mentor")


def test_a_benefit_as_a_whole_stands_beside_none_of_its_parts() -> None:
    told = tell("overview", groups=("kontanthjaelpsmodtagere",), dates=("2018-01-01",))
    assert told.layout.tables[-1].columns == (
        *("Emne", "Jobparate på kontanthjælp"),
        "Aktivitetsparate på kontanthjælp",
    )


@pytest.mark.parametrize(
    ("day", "brief"),
    [
        # The rules behind the entry of 2024-2026 hold on the day, or one of them has not begun.
        ("2026-01-31", True),
        ("2024-06-01", False),
        # Two entries overlap, and the newer one's rules begin in July.
        ("2026-03-01", True),
        ("2026-07-01", True),
        # A rule begins within the year, or the whole base does.
        ("2025Y01", True),
        ("2024Y01", False),
        ("2017Y01", True),
        ("2017-09-26", False),
        ("2012Y01", False),
    ],
)
def test_a_summary_is_shown_only_when_all_its_rules_hold(day: str, brief: bool) -> None:
    told = tell("overview", groups=("kth_jobparat",), dates=(day,))
    assert (len(told.layout.tables) == 2) is brief


def test_a_summary_rests_on_rules_that_the_answer_states() -> None:
    known = load()
    shown = 0
    for group, periods in known.base.file.overview.items():
        for day in ("2018-01-01", "2021-01-01", "2023-06-01", "2025-10-01", "2026-11-22"):
            told = tell("overview", groups=(group,), dates=(day,))
            if len(told.layout.tables) < 2:
                continue
            shown += 1
            on = date.fromisoformat(day)
            (entry,) = (
                periods[period.key]
                for period in known.base.file.legal_periods
                if period.key in periods
                and period.valid_from <= on <= (period.valid_to or on)
                and all(known.base.by_id[id].in_force(on, on) for id in periods[period.key].facts)
            )
            stated = {fact.id for fact in told.answer.facts}
            assert set(entry.facts) <= stated, (group, day)
            said = {cell[0] for cell in cells(told.layout.tables[0]).values()}
            assert said <= {entry.foerste_samtale, entry.samtaler, entry.foerste_tilbud, "–"} | {
                entry.gentagelse,
                entry.mentor,
            }
    assert shown > 30


def test_an_age_that_the_summary_does_not_know_leaves_it_out() -> None:
    told = tell("overview", groups=("dagpenge",), dates=("2018-01-01",), age=45)
    assert len(told.layout.tables) == 1
    assert "p17-dag-tilbud-u30" not in {fact.id for fact in told.answer.facts}


def test_an_overview_without_group_and_topic_asks() -> None:
    assert tell("overview").answer.kind == "clarify"
    assert tell("overview", groups=("dagpenge",), dates=("2012Y01",)).answer.kind == "not_available"


def test_a_comparison_of_dates_without_a_group_asks_for_it_when_the_groups_differ() -> None:
    answer = tell(topics=("offer",), dates=("2018-01-01", "today")).answer
    assert answer.kind == "clarify"
    assert "Dagpengemodtagere" in answer.suggestions
    mentor = tell(topics=("mentor",), aspects=("mentor_right",), dates=("2018-01-01", "today")).answer
    assert mentor.kind == "obligation"


def test_what_is_alike_for_several_groups_is_named_once() -> None:
    told = tell(
        "side_by_side",
        groups=("aktivitetsparate",),
        aspects=("contact_count",),
        dates=("2021-01-01", "today"),
    )
    assert list(cells(told.layout.tables[-1])) == [
        "Antal samtaler, aktivitetsparate på kontanthjælp og aktivitetsparate på uddannelseshjælp"
    ]
