from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats import periods
from indsats.conversation import figure_parts, figures, frame, rules
from indsats.conversation.frame import FigureParts, Frame, RuleParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Exact, Newest, Range, Shift

Read = Callable[[str], tuple[Mention, ...]]

ids = st.text(max_size=12)
some_ids = st.lists(ids, max_size=3).map(tuple)
expressions = st.sampled_from(
    [Exact("2026M07"), Range("2024M01"), Range(None, "2025Q02"), Newest(12, "M"), Newest(), Shift(-1, "Y")]
).map(periods.encode)
figure_part_values = st.builds(
    FigureParts,
    measure=ids,
    unit=ids,
    benefits=some_ids,
    categories=some_ids,
    areas=some_ids,
    scope=ids,
    excluded=some_ids,
    periods=st.lists(expressions, max_size=2).map(tuple),
    operation=ids,
    limit=st.none() | st.integers(1, 98),
    direction=st.sampled_from(["", "highest", "lowest"]),
    threshold=st.none() | st.just({"op": "over", "number": 4.5}),
)
rule_parts = st.builds(
    RuleParts,
    groups=some_ids,
    topics=some_ids,
    aspects=some_ids,
    dates=some_ids,
    age=st.none() | st.integers(0, 120),
    laws=some_ids,
    sections=some_ids,
)
frames = st.builds(
    Frame,
    topic=st.sampled_from(["", "figure", "rule", "definition", "case"]),
    figure=figure_part_values,
    rule=rule_parts,
    cases=some_ids,
    pending=ids,
    answered_period=st.sampled_from(["", "2026M07"]),
    sources=st.lists(st.dictionaries(ids, ids, max_size=2), max_size=2).map(tuple),
    misses=st.integers(0, 5),
    introduced=st.booleans(),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*Frame.__struct_fields__, "other"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(frames)
def test_a_frame_survives_the_slot(kept: Frame) -> None:
    """Rasa keeps the slot as JSON."""
    assert frame.load(json.loads(json.dumps(frame.dump(kept)))) == kept


@given(anything)
def test_whatever_stands_in_the_slot_gives_a_frame(stored: object) -> None:
    loaded = frame.load(stored)
    assert isinstance(loaded, Frame)
    assert frame.load(frame.dump(loaded)) == loaded


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        "figure",
        7,
        [],
        [{"topic": "figure"}],
        {"topic": "weather"},
        {"topic": 1},
        {"figure": "ledige"},
        {"figure": {"areas": "751"}},
        {"figure": {"areas": [751]}},
        {"figure": {"limit": "5"}},
        {"figure": {"limit": 5.5}},
        {"figure": {"threshold": "over 4"}},
        {"rule": {"age": "28"}},
        {"misses": "many"},
        {"misses": None},
        {"introduced": "yes"},
        {"sources": ["Jobindsats"]},
    ],
)
def test_what_is_no_frame_gives_an_empty_one(stored: object) -> None:
    assert frame.load(stored) == Frame()


def test_half_a_frame_is_no_frame() -> None:
    """Nothing is kept of a frame that cannot be read whole."""
    assert frame.load({"topic": "figure", "introduced": True, "misses": "many"}) == Frame()


def test_an_empty_frame_is_dumped_as_nothing() -> None:
    assert frame.dump(Frame()) == {}


def test_a_frame_holds_only_what_was_said(read: Read, vocabulary: Vocabulary) -> None:
    said = figure_parts.named(read("Hvor mange ledige er der?"), vocabulary)
    assert frame.dump(Frame(topic="figure", figure=said)) == {
        "topic": "figure",
        "figure": {"measure": "ledige_fuldtid"},
    }


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange kontanthjælpsmodtagere er der i Aarhus og Odense i januar 2024 og de seneste 12 måneder?",
        "Hvor mange kommuner i Region Sjælland har en ledighedsprocent over 4,5 uden Køge siden 2024?",
        "Hvilke fem kommuner har den laveste ledighed?",
        "Hvad gjaldt for en 28-årig aktivitetsparat efter LBK 1342/2016 § 96 c i 2017 og i dag?",
    ],
)
def test_what_a_sentence_names_survives_the_slot(read: Read, vocabulary: Vocabulary, text: str) -> None:
    mentions = read(text)
    kept = Frame(
        figure=figure_parts.named(mentions, vocabulary),
        rule=rules.named(mentions, vocabulary, date(2026, 11, 22)),
    )
    stored: Any = json.loads(json.dumps(frame.dump(kept)))
    assert frame.load(stored) == kept
    assert figures.complete(frame.load(stored).figure, vocabulary) == figures.complete(
        kept.figure, vocabulary
    )


def test_a_frame_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Frame().misses = 1  # type: ignore[misc]
    assert msgspec.structs.replace(Frame(), misses=1).misses == 1
