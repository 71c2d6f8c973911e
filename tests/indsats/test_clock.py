"""The clock: the real day, or the one that is set."""

from datetime import date

import pytest

from indsats.clock import VARIABLE, today


def test_a_set_day_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2026-09-30")
    assert today() == date(2026, 9, 30)


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_set_day_it_is_the_real_one(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv(VARIABLE, raising=False)
    else:
        monkeypatch.setenv(VARIABLE, value)
    before = date.today()
    assert before <= today() <= date.today()


@pytest.mark.parametrize("value", ["30-09-2026", "2026-02-30", "i dag"])
def test_what_is_no_date_is_refused_with_the_variable_named(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(ValueError, match=VARIABLE):
        today()
