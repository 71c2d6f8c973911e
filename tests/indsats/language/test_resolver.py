from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indsats import paths
from indsats.language.resolver import Resolver, load_resolver
from indsats.language.vocabulary import load_vocabulary

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    resolver = load_resolver(paths.ROOT / "knowledge")
    resolver.warm_up()
    return resolver


def found(resolver: Resolver, text: str, *kinds: str) -> list[tuple[str, str]]:
    """Kind and id of the mentions of some kinds, in their order."""
    return [(m.kind, m.id) for m in resolver.resolve(text, TODAY) if m.kind in kinds]


def ids(resolver: Resolver, text: str, kind: str) -> list[str]:
    return [id for _, id in found(resolver, text, kind)]


FIGURES = (
    "area",
    "area_group",
    "town",
    "unknown_place",
    "measure",
    "benefit",
    "operation",
    "direction",
    "period",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hvor mange ledige er der i Aarhus i juli 2026?",
            [("measure", "ledige_fuldtid"), ("area", "751"), ("period", "2026M07")],
        ),
        ("Hvad er aktiveringsgraden i Randers?", [("measure", "aktiveringsgrad"), ("area", "730")]),
        (
            "De fem kommuner med højest ledighedsprocent",
            [
                ("operation", "rank"),
                ("area_group", "kommuner"),
                ("direction", "highest"),
                ("measure", "ledighedsprocent"),
            ],
        ),
        ("Esbjerg mod Odense", [("area", "561"), ("operation", "compare"), ("area", "461")]),
        (
            "udviklingen i ledigheden i Esbjerg siden januar 2024",
            [("operation", "trend"), ("measure", "ledige_fuldtid"), ("area", "561"), ("period", "2024M01..")],
        ),
        ("ledige på Læsø", [("measure", "ledige_fuldtid"), ("area", "825")]),
        (
            "sygedagpengemodtagere i Vejle",
            [("benefit", "sygedagpenge"), ("measure", "modtagere_personer"), ("area", "630")],
        ),
        ("ledige på dagpenge", [("measure", "ledige_fuldtid"), ("benefit", "dagpenge")]),
        ("dagpengemodtagere", [("benefit", "dagpenge"), ("measure", "modtagere_personer")]),
        (
            "hvilken kommune på Fyn har den laveste aktiveringsgrad",
            [
                ("operation", "extreme"),
                ("area_group", "landsdel:7"),
                ("direction", "lowest"),
                ("measure", "aktiveringsgrad"),
            ],
        ),
        (
            "aktiveringsgraden for kontanthjælpsmodtagere i Ishøj",
            [("measure", "aktiveringsgrad"), ("benefit", "kontanthjaelp"), ("area", "183")],
        ),
        (
            "ledige og kontanthjælpsmodtagere",
            [("measure", "ledige_fuldtid"), ("benefit", "kontanthjaelp"), ("measure", "modtagere_personer")],
        ),
        (
            "nettoledige kontanthjælpsmodtagere",
            [("measure", "kontanthjaelp_nettoledige_fuldtid"), ("benefit", "kontanthjaelp")],
        ),
        ("ledige i Gotham", [("measure", "ledige_fuldtid"), ("unknown_place", "")]),
    ],
)
def test_questions(resolver: Resolver, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(resolver, text, *FIGURES) == expected


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("fuldtidsledige", "ledige_fuldtid"),
        ("arbejdsløshedsprocenten", "ledighedsprocent"),
        ("Hvor mange fik hverken et aktivt tilbud eller en mentor?", "uden_indsats_antal"),
        ("passivandel", "uden_indsats_andel"),
        ("hvor mange har ordinære løntimer", "personer_med_loentimer"),
        ("andelen med ordinære løntimer", "andel_med_loentimer"),
        ("fuldtidsmodtagere", "modtagere_fuldtid"),
        ("langtidsledige", "langtidsledige"),
        ("førtidspensionister", "modtagere_personer"),
        ("ressourceforløbsmodtagere", "modtagere_personer"),
        ("fleksjobberne", "modtagere_personer"),
        ("indbyggertallet", "folketal"),
    ],
)
def test_measures(resolver: Resolver, text: str, measure: str) -> None:
    assert ids(resolver, text, "measure") == [measure]


@pytest.mark.parametrize(
    "text", ["fuldtidsmodtagere pr. 1.000 indbyggere", "fuldtidsmodtagere per 1000 indbyggere"]
)
def test_a_rate_does_not_ask_for_the_population(resolver: Resolver, text: str) -> None:
    assert found(resolver, text, "measure", "operation", "number") == [
        ("measure", "modtagere_fuldtid"),
        ("operation", "per_capita"),
    ]


@pytest.mark.parametrize(
    ("text", "benefit"),
    [
        ("kontanthjælp", "kontanthjaelp"),
        ("kontant hjælp", "kontanthjaelp"),
        ("KONTANTHJAELP", "kontanthjaelp"),
        ("på kth", "kontanthjaelp"),
        ("a dagpenge", "dagpenge"),
        ("fleksjobbet", "fleksjob"),
        ("ressourceforløbet", "ressourceforloeb"),
        ("SHO-ydelsen", "sho"),
        ("modtager OY", "overgangsydelse"),
        ("alle ledige", "alle"),
        ("kontanhjælp", "kontanthjaelp"),
        ("dagpengemodtgere", "dagpenge"),
        ("sygedagpengemodtagerne", "sygedagpenge"),
        ("uddannelseshjælpsmodtagere", "uddannelseshjaelp"),
        ("ledighedsydelse", "ledighedsydelse"),
        ("førtidspension", "foertidspension"),
    ],
)
def test_benefits(resolver: Resolver, text: str, benefit: str) -> None:
    assert ids(resolver, text, "benefit") == [benefit]


@pytest.mark.parametrize("text", ["oy vey", "up to date", "hvilken vej", "en rar dag", "lab"])
def test_abbreviations_that_are_words_need_capitals(resolver: Resolver, text: str) -> None:
    assert found(resolver, text, "law", "target_group") == []
    assert not {"overgangsydelse", "uddannelsesparat", "vej", "rar", "lab"} & set(ids(resolver, text, "term"))
    assert ids(resolver, text, "benefit") == []


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Sammenlign Odense og Esbjerg", "compare"),
        ("hvad er forskellen på Odense og Esbjerg", "compare"),
        ("er ledigheden højere i Odense end i Esbjerg", "compare"),
        ("Hvilke kommuner har flest ledige", "rank"),
        ("top 10", "rank"),
        ("rangliste over ledighed", "rank"),
        ("Hvilken kommune har flest ledige", "extreme"),
        ("Hvor er ledigheden højest", "extreme"),
        ("hvornår var ledigheden i Odense lavest", "extreme"),
        ("måned for måned", "trend"),
        ("hvordan har ledigheden udviklet sig", "trend"),
        ("ledige i Odense siden 2023", "trend"),
        ("er ledigheden steget siden 2023", "change"),
        ("ændringen i ledigheden", "change"),
        ("hvor stor en andel", "share"),
        ("gennemsnittet for landkommunerne", "average"),
        ("Odense og Esbjerg tilsammen", "sum"),
        ("fordelt på kommuner", "breakdown"),
        ("hvor mange kommuner har over 1.000 ledige", "count"),
    ],
)
def test_operations(resolver: Resolver, text: str, operation: str) -> None:
    assert ids(resolver, text, "operation") == [operation]


@pytest.mark.parametrize(
    "text", ["indsats mod ledighed", "end ikke i dag", "ledige i Odense i 2023", "mod slutningen"]
)
def test_what_compares_nothing_is_no_comparison(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "operation") == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("flest", ["highest"]),
        ("laveste", ["lowest"]),
        ("mindst ledighed", ["lowest"]),
        ("mindst 30 år", []),
        ("mindst to samtaler", []),
        ("hvordan laves tallene", []),
        ("højere", []),
    ],
)
def test_directions(resolver: Resolver, text: str, direction: list[str]) -> None:
    assert ids(resolver, text, "direction") == direction


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("i procent", "percent"),
        ("i % af arbejdsstyrken", "pct_workforce"),
        ("pct. af befolkningen", "pct_population"),
        ("fuldtidspersoner", "fulltime"),
        ("antal personer", "persons"),
        ("pr. 1.000 indbyggere", "per_1000"),
    ],
)
def test_units(resolver: Resolver, text: str, unit: str) -> None:
    assert ids(resolver, text, "unit") == [unit]


@pytest.mark.parametrize("text", ["KL's formandskab", "svar fra KL", "KLs svar"])
def test_an_abbreviation_may_have_an_ending(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "term") == ["kl"]


def test_laws_and_paragraphs(resolver: Resolver) -> None:
    text = "LBK 1342/2016 mod lovbekendtgørelse nr. 280 af 01/03/2024, § 91 a, § 7b og paragraf 8 i loven"
    assert ids(resolver, text, "law") == ["LBK1342", "LBK280"]
    assert ids(resolver, text, "paragraph") == ["91 a", "7 b", "8"]
    assert ids(resolver, "Hvad siger lov 9999/2031?", "law") == []


def test_one_span_may_be_of_several_kinds(resolver: Resolver) -> None:
    spans = {(m.kind, m.id): (m.start, m.end) for m in resolver.resolve("aktivitetsparate i Odense", TODAY)}
    assert spans["category", "aktivitetsparat"] == (0, 16)
    assert ("target_group", "aktivitetsparate") in spans


def test_a_number_within_a_name_is_no_number(resolver: Resolver) -> None:
    assert found(resolver, "225-timersreglen og § 91", "number", "age") == []
    assert ids(resolver, "de fem kommuner med flest ledige", "number") == ["5"]


def test_the_number_of_a_ranking_is_not_the_case_of_the_five_municipalities(resolver: Resolver) -> None:
    assert ids(resolver, "De fem kommuner med flest ledige", "case") == []


@pytest.mark.parametrize(
    "text", ["hos os", "Hvornår skal vi revurdere", "ledige i vores kommune", "min kommune"]
)
def test_own_municipality(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "own_municipality") == ["own"]


@pytest.mark.parametrize(
    ("text", "excluded", "included"),
    [
        ("ledige uden København og Frederiksberg", ["101", "147"], []),
        ("alle kommuner undtagen Læsø, Fanø og Ærø", ["825", "563", "492"], []),
        ("ledige i Aarhus bortset fra Region Sjælland", ["085"], ["751"]),
        ("uden indsats i Aarhus", [], ["751"]),
        ("uden for København, men i Odense", ["101"], ["461"]),
        ("uden mentor i Aarhus og Odense", [], ["751", "461"]),
        ("uden København sammenlignet med Odense", ["101"], ["461"]),
    ],
)
def test_places_left_out(resolver: Resolver, text: str, excluded: list[str], included: list[str]) -> None:
    areas = [m for m in resolver.resolve(text, TODAY) if m.kind == "area"]
    assert [m.id for m in areas if m.role == "excluded"] == excluded
    assert [m.id for m in areas if m.role == ""] == included


def test_a_typo_lowers_the_confidence(resolver: Resolver) -> None:
    (exact,) = resolver.resolve("aktiveringsgraden", TODAY)
    (typo,) = resolver.resolve("aktivringsgraden", TODAY)
    assert (exact.id, exact.confidence) == ("aktiveringsgrad", 1.0)
    assert typo.id == "aktiveringsgrad"
    assert 0.8 < typo.confidence < 1


@pytest.mark.parametrize("text", ["legender i randen", "lediggang", "samtalekøkken", "programmer"])
def test_ordinary_words_are_not_corrected(resolver: Resolver, text: str) -> None:
    assert found(resolver, text, *FIGURES) == []


def test_a_resolver_is_made_once_for_a_vocabulary() -> None:
    vocabulary = load_vocabulary(paths.ROOT / "knowledge")
    assert Resolver.for_vocabulary(vocabulary) is Resolver.for_vocabulary(vocabulary)
    assert load_resolver(paths.ROOT / "knowledge") is Resolver.for_vocabulary(vocabulary)


def test_every_form_is_found_as_what_it_stands_for(resolver: Resolver) -> None:
    """No form of our own files is hidden by another of its kind, or cannot be matched at all."""
    missed = []
    for kind in ("benefit", "category", "offer_type", "unit", "measure", "law"):
        for entry in resolver.vocabulary.entries(kind):
            for form in (*entry.forms, *entry.exact, *entry.recipients):
                if "..." not in form and "#" not in form and entry.id not in ids(resolver, form, kind):
                    missed.append((kind, entry.id, form))
    assert missed == []


def check(text: str) -> None:
    reading = load_resolver(paths.ROOT / "knowledge").read(text, TODAY)
    mentions, spelt = reading.mentions, reading.text
    kinds: dict[str, int] = {}
    for m in sorted(mentions, key=lambda m: m.start):
        assert 0 <= m.start < m.end <= len(text)
        assert m.text == text[m.start : m.end] or (m.text in spelt and spelt != text)
        assert 0 < m.confidence <= 1
        assert m.id or m.kind == "unknown_place"
        assert m.id not in m.alternatives
        assert m.start >= kinds.get(m.kind, 0), "two mentions of one kind overlap"
        kinds[m.kind] = m.end


OUR_WORDS = """
ledige i på vejen Aarhus aarhus. og mod uden København, Gotham gotham kommune Nykøbing 2026 juli top 10 de fem
kontanthjælp kontanthjælpsmodtagere hverken eller mentor tilbud hvor højest end § 91 LBK 280/2024 ? - siden
Høje-Taastrup vejlen skive <b> 😀 % pct. andel under 30 år mindst landet
"""
WORDS = st.sampled_from(OUR_WORDS.split())


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=20).map(" ".join))
@example("Kontanthjælp Kontanthjælp")
def test_any_order_of_our_words_is_read(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=120))
@example("\x00\ud800 \u200b\u202e")
@example("A\u030arhus i A\u030arhus")
@example("ﬁ ẞ İ ı ŉ ǰ")
def test_any_text_is_read(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "???",
        "😀" * 5000,
        "vejen, " * 700,
        "Aarhus, " + "vejen, " * 700,
        "i Gotham " * 500,
        "hvor " * 1000,
        "andel af " * 500,
        "x" * 50_000,
        "1" * 5000,
        "<script>alert('ledige i Odense')</script>" * 100,
        "a\u0301" * 3000,
    ],
)
def test_long_and_strange_texts(text: str) -> None:
    check(text)


def test_what_lies_far_out_is_not_read(resolver: Resolver) -> None:
    assert resolver.resolve("." * 6000 + " ledige i Odense", TODAY) == ()


@pytest.mark.parametrize(
    "text",
    [
        "hvilken plads ligger Lolland på",
        "hvor ligger Lolland på listen",
        "hvor ligger Lolland på ranglisten",
        "hvor på listen ligger Lolland",
        "hvilket nummer er Lolland",
        "nummer hvad er Lolland",
        "hvor højt ligger Lolland",
        "hvor lavt ligger Lolland",
        "hvor højt ligger vi",
        "hvor højt er Lolland placeret",
        "hvordan placerer Lolland sig",
        "hvad er Lollands placering",
        "hvor ligger Lolland i forhold til andre kommuner",
    ],
)
def test_a_position_is_asked_for(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "operation") == ["rank"]


@pytest.mark.parametrize(
    "text",
    [
        "hvor højt ligger ledigheden i Lolland",
        "hvor højt ligger kontanthjælpen i Lolland",
        "hvor ligger Lolland",
    ],
)
def test_no_position_is_asked_for(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "operation") == []


@pytest.mark.parametrize(
    ("text", "cue", "direction"),
    [
        ("hvilken kommune har haft størst stigning i ledigheden", "rise", "highest"),
        ("hvor er ledigheden steget mest", "rise", "highest"),
        ("hvilke kommuner har øget aktiveringsgraden mest", "rise", "highest"),
        ("hvem har haft størst fremgang i ledigheden", "rise", "highest"),
        ("top 5 stigninger i ledighed", "rise", "highest"),
        ("hvor er ledigheden faldet mest", "fall", "highest"),
        ("hvilken kommune har det største fald i ledigheden", "fall", "highest"),
        ("hvilken kommune har mest faldende ledighed", "fall", "highest"),
        ("hvilke kommuner har haft størst tilbagegang", "fall", "highest"),
        ("hvor faldt ledigheden mindst", "fall", "lowest"),
        ("hvilken kommune har forbedret sig mest", "better", "highest"),
        ("hvilke kommuner er blevet forværret mest", "worse", "highest"),
    ],
)
def test_order_by_change(resolver: Resolver, text: str, cue: str, direction: str) -> None:
    assert ids(resolver, text, "cue") == [cue]
    assert ids(resolver, text, "direction") == [direction]


@pytest.mark.parametrize(
    "text",
    [
        "hvilken kommune har haft størst stigning i ledigheden",
        "hvilken kommune har mest faldende ledighed",
        "hvilke fem kommuner har haft den største fremgang",
        "hvilken kommune har haft størst tilbagegang",
        "hvilken kommune har forbedret sig mest",
    ],
)
def test_order_by_change_is_a_change_and_an_order(resolver: Resolver, text: str) -> None:
    operations = set(ids(resolver, text, "operation"))
    assert "change" in operations
    assert operations & {"rank", "extreme"}


@pytest.mark.parametrize("text", ["i hvert fald i Odense", "i så fald", "i givet fald", "i værste fald"])
def test_in_any_case_nothing_falls(resolver: Resolver, text: str) -> None:
    assert found(resolver, text, "cue", "operation") == []


@pytest.mark.parametrize(
    ("text", "cues", "units"),
    [
        ("hvilken kommune er steget mest i procent", ["rise", "relative"], ["percent"]),
        ("størst procentvise fald i ledigheden", ["relative", "fall"], ["percent"]),
        ("hvor er ledigheden steget mest i antal", ["rise", "absolute"], []),
        ("størst stigning i personer", ["rise", "absolute"], ["persons"]),
        ("i antal, ikke i procent", ["absolute", "absolute"], []),
        ("i procent i stedet for i antal", ["relative"], ["percent"]),
    ],
)
def test_how_a_change_is_counted(resolver: Resolver, text: str, cues: list[str], units: list[str]) -> None:
    assert ids(resolver, text, "cue") == cues
    assert ids(resolver, text, "unit") == units


@pytest.mark.parametrize(
    ("cue", "texts"),
    [
        (
            "peers",
            [
                "lignende kommuner",
                "sammenlignelige kommuner",
                "kommuner, der minder om Odense",
                "samme kommunegruppe",
            ],
        ),
        (
            "everything",
            [
                "alle kommuner måned for måned",
                "samtlige kommuner og perioder",
                "hele tabellen",
                "alle tal",
                "alle kommuner og alle måneder",
            ],
        ),
        (
            "file",
            ["som excel", "som csv", "i et regneark", "kan jeg downloade det", "som fil", "hent tallene"],
        ),
        (
            "chart",
            [
                "vis som graf",
                "som kurve",
                "med søjler",
                "kan du tegne det",
                "illustrér det",
                "visualisér det",
                "som billede",
            ],
        ),
        (
            "coverage",
            [
                "hvad kan du vise",
                "hvilke tal har du",
                "hvilke statistikker",
                "hvor langt tilbage går tallene",
            ],
        ),
        (
            "how_counted",
            ["hvordan er det opgjort", "hvordan opgøres det", "hvad tæller med", "hvad dækker tallet over"],
        ),
        ("count_periods", ["hvor mange måneder", "i hvor mange kvartaler", "hvor tit", "hvor mange gange"]),
    ],
)
def test_how_an_answer_is_wanted(resolver: Resolver, cue: str, texts: list[str]) -> None:
    for text in texts:
        assert ids(resolver, text, "cue") == [cue], text


@pytest.mark.parametrize(
    "text",
    [
        "hvilke to kommuner ligner hinanden mest",
        "nabokommuner",
        "giv et billede af situationen",
        "hvad er det seneste tal for ledige",
        "udviklingen i alle år",
    ],
)
def test_what_only_sounds_like_it(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "cue") == []


@pytest.mark.parametrize(
    "text", ["kan vi se ledigheden", "vis os ledigheden", "giv os tallene for hele landet"]
)
def test_we_who_ask_are_no_municipality(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "own_municipality") == []


@pytest.mark.parametrize(
    "text",
    [
        "hvor mange ledige har vi",
        "her i kommunen",
        "egen kommune",
        "min hjemkommune",
        "hvor ligger vi på listen",
    ],
)
def test_we_who_live_there_are_one(resolver: Resolver, text: str) -> None:
    assert ids(resolver, text, "own_municipality") == ["own"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ledige under finanskrisen", [("unclear_period", "finanskrisen")]),
        ("ledige før corona", [("unclear_period", "corona")]),
        ("under coronakrisen", [("unclear_period", "corona")]),
        ("efter covid-19", [("unclear_period", "corona")]),
        ("under krisen", [("unclear_period", "krisen")]),
        ("ledige i dag mod før corona", [("period", "today"), ("unclear_period", "corona")]),
        ("under corona i 2020", [("period", "2020Y01")]),
        ("i 2020 under corona", [("period", "2020Y01")]),
        ("finanskrisen (2009)", [("period", "2009Y01")]),
        ("under finanskrisen, altså omkring 2009", [("period", "2009Y01")]),
        ("valget af tilbud", []),
    ],
)
def test_times_without_a_date_are_not_passed_over(
    resolver: Resolver, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(resolver, text, "period", "unclear_period") == expected
