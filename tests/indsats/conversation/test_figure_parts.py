"""Several measures in one sentence, and what was named of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.conversation import figure_parts, figure_threads, figures
from indsats.conversation.frame import FigureParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.statistics.question import FigureQuestion

Read = Callable[[str], tuple[Mention, ...]]


def asked(parts: FigureParts, vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    """Measure, benefit and category of each question that the parts come to."""
    found = []
    for part in figures.each_measure(parts):
        question = figures.complete(part, vocabulary)
        assert isinstance(question, FigureQuestion)
        found.append((question.measure, question.benefit, question.category))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Antal ledige og aktiveringsgraden i Odense",
            [("ledige_fuldtid", "alle", ""), ("aktiveringsgrad", "kontanthjaelp", "")],
        ),
        (
            "både ledighedsprocenten og antal langtidsledige på dagpenge i Horsens",
            [("ledighedsprocent", "dagpenge", ""), ("langtidsledige", "dagpenge", "")],
        ),
        (
            "ledige og aktiveringsgraden for kontanthjælpsmodtagere i Vejle",
            [("ledige_fuldtid", "alle", ""), ("aktiveringsgrad", "kontanthjaelp", "")],
        ),
        (
            "ledige på dagpenge og langtidsledige i Køge",
            [("ledige_fuldtid", "dagpenge", ""), ("langtidsledige", "alle", "")],
        ),
        (
            "folketal, ledige og langtidsledige i Tønder",
            [("folketal", "", ""), ("ledige_fuldtid", "alle", ""), ("langtidsledige", "alle", "")],
        ),
        ("Hvor mange ledige er der i Odense?", [("ledige_fuldtid", "alle", "")]),
        ("ledige og ledige i Odense", [("ledige_fuldtid", "alle", "")]),
    ],
)
def test_each_measure_is_asked_for_with_its_own_words(
    read: Read, vocabulary: Vocabulary, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert asked(figure_parts.named(read(text), vocabulary), vocabulary) == expected


def test_a_follow_up_goes_for_all_measures(read: Read, vocabulary: Vocabulary) -> None:
    first = figure_parts.named(read("Antal ledige og langtidsledige i Odense"), vocabulary)
    moved = figure_threads.follow(first, figure_parts.named(read("og i Aarhus?"), vocabulary), vocabulary)
    assert [part.areas for part in figures.each_measure(moved)] == [("751",), ("751",)]
    narrowed = figure_threads.follow(moved, figure_parts.named(read("på dagpenge"), vocabulary), vocabulary)
    assert [benefit for _, benefit, _ in asked(narrowed, vocabulary)] == ["dagpenge", "dagpenge"]


def test_another_measure_takes_the_place_of_all(read: Read, vocabulary: Vocabulary) -> None:
    first = figure_parts.named(read("Antal ledige og langtidsledige i Odense"), vocabulary)
    other = figure_threads.follow(
        first, figure_parts.named(read("hvad med aktiveringsgraden"), vocabulary), vocabulary
    )
    assert asked(other, vocabulary) == [("aktiveringsgrad", "kontanthjaelp", "")]


def test_no_more_measures_than_can_be_read(vocabulary: Vocabulary, read: Read) -> None:
    text = "folketal, ledige, langtidsledige, aktiveringsgrad, aktiveringsforløb og ledighedsprocent i Odense"
    parts = figure_parts.named(read(text), vocabulary)
    assert len(figures.each_measure(parts)) == figures.MOST_MEASURES


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Hvor mange ledige er der i Odense?", "trend"),
        ("Udviklingen i ledige i Odense", "trend"),
        ("Ledige i Odense og Aarhus", ""),
        ("De fem kommuner med flest ledige", "rank"),
    ],
)
def test_only_a_single_figure_becomes_a_development_to_be_drawn(
    read: Read, vocabulary: Vocabulary, text: str, operation: str
) -> None:
    parts = figure_parts.named(read(text), vocabulary)
    assert figure_threads.drawable(parts).operation == operation
