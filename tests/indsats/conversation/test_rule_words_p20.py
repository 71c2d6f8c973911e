"""The words that people use for the rules from 2020 on: what is read in them, and which rule answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from indsats.answers.model import Answer
from indsats.conversation import rules
from indsats.conversation.frame import RuleParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.rules import answer_rules

TODAY = date(2026, 11, 22)
Read = Callable[[str], tuple[Mention, ...]]
Named = Callable[[str], RuleParts]
Answered = Callable[[str], Answer]


@pytest.fixture
def named(read: Read, vocabulary: Vocabulary) -> Named:
    """The parts that a sentence names."""
    return lambda text: rules.named(read(text), vocabulary, TODAY)


@pytest.fixture
def answered(named: Named) -> Answered:
    """The rules that answer a sentence."""
    return lambda text: answer_rules(rules.complete(named(text)), TODAY)


@pytest.mark.parametrize(
    ("text", "aspects", "topics", "groups"),
    [
        ("Hvad er samtalefrekvensen for jobparate?", ("contact_count",), ("contact",), ("kth_jobparat",)),
        ("Hvor tit skal jeg mødes med kommunen som jobparat?", ("contact_count",), (), ("kth_jobparat",)),
        (
            "Inden for hvor mange dage skal en aktivitetsparat kontanthjælpsmodtager have sin 1. samtale?",
            ("deadline", "first_contact"),
            ("contact",),
            ("kth_aktivitetsparat",),
        ),
        ("Må samtalen holdes på Teams?", ("contact_form",), ("contact",), ()),
        ("Skal den første samtale være fysisk?", ("contact_form",), ("contact",), ()),
        (
            "Skal man møde op i person til samtale på kontanthjælp?",
            ("contact_form",),
            ("contact",),
            ("kontanthjaelpsmodtagere",),
        ),
        ("Hvor mange samtaler skal a-kassen holde?", ("unemployment_fund",), ("contact",), ("dagpenge",)),
        (
            "Skal a-kassen være med til samtalen efter 16 måneder?",
            ("joint_contact", "contact_16_months"),
            ("contact",),
            ("dagpenge",),
        ),
        (
            "Jeg er sygemeldt og ventes rask om 10 uger. Skal jeg til samtale?",
            ("contact_exemption",),
            ("contact",),
            ("sygedagpenge",),
        ),
        ("Hvor længe bevilges et fleksjob ad gangen?", ("flexjob_grant",), (), ("fleksjob",)),
        ("Bliver et fleksjob permanent?", ("flexjob_grant",), (), ("fleksjob",)),
        (
            "Nulstilles fristen for tilbud, når man skifter målgruppe?",
            ("group_change",),
            ("offer", "definition"),
            (),
        ),
        ("Hvilke aktiveringstyper kan kommunen bruge?", ("offer_types",), ("offer",), ()),
        (
            "Hvor lang tid må en jobparat være i virksomhedspraktik?",
            ("practice_length",),
            ("offer",),
            ("kth_jobparat",),
        ),
        (
            "Jeg er i praktik på 8. uge på dagpenge, er det lovligt?",
            ("practice_length",),
            ("offer",),
            ("dagpenge",),
        ),
        ("Hvor længe kan man være i nytteindsats?", ("practice_length",), ("offer",), ()),
        ("Hvor længe varer et jobafklaringsforløb?", ("course_length",), (), ("jobafklaring",)),
        ("Hvor mange år kan man være i revalidering?", ("course_length",), (), ("revalidering",)),
        ("Hvornår kan en ledig komme i løntilskud?", ("wage_subsidy",), ("offer",), ("ledige",)),
        ("tilbudsfrist dagpenge", ("first_offer",), ("offer",), ("dagpenge",)),
        (
            "Hvor længe må en uddannelsesparat gå uden tilbud?",
            ("time_without_offer",),
            ("offer",),
            ("uddhj_uddannelsesparat",),
        ),
        (
            "Hvad sker der, hvis en jobparat takker nej til et tilbud?",
            ("refusal",),
            ("sanction", "offer"),
            ("kth_jobparat",),
        ),
        (
            "Jeg dukkede ikke op til aktivering på kontanthjælp",
            ("no_show",),
            ("sanction", "offer"),
            ("kontanthjaelpsmodtagere",),
        ),
        (
            "Kan kommunen tage hele kontanthjælpen fra en jobparat?",
            ("hard_sanction",),
            ("sanction",),
            ("kth_jobparat",),
        ),
        (
            "Hvad sker der, hvis en dagpengemodtager selv siger sit job op?",
            ("quarantine",),
            (),
            ("dagpenge",),
        ),
        (
            "Mister man dagpenge, hvis man bliver væk fra en samtale?",
            ("no_show",),
            ("sanction", "contact"),
            ("dagpenge",),
        ),
        (
            "Jeg har 22 timer om ugen i Netto på almindelige vilkår og er på dagpenge. Skal jeg aktiveres?",
            ("part_time_work",),
            ("offer",),
            ("dagpenge",),
        ),
        (
            "En jobparat har fået nyt arbejde - skal han i tilbud?",
            ("offer_exemption",),
            ("offer",),
            ("kth_jobparat",),
        ),
        ("Kan en jobparat selv vælge sit løntilskudsjob?", ("self_found",), ("offer",), ("kth_jobparat",)),
        ("Tæller øvrig vejledning som ret og pligt-tilbud?", ("oevo", "right_and_duty"), ("offer",), ()),
        ("Hvor mange ansøgninger skal man sende på dagpenge?", ("job_search",), (), ("dagpenge",)),
        (
            "Må en uddannelsesparat vælge job frem for uddannelse?",
            ("job_oriented_youth",),
            (),
            ("uddhj_uddannelsesparat",),
        ),
        ("Kan jeg blive pålagt at søge ind på en uddannelse?", ("education_order",), (), ()),
        ("Hvor mange penge kan kommunen bruge på mentorer?", ("mentor_cost",), ("mentor",), ()),
        ("Hvor ofte skal mentoren mødes med borgeren?", ("mentor_frequency",), ("mentor",), ()),
        ("Kan en aktivitetsparat få en koordinator?", ("coordinator",), (), ("aktivitetsparate",)),
        ("Hvad blev kommunerne målt på i 2020?", ("supervision",), (), ()),
        ("Hvordan følger STAR op på kommunerne?", ("supervision",), (), ()),
        ("Er jobcentrene afskaffet?", ("organisation",), (), ()),
        ("Kan kommunen starte et nyt ressourceforløb op?", ("abolished_schemes",), (), ("ressourceforloeb",)),
        (
            "Hvor længe skal man have boet i Danmark for at få fuld kontanthjælp?",
            ("residence_requirement",),
            (),
            ("kontanthjaelpsmodtagere",),
        ),
        ("Hvem får forhøjet sats på kontanthjælp?", ("rates",), (), ("kth_ny",)),
        ("Hvornår startede arbejdspligten?", ("work_duty_phase_in",), (), ("arbejdspligt",)),
        (
            "Hvor mange timer om ugen skal en jobparat være i tilbud?",
            ("offer_hours",),
            ("offer",),
            ("kth_jobparat",),
        ),
        ("Hvor mange feriedage har man på kontanthjælp?", ("holiday",), (), ("kontanthjaelpsmodtagere",)),
        ("Hvad er klagefristen for en sanktion?", ("complaint",), ("sanction",), ()),
        ("Hvem betaler transport til praktik?", ("transport",), ("offer",), ()),
        ("Hvilken kommune har flest passive borgere?", (), (), ()),
        ("Hvor mange på kontanthjælp arbejder ved siden af?", (), (), ("kontanthjaelpsmodtagere",)),
        ("Hvor mange forløb er sat i gang i Odense?", (), (), ()),
    ],
)
def test_what_the_words_name(
    named: Named, text: str, aspects: tuple[str, ...], topics: tuple[str, ...], groups: tuple[str, ...]
) -> None:
    parts = named(text)
    assert set(parts.aspects) == set(aspects)
    assert parts.topics == topics
    assert parts.groups == groups


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("Hvor tit skal jeg mødes med kommunen som jobparat?", {"p26-kontakt-kth"}, {"p20-kontakt-4"}),
        ("samtalefrekvens aktivitetsparat kontanthjælp 2023", {"p20-kontakt-4"}, {"p26-kontakt-kth"}),
        ("Skal den første samtale være fysisk?", {"p22-form"}, {"p20-kontakt-foerste"}),
        (
            "Hvor mange samtaler skulle a-kassen holde i de første tre måneder i 2024?",
            {"p24-kontakt-dag"},
            {"p20-kontakt-dag", "p26-kontakt-dag"},
        ),
        ("Hvor mange samtaler skal a-kassen holde nu?", {"p26-kontakt-dag"}, {"p24-kontakt-dag"}),
        (
            "Jeg er sygemeldt og ventes rask om 10 uger. Skal jeg til samtale?",
            {"p26-sdp"},
            {"p20-sdp", "p27-hovedlov"},
        ),
        ("Hvor længe bevilges et fleksjob ad gangen?", {"p20-fleks"}, {"p26-ophaevet"}),
        (
            "Starter en ny periode på 6 måneder, når borgeren skifter fra kontanthjælp til ledighedsydelse?",
            {"p20-maalgrupper"},
            {"p26-tilbud"},
        ),
        ("Hvor lang tid må en jobparat være i virksomhedspraktik?", {"p20-def-varighed"}, {"p26-tilbud"}),
        ("Hvor længe varer et jobafklaringsforløb?", {"p20-jaf"}, {"p20-def-varighed"}),
        ("Hvor længe kunne et ressourceforløb vare i 2023?", {"p20-res"}, {"p20-def-varighed"}),
        ("tilbudsfrist uddannelseshjælp 2020", {"p20-tilbud-unge-4uger"}, {"p22-tilbud-unge-4mdr"}),
        ("tilbudsfrist uddannelseshjælp 2023", {"p22-tilbud-unge-4mdr"}, {"p20-tilbud-unge-4uger"}),
        ("Hvad sker der, hvis en jobparat takker nej til et tilbud?", {"p20-sanktion"}, {"p26-tilbud"}),
        (
            "Kan kommunen tage hele kontanthjælpen fra en jobparat i tre måneder?",
            {"p25-skaerpet"},
            {"p20-skaerpet-alle"},
        ),
        (
            "Mister man dagpenge, hvis man bliver væk fra en samtale?",
            {"p20-dag-sanktion"},
            {"p26-kontakt-dag"},
        ),
        (
            "Jeg har 22 timer om ugen i Netto på almindelige vilkår og er på dagpenge. Skal jeg aktiveres?",
            {"p20-20timer"},
            {"p26-tilbud"},
        ),
        ("Skal man i aktivering, hvis man starter nyt job om 4 uger?", {"p20-undtag"}, {"p20-tilbud-behov"}),
        ("Kan en jobparat selv vælge sit løntilskudsjob?", {"p20-selvfundet"}, {"p26-tilbud"}),
        (
            "Må åbenlyst uddannelsesparate finde en virksomhedspraktik selv i 2022?",
            {"p20-selvfundet"},
            {"p22-tilbud-unge-4mdr"},
        ),
        ("Hvor mange penge kan kommunen bruge på mentorer?", {"p26-mentor-loft"}, {"p20-mentor"}),
        ("Hvordan følger STAR op på kommunerne?", {"p23-star-tilsyn"}, {"p26-tilbud"}),
        ("Hvad blev kommunerne målt på i 2020?", {"p20-fokusmaal"}, {"p23-star-tilsyn"}),
        ("Er jobcentrene afskaffet?", {"p26-frihed"}, set()),
        ("Kan kommunen starte et nyt ressourceforløb op?", {"p26-ophaevet"}, {"p20-res"}),
        ("Hvem får forhøjet sats på kontanthjælp?", {"p25-eenydelse"}, {"p26-kontakt-kth"}),
        ("Hvornår startede arbejdspligten for den nye gruppe i 2025?", {"p25-arbejdspligt-indfas"}, set()),
        ("Skal flygtninge arbejde 37 timer om ugen?", {"p25-arbejdspligt-int"}, {"p20-20timer"}),
        ("fem målgrupper ny lov 2027", {"p27-hovedlov"}, set()),
    ],
)
def test_the_rule_that_the_words_ask_for(
    answered: Answered, text: str, told: set[str], untold: set[str]
) -> None:
    found = {fact.id for fact in answered(text).facts}
    assert told <= found
    assert not untold & found


@pytest.mark.parametrize(
    "text",
    [
        "Hvor længe kan man være på kontanthjælp?",
        "Hvor lang tid går der, før jeg får førtidspension?",
        "Hvor mange feriedage har man på kontanthjælp?",
        "Hvem betaler transport til praktik?",
        "Hvor meget må man tjene ved siden af kontanthjælp?",
        "Hvor lang opsigelse har man i løntilskud?",
        "Hvornår skal en fleksjobansat i aktivering?",
        "Hvor mange samtaler skal en selvforsørgende have i 2022?",
        "Hvad er reglerne om sanktion af førtidspensionister?",
        "Hvor mange timer om ugen skal en jobparat være i tilbud?",
        "Hvad er klagefristen for en sanktion på kontanthjælp?",
    ],
)
def test_what_was_not_read_is_said_to_be_so(answered: Answered, text: str) -> None:
    answer = answered(text)
    assert answer.kind == "not_available"
    assert answer.facts == ()
