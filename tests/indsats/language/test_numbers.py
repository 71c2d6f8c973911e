"""Quantities in text, and digits that are none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.language.numbers import find_numbers, number_of, whole_number_of


def found(text: str) -> list[tuple[str, Any]]:
    return [(mention.kind, mention.value) for mention in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("de fem kommuner med højest ledighed", 5),
        ("top 10", 10),
        ("top-5", 5),
        ("bund ti", 10),
        ("de ti laveste", 10),
        ("de 3 højeste", 3),
        ("hvilke 5 har flest ledige", 5),
        ("de fire største kommuner", 4),
        ("vis mig 20", 20),
        ("femogtyve kommuner", 25),
        ("landets 98 kommuner", 98),
    ],
)
def test_counts_of_things_to_list(text: str, value: int) -> None:
    assert found(text) == [("number", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("en borger på 45 år", 45),
        ("en 45-årig", 45),
        ("en 45 årig", 45),
        ("45-aarige", 45),
        ("45 år gammel", 45),
        ("hun er 45", 45),
        ("ledig, 45 år", 45),
        ("fyldt 50", {"min": 50}),
        ("er fyldt 50 år", {"min": 50}),
        ("ikke er fyldt 30", {"max": 29}),
        ("under 30 år", {"max": 29}),
        ("en dagpengemodtager under 30?", {"max": 29}),
        ("unge under tredive", {"max": 29}),
        ("over 30 år", {"min": 30}),
        ("ledige over 50", {"min": 50}),
        ("30 år eller derover", {"min": 30}),
        ("29 år eller yngre", {"max": 29}),
        ("mellem 30 og 49 år", {"min": 30, "max": 49}),
        ("30-49 år", {"min": 30, "max": 49}),
        ("25–29-årige", {"min": 25, "max": 29}),
        ("i alderen 18-24", {"min": 18, "max": 24}),
    ],
)
def test_ages(text: str, value: Any) -> None:
    assert found(text) == [("age", value)]


@pytest.mark.parametrize(
    ("text", "op", "number"),
    [
        ("over 5 pct.", "over", 5),
        ("mere end 1.000 ledige", "over", 1000),
        ("under 3,5 procent", "under", 3.5),
        ("mindst 2.500,5", "at_least", 2500.5),
        ("højst 10 %", "at_most", 10),
        ("5 pct. eller mere", "at_least", 5),
        ("5 pct. eller derunder", "at_most", 5),
        ("kommuner med under 30 ledige", "under", 30),
        ("ledigheden er under 20", "under", 20),
        ("flere end 2000 ledige", "over", 2000),
    ],
)
def test_thresholds(text: str, op: str, number: float) -> None:
    assert found(text) == [("threshold", {"op": op, "number": number})]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("efter 6 måneder", 6, "M"),
        ("13 ugers ledighed", 13, "W"),
        ("ledig i 8 måneder", 8, "M"),
        ("ledig i otte maaneder", 8, "M"),
        ("mere end 5 år på kontanthjælp", 5, "Y"),
        ("i over 20 år", 20, "Y"),
        ("i mere end et år", 1, "Y"),
        ("et års ledighed", 1, "Y"),
        ("1½ år", 18, "M"),
        ("halvandet år", 18, "M"),
        ("et halvt år", 6, "M"),
        ("1,5 år", 18, "M"),
        ("inden 14 dage", 14, "D"),
    ],
)
def test_durations(text: str, amount: int, unit: str) -> None:
    assert found(text) == [("duration", {"amount": amount, "unit": unit})]


@pytest.mark.parametrize(
    "text",
    [
        "LBK 1342/2016", "lov nr. 548 af 7. maj 2019", "§ 102", "stk. 2", "spm. 551", "bilag 311",
        "j.nr. 2017-6269",
        "17/05245", "225 timer", "16.565 personer", "010203-1234", "0102031234", "27/9-2017",
        "27. september 2017",
        "3. kvartal 2025", "6. måned", "3-6 måneders ledighed", "en kommune", "et tilbud", "75 pct.-kravet",
        "1.234.567 personer", "1061 København K", "+45 72 20 50 01", "på 145 år", "49-30 år",
        "hvert andet år", "",
    ],
)  # fmt: skip
def test_digits_that_are_no_quantity(text: str) -> None:
    assert found(text) == []


def test_several_in_one_sentence_stand_in_order() -> None:
    text = "Hvilke fem kommuner har mere end 1.000 ledige under 30 år efter 6 måneder?"
    assert [m.kind for m in find_numbers(text)] == ["number", "threshold", "age", "duration"]
    assert [m.id for m in find_numbers(text)] == ["5", "over:1000", "..29", "6M"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", 1234.5), ("1234", 1234), ("0,5", 0.5), ("12.345.678", 12345678), ("tyve", 20),
        ("nioghalvfems", 99),
        ("en", 1), ("hundrede", 100), ("1.23", None), ("1,2,3", None), ("", None), ("mange", None),
        ("-5", None),
    ],
)  # fmt: skip
def test_danish_numbers(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_whole_numbers() -> None:
    assert whole_number_of("1.234") == 1234
    assert whole_number_of("1,5") is None


@given(st.integers(0, 10**8))
def test_written_with_thousands_points_it_is_the_same_number(number: int) -> None:
    assert number_of(f"{number:,}".replace(",", ".")) == number


PIECES = st.sampled_from(
    [
        "de",
        "fem",
        "top",
        "10",
        "laveste",
        "over",
        "under",
        "5",
        "pct.",
        "30",
        "år",
        "måneder",
        "mellem",
        "og",
        "-",
        ",",
        ".",
        "§",
        "102",
        "fyldt",
        "45-årig",
        "1.000",
        "eller",
        "mere",
        "27/9-2017",
        "halvandet",
        "et",
        "½",
        "٣",
        "år",
        "mindst",
        "uger",
        "på",
        "ikke",
        "er",
        "hun",
    ]
)


@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=8).map("".join)
    )
)
def test_no_text_breaks_it_and_spans_are_true(text: str) -> None:
    end = 0
    for mention in find_numbers(text):
        assert mention.kind in ("number", "age", "threshold", "duration")
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1.", "1-", "en ", "enog", " ", "over ", "§ 1 og ", "123.456.", "9", "ikke ", "lov nr. 1 af 1"],
)
def test_long_texts_take_time_in_proportion_to_their_length(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert all(text[m.start : m.end] == m.text for m in find_numbers(text))
