from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.answers import danish


def parse(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1.234"),
        (1234567, 0, "1.234.567"),
        (-1234, 0, "-1.234"),
        (1234.5, 1, "1.234,5"),
        (3.3, 1, "3,3"),
        (14, 1, "14,0"),
        (14.0, 1, "14,0"),
        (5.89, 1, "5,89"),
        (19.8765, 1, "19,88"),
        (2.675, 0, "2,68"),
        (8656.0, 0, "8.656"),
        (0.004, 1, "0,004"),
        (-0.004, 1, "-0,004"),
        (-0.0, 0, "0"),
        (0.1 + 0.2, 1, "0,3"),
        (0.996, 0, "1"),
    ],
)
def test_number(value: float, decimals: int, expected: str) -> None:
    assert danish.number(value, decimals) == expected


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_are_written_exactly(value: int) -> None:
    assert parse(danish.number(value)) == value


@given(st.integers(-(10**9), 10**9), st.integers(0, 2))
def test_published_decimals_are_written_exactly(hundredths: int, decimals: int) -> None:
    assert parse(danish.number(hundredths / 100, decimals)) == hundredths / 100


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 2))
def test_any_figure_keeps_its_sign_and_is_zero_only_when_it_is(value: float, decimals: int) -> None:
    text = danish.number(value, decimals)
    assert (parse(text) == 0) == (value == 0)
    assert text.startswith("-") == (value < 0)
    assert abs(parse(text) - value) <= max(0.005, abs(value) * 0.5)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_number_refuses_what_is_no_figure(value: float) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        danish.number(value)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (1, "personer", 0, "1 person"),
        (-1, "personer", 0, "-1 person"),
        (0, "personer", 0, "0 personer"),
        (1234, "personer", 0, "1.234 personer"),
        (1, "fuldtidspersoner", 0, "1 fuldtidsperson"),
        (1.5, "fuldtidspersoner", 1, "1,5 fuldtidspersoner"),
        (1, "forløb", 0, "1 forløb"),
        (4.3, "pct.", 1, "4,3 pct."),
        (1, "pct.", 1, "1,0 pct."),
        (-0.2, "procentpoint", 1, "-0,2 procentpoint"),
        (7, "", 0, "7"),
    ],
)
def test_quantity(value: float, unit: str, decimals: int, expected: str) -> None:
    assert danish.quantity(value, unit, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-08-22", "22. august 2026"),
        ("2026-08", "august 2026"),
        ("2026-13", "2026-13"),
        ("løbende", "løbende"),
    ],
)
def test_updated(value: str, expected: str) -> None:
    assert danish.updated(value) == expected


def test_updated_covers_every_day_of_the_year() -> None:
    assert danish.updated(date(2017, 9, 27).isoformat()) == "27. september 2017"


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_listed(items: list[str], expected: str) -> None:
    assert danish.listed(items) == expected


def test_listed_with_another_conjunction() -> None:
    assert danish.listed(["Vejle", "Vejen"], "eller") == "Vejle eller Vejen"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Aarhus", "Aarhus'"),
        ("Odense", "Odenses"),
        ("Lolland", "Lollands"),
        ("Assens", "Assens'"),
        ("Region Sjælland", "Region Sjællands"),
        ("a-kasse", "a-kasses"),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert danish.genitive(name) == expected


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("000", "Hele landet", "i hele landet"),
        ("085", "Region Sjælland", "i Region Sjælland"),
        ("101", "Københavns Kommune", "i Københavns Kommune"),
        ("825", "Læsø Kommune", "i Læsø Kommune"),
    ],
)
def test_in_area(code: str, name: str, expected: str) -> None:
    assert danish.in_area(code, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dagpenge", " på dagpenge"),
        ("ressourceforløb", " i ressourceforløb"),
        ("fleksjob", " i fleksjob"),
        ("kontanthjælp og uddannelseshjælp", " på kontanthjælp og uddannelseshjælp"),
    ],
)
def test_on_benefit(name: str, expected: str) -> None:
    assert danish.on_benefit(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("", ""), ("ærø", "Ærø"), ("lAB § 1", "LAB § 1"), ("5 af 10", "5 af 10")]
)
def test_capitalised(text: str, expected: str) -> None:
    assert danish.capitalised(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tak", "Tak."),
        ("4,3 pct.", "4,3 pct."),
        ("Hvor?", "Hvor?"),
        ("Her:", "Her:"),
        ("(Det gælder også kontanthjælp.)", "(Det gælder også kontanthjælp.)"),
        ("Kontanthjælp (også unge)", "Kontanthjælp (også unge)."),
    ],
)
def test_ended(text: str, expected: str) -> None:
    assert danish.ended(text) == expected
