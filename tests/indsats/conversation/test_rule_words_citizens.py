"""Situations as citizens tell them, lower case and in everyday words: which rule must be in the answer."""

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
    ("text", "told"),
    [
        ("var på dagpenge i 2018. hvornår skulle jobcentret se mig første gang?", {"p17-dag-foerste"}),
        (
            "jeg synes jeg blev kaldt ind konstant da jeg var på dagpenge i 2019, var det virkelig en "
            "gang om måneden man skulle møde i starten?",
            {"p17-dag-0-6"},
        ),
        ("de siger min søn på 19 er åbenlyst uddannelsesparat, hvad vil det sige?", {"p17-def-visit"}),
        (
            "jeg blev trukket i kontanthjælpen i 2019 fordi jeg ikke havde arbejdet nok timer på et "
            "år, hvordan var reglen?",
            {"p17-225"},
        ),
        (
            "han lå syg da praktikken skulle begynde i 2018, jobparat på kontanthjælp. hvor lang tid "
            "havde kommunen bagefter?",
            {"p17-job-varighed"},
        ),
        (
            "hvornår skulle en aktivitetsparat senest i gang med noget i 2019? kontanthjælp",
            {"p17-akt-tilbud1"},
        ),
        (
            "aktivitetsparat i 2018, havde haft et tilbud. hvor længe måtte der så gå før det næste?",
            {"p17-akt-tilbud2"},
        ),
        (
            "havde gået på ledighedsydelse i over et år i 2018, skulle kommunen så kigge på om jeg "
            "stadig var berettiget til fleksjob?",
            {"p17-led-tilbud"},
        ),
        (
            "hvad var det for et brev ministeren sendte til kommunerne i september 2017 om folk der "
            "ikke fik nogen indsats?",
            {"ctx-seed"},
        ),
        (
            "hvad skete der hvis man ikke gad møde op til opfølgning når man var sygemeldt i 2018?",
            {"p17-sdp-sanktion"},
        ),
        (
            "min søn på uddannelseshjælp gider ikke skole men vil gerne i job, kan han få hjælp til "
            "det i stedet?",
            {"p22-jobrettet-unge"},
        ),
        (
            "talte et vejledningskursus (øvo) med som det tilbud man skulle have på dagpenge i 2025?",
            {"p23-oevo"},
        ),
        (
            "jeg er 24 og på dagpenge, hvornår skal jeg senest være færdig med mit positivlistekursus?",
            {"p20-6ugers"},
        ),
        ("skal alle i jobafklaring for rehabiliteringsteamet?", {"p20-jaf"}),
        (
            "har gået på ledighedsydelse i 12 måneder uden at få fleksjob, hvad skal kommunen gøre nu?",
            {"p20-led"},
        ),
        (
            "hvad gør styrelsen hvis en kommune ikke giver de ledige et tilbud inden 6 måneder?",
            {"p23-star-tilsyn"},
        ),
        (
            "hvad skete der hvis man ikke søgte et eneste job en hel måned på dagpenge i 2023?",
            {"p22-dag-ingenjob"},
        ),
        ("glemte en samtale med a-kassen, mister jeg mine dagpenge?", {"p20-dag-sanktion"}),
        (
            "jeg er 24 uden uddannelse og på kontanthjælp, skal jeg tage en uddannelse eller må jeg "
            "nøjes med job?",
            {"p25-raadighed-unge"},
        ),
        (
            "har brækket hoften, har job at vende tilbage til og er klar om 20 uger, skal kommunen så "
            "følge op på mig?",
            {"p26-sdp"},
        ),
        (
            "jeg ville gerne have revalidering men de siger det ikke findes mere, passer det?",
            {"p26-ophaevet"},
        ),
        ("er det rigtigt at man selv kan vælge mellem a-kasse og kommune i 2027?", {"p27-forsoeg"}),
        (
            "jobparat på kontanthjælp: hvornår skal jeg i tilbud og hvad sker der hvis jeg siger nej?",
            {"p26-tilbud", "p20-sanktion"},
        ),
        (
            "var lige blevet færdiguddannet, 25 år og på dimmitendsats i 2019. hvor længe kunne jeg gå "
            "før jeg skulle i løntilskud eller praktik?",
            {"p17-dag-tilbud-u30"},
        ),
        (
            "min kone gik ned med stress i 2024 og var væk fra jobbet, hvornår skulle kommunen første "
            "gang snakke med hende?",
            {"p20-sdp"},
        ),
        (
            "skal føde om en måned, er jobparat på kontanthjælp, skal jeg stadig komme til møder?",
            {"p20-undtag"},
        ),
        (
            "aktivitetsparat veninde kunne ikke komme ud af sengen i 2018 og så stoppede de hendes "
            "penge, måtte de det?",
            {"p17-sanktion-kth"},
        ),
        (
            "hvor mange sagsbehandlere skal man igennem, har man ikke ret til en fast når man er i "
            "jobafklaring?",
            {"p20-koord"},
        ),
        (
            "har fået 25 timer i en børnehave, er på dagpenge stadig for resten, skal jeg så i praktik?",
            {"p20-20timer"},
        ),
        (
            "er på dagpenge og min kæreste og jeg venter barn om 5 uger, skal jeg blive ved med at søge?",
            {"p20-undtag"},
        ),
        ("har aldrig set en plan for mig på kommunen, skal de ikke lave en?", {"p20-minplan"}),
        (
            "jeg er 38 og aktivitetsparat og har været på kontanthjælp i 5 år uden at de finder ud af "
            "hvad jeg fejler, skal de ikke det?",
            {"p25-afklaring"},
        ),
        (
            "min datter, uddannelsesparat, har fundet en praktikplads hos en frisør selv, kan kommunen "
            "sige nej?",
            {"p20-selvfundet"},
        ),
        (
            "ukrainsk kvinde i selvforsørgelses- og hjemrejseprogram, hvor hurtigt skal hun i gang med "
            "dansk?",
            {"p20-int"},
        ),
        (
            "i 2017 fik min søster 1000 kr mindre i kontanthjælp fordi hun ikke havde haft 225 timers "
            "arbejde, hvem gjaldt det?",
            {"p17-225"},
        ),
        (
            "min nevø havde fri fra aktivering i 3 måneder på uddannelseshjælp i 2022, var det i orden?",
            {"p22-tilbud-unge-4mdr"},
        ),
        ("jeg valgte selv at stoppe på mit arbejde, hvad siger a-kassen til det?", {"p20-dag-sanktion"}),
        (
            "har meldt fra til nytteindsats, får kontanthjælp og er jobparat, hvad koster det mig",
            {"p20-sanktion"},
        ),
        (
            "19 årig på uddannelseshjælp, kan ikke klare at gå i skole mere og vil ud og tjene penge, "
            "hvad kan kommunen tilbyde?",
            {"p22-jobrettet-unge"},
        ),
        (
            "min bror har været jobparat i 7 måneder og er ikke blevet sendt i noget som helst, må "
            "kommunen godt det?",
            {"p26-tilbud"},
        ),
        (
            "er blevet sendt hjem fra fabrikken i 4 uger og får dagpenge imens, skal jeg søge andre job?",
            {"p20-undtag"},
        ),
        (
            "starter på universitetet om 5 uger, får dagpenge indtil da. skal jeg passe samtaler og "
            "alt det der?",
            {"p20-undtag"},
        ),
        ("kan min søn få en støtteperson der følger ham på arbejdet?", {"p20-mentor"}),
        (
            "jeg er indvandrer og på kontanthjælp på den laveste sats, skal jeg møde på fuld tid?",
            {"p25-arbejdspligt"},
        ),
        (
            "er jeg på uddannelseshjælp eller kontanthjælp når jeg er 21, de siger alt hedder det samme nu",
            {"p25-eenydelse"},
        ),
        ("er det frivilligt at tage den der læse og regneprøve på kommunen nu", {"p26-test"}),
        ("hvad skal der til for at blive kaldt aktivitetsparat?", {"p17-def-visit"}),
        ("hvor længe måtte en ung på uddannelseshjælp gå uden noget i 2021?", {"p20-tilbud-unge-4uger"}),
        (
            "kan kommunen tage alle pengene fra en der er aktivitetsparat hvis de aldrig dukker op?",
            {"p25-skaerpet"},
        ),
        (
            "er 26, på kontanthjælp og har kun 9. klasse, kan de kræve at jeg læser videre?",
            {"p25-raadighed-unge"},
        ),
        (
            "ledighedsydelse i snart et år, hvad sker der med min fleksjobbevilling når året er gået?",
            {"p20-led"},
        ),
        ("tæller mit rengøringsjob på 15 timer med i de 37?", {"p25-arbejdspligt-indhold"}),
        ("skulle dagpengefolk selv finde tid på jobnet i 2019?", {"p17-dag-selvbook"}),
    ],
)
def test_a_situation_told_finds_its_rule(answered: Answered, text: str, told: set[str]) -> None:
    assert told <= {fact.id for fact in answered(text).facts}


@pytest.mark.parametrize(
    "text",
    [
        "må jeg tage på ferie mens jeg er sygemeldt?",
        "hvor meget får man i sygedagpenge om ugen",
        "får jeg løn når jeg er i praktik?",
        "kan min arbejdsgiver fyre mig når jeg er sygemeldt?",
        "hvornår kan jeg gå på efterløn",
        "betaler kommunen min bus til praktikken?",
        "skal jeg betale min kontanthjælp tilbage hvis jeg arver?",
        "må jeg eje en bil på kontanthjælp",
        "må jeg få en bisidder med til mødet på kommunen?",
    ],
)
def test_what_was_not_read_is_not_answered_with_other_rules(answered: Answered, text: str) -> None:
    answer = answered(text)
    assert answer.kind == "not_available"
    assert answer.facts == ()
