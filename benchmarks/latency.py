"""Start-up, time per question over REST, time to draw a chart, and memory of both processes.

.venv/actions/bin/python -m benchmarks.latency [QUESTIONS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import requests

from deploy import launch
from tests.e2e.talk import Conversation

QUESTIONS = {
    "statistics": "Hvor mange ledige er der i Aarhus i juli 2026?",
    "ranking": "De fem kommuner med højest ledighedsprocent",
    "obligation": "Hvornår skal en ledig på 45 år på dagpenge have første tilbud?",
    "trend with a chart": "Udviklingen i ledige i Svendborg siden 2022",
    "small talk": "Er du et menneske?",
}
DRAWN = ("Vejle", "Odense", "Køge", "Tønder", "Viborg", "Herning", "Skive", "Greve", "Lolland", "Horsens")


def resident_megabytes(process: int) -> float:
    """The resident memory of a process and its children."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except (OSError, ValueError):
            continue
        if int(fields["Pid"]) == process or int(fields["PPid"]) == process:
            total += int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return total


def _picture_times(address: str) -> list[float]:
    """Milliseconds to fetch charts that nobody has looked at before; the very first loads the drawing."""
    times = []
    for place in DRAWN:
        answer = Conversation(address).answer(f"Udviklingen i ledige i {place} Kommune siden 2023")
        begun = time.perf_counter()
        requests.get(answer["chart"]["png"], timeout=30).raise_for_status()
        times.append(1000 * (time.perf_counter() - begun))
    return times


def main() -> int:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        servers, address = launch.start(Path(folder))
        print(f"start-up with everything built: {time.perf_counter() - begun:.1f} s")
        try:
            for name, question in QUESTIONS.items():
                times = []
                for _ in range(count):
                    conversation = Conversation(address)
                    begun = time.perf_counter()
                    conversation.say(question)
                    times.append(1000 * (time.perf_counter() - begun))
                ordered = sorted(times)
                print(
                    f"{name}: median {statistics.median(times):.1f} ms, "
                    f"95th percentile {ordered[int(0.95 * len(ordered))]:.1f} ms ({count} conversations)"
                )
            drawn = sorted(_picture_times(address))
            middle, slowest = statistics.median(drawn), drawn[-1]
            print(f"chart as PNG, first look: median {middle:.0f} ms, slowest {slowest:.0f} ms")
            for server in servers:
                print(f"{server.name}: {resident_megabytes(server.process.pid):.0f} MB resident")
        finally:
            launch.stop(servers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
