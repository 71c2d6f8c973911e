"""Every municipality in every writing, names that are also words, typos, and places that are none of ours."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from indsats import paths
from indsats.language.resolver import Resolver, load_resolver

TODAY = date(2026, 11, 22)
PLACES = ("area", "town", "area_group", "unknown_place")


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    resolver = load_resolver(paths.ROOT / "knowledge")
    resolver.warm_up()
    return resolver


def places(resolver: Resolver, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, id and alternatives of the places in a text."""
    return [(m.kind, m.id, m.alternatives) for m in resolver.resolve(text, TODAY) if m.kind in PLACES]


def municipalities() -> list[tuple[str, str]]:
    with (paths.ROOT / "knowledge" / "areas" / "municipalities.csv").open(encoding="utf-8") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file)]


def written(name: str) -> set[str]:
    """The ways people write a name."""
    plain = name.translate(str.maketrans("åæøÅÆØ", "aaoAAO"))
    long = name
    for letter, two in (("å", "aa"), ("æ", "ae"), ("ø", "oe"), ("Å", "Aa"), ("Æ", "Ae"), ("Ø", "Oe")):
        long = long.replace(letter, two)
    new = name.replace("Aa", "Å").replace("aa", "å")
    ways = {name, plain, long, new, name.replace("-", " "), name.replace("-", "")}
    return ways | {way.lower() for way in ways} | {name.upper()}


SENTENCES = (
    "{}",
    "{}?",
    "hvad med {}?",
    "Hvor mange ledige er der i {}?",
    "ledige i {} i juli 2026",
    "{} Kommune",
    "ledige i {} kommune",
    "Hvad er {} kommunes aktiveringsgrad",
    "Hvad er {genitive} ledighedsprocent",
    "ledighed {} 2025",
    "Jeg vil gerne vide, hvor mange ledige der er i {}, tak.",
)


@pytest.mark.parametrize(("code", "name"), municipalities())
def test_every_municipality_is_found_however_it_is_written(resolver: Resolver, code: str, name: str) -> None:
    for way in written(name):
        genitive = way + ("'" if way[-1].lower() in "sxz" else "s")
        for sentence in SENTENCES:
            text = sentence.format(way, genitive=genitive)
            assert places(resolver, text) == [("area", code, ())], text


@pytest.mark.parametrize(("code", "name"), municipalities())
def test_every_municipality_is_found_beside_another(resolver: Resolver, code: str, name: str) -> None:
    other, other_name = ("461", "Odense") if code != "461" else ("751", "Aarhus")
    for way in (name, name.lower()):
        for sentence in ("{} og {}", "{}, {}", "{} mod {}", "Er ledigheden højere i {} end i {}?"):
            assert places(resolver, sentence.format(way, other_name)) == [
                ("area", code, ()),
                ("area", other, ()),
            ]
            assert places(resolver, sentence.format(other_name, way)) == [
                ("area", other, ()),
                ("area", code, ()),
            ]


def slips(name: str) -> Iterator[str]:
    """One letter left out, doubled, exchanged with the next, or wrong."""
    for i in range(len(name)):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + name[i] + name[i:]
        if i + 1 < len(name):
            yield name[:i] + name[i + 1] + name[i] + name[i + 2 :]
        yield name[:i] + "aeinrst"[i % 7] + name[i + 1 :]


@pytest.mark.parametrize(("code", "name"), municipalities())
def test_a_typo_never_becomes_another_municipality_unasked(resolver: Resolver, code: str, name: str) -> None:
    names = {other.lower() for _, other in municipalities()}
    for typo in slips(name):
        if typo.lower() in names:
            continue
        for sentence in ("ledige i {}", "{} og Odense", "ledige i {} kommune"):
            for kind, id, alternatives in places(resolver, sentence.format(typo)):
                if kind in ("area", "town") and (kind, id) != ("area", "461"):
                    assert code in (id, *alternatives), (typo, sentence, id)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ledige i Aahrus", "751"),
        ("ledige i københvan", "101"),
        ("ledige i Odence", "461"),
        ("Silkeburg", "740"),
        ("Lyngby-Tårnbæk", "173"),
        ("Høj-Taastrup kommune", "169"),
        ("ringkøbng skjern", "760"),
        ("i kolling", "621"),
    ],
)
def test_typos_are_corrected(resolver: Resolver, text: str, code: str) -> None:
    ((kind, id, alternatives),) = places(resolver, text)
    assert (kind, id, alternatives) == ("area", code, ())
    assert all(m.confidence < 1 for m in resolver.resolve(text, TODAY) if m.kind == "area")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ledige i vejlen", {"575", "630"}),
        ("ledige i Harlev", {"163", "336"}),
        ("Hovedstaden", {"084", "101"}),
        ("ledige i Nykøbing", {"306", "376", "773"}),
    ],
)
def test_what_may_be_several_places_is_asked_about(resolver: Resolver, text: str, codes: set[str]) -> None:
    ((_, id, alternatives),) = places(resolver, text)
    assert codes <= {id, *alternatives}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KBH", ("area", "101")),
        ("Kbh.", ("area", "101")),
        ("fmk", ("area", "430")),
        ("Bornholms Regionskommune", ("area", "400")),
        ("på Mors", ("area", "773")),
        ("i Thy", ("area", "787")),
        ("Nordfyn", ("area", "480")),
        ("Region Nordjylland", ("area", "081")),
        ("nordjylland", ("area", "081")),
        ("Region Hovedstaden", ("area", "084")),
        ("på Sjælland", ("area", "085")),
        ("hele landet", ("area", "000")),
        ("på landsplan", ("area", "000")),
        ("landsgennemsnittet", ("area", "000")),
        ("i Danmark", ("area", "000")),
        ("på Fyn", ("area_group", "landsdel:7")),
        ("landsdel Bornholm", ("area_group", "landsdel:4")),
        ("Bornholm", ("area", "400")),
        ("landkommunerne", ("area_group", "landkommuner")),
        ("kommunerne", ("area_group", "kommuner")),
        ("i Jylland", ("area_group", "jylland")),
        ("Lolland-Falster", ("area_group", "lolland-falster")),
        ("Lolland", ("area", "360")),
        ("Region Østdanmark", ("area_group", "oestdanmark")),
        ("ledige i Hellerup", ("town", "157")),
        ("ledige i Nykøbing Falster", ("town", "376")),
        ("ledige i Skagen", ("town", "813")),
        ("Kongens Lyngby", ("area", "173")),
    ],
)
def test_other_names(resolver: Resolver, text: str, expected: tuple[str, str]) -> None:
    assert [(kind, id) for kind, id, _ in places(resolver, text)] == [expected]


@pytest.mark.parametrize("text", ["tal fra Danmarks Statistik", "Aarhus Universitet"])
def test_names_with_a_place_in_them(resolver: Resolver, text: str) -> None:
    assert places(resolver, text) == []


def test_the_word_kommune_belongs_to_the_name(resolver: Resolver) -> None:
    text = "Hvad er Aarhus Kommunes ledighed?"
    (mention,) = [m for m in resolver.resolve(text, TODAY) if m.kind == "area"]
    assert mention.text == "Aarhus Kommunes"
    assert places(resolver, "Odense og Aarhus kommuner") == [("area", "461", ()), ("area", "751", ())]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ledige i vejen", "575"),
        ("LEDIGE I VEJEN", "575"),
        ("vejen", "575"),
        ("hvad med vejen?", "575"),
        ("vejen kommune", "575"),
        ("Hvordan går det Vejen i år", "575"),
        ("Vejen har flest ledige", "575"),
        ("ledige i skive", "779"),
        ("ledighed skive 2025", "779"),
        ("I varde er der mange ledige", "573"),
        ("odder kommunes ledige", "727"),
        ("kontanthjælp i greve", "253"),
        ("struer og lemvig", "671"),
        ("i lejre i 2025", "350"),
        ("ledige på mors", "773"),
    ],
)
def test_names_that_are_words_where_they_are_places(resolver: Resolver, text: str, code: str) -> None:
    assert code in [id for _, id, _ in places(resolver, text)]


@pytest.mark.parametrize(
    "text",
    [
        "på vejen til job",
        "hvad er i vejen med tallene",
        "hvad står i vejen for flere i job",
        "Er vejen lang?",
        "hjælp på vejen",
        "en skive brød til de ledige",
        "kan vi give en sanktion",
        "skal man give tilbud",
        "i ringe grad aktiverede",
        "to gram salt",
        "den lange tarm",
        "min mors ledighed",
        "på mors vegne",
        "en greve uden job",
        "flere struer",
        "ry og rygte",
    ],
)
def test_names_that_are_words_where_they_are_words(resolver: Resolver, text: str) -> None:
    assert places(resolver, text) == []


def test_places_in_a_row_show_each_other(resolver: Resolver) -> None:
    text = "Kolding, vejen, skive og varde"
    assert [id for _, id, _ in places(resolver, text)] == ["621", "575", "779", "573"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("ledige i Gotham", "Gotham"),
        ("ledige i gotham", "gotham"),
        ("LEDIGE I GOTHAM", "GOTHAM"),
        ("arbejdsløse i Paris", "Paris"),
        ("i Ullerup", "Ullerup"),
        ("Ullerup Kommune", "Ullerup Kommune"),
        ("ledige i ullerup kommune", "ullerup kommune"),
        ("ledige på Christiansø", "Christiansø"),
        ("Gothams ledighed", "Gothams"),
        ("ledighed Gotham 2025", "Gotham"),
        ("hvad med Gotham?", "Gotham"),
        ("Aarhus og Gotham", "Gotham"),
        ("Gotham mod Aarhus", "Gotham"),
        ("Aarhus, Gotham, Odense", "Gotham"),
        ("ledigheden i hele Gotham", "Gotham"),
        ("ledige i byen Gotham", "Gotham"),
        ("ledige i New York", "New York"),
        ("ledige i Nørre Nebel", "Nørre Nebel"),
        ("ledige i Lunde", "Lunde"),
        ("ledige i Kolind", "Kolind"),
        ("ledige i Tranbjerg", "Tranbjerg"),
        ("ledige i tranbjerg", "tranbjerg"),
        ("ledige i Frederiksborg", "Frederiksborg"),
        ("ledige fra Ukraine", "Ukraine"),
        ("ledige i provinsen", "provinsen"),
        ("ledige i udlandet", "udlandet"),
        ("ledige i Sønderjylland", "Sønderjylland"),
        ("ledige i Læs", "Læs"),
    ],
)
def test_places_that_are_none_of_ours(resolver: Resolver, text: str, surface: str) -> None:
    unknown = [m for m in resolver.resolve(text, TODAY) if m.kind == "unknown_place"]
    assert [m.text for m in unknown] == [surface]
    assert unknown[0].id == ""


@pytest.mark.parametrize(
    "text",
    [
        "ledige i dag",
        "ledige i alt",
        "ledige ialt",
        "ledige i øjeblikket",
        "ledige i oejeblikket",
        "hvor mange er i gang",
        "ledige for tiden",
        "ledighed i procent",
        "ledighed i pct.",
        "hvor mange er i tilbud",
        "hvor mange er i praktik",
        "hvor mange er i Praktik",
        "ledige i 2024",
        "ledige i juli",
        "ledige i Juli",
        "ledige i 3. kvartal 2025",
        "ledige i uge 12",
        "ledige i fjor",
        "ledige i år",
        "i gennemsnit",
        "i forhold til landet",
        "hvad sker der i a-kassen",
        "i LAB",
        "i IPS-indsats",
        "på Jobnet",
        "i ressourceforløb",
        "i beskæftigelsesindsatsen",
        "i beskæftigelsespolitikken",
        "for de unge",
        "for aktivitetsparate",
        "hos kommunen",
        "fra jobcentret",
        "fra a-kassen til kommunen",
        "tak for hjælpen",
        "hvormange ledige",
        "hvormang ledige er der",
        "hej",
        "hejsa",
        "asdf",
        "Jeg hedder Peter",
        "kan jeg få det i en tabel",
        "vis det i excel",
        "som led i indsatsen",
        "i henhold til loven",
        "Hvad er fristen for første tilbud til en dagpengemodtager under 30?",
        "på hvilken måde",
        "for hver kommune",
        "i den seneste måned",
        "i sidste ende",
        "mod forventning",
    ],
)
def test_no_place_is_seen_where_there_is_none(resolver: Resolver, text: str) -> None:
    assert [m.text for m in resolver.resolve(text, TODAY) if m.kind == "unknown_place"] == []


@pytest.mark.parametrize(
    "text",
    [
        "jeg skal ringe til mig",
        "jeg skal ringe til borgeren",
        "Kan I ringe til mig?",
        "kan i ringe mig op",
        "hvor ofte skal i ringe til borgeren",
        "kan I give besked",
        "skal i give et tilbud",
        "Kan man møde op på fredag og give besked",
        "indsatsen er for ringe",
        "i ringe forfatning",
        "borgere med 2 års anciennitet",
        "i det seneste års tid",
        "hvad siger them",
    ],
)
def test_an_ordinary_word_is_no_town(resolver: Resolver, text: str) -> None:
    assert places(resolver, text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kan man møde op i Odense og give besked", ["461"]),
        ("ledige i Odense og give", ["461", "630"]),
        ("sammenlign Odense og ringe i 2025", ["461", "430"]),
        ("ledige i ringe", ["430"]),
        ("tallene for ringe", ["430"]),
        ("I Ringe er der mange ledige", ["430"]),
        ("udviklingen i ringe siden 2020", ["430"]),
        ("ledige i Aars", ["820"]),
        ("ledige i hals", ["851"]),
        ("Kan I give mig tallene for Give?", ["630"]),
    ],
)
def test_a_town_that_is_an_ordinary_word_is_seen_in_its_place(
    resolver: Resolver, text: str, codes: list[str]
) -> None:
    assert [id for _, id, _ in places(resolver, text)] == codes


@pytest.mark.parametrize(
    "text", ["ledige i 6-byerne", "6-byernes ledighed", "ledige i seksbyerne", "ledige i de seks byer"]
)
def test_the_six_cities(resolver: Resolver, text: str) -> None:
    assert [(kind, id) for kind, id, _ in places(resolver, text)] == [("area_group", "seksbyerne")]
    assert set(resolver.vocabulary.members("seksbyerne")) == {"101", "751", "461", "851", "561", "730"}


@pytest.mark.parametrize(
    "text", ["sammenlign med nabokommunerne", "har vi flere ledige end nabokommunerne", "nabokommuner"]
)
def test_neighbours_are_not_known_wherever_they_stand(resolver: Resolver, text: str) -> None:
    assert [(kind, id) for kind, id, _ in places(resolver, text)] == [("unknown_place", "")]
