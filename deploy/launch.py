"""Start Indsatsbot: build what is missing, start both servers, wait until they answer, stop them together.

    python -m deploy.launch            # serve until Ctrl-C
    python -m deploy.launch --chat     # the same, with a conversation in this terminal
    python -m deploy.launch --prepare  # build the database and train, and stop there

Ports: ``INDSATS_PORT`` (the bot, 5005) and ``INDSATS_ACTION_PORT`` (the action server, 5055).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path

import requests

from deploy import model
from deploy.chat import converse
from deploy.environments import ACTIONS, BOT, ROOT, say

READY_SECONDS = 180
"""How long the servers may take to come up before we give up on them."""
STOP_SECONDS = 10
OK, SERVICE_UNAVAILABLE = 200, 503


class LaunchError(Exception):
    """Something the user must put right; the message is one line that says what."""


class Server:
    """A child process: its command, the address that answers when it is ready, and its log file."""

    def __init__(self, name: str, command: list[str], health: str) -> None:
        self.name = name
        self.health = health
        self.log = ROOT / "var" / "log" / f"{name}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, **QUIET}
        with self.log.open("wb") as log:
            # A session of its own: Ctrl-C reaches only us, and we stop the children in order.
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def is_ready(self) -> bool:
        """Whether it answers its health address.

        Raises:
            LaunchError: if the process has ended, or serves without being able to answer.
        """
        self.check_alive()
        try:
            status = requests.get(self.health, timeout=2).status_code
        except requests.RequestException:
            return False
        if status == SERVICE_UNAVAILABLE:
            raise LaunchError(
                f"{self.name} kunne ikke indlæse sprogmodellen; se {self.log.relative_to(ROOT)}"
            )
        return status == OK

    def check_alive(self) -> None:
        """Raise `LaunchError` when the process has ended."""
        if (code := self.process.poll()) is not None:
            lines = self.log.read_text(errors="replace").strip().splitlines()
            last = lines[-1] if lines else "ingen log"
            raise LaunchError(
                f"{self.name} stoppede (kode {code}): {last}. Hele loggen: {self.log.relative_to(ROOT)}"
            )

    def stop(self) -> None:
        """End the process and everything it started."""
        for sign, patience in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
            try:
                # The group, also when its leader has ended: what it started may live on.
                os.killpg(self.process.pid, sign)
            except ProcessLookupError:
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)


QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
"""No telemetry; and no pages of warnings from libraries that we cannot change."""


def port(variable: str, default: int) -> int:
    """A port number from the environment, or the default.

    Raises:
        LaunchError: if the variable does not hold a port number, or the port is taken.
    """
    text = os.environ.get(variable) or str(default)
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:
        raise LaunchError(f"{variable} skal være et portnummer, ikke {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except OSError:
            raise LaunchError(
                f"Port {text} er optaget. Stop det program, der bruger den, eller vælg en anden i {variable}."
            ) from None
    return int(text)


def endpoints_for(action_port: int, folder: Path) -> Path:
    """endpoints.yml as it stands, or a copy that names another action port."""
    original = ROOT / "endpoints.yml"
    text = original.read_text(encoding="utf-8")
    if f":{action_port}/" in text:
        return original
    copy = folder / "endpoints.yml"
    copy.write_text(text.replace(":5055/", f":{action_port}/"), encoding="utf-8")
    return copy


def prepare() -> Path:
    """Build the database and train the model, where something they depend on has changed.

    Returns the trained model's file.
    """
    done = subprocess.run([str(ACTIONS.python), "-m", "indsats.statistics.load"], cwd=ROOT, check=False)
    if done.returncode:
        raise LaunchError("Databasen med tal kunne ikke bygges; se linjerne ovenfor.")
    try:
        return model.ensure_trained(BOT.python, QUIET)
    except model.TrainingError as problem:
        raise LaunchError(str(problem)) from None


def start(folder: Path) -> tuple[list[Server], str]:
    """Start both servers and wait until they answer. Returns them and the bot's address."""
    bot_port, action_port = port("INDSATS_PORT", 5005), port("INDSATS_ACTION_PORT", 5055)
    trained = prepare()
    address = f"http://127.0.0.1:{bot_port}"
    servers: list[Server] = []
    try:
        servers.append(
            Server(
                "action-server",
                [str(ACTIONS.python), "-m", "actions.server", "--port", str(action_port)],
                f"http://127.0.0.1:{action_port}/health",
            )
        )
        servers.append(
            Server(
                "bot",
                [
                    *(str(BOT.python), "-m", "rasa", "run", "--model", str(trained)),
                    *(
                        "--endpoints",
                        str(endpoints_for(action_port, folder)),
                        "--credentials",
                        "credentials.yml",
                    ),
                    *("--interface", "127.0.0.1", "--port", str(bot_port)),
                ],
                f"{address}/webhooks/rest/",
            )
        )
        say("starter action-server og bot")
        deadline = time.monotonic() + READY_SECONDS
        waiting = list(servers)
        while waiting:
            waiting = [server for server in waiting if not server.is_ready()]
            if waiting and time.monotonic() > deadline:
                raise LaunchError(f"{waiting[0].name} svarede ikke inden for {READY_SECONDS} sekunder.")
            time.sleep(0.2)
    except BaseException:
        stop(servers)
        raise
    return servers, address


def stop(servers: list[Server]) -> None:
    """Stop the servers, the bot first so that no message meets a dead action server."""
    for server in reversed(servers):
        server.stop()


def watch(servers: list[Server]) -> None:
    """Stay until a server ends, which is an error, or somebody stops us, which is not."""
    while True:
        for server in servers:
            server.check_alive()
        time.sleep(0.5)


def _interrupt(_signal: int, _frame: types.FrameType | None) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Run the command line. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Start Indsatsbot")
    parser.add_argument("--chat", action="store_true", help="hold a conversation in this terminal")
    parser.add_argument("--prepare", action="store_true", help="build and train only")
    chosen = parser.parse_args(arguments)
    # Set both: a shell that starts us in the background hands SIGINT down as ignored.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    servers: list[Server] = []
    try:
        if chosen.prepare:
            prepare()
            return 0
        with tempfile.TemporaryDirectory(prefix="indsatsbot-") as folder:
            servers, address = start(Path(folder))
            if chosen.chat:
                converse(address)
            else:
                say(f"Indsatsbot svarer på {address}/webhooks/rest/webhook")
                say("Samtale i terminalen: make chat. Stop med Ctrl-C.")
                watch(servers)
    except LaunchError as problem:
        print(f"Indsatsbot stoppede: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("stopper")
    finally:
        stop(servers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
