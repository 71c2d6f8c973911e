"""Set up the two Python environments from the lock files, with nothing but the standard library.

    python3 deploy/environments.py run     # what is needed to run
    python3 deploy/environments.py test    # the same, and the tools for the tests
    python3 deploy/environments.py lock    # compile requirements/*.in into hashed lock files

``.venv/bot`` gets Python 3.10 (Rasa Open Source 3.6 needs it), ``.venv/actions`` Python 3.11 or newer. An
environment whose lock file has not changed since it was set up is left alone, so a second call takes no time.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
UV_VERSION = "0.13.9"
DANISH_MODEL_SECONDS = 25
"""How long fetching da_core_news_sm may take before we go on without it."""


class SetupError(Exception):
    """Something the user must put right; the message is one line that says what."""


class Environment:
    """One virtual environment: its name, the Python versions that will do, and its lock files."""

    def __init__(self, name: str, minors: tuple[int, ...], why: str) -> None:
        self.name = name
        self.minors = minors
        self.why = why
        self.path = VENVS / name
        self.python = self.path / "bin" / "python"
        self.stamp = self.path / "set-up-from"

    def lock_file(self, purpose: str) -> Path:
        """The lock file for ``purpose`` (``run`` or ``test``; the latter holds the former's versions)."""
        return REQUIREMENTS / (f"dev-{self.name}.txt" if purpose == "test" else f"{self.name}.txt")

    def is_ready(self, purpose: str) -> bool:
        """Whether it was set up from the lock file as it is now. The test set-up serves for running too."""
        if not (self.python.exists() and self.stamp.exists()):
            return False
        found = self.stamp.read_text().split()
        wanted = {digest(self.lock_file(purpose)), digest(self.lock_file("test"))}
        return bool(wanted.intersection(found))


BOT = Environment("bot", (10,), "Rasa Open Source 3.6 runs on Python 3.10 only")
ACTIONS = Environment("actions", (11, 12, 13), "the action server needs Python 3.11 or newer")


def digest(path: Path) -> str:
    """A short fingerprint of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def say(text: str) -> None:
    """Tell the person at the terminal what happens."""
    print(f"· {text}", flush=True)


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command quietly; its output is shown only when it fails."""
    done = subprocess.run(  # type: ignore[call-overload]
        [str(part) for part in command], text=True, capture_output=True, check=False, **options
    )
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        called = f"{Path(str(command[0])).name} {' '.join(map(str, command[1:4]))}"
        raise SetupError(f"{called} …: fejlkode {done.returncode}\n{tail}")
    return done


def python_version(executable: str | Path) -> tuple[int, int] | None:
    """The version of a Python, or None when the file is not a working Python (such as an idle pyenv shim)."""
    try:
        done = subprocess.run(
            [str(executable), "-c", "import sys; print(*sys.version_info[:2])"],
            text=True, capture_output=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.fullmatch(r"(\d+) (\d+)\s*", done.stdout)
    return (int(version[1]), int(version[2])) if version and not done.returncode else None


def find_python(minor: int) -> str | None:
    """A working Python 3.``minor``: on PATH, this very one, under pyenv, or in the usual places."""
    name = f"python3.{minor}"
    pyenv = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    candidates = [
        shutil.which(name),
        sys.executable,
        *sorted(glob.glob(f"{pyenv}/versions/3.{minor}.*/bin/python")),
    ]
    candidates += [f"{place}/{name}" for place in ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")]
    for candidate in candidates:
        if candidate and python_version(candidate) == (3, minor):
            return str(candidate)
    return None


def works(program: str | Path) -> bool:
    """Whether the program can be started at all (a pyenv shim may be there and lead nowhere)."""
    try:
        return subprocess.run([str(program), "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def find_uv() -> Path:
    """The uv tool: ours from an earlier run, one on PATH that works, or installed into ``.venv/tools``."""
    own = VENVS / "tools" / "bin" / "uv"
    for candidate in (own, shutil.which("uv")):
        if candidate and works(candidate):
            return Path(candidate)
    say(f"henter uv {UV_VERSION} til .venv/tools")
    tools = VENVS / "tools"
    try:
        run(sys.executable, "-m", "venv", "--clear", tools)
        run(
            tools / "bin" / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            f"uv=={UV_VERSION}",
        )
    except SetupError as problem:
        # Debian's python3 has no ensurepip without python3-venv; its pip may be there all the same.
        shutil.rmtree(tools, ignore_errors=True)
        try:
            run(
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--target",
                tools,
                f"uv=={UV_VERSION}",
            )
        except SetupError:
            raise SetupError(
                "uv kunne ikke hentes. Installér det (fx 'apt-get install python3-venv' og prøv igen, "
                f"eller 'pipx install uv'). Årsag: {problem}"
            ) from None
    return own


def interpreter_for(environment: Environment, uv: Path) -> str:
    """A Python for the environment: one on the machine, else one that uv fetches.

    Raises:
        SetupError: if there is none and none can be fetched; the message says what to install.
    """
    for minor in environment.minors:
        if found := find_python(minor):
            return found
    wanted = f"3.{environment.minors[0]}"
    say(f"Python {wanted} findes ikke på maskinen; prøver at hente den")
    try:
        run(uv, "python", "install", wanted, timeout=300)
        return run(uv, "python", "find", wanted).stdout.strip()
    except (SetupError, subprocess.TimeoutExpired):
        raise SetupError(
            f"Python {wanted} mangler ({environment.why}) og kunne ikke hentes. "
            f"Installér den (fx 'pyenv install {wanted}' eller 'uv python install {wanted}') og prøv igen."
        ) from None


def build(environment: Environment, purpose: str, uv: Path) -> None:
    """Create or update one environment so that it holds exactly what its lock file says."""
    python = interpreter_for(environment, uv)
    lock = environment.lock_file(purpose)
    if not environment.python.exists() or python_version(environment.python) != python_version(python):
        run(uv, "venv", "--quiet", "--clear", "--python", python, environment.path)
    environment.stamp.unlink(missing_ok=True)
    say(f"sætter .venv/{environment.name} op efter requirements/{lock.name}")
    # Compiled now: where Python may not write bytecode, every start would compile TensorFlow again.
    run(
        *(uv, "pip", "sync", "--quiet", "--compile-bytecode", "--python", environment.python),
        *("--require-hashes", lock),
    )
    if environment is BOT:
        fetch_danish_model()
    environment.stamp.write_text(digest(lock) + "\n")


def fetch_danish_model() -> None:
    """Try to get spaCy's da_core_news_sm the official way; go on without it when its host cannot be reached.

    It is an addition, not a need: without it the bot uses Danish tokenisation with dictionary lemmas. One
    short try (no retries), because a closed network should cost seconds.
    """
    environment = {
        **os.environ,
        "PIP_RETRIES": "0",
        "PIP_DEFAULT_TIMEOUT": "8",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    try:
        # uv makes environments without pip, which `spacy download` calls.
        run(find_uv(), "pip", "install", "--quiet", "--python", BOT.python, "pip")
        run(
            BOT.python, "-m", "spacy", "download", "da_core_news_sm", "--no-deps",
            env=environment, timeout=DANISH_MODEL_SECONDS,
        )  # fmt: skip
        say("da_core_news_sm er hentet og bruges")
    except (SetupError, subprocess.TimeoutExpired):
        say("da_core_news_sm kunne ikke hentes; fortsætter med dansk ordopdeling og ordbogslemmaer")


def lock(uv: Path) -> None:
    """Compile every ``requirements/*.in``: hashes in, registry addresses out."""
    common = ("--generate-hashes", "--quiet", "--no-header", "--no-emit-index-url", "--upgrade")
    for environment, minor in ((BOT, "3.10"), (ACTIONS, "3.11")):
        plain, dev = environment.lock_file("run"), environment.lock_file("test")
        run(
            uv,
            "pip",
            "compile",
            *common,
            "--python-version",
            minor,
            plain.with_suffix(".in"),
            "-o",
            plain,
            cwd=ROOT,
        )
        run(
            uv,
            "pip",
            "compile",
            *common,
            "--python-version",
            minor,
            "-c",
            plain,
            dev.with_suffix(".in"),
            "-o",
            dev,
            cwd=ROOT,
        )


def main(purpose: str) -> int:
    """Set up what ``purpose`` needs. Returns the exit code."""
    try:
        if purpose == "lock":
            lock(find_uv())
            return 0
        missing = [environment for environment in (ACTIONS, BOT) if not environment.is_ready(purpose)]
        if missing:
            uv = find_uv()
            for environment in missing:
                build(environment, purpose, uv)
    except SetupError as problem:
        print(f"Opsætningen stoppede: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"run", "test", "lock"}:
        sys.exit("usage: environments.py run|test|lock")
    sys.exit(main(sys.argv[1]))
