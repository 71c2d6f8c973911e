"""Turns about the case of 2017, whether a year without an offer was lawful, and neighbouring terms."""

from __future__ import annotations

import pytest

from tests.actions.tracker import Conversation, Said


def case(text: str) -> Said:
    """The answer to a second message, which is not introduced."""
    talk = Conversation()
    talk.say("help")
    return talk.say("case", text)


@pytest.mark.parametrize(
    ("text", "begins", "entries"),
    [
        (
            "Hvem stillede spm. 378?",
            "Spørgsmål 378: Stillet 4. april 2017 af Leif Lahn Jensen (S).",
            ["spm378"],
        ),
        (
            "Hvad gik samrådsspørgsmål CG ud på?",
            "Samrådsspørgsmål CG: virkningen af besparelsen",
            ["samraad"],
        ),
        ("Hvilke kommuner blev nævnt?", "Fem kommuner er navngivet: Horsens, Helsingør,", ["femkommuner"]),
        ("Hvorfor fik Odense et brev?", "Odense var en af de fem kommuner", ["femkommuner"]),
        ("Skrev ministeren også til Svendborg?", "Svendborg er ikke nævnt i det, der er læst", ["brev2017"]),
    ],
)
def test_the_detail_asked_for_comes_first(text: str, begins: str, entries: list[str]) -> None:
    said = case(text)
    assert said.answer["kind"] == "case"
    assert [fact["id"] for fact in said.answer["facts"]] == entries
    assert said.text.startswith(begins)


@pytest.mark.parametrize(
    ("text", "date", "begins", "fact"),
    [
        (
            "Var det lovligt at gå et år uden tilbud for aktivitetsparate på kontanthjælp?",
            "2017-09-27",
            "Aktivitetsparate på kontanthjælp: Nej, ikke efter loven",
            "p17-akt-tilbud2",
        ),
        (
            "Var det lovligt i 2018 at gå et år uden tilbud på dagpenge?",
            "2018Y01",
            "Dagpengemodtagere: Ikke det første år",
            "p17-dag-tilbud-gentag",
        ),
        (
            "Er det lovligt at gå et år uden tilbud i et jobafklaringsforløb?",
            "2026-11-22",
            "Borgere i jobafklaringsforløb: Ja, for så vidt",
            "p20-jaf",
        ),
    ],
)
def test_whether_a_year_without_an_offer_is_lawful(text: str, date: str, begins: str, fact: str) -> None:
    said = case(text)
    assert said.answer["kind"] == "obligation"
    assert said.answer["query"]["dates"] == [date]
    assert said.text.startswith(begins)
    assert said.answer["facts"][0]["id"] == fact


def test_the_figures_go_with_the_rules_they_are_about() -> None:
    said = case("Brød kommunerne loven?")
    assert said.answer["kind"] == "obligation"
    assert [row["value"] for row in said.answer["rows"]] == [16565, 6332, 2791]


def test_neighbours_are_told_apart_with_both_definitions() -> None:
    talk = Conversation()
    talk.say("help")
    said = talk.say("definition", "Hvad er forskellen på sammenlagt ledighed og sammenhængende periode?")
    assert said.answer["kind"] == "definition"
    assert said.text.startswith("Med vores egne ord: Sammenlagt ledighed tælles for dagpenge")
    said = talk.say("definition", "Hvad er forskellen på bruttoledighed og nettoledighed?")
    assert "Bruttoledighed (vores egne ord" in said.text
    assert "Nettoledige kontanthjælpsmodtagere: " in said.text


def test_an_everyday_word_is_told_from_the_term() -> None:
    talk = Conversation()
    talk.say("help")
    said = talk.say("definition", "Hvad betyder bistandshjælp?")
    assert said.text.startswith("»Bistandshjælp« er et ældre ord for kontanthjælp.")
