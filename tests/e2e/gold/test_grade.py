"""The grader against a bot of a few lines: what it sends, what it makes of the replies, and the report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.e2e.gold.grade import Question, Result, grade, main, passes, table
from tests.e2e.gold.oracle import expectations
from tests.e2e.grading import Verdict, ask, failures, one_answer, share

AARHUS = {"op": "value", "measure": "ledige_fuldtid", "area": "Aarhus", "period": "2026M07"}
ROW = {
    "area": "751",
    "area_name": "Aarhus",
    "period": "2026M07",
    "measure": "ledige_fuldtid",
    "benefit": "alle",
    "category": "",
    "value": 8656,
    "unit": "fuldtidspersoner",
    "status": "ok",
}
ANSWER = {"kind": "statistic", "rows": [ROW], "computed": []}


class _Bot(BaseHTTPRequestHandler):
    """Answers every message with Aarhus, but "?" with a server error and "..." with no JSON."""

    heard: list[dict[str, str]]

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.heard.append({"path": self.path, **message})
        self.send_response(500 if message["message"] == "?" else 200)
        self.end_headers()
        reply = json.dumps([{"text": "Der var 8.656 ledige."}, {"custom": ANSWER}])
        self.wfile.write(b"..." if message["message"] == "..." else reply.encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def bot() -> Iterator[str]:
    _Bot.heard = []
    with HTTPServer(("127.0.0.1", 0), _Bot) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _question(*turns: str) -> Question:
    return Question("x-001", "value", turns, tuple(expectations(AARHUS)))


def test_the_turns_of_a_conversation_come_from_one_sender(bot: str) -> None:
    ask(bot, ["Ledige i Odense?", "Og i Aarhus?"])
    ask(bot + "/", ["Ledige i Aarhus?"])
    first, second, other = _Bot.heard
    assert [first["message"], second["message"]] == ["Ledige i Odense?", "Og i Aarhus?"]
    assert first["sender"] == second["sender"] != other["sender"]
    assert {heard["path"] for heard in _Bot.heard} == {"/webhooks/rest/webhook"}


def test_a_bot_that_answers_is_judged(bot: str) -> None:
    [result] = grade(bot, [_question("Ledige i Aarhus?")])
    assert result.verdict == Verdict("right")
    assert result.text == "Der var 8.656 ledige."


@pytest.mark.parametrize("message", ["?", "..."])
def test_a_bot_that_fails_has_declined(bot: str, message: str) -> None:
    [result] = grade(bot, [_question(message)])
    assert result.verdict.name == "declined"


def test_a_bot_that_is_not_there_has_declined() -> None:
    [result] = grade("http://127.0.0.1:1", [_question("Ledige i Aarhus?")])
    assert result.verdict.name == "declined"
    assert "no answer" in failures([result])


def test_a_reply_has_an_answer_when_there_is_just_one() -> None:
    whole: list[dict[str, Any]] = [{"text": "Der var 8.656."}, {"custom": ANSWER}]
    assert one_answer(whole) == (ANSWER, "Der var 8.656.")
    assert one_answer(whole[1:]) == (ANSWER, "")
    assert one_answer([*whole, whole[1]]) == (None, "Der var 8.656.")
    assert one_answer([]) == (None, "")


def test_the_command_tells_failures_only_when_asked(bot: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev", bot]) == 1
    assert "dev-001" not in capsys.readouterr().out
    assert main(["dev", bot, "--show"]) == 1
    assert "dev-001 wrong" in capsys.readouterr().out


def _results(*verdicts: str) -> list[Result]:
    return [Result(_question("?"), Verdict(name), "") for name in verdicts]


def test_the_report_counts_by_operation() -> None:
    results = _results("right", "right", "declined", "wrong")
    assert table(results).splitlines()[1].split() == ["value", "4", "2", "1", "1", "50.0%"]
    assert table(results).splitlines()[-1].split() == ["all", "4", "2", "1", "1", "50.0%"]
    assert share(results, "right") == 0.5
    assert share([], "right") == 0


def test_one_wrong_figure_is_too_many() -> None:
    assert passes(_results(*["right"] * 99, "declined"))
    assert not passes(_results(*["right"] * 99, "wrong"))
    assert not passes(_results(*["right"] * 97, *["declined"] * 3))
