"""Reads and checks the catalogue's CSV files. What comes out of here is fit to be loaded."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indsats.periods import Period
from indsats.statistics import catalogue as catalogues
from indsats.statistics.catalogue import PERIOD_KINDS, Catalogue, Dataset, Measure
from indsats.statistics.models import SCHEMA_VERSION

COUNTRY = "000"
COUNTRY_NAME = "Hele landet"
KEY_COLUMNS = ("area", "period", "benefit", "category")
LONG_COLUMNS = ("measure", "value", "unit", "source", "url", "publisher", "table")
"""Further columns of a file where each row names its measure and has its own source."""


class BadDataError(Exception):
    """The files cannot be loaded. ``problems`` are Danish sentences for the operator, at most a few."""

    MOST_SHOWN = 20

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems[: self.MOST_SHOWN]
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class AreaEntry:
    """An area: code, name, level, and the code of the region around it ("" if none)."""

    code: str
    name: str
    level: catalogues.AreaLevel
    region: str = ""


@dataclass(frozen=True)
class Source:
    """The own source of a row."""

    title: str
    publisher: str
    table: str
    url: str


Key = tuple[str, str, str, str, Period]
"""Measure, benefit, category, area, period."""


@dataclass(frozen=True)
class Cell:
    """One cell: None is a hidden value."""

    value: float | None
    dataset: str
    source: Source | None


@dataclass
class Content:
    """Everything that a load writes, and the hash that tells one content from another."""

    hash: str
    catalogue: Catalogue
    areas: dict[str, AreaEntry]
    cells: dict[Key, Cell] = field(default_factory=dict)


def read(knowledge: Path) -> Content:
    """Read and check all files of a knowledge folder.

    Raises:
        BadDataError: if a file is missing or anything in it does not fit the catalogue.
    """
    try:
        catalogue = catalogues.load(knowledge)
        folder = catalogues.folder(knowledge)
        digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
        digest.update((folder / "catalogue.yaml").read_bytes())
        area_bytes = (knowledge / "areas" / "municipalities.csv").read_bytes()
        digest.update(area_bytes)
        files = {}
        for id, dataset in catalogue.datasets.items():
            files[id] = (folder / dataset.file).read_bytes()
            digest.update(hashlib.sha256(files[id]).digest())
    except OSError as error:
        raise BadDataError([f"Filen {error.filename} kan ikke læses: {error.strerror}."]) from error
    except ValueError as error:
        raise BadDataError([f"Kataloget kan ikke bruges: {error}."]) from error
    content = Content(digest.hexdigest(), catalogue, _areas(area_bytes))
    problems: list[str] = []
    for id, raw in files.items():
        for problem in _read_dataset(content, id, raw):
            problems.append(f"{catalogue.datasets[id].file}: {problem}")
            if len(problems) >= BadDataError.MOST_SHOWN:
                raise BadDataError(problems)
    if not content.cells and not problems:
        problems.append("Der er ingen tal i filerne.")
    if problems:
        raise BadDataError(problems)
    return content


def _areas(raw: bytes) -> dict[str, AreaEntry]:
    areas = {COUNTRY: AreaEntry(COUNTRY, COUNTRY_NAME, "country")}
    try:
        for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))):
            region = row["region_code"]
            areas.setdefault(region, AreaEntry(region, row["region"], "region"))
            areas[row["code"]] = AreaEntry(row["code"], row["name"], "municipality", region)
    except (KeyError, UnicodeDecodeError, csv.Error) as error:
        raise BadDataError([f"municipalities.csv kan ikke læses: {error}."]) from error
    return areas


def _read_dataset(content: Content, id: str, raw: bytes) -> Iterator[str]:
    """Add the cells of one file to the content; yields what is wrong."""
    dataset = content.catalogue.datasets[id]
    try:
        reader = csv.reader(io.StringIO(raw.decode("utf-8-sig")), strict=True)
        header = next(reader, [])
        if tuple(header[:4]) != KEY_COLUMNS:
            yield f"Kolonnerne skal begynde med {', '.join(KEY_COLUMNS)}."
            return
        long = header[4:5] == ["measure"]
        if long and tuple(header[4:]) != LONG_COLUMNS:
            yield f"Kolonnerne efter de fire første skal være {', '.join(LONG_COLUMNS)}."
            return
        measures = [] if long else header[4:]
        known = content.catalogue.measures
        unknown = [m for m in measures if m not in known or id not in known[m].datasets]
        if unknown or not (long or measures):
            yield f"Målene passer ikke til kataloget: {', '.join(unknown) or 'ingen'}."
            return
        periods: dict[str, Period | None] = {}
        for row in reader:
            if len(row) != len(header):
                yield f"Linje {reader.line_num} har {len(row)} felter og ikke {len(header)}."
                continue
            pairs = [(row[4], row[5])] if long else list(zip(measures, row[4:], strict=True))
            source = Source(row[7], row[9], row[10], row[8]) if long else None
            if row[1] not in periods:
                periods[row[1]] = _period(row[1], dataset)
            for problem in _add(content, id, row, periods[row[1]], pairs, source):
                yield f"Linje {reader.line_num}: {problem}"
            if long and row[4] in known and row[6] != known[row[4]].unit:
                yield f"Linje {reader.line_num}: Enheden {row[6]!r} er ikke målets."
    except (UnicodeDecodeError, csv.Error) as error:
        yield f"Filen kan ikke læses: {error}."


def _period(text: str, dataset: Dataset) -> Period | None:
    """The period, or None when it is not one or does not have the dataset's frequency."""
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    kind = PERIOD_KINDS[dataset.frequency]
    return period if kind is None or period.kind == kind else None


def _add(
    content: Content,
    id: str,
    row: list[str],
    period: Period | None,
    pairs: list[tuple[str, str]],
    source: Source | None,
) -> Iterator[str]:
    code, period_text, benefit, category = row[:4]
    dataset = content.catalogue.datasets[id]
    area = content.areas.get(code)
    if area is None or area.level not in dataset.areas:
        yield f"Området {code!r} kendes ikke eller hører ikke til i datasættet."
        return
    if period is None:
        yield f"Perioden {period_text!r} findes ikke eller passer ikke til datasættets frekvens."
        return
    for name, text in pairs:
        measure = content.catalogue.measures.get(name)
        if measure is None or id not in measure.datasets:
            yield f"Målet {name!r} hører ikke til datasættet i kataloget."
            continue
        if benefit not in (measure.benefits or ("",)) or category not in ("", *measure.categories):
            yield f"Ydelsen {benefit!r} eller kategorien {category!r} hører ikke til målet {name}."
            continue
        value = _value(text, measure)
        if isinstance(value, str):
            yield value
            continue
        key = (name, benefit, category, code, period)
        earlier = content.cells.get(key)
        if earlier is not None:
            yield f"{name} for {code} {period_text} står to gange (også i {earlier.dataset})."
            continue
        content.cells[key] = Cell(value, id, source)


def _value(text: str, measure: Measure) -> float | str | None:
    """The number, None for a hidden cell, or a sentence about what is wrong."""
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        return f"{text!r} er ikke et tal."
    if not math.isfinite(value) or value < 0:
        return f"{text!r} kan ikke være et tal for {measure.title}."
    if measure.kind == "count" and not value.is_integer():
        return f"{text!r} er ikke et helt tal."
    if measure.kind == "percent" and value > 100:
        return f"{text!r} er over 100 pct."
    return value


@dataclass(frozen=True)
class SumCheck:
    """Country against the sum of municipalities: how many were compared, and those more than 1 % apart."""

    compared: int
    apart: tuple[str, ...]


def check_sums(content: Content, tolerance: float = 0.01) -> SumCheck:
    """Compare each additive country figure with its municipalities, where all are there and none hidden."""
    municipalities = sum(area.level == "municipality" for area in content.areas.values())
    sums: dict[tuple[str, str, str, Period], list[float]] = {}
    hidden: set[tuple[str, str, str, Period]] = set()
    for (measure, benefit, category, area, period), cell in content.cells.items():
        if not content.catalogue.measures[measure].additive or content.areas[area].level != "municipality":
            continue
        key = (measure, benefit, category, period)
        if cell.value is None:
            hidden.add(key)
        else:
            sums.setdefault(key, []).append(cell.value)
    compared = 0
    apart = []
    for key, values in sums.items():
        measure, benefit, category, period = key
        country = content.cells.get((measure, benefit, category, COUNTRY, period))
        if key in hidden or len(values) != municipalities or country is None or not country.value:
            continue
        compared += 1
        if abs(sum(values) - country.value) > tolerance * country.value:
            apart.append(
                f"{measure} {benefit} {category} {period}: {sum(values):.0f} mod {country.value:.0f}"
            )
    return SumCheck(compared, tuple(apart))
