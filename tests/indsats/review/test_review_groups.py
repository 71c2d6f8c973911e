"""Which questions come together, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from indsats.review.groups import group
from tests.indsats.review.conftest import TODAY
from tests.indsats.review.samples import unanswered


def test_one_form_is_one_group_whatever_the_place_and_the_day() -> None:
    form = "hvor er _measure_ nedbragt i _area_"
    asked = [
        unanswered("hvor er ledigheden nedbragt i vejle", form=form, times=3),
        unanswered("hvor er ledigheden nedbragt i skive", TODAY - timedelta(days=9), form=form, kind="error"),
    ]
    (found,) = group(asked)
    assert (found.times, found.first, found.last) == (4, TODAY - timedelta(days=9), TODAY)
    assert found.texts == ("hvor er ledigheden nedbragt i vejle", "hvor er ledigheden nedbragt i skive")
    assert found.reasons == (("clarify", "action_ask_back", 3), ("error", "action_ask_back", 1))
    assert found.intent == "ask_figure"
    assert found.readings == (("ask_figure", pytest.approx(0.4)), ("ask_rule", pytest.approx(0.3)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hvor er _measure_ nedbragt", "hvor er _measure_ nedbrakt"),
        ("hvor er _measure_ nedbragt", "og hvor er _measure_ så nedbragt tak".replace("å", "aa")),
        ("hvor er beskaeftigelseskravet", "hvor er beskaeftigelsekravte"),
    ],
)
def test_near_identical_wordings_come_together(one: str, other: str) -> None:
    (found,) = group([unanswered(one, times=2), unanswered(other)])
    assert found.forms == (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hvad er _measure_", "hvor er _measure_"),
        ("hvad er _measure_ i _area_", "hvad er _measure_ i _period_"),
        ("hvad er _measure_", "hvad er _benefit_"),
        ("er den hoejeste", "er den laveste"),
        ("ret til mentor", "ret til mentor nu og her og der"),
    ],
)
def test_a_word_that_decides_keeps_questions_apart(one: str, other: str) -> None:
    assert len(group([unanswered(one), unanswered(other)])) == 2


def test_the_one_asked_most_comes_first_then_the_latest() -> None:
    asked = [
        unanswered("sjælden", TODAY - timedelta(days=2)),
        unanswered("ofte", TODAY - timedelta(days=5), times=7),
        unanswered("ny"),
    ]
    assert [found.texts[0] for found in group(asked)] == ["ofte", "ny", "sjælden"]


def test_a_group_is_known_by_each_of_its_forms() -> None:
    first = group([unanswered("hvor er _measure_ nedbragt", times=2)])[0]
    both = group(
        [unanswered("hvor er _measure_ nedbragt"), unanswered("hvor er _measure_ nedbrakt", times=5)]
    )[0]
    assert first.ids[0] in both.ids
    assert len(set(both.ids)) == 2
