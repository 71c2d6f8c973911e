"""What becomes an unanswered question, and that nobody notices when it does."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from indsats import paths
from indsats.language.vocabulary import load_vocabulary
from indsats.review import recorder
from indsats.review.recorder import UNANSWERED, Asked, Recorder, from_environment
from indsats.review.store import MOST_DAYS, Store
from tests.indsats.review.conftest import TODAY
from tests.indsats.review.samples import unanswered

RANKING = (("nlu_fallback", 0.45), ("ask_figure", 0.414), ("ask_rule", 0.3), ("help", 0.1))


@pytest.fixture
def opened(store: Store) -> Recorder:
    return Recorder(store, today=lambda: TODAY)


def asked(text: str = "hvor er ledigheden nedbragt i Vejle", kind: str = "clarify") -> Asked:
    return Asked(text, kind, "action_ask_back", RANKING)


def test_a_question_is_kept_with_what_it_was_taken_for_besides_the_fallback(
    opened: Recorder, store: Store
) -> None:
    opened.keep(asked())
    opened.keep(asked())
    opened.flush()
    (found,) = store.read()
    assert found == unanswered(
        "hvor er ledigheden nedbragt i vejle",
        form="hvor er _measure_ nedbragt i _area_",
        confidence=0.41,
        mentions=found.mentions,
        times=2,
    )
    assert {"area:630", "measure:ledige_fuldtid"} <= set(found.mentions)


@pytest.mark.parametrize(
    "kind", ["statistic", "obligation", "deadlines", "definition", "case", "privacy", "help", "smalltalk"]
)
def test_an_answer_is_not_kept(opened: Recorder, store: Store, kind: str) -> None:
    assert kind not in UNANSWERED
    opened.keep(asked(kind=kind))
    opened.flush()
    assert store.read() == []


def test_without_a_store_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_URL", "off")
    opened = from_environment()
    opened.start()
    opened.keep(asked())
    opened.flush()
    assert opened._store is None


def test_settings_that_cannot_be_used_keep_nothing_and_are_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, url: str
) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_URL", url)
    monkeypatch.setenv("INDSATS_REVIEW_DAYS", "9000")
    opened = from_environment()
    opened.keep(asked())
    opened.flush()
    assert "INDSATS_REVIEW_DAYS must be 1-180" in caplog.text
    assert not Path(url.removeprefix("sqlite:///")).exists()


def test_what_is_too_old_goes_at_the_start(store: Store) -> None:
    store.add([unanswered()], TODAY)
    opened = Recorder(store, today=lambda: TODAY + timedelta(days=MOST_DAYS))
    opened.start()
    opened.flush()
    assert store.read() == []


def test_a_failure_is_a_log_line_without_the_message(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database\n" * 100)
    opened = Recorder(Store(f"sqlite:///{broken}"), today=lambda: TODAY)
    with caplog.at_level(logging.DEBUG):
        opened.start()
        opened.keep(asked("hvor er ledigheden nedbragt for Asta Ravnkilde"))
        opened.flush()
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    assert "DatabaseError" in caplog.text
    assert "nedbragt" not in caplog.text
    assert "Ravnkilde" not in caplog.text


def test_it_goes_on_after_a_failure(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    answers = iter([ValueError("asta ravnkilde"), load_vocabulary()])

    def vocabulary() -> object:
        given = next(answers)
        if isinstance(given, Exception):
            raise given
        return given

    opened = Recorder(store, vocabulary, today=lambda: TODAY)  # type: ignore[arg-type]
    opened.keep(asked())
    opened.keep(asked())
    opened.flush()
    assert [q.times for q in store.read()] == [1]
    assert "ravnkilde" not in caplog.text


def test_nobody_waits_for_the_database(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    slow: Callable[..., None] = lambda *_: time.sleep(0.2)  # noqa: E731
    monkeypatch.setattr(store, "add", slow)
    opened = Recorder(store, today=lambda: TODAY)
    begun = time.perf_counter()
    for _ in range(5):
        opened.keep(asked())
    assert time.perf_counter() - begun < 0.1
    opened.flush()


def test_when_too_many_wait_the_rest_are_given_up(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recorder, "MOST_WAITING", 2)
    add = store.add
    monkeypatch.setattr(store, "add", lambda *given: (time.sleep(0.2), add(*given)))
    opened = Recorder(store, today=lambda: TODAY)
    for _ in range(4):
        opened.keep(asked())
    opened.flush()
    assert [q.times for q in store.read()] == [2]
    assert caplog.text.count("too many questions wait") == 2
    opened.keep(asked())
    opened.flush()
    assert [q.times for q in store.read()] == [3]


ENDING = """
import sys
from indsats.review.recorder import Asked, from_environment
opened = from_environment()
for number in range(20):
    opened.keep(Asked("hvor er ledigheden nedbragt", "clarify", "action_ask_back"))
"""


def test_what_waits_when_the_process_ends_is_still_kept(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_URL", url)
    subprocess.run([sys.executable, "-c", ENDING], cwd=paths.ROOT, check=True, timeout=120)
    assert [q.times for q in Store(url).read()] == [20]
