"""Messages as people type them come out as plain Danish, and what is right stays as it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats import paths
from indsats.language.corrected import Change, Corrected
from indsats.language.resolver import load_resolver

TODAY = date(2026, 11, 22)
RESOLVER = load_resolver(paths.ROOT / "knowledge")


def spelt(text: str) -> str:
    return RESOLVER.speller.correct(text).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hvor mange kontant hjælps modtagere er der", "hvor mange kontanthjælpsmodtagere er der"),
        ("lang tids ledige i Billund", "langtidsledige i Billund"),
        ("reglerne om sam taler", "reglerne om samtaler"),
        ("aktiverings graden i Kolding", "aktiveringsgraden i Kolding"),
        ("hovr mnage ledgie er der", "hvor mange ledige er der"),
        ("ledige i Vejle agust 2024", "ledige i Vejle august 2024"),
        ("HOVR MANGE LEDGIE I VEJLE", "hvor MANGE ledige I VEJLE"),
        ("hvormange ledige er der", "hvor mange ledige er der"),
        ("hva er reglerne", "hvad er reglerne"),
        ("hvorledes er reglerne", "hvordan er reglerne"),
        ("How many unemployed are there in Vejle?", "hvor mange ledige er der i Vejle?"),
        ("Hur många arbetslösa finns det i Köpenhamn?", "hvor mange ledige er der i København?"),
        ("Hvor mange arbeidsledige er det i Odense?", "Hvor mange ledige er der i Odense?"),
    ],
)
def test_what_is_typed_is_put_right(typed: str, meant: str) -> None:
    assert spelt(typed).casefold() == meant.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange ledige er der i Vejen, Vejle og Vejlen?",
        "hvem skal have en Min Plan",
        "kontanthjælps andel af alle ledige",
        "tiden mellem samtalerne for revalidender",
        "Hvad siger LAB § 32 a, og hvad er en a-kasse?",
        "ledige i HUR",
        "Hvad betyder bistandshjælp?",
        "lov om organisering og understøttelse af beskæftigelsesindsatsen",
        "Hvor er aktiveringsgraden aller højest?",
        "Jens Kjærgaard bor i Grønland",
        "tager du en kop kaffe i the garden",
    ],
)
def test_what_is_right_or_may_be_a_name_stays(text: str) -> None:
    assert spelt(text) == text


@pytest.mark.parametrize(
    "name", sorted(a.name for a in RESOLVER.vocabulary.areas.values() if a.level == "municipality")
)
def test_no_municipality_becomes_another_word(name: str) -> None:
    """A name with a letter too few is left to the places, which ask when it is as near to another."""
    for at in range(1, len(name)):
        typed = f"ledige i {name[:at]}{name[at + 1 :]}"
        assert spelt(typed) == typed


def test_positions_lead_back_to_what_was_written() -> None:
    text = "vis kontant hjælps modtagere i Vejle"
    (found,) = [m for m in RESOLVER.resolve(text, TODAY) if m.kind == "measure"]
    assert text[found.start : found.end] == "kontant hjælps modtagere"
    assert found.text == "kontanthjælpsmodtagere"


def test_a_misspelt_word_is_a_guess_and_a_split_one_is_not() -> None:
    guessed = [m for m in RESOLVER.resolve("ledgie", TODAY) if m.kind == "measure"]
    joined = [m for m in RESOLVER.resolve("lang tids ledige", TODAY) if m.kind == "measure"]
    assert [m.confidence < 1 for m in (*guessed, *joined)] == [True, False]


@settings(deadline=None, max_examples=200)
@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 5), st.text(max_size=6)), max_size=3),
)
def test_every_span_of_the_corrected_text_lies_in_the_original(
    text: str, wanted: list[tuple[int, int, str]]
) -> None:
    changes: list[Change] = []
    for start, length, written in sorted(wanted):
        end = min(start + length, len(text))
        if start < end and (not changes or changes[-1].end <= start):
            changes.append(Change(start, end, written))
    corrected = Corrected(text, changes)
    for start in range(len(corrected.text)):
        for end in range(start + 1, len(corrected.text) + 1):
            first, last = corrected.back(start, end)
            assert 0 <= first < last <= len(text)
