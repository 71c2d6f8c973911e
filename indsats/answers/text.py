"""The complete Danish text of an answer, written from the answer itself and display names only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from indsats import clock
from indsats.answers.danish import listed, updated
from indsats.answers.figure_text import figure_paragraphs
from indsats.answers.model import Answer, Kind, Source
from indsats.answers.names import Names
from indsats.answers.rule_text import GLOSSARY, deadline_paragraphs, fact_paragraphs
from indsats.answers.table_text import PLAIN, Layout, layout_paragraphs, numbering

_NOTES_FIRST: frozenset[Kind] = frozenset(
    {"clarify", "not_available", "out_of_scope", "privacy", "help", "smalltalk", "handoff", "error"}
)
_RULES_FIRST: frozenset[Kind] = frozenset({"obligation", "deadlines", "definition", "case"})
_EXAMPLES: frozenset[Kind] = frozenset({"help", "smalltalk", "out_of_scope", "not_available", "error"})
_FEW_NOTES = 2
_FEW_PLACES = 3
"""As many rules are named beside a source; more would hide its address."""


def render(answer: Answer, names: Names, today: date | None = None, layout: Layout = PLAIN) -> str:
    """The text of an answer, complete on its own: short paragraphs with a blank line between them.

    ``today`` decides whether a rule "gælder" or "gjaldt"; it is the clock's own unless given. ``layout`` says
    how the rules stand; they follow one another unless it is given.
    """
    figures = figure_paragraphs(answer, names)
    rules = _rule_paragraphs(answer, today or clock.today(), layout)
    content = rules + figures if answer.kind in _RULES_FIRST else figures + rules
    said = "\n".join((*layout.lead, *content))
    notes = [note for note in dict.fromkeys(answer.notes) if note not in said]
    body = [*layout.lead, *_around(answer, content, notes)]
    return "\n\n".join([*body, *_suggestion_paragraphs(answer), *_source_paragraphs(answer, layout)])


def render_together(answers: Sequence[Answer], whole: Answer, names: Names, today: date | None = None) -> str:
    """The text of several answers given as one (`indsats.answers.together`): a section each, notes once.

    What is said of an answer without figures stands in its own section.
    """
    if len(answers) == 1:
        return render(whole, names, today)
    sections: list[str] = []
    apart: set[str] = set()
    for answer in answers:
        figures = figure_paragraphs(answer, names)
        if not figures:
            apart.update(answer.notes)
            figures = [" ".join(dict.fromkeys(answer.notes))]
        sections += figures
    said = "\n".join(sections)
    notes = [note for note in whole.notes if note not in apart and note not in said]
    return "\n\n".join([*sections, *_beside(notes), *_source_paragraphs(whole)])


def attachment_paragraphs(answer: Answer, wishes: Collection[str]) -> list[str]:
    """The addresses of the picture and the files, where the user asked for them (``chart``, ``file``).

    Channels that show pictures and links take them from the answer.
    """
    found: list[str] = []
    if "chart" in wishes and answer.chart is not None:
        found.append(f"Graf: {answer.chart['png']}")
    if "file" in wishes:
        found += [f"{file.title}: {file.url}" for file in answer.downloads]
    return ["\n".join(found)] if found else []


def _around(answer: Answer, content: list[str], notes: list[str]) -> list[str]:
    """Content and notes in reading order. A definition's explanations, one per glossary entry, lead."""
    if answer.kind in _NOTES_FIRST or not content:
        return notes + content
    explained = sum(source.publisher == GLOSSARY for source in answer.sources)
    lead = explained if answer.kind == "definition" else 0
    return notes[:lead] + content + _beside(notes[lead:])


def plain(answer: Answer) -> str:
    """The text of an answer without figures and rules: its notes, and what it offers to ask."""
    return "\n\n".join([*dict.fromkeys(answer.notes), *_suggestion_paragraphs(answer)])


def _rule_paragraphs(answer: Answer, today: date, layout: Layout) -> list[str]:
    asked = answer.query.dates
    dates = asked if isinstance(asked, tuple) else ()
    if layout.tables:
        rules = layout_paragraphs(layout, answer.facts, answer.kind, today)
    else:
        rules = fact_paragraphs(answer.facts, dates, answer.kind, today, layout.labels)
    return [*deadline_paragraphs(answer.deadlines, answer.facts), *rules]


def _beside(notes: list[str]) -> list[str]:
    """The notes beside an answer: a paragraph each, or one list when they are many."""
    return notes if len(notes) <= _FEW_NOTES else ["\n".join(["Bemærk:", *(f"- {note}" for note in notes)])]


def _suggestion_paragraphs(answer: Answer) -> list[str]:
    """Choices of a question back, and examples of what to ask. Elsewhere suggestions are buttons only."""
    if not answer.suggestions:
        return []
    choices = "\n".join(f"- {suggestion}" for suggestion in answer.suggestions)
    if answer.kind == "clarify":
        return [choices]
    if answer.kind in _EXAMPLES:
        return [f"Du kan for eksempel spørge:\n{choices}"]
    return []


def _source_paragraphs(answer: Answer, layout: Layout = PLAIN) -> list[str]:
    sources = list(
        dict.fromkeys(_source(source) + _behind(source, answer, layout) for source in answer.sources)
    )
    if len(sources) < 2:
        return [f"Kilde: {source}" for source in sources]
    return ["\n".join(["Kilder:", *(f"- {source}" for source in sources)])]


def _behind(source: Source, answer: Answer, layout: Layout) -> str:
    """Which of several rules stand in a source: their numbers where they have some, else their place."""
    place = source.url or source.title
    of_it = [fact for fact in answer.facts if place in layout.sources.get(fact.id, ())]
    if len(answer.sources) < 2 or not of_it or len(answer.facts) < 2:
        return ""
    if numbers := numbering(layout, answer.facts):
        numbered = sorted(numbers[fact.id] for fact in of_it if fact.id in numbers)
        return f" – {listed([f'[{number}]' for number in numbered])}" if numbered else ""
    places = list(dict.fromkeys(fact.legal_ref for fact in of_it))
    return f" – {'; '.join(places)}" if len(places) <= _FEW_PLACES else ""


def _source(source: Source) -> str:
    # "STAR: Kontaktforløbet" and https://www.retsinformation.dk/... name their publisher themselves.
    named = source.publisher in source.title or source.publisher in source.url
    parts = [source.title] if named else [source.publisher, source.title]
    if source.table:
        parts.append(f"tabel {source.table}")
    if source.updated:
        parts.append(f"opdateret {updated(source.updated)}")
    elif source.table:
        parts.append("opdateringsdato ikke oplyst")
    return ", ".join(part for part in (*parts, source.url) if part)
