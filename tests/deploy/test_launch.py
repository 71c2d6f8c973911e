from __future__ import annotations

import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from deploy import launch, model
from deploy.environments import ROOT
from deploy.launch import LaunchError, Server

Start = Callable[..., Server]


def wait_for(condition: Callable[[], bool], seconds: float = 5) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def taken() -> Iterator[str]:
    """A port that something listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


@pytest.fixture
def free() -> str:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a Python child with its log below a folder of the test's own; stops it afterwards."""
    monkeypatch.setattr(launch, "ROOT", tmp_path)
    started: list[Server] = []

    def begin(code: str, health: str = "http://127.0.0.1:9/", name: str = "child") -> Server:
        server = Server(name, [sys.executable, "-c", code], health)
        started.append(server)
        return server

    yield begin
    for server in started:
        if server.process.poll() is None:
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait(5)


@pytest.fixture(autouse=True)
def same_signal_handler() -> Iterator[None]:
    """`main` sets a handler for SIGTERM."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


FOREVER = "import time; time.sleep(60)"

# Ports


def test_a_port_is_the_default_unless_the_environment_names_one(
    free: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INDSATS_PORT", raising=False)
    assert launch.port("INDSATS_PORT", int(free)) == int(free)
    monkeypatch.setenv("INDSATS_PORT", free)
    assert launch.port("INDSATS_PORT", 1) == int(free)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "5005x", "http", "5 005", "1.5"])
def test_what_is_no_port_number_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_PORT", text)
    with pytest.raises(LaunchError, match="INDSATS_PORT skal være et portnummer"):
        launch.port("INDSATS_PORT", 5005)


def test_a_taken_port_says_which_and_what_to_do(taken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_ACTION_PORT", taken)
    with pytest.raises(LaunchError, match=f"Port {taken} er optaget.*INDSATS_ACTION_PORT"):
        launch.port("INDSATS_ACTION_PORT", 5055)


def test_a_port_is_free_again_after_it_was_looked_at(free: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDSATS_PORT", free)
    launch.port("INDSATS_PORT", 5005)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", int(free)))


@pytest.mark.parametrize("variable", ["INDSATS_PORT", "INDSATS_ACTION_PORT"])
def test_a_taken_port_is_one_line_and_exit_code_1_before_anything_is_built(
    variable: str,
    taken: str,
    free: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    def refuse() -> None:
        raise AssertionError("nothing was to be built")

    monkeypatch.setattr(launch, "prepare", refuse)
    for name in ("INDSATS_PORT", "INDSATS_ACTION_PORT"):
        monkeypatch.setenv(name, taken if name == variable else free)
    assert launch.main([]) == 1
    shown = capsys.readouterr()
    assert len(shown.err.splitlines()) == 1
    assert shown.err.startswith(f"Indsatsbot stoppede: Port {taken} er optaget.")
    assert variable in shown.err
    assert shown.out == ""


# endpoints.yml


def test_the_usual_action_port_needs_no_other_endpoints(tmp_path: Path) -> None:
    assert launch.endpoints_for(5055, tmp_path) == ROOT / "endpoints.yml"
    assert list(tmp_path.iterdir()) == []


def test_another_action_port_changes_nothing_else(tmp_path: Path) -> None:
    copy = launch.endpoints_for(6066, tmp_path)
    original = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    assert copy.parent == tmp_path
    written = copy.read_text(encoding="utf-8")
    assert 'url: "http://127.0.0.1:6066/webhook"' in written
    assert written.replace("6066", "5055") == original


# Children


class Answering(BaseHTTPRequestHandler):
    """A server that answers with the status it is asked for: /200, /503."""

    def do_GET(self) -> None:
        self.send_response(int(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """The address of a small web server."""
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_child_is_ready_when_its_address_answers(start: Start, web: str, free: str) -> None:
    assert start(FOREVER, f"{web}/200").is_ready()
    assert not start(FOREVER, f"{web}/404").is_ready()
    assert not start(FOREVER, f"http://127.0.0.1:{free}/").is_ready()


def test_a_child_that_serves_without_a_model_is_an_error(start: Start, web: str) -> None:
    with pytest.raises(LaunchError, match=r"bot kunne ikke indlæse sprogmodellen; se var/log/bot\.log"):
        start(FOREVER, f"{web}/503", "bot").is_ready()


def test_a_child_that_dies_is_an_error_that_names_its_log(start: Start, web: str) -> None:
    server = start("import sys; print('first'); sys.exit('database is locked')", f"{web}/200", "bot")
    server.process.wait(5)
    with pytest.raises(LaunchError) as problem:
        server.is_ready()
    assert str(problem.value) == ("bot stoppede (kode 1): database is locked. Hele loggen: var/log/bot.log")


def test_a_child_that_dies_without_a_word_names_its_log_too(start: Start) -> None:
    server = start("raise SystemExit(3)")
    server.process.wait(5)
    with pytest.raises(LaunchError, match=r"kode 3\): ingen log\. Hele loggen: var/log/child\.log"):
        server.check_alive()


def test_a_living_child_is_no_error(start: Start) -> None:
    start(FOREVER).check_alive()


def test_a_log_that_is_no_text_is_no_obstacle(start: Start) -> None:
    server = start("import sys; sys.stdout.buffer.write(b'\\xff\\xfe'); sys.exit(1)")
    server.process.wait(5)
    with pytest.raises(LaunchError, match="kode 1"):
        server.check_alive()


def test_a_child_runs_quietly_in_a_session_of_its_own(start: Start, tmp_path: Path) -> None:
    server = start("import os; print(os.getsid(0) == os.getpid(), os.environ['RASA_TELEMETRY_ENABLED'])")
    server.process.wait(5)
    assert (tmp_path / "var" / "log" / "child.log").read_text() == "True false\n"


def test_stopping_ends_the_child_and_what_it_started(start: Start, tmp_path: Path) -> None:
    """The grandchild holds a pipe open for as long as it lives."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    grandchild = f"pipe = open({str(pipe)!r}, 'wb'); {FOREVER}"
    server = start(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {grandchild!r}])")
    with pipe.open("rb") as reading:
        server.stop()
        assert server.process.poll() is not None
        assert select.select([reading], [], [], 5)[0], "the grandchild lives"
        assert reading.read() == b""


def test_a_child_that_does_not_listen_is_killed(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "STOP_SECONDS", 0.2)
    server = start(
        "import signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('ready', flush=True)\n"
        "time.sleep(60)"
    )
    wait_for(lambda: (tmp_path / "var" / "log" / "child.log").read_text() == "ready\n")
    server.stop()
    assert server.process.poll() == -signal.SIGKILL


def test_stopping_twice_does_nothing(start: Start) -> None:
    server = start(FOREVER)
    server.stop()
    server.stop()
    assert server.process.poll() == -signal.SIGTERM


def test_the_bot_is_stopped_before_the_action_server() -> None:
    class Stopped:
        def __init__(self, name: str) -> None:
            self.name = name

        def stop(self) -> None:
            order.append(self.name)

    order: list[str] = []
    launch.stop([Stopped("action-server"), Stopped("bot")])  # type: ignore[list-item]
    assert order == ["bot", "action-server"]


def test_watching_ends_when_a_child_does(start: Start) -> None:
    living, dying = start(FOREVER, name="action-server"), start("raise SystemExit(1)", name="bot")
    dying.process.wait(5)
    with pytest.raises(LaunchError, match="bot stoppede"):
        launch.watch([living, dying])


# Both servers


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: str, free: str) -> Path:
    """Programs in place of the two Pythons, and a project of the test's own. Gives the project's folder.

    The action server is healthy; the bot is what ``bot`` in the folder says.
    """
    monkeypatch.setattr(launch, "ROOT", tmp_path)
    (tmp_path / "endpoints.yml").write_text('action_endpoint:\n  url: "http://127.0.0.1:5055/webhook"\n')
    monkeypatch.setattr(launch, "prepare", lambda: tmp_path / "models" / "indsatsbot-abc.tar.gz")
    monkeypatch.setattr(launch.ACTIONS, "python", program(tmp_path / "actions", "exec sleep 60"))
    monkeypatch.setattr(launch.BOT, "python", tmp_path / "bot")
    monkeypatch.setenv("INDSATS_PORT", free)
    monkeypatch.setenv("INDSATS_ACTION_PORT", another(free))

    class Healthy(Server):
        def __init__(self, name: str, command: list[str], health: str) -> None:
            super().__init__(name, command, f"{web}/200")

    monkeypatch.setattr(launch, "Server", Healthy)
    return tmp_path


def another(port: str) -> str:
    """A free port that is not this one."""
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):
            probe.bind(("127.0.0.1", 0))
        found = [str(probe.getsockname()[1]) for probe in (first, second)]
    return next(number for number in found if number != port)


def program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_both_servers_listen_on_loopback_on_the_ports_asked_for(stand_ins: Path) -> None:
    program(stand_ins / "bot", "exec sleep 60")
    servers, address = launch.start(stand_ins)
    try:
        actions, bot = (server.process.args for server in servers)
    finally:
        launch.stop(servers)
    bot_port, action_port = os.environ["INDSATS_PORT"], os.environ["INDSATS_ACTION_PORT"]
    assert address == f"http://127.0.0.1:{bot_port}"
    assert actions[1:] == ["-m", "actions.server", "--port", action_port]
    options = dict(zip(bot[4::2], bot[5::2], strict=True))
    assert options["--interface"] == "127.0.0.1"
    assert options["--port"] == bot_port
    assert options["--model"].endswith("indsatsbot-abc.tar.gz")
    assert f":{action_port}/" in Path(options["--endpoints"]).read_text()
    assert "--enable-api" not in bot


def test_a_bot_that_dies_takes_the_action_server_with_it(
    stand_ins: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    program(stand_ins / "bot", "echo 'cannot read the model'; exit 1")
    stopped = []
    stop = Server.stop

    def noted(server: Server) -> None:
        stop(server)
        stopped.append(server)

    monkeypatch.setattr(Server, "stop", noted)
    # Let the bot die before it is asked whether it is ready.
    monkeypatch.setattr(launch, "say", lambda _: time.sleep(0.1))
    assert launch.main([]) == 1
    error = capsys.readouterr().err
    assert error == (
        "Indsatsbot stoppede: bot stoppede (kode 1): cannot read the model. Hele loggen: var/log/bot.log\n"
    )
    assert {server.name for server in stopped} == {"bot", "action-server"}
    assert all(server.process.poll() is not None for server in stopped)


def test_a_server_that_never_answers_is_given_up(
    stand_ins: Path, web: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(stand_ins / "bot", "exec sleep 60")
    monkeypatch.setattr(launch, "READY_SECONDS", 0.1)
    monkeypatch.setattr(launch.Server, "is_ready", lambda server: server.name == "action-server")
    with pytest.raises(LaunchError, match=r"bot svarede ikke inden for 0\.1 sekunder"):
        launch.start(stand_ins)


# Building


def test_a_database_that_cannot_be_built_stops_before_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing was to be trained")

    monkeypatch.setattr(launch, "ROOT", tmp_path)
    monkeypatch.setattr(launch.ACTIONS, "python", program(tmp_path / "python", "exit 1"))
    monkeypatch.setattr(model, "ensure_trained", refuse)
    with pytest.raises(LaunchError, match="Databasen med tal kunne ikke bygges"):
        launch.prepare()


def test_failed_training_is_one_line_and_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def fail(*_: object) -> Path:
        raise model.TrainingError("Sprogmodellen kunne ikke trænes; se var/log/training.log.")

    monkeypatch.setattr(launch, "ROOT", tmp_path)
    monkeypatch.setattr(launch.ACTIONS, "python", program(tmp_path / "python", "exit 0"))
    monkeypatch.setattr(model, "ensure_trained", fail)
    assert launch.main(["--prepare"]) == 1
    assert capsys.readouterr().err == (
        "Indsatsbot stoppede: Sprogmodellen kunne ikke trænes; se var/log/training.log.\n"
    )


def test_preparing_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing was to be started")

    monkeypatch.setattr(launch, "prepare", lambda: Path("model"))
    monkeypatch.setattr(launch, "start", refuse)
    assert launch.main(["--prepare"]) == 0


# Stopping


@pytest.mark.parametrize("arguments", [[], ["--chat"]])
def test_an_interrupt_stops_the_servers_without_an_error(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    stopped: list[object] = []

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    servers = [object()]
    monkeypatch.setattr(launch, "start", lambda _: (servers, "http://127.0.0.1:5005"))
    monkeypatch.setattr(launch, "stop", stopped.extend)
    monkeypatch.setattr(launch, "watch", interrupt)
    monkeypatch.setattr(launch, "converse", interrupt)
    assert launch.main(arguments) == 0
    assert stopped == servers
    assert capsys.readouterr().err == ""


def test_being_terminated_is_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[object] = []
    servers = [object()]

    def terminated(_: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)

    monkeypatch.setattr(launch, "start", lambda _: (servers, "http://127.0.0.1:5005"))
    monkeypatch.setattr(launch, "stop", stopped.extend)
    monkeypatch.setattr(launch, "watch", terminated)
    assert launch.main([]) == 0
    assert stopped == servers
