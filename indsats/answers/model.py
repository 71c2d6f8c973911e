"""The answer: what every reply carries beside its Danish text, as typed models.

This is the published contract ``answer/1``. One answer, many renderings: the terminal shows the text,
other channels render the answer itself. ``indsats.answers.schema`` generates the JSON Schema from
these classes, so a change here is a change of the contract.
"""

from __future__ import annotations

from typing import Any, Literal, cast

import msgspec
from msgspec import UNSET, Struct, UnsetType

SCHEMA = "answer/1"

Kind = Literal[
    "statistic",
    "obligation",
    "deadlines",
    "definition",
    "case",
    "clarify",
    "not_available",
    "out_of_scope",
    "privacy",
    "help",
    "smalltalk",
    "handoff",
    "error",
]
Operation = Literal[
    "value",
    "compare",
    "rank",
    "trend",
    "change",
    "extreme",
    "share",
    "per_capita",
    "average",
    "sum",
    "breakdown",
    "count",
]
Status = Literal["ok", "suppressed", "missing"]
ComputedKind = Literal[
    "difference", "pct_change", "sum", "average", "share", "per_1000", "count", "rank", "min", "max"
]
Number = int | float


class Query(Struct, frozen=True, forbid_unknown_fields=True):
    """What was asked, in canonical ids. Figure questions fill the first five, rule questions the rest.

    ``benefit`` and ``category`` are ids of the catalogue (``""`` when the measure has none);
    ``areas`` are ``000``, ``081``-``085`` or municipality codes; ``periods`` canonical period ids.
    """

    measure: str | UnsetType = UNSET
    benefit: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    areas: tuple[str, ...] | UnsetType = UNSET
    periods: tuple[str, ...] | UnsetType = UNSET
    operation: Operation | UnsetType = UNSET
    groups: tuple[str, ...] | UnsetType = UNSET
    topics: tuple[str, ...] | UnsetType = UNSET
    dates: tuple[str, ...] | UnsetType = UNSET


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One figure. ``value`` is None exactly when ``status`` is not ``ok``: a hidden cell is never 0."""

    area: str
    area_name: str
    period: str
    measure: str
    benefit: str
    category: str
    value: Number | None
    unit: str
    status: Status

    def __post_init__(self) -> None:
        if (self.value is None) == (self.status == "ok"):
            raise ValueError(f"value {self.value!r} does not fit status {self.status!r}")


class Computed(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure we worked out from the rows. ``label`` says in Danish what it is."""

    kind: ComputedKind
    value: Number
    unit: str
    label: str


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule (or an entry of the case) as stated, with its legal reference and period in force.

    Dates are ISO; ``valid_to`` None means no known end. ``confidence`` is the fact base's own mark.
    """

    id: str
    text: str
    legal_ref: str
    valid_from: str | None
    valid_to: str | None
    confidence: str


class Deadline(Struct, frozen=True, forbid_unknown_fields=True):
    """A date on which a duty's limit runs out, and the rule it follows from."""

    date: str
    what: str
    fact_id: str


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a statement comes from. ``updated`` is None when the publisher's date is not known."""

    title: str
    publisher: str
    table: str
    url: str
    updated: str | None


class Download(Struct, frozen=True, forbid_unknown_fields=True):
    """A file the user can fetch."""

    title: str
    url: str
    media_type: str


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole machine-readable answer. ``notes`` are caveats and defaults in plain Danish."""

    kind: Kind
    schema: Literal["answer/1"] = "answer/1"
    query: Query = msgspec.field(default_factory=Query)
    rows: tuple[Row, ...] = ()
    computed: tuple[Computed, ...] = ()
    facts: tuple[Fact, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    chart: dict[str, Any] | None = None
    downloads: tuple[Download, ...] = ()
    suggestions: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON-ready built-in types, every field present."""
        return cast("dict[str, Any]", msgspec.json.decode(msgspec.json.encode(self)))


class Reply(Struct, frozen=True):
    """What goes back to the user: complete Danish text, and the answer it was written from."""

    text: str
    answer: Answer
