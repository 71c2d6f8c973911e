"""What terms and measures mean."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from indsats import paths
from indsats.answers.model import Answer
from indsats.obligations.definitions import all_terms, define, term_id
from indsats.obligations.files import DataError
from indsats.obligations.index import load

TODAY = date(2026, 11, 22)


def ids(answer: Answer) -> list[str]:
    return [fact.id for fact in answer.facts]


def said(answer: Answer) -> str:
    return "\n".join(answer.notes)


def test_the_glossary_is_carried_with_all_its_terms() -> None:
    terms = all_terms(load(), paths.knowledge())
    assert len([term for term in terms.values() if term.entry is not None]) == 78


def test_every_term_is_explained_and_names_where_from() -> None:
    for id, term in all_terms(load(), paths.knowledge()).items():
        answer = define((id,), today=TODAY)
        assert answer.kind == "definition", id
        assert answer.sources, id
        assert answer.facts or any(term.name.casefold() in note.casefold() for note in answer.notes)


def test_a_term_without_a_date_is_a_definition_with_its_period() -> None:
    answer = define(("åbenlyst uddannelsesparat",), today=TODAY)
    assert answer.kind == "definition"
    assert ids(answer) == ["p17-def-visit"]
    assert answer.notes[0] == "Åbenlyst uddannelsesparat: Ingen barrierer for at starte uddannelse."
    assert "Enslydende i 2016 og 2023" in said(answer)
    assert answer.sources[0].publisher == "Indsatsbot, efter loven"


@pytest.mark.parametrize(
    ("terms", "facts"),
    [
        (("sammenlagt_ledighed", "sammenhaengende_periode"), ["p17-def-anciennitet"]),
        (("SHO", "overgangsydelse"), ["p20-ydelsesnavne"]),
        (("jobparat", "aktivitetsparat"), ["p17-def-visit"]),
        (("mentor", "aktivt tilbud"), ["p20-mentor", "p20-def-tilbud"]),
        (("skaerpet_tilsyn", "fokusmaal"), ["p20-fokusmaal", "p26-ophaevet"]),
    ],
)
def test_two_terms_are_set_side_by_side(terms: tuple[str, ...], facts: list[str]) -> None:
    assert ids(define(terms, today=TODAY)) == facts


def test_a_rule_no_longer_in_force_is_said_to_be_so() -> None:
    assert "gjaldt 1. januar 2020 - 30. juni 2025" in said(define(("sho",), today=TODAY))
    assert "gjaldt 27. september 2017 - 31. december 2019" in said(define(("anciennitet",), today=TODAY))


def test_with_a_date_it_is_the_rule_of_that_date() -> None:
    answer = define(("mentor",), "2018Y01", today=TODAY)
    assert answer.kind == "obligation"
    assert ids(answer) == ["p17-def-mentor", "p17-akt-mentor"]
    assert ids(define(("mentor",), "today", today=TODAY)) == ["p20-mentor"]


def test_with_a_date_before_the_rule_nothing_is_guessed() -> None:
    answer = define(("fokusmål",), "2017-10-01", today=TODAY)
    assert answer.kind == "not_available"
    assert answer.facts == ()
    assert "pr. 1. oktober 2017" in said(answer)


def test_a_term_that_no_rule_defines_keeps_its_definition_whatever_the_date() -> None:
    answer = define(("KL",), "2017Y01", today=TODAY)
    assert answer.kind == "definition"
    assert answer.facts == ()


def test_daily_use_is_told_from_the_law() -> None:
    answer = define(("passiv",), today=TODAY)
    assert "(i daglig brug)" in answer.notes[0]
    assert answer.sources[0].publisher == "Indsatsbot, efter daglig brug"


def test_a_measure_is_defined_by_the_catalogue() -> None:
    answer = define((), today=TODAY, measures=("ledighedsprocent",))
    assert answer.kind == "definition"
    assert answer.query.measure == "ledighedsprocent"
    assert "arbejdsstyrken" in answer.notes[0]
    assert answer.sources


def test_what_nobody_explains_is_not_available() -> None:
    answer = define(("mentorr",), today=TODAY)
    assert answer.kind == "not_available"
    assert answer.suggestions == ("Hvad betyder mentor?",)
    assert define(("<b>",), today=TODAY, measures=("nope",)).kind == "not_available"
    assert define((), today=TODAY).kind == "not_available"


def test_ids_are_those_of_the_vocabulary() -> None:
    assert term_id("åbenlyst uddannelsesparat") == "aabenlyst_uddannelsesparat"
    assert term_id("225-timersreglen") == "225_timersreglen"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("{term: standby,", "{term: standbye,", "standbye: no such term"),
        ("facts: [p22-form]", "facts: [p22-forms]", "standby: no such fact: p22-forms"),
        ("{term: standby,", "{term: mentor,", "mentor: the id comes twice"),
    ],
)
def test_a_definition_that_points_nowhere_is_refused(tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), folder)
    file = folder / "obligations" / "definitions.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=named):
        define(("mentor",), today=TODAY, folder=folder)
