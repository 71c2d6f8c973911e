"""The check of the fact base: every kind of fault, in the right file and on the right line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from indsats import paths
from indsats.obligations.check import __main__ as command
from indsats.obligations.check.base import check
from indsats.obligations.check.schema import SCHEMAS, schema_text
from indsats.obligations.rule_files import rule_files
from tests.indsats.obligations.base_copy import change

TODAY = date(2026, 11, 22)
OFFERS = "obligations/rules/2020/offer.yaml"
CONTACTS = "obligations/rules/2017/contact.yaml"
SOURCES = "obligations/sources.yaml"
NOT_READ = "obligations/not_read.yaml"
RULE = "p20-tilbud-6mdr"
START = f"id: {RULE}"


def _found(knowledge: Path) -> list[str]:
    return [str(finding) for finding in check(knowledge, TODAY)]


def test_the_base_is_clean() -> None:
    assert check(paths.knowledge(), TODAY) == []


def test_every_rule_file_names_its_schema() -> None:
    folder = paths.knowledge() / "obligations"
    for file in rule_files(folder):
        first = file.read_text(encoding="utf-8").split("\n")[0]
        assert first == "# yaml-language-server: $schema=../../rule-file.schema.json"
        assert (file.parent / "../../rule-file.schema.json").exists()


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_those_of_the_models(name: str) -> None:
    """Written anew by ``python -m indsats.obligations.check --schema``."""
    written = (paths.knowledge() / "obligations" / name).read_text(encoding="utf-8")
    assert written == schema_text(SCHEMAS[name])


# File; what is replaced, by what, after which text; how many lines from there it is told (None: anywhere in
# the file); the entry and the problem told.
FAULTS = [
    # Shape
    (OFFERS, "groups:", "grupper:", START, 0, RULE, "ukendt felt: grupper"),
    (OFFERS, "legal_ref:", "note_en:", START, None, RULE, "feltet legal_ref mangler"),
    (OFFERS, "topic: offer", "topic: tilbud", START, 0, RULE, "ukendt værdi: tilbud (kendte: contact,"),
    (OFFERS, '"2020-01-01"', "i går", START, 0, RULE, 'ikke en dato: i går (skriv fx "2024-01-31")'),
    (OFFERS, "unit: M", "unit: måned", START, 0, RULE, "ukendt værdi: måned (kendte: W, M, Y)"),
    (OFFERS, "amount: 6", "amount: seks", START, 0, RULE, "her skal stå et helt tal eller et tal"),
    (OFFERS, "confidence: ", "confidence: sikker # ", START, 0, RULE, "ukendt værdi: sikker"),
    (OFFERS, "    confidence: ", "    # ", START, None, RULE, "feltet confidence mangler"),
    (OFFERS, "    legal_ref:", "    topic: offer\n    legal_ref:", START, 0, "", "topic står to gange"),
    (OFFERS, "groups: [", "groups: [[", START, None, "", "er ikke gyldig YAML"),
    ("obligations/questions.yaml", "weak: [", "weak: 3 #", "", 0, "", "her skal stå en liste"),
    # Ids, dates, sources, vocabulary
    (OFFERS, START, "id: p20-cv", "", 0, "p20-cv", "findes allerede i"),
    (OFFERS, '"2026-06-30"', '"2019-06-30"', START, 0, RULE, "slutter 2019-06-30, før den begynder"),
    (OFFERS, "sources: [", "sources: [LBK1, ", START, 0, RULE, "ukendt kilde: LBK1"),
    (OFFERS, "groups: [", "groups: [alle_mulige, ", START, 0, RULE, "ukendt målgruppe: alle_mulige"),
    (OFFERS, "aspects: [", "aspects: [tilbud, ", START, 0, RULE, "ukendt aspekt: tilbud"),
    (OFFERS, "quote: [", "quote: [p99, ", START, 0, RULE, "ukendt regel: p99"),
    (OFFERS, "legal_ref: LAB § 102", 'legal_ref: ""', START, 0, RULE, "legal_ref er tom"),
    (SOURCES, "url: https://www.ret", "url: ww.ret", "LBK701:", 0, "LBK701", "ikke en adresse"),
    (SOURCES, "title: LBK", "title: '' # ", "LBK701:", 0, "LBK701", "ingen titel"),
    # The files beside the rules
    ("obligations/overview.yaml", "facts: [", "facts: [p99, ", "P2020:", 0, "", "ukendt regel: p99"),
    ("obligations/overview.yaml", "P2020:", "P2021:", "", None, "", "ukendt lovperiode: P2021"),
    ("obligations/questions.yaml", "weak: [", "weak: [tit, ", "", 0, "", "ukendt aspekt: tit"),
    ("obligations/periods_and_groups.yaml", "- new: sho", "- new: sh", "", 0, "", "ukendt målgruppe: sh"),
    (NOT_READ, "groups: [alle]", "groups: [al]", "gaps:", 0, "", "ukendt målgruppe: al"),
    # Place
    (OFFERS, '"2020-01-01"', '"2024-01-01"', START, None, RULE, "hører til i rules/2024/offer.yaml"),
    (OFFERS, "topic: offer", "topic: contact", START, None, RULE, "hører til i rules/2020/contact.yaml"),
    # Figures
    (OFFERS, "mindst 2 sammen", "mindst 5 sammen", START, -2, RULE, "tallet i »5 sammenhængende uger« står"),
    (OFFERS, "min_weeks: 2", "min_weeks: 9", START, 0, RULE, "min_weeks er 9, men det tal står ikke"),
    (OFFERS, "min_weeks: 2", "min_months: 2", START, None, RULE, "tallet i »2 sammenhængende uger«"),
    (
        CONTACTS, "counting: sammenlagt", "counting: plain", "id: p17-dag-foerste",
        0, "p17-dag-foerste", "counting er plain",
    ),
    (
        CONTACTS, "actor: jobcenter", "actor: minister", "id: p17-dag-foerste",
        0, "p17-dag-foerste", "actor er minister",
    ),
    # Limits
    (OFFERS, "- what: ", "- amount: 7 #", START, None, RULE, "feltet what mangler"),
    (OFFERS, "number: deadline_months", "number: min_weeks", START, None, RULE, "fristen passer ikke med"),
    (
        OFFERS, '    without_date: ""\n', "", "id: p20-20timer",
        None, "p20-20timer", "har en tid i numbers (average_months), men hverken limits eller without_date",
    ),
    # Rules at odds
    (
        OFFERS, f"    beside: [{RULE}]\n", "", "id: p20-tilbud-unge-4uger",
        None, "p20-tilbud-unge-4uger", f"siger noget andet end {RULE} om det samme",
    ),
    (
        OFFERS, "    found:", "    beside: [p20-20timer]\n    found:", START,
        0, RULE, "beside nævner p20-20timer, men de to regler modsiger ikke hinanden",
    ),
    # Days without a rule
    (
        NOT_READ, 'valid_to: "2024-12-31"', 'valid_to: "2024-12-30"', "groups: [arbejdspligt]",
        None, "", "ingen regel om offer for arbejdspligt fra 2024-12-31 til 2024-12-31",
    ),
    (
        NOT_READ, "groups: [arbejdspligt]", "groups: [arbejdspligt, dagpenge]", "holes:",
        0, "", "der er regler om contact for dagpenge på alle dagene",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "after", "distance", "entry", "problem"), FAULTS)
def test_a_fault_is_told_with_file_line_and_rule(
    knowledge: Path, file: str, old: str, new: str, after: str, distance: int | None, entry: str, problem: str
) -> None:
    line = change(knowledge / file, old, new, after=after)
    told = [finding for finding in check(knowledge, TODAY) if problem in finding.problem]
    assert told, _found(knowledge)
    (finding, *_) = told
    assert finding.path == f"{knowledge.name}/{file}"
    assert finding.entry == entry
    if distance is not None:
        assert finding.line == line + distance
    else:
        assert finding.line > 0
    assert re.match(rf"{knowledge.name}/{file}, linje \d+{entry and ', '}{entry}: ", str(finding))


def test_all_faults_are_told_at_once(knowledge: Path) -> None:
    change(knowledge / OFFERS, "topic: offer", "topic: tilbud", after=START)
    change(knowledge / OFFERS, "unit: M", "unit: måned", after=START)
    change(knowledge / OFFERS, "sources: [", "sources: [LBK1, ", after="id: p22-tilbud-unge-4mdr")
    change(knowledge / "obligations/rules/2017/mentor.yaml", "sources: [", "sources: [LBK2, ")
    told = "\n".join(_found(knowledge))
    for problem in ("ukendt værdi: tilbud", "ukendt værdi: måned", "kilde: LBK1", "kilde: LBK2"):
        assert problem in told


def test_a_missing_file_is_told(knowledge: Path) -> None:
    (knowledge / "obligations" / "overview.yaml").unlink()
    assert f"{knowledge.name}/obligations/overview.yaml: kan ikke læses: No such file or directory" in _found(
        knowledge
    )


def test_the_command_tells_and_returns_whether_all_is_well(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(knowledge)]) == 0
    assert re.fullmatch(r"137 regler i \d+ filer: ingen fejl\.\n", capsys.readouterr().out)
    change(knowledge / OFFERS, "sources: [", "sources: [LBK1, ", after=START)
    assert command.main([str(knowledge)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf".*/{OFFERS}, linje \d+, {RULE}: ukendt kilde: LBK1", lines[0])
    assert lines[-1] == "1 fejl."


def test_the_command_writes_the_schemas(knowledge: Path) -> None:
    for name in SCHEMAS:
        (knowledge / "obligations" / name).unlink()
    assert command.main([str(knowledge), "--schema"]) == 0
    for name, model in SCHEMAS.items():
        assert (knowledge / "obligations" / name).read_text(encoding="utf-8") == schema_text(model)


def _documented(knowledge: Path) -> Path:
    """The rule and the source that docs/fact-base.md shows, added to a copy of the base."""
    text = (paths.ROOT / "docs" / "fact-base.md").read_text(encoding="utf-8")
    rule = re.search(r"```yaml\n(  - id: .*?)```", text, re.DOTALL)
    source = re.search(r"`(L900: \{.*?\})`", text)
    assert rule
    assert source
    file = knowledge / "obligations/rules/2027/contact.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\n{rule[1]}", encoding="utf-8")
    change(knowledge / "obligations/sources.yaml", "sources:\n", f"sources:\n  {source[1]}\n")
    return file


def test_the_documented_rule_is_clean(knowledge: Path) -> None:
    _documented(knowledge)
    assert _found(knowledge) == []


def test_the_documented_faults_are_told_as_documented(knowledge: Path) -> None:
    change(_documented(knowledge), "mindst 3 jobsamtaler", "mindst 4 jobsamtaler", after="id: p28-")
    told = "\n".join(_found(knowledge)).replace(knowledge.name, "knowledge")
    documented = (paths.ROOT / "docs" / "fact-base.md").read_text(encoding="utf-8")
    # The lines move when somebody adds a rule above.
    assert re.sub(r"linje \d+", "", f"\n{told}\n") in re.sub(r"linje \d+", "", documented)
