"""When a message is taken for two questions."""

from __future__ import annotations

import pytest

from bot.nlu.resolver import read
from bot.nlu.two_questions import Asked, two_questions


def asked(text: str, intent: str, sure: float = 0.9) -> Asked:
    return Asked(read(text), [{"name": intent, "confidence": sure}])


FIGURE = asked("hvor mange ledige er der i Odense", "ask_figure")
RULE = asked("hvad er reglerne for samtaler", "ask_rule")


def test_a_figure_and_a_rule_are_two() -> None:
    assert two_questions([FIGURE, RULE]) == (FIGURE, RULE)


def test_figures_of_different_places_are_two() -> None:
    other = asked("hvad er aktiveringsgraden i Vejle", "ask_figure")
    assert two_questions([FIGURE, other]) == (FIGURE, other)


@pytest.mark.parametrize(
    "second",
    [
        asked("hvor mange langtidsledige er der", "ask_figure"),
        asked("hvor mange ledige er der i Vejle", "ask_figure"),
        asked("hvor stor en andel er det", "ask_figure"),
        asked("er det forkert", "complaint"),
        asked("hvad er reglerne for samtaler", "ask_rule", sure=0.2),
        asked("hvordan går det", "ask_rule"),
    ],
)
def test_what_does_not_stand_alone_or_goes_on_is_read_as_a_whole(second: Asked) -> None:
    assert two_questions([FIGURE, second]) is None


def test_two_rules_are_one_question() -> None:
    assert two_questions([RULE, asked("hvornår skal en jobparat have tilbud", "ask_rule")]) is None
