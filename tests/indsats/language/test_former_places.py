"""Municipalities and counties that are no more: how they are read, and what is said of them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from indsats import paths
from indsats.conversation.former_places import choices, remark
from indsats.language.mentions import Mention, from_entities, to_entity
from indsats.language.resolver import Resolver, load_resolver
from indsats.language.vocabulary import Vocabulary, load_vocabulary

TODAY = date(2026, 11, 22)
FORMER = [(m.code, m.name) for m in load_vocabulary(paths.ROOT / "knowledge").former_municipalities.values()]
MUNICIPALITIES = [
    (a.code, a.official_name)
    for a in load_vocabulary(paths.ROOT / "knowledge").areas.values()
    if a.level == "municipality"
]


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    resolver = load_resolver(paths.ROOT / "knowledge")
    resolver.warm_up()
    return resolver


@pytest.fixture(scope="module")
def vocabulary(resolver: Resolver) -> Vocabulary:
    return resolver.vocabulary


def place(resolver: Resolver, text: str) -> Mention:
    """The one place of a text."""
    (mention,) = (
        m for m in resolver.resolve(text, TODAY) if m.kind in ("area", "town", "area_group", "unknown_place")
    )
    return mention


def test_as_many_as_disappeared(vocabulary: Vocabulary) -> None:
    # 271 municipalities in 2005, of which 76 names live on; and Bornholm's five.
    assert len(vocabulary.former_municipalities) == 271 - 76 + 5
    years = Counter(old.abolished.year for old in vocabulary.former_municipalities.values())
    assert years == {2003: 5, 2006: 2, 2007: 193}
    divided = [old.name for old in vocabulary.former_municipalities.values() if len(old.successors) > 1]
    assert sorted(divided) == [
        "Aalestrup",
        "Brædstrup",
        "Christiansfeld",
        "Egtved",
        "Give",
        "Helle",
        "Langå",
        "Mariager",
        "Nørager",
        "Nørre-Rangstrup",
        "Slangerup",
        "Sønderhald",
        "Tørring-Uldum",
    ]


def test_every_successor_of_several_is_named_once(vocabulary: Vocabulary) -> None:
    for old in vocabulary.former_municipalities.values():
        assert len(set(old.successors)) == len(old.successors)


@pytest.mark.parametrize(("code", "name"), FORMER)
def test_every_former_municipality_is_known_by_its_name(resolver: Resolver, code: str, name: str) -> None:
    old = resolver.vocabulary.former_municipalities[code]
    for text in (f"Hvor mange ledige er der i {name} Kommune?", f"{name.lower()} kommunes ledighed"):
        found = place(resolver, text)
        assert (found.kind, found.value, (found.id, *found.alternatives)) == ("town", code, old.successors)
        assert found.text.lower().removesuffix("s") == f"{name} Kommune".lower()


@pytest.mark.parametrize(("code", "name"), MUNICIPALITIES)
def test_no_municipality_of_today_is_taken_for_a_former_one(resolver: Resolver, code: str, name: str) -> None:
    found = place(resolver, f"ledige i {name}")
    assert (found.kind, found.id, found.value) == ("area", code, None)


@pytest.mark.parametrize(
    ("text", "kind", "id", "former"),
    [
        ("ledige i Brørup", "town", "575", None),  # a town of today, with or without its old municipality
        ("ledige i Ikast", "area", "756", None),
        ("ledige i Ikast Kommune", "town", "756", "663"),
        ("ledige i Ikast-Brande Kommune", "area", "756", None),
        ("ledige i Fakse Kommune", "area", "320", None),
        ("ledige i Tommerup", "town", "420", "485"),  # known as a former municipality only
        ("ledige i Nørre Snede", "town", "756", "625"),
        ("ledige i Nr. Snede Kommune", "town", "756", "625"),
        ("ledige i Neksø Kommune", "town", "400", "405"),
        ("ledige på Møn", "town", "390", "365"),
        ("brorup kommune", "town", "575", "559"),
        ("ledige i Hasle", "unknown_place", "", None),  # a part of Aarhus too
        ("ledige i Hasle Kommune", "town", "400", "403"),
        ("ledige i Tommerub", "unknown_place", "", None),  # no former name is guessed from a misspelling
    ],
)
def test_names_with_and_without_municipality(
    resolver: Resolver, text: str, kind: str, id: str, former: str | None
) -> None:
    found = place(resolver, text)
    assert (found.kind, found.id, found.value) == (kind, id, former)


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("ledige i Ringkøbing Amt", "ringkoebing_amt"),
        ("ledige i Ringkjøbing Amt", "ringkoebing_amt"),
        ("ledige i ringkøbing amtskommune", "ringkoebing_amt"),
        ("ledigheden i Storstrøms Amt i 2005", "storstroems_amt"),
        ("Fyns Amts ledighed", "fyns_amt"),
        ("Århus Amt", "aarhus_amt"),
        ("Aarhus amt", "aarhus_amt"),
        ("ledige i Ribe Amt", "ribe_amt"),
        ("ledige i Københavns Amt", "koebenhavns_amt"),
        ("ledige i HUR", "hur"),
        ("ledige i amterne", ""),
    ],
)
def test_a_county_is_no_place_of_ours_and_says_which_it_was(
    resolver: Resolver, text: str, county: str
) -> None:
    found = place(resolver, text)
    assert (found.kind, found.id) == ("unknown_place", county)


def test_all_the_counties_are_there(vocabulary: Vocabulary) -> None:
    amter = [c for c in vocabulary.former_counties.values() if c.name.endswith(" Amt")]
    assert Counter(c.abolished.year for c in amter) == {2007: 13, 2003: 1}


@pytest.mark.parametrize("text", ["ledige i Give Kommune og Ribe Amt", "Brørup Kommune"])
def test_former_places_survive_the_way_through_rasa(resolver: Resolver, text: str) -> None:
    mentions = resolver.resolve(text, TODAY)
    entities = json.loads(json.dumps([to_entity(m) for m in mentions]))
    assert from_entities(entities, resolver.vocabulary) == mentions


@pytest.mark.parametrize("value", ["559x", "665", {"a": 1}, 559, "x" * 500])
def test_a_forged_former_municipality_is_dropped(vocabulary: Vocabulary, value: object) -> None:
    (found,) = from_entities([{"entity": "town", "value": "575", "data": value}], vocabulary)
    assert found.value is None
    assert remark(found, vocabulary) == ""


@pytest.mark.parametrize("value", ["intet_amt", "575", None, ["ribe_amt"]])
def test_a_forged_county_is_dropped(vocabulary: Vocabulary, value: object) -> None:
    (found,) = from_entities([{"entity": "unknown_place", "value": value}], vocabulary)
    assert found.id == ""
    assert choices(found, vocabulary) == ()


@pytest.mark.parametrize(
    ("name", "said", "offered"),
    [
        (
            "Brørup Kommune",
            "Brørup Kommune blev lagt sammen med andre til Vejen Kommune den 1. januar 2007. "
            "Svaret gælder hele Vejen Kommune. Sammenlægningen er læst i en andenhåndskilde.",
            (),
        ),
        (
            "Rønne Kommune",
            "Rønne Kommune blev lagt sammen med andre til Bornholms Regionskommune den 1. januar 2003. "
            "Svaret gælder hele Bornholms Regionskommune.",
            (),
        ),
        (
            "Give Kommune",
            "Give Kommune blev nedlagt den 1. januar 2007 og delt mellem Vejle Kommune og Billund Kommune. "
            "Sammenlægningen er læst i en andenhåndskilde.",
            ("Vejle", "Billund"),
        ),
        (
            "Ringkøbing Amt",
            "Ringkøbing Amt blev nedlagt den 1. januar 2007, og jeg har ingen tal for det. Nærmest kommer "
            "Landsdel Vestjylland og Region Midtjylland, men grænserne er ikke de samme.",
            ("Landsdel Vestjylland", "Region Midtjylland"),
        ),
        (
            "Bornholms Amt",
            "Bornholms Amt blev nedlagt den 1. januar 2003, og jeg har ingen tal for det. "
            "Nærmest kommer Bornholm.",
            ("Bornholm",),
        ),
        ("Brørup", "", ()),
        ("Vejen Kommune", "", ()),
        ("Gotham", "", ()),
    ],
)
def test_what_is_said_and_offered(
    resolver: Resolver, vocabulary: Vocabulary, name: str, said: str, offered: tuple[str, ...]
) -> None:
    found = place(resolver, f"Hvor mange ledige er der i {name}?")
    assert remark(found, vocabulary) == said
    assert choices(found, vocabulary) == offered


def test_what_is_offered_instead_is_understood(resolver: Resolver, vocabulary: Vocabulary) -> None:
    for county in vocabulary.former_counties.values():
        for id, name in zip(
            county.instead, choices(place(resolver, f"i {county.name}"), vocabulary), strict=True
        ):
            assert place(resolver, name).id == id
