"""Which measures a message counts, and which words only say who, in what order or against which bound."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.language.mentions import Mention, of_kind, words_beside
from indsats.language.openers import continues
from indsats.language.resolver import load_resolver

TODAY = date(2026, 11, 22)


def read(text: str) -> tuple[Mention, ...]:
    return load_resolver().resolve(text, TODAY)


def found(text: str, kind: str) -> list[str]:
    return [mention.id for mention in of_kind(read(text), kind)]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("ledige og langtidsledige i Vejle", ["ledige_fuldtid", "langtidsledige"]),
        ("hvor mange har været ledige længe, altså langtidsledige", ["langtidsledige"]),
        ("aktiveringsgraden for ledige i Odense", ["aktiveringsgrad"]),
        ("ledige, langtidsledige og folketal i Tønder", ["ledige_fuldtid", "langtidsledige", "folketal"]),
        ("hvor mange ledige i Aarhus og Odense er langtidsledige", ["langtidsledige"]),
        ("hvor mange ledige på dagpenge bor der i Gentofte", ["ledige_fuldtid"]),
        ("antal ledige på kontanthjælp på Fanø", ["ledige_fuldtid"]),
        ("ledige og kontanthjælpsmodtagere i Vejle", ["ledige_fuldtid", "modtagere_personer"]),
    ],
)
def test_what_is_counted(text: str, measures: list[str]) -> None:
    assert found(text, "measure") == measures


def test_what_is_part_of_a_name_is_nothing_else() -> None:
    assert found("andelen af aktiveringsberørte i Ringsted", "operation") == []
    assert found("hvor stor en andel af de ledige i Tårnby er på dagpenge", "operation") == ["share"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("hvor mange kommuner har højere ledighedsprocent end landsgennemsnittet", ["over:000"]),
        ("hvilke kommuner ligger under Odense i aktiveringsgrad", ["under:461"]),
        ("hvor mange kommuner har en lavere aktiveringsgrad end hele landet", ["under:000"]),
        ("er ledigheden i Aarhus højere end i Odense", []),
        ("hvilke kommuner har mellem 2 og 2,5 pct. ledige", ["at_least:2..at_most:2.5"]),
        ("ledige i Vejle mellem 2023 og 2025", []),
        ("i gennemsnit over 2022 i Egedal", []),
        ("kommuner med over 2022 ledige", ["over:2022"]),
    ],
)
def test_bounds(text: str, bounds: list[str]) -> None:
    assert found(text, "threshold") == bounds


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("hvilke tre landkommuner havde den højeste ledighedsprocent", ["rank"]),
        ("hvilken oplandskommune har flest ledige", ["extreme"]),
        ("hvor mange landkommuner har en ledighedsprocent over 3", ["count"]),
        ("hvilke landkommuner er der", []),
        ("læg de ledige i Odense, Nyborg og Kerteminde sammen", ["sum"]),
    ],
)
def test_groups_are_put_in_order_as_municipalities_are(text: str, operations: list[str]) -> None:
    assert found(text, "operation") == operations


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("i efteråret 2025, altså september til november", ["2025M09..2025M11"]),
        ("for et år siden, i juli 2025", ["2025M07"]),
        ("i første halvår af 2026, altså januar til juni", ["2026M01..2026M06"]),
        ("sidste måned, I har tal for", ["newest"]),
        ("septembertallet for 2026", ["2026M09"]),
        ("sep 2022 personer", ["2022M09"]),
        ("2024 i stedet for 2023", ["2024Y01"]),
        ("nu for Stevns", []),
        ("lige nu", ["today"]),
        ("jeg mente nu kun de dagpengeledige", []),
        ("2023 og 2024", ["2023Y01", "2024Y01"]),
    ],
)
def test_periods_said_twice_or_in_passing(text: str, periods: list[str]) -> None:
    assert found(text, "period") == periods


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("og i Odense?", True),
        ("hvad med langtidsledige", True),
        ("vis fem i stedet", True),
        ("hvor stor en andel af kommunens ledige er det?", True),
        ("hvor mange så i løntilskud", True),
        ("samme for Tønder", True),
        ("Hvor mange ledige er der i Odense?", False),
        ("vis ledigheden i Odense", False),
        ("ogsaa", False),
        ("", False),
    ],
)
def test_what_ties_a_message_to_the_one_before(text: str, goes_on: bool) -> None:
    assert continues(text) is goes_on


@pytest.mark.parametrize(
    ("text", "count"),
    [("på dagpenge", 0), ("og for dagpenge?", 0), ("hvem kan få dagpenge", 5), ("hvad betyder jobparat", 3)],
)
def test_words_beside_the_mentions(text: str, count: int) -> None:
    assert words_beside(text, read(text)) == count
