"""Reading the figures of a rule's text, for the check of the data."""

from __future__ import annotations

import pytest

from indsats.obligations.check.figures import agree, figures, points, structured, unit_of
from indsats.obligations.rule_files import Conditions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("senest efter 13 ugers ledighed", [(13, "weeks")]),
        ("mindst 6 pr. 12 kalendermåneder", [(6, ""), (12, "months")]),
        ("hver 3 måneders sammenlagt ledighed", [(3, "months")]),
        ("i 6 sammenhængende måneder", [(6, "months")]),
        ("mellem 3 og 6 måneder", [(3, "months"), (6, "months")]),
        ("9 af de sidste 10 år", [(9, "years"), (10, "years")]),
        ("30-49 år", [(30, "years"), (49, "years")]),
        ("efter 3½-4 år", [(3.5, "years"), (4, "years")]),
        ("status efter 4½ år ved 5-årige bevillinger", [(4.5, "years"), (5, "years")]),
        ("ÉT tilbud", [(1, "")]),
        ("højst to henvendelser", [(2, "")]),
        ("en samtale om et tilbud", []),
        ("i en hel kalendermåned", [(1, "months")]),
        ("kontakt mindst hver anden uge", [(2, "weeks")]),
        ("hver sammenlagt ledighedsmåned", [(1, "months")]),
        ("mindst ugentlig kontakt", [(1, "weeks")]),
        ("mindst 20 timer ugentligt", [(20, "hours")]),
        ("det første halve år", [(6, "months")]),
        ("udgangen af 8. uge", [(8, "weeks")]),
        ("37-timers arbejdspligt", [(37, "hours")]),
        ("16-måneders-samtalen", [(16, "months")]),
        ("14-dages kontakt", [(14, "days")]),
        ("500/1.000 kr.", [(500, "kr"), (1000, "kr")]),
        ("100.000 nyledige", [(100000, "")]),
        ("under 20 pct.", [(20, "pct")]),
        ("300 løntimer på 3 måneder", [(300, "hours"), (3, "months")]),
        ("3 dagssatser", [(3, "")]),
        # References, dates, years and categories are no figures.
        ("§ 31, stk. 1, 2 og 4 (LBK 280/2024)", []),
        ("§§ 68 e og 68 g; kap. 9 b-12, nr. 12/13", []),
        ("§ 6, nr. 8 og 10 henviser", []),
        ("lov nr. 1875 af 29/12/2015 (L 66, finanslov 2016)", []),
        ("Kapitel 16, spm. 552-555, j.nr. 2017-6269", []),
        ("siden 1/9-2016, til 31/12-2023 og i 2027-2029 (2016-niveau)", []),
        ("Kategori 2 skal, kategori 2 (og 3 til 2024), 1 = rask", []),
        ("(1) første samtale, (2) én samtale", [(1, "")]),
        ("højst 4 uger mellem to tilbud", [(4, "weeks")]),
    ],
)
def test_the_figures_of_a_text(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("key", "unit"),
    [
        ("deadline_weeks", "weeks"),
        ("end_months_young", "months"),
        ("hours_per_week", "hours"),
        ("min_per_12m", ""),
        ("point_max_per_month", ""),
        ("age_max", "years"),
        ("min_count", ""),
        ("cut_kr", "kr"),
    ],
)
def test_the_unit_of_a_key(key: str, unit: str) -> None:
    assert unit_of(key) == unit


def test_a_figure_agrees_with_a_key_of_its_value_and_unit() -> None:
    (weeks,) = figures("senest efter 6 uger")
    assert agree(weeks, "deadline_weeks", 6)
    assert not agree(weeks, "deadline_weeks", 5)
    assert not agree(weeks, "deadline_months", 6)
    (years,) = figures("2½ års beskæftigelse")
    assert agree(years, "work_months", 30)
    (young,) = figures("under 30 år")
    assert agree(young, "age_max", 29)
    assert agree(young, "age_below", 30)
    assert not agree(young, "age_max", 30)


def test_lists_conditions_and_words_among_the_numbers() -> None:
    held = structured(
        {"weeks": (4, 13), "count": 2, "actor": "a-kasse"}, Conditions(age_min=30, months_max=6)
    )
    assert held == [("weeks", 4), ("weeks", 13), ("count", 2), ("age_min", 30), ("months_max", 6)]


def test_the_points_of_an_enumeration() -> None:
    assert points("(1) én, (2) to og (3) tre") == 3
    assert points("ingen") == 0
