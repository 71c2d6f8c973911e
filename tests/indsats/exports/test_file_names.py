"""Names of files."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.answers.model import Answer, Operation, Query
from indsats.exports.names import LONGEST, file_name
from indsats.language.vocabulary import load_vocabulary
from tests.indsats.answers.answer_samples import EVERY_KIND, FakeNames

NAMES = FakeNames()


def asked(
    areas: tuple[str, ...], periods: tuple[str, ...], operation: Operation = "value", benefit: str = "alle"
) -> Answer:
    return Answer(
        kind="statistic",
        query=Query("ledige_fuldtid", benefit, "", areas, periods, operation),
    )


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (asked(("751",), ("2026M07",)), "ledige-fuldtid-aarhus-2026m07.csv"),
        (asked(("825", "101"), ("2024Y01",)), "ledige-fuldtid-laesoe-koebenhavns-2024.csv"),
        (
            asked(("751",), ("2025M01", "2026M07", "2025M02"), "trend", "dagpenge"),
            "ledige-fuldtid-dagpenge-aarhus-udvikling-2025m01-2026m07.csv",
        ),
        (asked((), ("2026M07",), "rank"), "ledige-fuldtid-rangliste-2026m07.csv"),
        (
            asked(("751", "101", "461", "482"), ("2026M07",), "compare"),
            "ledige-fuldtid-4-omraader-sammenligning-2026m07.csv",
        ),
        (EVERY_KIND["obligation"], "regler-kth-aktpar-mentor.csv"),
        (
            Answer(kind="obligation", query=Query(topics=("contact",), dates=("2017-09-27", "today"))),
            "regler-contact-2017-09-27.csv",
        ),
        (
            Answer(
                kind="obligation",
                query=Query(topics=("mentor",), dates=("2017Y01", "2019Y01", "2024Y01")),
            ),
            "regler-mentor-2017-2024.csv",
        ),
        (EVERY_KIND["deadlines"], "frister.csv"),
        (EVERY_KIND["case"], "sagen.csv"),
        (EVERY_KIND["help"], "svar.csv"),
    ],
)
def test_a_name_says_what_is_in_the_file(answer: Answer, name: str) -> None:
    assert file_name(answer, NAMES, "csv") == name
    assert file_name(answer, NAMES, ".csv") == name


def test_a_long_name_keeps_its_period_whole() -> None:
    answer = asked(("751",), ("2025M01", "2026M07"), "per_capita", "a" * 100)
    name = file_name(answer, NAMES, "xlsx")
    assert len(name) == LONGEST
    assert name.endswith("-2025m01-2026m07.xlsx")


@given(st.text(), st.lists(st.text(), max_size=4))
def test_whatever_is_asked_the_name_is_plain_and_short(measure: str, areas: list[str]) -> None:
    answer = Answer(kind="statistic", query=Query(measure, measure, measure, tuple(areas)))
    name = file_name(answer, NAMES, "xlsx")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.xlsx", name)
    assert len(name) <= LONGEST


def test_no_word_is_cut() -> None:
    answer = asked(("482", "550", "573"), ("2025M01", "2026M07"), "per_capita", "uddannelseshjaelp")
    name = file_name(answer, NAMES, "xlsx")
    assert len(name) <= LONGEST
    assert name.endswith("-2025m01-2026m07.xlsx")
    whole = file_name(asked((), (), "per_capita", "uddannelseshjaelp"), NAMES, "x").removesuffix(".x")
    words = {*whole.split("-"), "langeland", "toender", "varde", "482", "550", "573", "2025m01", "2026m07"}
    assert set(name.removesuffix(".xlsx").split("-")) <= words


def test_a_file_of_rules_is_named_in_danish() -> None:
    answer = Answer(
        kind="obligation", query=Query(groups=("dagpenge",), topics=("offer",), dates=("2017Y01",))
    )
    assert file_name(answer, load_vocabulary(), "csv") == "regler-dagpenge-tilbud-2017.csv"
