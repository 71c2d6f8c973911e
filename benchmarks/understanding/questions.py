"""The sets of questions, each with what is right. Only the answer to the last turn is judged.

An entry of ``questions/dev-*.yml`` and ``test-*.yml`` (one file per author)::

    {ask: "...", style: typos, intent: ask_figure, figure: {op: value, measure: ledige_fuldtid, area: Holbæk}}
    {turns: ["...", "..."], style: spoken, intent: follow_up, rule: {kind: [obligation], must: [p26-tilbud]}}
    {ask: "...", style: formal, intent: out_of_scope, kind: [out_of_scope]}

``figure`` is an expectation of `tests.e2e.gold.oracle` (or a list of them: several readings), ``rule`` one of
`tests.e2e.gold_rules.judging`, ``kind`` lists the kinds of answer that are right where nothing is stated.
``also`` is a regular expression that the text or a suggestion must match: the second of two questions in one
message. ``feature`` names what makes the question hard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from deploy.environments import ROOT
from indsats.answers.model import Kind
from tests.e2e.gold.oracle import expectations
from tests.e2e.gold_rules.judging import ANSWERS, check, in_force

FOLDER = Path(__file__).with_name("questions")
GOLD = ROOT / "tests" / "e2e"
SETS = ("dev", "test", "gold-dev", "rules-dev")
EXPECTATIONS = ("figure", "rule", "kind")
KINDS = frozenset(get_args(Kind))
_PARTS = frozenset({"ask", "turns", "style", "intent", "also", "feature", *EXPECTATIONS})
STYLES = frozenset(
    {
        *("formal", "spoken", "telegraphic", "typos", "no_punctuation", "caps", "dialect", "foreign"),
        "very_long",
    }
)
INTENTS = frozenset(
    {
        *("ask_figure", "ask_rule", "ask_definition", "ask_case", "ask_source", "follow_up", "ask_deadlines"),
        *("help", "greet", "goodbye", "thanks", "bot_challenge", "smalltalk", "complaint", "handoff"),
        "out_of_scope",
    }
)


@dataclass(frozen=True)
class Question:
    """One question. ``about`` says which of `EXPECTATIONS` ``right`` is; an unknown intent or style is ""."""

    id: str
    author: str
    turns: tuple[str, ...]
    about: str
    right: Any
    style: str = ""
    intent: str = ""
    feature: str = ""
    also: str = ""

    @property
    def readings(self) -> tuple[Mapping[str, Any], ...]:
        """The expectations of a figure, each a reading that is accepted."""
        return (self.right,) if isinstance(self.right, Mapping) else tuple(self.right)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of answer that may be right."""
        if self.about == "figure":
            return frozenset().union(*(expected.kinds for expected in expectations(self.right)))
        return frozenset(listed(self.right["kind"] if self.about == "rule" else self.right))

    @property
    def has_an_answer(self) -> bool:
        """Whether something is to be stated: there is a right answer besides asking back and declining."""
        return bool(self.kinds & ANSWERS)


def listed(value: Any) -> list[str]:
    """One or several as a list of texts."""
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def load(name: str, folder: Path = FOLDER) -> list[Question]:
    """The questions of a set.

    Raises:
        ValueError: if an entry is malformed or names something that does not exist.
        FileNotFoundError: if the set has no file yet.
    """
    if name == "gold-dev":
        return [_figure(f"{name}-{at:04}", e) for at, e in _entries(GOLD / "gold" / "questions_dev.yml")]
    if name == "rules-dev":
        return [_rule(f"{name}-{e['id']}", e) for _, e in _entries(GOLD / "gold_rules" / "questions_dev.yml")]
    if not (files := sorted(folder.glob(f"{name}-*.yml"))):
        raise FileNotFoundError(f"{folder} has no file {name}-*.yml")
    return [_question(f"{file.stem}-{at:03}", file.stem, e) for file in files for at, e in _entries(file)]


def _entries(file: Path) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(yaml.safe_load(file.read_text(encoding="utf-8")) or (), 1))


def _figure(id: str, entry: Mapping[str, Any]) -> Question:
    turns = tuple(entry["turns"]) if "turns" in entry else (entry["ask"],)
    intent = "follow_up" if len(turns) > 1 else "ask_figure"
    return Question(id, "gold-dev", turns, "figure", entry["expect"], intent=intent)


def _rule(id: str, entry: Mapping[str, Any]) -> Question:
    turns = tuple(entry["turns"]) if "turns" in entry else (entry["q"],)
    return Question(id, "rules-dev", turns, "rule", entry)


def _question(id: str, author: str, entry: Mapping[str, Any]) -> Question:
    if problems := _problems(entry):
        raise ValueError(f"{id}: {'; '.join(problems)}")
    (about,) = (part for part in EXPECTATIONS if part in entry)
    turns = tuple(entry["turns"]) if "turns" in entry else (entry["ask"],)
    right = entry[about] if about != "rule" else {"q": turns[-1], **entry["rule"]}
    rest = {part: entry.get(part, "") for part in ("style", "intent", "feature", "also")}
    return Question(id, author, turns, about, right, **rest)


def _problems(entry: Mapping[str, Any]) -> Sequence[str]:
    found = [f"unknown part {part}" for part in sorted(set(entry) - _PARTS)]
    if ("ask" in entry) == ("turns" in entry):
        found.append("one of ask and turns")
    if entry.get("style") not in STYLES:
        found.append(f"no such style: {entry.get('style')}")
    if entry.get("intent") not in INTENTS:
        found.append(f"no such intent: {entry.get('intent')}")
    if sum(part in entry for part in EXPECTATIONS) != 1:
        return [*found, "exactly one of figure, rule and kind"]
    if "figure" in entry:
        try:
            expectations(entry["figure"])
        except (KeyError, IndexError, TypeError, ValueError) as problem:
            found.append(f"figure: {problem!r}")
    if "rule" in entry:
        found += check({"q": "", **entry["rule"]}, in_force(), _case())
    if "kind" in entry and (unknown := set(listed(entry["kind"])) - KINDS):
        found.append(f"no such kind: {sorted(unknown)}")
    return found


def _case() -> set[str]:
    text = (ROOT / "knowledge" / "case.yaml").read_text(encoding="utf-8")
    return {entry["id"] for entry in yaml.safe_load(text)["case"]}
