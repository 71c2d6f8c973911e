"""Whatever goes wrong, the user gets a Danish sentence and the operator a log line."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from actions import rule
from actions.base import AnsweringAction
from actions.registry import ANSWERING
from actions.services import Services, services
from indsats.answers.texts import TextKey, reply_texts
from tests.actions.tracker import Conversation, Said, call, run

FIGURE = "Hvor mange ledige er der i Aarhus?"
RULE = "Hvad er reglerne for mentor for aktivitetsparate?"
SECRET = "password=hunter2 at /srv/secret.db"


def assert_error(said: Said, key: TextKey) -> None:
    assert said.answer["kind"] == "error"
    assert said.answer["rows"] == said.answer["facts"] == said.answer["sources"] == []
    assert reply_texts().get(key) in said.text


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    ("state", "key"),
    [
        ("missing_database", "error_database_missing"),
        ("empty_database", "error_database_missing"),
        ("broken_database", "error_database_unreachable"),
    ],
)
def test_without_a_database_there_are_no_figures_and_the_rules_still_work(
    state: str, key: TextKey, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    path: Path = request.getfixturevalue(state)
    talk = Conversation()
    said = talk.say("figure", FIGURE)
    assert_error(said, key)
    assert path.name not in said.everything
    assert "sqlite" not in said.everything.lower()
    assert said.frame == {"introduced": True}
    (line,) = logged(caplog)
    assert line.startswith("action_figure failed: ")
    assert talk.say("rule", RULE).answer["kind"] == "obligation"
    assert talk.say("definition", "Hvad er en aktivitetsparat?").answer["kind"] == "definition"


def test_reading_never_creates_a_database(missing_database: Path) -> None:
    run(call("action_figure", FIGURE))
    assert not missing_database.exists()


def test_figures_are_back_as_soon_as_the_database_is(missing_database: Path, loaded_database: Path) -> None:
    talk = Conversation()
    assert talk.say("figure", FIGURE).answer["kind"] == "error"
    missing_database.symlink_to(loaded_database)
    assert talk.say("figure", FIGURE).answer["kind"] == "statistic"


def test_the_case_without_its_figures_is_no_traceback(missing_database: Path) -> None:
    said = run(call("action_case", "Hvad skrev ministeren til KL i 2017?"))
    assert said.answer["kind"] in ("case", "error")
    assert said.answer["rows"] == []


def test_an_unexpected_error_says_nothing_of_itself(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    talk = Conversation()
    before = talk.say("figure", FIGURE).frame
    monkeypatch.setattr(rule, "tell_rules", fail)
    said = talk.say("rule", RULE)
    assert_error(said, "error_unexpected")
    assert "hunter2" not in said.everything
    assert "RuntimeError" not in said.everything
    assert said.frame == before
    (line,) = logged(caplog)
    assert line.startswith("action_rule failed: RuntimeError")
    assert caplog.records[-1].exc_info is not None
    assert talk.say("follow_up", "og i Odense?").answer["rows"][0]["area"] == "461"


def test_a_failure_at_the_very_beginning_still_says_that_it_is_a_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(rule, "tell_rules", fail)
    said = run(call("action_rule", RULE))
    assert said.text.startswith(reply_texts().get("disclosure"))
    assert said.frame == {"introduced": True}


def test_what_the_user_wrote_is_not_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(rule, "tell_rules", fail)
    with caplog.at_level(logging.DEBUG):
        run(call("action_rule", f"{RULE} Jeg hedder Asta Ravnkilde."))
    assert logged(caplog)
    assert "Ravnkilde" not in caplog.text


@pytest.mark.parametrize("action", ANSWERING, ids=lambda action: action.action_name)
def test_no_action_lets_an_exception_out(
    action: type[AnsweringAction], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(SECRET)

    kept = {"topic": "figure", "figure": {"measure": "ledige_fuldtid"}, "introduced": True}
    monkeypatch.setattr(action, "answer", fail)
    said = run(call(action.action_name, FIGURE, frame=kept))
    assert_error(said, "error_unexpected")
    assert said.text == reply_texts().get("error_unexpected")
    assert "hunter2" not in said.everything
    assert said.frame == kept


def test_a_vocabulary_that_cannot_be_read_is_an_error_like_another(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> Any:
        raise ValueError(SECRET)

    payload = call("action_figure", FIGURE)
    monkeypatch.setattr(Services, "vocabulary", property(fail))
    assert_error(run(payload), "error_unexpected")
    assert logged(caplog)


# Starting


def test_warming_up_tells_what_there_is(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        services().warm_up()
    assert "98 municipalities" in caplog.text
    assert logged(caplog) == []


@pytest.mark.parametrize("state", ["missing_database", "broken_database", "empty_database"])
def test_warming_up_without_a_database_is_a_log_line_and_no_failure(
    state: str, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    request.getfixturevalue(state)
    services().warm_up()
    (line,) = logged(caplog)
    assert line.startswith("Statistics database: ")
