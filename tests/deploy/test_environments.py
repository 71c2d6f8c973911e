from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy import environments
from deploy.environments import Environment, SetupError

Program = Callable[[str, str], Path]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Writes a small shell script that can be run, and gives its path."""

    def write(name: str, body: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    return write


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment with lock files of its own that has not been set up."""
    locks = tmp_path / "requirements"
    locks.mkdir()
    (locks / "toy.txt").write_text("one==1\n")
    (locks / "dev-toy.txt").write_text("one==1\ntwo==2\n")
    monkeypatch.setattr(environments, "VENVS", tmp_path / ".venv")
    monkeypatch.setattr(environments, "REQUIREMENTS", locks)
    return Environment("toy", (10,), "the toy needs it")


def set_up(environment: Environment, purpose: str) -> None:
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(environments.digest(environment.lock_file(purpose)) + "\n")


# What is ready


@pytest.mark.parametrize("purpose", ["run", "test"])
def test_an_environment_that_does_not_exist_is_not_ready(environment: Environment, purpose: str) -> None:
    assert not environment.is_ready(purpose)


@pytest.mark.parametrize(
    ("set_up_for", "asked_for", "ready"),
    [
        ("run", "run", True),
        ("test", "test", True),
        ("test", "run", True),
        ("run", "test", False),
    ],
)
def test_the_test_set_up_serves_for_running_too(
    environment: Environment, set_up_for: str, asked_for: str, ready: bool
) -> None:
    set_up(environment, set_up_for)
    assert environment.is_ready(asked_for) is ready


@pytest.mark.parametrize("purpose", ["run", "test"])
def test_a_changed_lock_file_asks_for_a_new_set_up(environment: Environment, purpose: str) -> None:
    set_up(environment, purpose)
    environment.lock_file(purpose).write_text("one==1.1\n")
    assert not environment.is_ready(purpose)


def test_a_stamp_without_a_python_is_not_ready(environment: Environment) -> None:
    set_up(environment, "run")
    environment.python.unlink()
    assert not environment.is_ready("run")


def test_a_python_without_a_stamp_is_not_ready(environment: Environment) -> None:
    """A set-up that was broken off leaves no stamp."""
    set_up(environment, "run")
    environment.stamp.unlink()
    assert not environment.is_ready("run")


def test_an_empty_stamp_is_not_ready(environment: Environment) -> None:
    set_up(environment, "run")
    environment.stamp.write_text("")
    assert not environment.is_ready("run")


# Which Python


def test_the_version_of_this_python() -> None:
    assert environments.python_version(sys.executable) == sys.version_info[:2]


def test_what_is_no_working_python_has_no_version(program: Program, tmp_path: Path) -> None:
    shim = program("shim", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    text = tmp_path / "text"
    text.write_text("not a program")
    assert environments.python_version(shim) is None
    assert environments.python_version(text) is None
    assert environments.python_version(tmp_path / "nothing") is None


def test_a_python_that_hangs_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*command: object, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired("python", timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    assert environments.python_version("python") is None


def test_an_idle_shim_is_passed_over_for_a_python_that_works(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("shims/python3.10", "exit 127")
    working = program("pyenv/versions/3.10.9/bin/python", "echo 3 10")
    monkeypatch.setenv("PATH", str(tmp_path / "shims"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert environments.find_python(10) == str(working)


def test_a_working_python_on_path_comes_first(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = program("bin/python3.10", "echo 3 10")
    program("pyenv/versions/3.10.9/bin/python", "echo 3 10")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert environments.find_python(10) == str(on_path)


def test_a_python_of_another_version_than_its_name_is_passed_over(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("bin/python3.99", "echo 3 98")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert environments.find_python(99) is None


def test_this_python_is_found_without_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert environments.find_python(sys.version_info[1]) == sys.executable


def test_a_python_is_fetched_when_there_is_none(
    environment: Environment, program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(environments, "find_python", lambda _: None)
    uv = program("uv", 'test "$2" = install || echo /fetched/python3.10')
    assert environments.interpreter_for(environment, uv) == "/fetched/python3.10"
    assert "Python 3.10 findes ikke på maskinen" in capsys.readouterr().out


def test_no_python_and_none_to_fetch_says_what_to_install(
    environment: Environment, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "find_python", lambda _: None)
    with pytest.raises(SetupError) as problem:
        environments.interpreter_for(environment, program("uv", "echo 'no network' >&2; exit 1"))
    message = str(problem.value)
    assert "Python 3.10 mangler (the toy needs it)" in message
    assert "pyenv install 3.10" in message
    assert "\n" not in message


# Tools


def test_what_works_can_be_started(program: Program, tmp_path: Path) -> None:
    assert environments.works(program("uv", "exit 0"))
    assert not environments.works(program("shim", "exit 127"))
    assert not environments.works(tmp_path / "nothing")


def test_our_own_uv_comes_before_the_one_on_path(
    environment: Environment, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path = program("bin/uv", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert environments.find_uv() == on_path
    own = program(".venv/tools/bin/uv", "exit 0")
    assert environments.find_uv() == own


def test_uv_that_cannot_be_fetched_says_so(
    environment: Environment, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("bin/uv", "exit 127")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    def fail(*_: object, **__: object) -> None:
        raise SetupError("python -m venv …: fejlkode 1")

    monkeypatch.setattr(environments, "run", fail)
    with pytest.raises(SetupError, match=r"uv kunne ikke hentes\..*apt-get install python3-venv"):
        environments.find_uv()


def test_a_failing_command_shows_its_name_code_and_last_lines(program: Program) -> None:
    tool = program("tool", "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do echo line-$i; done; exit 3")
    with pytest.raises(SetupError) as problem:
        environments.run(tool, "first")
    message = str(problem.value)
    assert message.startswith("tool first …: fejlkode 3\n")
    assert "line-13" in message
    assert "line-1\n" not in message


def test_a_command_that_succeeds_is_quiet(program: Program, capfd: pytest.CaptureFixture) -> None:
    done = environments.run(program("tool", "echo out; echo err >&2"))
    assert done.stdout == "out\n"
    assert capfd.readouterr() == ("", "")


# The command line


@pytest.fixture
def two_environments(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The toy environment in place of both."""
    monkeypatch.setattr(environments, "ACTIONS", environment)
    monkeypatch.setattr(environments, "BOT", environment)
    return environment


def refuse(*_: object) -> None:
    raise AssertionError("nothing was to be done")


def test_what_is_ready_is_left_alone(two_environments: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(two_environments, "run")
    monkeypatch.setattr(environments, "find_uv", refuse)
    monkeypatch.setattr(environments, "build", refuse)
    assert environments.main("run") == 0


def test_what_is_not_ready_is_built_for_the_purpose(
    two_environments: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    set_up(two_environments, "run")
    monkeypatch.setattr(environments, "find_uv", lambda: Path("uv"))
    monkeypatch.setattr(environments, "build", lambda *arguments: built.append(arguments))
    assert environments.main("test") == 0
    assert (two_environments, "test", Path("uv")) in built


def test_a_missing_python_is_one_line_and_exit_code_1(
    two_environments: Environment,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    uv = program("uv", "exit 1")
    monkeypatch.setattr(environments, "find_uv", lambda: uv)
    monkeypatch.setattr(environments, "find_python", lambda _: None)
    assert environments.main("run") == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("Opsætningen stoppede: Python 3.10 mangler")
    assert not two_environments.stamp.exists()


def test_an_environment_gets_its_stamp_only_when_all_went_well(
    environment: Environment, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "find_python", lambda _: sys.executable)
    fails_to_sync = program("bad-uv", 'test "$1" = venv')
    with pytest.raises(SetupError):
        environments.build(environment, "run", fails_to_sync)
    assert not environment.stamp.exists()

    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environments.build(environment, "run", program("uv", "exit 0"))
    assert environment.is_ready("run")


def test_an_interrupt_is_no_error_message(
    two_environments: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environments, "find_uv", interrupt)
    assert environments.main("run") == 130
    assert capsys.readouterr().err == ""
