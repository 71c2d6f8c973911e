"""Reading sets of questions: every form of an entry, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding.questions import SETS, Question, load

GOOD = 'ask: "Hej", style: formal, intent: greet, kind: [smalltalk]'


def test_every_form_of_an_entry_is_read(examples: list[Question]) -> None:
    assert [question.about for question in examples] == [*["figure"] * 4, "rule", "rule", "kind", "kind"]
    assert examples[0].turns == ("hvor mange ledge er der i holbæk april 2025",)
    assert examples[3].turns == ("Hvor mange ledige er der i Aarhus?", "og på dagpenge i Odense?")
    assert (examples[1].also, examples[1].feature) == ("Odense", "two_questions")
    assert {question.author for question in examples} == {"dev-example"}
    assert [question.id for question in examples][::7] == ["dev-example-001", "dev-example-008"]


def test_what_is_declined_or_asked_back_has_no_answer(examples: list[Question]) -> None:
    # A reading that states something is enough: the deadlines may be told as rules.
    expected = [True, True, False, True, True, True, False, False]
    assert [question.has_an_answer for question in examples] == expected


def test_several_readings_allow_the_kinds_of_all(examples: list[Question]) -> None:
    assert examples[3].kinds == {"statistic", "clarify"}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (GOOD.replace("ask:", "asked:"), "unknown part asked"),
        (GOOD + ', turns: ["Hej"]', "one of ask and turns"),
        (GOOD.replace("formal", "posh"), "no such style: posh"),
        (GOOD.replace("greet", "grin"), "no such intent: grin"),
        (GOOD + ", rule: {kind: [obligation]}", "exactly one of"),
        (GOOD.replace("smalltalk", "statistics"), "no such kind"),
        (GOOD.replace("kind: [smalltalk]", "rule: {kind: [obligation], must: [p99]}"), "no such fact: p99"),
        (GOOD.replace("kind: [smalltalk]", "figure: {op: value, measure: lykke}"), "figure: IndexError"),
    ],
)
def test_a_malformed_entry_is_refused(tmp_path: Path, entry: str, problem: str) -> None:
    (tmp_path / "dev-a.yml").write_text(f"- {{{entry}}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=problem):
        load("dev", tmp_path)


def test_files_of_several_authors_are_one_set(tmp_path: Path) -> None:
    for author in ("dev-b", "dev-a", "test-a"):
        (tmp_path / f"{author}.yml").write_text(f"- {{{GOOD}}}\n", encoding="utf-8")
    assert [question.author for question in load("dev", tmp_path)] == ["dev-a", "dev-b"]


def test_a_set_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"dev-\*\.yml"):
        load("dev", tmp_path)


@pytest.mark.parametrize("name", [name for name in SETS if name.endswith("-dev")])
def test_the_gold_sets_are_sets_too(name: str) -> None:
    found = load(name)
    assert len(found) > 400
    assert len({question.id for question in found}) == len(found)
