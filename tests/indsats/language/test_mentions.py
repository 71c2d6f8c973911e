from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats import clock, paths
from indsats.language.mentions import Mention, from_entities, of_kind, to_entity
from indsats.language.resolver import Resolver
from indsats.language.vocabulary import Vocabulary, load_vocabulary

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(paths.ROOT / "knowledge")


@pytest.fixture(autouse=True)
def fixed_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.VARIABLE, TODAY.isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange ledige er der i Aarhus i juli 2026?",
        "top 10 kommuner uden København siden januar 2024",
        "dagpengemodtagere i Nykøbing i dag efter reformen",
        "ledige i Gotham og vejlen",
        "fristen for en dagpengemodtager under 30 år på 45 år efter § 91 a i LBK 280/2024",
        "kommuner med over 5 procent ledige i mindst 13 uger",
        "Hvor mange borgere fik hverken et aktivt tilbud eller en mentor det seneste år?",
        "alle kommuner undtagen landkommunerne",
    ],
)
def test_mentions_survive_the_way_through_rasa(vocabulary: Vocabulary, text: str) -> None:
    mentions = Resolver.for_vocabulary(vocabulary).resolve(text, TODAY)
    assert mentions
    entities = json.loads(json.dumps([to_entity(m) for m in mentions]))
    key = repr
    assert sorted(from_entities(entities, vocabulary), key=key) == sorted(mentions, key=key)


def entity(kind: object, value: object, **more: object) -> dict[str, Any]:
    return {"entity": kind, "value": value, **more}


def test_an_entity_typed_by_hand_has_no_span(vocabulary: Vocabulary) -> None:
    assert from_entities([entity("area", "751")], vocabulary) == (Mention("area", "751", 0, 0, ""),)


@pytest.mark.parametrize(
    "bad",
    [
        entity("area", "<b>"),
        entity("area", "999"),
        entity("area", 751),
        entity("area", None),
        entity("area", ["751"]),
        entity(None, "751"),
        entity(["area"], "751"),
        entity("nonsense", "751"),
        entity("benefit", "__class__"),
        entity("town", "085"),
        entity("number", "ti"),
        entity("number", -1),
        entity("number", 10**12),
        entity("number", "9" * 400),
        entity("number", True),
        entity("number", float("nan")),
        entity("age", 130),
        entity("age", "", data={"min": 50, "max": 20}),
        entity("age", "", data={"min": "x"}),
        entity("age", "", data={}),
        entity("threshold", "over:1", data={"op": "exec", "number": 1}),
        entity("threshold", "over:1", data={"op": "over", "number": float("inf")}),
        entity("threshold", "over:1"),
        entity("duration", "5W", data={"amount": 0, "unit": "W"}),
        entity("duration", "5W", data={"amount": 5, "unit": "X"}),
        entity("duration", "5W", data="5W"),
        entity("period", "2026M13"),
        entity("period", "2026M07", data={"type": "exact", "period": "2026M99"}),
        entity("period", "2026M07", data={"type": "exec", "period": "2026M07"}),
        entity("period", "2026M07", data=[1]),
        entity("period", None),
        entity("paragraph", "91; DROP TABLE"),
        entity("paragraph", 91),
        "area",
        None,
        7,
    ],
)
def test_what_makes_no_sense_is_left_out(vocabulary: Vocabulary, bad: object) -> None:
    good = entity("area", "751")
    assert [m.id for m in from_entities([bad, good], vocabulary)] == ["751"]


@pytest.mark.parametrize("entities", [None, "area", b"area", {}, 7, [[]]])
def test_what_is_no_list_of_entities_gives_nothing(vocabulary: Vocabulary, entities: object) -> None:
    assert from_entities(entities, vocabulary) == ()


def test_absurd_details_are_put_right(vocabulary: Vocabulary) -> None:
    given = entity(
        "area",
        "751",
        start="0",
        end=10**9,
        text="x" * 10_000,
        alternatives=["461", "999", 5, "751"],
        confidence_entity="high",
        data={"a": 1},
        role="admin",
    )
    (mention,) = from_entities([given], vocabulary)
    assert mention == Mention("area", "751", 0, 0, "x" * 200, alternatives=("461",))


def test_a_role_belongs_to_its_kind(vocabulary: Vocabulary) -> None:
    assert from_entities([entity("area", "751", role="excluded")], vocabulary)[0].role == "excluded"
    assert from_entities([entity("benefit", "dagpenge", role="excluded")], vocabulary)[0].role == "excluded"
    assert from_entities([entity("topic", "mentor", role="excluded")], vocabulary)[0].role == ""


def test_the_expression_decides_over_the_id_of_a_period(vocabulary: Vocabulary) -> None:
    (mention,) = from_entities(
        [entity("period", "2020M01", data={"type": "exact", "period": "2026M07"})], vocabulary
    )
    assert mention.id == "2026M07"


def test_a_period_by_its_id_alone(vocabulary: Vocabulary) -> None:
    (mention,) = from_entities([entity("period", "2024M01..", alternatives=["2025M01..", "x"])], vocabulary)
    assert mention.value == {"type": "range", "first": "2024M01"}
    assert mention.alternatives == ("2025M01..",)


def test_a_flood_of_entities_is_cut(vocabulary: Vocabulary) -> None:
    assert len(from_entities([entity("area", "751")] * 10_000, vocabulary)) == 100


def test_of_kind() -> None:
    area, unit = Mention("area", "751", 0, 1, "A"), Mention("unit", "percent", 2, 3, "%")
    assert of_kind((area, unit), "unit") == (unit,)
    assert of_kind((area, unit), "unit", "area") == (area, unit)
    assert of_kind((area, unit), "town") == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
KINDS = st.sampled_from(
    ["area", "town", "period", "number", "age", "threshold", "duration", "benefit", "paragraph"]
)


@settings(deadline=None, max_examples=200)
@given(
    st.fixed_dictionaries(
        {"entity": KINDS | JSON, "value": JSON},
        optional=dict.fromkeys(
            ("start", "end", "text", "data", "role", "alternatives", "confidence_entity"), JSON
        ),
    )
)
def test_nothing_a_user_sends_breaks_the_reading(given_entity: dict[str, Any]) -> None:
    vocabulary = load_vocabulary(paths.ROOT / "knowledge")
    for mention in from_entities([given_entity], vocabulary):
        assert isinstance(mention.id, str)
        json.dumps(to_entity(mention))
