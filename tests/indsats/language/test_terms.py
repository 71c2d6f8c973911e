"""Every term of the glossary and every measure of the catalogue is explained under all its names."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from indsats import paths
from indsats.answers.model import Answer
from indsats.conversation import definitions
from indsats.conversation.definitions import DefinitionQuestion
from indsats.conversation.frame import Frame
from indsats.language.resolver import load_resolver
from indsats.obligations.definitions import define
from indsats.obligations.glossary import GlossaryTerm, glossary, term_id

TODAY = date(2026, 11, 22)
QUESTIONS = ("Hvad betyder {}?", "hvad er {}", "Forklar lige begrebet {}", "{} - hvad dækker det over?")
ABBREVIATIONS = (
    "rar lab las lob alf inl lbk bek star beu øvo sdp jaf rf ly oy iy sho kth udh føp ltp vp up åup ap jp mp "
    "ksb jc"
)
TERMS = {id: entry for id, entry in glossary(paths.knowledge()).items() if entry.basis in ("law", "usage")}


def catalogue() -> dict[str, dict[str, object]]:
    content = msgspec.yaml.decode((paths.knowledge() / "statistics" / "catalogue.yaml").read_bytes())
    measures: dict[str, dict[str, object]] = content["measures"]
    return measures


def asked(text: str) -> DefinitionQuestion:
    resolver = load_resolver()
    return definitions.asked(resolver.resolve(text, TODAY), Frame(), resolver.vocabulary)


def explained(question: DefinitionQuestion) -> Answer:
    return define(
        question.terms,
        today=TODAY,
        measures=question.measures,
        words=question.words,
        compares=question.compares,
    )


def test_the_glossary_has_78_terms() -> None:
    assert len(TERMS) == 78


@pytest.mark.parametrize(("id", "entry"), TERMS.items(), ids=TERMS)
def test_a_term_is_explained_under_all_its_names(id: str, entry: GlossaryTerm) -> None:
    for name in (entry.term, *entry.synonyms, *entry.inflections):
        if name in entry.figure_words:
            continue  # names a figure first: tested below
        own = term_id(name) if term_id(name) in TERMS else id
        for form in QUESTIONS:
            question = asked(form.format(name))
            assert own in question.terms, (name, question)
            answer = explained(question)
            assert answer.kind == "definition"
            assert any(TERMS[own].explanation.rstrip(".") in note for note in answer.notes), (
                name,
                answer.notes,
            )


def test_words_that_name_a_figure_first_are_explained_as_the_figure() -> None:
    words = [word for entry in TERMS.values() for word in entry.figure_words]
    assert words
    for word in words:
        question = asked(f"Hvad betyder {word}?")
        assert question.measures, word
        assert not question.terms, word
        assert explained(question).kind == "definition"


@pytest.mark.parametrize("id", catalogue())
def test_a_measure_is_explained_under_all_its_names(id: str) -> None:
    measure = catalogue()[id]
    forms = measure["forms"]
    assert isinstance(forms, list)
    benefits = ("kontanthjælp", "på")
    for name in (measure["name"], *forms):
        if "..." in str(name) or (id == "modtagere_personer" and any(word in name for word in benefits)):
            continue  # words for the people on a benefit ask for the benefit
        question = asked(f"Hvad betyder {name}?")
        assert id in question.measures, (name, question)
        answer = explained(question)
        assert answer.kind == "definition"
        assert any(note.startswith(str(measure["title"])) for note in answer.notes)


@pytest.mark.parametrize(
    "form", ["hvad betyder {}", "hvad er {}", "hva er {}", "forkortelsen {}", "hvad står {} for"]
)
@pytest.mark.parametrize("abbreviation", ABBREVIATIONS.split())
def test_an_abbreviation_in_small_letters_is_understood_where_asked_about(
    form: str, abbreviation: str
) -> None:
    question = asked(form.format(abbreviation))
    assert question.terms == asked(form.format(abbreviation.upper())).terms
    assert explained(question).kind == "definition"


@pytest.mark.parametrize(
    "text",
    [
        "Hun er rar",
        "Hvor lang tid er der på vej ud af systemet?",
        "Hvad er kl?",
        "Ledigheden er gået ned i Odense",
        "vi mangler en lab i byen",
        "Hvordan er tallet for netto tilgang i Vejle",
    ],
)
def test_short_everyday_words_are_no_terms(text: str) -> None:
    mentions = load_resolver().resolve(text, TODAY)
    terms = {mention.id for mention in mentions if mention.kind == "term"}
    assert not terms & {"rar", "lab", "vej", "kl", "asked_rar", "asked_lab", "asked_vej", "asked_kl"}


def test_a_figure_question_with_the_words_for_a_unit_or_a_term_stays_one() -> None:
    mentions = load_resolver().resolve("Hvor mange ledige fuldtidspersoner er der i Odense?", TODAY)
    assert {(m.kind, m.id) for m in mentions} >= {("measure", "ledige_fuldtid"), ("area", "461")}
    assert not [m for m in mentions if m.kind == "term"]
