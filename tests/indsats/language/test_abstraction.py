from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats import paths
from indsats.language.abstraction import abstract
from indsats.language.mentions import Mention
from indsats.language.resolver import load_resolver

TODAY = date(2026, 11, 22)


def form(text: str) -> str:
    return abstract(text, load_resolver(paths.ROOT / "knowledge").resolve(text, TODAY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvor mange ledige er der i Aarhus i juli 2026?", "hvor mange _measure_ er der i _area_ i _period_"),
        ("Hvor mange LEDIGE er der i gotham?", "hvor mange _measure_ er der i _area_"),
        ("top 10 kommuner med flest ledige", "top _number_ kommuner med flest _measure_"),
        ("kontanthjælpsmodtagere i Skagen", "_recipients_ i _area_"),
        ("ledige på dagpenge", "_measure_ paa _benefit_"),
        ("Har jeg ret til en mentor?", "har jeg ret til en mentor"),
        ("jobparate på Fyn", "_category_ paa _area_"),
        ("ledige før corona i Brørup Kommune", "_measure_ foer _period_ i _area_"),
        ("Hvad siger § 91 i LBK 280/2024?", "hvad siger _paragraph_ i _law_"),
        ("frist for en dagpengemodtager under 30", "frist for en _recipients_ _age_"),
        ("😀!?", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_question(text: str, expected: str) -> None:
    assert form(text) == expected


def test_questions_that_differ_in_particulars_have_one_form() -> None:
    assert form("Hvad er aktiveringsgraden i Randers i juli 2025?") == form(
        "hvad er ledigheden i vejen i 2024"
    )


def test_the_longest_of_overlapping_spans_is_replaced() -> None:
    text = "ledige i Nykøbing Falster"
    mentions = [Mention("area", "1", 9, 17, "Nykøbing"), Mention("town", "376", 9, 25, "Nykøbing Falster")]
    assert abstract(text, mentions) == "ledige i _area_"


def test_a_measure_around_a_place_leaves_the_place() -> None:
    text = "ledighed i Aarhus af arbejdsstyrken"
    mentions = [Mention("measure", "m", 0, 35, text), Mention("area", "751", 11, 17, "Aarhus")]
    assert abstract(text, mentions) == "ledighed i _area_ af arbejdsstyrken"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (0, 99), (-4, 2)])
def test_mentions_without_a_span_are_ignored(start: int, end: int) -> None:
    assert abstract("ledige", [Mention("area", "751", start, end, "")]) == "ledige"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_has_a_form_and_only_one(text: str) -> None:
    assert form(text) == form(text)
