"""A date that something is counted from, told from a date whose rules are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from indsats.conversation import rules
from indsats.conversation.frame import RuleParts
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary

TODAY = date(2026, 11, 22)
Named = Callable[[str], RuleParts]


@pytest.fixture
def named(read: Callable[[str], tuple[Mention, ...]], vocabulary: Vocabulary) -> Named:
    """The parts that a sentence names."""
    return lambda text: rules.named(read(text), vocabulary, TODAY)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("aktivitetsparat på kontanthjælp fra 1. oktober 2017 hvornår senest første tilbud", "2017-10-01"),
        (
            "En borger søgte kontanthjælp første gang 16. november 2026. "
            "Hvornår skal første jobsamtale senest holdes?",
            "2026-11-16",
        ),
        (
            "Jobparat kontanthjælpsmodtager fra den 30. november 2017: "
            "hvilken dato udløb fristen for første tilbud?",
            "2017-11-30",
        ),
        (
            "Ledig siden 3. januar 2018, 45 år, dagpenge: hvornår skulle første tilbud være givet",
            "2018-01-03",
        ),
        ("Jeg blev ledig den 2. marts 2026. Hvornår er fristen for første samtale?", "2026-03-02"),
        ("Sygemeldt fra 2. januar 2018, hvornår senest første opfølgningssamtale?", "2018-01-02"),
        ("En uddannelseshjælpsmodtager begyndte 31. januar 2023. Hvornår skal hun i tilbud?", "2023-01-31"),
        ("Første fraværsdag 5. marts 2018: hvornår skal første opfølgning være holdt?", "2018-03-05"),
        ("på kontanthjælp siden 2019-05-31, frist for tilbud", "2019-05-31"),
        ("Hvornår skal en, der søgte om kontanthjælp 12/3 2018, have sit første tilbud?", "2018-03-12"),
        ("Startdato 15.03.2024, dagpenge, hvornår 16-måneders-samtale?", "2024-03-15"),
        ("Beregn fristerne for en borger på 27 år, der søgte kontanthjælp 15/8-2026", "2026-08-15"),
        ("Hvilke frister gælder for en jobparat på kontanthjælp fra 1. september 2026?", "2026-09-01"),
        ("En dagpengemodtager blev ledig 1. marts 2024. Første samtale?", "2024-03-01"),
        ("Han blev ledig 1. marts 2024", "2024-03-01"),
        ("Hun søger om kontanthjælp i dag, hvornår er den første samtale senest?", "2026-11-22"),
        ("dagpenge, 4. maj 2026, hvornår senest første tilbud", "2026-05-04"),
        # Of two dates the one that something began on
        (
            "Fra 1. august 2026 er hun 30, og hun søgte kontanthjælp 1. maj 2026. Hvornår er fristen?",
            "2026-05-01",
        ),
    ],
)
def test_a_date_that_something_is_counted_from(named: Named, text: str, start: str) -> None:
    parts = named(text)
    assert (parts.start, parts.dates) == (start, ())


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Hvad gjaldt 1. oktober 2017?", ("2017-10-01",)),
        ("Hvad var reglerne for første tilbud til jobparate den 1. oktober 2017?", ("2017-10-01",)),
        ("Hvad er fristen for første tilbud pr. 1. oktober 2017 for aktivitetsparate?", ("2017-10-01",)),
        ("Hvad var fristen for første tilbud den 1. oktober 2017 for jobparate?", ("2017-10-01",)),
        ("Hvornår skulle en jobparat have første tilbud pr. 1. oktober 2017?", ("2017-10-01",)),
        ("Hvornår skal jobparate have første tilbud efter 1. januar 2020?", ("2020-01-01",)),
        ("Hvad gjaldt for dagpenge fra 1. januar 2018?", ("2018-01-01",)),
        ("Hvilken frist for første tilbud gjaldt fra 1. januar 2018 for dagpenge?", ("2018-01-01",)),
        ("Hvad er reglerne for første tilbud fra 1. januar 2020?", ("2020-01-01",)),
        ("Er reglerne om mentor ændret siden 1. januar 2020?", ("2020-01-01", "today")),
        ("Hvornår blev mentorkravet afskaffet, 1. januar 2020?", ("2019-12-31", "2020-01-01")),
        ("En borger blev ledig 1. marts 2026. Hvor mange samtaler skal hun have?", ("2026-03-01",)),
        ("Hvornår skal en jobparat have første tilbud i dag?", ("today",)),
        ("Hvornår skal en jobparat have første tilbud?", ()),
        ("Hvornår skulle en jobparat have første tilbud i 2017?", ("2017Y01",)),
    ],
)
def test_a_date_whose_rules_are_asked_for(named: Named, text: str, dates: tuple[str, ...]) -> None:
    parts = named(text)
    assert (parts.start, parts.dates) == ("", dates)


def test_follow_ups_keep_the_start_until_another_time_is_named(named: Named) -> None:
    parts = named("Jobparat på kontanthjælp fra 1. marts 2018, hvornår senest første tilbud?")
    for text, start, dates in [
        ("og for aktivitetsparate på kontanthjælp?", "2018-03-01", ()),
        ("og første samtale?", "2018-03-01", ()),
        ("og hvis det var 30. november 2017?", "2017-11-30", ()),
        ("og fra 1. maj 2024?", "2024-05-01", ()),
        ("hvad gjaldt i 2019?", "", ("2019Y01",)),
        ("og 1. maj 2024?", "", ("2024-05-01",)),
        ("og hvis han søgte om kontanthjælp 2. maj 2024?", "2024-05-02", ()),
        ("og i dag?", "", ("today",)),
    ]:
        parts = rules.follow(parts, named(text))
        assert (parts.start, parts.dates) == (start, dates), text
    assert parts.groups == ("kontanthjaelpsmodtagere",)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("I 2018 blev en jobparat ledig d. 3/4, hvornår senest første tilbud?", "2018-04-03"),
        ("Jobparat fra 3/4-18, hvornår senest tilbud? Vi er i 2019 nu", "2018-04-03"),
        ("Jobparat fra 3. april 2018, hvornår senest tilbud efter reglerne i 2017?", "2018-04-03"),
    ],
)
def test_a_day_without_a_year_is_in_the_year_named_beside_it(named: Named, text: str, start: str) -> None:
    assert named(text).start == start


START = "Jobparat på kontanthjælp fra 1. februar 2018"


@pytest.mark.parametrize(
    ("text", "pauses"),
    [
        ("med en pause 1.-31. marts 2018", (("2018-03-01", "2018-03-31"),)),
        ("med en pause i marts 2018", (("2018-03-01", "2018-03-31"),)),
        ("afbrudt i marts 2018 og i juni 2018", (("2018-03-01", "2018-03-31"), ("2018-06-01", "2018-06-30"))),
        ("med en pause i uge 10-12 2018", (("2018-03-05", "2018-03-25"),)),
        ("med en pause i 2018", ()),
        ("uden afbrydelser", ()),
    ],
)
def test_pauses_by_day_month_and_week(named: Named, text: str, pauses: tuple[tuple[str, str], ...]) -> None:
    parts = named(f"{START} {text}, hvornår senest første tilbud?")
    assert (parts.start, parts.pauses) == ("2018-02-01", pauses)


def test_a_month_whose_rules_are_asked_for_is_no_pause(named: Named) -> None:
    parts = named("Hvilke regler gjaldt om afbrydelser i marts 2018?")
    assert (parts.pauses, parts.dates) == ((), ("2018M03",))


def test_a_follow_up_adds_a_pause_and_takes_it_back(named: Named) -> None:
    first = named(f"{START}, hvornår senest første tilbud?")
    with_pause = rules.follow(first, named("og hvis han havde en pause i marts 2018?"))
    assert (with_pause.start, with_pause.pauses) == ("2018-02-01", (("2018-03-01", "2018-03-31"),))
    assert rules.follow(with_pause, named("og for aktivitetsparate?")).pauses == with_pause.pauses
    assert rules.follow(with_pause, named("og uden pausen?")) == first


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("mentorstøtten begyndte 1. marts 2018 for en aktivitetsparat, hvornår udløber den?", "mentor"),
        ("Mentor bevilget 1. marts 2018, aktivitetsparat: hvornår udløber mentorstøtten?", "mentor"),
        ("aktivitetsparat kontanthjælp begyndte 1. marts 2018, hvornår senest mentor?", ""),
    ],
)
def test_the_day_that_a_mentor_began(named: Named, text: str, begins: str) -> None:
    parts = named(text)
    assert (parts.start, parts.begins) == ("2018-03-01", begins)


def test_what_began_is_not_asked_about(named: Named) -> None:
    assert named("Fleksjob bevilget 31. august 2022, hvilke frister?").aspects == ("deadline",)
    assert named("Hvordan bliver et fleksjob bevilget?").aspects == ("flexjob_grant",)


def test_a_stretch_within_a_month_is_all_of_the_month(named: Named) -> None:
    assert named("Hvad gjaldt for jobparate fra 1. til 31. december 2019?").dates == ("2019M12",)


@pytest.mark.parametrize(
    ("text", "children"),
    [("24 år uden hjemmeboende børn", "without"), ("24 år med hjemmeboende børn", "with"), ("24 år", "")],
)
def test_children_at_home(named: Named, text: str, children: str) -> None:
    assert named(f"dagpengemodtager {text}: hvor mange samtaler?").children == children
