"""The store reads what the files hold, finds it by index, and says plainly when it cannot."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

from indsats.periods import Period
from indsats.statistics import store as stores
from indsats.statistics.database import reading_engine
from indsats.statistics.models import kind_range, period_id, period_of
from indsats.statistics.store import DatabaseUnavailable, NotBuilt, Store, TooMuch, TooSlow

P = Period.parse


def test_series_is_in_time_order_and_whole(store: Store, cells: dict) -> None:
    with store.snapshot() as snapshot:
        found = snapshot.series("ledige_fuldtid", "alle", "", "751", P("2023M01"), P("2024M12"))
    assert [str(figure.period) for figure in found] == [
        f"{year}M{month:02d}" for year in (2023, 2024) for month in range(1, 13)
    ]
    for figure in found:
        assert figure.value == cells["ledige_fuldtid", "alle", "", "751", str(figure.period)]


def test_across_holds_every_municipality_and_no_region(store: Store, cells: dict) -> None:
    with store.snapshot() as snapshot:
        found = snapshot.across("folketal", "", "", P("2026M02"), "municipality")
    assert len(found) == 98
    assert [figure.area for figure in found] == sorted(figure.area for figure in found)
    assert all(figure.value == cells["folketal", "", "", figure.area, "2026M02"] for figure in found)


def test_newest_is_that_of_the_area(store: Store) -> None:
    with store.snapshot() as snapshot:
        assert snapshot.newest("langtidsledige", "alle", "", "751", "M") == P("2026M07")
        assert snapshot.newest("langtidsledige", "alle", "", "825", "M") == P("2024M04")
        assert snapshot.newest("ledighedsprocent", "alle", "", "751", "Y") == P("2024Y01")
        assert snapshot.newest("ledighedsprocent", "alle", "", "000", "Y") is None


def test_areas_have_their_level_and_region(store: Store) -> None:
    with store.snapshot() as snapshot:
        areas = snapshot.areas()
    assert areas["000"].level == "country"
    assert areas["082"].name == "Region Midtjylland"
    assert (areas["751"].name, areas["751"].level, areas["751"].region) == ("Aarhus", "municipality", "082")
    assert sum(area.level == "municipality" for area in areas.values()) == 98


def test_unknown_ids_find_nothing(store: Store) -> None:
    with store.snapshot() as snapshot:
        assert snapshot.published("nothing") == ()
        assert snapshot.figure("nothing", "alle", "", "751", P("2026M07")) is None
        assert snapshot.figure("folketal", "'; DROP TABLE observation", "", "751", P("2026M02")) is None


@pytest.mark.parametrize("id", ["2026M07", "2025Q04", "2025Y01", "2016W52", "2025H01"])
def test_the_key_of_a_period_can_be_read_back(id: str) -> None:
    low, high = kind_range(P(id).kind)
    assert period_of(period_id(P(id))) == P(id)
    assert low <= period_id(P(id)) <= high


def test_the_keys_of_a_kind_sort_by_time() -> None:
    months = Period.range(P("2007M01"), P("2026M07"))
    keys = [period_id(month) for month in months]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("area_id = 751 AND period_id = 4202607", "PRIMARY KEY"),
        ("area_id = 751 AND period_id BETWEEN 4202301 AND 4202607", "PRIMARY KEY"),
        ("period_id = 4202607", "observation_by_period"),
    ],
)
def test_each_kind_of_question_is_one_range_of_an_index(
    loaded_sqlite: str, condition: str, index: str
) -> None:
    engine = create_engine(loaded_sqlite)
    series = "measure_id = 1 AND benefit_id = 1 AND category_id = 1"
    query = f"SELECT value FROM observation WHERE {series} AND {condition}"  # noqa: S608 - no user text
    with engine.connect() as connection:
        plan = [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    engine.dispose()
    assert len(plan) == 1
    assert plan[0].startswith("SEARCH")
    assert index in plan[0]


def test_a_missing_file_is_not_built_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt):
        Store(f"sqlite:///{tmp_path / 'none.db'}").loaded()
    assert not (tmp_path / "none.db").exists()


def test_a_file_without_tables_is_not_built(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(NotBuilt):
        Store(f"sqlite:///{tmp_path / 'empty.db'}").loaded()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database " * 1000)
    with pytest.raises(DatabaseUnavailable):
        Store(f"sqlite:///{tmp_path / 'text.db'}").loaded()


def test_a_path_with_odd_characters_is_read(tmp_path: Path, loaded_sqlite: str) -> None:
    odd = tmp_path / "a b%20c?d#e"
    odd.mkdir()
    source = Path(loaded_sqlite.removeprefix("sqlite:///"))
    (odd / "indsats.db").write_bytes(source.read_bytes())
    assert Store(URL.create("sqlite", database=str(odd / "indsats.db"))).loaded().observations > 100_000


def test_a_server_that_is_down_is_unavailable() -> None:
    with pytest.raises(DatabaseUnavailable):
        Store("postgresql+psycopg://postgres@127.0.0.1:1/test").loaded()


def test_an_empty_postgres_database_is_not_built(postgres_database: str) -> None:
    store = Store(postgres_database)
    with pytest.raises(NotBuilt):
        store.loaded()
    store.dispose()


def test_figures_of_another_version_are_not_built(
    loaded_sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "SCHEMA_VERSION", 999)
    with pytest.raises(NotBuilt):
        Store(loaded_sqlite).loaded()


def test_nothing_can_be_written_through_a_store(store: Store) -> None:
    with pytest.raises(DatabaseUnavailable), store.snapshot() as snapshot:
        snapshot._connection.execute(text("CREATE TABLE more (id INTEGER)"))


SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgres": "SELECT count(*) FROM generate_series(1, 1000000000)",
}


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_query_without_end_is_stopped(request: pytest.FixtureRequest, kind: str) -> None:
    store = Store(reading_engine(request.getfixturevalue(f"loaded_{kind}"), seconds=0.3))
    began = time.monotonic()
    with pytest.raises(TooSlow), store.snapshot() as snapshot:
        snapshot._connection.execute(text(SLOW[kind])).all()
    assert 0.2 < time.monotonic() - began < 3
    # The next question is answered as if nothing had happened.
    assert store.loaded().observations > 100_000
    store.dispose()


def test_each_query_has_its_own_time(loaded_sqlite: str) -> None:
    with Store(reading_engine(loaded_sqlite, seconds=0.2)).snapshot() as snapshot:
        time.sleep(0.3)
        assert len(snapshot.across("folketal", "", "", P("2026M02"), "municipality")) == 98


def test_a_query_with_too_many_figures_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "MOST_FIGURES", 97)
    with pytest.raises(TooMuch), store.snapshot() as snapshot:
        snapshot.across("folketal", "", "", P("2026M02"), "municipality")
    monkeypatch.setattr(stores, "MOST_FIGURES", 98)
    with store.snapshot() as snapshot:
        assert len(snapshot.across("folketal", "", "", P("2026M02"), "municipality")) == 98
        assert len(snapshot.series("ledige_fuldtid", "alle", "", "751", P("2021M08"), P("2026M07"))) == 60
