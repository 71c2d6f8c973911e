"""Questions over REST, and the answers they must get."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.expectations import differences
from tests.e2e.talk import Conversation

CASES = yaml.safe_load((Path(__file__).parent / "acceptance.yml").read_text(encoding="utf-8"))


def _parameter(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["not_yet"], strict=True)] if "not_yet" in case else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_answer(case: dict[str, Any], conversation: Conversation) -> None:
    for turn in case["turns"][:-1]:
        conversation.say(turn)
    reply = conversation.say(case["turns"][-1])
    assert differences(reply, case["expect"]) == [], reply
