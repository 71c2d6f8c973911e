"""Rules of 2017-2019 found in the words people use: from question to parts, and on to the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from indsats.conversation import rules
from indsats.conversation.frame import RuleParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.rules import answer_rules

TODAY = date(2026, 11, 22)
Read = Callable[[str], tuple[Mention, ...]]
Named = Callable[[str], RuleParts]


@pytest.fixture
def named(read: Read, vocabulary: Vocabulary) -> Named:
    """The parts that a sentence names."""
    return lambda text: rules.named(read(text), vocabulary, TODAY)


@pytest.mark.parametrize(
    ("text", "groups", "topics", "aspects"),
    [
        # Conversations
        ("samtalefrekvens dagpenge 0-6 måneder 2018", "dagpenge", "contact", "contact_count"),
        ("samtaleinterval ressourceforløb 2019", "ressourceforloeb", "contact", "contact_count"),
        (
            "Hvor tit skulle kommunen tale med en revalidend i 2018?",
            "revalidering",
            "contact",
            "contact_count",
        ),
        ("Er det en samtale om måneden på dagpenge?", "dagpenge", "contact", "contact_count"),
        ("Må a-kassen deltage i jobsamtalen?", "dagpenge", "contact", "joint_contact"),
        ("Hvilke samtaler skulle a-kassen selv afholde i 2018?", "dagpenge", "contact", "unemployment_fund"),
        ("Skulle a-kassen tjekke, om medlemmet stod til rådighed?", "dagpenge", "duty", "availability_talk"),
        ("Må jobcenteret udskyde en jobsamtale for en på dagpenge?", "dagpenge", "contact", "contact_moved"),
        ("Skulle jeg selv finde en tid til samtalen på dagpenge?", "dagpenge", "contact", "self_booking"),
        ("Hvad skete der ved 16 mdr. på dagpenge i 2018?", "dagpenge", "", "contact_16_months"),
        ("Skal dagpengemodtagere have intensiveret indsats?", "dagpenge", "", "contact_16_months"),
        ("1. jobsamtale sygedagpenge", "sygedagpenge", "contact", "first_contact"),
        # Offers
        ("Hvornår skal jobparate aktiveres igen?", "kth_jobparat", "offer", "repeated_offer"),
        ("tilbud nr. 2 dagpenge 2018", "dagpenge", "offer", "repeated_offer"),
        ("Hvor kort må et tilbud være på dagpenge?", "dagpenge", "offer", "offer_duration"),
        ("Hvor længe gik der, før jobparate kom i aktivering?", "kth_jobparat", "offer", "first_offer"),
        ("Hvor mange år kan et ressourceforløb vare?", "ressourceforloeb", "", "course_length"),
        ("Hvor længe varede integrationsprogrammet i 2018?", "integrationsprogram", "", "course_length"),
        ("Hvor mange timer skal man i tilbud om ugen?", "", "offer", "offer_hours"),
        (
            "Starter i nyt job om en måned, dagpenge, slipper jeg for tilbud?",
            "dagpenge",
            "offer",
            "offer_exemption",
        ),
        ("gradvis raskmelding på sygedagpenge", "sygedagpenge", "", "workplace_effort"),
        ("6-ugers kurset på dagpenge", "dagpenge", "", "six_weeks"),
        ("Hvornår er en aktivering givet for sent?", "", "offer", "timeliness"),
        ("Regnes et kursus for et tilbud?", "", "offer", "counts_as_offer"),
        # Mentor
        ("Hvor længe ad gangen fik sygemeldte mentor?", "sygedagpenge", "mentor", "duration"),
        ("Hvor ofte skal mentoren tale med en ledig på dagpenge?", "dagpenge", "mentor", "mentor_frequency"),
        (
            "Udskrevet fra psykiatrisk afdeling, kan man få mentor?",
            "",
            "mentor",
            "mentor_psychiatric mentor_right",
        ),
        # Duties
        ("Måtte man opholde sig i udlandet på dagpenge i 2018?", "dagpenge", "duty", "abroad"),
        ("Skulle åbenlyst uddannelsesparate søge arbejde?", "uddhj_aabenlyst", "duty", "job_search"),
        ("Skal unge søge ind på en uddannelse?", "unge", "", "education_order"),
        ("Hvad er 225-timerskravet?", "", "", "hours_225"),
        ("Skal man kunne arbejde fra dag til dag på dagpenge?", "dagpenge", "", "availability"),
        # Sanctions
        ("Jeg dukkede ikke op til en samtale på dagpenge", "dagpenge", "contact", "no_show"),
        ("Hun blev væk fra aktiveringen på kontanthjælp", "kontanthjaelpsmodtagere", "offer", "no_show"),
        ("manglende medvirken sygedagpenge", "sygedagpenge", "", "no_show"),
        ("Hvad sker der, når man takker nej til praktik på dagpenge?", "dagpenge", "offer", "refusal"),
        ("Han afslog et tilbud på ledighedsydelse", "ledighedsydelse", "offer", "refusal"),
        # Plan and terms
        ("Hvor længe kan man få sygedagpenge?", "sygedagpenge", "", "benefit_duration"),
        (
            "Hvornår skal fleksjobretten revurderes på ledighedsydelse?",
            "ledighedsydelse",
            "process",
            "flexjob_right",
        ),
        ("Hvornår er man jobparat?", "kth_jobparat", "", "visited_as"),
        ("Hvilken kategori har en sygemeldt?", "sygedagpenge", "", "sick_categories"),
        # Words that are about something else
        ("Hvornår bortfaldt sygedagpengene i 2018?", "sygedagpenge", "", "no_show"),
        ("En sygemeldt ventes rask om 6 uger, hvad så?", "sygedagpenge", "", "contact_exemption"),
        ("Jeg ventede længe på en samtale på dagpenge", "dagpenge", "contact", ""),
    ],
)
def test_everyday_words_name_what_is_asked(
    named: Named, text: str, groups: str, topics: str, aspects: str
) -> None:
    parts = named(text)
    assert set(parts.groups) == set(groups.split())
    assert set(parts.topics) >= set(topics.split())
    assert set(parts.aspects) == set(aspects.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kunne jeg sige nej til, at a-kassen var med til samtalen i 2018?", "p17-dag-faelles"),
        (
            "Hvor tit skulle a-kassen tjekke, om medlemmet stod til rådighed, i 2018?",
            "p17-dag-raadighedssamtaler",
        ),
        ("intensiveret indsats 16 mdr dagpenge 2018", "p17-dag-16"),
        (
            "Hvem bestilte tid til jobsamtalen i 2018, den ledige på dagpenge eller kommunen?",
            "p17-dag-selvbook",
        ),
        (
            "Hvor tit skulle aktivitetsparate unge på uddannelseshjælp til samtale i 2018?",
            "p17-udd-loebende-ap",
        ),
        ("Hvor ofte samtaler med uddannelsesparate i 2018?", "p17-udd-loebende-up"),
        ("Hvor lang tid måtte der gå mellem samtalerne for revalidender i 2018?", "p17-rev-kontakt"),
        ("Hvordan blev sygedagpengemodtagere visiteret i 2018?", "p17-sdp-kat"),
        ("Kriterier for at være uddannelsesparat", "p17-def-visit"),
        ("Hvordan afgjorde kommunen, om en borger var aktivitetsparat, i 2019?", "p17-def-visit"),
        ("Hvornår var en aktivering for sent givet i 2018?", "p17-def-rettidig"),
        ("Måtte man opholde sig i udlandet på dagpenge i 2018?", "p17-dag-pligter"),
        ("Hvor mange timer skulle kontanthjælpsmodtagere arbejde for at beholde ydelsen i 2018?", "p17-225"),
        ("Hvor ofte skulle mentor tale med en aktivitetsparat på kontanthjælp i 2018?", "p17-akt-mentor"),
        ("Skulle en dagpengemodtager med 25 timers arbejde om ugen i tilbud i 2018?", "p17-dag-varighed"),
        ("Hvor mange uger skulle aktiveringen mindst vare for dagpengemodtagere i 2018?", "p17-dag-varighed"),
        ("Hvornår skulle en jobparat på kontanthjælp aktiveres igen i 2018?", "p17-job-tilbud2"),
        ("Hvornår skulle en dagpengemodtager i tilbud nummer to i 2018?", "p17-dag-tilbud-gentag"),
        ("Hvor mange timer om ugen skulle tilbud på arbejdsmarkedsydelse være i oktober 2017?", "p17-mao"),
        ("Hvor mange år måtte integrationsprogrammet vare i 2018?", "p17-int-program"),
        ("Hvor længe kunne man få sygedagpenge i 2018?", "p17-sdp-revurd"),
        ("Fleksjobretten skal revurderes hvornår? 2018", "p17-led-tilbud"),
        ("Skulle en dagpengemodtager til samtaler i 2018, når hun startede i job?", "p17-mindre-intensiv"),
        ("Hvad skete der, hvis en dagpengemodtager sagde nej til et tilbud i 2018?", "p17-dag-sanktion"),
        ("Jeg blev væk fra jobsamtalen på ledighedsydelse i 2018, blev jeg trukket?", "p17-led-sanktion"),
        ("Hvad skete der, hvis en sygemeldt ikke medvirkede i 2018?", "p17-sdp-sanktion"),
    ],
)
def test_one_rule_is_the_answer(named: Named, text: str, expected: str) -> None:
    answer = answer_rules(rules.complete(named(text)), TODAY)
    assert [fact.id for fact in answer.facts] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Hvor længe kan man få dagpenge i 2018?",
        "Hvor lang tid må en virksomhedspraktik vare i 2018?",
        "Hvor mange timer om ugen skal man i praktik på kontanthjælp i 2018?",
        "Hvor længe varer barsel i 2018?",
        "Skal en førtidspensionist føre joblog i 2018?",
        "Hvor ofte skulle aktivitetsparate til samtale i 2011?",
        "Hvor meget er dagpengesatsen i 2018?",
    ],
)
def test_what_no_rule_says_gets_no_rule(named: Named, text: str) -> None:
    answer = answer_rules(rules.complete(named(text)), TODAY)
    assert answer.kind in {"clarify", "not_available"}
    assert answer.facts == ()
