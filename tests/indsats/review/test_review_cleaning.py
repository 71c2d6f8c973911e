"""What is kept of a message says what is asked and nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indsats.review.cleaning import LONGEST, PLACEHOLDERS, Kept

Cleaner = Callable[[str], Kept | None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvor mange ledige er der i Aarhus i juli 2026?", "hvor mange ledige er der i aarhus i juli 2026?"),
        ("hvor er ledigheden nedbragt mest siden 2019", "hvor er ledigheden nedbragt mest fra 2019"),
        ("hvad siger § 91 i LAB om tilbud?", "hvad siger § 91 i lab om tilbud?"),
        ("hvad står der i LBK 280/2024", "hvad står der i lbk 280/2024"),
        (
            "hvad står der i lovbekendtgørelse nr. 280 af 1. marts 2024",
            "hvad står der i lovbekendtgørelse 280/2024",
        ),
        ("hvad gælder efter 6 mdr", "hvad gælder efter 6 måneder"),
        ("hvad får folk på 45 år", "hvad får folk 45 år"),
        ("hvad får folk mellem 30 og 49 år i 2024", "hvad får folk 30-49 år i 2024"),
        ("hvad gælder for folk under 30 år", "hvad gælder for folk under 30 år"),
        ("aktivering 2024-2025", "aktivering fra 2024 til 2025"),
        ("ledige i uge 32 i 2025", "ledige i uge 32 i 2025"),
        ("ledige i 3. kvartal 2025", "ledige 3. kvartal 2025"),
        ("hvor mange i Brædstrup er på kontanthjlæp", "hvor mange i horsens er på kontanthjælp"),
        ("ledige i Malmø", "ledige i _sted_"),
        ("er der over 500 ledige", "er der over _tal_ ledige"),
        ("hvor mange der siden 1. marts 2026 fik mentor", "hvor mange der siden _dato_ fik mentor"),
        ("HVOR MANGE LEDIGE ER DER I AARHUS", "hvor mange ledige er der i aarhus"),
        ("kan man få ferie under barsel", "kan man få ferie under barsel"),
        ("er der mentorkursus", "er der mentorkursus"),
        ("hvad hedder loven om aktiv beskæftigelsesindsats", None),
    ],
)
def test_what_is_asked_is_kept(kept: Cleaner, text: str, expected: str | None) -> None:
    found = kept(text)
    assert found is not None
    assert found.text == (text if expected is None else expected)


def test_the_form_is_what_the_classifier_sees_and_the_mentions_are_ids(kept: Cleaner) -> None:
    found = kept("Hvor mange ledige er der i Aarhus i juli 2026?")
    assert found is not None
    assert found.form == "hvor mange _measure_ er der i _area_ i _period_"
    assert {"area:751", "period:2026M07", "measure:ledige_fuldtid"} == set(found.mentions)


def test_what_is_not_kept_is_not_told_by_the_mentions_either(kept: Cleaner) -> None:
    found = kept("min borger Lars Skive i Vejle kom 1. marts 2026 med 500 kr og vil have mentor")
    assert found is not None
    assert {mention.partition(":")[0] for mention in found.mentions}.isdisjoint({"area", "town", "period"})
    assert "topic:mentor" in found.mentions
    assert not any(char.isdigit() for mention in found.mentions for char in mention)


# Each text with the parts of it that must not be kept, in whatever spelling.
LEAKS = [
    ("jeg hedder lars jensen og vil vide om jeg har ret til mentor", "lars jensen"),
    ("Jeg hedder August Mark, hvornår skal jeg til samtale?", "august mark"),
    ("jeg hedder august mark og er på dagpenge", "august mark"),
    ("der er en borger der hedder august", "august"),
    ("mit navn er mette og jeg er på kontanthjælp", "mette"),
    ("navn: skov, bo. hvad er satsen", "skov"),
    ("mette hansen her, hvornår skal jeg til samtale", "mette hansen"),
    ("min datter liv er 19 år, hvad må hun", "liv"),
    ("min søn bo skal i praktik", "bo"),
    ("jeg er mor til liv og storm, kan jeg få orlov", "liv storm"),
    ("min borger bakke vil have mentor", "bakke"),
    ("Hvad gælder for borgeren Sommer i Skive efter 6 måneder?", "sommer skive"),
    ("hr. bakke er sygemeldt", "bakke"),
    ("fru skov vil i fleksjob", "skov"),
    ("Hr. Sommer vil i fleksjob", "sommer"),
    ("Kære Bo, hvornår skal jeg til samtale", "bo"),
    ("kære sommer, hvornår skal jeg til samtale", "sommer"),
    ("hej sommer hvad er reglerne for mentor", "sommer"),
    ("lars sommer er på dagpenge", "lars sommer"),
    ("jeg er kim og på dagpenge", "kim"),
    ("det er storm der skriver om mentor", "storm"),
    ("min sagsbehandler rose svarer ikke om kontanthjælp", "rose"),
    ("klaus riskær pedersen i horsens er på kontanthjælp", "klaus riskær pedersen"),
    ("eg lind birk vil have mentor", "eg lind birk"),
    ("hvad gælder for lars skive efter 6 mdr", "lars skive"),
    ("skive hansen får mentor", "skive hansen"),
    ("jens bakke og hans tilbud", "jens bakke"),
    ("Anne-Marie Due på 45 år og på dagpenge", "anne marie due"),
    ("bjoern hoeg og soeren kjaer vil have mentor", "bjoern hoeg soeren kjaer bjørn høg søren kjær"),
    ("JENS HANSEN VIL HAVE MENTOR", "jens hansen"),
    ("Jens Bakke Vil Have Mentor", "jens bakke"),
    ("jEnS hAnSeN vil have mentor", "jens hansen"),
    ("j e n s hansen vil have mentor", "hansen j n"),
    ("Jen\u00adsen og Lar\u200bs vil have mentor", "jen lar jensen lars"),
    ("Re\u0301ne\u0301 vil have mentor", "rene réné ne"),
    ("lars' mentor og hansens tilbud", "lars hansen"),
    ("jensensagen og larsmødet om mentor", "jensen lars"),
    ("hverken tilbud til Lars Jensen eller mentor i 2020", "lars jensen"),
    ("HVERKEN TILBUD TIL AHMED ELLER MENTOR", "ahmed"),
    ("hverken tilbud til HANSEN eller mentor", "hansen"),
    ("my name is john bakke, mentor", "john bakke"),
    ("efter § 91 2015 2030 om tilbud", "2015 2030"),
    ("fætter til Troels Poulsen spørger om mentor", "troels poulsen"),
    # other languages and scripts
    ("Hej, mit namn är Åsa Lindström, jag undrar om kontanthjælp", "åsa lindström"),
    ("Jag heter Björn Åkesson, vad gäller för kontanthjælp", "björn åkesson"),
    ("Małgorzata Wiśniewska i Przemysław vil have mentor", "małgorzata wiśniewska przemysław"),
    ("malgorzata wisniewska vil have mentor", "malgorzata wisniewska"),
    ("kan fatima al-rashid og mohammed få mentor", "fatima rashid mohammed"),
    ("اسمي محمد علي og jeg vil have mentor", "محمد علي اسمي"),
    ("Олег Иванов vil have mentor", "олег иванов"),
    # signatures
    ("hvad er satsen? Hilsen Bo Skov, tlf 20 15 30 45, Skovvej 3", "bo skov skovvej 20 3"),
    ("hvad er satsen? vh bo", "bo"),
    ("hvad siger § 91 om tilbud? mvh lars skive", "lars skive"),
    ("hvad er taksten for løntilskud /bo", "bo"),
    ("hvad er taksten - bo skov", "bo skov"),
    ("hvad er taksten\nBo Skov", "bo skov"),
    ("hvad er taksten?\nstorm", "storm"),
    ("hvad er taksten. Bakke Skov", "bakke skov"),
    # addresses
    ("jeg bor på Vestergade 12, 2. th, 8000 Aarhus C og er ledig", "vestergade 12 8000 aarhus th"),
    ("jeg bor strandvejen 12 og er ledig", "strandvejen 12"),
    ("boende bakken 4 og ledig", "bakken 4"),
    ("adresse: Sønder Boulevard 2010, 1720 København", "sønder boulevard 2010 1720 københavn"),
    ("hansensvej er min adresse og mentor", "hansen"),
    ("H.C. Andersens Vej 5, mentor", "andersens vej 5"),
    # numbers
    ("ring 20 15 20 20 om kontanthjælp", "20 15"),
    ("ring 2015 2020 om kontanthjælp", "2015 2020"),
    ("ring +45 2015 2030 om kontanthjælp", "45 2015 2030"),
    ("20152030 er mit nummer og jeg vil have mentor", "20152030"),
    ("nul et nul et halvfems tolv fireogtredive er mit nummer, kontanthjælp", "halvfems tolv fireogtredive"),
    ("cpr er 01-01-90 og 1234 hvad er reglerne", "01 90 1234"),
    ("født 010190 og på dagpenge", "010190"),
    ("jeg er født i 1992 og blev ledig 1. marts 2026", "1992 marts 2026"),
    ("fødselsdag 1. januar 1990, hvad er reglerne for mentor", "januar 1990"),
    ("født den tredje maj nittenhundrede og halvfems, på dagpenge", "tredje maj nittenhundrede halvfems"),
    ("f. 01.01.1990 og på dagpenge", "01 1990"),
    ("kontonr 2015 5678901 om ydelse", "2015 5678901"),
    ("j.nr. 2017-6269 om mentor", "2017 6269"),
    ("sagsnr 2019 om sanktion for sygemeldte", "2019"),
    ("mit pasnummer er AB123456 mentor", "ab123456 ab 123456"),
    ("IBAN DK5000400440116243 ydelse", "dk50 50"),
    ("ring \uff12\uff10 \uff11\uff15 \uff13\uff10 \uff14\uff15 om mentor", "20 15 30 45"),
    ("ring ٢٠١٥٣٠٤٥ om mentor", "٢٠١٥٣٠٤٥"),
    # addresses of another kind
    ("skriv til glad.mus@sol.dk om mentor", "glad mus sol dk"),
    ("skriv til glad.mus @ sol.dk om mentor", "glad mus sol dk"),
    ("lars (a) hotmail.com skriver om kontanthjælp", "lars hotmail com"),
    ("se www.larshansen.dk og https://facebook.com/lars.hansen.94 om mentor", "lars hansen facebook 94"),
    ("se glad-mus.dk om mentor", "glad mus"),
    ("instagram @gladmus mentor", "glad mus"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gone"), LEAKS, ids=[text[:40] for text, _ in LEAKS])
def test_nothing_of_anybody_is_kept(kept: Cleaner, text: str, gone: str) -> None:
    found = kept(text)
    assert found is not None, "nothing is kept, so nothing is tested"
    said = set(re.findall(r"\w+", f"{found.text} {found.form} {' '.join(found.mentions)}".lower()))
    said -= PLACEHOLDERS
    assert said.isdisjoint(gone.split()), found
    assert not any(len(part) > 3 and part in found.text for part in gone.split()), found


@pytest.mark.parametrize(
    "text",
    [
        "mit cpr-nummer er 010190-1234, hvad er reglerne for mentor",
        "cpr: 0 1 0 1 9 0 1 2 3 4 mentor",
        "jeg vil ikke leve længere, hvad er reglerne for mentor",
        "Lars Jensen",
        "محمد علي",
        "20 15 30 45",
        "",
        "?!",
    ],
)
def test_of_some_messages_nothing_is_kept(kept: Cleaner, text: str) -> None:
    assert kept(text) is None


@pytest.mark.parametrize("place", ["Vejle", "Læsø", "Brædstrup"])
def test_where_somebody_in_particular_lives_is_not_kept(kept: Cleaner, place: str) -> None:
    told = kept(f"min borger i {place} er 45 år og syg, hvornår skal hun have tilbud")
    asked = kept(f"hvor mange syge i {place} er 45 år")
    assert told is not None
    assert asked is not None
    assert "i _sted_ er 45 år" in told.text
    assert not any(mention.startswith(("area", "town")) for mention in told.mentions)
    assert "_sted_" not in asked.text


def test_a_very_long_message_is_cut_to_the_sentences_that_name_something(kept: Cleaner) -> None:
    story = "Det har været en lang og svær tid for os alle sammen. " * 6
    found = kept(f"{story}Har man ret til mentor? {story}")
    assert found is not None
    assert found.text == "har man ret til mentor?"


def test_a_very_long_message_that_names_nothing_is_cut_to_its_first_question(kept: Cleaner) -> None:
    story = "Det har været en lang og svær tid, og alt er gået galt. " * 6
    found = kept(f"{story}Er det rimeligt? Er det godt?")
    assert found is not None
    assert found.text.startswith("er det rimeligt")
    assert kept(story) is None


def test_no_more_is_kept_than_a_question_needs(kept: Cleaner) -> None:
    found = kept("har man ret til mentor på dagpenge og " * 100)
    assert found is not None
    assert len(found.text) <= LONGEST + 1


WORDS = (
    *("hvad", "mentor", "Lars", "jensen", "skov", "2015", "20", "født", "hedder", "i", "Skive", "§", "91"),
    *("juli", "bor", "vej", ",", ".", "?", "-", "/", "@", "\n", "45", "år"),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_message_can_be_cleaned_and_once_is_enough(kept: Cleaner, text: str) -> None:
    found = kept(text)
    if found is not None:
        assert found.text == found.text.lower()
        assert not {"lars", "jensen"} & set(re.findall(r"\w+", found.text))
        assert not re.search(r"\d{5}", found.text)
