from __future__ import annotations

import sys
from pathlib import Path

import pytest

from deploy import check
from deploy.launch import LaunchError

PASS = [sys.executable, "-c", "pass"]
FAIL = [sys.executable, "-c", "raise SystemExit(2)"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the steps that ran: one before training, the training, one after; all pass."""
    ran: list[str] = []

    def run(name: str, command: list[str]) -> bool:
        ran.append(name)
        return command == PASS

    monkeypatch.setattr(check, "run", run)
    monkeypatch.setattr(check, "prepare", lambda: ran.append("training"))
    monkeypatch.setattr(check, "BEFORE_TRAINING", [("lint", PASS)])
    monkeypatch.setattr(check, "AFTER_TRAINING", [("tests", PASS)])
    return ran


def test_a_step_passes_when_its_command_does(capfd: pytest.CaptureFixture) -> None:
    assert check.run("good", PASS)
    assert not check.run("bad", FAIL)
    shown = capfd.readouterr().out
    assert "good: bestået" in shown
    assert "bad: FEJLET" in shown


def test_a_step_runs_in_the_project_and_without_telemetry(capfd: pytest.CaptureFixture) -> None:
    code = "import os; print(os.getcwd(), os.environ['RASA_TELEMETRY_ENABLED'])"
    assert check.run("where", [sys.executable, "-c", code])
    assert f"{Path(check.ROOT)} false" in capfd.readouterr().out


def test_every_step_passed(steps: list[str]) -> None:
    assert check.main() == 0
    assert steps == ["lint", "training", "tests"]


@pytest.mark.parametrize("part", ["BEFORE_TRAINING", "AFTER_TRAINING"])
def test_one_failure_fails_the_whole_but_stops_nothing(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(check, part, [("bad", FAIL), ("good", PASS)])
    assert check.main() == 1
    assert {"bad", "good", "training"} <= set(steps)


def test_without_a_model_the_tests_are_not_run(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def fail() -> None:
        raise LaunchError("Sprogmodellen kunne ikke trænes; se var/log/training.log.")

    monkeypatch.setattr(check, "prepare", fail)
    assert check.main() == 1
    assert steps == ["lint"]
    assert "Sprogmodellen kunne ikke trænes" in capsys.readouterr().out


def test_all_code_is_linted_and_both_environments_are_tested() -> None:
    commands = [command for _, command in (*check.BEFORE_TRAINING, *check.AFTER_TRAINING)]
    linted = next(command for command in commands if "ruff" in command)
    folders = {path.parent.name for path in Path(check.ROOT).glob("*/__init__.py")}
    assert folders | {"tests"} <= set(linted)
    tests = [command[0] for command in commands if "pytest" in command]
    assert set(tests) == {check.PYTHON, check.BOT_PYTHON}
