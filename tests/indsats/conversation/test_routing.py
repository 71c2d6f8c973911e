"""Where a message goes when its words and what was found in it point different ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.conversation import routing
from indsats.language.mentions import Mention
from indsats.language.vocabulary import load_vocabulary

Read = Callable[[str], tuple[Mention, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvor mange ledige er der i Sverige?", True),
        ("Hvad er reglerne for kontanthjælp i Norge?", True),
        ("Hvor mange ledige er der i Odense?", False),
        ("Må man tage til udlandet på dagpenge?", False),
    ],
)
def test_another_country(read: Read, text: str, expected: bool) -> None:
    assert routing.is_abroad(read(text), load_vocabulary()) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvor mange timer må jeg arbejde ved siden af SU?", True),
        ("Hvornår får jeg boligstøtte?", True),
        ("Skal en kontanthjælpsmodtager med boligstøtte i tilbud?", False),
        ("Skal en dagpengemodtager i tilbud?", False),
    ],
)
def test_another_benefit(read: Read, text: str, expected: bool) -> None:
    assert routing.is_about_something_else(read(text), load_vocabulary()) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvor mange samtaler skal ledige til?", True),
        ("Hvilke regler gælder for sygemeldte i 2018?", True),
        ("Alle regler for aktivitetsparate på kontanthjælp i 2018, tak.", True),
        ("Vi har en sag, hvor fristen for første tilbud er overskredet for en jobparat", True),
        ("Hvor mange ledige er der i Odense?", False),
        ("Hvor mange dagpengemodtagere er der?", False),
        ("Hvor mange aktiverede har vi?", False),
    ],
)
def test_what_can_only_be_about_a_rule(read: Read, text: str, expected: bool) -> None:
    assert routing.is_about_a_rule(read(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvornår holdt ØVO op med at tælle som tilbud?", True),
        ("Findes uddannelsespålægget stadig?", True),
        ("Hvad betyder uddannelsespålæg?", False),
        ("Hvad er aktiveringsgraden?", False),
    ],
)
def test_what_sounds_like_a_definition_and_asks_for_a_rule(read: Read, text: str, expected: bool) -> None:
    assert routing.asks_for_a_rule(read(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvad forstås ved ret og pligt?", True),
        ("Hvad ligger der i ordet mentor?", True),
        ("Hvad er fristen for første tilbud til en jobparat?", False),
        ("Hvad forstås ved ret og pligt i 2017?", False),
    ],
)
def test_what_sounds_like_a_rule_and_asks_for_an_explanation(read: Read, text: str, expected: bool) -> None:
    assert routing.asks_for_an_explanation(read(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blev samtalerne med sygemeldte færre?", True),
        ("Hvor meget får en kontanthjælpsmodtager?", False),
        ("Hvad koster en mentor?", False),
    ],
)
def test_what_sounds_foreign_and_names_a_rule(read: Read, text: str, expected: bool) -> None:
    assert routing.names_a_rule(read(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("LAB kontra LAS?", True), ("Hvad siger LAB om mentor?", False), ("LAB § 102", False)],
)
def test_acts_alone(read: Read, text: str, expected: bool) -> None:
    assert routing.names_only_acts(read(text)) is expected
