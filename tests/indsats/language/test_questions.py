"""What of a message asks, and how many questions it holds."""

from __future__ import annotations

from datetime import date

import pytest

from indsats import paths
from indsats.language.questions import parts, sentences, several
from indsats.language.resolver import Reading, load_resolver

TODAY = date(2026, 11, 22)

STORY = (
    "Jeg er nyvalgt til byrådet i Lejre og har fået plads i arbejdsmarkedsudvalget. På det første møde blev "
    "der talt om dem uden arbejde, og en af de gamle sagde, at vi lå højest i hele landet i 2019. "
    "Nu skal jeg sige noget. "
)


def reading(text: str) -> Reading:
    return load_resolver(paths.ROOT / "knowledge").read(text, TODAY)


def ids(text: str, kind: str) -> list[str]:
    return [m.id for m in reading(text).mentions if m.kind == kind]


def test_abbreviations_and_dates_end_no_sentence() -> None:
    text = "Vi har f.eks. en borger pr. 1. marts 2026, jf. § 9 stk. 2. Hvad gælder? Det haster"
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "Vi har f.eks. en borger pr. 1. marts 2026, jf. § 9 stk. 2.",
        "Hvad gælder?",
        "Det haster",
    ]


def test_a_question_mark_tells_more_than_a_wish() -> None:
    found = parts("Jeg vil gerne bruge det i en artikel. Hvor mange er ledige i Vejle?")
    assert [part.asks for part in found] == [False, True]


def test_the_story_around_a_question_for_a_figure_is_left_out() -> None:
    text = STORY + "Hvor mange langtidsledige er der i Roskilde i juli 2026?"
    assert (ids(text, "area"), ids(text, "measure"), ids(text, "period")) == (
        ["265"],
        ["langtidsledige"],
        ["2026M07"],
    )
    assert not ids(text, "operation")
    assert reading(text).form == "hvor mange _measure_ er der i _area_ i _period_"


@pytest.mark.parametrize("question", ["Hvor mange ledige er der?", "Hvor mange ledige er der hos os?"])
def test_the_one_place_of_the_story_is_taken_along(question: str) -> None:
    text = STORY.replace("i hele landet ", "") + question
    assert ids(text, "area") == ["350"]
    assert not ids(text, "own_municipality")


def test_a_told_case_is_read_as_a_whole() -> None:
    text = (
        "Min søster er 27 år og har fået dagpenge siden 1. september 2026, efter at hun blev fyret. "
        "Hun har talt med sin a-kasse en enkelt gang, og nu hører hun ikke mere. Skal der ske noget snart?"
    )
    assert {"target_group", "age", "period"} <= {m.kind for m in reading(text).mentions}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hvor mange ledige er der i Odense? Og hvad er aktiveringsgraden i Vejle?", 2),
        ("hvor mange ledige er der i Odense, og hvad er reglerne for samtaler", 2),
        ("Hvor mange får kontanthjælp i Morsø, og er en jobparat forpligtet til joblog?", 2),
        ("Hvor mange ledige er der i Odense og Vejle?", 0),
        ("Jeg er journalist. Hvor mange ledige er der i Odense?", 0),
        ("Hvad? Hvor? Hvornår? Hvorfor? Hvem? Hvordan ved du det?", 0),
    ],
)
def test_how_many_questions_a_message_holds(text: str, count: int) -> None:
    spans = several(text)
    assert len(spans) == count
    assert not spans or (spans[0][0], spans[-1][1]) == (0, len(text))


def test_each_question_is_read_alone() -> None:
    first, second = reading(
        "Hvor mange ledige er der i Odense, og hvad er aktiveringsgraden i Vejle?"
    ).questions
    assert [m.id for m in first.mentions if m.kind in ("area", "measure")] == ["ledige_fuldtid", "461"]
    assert [m.id for m in second.mentions if m.kind in ("area", "measure")] == ["aktiveringsgrad", "630"]
    assert second.form.startswith("hvad er _measure_ i _area_")
