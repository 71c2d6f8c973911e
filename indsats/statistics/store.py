"""Read-only access to the figures. Everything is asked for within a snapshot: one load's content, whole.

Raises only `StoreError`, so that callers can tell the user in Danish that the figures are out of reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, Integer, ScalarSelect, Select, bindparam, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import aliased

from indsats.periods import Kind, Period
from indsats.statistics.database import POSTGRES_SCHEMA, reading_engine
from indsats.statistics.files import AreaEntry, Source
from indsats.statistics.models import (
    SCHEMA_VERSION,
    SUPPRESSED,
    Area,
    Benefit,
    Category,
    Citation,
    Coverage,
    DatasetRow,
    LoadInfo,
    MeasureRow,
    Observation,
    PeriodRow,
    kind_range,
    period_id,
    period_of,
)

MOST_FIGURES = 50_000
"""A query gives no more figures than this; what is loaded has at most a few thousand in one."""

_CANCELLED = "57014"  # what PostgreSQL says of a query that ran into its time limit
_NO_SUCH_TABLE = frozenset({"42P01", "3F000"})  # undefined table, undefined schema


class StoreError(Exception):
    """The figures cannot be read."""


class DatabaseUnavailable(StoreError):  # noqa: N818 - says what is the case
    """The database does not answer, or what is there is no database."""


class TooMuch(StoreError):  # noqa: N818 - says what is the case
    """A query has more figures than `MOST_FIGURES`."""


class TooSlow(StoreError):  # noqa: N818 - says what is the case
    """A query took longer than the database is allowed."""


class NotBuilt(StoreError):  # noqa: N818 - says what is the case
    """The database is there, but the figures have not been loaded into it, or by another version."""


@dataclass(frozen=True)
class Figure:
    """One observation. ``value`` is None when it is suppressed. ``source`` is its own, if it has one."""

    measure: str
    benefit: str
    category: str
    area: str
    period: Period
    value: float | None
    dataset: str
    source: Source | None


@dataclass(frozen=True)
class Published:
    """That a dataset has figures of a kind of period for a benefit and category at a level of area."""

    benefit: str
    category: str
    level: str
    dataset: str
    kind: Kind
    first: Period
    last: Period


@dataclass(frozen=True)
class Loaded:
    """Which content is in the database: its hash, when it was loaded (UTC) and how many figures it has."""

    content: str
    loaded_at: str
    observations: int


class Store:
    """The database of figures. Safe to share between threads; notices a new load by itself."""

    def __init__(self, source: str | URL | Engine) -> None:
        self._engine = source if isinstance(source, Engine) else reading_engine(source)
        self._dimensions: tuple[str, _Dimensions] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """A view of one load's content. Keep it short: a new load waits for it.

        Raises:
            DatabaseUnavailable: if the database does not answer.
            NotBuilt: if the figures are not in it.
            TooMuch: if a query within has more than `MOST_FIGURES` figures.
            TooSlow: if a query within takes too long.
        """
        try:
            with self._engine.connect() as connection:
                yield Snapshot(connection, self)
        except DBAPIError as error:
            raise _translated(error) from error
        except SQLAlchemyError as error:
            raise DatabaseUnavailable(str(error)) from error

    def loaded(self) -> Loaded:
        """Which content is loaded. Raises like `snapshot`; fit for a health check."""
        with self.snapshot() as snapshot:
            return snapshot.loaded

    def dispose(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _translated(error: DBAPIError) -> StoreError:
    message = str(error.orig)
    state = getattr(error.orig, "sqlstate", None)
    if state in _NO_SUCH_TABLE or "no such table" in message or "unable to open database file" in message:
        return NotBuilt(message)
    if state == _CANCELLED or message == "interrupted":
        return TooSlow(message)
    return DatabaseUnavailable(message)


@dataclass(frozen=True)
class _Dimensions:
    """The small tables, read once per load."""

    areas: dict[str, AreaEntry]
    published: dict[str, tuple[Published, ...]]


class Snapshot:
    """Queries against one load's content."""

    def __init__(self, connection: Connection, store: Store) -> None:
        self._connection = connection
        self._areas_with: dict[str, frozenset[str]] = {}
        if connection.dialect.name == "postgresql":
            # Before the first query: a load replaces the tables only when nobody holds this lock, so nothing
            # changes under us until the transaction ends.
            connection.execute(text(f"LOCK TABLE {POSTGRES_SCHEMA}.load_info IN ACCESS SHARE MODE"))
        row = connection.execute(
            select(LoadInfo.content, LoadInfo.loaded_at, LoadInfo.observations, LoadInfo.schema_version)
        ).one_or_none()
        if row is None or row.schema_version != SCHEMA_VERSION:
            raise NotBuilt("the figures were loaded by another version")
        self.loaded = Loaded(row.content, row.loaded_at, row.observations)
        cached = store._dimensions
        if cached is None or cached[0] != row.content:
            cached = (row.content, self._read_dimensions())
            store._dimensions = cached
        self._dimensions = cached[1]

    def areas(self) -> dict[str, AreaEntry]:
        """All areas by code."""
        return self._dimensions.areas

    def published(self, measure: str) -> tuple[Published, ...]:
        """What there is of a measure; empty for one that nothing is loaded of."""
        return self._dimensions.published.get(measure, ())

    def figure(self, measure: str, benefit: str, category: str, area: str, period: Period) -> Figure | None:
        """One cell, or None when the table has none."""
        found = self.series(measure, benefit, category, area, period, period)
        return found[0] if found else None

    def series(
        self, measure: str, benefit: str, category: str, area: str, first: Period, last: Period
    ) -> tuple[Figure, ...]:
        """The cells of one area from a period to another of the same kind, in time order."""
        bounds: dict[str, int | str] = {"area": int(area), "first": period_id(first), "last": period_id(last)}
        return self._read(_SERIES, measure, benefit, category, bounds)

    def across(
        self, measure: str, benefit: str, category: str, period: Period, level: str
    ) -> tuple[Figure, ...]:
        """The cells of one period in all areas of a level, in the order of the areas' codes."""
        bounds: dict[str, int | str] = {"period": period_id(period), "level": level}
        return self._read(_ACROSS, measure, benefit, category, bounds)

    def newest(self, measure: str, benefit: str, category: str, area: str, kind: Kind) -> Period | None:
        """The newest period of a kind with a cell for the area, hidden or not."""
        low, high = kind_range(kind)
        cells = {"measure": measure, "benefit": benefit, "category": category, "area": int(area)}
        found = self._connection.scalar(_NEWEST, {**cells, "first": low, "last": high})
        return period_of(found) if found is not None else None

    def areas_with(self, measure: str) -> frozenset[str]:
        """The areas that have any figure of a measure; meant for the small collections."""
        if measure not in self._areas_with:
            statement = (
                select(Area.code)
                .join(Observation, Observation.area_id == Area.id)
                .where(Observation.measure_id == _id_of(MeasureRow, "measure"))
                .distinct()
            )
            self._areas_with[measure] = frozenset(self._connection.scalars(statement, {"measure": measure}))
        return self._areas_with[measure]

    def _read(
        self,
        statement: Select[Any],
        measure: str,
        benefit: str,
        category: str,
        bounds: Mapping[str, int | str],
    ) -> tuple[Figure, ...]:
        cells = {"measure": measure, "benefit": benefit, "category": category}
        limit = MOST_FIGURES + 1
        found = self._connection.execute(statement, {**cells, **bounds, "limit": limit}).all()
        if len(found) == limit:
            raise TooMuch(f"more than {MOST_FIGURES} figures of {measure}")
        return tuple(
            Figure(
                **cells,
                area=area,
                period=period_of(period),
                value=None if status == SUPPRESSED else value,
                dataset=dataset,
                source=Source(title, *cited) if title else None,
            )
            for area, period, value, status, dataset, title, *cited in found
        )

    def _read_dimensions(self) -> _Dimensions:
        areas = {
            row.code: AreaEntry(row.code, row.name, row.level, row.region)
            for row in self._connection.execute(select(Area.code, Area.name, Area.level, Area.region))
        }
        first, last = aliased(PeriodRow), aliased(PeriodRow)
        statement = (
            select(
                MeasureRow.code,
                Benefit.code,
                Category.code,
                Coverage.level,
                DatasetRow.code,
                Coverage.kind,
                first.code,
                last.code,
            )
            .join_from(Coverage, MeasureRow, MeasureRow.id == Coverage.measure_id)
            .join(Benefit, Benefit.id == Coverage.benefit_id)
            .join(Category, Category.id == Coverage.category_id)
            .join(DatasetRow, DatasetRow.id == Coverage.dataset_id)
            .join(first, first.id == Coverage.first)
            .join(last, last.id == Coverage.last)
        )
        published: dict[str, tuple[Published, ...]] = {}
        for measure, benefit, category, level, dataset, kind, start, end in self._connection.execute(
            statement
        ):
            entry = Published(
                benefit, category, level, dataset, cast("Kind", kind), Period.parse(start), Period.parse(end)
            )
            published[measure] = (*published.get(measure, ()), entry)
        return _Dimensions(areas, published)


# The queries are put together once, and only their parameters differ from question to question.


def _id_of(dimension: type[MeasureRow | Benefit | Category], parameter: str) -> ScalarSelect[int]:
    """The key of a dimension's code, looked up in the query itself, so that it belongs to the same load."""
    return select(dimension.id).where(dimension.code == bindparam(parameter)).scalar_subquery()


def _of_cells(statement: Select[Any]) -> Select[Any]:
    """Narrow to one series of cells, by the leading columns of both indexes."""
    return statement.where(
        Observation.measure_id == _id_of(MeasureRow, "measure"),
        Observation.benefit_id == _id_of(Benefit, "benefit"),
        Observation.category_id == _id_of(Category, "category"),
    )


def _in_area(statement: Select[Any]) -> Select[Any]:
    """Narrow to one area, from a period to another."""
    return statement.where(
        Observation.area_id == bindparam("area"),
        Observation.period_id.between(bindparam("first"), bindparam("last")),
    )


_COLUMNS: Sequence[Any] = (
    Area.code,
    Observation.period_id,
    Observation.value,
    Observation.status,
    DatasetRow.code,
    Citation.title,
    Citation.publisher,
    Citation.source_table,
    Citation.url,
)
_FIGURES = _of_cells(
    select(*_COLUMNS)
    .select_from(Observation)
    .join(Area, Area.id == Observation.area_id)
    .join(DatasetRow, DatasetRow.id == Observation.dataset_id)
    .outerjoin(Citation, Citation.id == Observation.citation_id)
)
_LIMIT = bindparam("limit", type_=Integer)
_SERIES = _in_area(_FIGURES).order_by(Observation.period_id).limit(_LIMIT)
_ACROSS = (
    _FIGURES.where(Observation.period_id == bindparam("period"), Area.level == bindparam("level"))
    .order_by(Observation.area_id)
    .limit(_LIMIT)
)
_NEWEST = _in_area(_of_cells(select(Observation.period_id))).order_by(Observation.period_id.desc()).limit(1)
