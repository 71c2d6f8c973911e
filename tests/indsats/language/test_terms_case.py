"""The words by which the case of 2017, its parts and the question of lawfulness are recognised."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.language.mentions import ids, of_kind
from indsats.language.resolver import load_resolver

TODAY = date(2026, 11, 22)


def named(text: str) -> set[str]:
    return set(ids(of_kind(load_resolver().resolve(text, TODAY), "case")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvem stillede spm. 378?", "spm378"),
        ("hvornår blev spørgsmål 551 besvaret", "spm551"),
        ("hvad er journalnummeret på spørgsmål nr. 641", "spm641"),
        ("Hvem fik brevet?", "brev2017"),
        ("hvem sad i KL's formandskab dengang", "brev2017"),
        ("hvem er Martin Damm i den sammenhæng", "brev2017"),
        ("blev mødet med KL holdt", "brev2017_moede"),
        ("hvad svarede KL", "brev2017_moede"),
        ("hvad stod der i bilag 311", "bilag311"),
        ("hvad skrev han til borgmesteren i Horsens", "bilag311"),
        ("Samråd CE", "samraad_ce"),
        ("hvad gik samrådsspørgsmål CF ud på", "samraad_cf"),
        ("besparelsen på 400 mio. kr.", "samraad_cg"),
        ("hvad handlede CH om", "samraad_ch"),
        ("talepapiret fra oktober 2017", "samraad"),
        ("svarene på spørgsmål 552 til 555", "spm552-555"),
        ("hvad viser spm. 554", "spm552-555"),
        ("hvilke kommuner er navngivet", "navngivne_kommuner"),
        ("hvilke kommuner skulle redegøre", "femkommuner"),
        ("Hvad spurgte Leif Lahn Jensen om?", "leif_lahn_jensen"),
        ("hvem er Lennart Damsbo-Andersen", "lennart_damsbo_andersen"),
        ("hvad kom der ud af sagen", "efterspillet"),
        ("Hvad skete der efter brevet?", "efterspillet"),
        ("hvad var baggrunden for sagen", "forhistorien"),
        ("hvad ved vi ikke om sagen", "det_ulaeste"),
        ("Hvad viste Statsrevisorernes beretning?", "statsrev2022"),
        ("hvad dækker de 2.790 over", "ressource2790"),
    ],
)
def test_an_entry_or_a_part_of_it(text: str, expected: str) -> None:
    assert expected in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Var det lovligt at gå et år uden tilbud?",
        "Var det lovligt for aktivitetsparate i 2017 at gå et år uden tilbud eller mentor?",
        "brød kommunerne loven",
        "Har kommunerne brudt loven?",
        "overholdt kommunerne loven i 2017",
        "handlede kommunerne i strid med loven",
        "måtte man gå et år uden tilbud dengang",
        "tillod loven at en ledig gik et år uden tilbud",
        "var et år uden indsats ulovligt for dem i ressourceforløb",
    ],
)
def test_whether_it_was_lawful(text: str) -> None:
    assert "year_without_offer" in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Er det lovligt i dag at gå et år uden tilbud?",
        "lovligt at gå et år uden tilbud eller mentor",
        "Må en kommune lade en dagpengemodtager gå et år uden tilbud?",
        "er et år uden tilbud stadig ulovligt",
        "kan kommunen lovligt lade være med at give tilbud i et år",
    ],
)
def test_whether_it_is_lawful(text: str) -> None:
    assert "year_without_offer_now" in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange gik et år uden tilbud?",
        "Hvor mange borgere fik hverken et aktivt tilbud eller en mentor det seneste år?",
        "Hvor mange i Horsens var uden tilbud eller mentor i 2017?",
        "Er det lovligt at sanktionere en aktivitetsparat?",
        "Hvad er reglerne for tilbud til aktivitetsparate?",
    ],
)
def test_a_question_for_a_number_or_another_rule_is_not_about_it(text: str) -> None:
    assert not named(text) & {"year_without_offer", "year_without_offer_now"}


def test_a_letter_from_elsewhere_is_not_the_ministers() -> None:
    assert named("jeg har fået et brev fra jobcenteret") == set()
