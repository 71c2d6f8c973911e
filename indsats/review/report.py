"""The groups as text for the editors, and as lines that can go into the training data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from indsats.periods import danish_date
from indsats.review.cleaning import PLACEHOLDERS
from indsats.review.groups import Group
from indsats.review.somebody import DATE, NUMBER, PLACE
from indsats.review.words import TRAINING

REASONS: Mapping[str, str] = {
    "clarify": "spurgte tilbage",
    "not_available": "havde ikke svaret",
    "out_of_scope": "hører ikke til det, botten svarer på",
    "handoff": "gav op og henviste til et menneske",
    "error": "fejl",
}
"""What became of the question, by the kind of the reply."""
UNKNOWN_INTENT = "ukendt"
_EXAMPLES = {DATE: "1. marts 2026", NUMBER: "10", PLACE: "Aarhus"}
"""What may stand for a placeholder in an example: it is abstracted again before anything is learnt."""


def training_files(folder: Path = TRAINING) -> dict[str, str]:
    """Each intent with the name of the file that has most of its examples."""
    examples: dict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(folder.glob("*.yml")):
        for entry in msgspec.yaml.decode(file.read_bytes())["nlu"]:
            examples[entry["intent"]][file.name] += entry.get("examples", "").count("\n")
    return {intent: files.most_common(1)[0][0] for intent, files in examples.items()}


def shown(groups: Sequence[Group], files: Mapping[str, str], limit: int) -> str:
    """The first ``limit`` groups in Danish, each with its lines of YAML."""
    if not groups:
        return "Ingen ubesvarede spørgsmål.\n"
    asked = sum(group.times for group in groups)
    lines = [f"Ubesvarede spørgsmål: {asked}. Grupper: {len(groups)}, vist: {min(limit, len(groups))}.", ""]
    for group in groups[:limit]:
        lines += [*_told(group), *_yaml([group], group.intent, files.get(group.intent, "")), ""]
    return "\n".join(lines) + "\n"


def draft(groups: Sequence[Group], files: Mapping[str, str]) -> str:
    """All groups as a file of training data, under the intents they were taken for, for a person to sort."""
    of_intent: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        of_intent[group.intent].append(group)
    lines = [
        "# Kladde fra `make review`. Flyt hver linje til den hensigt, den hører under, og slet resten.",
        'version: "3.1"',
        "",
        "nlu:" if groups else "nlu: []",
    ]
    for intent in sorted(of_intent):
        lines += [*_yaml(of_intent[intent], intent, files.get(intent, "")), ""]
    return "\n".join(lines).rstrip() + "\n"


def _told(group: Group) -> Iterable[str]:
    days = danish_date(group.first)
    if group.last != group.first:
        days = f"{days} - {danish_date(group.last)}"
    readings = ", ".join(
        f"{intent} {confidence:.2f}".replace(".", ",") for intent, confidence in group.readings
    )
    reasons = "; ".join(f"{REASONS.get(kind, kind)} ({action}) x {n}" for kind, action, n in group.reasons)
    named = sorted({mention for question in group.questions for mention in question.mentions})
    yield f"Gruppe {group.ids[0]}: {group.times} gang{'e' if group.times > 1 else ''}, {days}"
    yield f"  Form:         {group.forms[0]}"
    yield f"  Opfattet som: {readings or UNKNOWN_INTENT}"
    yield f"  Ubesvaret:    {reasons}"
    yield f"  Nævner:       {', '.join(named) or 'intet, som botten kender'}"


def _yaml(groups: Iterable[Group], intent: str, file: str) -> Iterable[str]:
    """The wordings as examples under an intent; what lacks words is a comment, for a person to fill in."""
    texts = list(dict.fromkeys(_example(text) for group in groups for text in _telling(group)))
    whole = [text for text in texts if not _lacks(text)]
    yield f"# data/nlu/{file}" if file else "# vælg selv hensigt og fil"
    for text in texts:
        if _lacks(text):
            yield f"# mangler ord: - {text}"
    if whole:
        yield f"- intent: {intent or UNKNOWN_INTENT}"
        yield "  examples: |"
        yield from (f"    - {text}" for text in whole)


def _telling(group: Group) -> Iterable[str]:
    """One wording of each form, the one asked most: of the others nothing more would be learnt."""
    for form in group.forms:
        asked: Counter[str] = Counter()
        for question in group.questions:
            if question.form == form:
                asked[question.text] += question.times
        yield min(asked, key=lambda text: (_lacks(_example(text)), -asked[text], text))


def _example(text: str) -> str:
    for placeholder, example in _EXAMPLES.items():
        text = text.replace(placeholder, example)
    # In the training data these open an entity or a synonym.
    return text.translate(str.maketrans("", "", "[]{}"))


def _lacks(text: str) -> bool:
    return any(placeholder in text for placeholder in PLACEHOLDERS)
