"""The JSON Schema of the files, made from the models, so that an editor shows a mistake as it is typed.

``python -m indsats.obligations.check --schema`` writes it anew after a model has changed.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from indsats.obligations import facts
from indsats.obligations.base_files import (
    NotReadFile,
    OverviewFile,
    PeriodsFile,
    QuestionsFile,
    SourcesFile,
)
from indsats.obligations.index import QUESTIONS
from indsats.obligations.rule_files import RuleFile

SCHEMAS: dict[str, type[Struct]] = {
    "rule-file.schema.json": RuleFile,
    "sources.schema.json": SourcesFile,
}
"""The schema files in ``knowledge/obligations`` and the models they describe."""
BASE_FILES: dict[str, type[Struct]] = {
    facts.SOURCES: SourcesFile,
    facts.PERIODS: PeriodsFile,
    facts.OVERVIEW: OverviewFile,
    facts.NOT_READ: NotReadFile,
    QUESTIONS: QuestionsFile,
}
"""The files beside the rules and their models."""


def schema_text(model: type[Struct]) -> str:
    """The schema of a model as it stands in its file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(model)}
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def write_schemas(folder: Path) -> None:
    """Write the schema files of ``knowledge/obligations``."""
    for name, model in SCHEMAS.items():
        (folder / name).write_text(schema_text(model), encoding="utf-8")
