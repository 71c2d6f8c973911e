"""Personal numbers go, every other number stays."""

import io
import logging
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indsats.privacy import MARKER, RedactingFilter, redact, remove_personal_numbers

days = st.dates(date(1900, 1, 1), date(2057, 12, 31))
# Joined only from characters that a reader takes for nothing, a space or a hyphen.
separators = st.sampled_from(
    [
        "",
        "-",
        " ",
        "\u2013",
        "\u2011",
        "\u2212",
        " - ",
        " -",
        "- ",
        "\u00a0",
        "\u00a0-\u00a0",
        "\u200b",
        "\u2060-",
    ]
)
scripts = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩"])


@given(days, st.integers(0, 9999), separators, scripts, st.sampled_from([(0, 0), (60, 0), (0, 60)]))
@example(date(2000, 2, 29), 0, "-", "0123456789", (0, 0))
@example(date(1961, 12, 31), 9999, "", "0123456789", (60, 0))
def test_every_plausible_date_with_four_digits_goes(
    day: date, serial: int, separator: str, digits: str, added: tuple[int, int]
) -> None:
    plain = f"{day.day + added[0]:02d}{day.month + added[1]:02d}{day.year % 100:02d}{separator}{serial:04d}"
    number = plain.translate(str.maketrans("0123456789", digits))
    assert remove_personal_numbers(number) == (MARKER, 1)
    text, count = remove_personal_numbers(f"Borgeren (cpr.{number}) er ledig, {number}.")
    assert (text, count) == (f"Borgeren (cpr.{MARKER}) er ledig, {MARKER}.", 2)


@pytest.mark.parametrize(
    "number",
    ["01.02.03-1234", "01/02/03-1234", "01-02-03-1234", "01 02 03-1234", "01 02 03 1234", "010203   1234"],
)
def test_other_ways_of_writing_it(number: str) -> None:
    assert remove_personal_numbers(f"CPR {number}") == (f"CPR {MARKER}", 1)


def test_numbers_in_a_row_all_go() -> None:
    text, count = remove_personal_numbers(
        "010203-1234,020304-1234;0304051234,0405061234\n050607-1234/060708-1234"
    )
    assert count == 6
    assert "1234" not in text


@pytest.mark.parametrize(
    "text",
    [
        "1.234.567", "12.345.678.901", "10172748", "CVR 10172748", "72 20 50 01", "+45 72 20 50 01",
        "72205001",
        "2017-6269", "17/05245", "LBK 1342/2016", "lov 1750/2025", "spørgsmål 552-555", "2025-2026",
        "27-09-2017",
        "27.09.2017", "270917", "27-09-2017 1500", "320199-1234", "311399-1234", "310499-1234", "300299-1234",
        "290201-1234", "000199-1234", "010099-1234", "9912345678", "12345678901234", "010203-12345",
        "1010203-1234",
        "01020312345", "0102031234,50 kr.", "010203 x 1234", "010203--1234",
        "16.565 personer i uge 52 i 2016", "",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert remove_personal_numbers(text) == (text, 0)
    assert remove_personal_numbers(f"Se {text}.") == (f"Se {text}.", 0)


@given(st.one_of(st.text(), st.text("0123456789 -.,/\n\u2011٣")))
@example("010203-1234010203-1234")
@example("0102 010203-1234 03-1234")
def test_once_is_enough(text: str) -> None:
    cleaned, count = remove_personal_numbers(text)
    assert remove_personal_numbers(cleaned) == (cleaned, 0)
    assert cleaned.count(MARKER) == count + text.count(MARKER)
    if count == 0:
        assert cleaned == text


def test_a_long_text_is_read_to_the_end() -> None:
    text = "0102 " * 5000 + "010203-1234"
    assert remove_personal_numbers(text)[1] >= 1
    assert remove_personal_numbers(text)[0].endswith(MARKER)


class Pair(NamedTuple):
    name: str
    number: int


def test_redact_reaches_every_text_and_keeps_the_rest() -> None:
    value: dict[str, Any] = {
        "text": "cpr 010203-1234",
        "010203-1234": ["010203-1234", ("010203-1234", 7), {"010203-1234"}, None, 1.5, True],
        "pair": Pair("010203-1234", 1020304050),
    }
    assert redact(value) == {
        "text": f"cpr {MARKER}",
        MARKER: [MARKER, (MARKER, 7), {MARKER}, None, 1.5, True],
        "pair": Pair(MARKER, 1020304050),
    }
    assert value["text"] == "cpr 010203-1234"


@pytest.fixture
def log() -> Any:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("test_privacy.child")
    logger.propagate = False
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield logger, stream
    logger.removeHandler(handler)
    logger.propagate = True


def test_log_records_are_cleaned_in_message_and_arguments(log: Any) -> None:
    logger, stream = log
    logger.info("fra %s: %s", "010203-1234", {"text": "0203041234"})
    logger.info("%s-%s", "010203", "1234")
    logger.info("%(a)s", {"a": "010203 1234"})
    logger.info("100 %s", "almindelige tal: 1.234.567")
    assert stream.getvalue() == (
        f"INFO fra {MARKER}: {{'text': '{MARKER}'}}\nINFO {MARKER}\nINFO {MARKER}\n"
        "INFO 100 almindelige tal: 1.234.567\n"
    )


def test_exceptions_are_cleaned_for_every_formatter(log: Any) -> None:
    logger, stream = log
    records: list[logging.LogRecord] = []
    logger.handlers[0].addFilter(lambda record: records.append(record) or True)
    try:
        raise ValueError("ukendt borger 010203-1234")
    except ValueError:
        logger.exception("fejl", stack_info=True)
    assert "ValueError: ukendt borger" in stream.getvalue()
    assert MARKER in stream.getvalue()
    assert "010203" not in stream.getvalue().replace('"ukendt borger 010203-1234"', "")
    assert records[0].exc_info is None


def test_a_harmless_exception_is_left_as_it_is(log: Any) -> None:
    logger, stream = log
    records: list[logging.LogRecord] = []
    logger.handlers[0].addFilter(lambda record: records.append(record) or True)
    try:
        raise ValueError("intet personligt")
    except ValueError:
        logger.exception("fejl")
    assert records[0].exc_info is not None
    assert "intet personligt" in stream.getvalue()


def test_extras_and_messages_that_are_no_text_are_cleaned() -> None:
    record = logging.makeLogRecord({"msg": {"event": "010203-1234"}, "sender": {"id": ["010203-1234"]}})
    assert RedactingFilter().filter(record)
    assert "010203" not in str(vars(record))


def test_a_record_that_cannot_be_formatted_is_cleaned_in_its_parts() -> None:
    record = logging.LogRecord("x", logging.INFO, "f.py", 1, "%d 010203-1234", ("010203-1234",), None)
    assert RedactingFilter().filter(record)
    assert "010203" not in str(vars(record))


@pytest.mark.parametrize(
    "text",
    [
        "cpr 01 01 90 12 34",
        "mit cpr-nummer er 0101 90 1234",
        "CPR 010190/1234",
        "010190_1234",
        "cpr: 0 1 0 1 9 0 1 2 3 4",
        "01 01 90 12 34",
    ],
)
def test_numbers_set_by_hand_are_found(text: str) -> None:
    cleaned, count = remove_personal_numbers(text)
    assert count == 1
    assert not any(char.isdigit() for char in cleaned)


@pytest.mark.parametrize(
    "text", ["ring på 45 12 34 56 78", "12 34 56 78", "cpr-reglerne af 2024", "j.nr. 17/05245"]
)
def test_other_numbers_set_in_pairs_stay(text: str) -> None:
    assert remove_personal_numbers(text) == (text, 0)
