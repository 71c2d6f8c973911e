"""The nearest entries beside a reply that says what the bot is for."""

from __future__ import annotations

import pytest

from tests.actions.tracker import Conversation


def test_what_seems_foreign_is_led_to_entries_under_one_heading() -> None:
    said = Conversation().say("out_of_scope", "hvem betaler for mentorstøtten og er der et loft")
    assert said.answer["kind"] == "out_of_scope"
    assert said.answer["suggestions"] == ["Hvad er reglerne om loft over udgifter til mentor?"]
    assert "Det nærmeste, jeg har, er:" in said.text
    assert "Det har jeg ikke et sikkert svar på" not in said.text
    assert "Du kan spørge sådan" not in said.text
    assert said.text.count("Du kan for eksempel spørge:") == 1


@pytest.mark.parametrize("text", ["1/1", '{"a":1}', "Hvor meget får jeg i dagpenge?"])
def test_a_word_in_common_is_no_reason_to_offer_an_entry(text: str) -> None:
    said = Conversation().say("out_of_scope", text)
    assert "Det nærmeste" not in said.text
