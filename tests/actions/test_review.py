"""What the actions leave unanswered is kept for review, and nothing else."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from actions import rule
from actions.services import services
from indsats import paths
from indsats.answers.texts import reply_texts
from indsats.review.store import Store, Unanswered
from tests.actions.tracker import Conversation, call, run
from tests.e2e.conftest import free_port

UNCLEAR = "kan jeg få udbetalt noget ekstra, jeg hedder lars jensen"


@pytest.fixture
def store(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The store that the actions use."""
    url = f"sqlite:///{tmp_path / 'review.db'}"
    monkeypatch.setenv("INDSATS_REVIEW_URL", url)
    services.cache_clear()
    return Store(url)


def kept(store: Store) -> list[Unanswered]:
    services().review.flush()
    return store.read()


def test_a_question_back_is_kept_without_who_asked(store: Store) -> None:
    said = run(call("action_ask_back", UNCLEAR, intent="nlu_fallback", ranking=("ask_rule", "greet")))
    assert said.answer["kind"] == "clarify"
    (found,) = kept(store)
    assert found.text == "kan jeg få udbetalt noget ekstra, jeg hedder _navn_"
    assert (found.kind, found.action, found.times) == ("clarify", "action_ask_back", 1)
    assert (found.intent, found.confidence) == ("ask_rule", 0.5)
    assert (found.second_intent, found.second_confidence) == ("greet", 0.5)
    assert found.day.isoformat() == os.environ["INDSATS_TODAY"]


def test_nothing_of_the_sender_is_stored(store: Store, tmp_path: Path) -> None:
    payload = call("action_ask_back", UNCLEAR, intent="nlu_fallback", ranking=("ask_rule",))
    payload["sender_id"] = payload["tracker"]["sender_id"] = "afsender4711"
    payload["tracker"]["latest_message"]["message_id"] = "besked4712"
    run(payload)
    assert kept(store)
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("review.db*"))
    assert not any(word in stored for word in (b"4711", b"4712", b"lars", b"jensen"))


@pytest.mark.parametrize(
    ("action", "text", "kind"),
    [
        ("figure", "Hvor mange ledige kvinder er der i Aarhus?", "not_available"),
        ("out_of_scope", "hvad koster en cykel", "out_of_scope"),
        ("figure", "hvor mange ledige er der i Gotham", "clarify"),
    ],
)
def test_what_the_bot_does_not_have_is_kept(store: Store, action: str, text: str, kind: str) -> None:
    assert run(call(f"action_{action}", text)).answer["kind"] == kind
    (found,) = kept(store)
    assert (found.kind, found.action) == (kind, f"action_{action}")


def test_giving_up_after_misses_is_kept_and_asking_for_a_human_is_not(store: Store) -> None:
    talk = Conversation()
    kinds = [
        talk.say("ask_back", f"kan det {word}", intent="nlu_fallback", ranking=("greet",)).answer["kind"]
        for word in ("gøres", "lade sig gøre", "passe")
    ]
    assert kinds == ["clarify", "clarify", "handoff"]
    assert talk.say("handoff", "jeg vil tale med et menneske").answer["kind"] == "handoff"
    assert sorted((q.kind, q.text) for q in kept(store)) == [
        ("clarify", "kan det gøres"),
        ("clarify", "kan det lade sig gøre"),
        ("handoff", "kan det passe"),
    ]


def test_an_error_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(rule, "tell_rules", fail)
    run(call("action_rule", "Hvad er reglerne for mentor for aktivitetsparate?"))
    (found,) = kept(store)
    assert (found.kind, found.text) == ("error", "hvad er reglerne for mentor for aktivitetsparate?")


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("figure", "Hvor mange ledige er der i Aarhus?"),
        ("rule", "Hvad er reglerne for mentor for aktivitetsparate?"),
        ("ask_back", "jeg vil ikke leve længere"),
        ("privacy", "/personal_number"),
        ("help", "hvad kan du"),
        ("small_talk", "hej"),
    ],
)
def test_answers_distress_and_personal_numbers_are_not_kept(store: Store, action: str, text: str) -> None:
    intent = {"small_talk": "greet", "ask_back": "nlu_fallback"}.get(action, "")
    run(call(f"action_{action}", text, intent=intent))
    assert kept(store) == []


def test_what_the_form_asks_for_is_no_unanswered_question(store: Store) -> None:
    said = run(call("action_ask_deadline_start", "beregn frister for en borger", intent="ask_deadlines"))
    assert said.answer["kind"] == "clarify"
    assert kept(store) == []


def test_a_store_that_fails_changes_no_reply(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "review.db").write_bytes(b"this is no database\n" * 100)
    with caplog.at_level(logging.DEBUG):
        said = run(call("action_out_of_scope", "hvad koster en cykel, jeg hedder lars"))
        services().review.flush()
    assert reply_texts().get("out_of_scope") in said.text
    (line,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert line.getMessage().startswith("Review: ")
    assert "lars" not in caplog.text


def test_turned_off_nothing_is_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_REVIEW_URL", "off")
    services.cache_clear()
    run(call("action_out_of_scope", "hvad koster en cykel"))
    assert kept(store) == []
    assert not (tmp_path / "review.db").exists()


def test_a_server_that_is_stopped_right_after_a_reply_loses_nothing(store: Store) -> None:
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "actions.server", "--port", port], cwd=paths.ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.get(f"{address}/health", timeout=2)
                break
            except requests.ConnectionError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        for _ in range(5):
            reply = requests.post(
                f"{address}/webhook", json=call("action_out_of_scope", "hvad koster en cykel"), timeout=30
            )
            assert reply.status_code == 200
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    finally:
        server.kill()
        server.wait()
    assert [q.times for q in store.read()] == [5]
