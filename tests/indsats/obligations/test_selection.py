"""Which groups are meant, and whose rules apply when."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.obligations.index import load
from indsats.obligations.laws import law_dates, source_key
from indsats.obligations.selection import Span, applies, mentions, resolve_groups

TODAY = date(2026, 11, 22)


def _span(text: str) -> Span:
    return Span.parse(text, TODAY)


@pytest.mark.parametrize(
    ("ids", "meant"),
    [
        (("kontanthjaelpsmodtagere",), {"kth_jobparat", "kth_aktivitetsparat", "kth_ny"}),
        (("kontanthjaelpsmodtagere", "aktivitetsparate"), {"kth_aktivitetsparat"}),
        (("kth_jobparat", "kontanthjaelpsmodtagere"), {"kth_jobparat"}),
        (
            ("kontanthjaelpsmodtagere", "uddannelseshjaelpsmodtagere", "aktivitetsparate"),
            {"kth_aktivitetsparat", "uddhj_aktivitetsparat"},
        ),
        (("dagpenge", "kth_jobparat"), {"dagpenge", "kth_jobparat"}),
        (("dagpenge", "kontanthjaelpsmodtagere", "kth_jobparat"), {"dagpenge", "kth_jobparat"}),
        (("ledige", "dagpenge"), {"dagpenge"}),
        (("nonsense",), set()),
        ((), set()),
    ],
)
def test_groups_meant(ids: tuple[str, ...], meant: set[str]) -> None:
    assert set(resolve_groups(load(), ids)) == meant


@pytest.mark.parametrize(
    ("fact", "group", "when", "expected"),
    [
        # The new benefit's own rules are for all who get it ...
        ("p25-eenydelse", "kth_jobparat", "2026-01-01", True),
        ("p25-eenydelse", "overgangsydelse", "2026-01-01", True),
        ("p25-eenydelse", "dagpenge", "2026-01-01", False),
        # ... but one that names some of its groups is not for the others.
        ("p26-kontakt-kth", "kth_aktivitetsparat", "2026-08-01", False),
        ("p26-kontakt-kth", "kth_jobparat", "2026-08-01", True),
        ("p26-kontakt-kth", "kth_ny", "2026-08-01", True),
        # Integrationsydelse became overgangsydelse and SHO.
        ("p20-ydelsesnavne", "integrationsydelse", "2021-01-01", True),
        ("p17-int-skift", "overgangsydelse", "2018-01-01", True),
        ("p17-int-skift", "overgangsydelse", "2018Y01", True),
        ("p17-job-tilbud1", "kth_ny", "2018-01-01", True),
        ("p17-udd-tilbud", "kth_ny", "2018-01-01", False),
        ("p22-form", "fleksjob", "2023-01-01", True),
    ],
)
def test_whose_rule_it_is(fact: str, group: str, when: str, expected: bool) -> None:
    known = load()
    assert applies(known, known.base.by_id[fact], group, _span(when)) is expected


def test_spans() -> None:
    assert _span("today") == Span(TODAY, TODAY, "2026-11-22")
    assert _span("2017Y01") == Span(date(2017, 1, 1), date(2017, 12, 31), "2017Y01")
    assert _span("2017-10-01").one_day


@pytest.mark.parametrize("text", ["", "i dag", "20170927", "2017-02-30", "2017X01", "١٢٣٤-٠١-٠١"])
def test_nonsense_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the date parser's
        _span(text)


@pytest.mark.parametrize(
    ("fact", "terms", "expected"),
    [
        ("p22-form", ("standby",), True),
        ("p22-form", ("stand",), False),
        ("p22-form", ("standby", "fleksjob"), False),
    ],
)
def test_words_in_a_rule(fact: str, terms: tuple[str, ...], expected: bool) -> None:
    known = load()
    assert mentions(known, known.base.by_id[fact], terms) is expected


def test_laws_stand_for_the_days_their_rules_can_be_told_from() -> None:
    known = load()
    assert law_dates(known, ["LBK 1342/2016", "LBK280"]) == ("2017-09-27", "2024-03-01")
    assert law_dates(known, ["lov nr. 548 af 07/05/2019"]) == ("2020-01-01",)
    assert law_dates(known, ["L1655", "L295"]) == ("2025-07-01", "2023-04-01"), "the first day of its effects"
    assert law_dates(known, ["LBK 9999/2016", "lab", ""]) == ()


def test_a_number_that_several_laws_have_means_none() -> None:
    known = load()
    assert source_key(known, "LBK 1342") == "LBK1342"
    assert source_key(known, "LBK 808") == ""
    assert source_key(known, "LBK 808/2024") == "LAS808"
    assert source_key(known, "BEK 808/2017") == "BEK808"
