"""The JSON Schema of the contract ``answer/1``, generated from the models.

``python -m indsats.answers.schema > docs/answer-1.schema.json`` writes the published file; a test
holds the two together.
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import msgspec

from indsats.answers.model import SCHEMA, Answer

_AREA = r"^\d{3}$"
_PERIOD = r"^\d{4}(M(0[1-9]|1[0-2])|Q0[1-4]|H0[12]|Y01|W(0[1-9]|[1-4]\d|5[0-3]))$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"


def answer_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) that every answer validates against.

    It adds to the models what their types cannot say: all fields of an answer are present, a row has
    a value exactly when its status is ``ok``, and areas, periods and dates have the contract's form.
    """
    generated = json.loads(json.dumps(msgspec.json.schema(Answer)))  # lists where msgspec has tuples
    definitions: dict[str, Any] = generated["$defs"]
    for definition in definitions.values():
        definition["description"] = inspect.cleandoc(definition["description"])

    answer = definitions["Answer"]
    answer["required"] = list(answer["properties"])

    row = definitions["Row"]
    row["properties"]["area"]["pattern"] = _AREA
    row["properties"]["period"]["pattern"] = _PERIOD
    row["if"] = {"properties": {"status": {"const": "ok"}}}
    row["then"] = {"properties": {"value": {"type": "number"}}}
    row["else"] = {"properties": {"value": {"type": "null"}}}

    definitions["Query"]["properties"]["areas"]["items"]["pattern"] = _AREA
    definitions["Query"]["properties"]["periods"]["items"]["pattern"] = _PERIOD
    definitions["Deadline"]["properties"]["date"]["pattern"] = _DATE
    for field in ("valid_from", "valid_to"):
        for choice in definitions["Fact"]["properties"][field]["anyOf"]:
            if choice["type"] == "string":
                choice["pattern"] = _DATE

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Indsatsbot answer",
        "version": SCHEMA,
        **generated,
    }


def schema_text() -> str:
    """The schema as the published file holds it."""
    return json.dumps(answer_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
