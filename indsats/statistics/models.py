"""The database of figures: a star schema with small dimensions around one large table of observations.

The ids of periods are dates in disguise (`period_id`), so that a stretch of time is one range of the
primary key. The primary key serves one figure and one series, the second index one period across areas.
"""

from __future__ import annotations

import functools

from sqlalchemy import Float, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from indsats.periods import Kind, Period

SCHEMA_VERSION = 1
"""Part of the content hash: a changed schema is loaded anew even when the files are the same."""

OK = 0
SUPPRESSED = 1

_KIND_NUMBER: dict[Kind, int] = {"Y": 1, "H": 2, "Q": 3, "M": 4, "W": 5}
_KIND_SIZE = 1_000_000


def period_id(period: Period) -> int:
    """The key of a period: the kind, then year and index, so that one kind sorts by time."""
    return _KIND_NUMBER[period.kind] * _KIND_SIZE + period.year * 100 + period.index


@functools.lru_cache(maxsize=4096)
def period_of(id: int) -> Period:
    """The period with a key of `period_id`."""
    number, rest = divmod(id, _KIND_SIZE)
    kind = next(kind for kind, of_kind in _KIND_NUMBER.items() if of_kind == number)
    return Period(kind, *divmod(rest, 100))


def kind_range(kind: Kind) -> tuple[int, int]:
    """The first and last key that a period of a kind can have."""
    return _KIND_NUMBER[kind] * _KIND_SIZE, (_KIND_NUMBER[kind] + 1) * _KIND_SIZE - 1


class Base(DeclarativeBase):
    """The tables of the statistics database."""


class Area(Base):
    """A place: the country, a region or a municipality. ``region`` is the code of the region around."""

    __tablename__ = "area"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(3), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    level: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(3))


class MeasureRow(Base):
    """A measure of the catalogue."""

    __tablename__ = "measure"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(30))


class Benefit(Base):
    """A benefit, a sum of benefits ("a+b"), or "" for measures that have none."""

    __tablename__ = "benefit"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(120), unique=True)


class Category(Base):
    """A breakdown value, or "" for the total."""

    __tablename__ = "category"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(60), unique=True)


class PeriodRow(Base):
    """A period. ``id`` is `period_id`; dates are ISO."""

    __tablename__ = "period"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    kind: Mapped[str] = mapped_column(String(1))
    start: Mapped[str] = mapped_column(String(10))
    end: Mapped[str] = mapped_column(String(10))


class DatasetRow(Base):
    """A published table, with where it comes from."""

    __tablename__ = "dataset"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    source_table: Mapped[str] = mapped_column(String(60))
    url: Mapped[str] = mapped_column(Text)
    licence: Mapped[str | None] = mapped_column(Text)
    retrieved: Mapped[str | None] = mapped_column(String(10))
    updated: Mapped[str | None] = mapped_column(String(10))


class Citation(Base):
    """The own source of single observations, as in the answers to Parliament."""

    __tablename__ = "citation"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    source_table: Mapped[str] = mapped_column(String(60))
    url: Mapped[str] = mapped_column(Text)


class Observation(Base):
    """One published cell. ``value`` is null exactly when ``status`` is `SUPPRESSED`."""

    __tablename__ = "observation"
    measure_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("measure.id"), primary_key=True)
    benefit_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("benefit.id"), primary_key=True)
    category_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("category.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("area.id"), primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    value: Mapped[float | None] = mapped_column(Float(53))
    status: Mapped[int] = mapped_column(SmallInteger)
    dataset_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("dataset.id"))
    citation_id: Mapped[int | None] = mapped_column(ForeignKey("citation.id"))

    __table_args__ = (
        Index("observation_by_period", "measure_id", "benefit_id", "category_id", "period_id", "area_id"),
        {"sqlite_with_rowid": False},
    )


class Coverage(Base):
    """What there is: one row per measure, benefit, category, area level and dataset."""

    __tablename__ = "coverage"
    measure_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("measure.id"), primary_key=True)
    benefit_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("benefit.id"), primary_key=True)
    category_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("category.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(12), primary_key=True)
    dataset_id: Mapped[int] = mapped_column(SmallInteger, ForeignKey("dataset.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(1), primary_key=True)
    first: Mapped[int] = mapped_column(ForeignKey("period.id"))
    last: Mapped[int] = mapped_column(ForeignKey("period.id"))


class LoadInfo(Base):
    """The one row that says which content this is. Readers take it first (see ``store``)."""

    __tablename__ = "load_info"
    content: Mapped[str] = mapped_column(String(64), primary_key=True)
    loaded_at: Mapped[str] = mapped_column(String(25))
    schema_version: Mapped[int] = mapped_column(SmallInteger)
    observations: Mapped[int] = mapped_column()
