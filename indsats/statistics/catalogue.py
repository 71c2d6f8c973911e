"""What figures there are: the typed form of ``knowledge/statistics/catalogue.yaml``.

Imports no database, so that the language and the conversation can read it too.
"""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from indsats import paths
from indsats.periods import Kind

Frequency = Literal["month", "quarter", "year", "single"]
Variant = Literal["persons", "fulltime", "percent", "pct_workforce", "pct_population", "spells"]
AreaLevel = Literal["country", "region", "municipality"]

PERIOD_KINDS: dict[str, Kind | None] = {"month": "M", "quarter": "Q", "year": "Y", "single": None}
"""The kind of period of each frequency; None where the periods differ from row to row."""

BENEFIT_SEPARATOR = "+"
"""Between the parts of a benefit that was counted together: ``kontanthjaelp+uddannelseshjaelp``."""


class Break(Struct, frozen=True, forbid_unknown_fields=True):
    """A date on which a series changes meaning, and the sentence that says so."""

    date: date
    note: str


class Dataset(Struct, frozen=True, forbid_unknown_fields=True):
    """One published table, or one collection of figures with their own sources.

    ``retrieved`` and ``updated`` are ISO dates or months; None means that nobody wrote the date down.
    ``first`` and ``last`` are None for a collection whose periods stand by the row. ``table_notes`` are said
    when a figure of the collection has such a table as its own source.
    """

    file: str
    title: str
    publisher: str
    table: str
    url: str
    licence: str | None
    frequency: Frequency
    first: str | None
    last: str | None
    areas: tuple[AreaLevel, ...]
    retrieved: str | None
    updated: str | None
    note: str = ""
    not_loaded: str = ""
    provisional: str = ""
    breaks: tuple[Break, ...] = ()
    table_notes: dict[str, str] = {}


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """Something counted, or a percentage of it.

    ``additive`` says whether municipalities may be summed, ``additive_categories`` whether the categories
    add up to the total. ``share`` is the published percentage of the same thing, when it is not the
    percent variant of the same concept. ``question`` asks for one figure; it has a place for ``{where}``
    ("i Aarhus Kommune") and, where it belongs, ``{benefit}`` (" på dagpenge") or ``{of_benefit}``
    (" af dagpenge").
    """

    title: str
    name: str
    forms: tuple[str, ...]
    unit: str
    concept: str
    variant: Variant
    kind: Literal["count", "percent"]
    decimals: int
    datasets: tuple[str, ...]
    benefits: tuple[str, ...]
    additive: bool
    statement: str
    question: str
    definition: str
    unit_one: str = ""
    categories: tuple[str, ...] = ()
    additive_categories: bool = False
    category_note: str = ""
    caveats: tuple[str, ...] = ()
    always_said: bool = False
    share: str = ""
    table_suffix: str = ""

    @property
    def default_benefit(self) -> str:
        """The benefit meant when none is named: ``alle`` if there is a total, else the first; "" if none."""
        if "alle" in self.benefits:
            return "alle"
        return self.benefits[0] if self.benefits else ""


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True):
    """All datasets and measures by id."""

    datasets: dict[str, Dataset]
    measures: dict[str, Measure]
    limited_suffixes: dict[str, tuple[str, ...]] = {}

    def siblings(self, measure: str) -> tuple[str, ...]:
        """The measure and those with the same concept, its own kind (counts, percentages) first."""
        own = self.measures[measure]
        others = [id for id, m in self.measures.items() if m.concept == own.concept and id != measure]
        return (measure, *sorted(others, key=lambda id: self.measures[id].kind != own.kind))

    def table_for(self, measure: str, benefit_table: str) -> str | None:
        """The Jobindsats table of a measure for a benefit whose tables begin with, say, ``y07``.

        None when we do not know of one.
        """
        suffix = self.measures[measure].table_suffix
        if not (suffix and benefit_table):
            return None
        if benefit_table not in self.limited_suffixes.get(suffix, (benefit_table,)):
            return None
        return benefit_table + suffix


def folder(knowledge: Path | None = None) -> Path:
    """Where the catalogue and the figures lie."""
    return (knowledge or paths.knowledge()) / "statistics"


@functools.cache
def current() -> Catalogue:
    """The project's own catalogue, read once. Raises like `load`."""
    return load()


def load(knowledge: Path | None = None) -> Catalogue:
    """Read the catalogue.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it does not have the form described here, or refers to something it does not have.
    """
    raw = (folder(knowledge) / "catalogue.yaml").read_bytes()
    catalogue = msgspec.yaml.decode(raw, type=Catalogue, strict=False)
    for id, measure in catalogue.measures.items():
        unknown = set(measure.datasets) - set(catalogue.datasets)
        if unknown:
            raise ValueError(f"measure {id} names unknown datasets: {', '.join(sorted(unknown))}")
        if measure.share and measure.share not in catalogue.measures:
            raise ValueError(f"measure {id} names the unknown measure {measure.share}")
    return catalogue
