"""Everything `make test` checks, in the order in which a mistake is cheapest to find."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from deploy.environments import ACTIONS, BOT, ROOT, say
from deploy.launch import QUIET, LaunchError, prepare

PYTHON = str(ACTIONS.python)
BOT_PYTHON = str(BOT.python)
CODE = ["indsats", "actions", "bot", "deploy", "benchmarks", "tests"]

BEFORE_TRAINING: list[tuple[str, list[str]]] = [
    ("lint", [PYTHON, "-m", "ruff", "check", *CODE]),
    ("format", [PYTHON, "-m", "ruff", "format", "--check", *CODE]),
    ("types", [PYTHON, "-m", "mypy"]),
    ("fact base", [PYTHON, "-m", "indsats.obligations.check"]),
    ("Rasa data", [BOT_PYTHON, "-m", "rasa", "data", "validate", "--fail-on-warnings"]),
]
AFTER_TRAINING: list[tuple[str, list[str]]] = [
    (
        "tests of the bot (Python 3.10)",
        [BOT_PYTHON, "-m", "pytest", "-q", "tests/bot", "tests/indsats/language", "tests/indsats/answers"],
    ),
    (
        "tests of the domain, the actions and the whole (Python 3.11+)",
        [PYTHON, "-m", "pytest", "-q", "--ignore=tests/bot"],
    ),
]


def run(name: str, command: list[str]) -> bool:
    """Run one step. Returns whether it passed."""
    say(name)
    begun = time.monotonic()
    passed = subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, check=False).returncode == 0
    say(f"{name}: {'bestået' if passed else 'FEJLET'} ({time.monotonic() - begun:.0f} s)")
    return passed


def main() -> int:
    """Run every step, also after a failure, so that one run shows all there is. Returns the exit code."""
    results = [run(name, command) for name, command in BEFORE_TRAINING]
    try:
        prepare()
    except LaunchError as problem:
        say(str(problem))
        return 1
    results += [run(name, command) for name, command in AFTER_TRAINING]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
