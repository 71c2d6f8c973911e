"""What terms and measures mean."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from indsats import paths
from indsats.answers.model import Answer
from indsats.answers.rule_text import GLOSSARY
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.definitions import all_terms, define
from indsats.obligations.files import DataError
from indsats.obligations.glossary import glossary, term_id
from indsats.obligations.index import load

TODAY = date(2026, 11, 22)


def ids(answer: Answer) -> list[str]:
    return [fact.id for fact in answer.facts]


def said(answer: Answer) -> str:
    return "\n".join(answer.notes)


def text(answer: Answer) -> str:
    return render(answer, load_vocabulary(), TODAY)


def test_the_glossary_is_carried_with_all_its_terms() -> None:
    entries = [entry for entry in glossary(paths.knowledge()).values() if entry.basis in ("law", "usage")]
    assert len(entries) == 78
    terms = all_terms(load(), paths.knowledge())
    assert {term_id(entry.term) for entry in entries} <= set(terms)


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
    assert answer.sources[0].publisher == "Indsatsbots ordliste"
    assert answer.sources[0].title == "åbenlyst uddannelsesparat (efter loven)"


@pytest.mark.parametrize(
    ("terms", "facts"),
    [
        (("sammenlagt_ledighed", "sammenhaengende_periode"), ["p17-def-anciennitet", "p20-maalgrupper"]),
        (("SHO", "overgangsydelse"), ["p20-ydelsesnavne", "p25-eenydelse"]),
        (("jobparat", "aktivitetsparat"), ["p17-def-visit"]),
        (("mentor", "aktivt tilbud"), ["p20-mentor", "p20-def-tilbud", "p17-def-tilbud"]),
        (("skaerpet_tilsyn", "fokusmaal"), ["p20-fokusmaal", "p26-ophaevet"]),
    ],
)
def test_two_terms_are_set_side_by_side(terms: tuple[str, ...], facts: list[str]) -> None:
    assert ids(define(terms, today=TODAY)) == facts


def test_a_rule_no_longer_in_force_is_said_to_be_so() -> None:
    assert "gjaldt 1. januar 2020 – 30. juni 2025" in text(define(("sho",), today=TODAY))
    answer = define(("anciennitet",), today=TODAY)
    assert text(answer).count("gjaldt 27. september 2017 – 31. december 2019") == 1


def test_with_a_date_it_is_the_rule_of_that_date() -> None:
    answer = define(("mentor",), "2018Y01", today=TODAY)
    assert answer.kind == "obligation"
    assert ids(answer) == ["p17-def-mentor", "p17-akt-mentor"]
    assert "Reglerne er dem, der gjaldt i 2018." in answer.notes
    now = define(("mentor",), "today", today=TODAY)
    assert ids(now) == ["p20-mentor"]
    assert "Reglerne er dem, der gælder i dag, 22. november 2026." in now.notes


def test_a_year_that_was_not_read_from_its_beginning_is_said_to_be_so_and_no_more() -> None:
    answer = define(("mentor",), "2017Y01", today=TODAY)
    assert "Reglerne i 2017 er læst fra 27. september 2017" in said(answer)
    assert "Reglerne er dem" not in said(answer)


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
    assert answer.sources[0].title == "passiv (i daglig brug)"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("STAR", "STAR (Styrelsen for Arbejdsmarked og Rekruttering): Tilsyn, vejledninger og statistik."),
        ("RAR", "RAR (regionalt arbejdsmarkedsråd, i daglig brug): Regionalt råd for arbejdsmarkedet."),
        ("Jobnet", "Jobnet: Cv, joblog, selvbooking."),
    ],
)
def test_an_abbreviation_is_spelled_out(term: str, expected: str) -> None:
    assert define((term,), today=TODAY).notes[0] == expected


def test_the_rule_in_force_comes_before_what_it_replaced() -> None:
    assert ids(define(("225-timersreglen",), today=TODAY)) == ["p25-225-vaek", "p17-225"]


def test_the_notes_of_a_definition_begin_with_an_explanation_per_source_in_the_glossary() -> None:
    for id, term in all_terms(load(), paths.knowledge()).items():
        answer = define((id, "mentor"), today=TODAY)
        explained = [source for source in answer.sources if source.publisher == GLOSSARY]
        names = list(dict.fromkeys([term.name] * bool(term.entry) + ["mentor"]))
        apart = [note for note in answer.notes if note.startswith("Med vores egne ord: ")]
        assert len(explained) == len(apart) + len(names)
        assert list(answer.notes[: len(apart)]) == apart
        for name, note in zip(names, answer.notes[len(apart) :], strict=False):
            assert note.casefold().startswith(name.casefold())


@pytest.mark.parametrize(
    ("term", "word", "expected"),
    [
        (
            "kontanthjaelp",
            "bistandshjælp",
            "»Bistandshjælp« er et ældre ord for kontanthjælp. Kont",
        ),
        ("aktivitetsparat", "AP", "AP er en forkortelse for aktivitetsparat. Aktivitetsparat: "),
        ("grundsats", "ungesats", "»Ungesats« er et folkeligt ord for grundsats. Grundsats: "),
        ("nytteindsats", "Samfundstjeneste", "»Samfundstjeneste« bliver brugt om nytteindsats, men er ikke "),
        ("a_kasse", "akasse", "»Akasse« står i ordlisten under a-kasse. A-kasse: "),
        # The name itself, its inflections and what an abbreviation stands for need no word about them.
        ("kontanthjaelp", "kontanthjælpen", "Kontanthjælp: "),
        ("star", "Styrelsen for Arbejdsmarked og Rekruttering", "STAR (Styrelsen for Arbejdsmarked og "),
        ("kontanthjaelp", "<b>noget andet</b>", "Kontanthjælp: "),
    ],
)
def test_an_everyday_word_is_told_from_the_term(term: str, word: str, expected: str) -> None:
    assert define((term,), today=TODAY, words=(word,)).notes[0].startswith(expected)


def test_what_only_the_figures_describe_is_in_our_own_words_and_names_the_table() -> None:
    answer = define(("fuldtidsperson",), today=TODAY)
    assert answer.kind == "definition"
    assert answer.notes[0].startswith("Fuldtidsperson (vores egne ord efter beskrivelsen af tallene): ")
    assert "er ikke læst" in answer.notes[0]
    assert "y60a02" in [source.table for source in answer.sources]


def test_a_pair_without_a_text_is_explained_side_by_side_and_said_to_be() -> None:
    answer = define(("kontanthjælp", "mentor"), today=TODAY, compares=True)
    assert [note.split(":")[0] for note in answer.notes[:2]] == ["Kontanthjælp", "Mentor"]
    assert "Jeg har ingen samlet tekst om, hvad der skiller »kontanthjælp« og »mentor«." in said(answer)
    assert "ingen samlet tekst" not in said(define(("kontanthjælp", "mentor"), today=TODAY))
    assert "ingen samlet tekst" not in said(define(("kontanthjælp",), today=TODAY, compares=True))


def test_a_measure_is_defined_by_the_catalogue() -> None:
    answer = define((), today=TODAY, measures=("ledighedsprocent",))
    assert answer.kind == "definition"
    assert answer.query.measure == "ledighedsprocent"
    assert "arbejdsstyrken" in answer.notes[0]


def test_a_table_is_named_as_its_publisher_does_or_not_at_all() -> None:
    sources = define((), today=TODAY, measures=("ledighedsprocent", "uden_indsats_antal")).sources
    assert [(source.table, source.updated) for source in sources] == [
        ("y25i01", "2026-08"),
        ("AUP02", None),
        ("", None),
    ]


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
