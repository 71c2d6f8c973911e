"""Who "we" are: told by the channel, or by the user when asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.conversation import figure_parts, own_municipality
from indsats.language.mentions import Mention, of_kind
from indsats.language.vocabulary import Vocabulary

Read = Callable[[str], tuple[Mention, ...]]


@pytest.mark.parametrize("given", ["751", "Aarhus", "Aarhus Kommune", " 751 "])
def test_a_channel_names_its_municipality(vocabulary: Vocabulary, given: str) -> None:
    assert own_municipality.from_metadata({"municipality": given}, vocabulary) == "751"


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        "751",
        [],
        {},
        {"municipality": None},
        {"municipality": ["751"]},
        {"municipality": "000"},
        {"municipality": "084"},
        {"municipality": "999"},
        {"municipality": "'; drop table area"},
        {"other": "751"},
    ],
)
def test_anything_else_is_no_municipality(vocabulary: Vocabulary, metadata: object) -> None:
    assert own_municipality.from_metadata(metadata, vocabulary) == ""


def test_the_answer_to_the_question_back_is_ours(read: Read, vocabulary: Vocabulary) -> None:
    assert own_municipality.from_reply("own_area", read("Odense"), vocabulary) == "461"
    assert own_municipality.from_reply("area", read("Odense"), vocabulary) == ""
    assert own_municipality.from_reply("own_area", read("Odense og Aarhus"), vocabulary) == ""
    assert own_municipality.from_reply("own_area", read("hele landet"), vocabulary) == ""
    assert own_municipality.from_reply("own_area", read("Nykøbing"), vocabulary) == ""


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Hvor mange ledige har vi?", ("461",)),
        ("Hvor mange ledige er der i vores kommune?", ("461",)),
        ("Hvor mange ledige har vi i Aarhus?", ("751",)),
        ("Hvordan er ledigheden hos os sammenlignet med Aarhus?", ("461", "751")),
        ("Sammenlign Aarhus med vores kommune, antal ledige", ("751", "461")),
        ("Hvor mange ledige er der i Aarhus?", ("751",)),
    ],
)
def test_we_stand_for_our_municipality(
    read: Read, vocabulary: Vocabulary, text: str, areas: tuple[str, ...]
) -> None:
    mentions = own_municipality.put_in_place(read(text), "461")
    assert figure_parts.named(mentions, vocabulary).areas == areas
    assert not of_kind(mentions, "own_municipality")


def test_without_a_municipality_nothing_changes(read: Read) -> None:
    mentions = read("Hvor mange ledige har vi?")
    assert own_municipality.put_in_place(mentions, "") == mentions
