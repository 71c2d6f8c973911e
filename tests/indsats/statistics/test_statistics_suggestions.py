"""What an answer suggests to ask next is understood, and can be answered."""

from __future__ import annotations

from typing import Any

import pytest

from indsats.answers.danish import on_benefit
from indsats.answers.model import Answer
from indsats.conversation import figure_parts, figure_threads, figures
from indsats.conversation.frame import FigureParts
from indsats.language.mentions import of_kind
from indsats.language.resolver import load_resolver
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Exact, Newest, PeriodExpression, Range, encode
from indsats.statistics import catalogue as catalogues
from indsats.statistics.figures import FigureQuestion, answer_figure
from indsats.statistics.store import Store
from tests.indsats.statistics.conftest import TODAY

CATALOGUE = catalogues.load()
PLACES: list[dict[str, Any]] = [
    {},
    {"areas": ("751",)},
    {"areas": ("400",)},
    {"areas": ("376",)},
    {"areas": ("085",)},
    {"areas": ("741", "825")},
    {"scope": "landkommuner"},
    {"scope": "085"},
]
TIMES: list[tuple[PeriodExpression, ...]] = [
    (),
    (Exact("2005Y01"),),
    (Exact("2024M02"),),
    (Range("2023Y01", None),),
    (Newest(1, "Y"),),
]
OPERATIONS = [
    "value",
    "compare",
    "trend",
    "rank",
    "extreme",
    "average",
    "sum",
    "breakdown",
    "share",
    "per_capita",
]
COMPLETE = ("Hvor mange ", "Hvor stor ", "Hvad er ", "Hvilke ", "Hvilken ")
"""How a suggestion begins that is a whole question; the others take up the question before."""


@pytest.mark.parametrize("measure", sorted(CATALOGUE.measures))
def test_suggestions_are_understood_and_answered(
    sqlite_store: Store, vocabulary: Vocabulary, measure: str
) -> None:
    default = CATALOGUE.measures[measure].default_benefit
    # A benefit beside a measure that has none asks for the benefit's recipients instead.
    other = [("sygedagpenge", "value")] if CATALOGUE.measures[measure].benefits else []
    asked = [
        FigureQuestion(measure, benefit, periods=times, operation=operation, **place)  # type: ignore[arg-type]
        for place in PLACES
        for times in TIMES
        for benefit, operation in [*other, *((default, name) for name in OPERATIONS)]
    ]
    known: dict[tuple[Any, ...], Answer] = {}
    suggested = 0
    concepts = {CATALOGUE.measures[id].concept for id in (measure, CATALOGUE.measures[measure].share) if id}
    for question in asked:
        for suggestion in answer_figure(question, sqlite_store, vocabulary, TODAY).suggestions:
            suggested += 1
            whole = suggestion.startswith(COMPLETE)
            key = (suggestion,) if whole else (suggestion, question)
            if key not in known:
                following = _asked_next(suggestion, None if whole else question, vocabulary)
                known[key] = answer_figure(following, sqlite_store, vocabulary, TODAY)
            said = (question, suggestion, known[key].query, known[key].notes)
            assert known[key].kind == "statistic", said
            if not whole:
                assert _concept(known[key]) in concepts, said
    assert suggested > 50


def _asked_next(suggestion: str, before: FigureQuestion | None, vocabulary: Vocabulary) -> FigureQuestion:
    mentions = load_resolver().resolve(suggestion, TODAY)
    assert not of_kind(mentions, "unknown_place"), suggestion
    assert all(not mention.alternatives for mention in mentions), suggestion
    assert figures.needs_choice(mentions, vocabulary) is None, suggestion
    named = figure_parts.named(mentions, vocabulary)
    assert named != FigureParts(), suggestion
    if before is None:
        assert named.measure, suggestion
    else:
        named = figure_threads.follow(_parts(before), named, vocabulary)
    complete = figures.complete(named, vocabulary)
    assert isinstance(complete, FigureQuestion), suggestion
    return complete


def _parts(question: FigureQuestion) -> FigureParts:
    return FigureParts(
        measure=question.measure,
        benefits=(question.benefit,) if question.benefit else (),
        areas=question.areas,
        scope=question.scope,
        periods=tuple(encode(period) for period in question.periods),
        operation=question.operation,
    )


def _concept(answer: Answer) -> str:
    assert isinstance(answer.query.measure, str)
    return CATALOGUE.measures[answer.query.measure].concept


def test_a_question_of_the_catalogue_names_its_own_measure(vocabulary: Vocabulary) -> None:
    for id, measure in CATALOGUE.measures.items():
        default = measure.default_benefit
        name = "" if default in ("", "alle") or "+" in default else vocabulary.name("benefit", default)
        text = measure.question.format(
            where="i Aarhus Kommune",
            benefit=on_benefit(name) if name else "",
            of_benefit=f" af {name}" if name else "",
        )
        mentions = load_resolver().resolve(text, TODAY)
        complete = figures.complete(figure_parts.named(mentions, vocabulary), vocabulary)
        assert isinstance(complete, FigureQuestion)
        assert (complete.measure, complete.areas) == (id, ("751",)), text


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Hvor er ledigheden højest?", "ledighedsprocent"),
        ("Hvilken kommune har den laveste ledighed?", "ledighedsprocent"),
        ("Hvilken kommune har højest ledighed?", "ledighedsprocent"),
        ("Hvor er arbejdsløsheden i Region Sjælland lavest?", "ledighedsprocent"),
        ("Hvor er ledigheden blandt kontanthjælpsmodtagere højest?", "ledighedsprocent"),
        ("Har Esbjerg højere ledighed end Varde?", "ledighedsprocent"),
        ("Er ledigheden i Esbjerg lavere end i Odense?", "ledighedsprocent"),
        ("Hvor meget højere er ledigheden i Aarhus end i Odense?", "ledighedsprocent"),
        ("Hvilken kommune har flest ledige?", "ledige_fuldtid"),
        ("Hvilken kommune har det højeste antal ledige?", "ledige_fuldtid"),
        ("Hvad er ledigheden i Esbjerg?", "ledige_fuldtid"),
        ("Hvor er langtidsledigheden højest?", "langtidsledige"),
    ],
)
def test_the_highest_unemployment_is_a_rate(text: str, measure: str, vocabulary: Vocabulary) -> None:
    named = figure_parts.named(load_resolver().resolve(text, TODAY), vocabulary)
    assert named.measure == measure


def test_gross_unemployment_is_not_taken_for_another(vocabulary: Vocabulary) -> None:
    mentions = load_resolver().resolve("Hvor mange bruttoledige er der?", TODAY)
    assert not of_kind(mentions, "benefit", "measure")
