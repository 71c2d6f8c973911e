"""The search on questions that it was not made with, and what it costs beside reading a message.

    .venv/actions/bin/python -m benchmarks.search [--show]

Prints the development list's curve, from which the lowest score was chosen, then the other list, for each
engine (PostgreSQL only where ``INDSATS_DATABASE_URL`` names one), and times as ratios to the time that the
vocabulary takes to read the same messages. ``--show`` prints what is missed; do that only when the list is to
be replaced afterwards.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from indsats.language.resolver import load_resolver
from indsats.search import index as search
from indsats.search.documents import read
from indsats.search.index import Hit, KnowledgeIndex
from indsats.search.suggest import LOWEST_SCORE, MOST_OFFERED, SURELY_ABOUT, nearest
from indsats.statistics.database import default_url

LISTS = Path(__file__).parent.parent / "tests" / "indsats" / "search"
TODAY = date(2026, 11, 22)
SCORES = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)
ROUNDS = 5


def main() -> int:
    """Measure and print."""
    lists = {
        name: yaml.safe_load((LISTS / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("queries", "held_out")
    }
    with tempfile.TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{Path(folder) / 'indsats.db'}"}
        if default_url().startswith("postgresql"):
            urls["postgresql"] = default_url()
        for name, url in urls.items():
            search.build(url)
            index = KnowledgeIndex(url)
            for which, asked in lists.items():
                _tell_quality(f"{name}, {which}", index, asked)
            _tell_curve(name, index, lists["queries"])
            _tell_times(name, index, [each["ask"] for each in lists["queries"]["inside"]])
            index.close()
    return 0


def _would_do(id: str, about: list[str]) -> bool:
    return any(fnmatchcase(id, pattern) for pattern in about)


def _tell_quality(name: str, index: KnowledgeIndex, asked: dict[str, Any]) -> None:
    found, first, offers, right = 0, 0, 0, 0
    for each in asked["inside"]:
        marks = [
            _would_do(hit.document.id, each["about"])
            for hit in index.search(each["ask"], MOST_OFFERED, on=TODAY)
        ]
        offered = nearest(index, each["ask"], TODAY)
        good = offered and any(_would_do(offer.key[1], each["about"]) for offer in offered.offers)
        found, first = found + any(marks), first + bool(marks and marks[0])
        offers, right = offers + bool(offered), right + bool(good)
        if "--show" in sys.argv and not (any(marks) and good):
            print(f"  {each['ask']}: {offered.suggestions if offered else 'nothing offered'}")
    wrong = [text for text in asked["outside"] if nearest(index, text, TODAY)]
    print(
        f"{name}: inside {len(asked['inside'])}, in the first four {found}, first {first}, "
        f"offered {offers}, of those right {right}; outside {len(asked['outside'])}, offered {len(wrong)}"
    )
    if "--show" in sys.argv and wrong:
        print(f"  {wrong}")


def _tell_curve(name: str, index: KnowledgeIndex, asked: dict[str, Any]) -> None:
    def best(text: str) -> float:
        hits: tuple[Hit, ...] = index.search(text, 20, on=TODAY)
        return max((h.score for h in hits if h.about >= SURELY_ABOUT or len(h.matched) > 1), default=0.0)

    inside = [best(each["ask"]) for each in asked["inside"]]
    outside = [best(text) for text in asked["outside"]]
    for score in SCORES:
        over = [sum(value >= score for value in values) for values in (inside, outside)]
        chosen = " *" if score == LOWEST_SCORE else ""
        print(
            f"{name}, lowest score {score:.2f}: offered inside {over[0]}/{len(inside)}, "
            f"outside {over[1]}/{len(outside)}{chosen}"
        )


def _tell_times(name: str, index: KnowledgeIndex, texts: list[str]) -> None:
    resolver = load_resolver()
    reading = _median(lambda text: resolver.resolve(text, TODAY), texts)
    searching = _median(lambda text: index.search(text, on=TODAY), texts)
    offering = _median(lambda text: nearest(index, text, TODAY), texts)
    knowledge = _median(lambda _: read(), texts[:1])
    print(
        f"{name}: a search takes {searching / reading:.1f}, offering the nearest {offering / reading:.1f}, "
        f"making the documents anew {knowledge / reading:.0f} times as long as reading a message"
    )


def _median(run: Callable[[str], object], texts: list[str]) -> float:
    times = []
    for _ in range(ROUNDS):
        for text in texts:
            started = time.perf_counter()
            run(text)
            times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
