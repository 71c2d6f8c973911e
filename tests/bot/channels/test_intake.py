"""What may pass the door, and in which form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.intake import LONGEST_MESSAGE, Intake, take_in


def test_an_ordinary_question_passes_as_it_is() -> None:
    assert take_in("Hvor mange ledige er der i Aarhus?") == Intake("Hvor mange ledige er der i Aarhus?")


@pytest.mark.parametrize("nothing", [None, "", "   \n", "?!", 7, ["a"], {"b": 1}, "\u200b", "🙂"])
def test_what_holds_no_words_is_empty(nothing: object) -> None:
    assert take_in(nothing) == Intake("/empty_message")


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/help", "/help"),
        ("/HJÆLP", "/help"),
        ("/restart", "/start_over"),
        ("/session_start", "/unknown_command"),
        ('/ask_figure{"area": "<b>751</b>"}', "/unknown_command"),
        ('  /ask_rule{"target_group": "x"}', "/unknown_command"),
        ("/personal_number", "/unknown_command"),
    ],
)
def test_no_typed_command_reaches_rasa(typed: str, command: str) -> None:
    assert take_in(typed).text == command


def test_a_personal_number_stops_at_the_door() -> None:
    passed = take_in("Hvornår skal 010190-1234 have et tilbud?")
    assert passed == Intake("/personal_number", removed=1)


def test_a_message_too_long_is_not_read() -> None:
    assert take_in("a" * (LONGEST_MESSAGE + 1)).text == "/too_long"
    assert take_in("a" * LONGEST_MESSAGE).text == "a" * LONGEST_MESSAGE


def test_control_characters_become_spaces() -> None:
    assert take_in("ledige\x00i\u202eOdense").text == "ledige i Odense"


@given(st.text())
def test_only_our_own_commands_begin_with_a_slash(message: str) -> None:
    ours = {
        "/empty_message",
        "/personal_number",
        "/too_long",
        "/unknown_command",
        "/help",
        "/greet",
        "/start_over",
    }
    passed = take_in(message).text
    assert passed
    assert not passed.startswith("/") or passed in ours
