"""The results of engines as a file, as a table for the terminal and as the table in docs/understanding.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deploy.environments import ROOT

FILE = Path(__file__).with_name("results.json")
DOCUMENT = ROOT / "docs" / "understanding.md"
BEGIN, END = "<!-- results: make evaluate -->", "<!-- end of results -->"
Results = dict[str, Any]
"""``engines`` by name: ``title``, ``seeds``, ``cost`` and ``sets``; these by name: ``count``, ``overall``,
``parts`` and ``curve``.

Each metric is a list of value, lower and upper end of its interval; None where it says nothing.
"""

LABELS = {
    "right": "right",
    "wrong": "wrong",
    "coverage": "answered, of what has an answer",
    "risk": "wrong, of what it states",
    "frame_accuracy": "understood as a whole (frame)",
    "slot_f1": "slots, F1",
    "entity_f1": "names found by the engine itself, F1",
    "out_of_scope_recall": "out of scope turned away",
    "false_refusals": "turned away though it has an answer",
    "intent_accuracy": "intent right",
    "intent_settled": "intent right and sure enough",
    "macro_f1": "intent, macro F1",
    "calibration_error": "calibration error",
    "brier": "Brier score",
}
COSTS = {
    "seconds": ("training, s", "{:.0f}"),
    "peak_mb": ("most memory in training, MB", "{:.0f}"),
    "model_mb": ("model, MB", "{:.1f}"),
    "milliseconds": ("a message, ms", "{:.1f}"),
}


def read(file: Path = FILE) -> Results:
    """The committed results; empty when there are none."""
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {"engines": {}}


def merged(old: Results, new: Results) -> Results:
    """The new results, and the old ones of engines and sets that were not run this time."""
    engines = {name: dict(found) for name, found in old["engines"].items()}
    for name, found in new["engines"].items():
        before = engines.get(name, {}).get("sets", {})
        engines[name] = {**found, "sets": {**before, **found["sets"]}}
    return {**new, "engines": engines}


def write(results: Results, file: Path = FILE, document: Path = DOCUMENT) -> None:
    """Write the file, and the tables into the document between its two marks.

    Raises:
        ValueError: if the document lacks a mark.
    """
    text = document.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{document} lacks {BEGIN} or {END}")
    file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    document.write_text(f"{before}{BEGIN}\n\n{tables(results)}\n\n{END}{after}", encoding="utf-8")


def tables(results: Results) -> str:
    """For each set a table of metrics by engine; and what the engines cost."""
    engines: Mapping[str, Any] = results["engines"]
    sets = list(dict.fromkeys(name for found in engines.values() for name in found["sets"]))
    found = []
    for name in sets:
        having = [engine for engine in engines.values() if name in engine["sets"]]
        overall = [engine["sets"][name]["overall"] for engine in having]
        rows = [
            [label, *(_cell(metrics.get(metric)) for metrics in overall)]
            for metric, label in LABELS.items()
            if any(metrics.get(metric) for metrics in overall)
        ]
        title = f"{name} ({having[0]['sets'][name]['count']})"
        found.append(_table([title, *(engine["title"] for engine in having)], rows))
    costs = [
        [label, *(form.format(engine["cost"][cost]) for engine in engines.values())]
        for cost, (label, form) in COSTS.items()
    ]
    seeds = ["trainings with different seeds", *(str(len(engine["seeds"])) for engine in engines.values())]
    head = ["cost", *(engine["title"] for engine in engines.values())]
    return "\n\n".join([*found, _table(head, [*costs, seeds])])


def parts(of: Mapping[str, Any]) -> str:
    """One engine's results on one set, by style, feature, intent and author."""
    rows = [
        [
            f"{kind}: {name}",
            str(found["count"]),
            *(_cell(found.get(m)) for m in ("right", "wrong", "intent_accuracy")),
        ]
        for kind, each in of["parts"].items()
        for name, found in each.items()
    ]
    return _table(["part", "n", "right", "wrong", "intent right"], rows)


def _cell(metric: Sequence[float] | None) -> str:
    return "" if metric is None else f"{metric[0]:.3f} ({metric[1]:.3f}-{metric[2]:.3f})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"

    return "\n".join(
        [line(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, rows)]
    )
