"""Questions for figures that the database does not hold: understood, and answered with where to look."""

from __future__ import annotations

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Query
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Exact
from indsats.statistics.question import FigureQuestion

IMPORT = "Har du selv tallene, kan de indlæses i databasen."


def is_elsewhere(measure: str, vocabulary: Vocabulary) -> bool:
    """Whether the measure is known by name only (``terms/measures_elsewhere.yaml``)."""
    return bool(vocabulary.entry("measure", measure).data.get("elsewhere"))


def is_something_else(measure: str, vocabulary: Vocabulary) -> bool:
    """Whether the words only look like a figure of ours ("ledige lejligheder")."""
    return bool(vocabulary.entry("measure", measure).data.get("something_else"))


def not_held(measure: str, vocabulary: Vocabulary) -> Answer:
    """The answer for a measure that the database does not hold."""
    entry = vocabulary.entry("measure", measure)
    where = entry.data.get("where")
    return Answer(
        kind="not_available",
        query=Query(measure=measure),
        notes=(
            f"Tal for {entry.name} findes ikke i databasen.",
            _not_loaded(where) if where else IMPORT,
        ),
        suggestions=("Hvilke tal har du?",),
    )


def not_divided(
    question: FigureQuestion, dimensions: tuple[str, ...], whole: str, vocabulary: Vocabulary
) -> Answer:
    """The answer when the figure exists, but not divided as asked. ``whole`` is the question without it.

    The undivided figure is not given: it would pass for the answer.
    """
    entries = [vocabulary.entry("dimension", id) for id in dimensions]
    names = listed([entry.name for entry in entries])
    measure = vocabulary.name("measure", question.measure)
    wheres = dict.fromkeys(entry.data["has"] for entry in entries if entry.data.get("has"))
    return Answer(
        kind="not_available",
        query=Query(
            measure=question.measure,
            benefit=question.benefit,
            category=question.category,
            areas=question.areas,
            periods=tuple(e.period for e in question.periods if isinstance(e, Exact)),
            operation=question.operation,
        ),
        notes=(
            f"{capitalised(measure)} er ikke fordelt på {names} i databasen, så jeg kan ikke svare på det.",
            *(_not_loaded(where) for where in wheres),
        ),
        suggestions=(whole,) if whole else (),
    )


def not_without(
    question: FigureQuestion, names: tuple[str, ...], whole: str, vocabulary: Vocabulary
) -> Answer:
    """The answer when something is to be left out of the figure, and the database has no figure for the rest.

    ``names`` are what is left out; ``whole`` is the question with it.
    """
    measure = vocabulary.name("measure", question.measure)
    return Answer(
        kind="not_available",
        query=Query(measure=question.measure, benefit=question.benefit, areas=question.areas),
        notes=(
            f"Jeg har læst spørgsmålet sådan, at {listed(names)} ikke skal tælle med. "
            "Databasen har ikke tal for resten, så jeg kan ikke svare på det. "
            f"Den har tal for {measure} i alt.",
        ),
        suggestions=(whole,) if whole else (),
    )


def _not_loaded(where: str) -> str:
    """Where a figure is to be had, and that it is not in the database."""
    return f"{where}. {'Tabellerne' if 'tabeller' in where else 'Tabellen'} er ikke indlæst."
