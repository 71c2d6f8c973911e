"""The table: counting up, ageing, two writers, both databases."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from indsats import paths
from indsats.review.store import (
    MOST_DAYS,
    BadSettingError,
    Store,
    days_from_environment,
    url_from_environment,
)
from tests.indsats.review.conftest import TODAY
from tests.indsats.review.samples import unanswered


@pytest.fixture(params=["sqlite", "postgres"])
def any_store(request: pytest.FixtureRequest, url: str) -> Store:
    """An empty store, in one database and in the other."""
    if request.param == "sqlite":
        return Store(url)
    store = Store(request.getfixturevalue("postgres_url"))
    store.remove(question.form for question in store.read())
    return store


def test_what_is_kept_is_read_again(any_store: Store) -> None:
    asked = [unanswered("a b"), unanswered("c d", TODAY - timedelta(days=1), kind="error", mentions=())]
    any_store.add(asked, TODAY)
    assert any_store.read() == [asked[1], asked[0]]
    assert any_store.read(since=TODAY) == [asked[0]]
    assert any_store.read(kinds=["error"]) == [asked[1]]


def test_the_same_question_is_counted_within_a_day_and_kept_apart_by_day_and_reading(
    any_store: Store,
) -> None:
    any_store.add([unanswered(), unanswered(confidence=0.5)], TODAY)
    any_store.add([unanswered(), unanswered(kind="error")], TODAY)
    any_store.add([unanswered(day=TODAY - timedelta(days=1))], TODAY)
    found = any_store.read()
    assert sorted((q.day, q.kind, q.times) for q in found) == [
        (TODAY - timedelta(days=1), "clarify", 1),
        (TODAY, "clarify", 3),
        (TODAY, "error", 1),
    ]


def test_nothing_is_kept_for_longer_than_it_may(any_store: Store) -> None:
    ages = (0, MOST_DAYS - 1, MOST_DAYS, MOST_DAYS + 400)
    any_store.add([unanswered(f"{age} dage", TODAY - timedelta(days=age)) for age in ages], TODAY)
    assert [q.text for q in any_store.read()] == [f"{MOST_DAYS - 1} dage", "0 dage"]
    any_store.remove_old(TODAY + timedelta(days=1))
    assert [q.text for q in any_store.read()] == ["0 dage"]


def test_of_too_many_the_oldest_go(url: str) -> None:
    store = Store(url, most_rows=3)
    store.add([unanswered(f"{age} dage", TODAY - timedelta(days=age)) for age in (5, 4, 3, 2, 1)], TODAY)
    assert [q.text for q in store.read()] == ["3 dage", "2 dage", "1 dage"]


def test_a_form_is_removed_with_all_its_wordings(any_store: Store) -> None:
    any_store.add([unanswered("a", form="x", times=2), unanswered("b", form="x"), unanswered("c")], TODAY)
    assert any_store.remove(["x", "unknown"]) == 3
    assert [q.text for q in any_store.read()] == ["c"]


def test_the_columns_are_those_that_may_be_and_nothing_tells_the_order(url: str) -> None:
    store = Store(url)
    texts = [f"spørgsmål {number}" for number in range(30)]
    for text in texts:
        store.add([unanswered(text)], TODAY)
    columns = {column["name"] for column in inspect(create_engine(url)).get_columns("unanswered")}
    assert columns == {
        *("digest", "day", "kind", "action", "intent", "confidence", "second_intent", "second_confidence"),
        *("text", "form", "mentions", "times"),
    }
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            connection.execute("SELECT rowid FROM unanswered")
        stored = [text for (text,) in connection.execute("SELECT text FROM unanswered")]
    connection.close()
    assert sorted(stored) == sorted(texts)
    assert stored != texts


def test_what_is_removed_is_gone_from_the_file_which_only_its_owner_reads(url: str) -> None:
    store, path = Store(url), Path(url.removeprefix("sqlite:///"))
    store.add([unanswered("sjældentord")], TODAY)
    assert "sjældentord".encode() in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    store.remove(["sjældentord"])
    assert "sjældentord".encode() not in path.read_bytes()


def test_looking_makes_no_database(url: str) -> None:
    store = Store(url)
    assert store.read() == []
    store.remove_old(TODAY)
    assert not Path(url.removeprefix("sqlite:///")).exists()


WRITER = """
import sys
from tests.indsats.review.conftest import TODAY
from tests.indsats.review.samples import unanswered
from indsats.review.store import Store
store = Store(sys.argv[1])
for number in range(25):
    store.add([unanswered(), unanswered(f"{sys.argv[2]} {number}")], TODAY)
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_processes_write_without_losing_anything(
    kind: str, url: str, request: pytest.FixtureRequest
) -> None:
    where = url if kind == "sqlite" else request.getfixturevalue("postgres_url")
    Store(where).remove(question.form for question in Store(where).read())
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, where, name], cwd=paths.ROOT) for name in ("a", "b")
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    found = {q.text: q.times for q in Store(where).read()}
    assert found.pop("hvor er ledigheden nedbragt") == 50
    assert found == {f"{name} {number}": 1 for name in "ab" for number in range(25)}


def test_a_database_that_cannot_be_used_fails_when_it_is_used(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database\n" * 100)
    with pytest.raises(SQLAlchemyError):
        Store(f"sqlite:///{broken}").add([unanswered()], TODAY)


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite://", "sqlite:///:memory:"])
def test_a_url_that_cannot_be_used_is_said_without_repeating_it(url: str) -> None:
    with pytest.raises(BadSettingError, match=r"^INDSATS_REVIEW_URL cannot be used"):
        Store(url)


def test_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INDSATS_REVIEW_URL", raising=False)
    monkeypatch.delenv("INDSATS_REVIEW_DAYS", raising=False)
    assert url_from_environment() == f"sqlite:///{paths.ROOT / 'var' / 'review.db'}"
    assert days_from_environment() == MOST_DAYS
    monkeypatch.setenv("INDSATS_REVIEW_URL", "OFF")
    monkeypatch.setenv("INDSATS_REVIEW_DAYS", "30")
    assert url_from_environment() is None
    assert days_from_environment() == 30


@pytest.mark.parametrize("days", ["0", "181", "-1", "mange", "²"])
def test_days_that_cannot_be_used(days: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_DAYS", days)
    with pytest.raises(BadSettingError, match="INDSATS_REVIEW_DAYS must be 1-180"):
        days_from_environment()
