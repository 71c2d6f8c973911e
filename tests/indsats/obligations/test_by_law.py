"""From a section, an act or a document to the rules that cite it."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.answers.model import Answer
from indsats.obligations.by_law import answer_by_law, asks_by_law
from indsats.obligations.index import load
from indsats.obligations.question import RuleQuestion, read
from indsats.obligations.sections import cites, covers, place

TODAY = date(2026, 11, 22)


def _answer(**parts: tuple[str, ...]) -> Answer | None:
    question = RuleQuestion(**parts)  # type: ignore[arg-type]
    return answer_by_law(question, read(question, TODAY, load()))


def _ids(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [fact.id for fact in answer.facts]


@pytest.mark.parametrize(
    ("stretch", "section", "within"),
    [
        ("102", "102", True),
        ("102", "102 a", False),
        ("35-41", "36", True),
        ("35-41", "40 a", True),
        ("35-41", "42", False),
        ("69 b-69 e", "69 c", True),
        ("69 b-69 e", "69 f", False),
        ("77-77 b", "77 a", True),
        ("96 c", "§ 96c", True),
    ],
)
def test_a_stretch_holds_what_lies_between_its_ends(stretch: str, section: str, within: bool) -> None:
    assert covers(stretch, section) is within


def test_what_is_no_section_is_refused() -> None:
    with pytest.raises(ValueError, match="not a section"):
        place("stk. 2")


def test_a_section_of_another_act_does_not_count() -> None:
    sections = {"las": ("36",), "lab": ("102",)}
    assert cites(sections, "36", ["las"])
    assert not cites(sections, "36", ["lab"])
    assert cites(sections, "36")


@pytest.mark.parametrize("parts", [{"sections": ("102",)}, {"laws": ("LBK280",)}])
def test_a_section_or_one_document_is_asked_by_law(parts: dict[str, tuple[str, ...]]) -> None:
    assert asks_by_law(RuleQuestion(**parts))  # type: ignore[arg-type]


def test_two_documents_are_compared_and_not_looked_up() -> None:
    assert not asks_by_law(RuleQuestion(laws=("LBK1342", "LBK280")))


def test_every_section_of_every_rule_leads_back_to_it() -> None:
    known = load()
    for fact in known.base.by_id.values():
        for act, sections in fact.sections.items():
            for stretch in sections:
                first = stretch.partition("-")[0]
                day = fact.valid_from.isoformat()
                found = _answer(sections=(first,), laws=(act,), dates=(day,))
                assert found is not None
                told = found.kind == "clarify" or fact.id in _ids(found)
                assert told, (fact.id, act, stretch)


def test_only_what_is_in_force_is_stated_and_what_was_is_quoted() -> None:
    answer = _answer(sections=("102",))
    assert answer is not None
    known = load()
    for id in _ids(answer):
        assert known.base.by_id[id].in_force(TODAY, TODAY)
    assert "p20-tilbud-6mdr" not in _ids(answer)
    assert any("gjaldt" in note and "6 måneder" in note for note in answer.notes)


def test_a_section_that_only_the_old_law_had_is_told_with_its_time() -> None:
    answer = _answer(sections=("96 c",))
    assert _ids(answer) == ["p17-udd-mentor"]
    assert answer is not None
    assert answer.query.dates == ("2019-12-31",)


def test_a_rule_that_has_ended_in_a_law_that_has_not_is_not_stated_as_todays() -> None:
    answer = _answer(sections=("13 d",), laws=("sdp",))
    assert answer is not None
    assert answer.kind == "not_available"
    # The rule that abolished the section says so, and comes first.
    assert "§ 13 d ophævet" in answer.notes[1]


def test_before_2020_lab_was_the_old_law() -> None:
    answer = _answer(sections=("96",), laws=("lab",), dates=("2017-10-01",))
    assert set(_ids(answer)) == {"p17-job-tilbud2", "p17-akt-tilbud2", "p17-akt-mentor"}


def test_a_document_narrows_to_what_was_read_in_it_and_in_its_time() -> None:
    assert _ids(_answer(laws=("LBK280",), topics=("mentor",))) == ["p20-mentor", "p20-mentor-ret"]
    old = _ids(_answer(laws=("LBK1342",), topics=("mentor",)))
    assert "p17-akt-mentor" in old
    assert all(id.startswith("p17") for id in old)


def test_a_section_that_was_not_read_is_not_made_up() -> None:
    answer = _answer(sections=("999",))
    assert answer is not None
    assert (answer.kind, answer.facts) == ("not_available", ())


def test_a_whole_act_asks_what_about_it() -> None:
    answer = _answer(laws=("LBK1342",))
    assert answer is not None
    assert answer.kind == "clarify"
    assert "Samtaler" in answer.suggestions


def _notes(answer: Answer | None) -> str:
    assert answer is not None
    return "\n".join(answer.notes)


def test_an_amending_act_is_asked_about_by_what_it_changed() -> None:
    answer = _answer(laws=("L1655",), aspects=("hours_225",))
    assert _ids(answer) == ["p25-225-vaek"]
    assert answer is not None
    assert answer.query.dates == ("2025-07-01",)
    assert "lov nr. 1655 af 30. december 2024 begynder 1. juli 2025" in _notes(answer)
    assert "Gjaldt til og med 30. juni 2025 og ikke længere: 225-timersreglen" in _notes(answer)


def test_the_parts_of_an_amending_act_begin_on_days_of_their_own() -> None:
    answer = _answer(laws=("L1750",), aspects=("reform",))
    assert {"p26-ret-samtale", "p26-kontakt-dag", "p26-tilbud", "p26-frihed"} <= set(_ids(answer))
    assert "begynder på forskellige dage: 1. februar 2026 og 1. juli 2026" in _notes(answer)
    assert "om den trådte i kraft 1/2 eller 1/7-2026 er ikke læst" in _notes(answer)
    assert "p20-foep" not in _ids(answer)
    assert "Loven er også kilde til en ældre regel. Fra 1. januar 2020 gælder" in _notes(answer)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"topics": ("offer",)}, {"p26-tilbud"}),
        ({"topics": ("contact",)}, {"p26-sdp", "p26-kontakt-dag", "p26-kontakt-kth", "p26-ret-samtale"}),
        ({"topics": ("contact",), "groups": ("dagpenge",)}, {"p26-kontakt-dag", "p26-ret-samtale"}),
        ({"sections": ("4",)}, {"p26-test", "p26-frihed"}),
        ({"topics": ("contact",), "dates": ("2026-03-01",)}, {"p26-sdp", "p26-ret-samtale"}),
    ],
)
def test_an_amending_act_is_narrowed_by_what_is_asked(
    parts: dict[str, tuple[str, ...]], expected: set[str]
) -> None:
    assert set(_ids(_answer(laws=("L1750",), aspects=("reform",), **parts))) == expected


def test_a_rule_that_has_ended_since_is_still_what_the_act_brought() -> None:
    answer = _answer(laws=("L295",))
    assert _ids(answer) == ["p23-oevo"]
    assert answer is not None
    assert answer.facts[0].valid_to == "2026-06-30"
    assert "(LAB § 33)" in _notes(answer)


def test_what_an_amending_act_was_not_read_about_is_not_made_up() -> None:
    answer = _answer(laws=("L1657",), topics=("mentor",))
    assert answer is not None
    assert (answer.kind, answer.facts) == ("not_available", ())
    assert "Fra den lov er der læst regler om »samtaler«." in answer.notes
    early = _answer(laws=("L1750",), topics=("offer",), dates=("2024Y01",))
    assert early is not None
    assert early.kind == "not_available"
    assert "som gælder i 2024" in early.notes[0]
    assert early.notes[1].startswith("Fra 1. juli 2026 gælder: ")


def test_a_new_main_act_says_when_it_began_and_asks_what_about_it() -> None:
    answer = _answer(laws=("L548",))
    assert answer is not None
    assert answer.kind == "clarify"
    assert answer.notes[0].endswith("begynder 1. januar 2020.")
