"""Whole answers over REST on cases that nobody looked at while mending: how many are as expected.

    .venv/actions/bin/python -m benchmarks.answers [--show]

``--show`` prints what differs; do that only when the set is to be replaced afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import yaml

from deploy import launch
from tests.e2e.expectations import differences
from tests.e2e.talk import Conversation

CASES = Path(__file__).parent.parent / "tests" / "held_out" / "answers.yml"
TODAY = "2026-11-22"


def main() -> int:
    """Measure and print."""
    os.environ["INDSATS_TODAY"] = TODAY
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        servers, address = launch.start(Path(folder))
        try:
            wrong = {}
            for case in cases:
                conversation = Conversation(address)
                replies = [conversation.say(turn) for turn in case["turns"]]
                if found := differences(replies[-1], case["expect"]):
                    wrong[case["id"]] = found
        finally:
            launch.stop(servers)
    print(f"cases {len(cases)}, as expected {len(cases) - len(wrong)} ({1 - len(wrong) / len(cases):.1%})")
    if "--show" in sys.argv:
        for name, found in wrong.items():
            print(f"  {name}: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
