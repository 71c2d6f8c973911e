"""Conversations over several turns, each message through the action its intent leads to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.tracker import Conversation, Said


@pytest.fixture
def thread() -> Conversation:
    return Conversation()


def values(said: Said) -> dict[str, Any]:
    return {row["area"]: row["value"] for row in said.answer["rows"]}


def test_the_country_without_a_municipality_is_a_sum_and_says_so(thread: Conversation) -> None:
    whole = thread.say("figure", "Ledige i hele landet i juli 2026")
    rest = thread.say("follow_up", "uden København")
    sums = [item["value"] for item in rest.answer["computed"] if item["kind"] == "sum"]
    assert rest.answer["kind"] == "not_available" or sums
    assert 91583 not in [*values(rest).values(), *sums]
    assert values(whole) == {"000": 91583}


def test_our_own_municipality_is_asked_for_once_and_then_used(thread: Conversation) -> None:
    asked = thread.say("figure", "Hvor mange ledige er der hos os?")
    assert asked.answer["kind"] == "clarify"
    assert values(thread.say("follow_up", "Odense")).keys() == {"461"}


def test_a_doubtful_place_is_not_taken_for_chosen(thread: Conversation) -> None:
    first = thread.say("figure", "Hvor mange ledige er der i Nykøbing?")
    again = thread.say("follow_up", "og i januar 2025?")
    assert first.answer["kind"] == again.answer["kind"] == "clarify"
    assert again.answer["suggestions"] == first.answer["suggestions"]
    assert values(thread.say("follow_up", "Morsø")).keys() == {"773"}


def test_a_new_question_is_not_held_up_by_an_old_one(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige er der i Nykøbing?")
    assert values(thread.say("figure", "Hvor mange ledige er der i hele landet?")).keys() == {"000"}


def test_either_reform_may_be_meant(thread: Conversation) -> None:
    asked = thread.say("figure", "Hvor mange var på kontanthjælp i Vejle før reformen?")
    assert asked.answer["kind"] == "clarify"
    assert any("kontanthjælpsreformen" in choice for choice in asked.answer["suggestions"])
    settled = thread.say("follow_up", asked.answer["suggestions"][0])
    assert settled.answer["kind"] == "statistic"
    assert max(row["period"] for row in settled.answer["rows"]) == "2025M06"


def test_a_ranking_goes_on_within_a_region(thread: Conversation) -> None:
    thread.say("figure", "Hvilke fem kommuner har den højeste ledighedsprocent?")
    within = thread.say("follow_up", "og i Region Sjælland?")
    assert within.answer["query"]["operation"] == "rank"
    assert len(within.answer["rows"]) == 5
    assert {row["area"][0] for row in within.answer["rows"]} <= {"2", "3"}


def test_a_group_takes_the_place_of_a_municipality(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige er der i Aarhus?")
    group = thread.say("follow_up", "og i landkommunerne?")
    assert "751" not in values(group)


def test_the_year_before_goes_for_rules_too(thread: Conversation) -> None:
    thread.say("rule", "Hvad var reglerne om mentor for aktivitetsparate i september 2020?")
    before = thread.say("follow_up", "og året før?")
    assert before.answer["query"]["dates"] == ["2019M09"]
    assert "p17-akt-mentor" in [fact["id"] for fact in before.answer["facts"]]


def test_from_one_year_to_another_compares_the_two(thread: Conversation) -> None:
    said = thread.say("rule", "Reglerne om mentor for aktivitetsparate fra 2017 til 2021")
    assert said.answer["query"]["dates"] == ["2017Y01", "2021Y01"]


def test_a_figure_is_taken_up_after_a_definition_and_the_case(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige er der i Aarhus?")
    thread.say("definition", "Hvordan er det opgjort?")
    assert values(thread.say("follow_up", "og i Odense?")).keys() == {"461"}
    thread.say("case", "Hvad skrev ministeren til KL?")
    assert values(thread.say("follow_up", "og i Vejle?")).keys() == {"630"}


def test_a_town_is_answered_for_its_municipality_and_said_to_be(thread: Conversation) -> None:
    said = thread.say("figure", "Hvor mange ledige er der i Nakskov?")
    assert values(said).keys() == {"360"}
    assert "Lolland Kommune" in said.text
    assert "ikke kontrolleret" in said.text


def test_two_measures_are_answered_together_and_followed_up_together(thread: Conversation) -> None:
    said = thread.say("figure", "Hvor mange langtidsledige er der i Aarhus, og hvad er aktiveringsgraden?")
    assert [row["measure"] for row in said.answer["rows"]] == ["langtidsledige", "aktiveringsgrad"]
    assert {source["table"] for source in said.answer["sources"]} == {"y25i09", "y60c07"}
    moved = thread.say("follow_up", "og i Odense?")
    assert [(row["area"], row["measure"]) for row in moved.answer["rows"]] == [
        ("461", "langtidsledige"),
        ("461", "aktiveringsgrad"),
    ]


def test_of_two_measures_the_one_that_is_missing_is_said_to_be(thread: Conversation) -> None:
    said = thread.say("figure", "Antal ledige og aktiveringsgraden i Aarhus i juli 2019")
    assert said.answer["kind"] == "not_available"
    said = thread.say("figure", "Antal langtidsledige og antal ledige i Aarhus i juli 2022")
    assert said.answer["kind"] == "statistic"
    assert [row["measure"] for row in said.answer["rows"]] == ["ledige_fuldtid"]
    assert "langtidsledige" in said.text


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange kvinder er ledige i Horsens?",
        "Hvor mange ledige under 30 år er der i Horsens?",
        "Hvor mange ledige indvandrere er der i Horsens?",
        "Hvor mange har været ledige i over 6 måneder i Horsens?",
        "Hvor mange ledige stillinger er der i Horsens?",
    ],
)
def test_the_undivided_figure_does_not_pass_for_a_division(thread: Conversation, question: str) -> None:
    said = thread.say("figure", question)
    assert said.answer["kind"] == "not_available"
    assert said.answer["rows"] == []
    still = thread.say("follow_up", "og i Odense?")
    assert still.answer["rows"] == []


def test_a_unit_that_does_not_exist_is_not_passed_over_in_silence(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange langtidsledige er der i Odense?")
    said = thread.say("follow_up", "i procent")
    assert said.answer["rows"][0]["unit"] == "personer"
    assert "findes ikke i den enhed" in said.text


def test_a_unit_that_exists_is_taken(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige er der i Odense?")
    said = thread.say("follow_up", "i procent")
    assert said.answer["query"]["measure"] == "ledighedsprocent"
    assert "findes ikke i den enhed" not in said.text


@pytest.mark.parametrize(
    "period", ["de seneste 12 måneder", "de sidste 5 år", "sidste 6 måneder", "det seneste halve år"]
)
def test_the_latest_months_are_a_period_and_no_time_on_a_benefit(thread: Conversation, period: str) -> None:
    said = thread.say("figure", f"Hvordan har antallet af ledige i Aarhus udviklet sig {period}?")
    assert said.answer["kind"] == "statistic"
    assert len(said.answer["rows"]) >= 5


@pytest.mark.parametrize(
    ("question", "sign"),
    [
        ("Hvilken kommune har haft det største fald i ledigheden siden juli 2025?", -1),
        ("Hvor er antallet af ledige steget mest det seneste år?", 1),
        ("Hvor er ledighedsprocenten faldet mest det seneste år?", -1),
        ("De fem kommuner med størst stigning i ledigheden siden 2024", 1),
    ],
)
def test_the_greatest_change_comes_first(thread: Conversation, question: str, sign: int) -> None:
    said = thread.say("figure", question)
    first, *_ = (item for item in said.answer["computed"] if item["kind"] in ("difference", "pct_change"))
    changes = [item["value"] for item in said.answer["computed"] if item["kind"] == first["kind"]]
    assert changes[0] * sign > 0
    assert changes == sorted(changes, key=lambda value: -sign * value)


def test_the_difference_after_two_figures_is_between_them(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige var der i Aarhus i juli 2026?")
    thread.say("follow_up", "og i Odense?")
    said = thread.say("follow_up", "forskellen?")
    assert said.answer["query"]["operation"] == "compare"
    assert [item["value"] for item in said.answer["computed"]] == [8656 - 4874]


def test_the_change_after_two_periods_is_between_them(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige var der i Aarhus i juli 2025?")
    thread.say("follow_up", "og i juli 2026?")
    said = thread.say("definition", "ændringen?")
    assert said.answer["query"]["operation"] == "change"
    assert said.answer["query"]["periods"] == ["2025M07", "2026M07"]


@pytest.mark.parametrize("place", ["nabokommunerne", "de sydfynske kommuner", "de østjyske kommuner"])
def test_a_group_we_do_not_know_is_not_the_whole_country(thread: Conversation, place: str) -> None:
    said = thread.say("figure", f"Hvor mange ledige er der i {place}?")
    assert said.answer["kind"] in ("clarify", "not_available")
    assert said.answer["rows"] == []


def test_spells_are_counted_when_spells_are_asked_for(thread: Conversation) -> None:
    said = thread.say("figure", "hvor mange forløb med løntilskud er der i hele landet?")
    assert [row["value"] for row in said.answer["rows"]] == [1459]


def test_the_town_in_an_address_is_no_place_asked_about(thread: Conversation) -> None:
    said = thread.say("figure", "Jeg bor Nygade 12, 8000 Aarhus. Hvor mange ledige er der i Odense?")
    assert {row["area"] for row in said.answer["rows"]} == {"461"}


def test_a_share_in_per_cent_is_not_said_to_be_missing(thread: Conversation) -> None:
    said = thread.say("figure", "Hvor mange ledige er der pr. 1.000 indbyggere i Aarhus?")
    assert "findes ikke i den enhed" not in said.text


def test_a_chart_is_of_what_was_shown(thread: Conversation) -> None:
    shown = thread.say("figure", "Udviklingen i ledige i Svendborg siden januar 2025")
    said = thread.say("follow_up", "vis det som graf")
    assert said.answer["query"] == shown.answer["query"]
    assert said.answer["rows"] == shown.answer["rows"]
    assert said.answer["chart"]["type"] == "line"


def test_a_single_figure_is_drawn_as_its_development(thread: Conversation) -> None:
    thread.say("figure", "Hvor mange ledige var der i Svendborg i juli 2026?")
    said = thread.say("follow_up", "vis det som graf")
    assert said.answer["query"]["operation"] == "trend"
    assert said.answer["rows"][-1]["period"] == "2026M07"
    assert said.answer["chart"] is not None


def test_what_only_sounds_like_unemployment_is_out_of_scope(thread: Conversation) -> None:
    said = thread.say("figure", "Hvor mange ledige lejligheder er der i Aarhus?")
    assert said.answer["kind"] == "out_of_scope"


@pytest.mark.parametrize(
    ("first", "follow_up", "period"),
    [
        ("Hvor mange ledige var der i Odense i 2025?", "og året før?", "2024Y01"),
        ("Hvor mange ledige var der i Odense i 2. kvartal 2025?", "og kvartalet før?", "2025Q01"),
        ("Hvor mange ledige var der i Odense i juli 2025?", "og året før?", "2024M07"),
    ],
)
def test_the_time_before_is_counted_from_what_was_said(
    thread: Conversation, first: str, follow_up: str, period: str
) -> None:
    thread.say("figure", first)
    assert thread.say("follow_up", follow_up).answer["query"]["periods"] == [period]


def test_two_bounds_that_are_no_stretch_are_asked_about(thread: Conversation) -> None:
    said = thread.say(
        "figure", "Hvor mange kommuner har en ledighedsprocent over 2 og over landsgennemsnittet?"
    )
    assert said.answer["kind"] == "clarify"
    assert said.answer["rows"] == said.answer["computed"] == []


def test_what_is_best_is_asked_where_it_is_a_judgement(thread: Conversation) -> None:
    asked = thread.say("figure", "De fem kommuner med den bedste aktiveringsgrad")
    assert asked.answer["kind"] == "clarify"
    settled = thread.say("follow_up", "De laveste")
    assert settled.answer["query"]["operation"] == "rank"
    figures = [row["value"] for row in settled.answer["rows"]]
    assert len(figures) == 5
    assert figures == sorted(figures)
    unemployed = thread.say("figure", "De fem kommuner med den bedste ledighedsprocent")
    figures = [row["value"] for row in unemployed.answer["rows"]]
    assert figures == sorted(figures)


def test_rules_and_deadlines_come_as_files_too(thread: Conversation) -> None:
    said = thread.say("rule", "Hvor mange samtaler skal en dagpengemodtager have?")
    assert {file["url"].rpartition(".")[2] for file in said.answer["downloads"]} == {"csv", "xlsx"}
    assert "/webhooks/files/" not in said.text
    assert ".xlsx" in thread.say("follow_up", "som excel").text


def test_too_many_measures_are_said_to_be(thread: Conversation) -> None:
    said = thread.say(
        "figure", "folketal, ledige, langtidsledige, aktiveringsgrad og ledighedsprocent i Odense"
    )
    assert len({row["measure"] for row in said.answer["rows"]}) == 4
    assert "højst 4 tal" in said.text


def test_the_thread_is_taken_up_after_a_rule(thread: Conversation) -> None:
    thread.say("figure", "Hvilke fem kommuner har flest ledige i juli 2026?")
    thread.say("rule", "Hvad er reglerne om mentor for aktivitetsparate?")
    said = thread.say("rule", "vis de tre laveste i stedet")
    assert [row["area"] for row in said.answer["rows"]] == ["825", "741", "563"]


def test_the_place_chosen_joins_those_that_were_clear(thread: Conversation) -> None:
    asked = thread.say("figure", "Sammenlign Nykøbing og Vejle, antal ledige")
    assert asked.answer["kind"] == "clarify"
    settled = thread.say("follow_up", "Odsherred")
    assert {row["area"] for row in settled.answer["rows"]} == {"630", "306"}


def test_what_is_left_out_is_said_and_forgotten_with_another_place(thread: Conversation) -> None:
    thread.say("figure", "De fem kommuner med flest ledige")
    assert "Uden København." in thread.say("follow_up", "uden København").text
    there = thread.say("follow_up", "og i Region Hovedstaden?")
    assert "Uden København." not in there.text
    assert there.answer["rows"][0]["area"] == "101"
