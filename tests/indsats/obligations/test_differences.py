"""What sets neighbouring terms and measures apart."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import msgspec
import pytest

from indsats import paths
from indsats.answers.rule_text import GLOSSARY
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.definitions import define
from indsats.obligations.differences import Difference, DifferenceFile
from indsats.obligations.facts import RuleFact
from indsats.obligations.files import DataError
from indsats.obligations.glossary import glossary
from indsats.obligations.index import load

TODAY = date(2026, 11, 22)
MARK = "Med vores egne ord: "


def differences() -> DifferenceFile:
    content = (paths.knowledge() / "obligations" / "differences.yaml").read_bytes()
    return msgspec.convert(msgspec.yaml.decode(content), DifferenceFile)


def told(*ids: str, compares: bool = True, dated: str | None = None) -> list[str]:
    vocabulary = load_vocabulary()
    measures = [id for id in ids if vocabulary.has("measure", id)]
    terms = [id for id in ids if id not in measures]
    answer = define(terms, dated, today=TODAY, measures=measures, compares=compares)
    return [note for note in answer.notes if note.startswith(MARK)]


@pytest.mark.parametrize("each", differences().differences, ids=lambda each: "/".join(each.of))
def test_every_text_is_found_by_what_it_sets_apart_and_names_its_basis(each: Difference) -> None:
    of, text, facts = each.of, each.text, each.facts
    vocabulary = load_vocabulary()
    measures = [id for id in of if vocabulary.has("measure", id)]
    answer = define([id for id in of if id not in measures], today=TODAY, measures=measures, compares=True)
    assert answer.kind == "definition"
    assert answer.notes[0] == MARK + text
    assert set(facts) <= {fact.id for fact in answer.facts}
    source = answer.sources[0]
    assert source.publisher == GLOSSARY
    assert source.title.endswith("(vores egne ord)")
    assert render(answer, vocabulary, TODAY).startswith(MARK)


@pytest.mark.parametrize("each", differences().differences, ids=lambda each: "/".join(each.of))
def test_a_text_that_rests_on_rules_no_longer_in_force_says_of_which_time(each: Difference) -> None:
    base = load().base.by_id
    facts: list[RuleFact] = [base[id] for id in each.facts]
    if any(fact.valid_to and fact.valid_to < TODAY for fact in facts):
        assert re.search(r"\b20\d\d\b", each.text)


def test_the_limits_that_a_text_states_stand_in_its_rules_or_in_what_it_explains() -> None:
    base, terms = load().base.by_id, glossary(paths.knowledge())
    unit = r"(?:ugers?|måneders?|års?|pct\.|timers?|samtaler|jobsamtaler|sanktionssatser)"
    checked = 0
    for each in differences().differences:
        explained = [terms[id].explanation for id in each.of if id in terms]
        catalogue = [
            note
            for id in each.of
            if id not in terms
            for note in define((), today=TODAY, measures=(id,)).notes
        ]
        rests_on = "\n".join([*explained, *catalogue, *(base[id].value_da for id in each.facts)])
        for number in re.findall(rf"(\d+(?:-\d+)?½?) {unit}", each.text):
            assert re.search(rf"(?<!\d){re.escape(number)}(?!\d)", rests_on), (each.of, number)
            checked += 1
    assert checked > 30


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (("sammenhaengende_periode", "sammenlagt_ledighed"), "hel kalendermåned uden ydelse"),
        (("aktivt_tilbud", "mentor"), "Fra 2020 er mentorstøtte ikke et tilbud"),
        (("andel_aktiveringsberoerte", "aktiveringsgrad"), "er ikke læst"),
        (("bruttoledighed", "kontanthjaelp_nettoledige_fuldtid"), "to af tre ledighedsbegreber"),
        (("lab", "gammel_lab"), "ophævet 1. januar 2020"),
        # Two of three are told by the text about all three.
        (("sho", "overgangsydelse"), "blev fra 2020 til to ydelser"),
        (("loentilskud", "nytteindsats"), "Løntilskud er en ansættelse"),
        (("sanktion",), "Karantæne hører til dagpenge"),
    ],
)
def test_neighbours(ids: tuple[str, ...], words: str) -> None:
    (note,) = told(*ids)
    assert words in note


def test_three_without_a_text_of_their_own_are_told_two_by_two() -> None:
    notes = told("mentor", "aktivt_tilbud", "jobsamtale")
    assert len(notes) == 2
    assert "Fra 2020 er mentorstøtte ikke et tilbud" in notes[0]


def test_one_term_alone_is_compared_with_nothing() -> None:
    assert told("mentor") == []
    assert told("sanktion", compares=False) == []


def test_with_a_date_only_a_text_that_rests_on_rules_of_that_date_is_told() -> None:
    assert len(told("jobparat", "aktivitetsparat", dated="2018Y01")) == 1
    assert told("mentor", "aktivt_tilbud", dated="2018Y01") == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("of: [lab, las]", "of: [lab, lasse]", "no such term or measure: lasse"),
        ("facts: [p20-sanktion]", "facts: [p20-sanktioner]", "no such fact: p20-sanktioner"),
        ("of: [lab, las]", "of: [gammel_lab, lab]", "gammel_lab/lab: the id comes twice"),
        ("of: [lab, las]", "of: [lab]", "sets nothing apart"),
    ],
)
def test_a_text_that_points_nowhere_is_refused(tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), folder)
    file = folder / "obligations" / "differences.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=named):
        define(("mentor", "sanktion"), today=TODAY, folder=folder)
