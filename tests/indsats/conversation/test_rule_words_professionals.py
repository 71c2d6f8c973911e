"""Questions as caseworkers, team leaders and jurists note them: abbreviations, group numbers, compounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from indsats.answers.model import Answer
from indsats.conversation import rules
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.rules import answer_rules

TODAY = date(2026, 11, 22)
Read = Callable[[str], tuple[Mention, ...]]
Answered = Callable[[str], Answer]


@pytest.fixture
def answered(read: Read, vocabulary: Vocabulary) -> Answered:
    """The rules that answer a sentence."""
    return lambda text: answer_rules(rules.complete(rules.named(read(text), vocabulary, TODAY)), TODAY)


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("gr. 2.1 i 2018, frist første samtale JC?", {"p17-dag-foerste"}, {"p17-job-foerste"}),
        (
            "A-kassens kontaktforløb 2024: antal samtaler i de første tre mdr., og hvor mange herefter i JC?",
            {"p24-kontakt-dag"},
            {"p20-kontakt-4", "p20-kontakt-dag"},
        ),
        (
            "Dp-modtager udebliver fra tilbud 2. gang inden for 12 mdr., 2019, konsekvens?",
            {"p17-dag-sanktion"},
            {"p17-sanktion-kth"},
        ),
        ("FL, 27 år, ledig i 2019, frist for 1. tilbud?", {"p17-dag-tilbud-u30"}, {"p17-dag-tilbud-50"}),
        ("56-årig dagpengemodtager, 2019, aktiveringsfrist", {"p17-dag-tilbud-50"}, {"p17-dag-tilbud-u30"}),
        ("Forsikret ledig 2019, ny aktivering, interval?", {"p17-dag-tilbud-gentag"}, {"p17-job-tilbud2"}),
        (
            "6 ugers jobrettet udd., dagpenge, 2018, skal være afsluttet hvornår?",
            {"p17-dag-6ugers"},
            {"p20-6ugers"},
        ),
        ("Positivlistekursus for LY-modtager, karensperiode?", {"p20-6ugers"}, {"p17-dag-6ugers"}),
        (
            "Match 1, 2018: første tilbud inden hvor lang tid, og hvilken type?",
            {"p17-job-tilbud1"},
            {"p17-akt-tilbud1"},
        ),
        ("Matchgr. 2, kontanthjælp, aktiveringsfrist 2019?", {"p17-akt-tilbud1"}, {"p17-job-tilbud1"}),
        ("APK 2019, frist første samtale?", {"p17-akt-foerste"}, {"p17-job-foerste"}),
        ("Kth-modtager 2019, tilbud skulle vare mindst?", {"p17-job-varighed"}, {"p17-job-tilbud2"}),
        (
            "AP kth sygemeldt ved tilbudsstart 2018 - frist for påbegyndelse efter ophør af rimelig grund?",
            {"p17-job-varighed"},
            {"p20-tilbud-6mdr"},
        ),
        ("Uddhj. 2019, frist for 1. samtale ved nyhenvendelse", {"p17-udd-foerste"}, {"p17-job-foerste"}),
        (
            "2.13'er i 2018: hvor mange måneder må der højst gå mellem samtalerne?",
            {"p17-udd-loebende-ap"},
            {"p17-udd-loebende-up"},
        ),
        (
            "Uddhj. 2024, længste ophold mellem to tilbud? og STU-elever?",
            {"p22-tilbud-unge-4mdr"},
            {"p20-tilbud-unge-4uger"},
        ),
        (
            "Opfølgning i sygedagpengesager hver 4. uge - gjaldt det også kategori 3 i 2018?",
            {"p17-sdp-foerste"},
            {"p20-sdp"},
        ),
        (
            "Er der ret-og-pligt-frist for tilbud i sygedagpengesager i dag?",
            {"p20-sdp-tilbud"},
            {"p17-sdp-indsats"},
        ),
        ("RES-samtaler pr. 12 mdr. i 2018?", {"p17-res-kontakt"}, {"p17-jaf-kontakt"}),
        (
            "RES 2023: ingen indsats iværksat efter 6 mdr. - hvad skal ske med sagen?",
            {"p20-res"},
            {"p20-kontakt-efter6"},
        ),
        ("JAF-borger udebliver gentagne gange 2018, ophør?", {"p17-res-sanktion"}, {"p17-sanktion-kth"}),
        ("JAF 2024, rehabiliteringsteam inden 4 uger?", {"p20-jaf"}, {"p17-jaf-indsats"}),
        ("SDP kat. 3 2018, rehabteam, frist?", {"p17-sdp-indsats"}, {"p17-jaf-indsats"}),
        ("LY, samtalekrav første ½ år, 2023", {"p20-kontakt-4"}, {"p20-kontakt-dag"}),
        ("LY 2018: afslag på fleksjob, sanktion?", {"p17-led-sanktion"}, {"p17-dag-sanktion"}),
        ("LY 2018, rådighedspligt, joblog?", {"p17-led-pligter"}, {"p17-dag-pligter"}),
        (
            "LY i 12 mdr. inden for 18 i 2019, hvad skulle kommunen foretage?",
            {"p17-led-tilbud"},
            {"p20-led"},
        ),
        (
            "LY-modtager skal på fleksydelse om 4 uger, fritaget for samtaler og tilbud?",
            {"p20-undtag"},
            {"p17-mindre-intensiv"},
        ),
        ("Opfølgningskadence fleksjob efter gl. LAB § 70 c, 2018", {"p17-fleks"}, {"p20-fleks"}),
        ("MAO, krav til aktivering, nov. 2017", {"p17-mao"}, {"p17-kontantydelse"}),
        (
            "Dokumentationskrav 225 t. ordinært arb. inden for 12 mdr., ægtepar, 2023",
            {"p17-225"},
            {"p25-225-vaek"},
        ),
        ("37-timersgruppen, hvem omfattes?", {"p25-arbejdspligt"}, {"p20-20timer"}),
        ("Løntilskud: krav om forudgående ledighedsperiode?", {"p20-def-varighed"}, {"p26-tilbud"}),
        ("SHO vs. overgangsydelse, forskel, 2022?", {"p20-ydelsesnavne"}, {"p20-kontakt-4"}),
        ("Mindstesats contra grundsats", {"p25-eenydelse"}, {"p26-tilbud"}),
        (
            "Mentorbevilling 2024: maks. længde pr. bevilling og krav til Min Plan?",
            {"p20-mentor"},
            {"p17-def-mentor"},
        ),
        ("Mentorret ved studiestart, unge fra uddannelseshjælp", {"p20-mentor-ret"}, {"p17-udd-mentor"}),
        (
            "STAR-opfølgning på 6-måneders-krav, hvor tit skriver de til kommunen?",
            {"p23-star-tilsyn"},
            {"p20-fokusmaal"},
        ),
        ("Udgår ressourceforløb som ordning?", {"p26-ophaevet"}, {"p20-res"}),
        (
            "Yderligere tilbud efter 6 mdr., kth jobparat, 2023, pligt at tage imod?",
            {"p20-tilbud-behov"},
            {"p20-kontakt-efter6"},
        ),
        (
            "Hvornår brydes en sammenhængende ydelsesperiode for kth-modtagere, 2019?",
            {"p17-def-anciennitet"},
            {"p17-job-tilbud1"},
        ),
    ],
)
def test_notes_of_a_professional_find_their_rule(
    answered: Answered, text: str, told: set[str], untold: set[str]
) -> None:
    found = {fact.id for fact in answered(text).facts}
    assert told <= found
    assert not untold & found


@pytest.mark.parametrize(
    "text",
    [
        "Klagefrist ved sanktion, kontanthjælp?",
        "Befordringsgodtgørelse ved aktivering, km-sats?",
        "Dagpengesats 2026, maks. pr. måned?",
        "Løn under virksomhedspraktik, sygedagpenge?",
        "Betingelser for tilkendelse af førtidspension, arbejdsevne?",
        "Formuegrænse kontanthjælp ægtepar?",
        "Ferie under kontanthjælp, antal uger?",
        "Opsigelsesvarsel i løntilskud, offentlig arbejdsgiver?",
    ],
)
def test_what_no_rule_is_about_is_not_answered_with_one(answered: Answered, text: str) -> None:
    answer = answered(text)
    assert answer.kind in ("clarify", "not_available")
    assert answer.facts == ()
