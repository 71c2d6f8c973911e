import json
from collections.abc import Callable
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from indsats import paths
from indsats.answers.model import Kind
from indsats.answers.schema import answer_schema, schema_text
from tests.indsats.answers.answer_samples import EVERY_KIND

VALIDATOR = Draft202012Validator(answer_schema())

Json = dict[str, Any]


def sent(kind: str) -> Json:
    """A sample as it arrives over the wire."""
    arrived: Json = json.loads(json.dumps(EVERY_KIND[kind].to_json()))
    return arrived


def test_the_published_file_is_up_to_date() -> None:
    published = (paths.ROOT / "docs" / "answer-1.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(), "run: python -m indsats.answers.schema > docs/answer-1.schema.json"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(answer_schema())
    assert answer_schema()["version"] == "answer/1"


def test_the_samples_cover_every_kind() -> None:
    assert set(EVERY_KIND) == set(get_args(Kind))
    assert all(answer.kind == kind for kind, answer in EVERY_KIND.items())


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_answer_of_every_kind_passes(kind: str) -> None:
    VALIDATOR.validate(sent(kind))


BREAKS: dict[str, Callable[[Json], object]] = {
    "unknown kind": lambda answer: answer.update(kind="chat"),
    "another schema": lambda answer: answer.update(schema="answer/2"),
    "field missing": lambda answer: answer.pop("notes"),
    "field unknown": lambda answer: answer.update(text="Hej"),
    "unknown operation": lambda answer: answer["query"].update(operation="guess"),
    "ok without a value": lambda answer: answer["rows"][0].update(value=None),
    "hidden with a value": lambda answer: answer["rows"][1].update(value=0),
    "missing with a value": lambda answer: answer["rows"][1].update(status="missing", value=2),
    "value as text": lambda answer: answer["rows"][0].update(value="8.656"),
    "unknown status": lambda answer: answer["rows"][0].update(status="hidden"),
    "row without unit": lambda answer: answer["rows"][0].pop("unit"),
    "area by name": lambda answer: answer["rows"][0].update(area="Aarhus"),
    "period that does not exist": lambda answer: answer["rows"][0].update(period="2026M13"),
    "period in the query": lambda answer: answer["query"].update(periods=["juli 2026"]),
    "computed of an unknown kind": lambda answer: answer["computed"][0].update(kind="guess"),
    "computed without value": lambda answer: answer["computed"][0].update(value=None),
    "source without url": lambda answer: answer["sources"][0].pop("url"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_statistic_fails(name: str) -> None:
    broken = sent("statistic")
    BREAKS[name](broken)
    assert not VALIDATOR.is_valid(broken)


@pytest.mark.parametrize(
    "change",
    [
        {"date": "15. oktober 2026"},
        {"date": None},
        {"what": None},
        {"extra": 1},
    ],
)
def test_a_broken_deadline_fails(change: Json) -> None:
    broken = sent("deadlines")
    broken["deadlines"] = [{**broken["deadlines"][0], **change}]
    assert not VALIDATOR.is_valid(broken)


def test_a_fact_without_an_end_passes_and_with_a_wrong_date_fails() -> None:
    answer = sent("obligation")
    assert answer["facts"][0]["valid_to"] is None
    fact = {**answer["facts"][0], "valid_to": "31/12-2019"}
    assert not VALIDATOR.is_valid({**answer, "facts": [fact]})
