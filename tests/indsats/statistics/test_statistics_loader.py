"""Loading is checked, repeatable and all or nothing, in SQLite and in PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from indsats import paths
from indsats.periods import Period
from indsats.statistics import load as command
from indsats.statistics import loader
from indsats.statistics.files import BadDataError, check_sums, read
from indsats.statistics.models import SUPPRESSED
from indsats.statistics.store import NotBuilt, Store

JULY = Period.parse("2026M07")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'var' / 'indsats.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def all_knowledge(tmp_path: Path) -> Path:
    """A copy of the files that a load reads, to be damaged."""
    copy = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge() / "statistics", copy / "statistics")
    shutil.copytree(paths.knowledge() / "areas", copy / "areas")
    return copy


@pytest.fixture
def knowledge(all_knowledge: Path) -> Path:
    """The same with a few areas only, so that loading it takes no time."""
    for file in (all_knowledge / "statistics").glob("*.csv"):
        head, *lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line[:3] in {"000", "376", "615", "741", "751", "825"}]
        file.write_text(head + "".join(kept), "utf-8")
    return all_knowledge


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.dispose()


def change(knowledge: Path, file: str, found: str, put: str) -> None:
    path = knowledge / "statistics" / file
    text = path.read_text("utf-8")
    assert found in text
    path.write_text(text.replace(found, put, 1), "utf-8")


def aarhus(store: Store) -> float | None:
    with store.snapshot() as snapshot:
        figure = snapshot.figure("ledige_fuldtid", "alle", "", "751", JULY)
    assert figure is not None
    return figure.value


def test_every_cell_is_in_the_database(url: str, all_knowledge: Path, cells: dict) -> None:
    outcome = loader.load(url, all_knowledge)
    assert outcome.changed
    assert outcome.observations == len(cells)
    schema = "" if url.startswith("sqlite") else "indsats."
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(
            text(
                f"""SELECT m.code, b.code, c.code, a.code, p.code, o.value, o.status
                FROM {schema}observation o
                JOIN {schema}measure m ON m.id = o.measure_id JOIN {schema}benefit b ON b.id = o.benefit_id
                JOIN {schema}category c ON c.id = o.category_id JOIN {schema}area a ON a.id = o.area_id
                JOIN {schema}period p ON p.id = o.period_id"""  # noqa: S608 - our own names
            )
        ).all()
    engine.dispose()
    assert {tuple(row[:5]): row.value for row in found} == cells
    assert all((row.value is None) == (row.status == SUPPRESSED) for row in found)


def test_the_same_content_twice_changes_nothing(store: Store, url: str, knowledge: Path) -> None:
    loader.load(url, knowledge)
    before = store.loaded()
    assert not loader.load(url, knowledge).changed
    assert store.loaded() == before


def test_new_content_is_seen_without_a_restart(store: Store, url: str, knowledge: Path) -> None:
    loader.load(url, knowledge)
    assert aarhus(store) == 8656
    change(knowledge, "y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,8700,")
    assert loader.load(url, knowledge).changed
    assert aarhus(store) == 8700


@pytest.mark.parametrize(
    ("file", "found", "put", "problem"),
    [
        ("y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,mange,", "ikke et tal"),
        ("y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,nan,", "ikke et tal|kan ikke være"),
        ("y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,-1,", "kan ikke være"),
        ("y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,8656.5,", "ikke et helt tal"),
        ("y25i01.csv", "751,2026M07,alle,,8656,4.3", "751,2026M07,alle,,8656,104.3", "over 100"),
        ("y25i01.csv", "751,2026M07,alle", "750,2026M07,alle", "Området"),
        ("y25i01.csv", "751,2026M07,alle", "082,2026M07,alle", "Området"),
        ("y25i01.csv", "751,2026M07,alle", "751,2026Q03,alle", "Perioden"),
        ("y25i01.csv", "751,2026M07,alle", "751,2026M13,alle", "Perioden"),
        ("y25i01.csv", "751,2026M07,alle", "751,2026M07,efterloen", "Ydelsen"),
        ("y25i01.csv", "751,2026M07,alle,,", "751,2026M07,alle,mand,", "Ydelsen"),
        ("y25i01.csv", "751,2026M07,alle", "751,2026M06,alle", "står to gange"),
        ("y25i01.csv", "751,2026M07,alle,,8656,4.3", "751,2026M07,alle,,8656", "felter"),
        ("y25i01.csv", "ledige_fuldtid,", "ledige_deltid,", "Målene"),
        ("y25i01.csv", "area,period", "kommune,period", "Kolonnerne"),
        ("parliament.csv", "16565,personer", "16565,pct.", "Enheden"),
        ("parliament.csv", ",uden_indsats_antal,16565", ",ledige_fuldtid,16565", "hører ikke til"),
        ("catalogue.yaml", "file: y25i01.csv", "file: y25i02.csv", "kan ikke læses"),
        ("catalogue.yaml", "frequency: month", "frequency: fortnight", "Kataloget"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(
    knowledge: Path, file: str, found: str, put: str, problem: str
) -> None:
    change(knowledge, file, found, put)
    with pytest.raises(BadDataError, match=problem):
        read(knowledge)


def test_a_bad_file_leaves_the_old_figures(store: Store, url: str, knowledge: Path) -> None:
    loader.load(url, knowledge)
    before = store.loaded()
    change(knowledge, "y60c07.csv", "751,2026M07,kontanthjaelp", "999,2026M07,kontanthjaelp")
    with pytest.raises(BadDataError):
        loader.load(url, knowledge)
    assert store.loaded() == before


STALLED = """
import pathlib, sys, time
from indsats.statistics import loader
def stall(*arguments):
    pathlib.Path(sys.argv[3]).touch()
    time.sleep(60)
loader._replace = loader._swap_postgres = stall
loader.load(sys.argv[1], pathlib.Path(sys.argv[2]))
"""


def stalled_load(url: str, knowledge: Path, marker: Path) -> subprocess.Popen[bytes]:
    """A load in its own process that has written everything, and stops before it takes effect."""
    process = subprocess.Popen(
        [sys.executable, "-c", STALLED, url, str(knowledge), str(marker)],
        cwd=paths.ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not marker.exists():
        assert process.poll() is None, "the load ended before it stalled"
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return process


def test_a_killed_load_leaves_the_old_figures(
    store: Store, url: str, knowledge: Path, tmp_path: Path
) -> None:
    loader.load(url, knowledge)
    before = store.loaded()
    change(knowledge, "y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,8700,")
    process = stalled_load(url, knowledge, tmp_path / "stalled")
    assert aarhus(store) == 8656, "readers see the old figures while a load is under way"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert store.loaded() == before
    # The next load goes through, and clears away what the killed one left.
    assert loader.load(url, knowledge).changed
    assert aarhus(store) == 8700
    assert not list((tmp_path / "var").glob(".*.loading")) if url.startswith("sqlite") else True


def test_a_killed_first_load_is_no_database(store: Store, url: str, knowledge: Path, tmp_path: Path) -> None:
    process = stalled_load(url, knowledge, tmp_path / "stalled")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with pytest.raises(NotBuilt):
        store.loaded()


def test_readers_never_see_half_a_load(store: Store, url: str, knowledge: Path) -> None:
    """While figures are swapped, each answer is of the old content or of the new, never of both."""
    loader.load(url, knowledge)
    change(knowledge, "y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,8700,")
    change(knowledge, "folk1am.csv", "751,2026M02,,,378526", "751,2026M02,,,378527")
    seen: set[tuple[float | None, float | None]] = set()
    failures: list[BaseException] = []
    done = threading.Event()

    def keep_reading() -> None:
        while not done.is_set():
            try:
                with store.snapshot() as snapshot:
                    first = snapshot.figure("ledige_fuldtid", "alle", "", "751", JULY)
                    time.sleep(0.01)
                    second = snapshot.figure("folketal", "", "", "751", Period.parse("2026M02"))
                seen.add((first and first.value, second and second.value))
            except BaseException as error:  # noqa: BLE001 - reported by the assertion below
                failures.append(error)
                return

    readers = [threading.Thread(target=keep_reading) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        loader.load(url, knowledge)
        time.sleep(0.1)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert not failures
    assert seen == {(8656, 378526), (8700, 378527)}


def test_a_hidden_cell_stays_hidden_and_a_zero_stays_zero(store: Store, url: str, knowledge: Path) -> None:
    loader.load(url, knowledge)
    with store.snapshot() as snapshot:
        hidden = snapshot.figure("ledige_fuldtid", "kontanthjaelp", "", "741", JULY)
        zero = snapshot.figure("aktiveringsgrad", "kontanthjaelp", "", "825", Period.parse("2025M06"))
        none = snapshot.figure("langtidsledige", "alle", "", "825", JULY)
    assert hidden is not None
    assert hidden.value is None
    assert zero is not None
    assert zero.value == 0
    assert none is None


def test_a_row_with_its_own_source_keeps_it(store: Store, url: str, knowledge: Path) -> None:
    loader.load(url, knowledge)
    week = Period.parse("2016W52")
    together = "uddannelseshjaelp+kontanthjaelp+integrationsydelse"
    with store.snapshot() as snapshot:
        figure = snapshot.figure("uden_indsats_antal", together, "mindst_1_aar", "000", week)
    assert figure is not None
    assert figure.source is not None
    assert "spm. 378" in figure.source.title
    assert figure.source.url.startswith("https://ft.dk/")


def test_a_country_that_is_not_the_sum_of_its_parts_is_told(all_knowledge: Path) -> None:
    before = check_sums(read(all_knowledge))
    assert before.compared > 300
    change(
        all_knowledge, "y60a02.csv", "000,2026M07,kontanthjaelp,,85491,", "000,2026M07,kontanthjaelp,,95491,"
    )
    after = check_sums(read(all_knowledge))
    assert len(after.apart) == len(before.apart) + 1


class TestCommand:
    """``python -m indsats.statistics.load``."""

    def run(self, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "indsats.statistics.load", *arguments],
            cwd=paths.ROOT,
            env={**os.environ, "INDSATS_DATABASE_URL": f"sqlite:///{tmp_path / 'from-environment.db'}"},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_loads_into_the_database_of_the_environment(self, tmp_path: Path) -> None:
        first = self.run(tmp_path)
        assert first.returncode == command.LOADED
        assert "er indlæst" in first.stderr
        assert Store(f"sqlite:///{tmp_path / 'from-environment.db'}").loaded().observations > 100_000
        again = self.run(tmp_path)
        assert again.returncode == command.LOADED
        assert "Ingen ændringer" in again.stderr

    def test_exit_codes_tell_what_is_wrong(self, tmp_path: Path, knowledge: Path) -> None:
        change(knowledge, "y25i01.csv", "751,2026M07,alle,,8656,", "751,2026M07,alle,,mange,")
        folder = ["--knowledge", str(knowledge)]
        assert command.main([*folder, "--url", f"sqlite:///{tmp_path / 'a.db'}"]) == command.BAD_DATA
        assert not (tmp_path / "a.db").exists()
        assert command.main(["--url", "no address"]) == command.WRONG_USE
        assert command.main(["--url", "sqlite://"]) == command.WRONG_USE
        nowhere = "postgresql+psycopg://postgres@127.0.0.1:1/nowhere"
        assert command.main(["--url", nowhere]) == command.NO_DATABASE

    def test_a_password_is_not_shown(self, caplog: pytest.LogCaptureFixture) -> None:
        command.main(["--url", "postgresql+psycopg://somebody:hemmeligt@127.0.0.1:1/nowhere"])
        assert "hemmeligt" not in caplog.text
