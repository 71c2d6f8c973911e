"""The period parser: what people write, what is no period, and that no text breaks it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.language.mentions import Mention
from indsats.language.period_parser import find_periods
from indsats.periods import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    MONTH_NAMES,
    Period,
    Range,
    danish,
    danish_date,
    decode,
    expression_id,
)

TODAY = date(2026, 9, 30)


def ids(text: str, today: date = TODAY) -> list[str]:
    return [mention.id for mention in find_periods(text, today)]


def only(text: str) -> Mention:
    (mention,) = find_periods(text, TODAY)
    return mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("juli 2026", "2026M07"),
        ("Juli 2026", "2026M07"),
        ("JULI 2026", "2026M07"),
        ("juli, 2026", "2026M07"),
        ("juli i 2026", "2026M07"),
        ("juli måned 2026", "2026M07"),
        ("jul. 26", "2026M07"),
        ("juli '26", "2026M07"),
        ("juli ’26", "2026M07"),
        ("juli 98", "1998M07"),
        ("sept. 2025", "2025M09"),
        ("2026M07", "2026M07"),
        ("2026-07", "2026M07"),
        ("07/2026", "2026M07"),
        ("3. kvt. 2024", "2024Q03"),
        ("tredje kvartal 2024", "2024Q03"),
        ("3.kvartal 2024", "2024Q03"),
        ("3 kvartal 2024", "2024Q03"),
        ("kvartal 3 2024", "2024Q03"),
        ("K3 2024", "2024Q03"),
        ("2024K3", "2024Q03"),
        ("2024Q3", "2024Q03"),
        ("2024 Q3", "2024Q03"),
        ("Q3 2024", "2024Q03"),
        ("sidste kvartal i 2024", "2024Q04"),
        ("1. halvår 2025", "2025H01"),
        ("andet halvår 2025", "2025H02"),
        ("1. halvaar 2025", "2025H01"),
        ("2024H1", "2024H01"),
        ("uge 52 2016", "2016W52"),
        ("uge 52 i 2016", "2016W52"),
        ("uge 52, 2016", "2016W52"),
        ("uge 52/2016", "2016W52"),
        ("2016U52", "2016W52"),
        ("i 2017", "2017Y01"),
        ("hele 2017", "2017Y01"),
        ("2023’s", "2023Y01"),
        ("２０２５", "2025Y01"),
        ("ultimo 2024", "2024M12"),
        ("begyndelsen af 2024", "2024M01"),
    ],
)
def test_written_out_periods(text: str, expected: str) -> None:
    assert ids(text) == [expected]
    assert ids(f"Hvor mange ledige var der i Aarhus {text}?") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "27. september 2017",
        "27 september 2017",
        "den 27. sept. 2017",
        "d. 27. september 2017",
        "27/9-2017",
        "27/9 2017",
        "27/9-17",
        "27.9.2017",
        "27.9.17",
        "27-09-2017",
        "2017-09-27",
        "2017/09/27",
    ],
)
def test_full_dates(text: str) -> None:
    mention = only(f"Hvad gjaldt {text}?")
    assert (mention.id, mention.role) == ("2017-09-27", "")
    assert mention.value == {"type": "day", "day": "2017-09-27"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sidste år", "2025Y01"),
        ("sidste aar", "2025Y01"),
        ("i fjor", "2025Y01"),
        ("i år", "2026Y01"),
        ("næste år", "2027Y01"),
        ("forrige måned", "2026M08"),
        ("sidste måned", "2026M08"),
        ("denne måned", "2026M09"),
        ("sidste kvartal", "2026Q02"),
        ("juli sidste år", "2025M07"),
        ("3. kvartal i fjor", "2025Q03"),
        ("for et år siden", "2025M09"),
        ("for to år siden", "2024M09"),
        ("for tre måneder siden", "2026M06"),
        ("for et halvt år siden", "2026M03"),
        ("for 14 dage siden", "2026-09-16"),
        ("i juli", "2026M07"),
        ("i oktober", "2025M10"),
        ("i september", "2026M09"),
        ("3. kvartal", "2026Q03"),
        ("4. kvartal", "2025Q04"),
        ("uge 53", "2020W53"),
        ("den 1. juli", "2026-07-01"),
        ("den 1. december", "2025-12-01"),
        ("den 29. februar", "2024-02-29"),
        ("i dag", "today"),
        ("idag", "today"),
        ("lige nu", "today"),
        ("p.t.", "today"),
        ("aktuelt", "today"),
        ("i øjeblikket", "today"),
        ("i går", "2026-09-29"),
        ("seneste måned", "newest:1M"),
        ("den sidste måned", "newest:1M"),
        ("nyeste kvartal", "newest:1Q"),
        ("nyeste tal", "newest"),
        ("de seneste tal", "newest"),
        ("senest offentliggjorte tal", "newest"),
        ("de seneste 12 måneder", "newest:12M"),
        ("de 12 seneste måneder", "newest:12M"),
        ("seneste 12 mdr.", "newest:12M"),
        ("det seneste år", "newest:12M"),
        ("det sidste år", "newest:12M"),
        ("det seneste halve år", "newest:6M"),
        ("de sidste tre år", "newest:3Y"),
        ("samme måned sidste år", "shift:-1Y"),
        ("samme periode året før", "shift:-1Y"),
        ("året før", "shift:-1Y"),
        ("måneden før", "shift:-1M"),
        ("kvartalet før", "shift:-1Q"),
        ("året efter", "shift:1Y"),
        ("to år tidligere", "shift:-2Y"),
    ],
)
def test_relative_periods(text: str, expected: str) -> None:
    assert ids(text) == [expected]
    assert ids(f"Og hvordan var det {text}, tak?") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("siden januar 2024", "2024M01.."),
        ("siden 2023", "2023Y01.."),
        ("fra 2020 og frem", "2020Y01.."),
        ("fra og med 2020", "2020Y01.."),
        ("fra marts til juli 2025", "2025M03..2025M07"),
        ("marts-juli 2025", "2025M03..2025M07"),
        ("jan–mar 2025", "2025M01..2025M03"),
        ("fra oktober til marts 2025", "2024M10..2025M03"),
        ("fra oktober til marts", "2025M10..2026M03"),
        ("juli 2025 til juli 2026", "2025M07..2026M07"),
        ("fra 2022 til 2024", "2022Y01..2024Y01"),
        ("fra 2024 til 2022", "2022Y01..2024Y01"),
        ("mellem 2020 og 2023", "2020Y01..2023Y01"),
        ("2020-2023", "2020Y01..2023Y01"),
        ("2016-17", "2016Y01..2017Y01"),
        ("1.-3. kvartal 2025", "2025Q01..2025Q03"),
        ("K1-K3 2025", "2025Q01..2025Q03"),
        ("fra 1. juli til 1. august 2025", "2025M07..2025M08"),
        ("fra 2017 til i dag", "2017Y01.."),
        ("siden 2017 og frem til nu", "2017Y01.."),
        ("til og med 2023", "..2023Y01"),
        ("t.o.m. juli 2025", "..2025M07"),
        ("indtil 2024", "..2023Y01"),
        ("før 2020", "..2019Y01"),
        ("inden juli 2025", "..2025M06"),
        ("før 1. juli 2025", "..2025M06"),
        ("efter 2020", "2021Y01.."),
        ("siden sommeren 2015", "2015M06.."),
        ("år til dato", "2026M01.."),
        ("før kontanthjælpsreformen", "..2025M06"),
        ("efter kontanthjælpsreformen", "2025M07.."),
        ("før kontanthjælpsreformen i 2014", "..2013M12"),
        ("siden beskæftigelsesreformen", "2026M02.."),
        ("før kommunalreformen", "..2006M12"),
        ("måneden før kontanthjælpsreformen", "2025M06"),
        ("året efter kommunalreformen", "2007Y01"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    assert ids(text) == [expected]
    assert only(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023 og 2024", ["2023Y01", "2024Y01"]),
        ("2023/2024", ["2023Y01", "2024Y01"]),
        ("juli 2025 og juli 2026", ["2025M07", "2026M07"]),
        ("juli 2025 og 2026", ["2025M07", "2026M07"]),
        ("juli i år og sidste år", ["2026M07", "2025M07"]),
        ("januar, februar og marts 2025", ["2025M01", "2025M02", "2025M03"]),
        ("december og januar 2026", ["2025M12", "2026M01"]),
        ("juli og juni 2026", ["2026M07", "2026M06"]),
        ("juli 2025 og august", ["2025M07", "2025M08"]),
        ("1. og 2. kvartal 2025", ["2025Q01", "2025Q02"]),
        ("Q1 og Q2 2024", ["2024Q01", "2024Q02"]),
        ("4. kvartal 2024 og 1. kvartal 2025", ["2024Q04", "2025Q01"]),
        ("i 2017 og i dag", ["2017Y01", "today"]),
        ("dengang og nu", ["today"]),
        ("i dag sammenlignet med 2017", ["today", "2017Y01"]),
        ("Er der flere ledige i 2024 end 2023?", ["2024Y01", "2023Y01"]),
        ("juli 2026 sammenlignet med samme måned sidste år", ["2026M07", "shift:-1Y"]),
        ("før og efter kontanthjælpsreformen", ["..2025M06", "2025M07.."]),
        ("reglerne før og efter 1. juli 2026", ["..2026M06", "2026-07-01"]),
    ],
)
def test_several_periods(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31. februar 2024", "29. februar 2023", "32/1-2024", "31/2-2024", "2024-02-31", "13. måned",
        "13. måned 2025", "uge 60", "uge 60 2016", "uge 0", "5. kvartal", "5. kvartal 2024", "3. halvår 2024",
        "2024-13", "2024M13", "2024Q5", "2024K0", "1850", "juli 1850", "i 2250", "maj 2250", "0000",
        "1/1-1850",
    ],
)  # fmt: skip
def test_impossible_periods_are_none(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "LBK 1342/2016", "LBK nr. 1342 af 21/11/2016", "lov 1750/2025", "lov nr. 548 af 7. maj 2019", "§ 102",
        "§§ 31-34", "stk. 2", "spm. 551", "spørgsmål 552-555", "bilag 311", "j.nr. 2017-6269", "2017-6269",
        "17/05245", "BEU alm. del 2016-17 spm. 378", "L 66 (2025-26)", "225 timer", "16.565 personer",
        "2.024 personer", "98 kommuner", "30-49 år", "45 år", "under 30 år", "6 måneders ledighed", "13 uger",
        "12 måneder på ydelse", "mere end 2000 ledige", "over 2000", "2000 Frederiksberg", "2100 København Ø",
        "1061 København K", "+45 72 20 50 01", "010203-1987", "Jan siger hej", "før jul", "dengang",
        "reformen", "hver 6. uge", "senest i 6. måned", "senest efter 6 måneder", "Hvad nu hvis han er syg?",
        "1/2 af de ledige", "inden for 13 uger", "2024abc", "abc2024", "året før krisen",
    ],
)  # fmt: skip
def test_other_numbers_and_words_are_no_periods(text: str) -> None:
    assert ids(text) == []
    assert ids(f"I 2023: {text}") == ["2023Y01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("top 10 juli 2025", "2025M07"),
        ("i juli 98 kommuner", "2026M07"),
        ("i maj 45-årige", "2026M05"),
        ("i maj 25 ledige", "2026M05"),
        ("tallene fra 2020", "2020Y01"),
        ("over 2000 ledige i 2024", "2024Y01"),
        ("ledighed 2024 Aarhus", "2024Y01"),
        ("LBK nr. 280 af 1. marts 2024 i 2026", "2026Y01"),
    ],
)
def test_numbers_beside_a_period_do_not_become_part_of_it(text: str, expected: str) -> None:
    assert ids(text) == [expected]


def test_a_slip_in_a_month_is_read_with_less_confidence() -> None:
    for text in ("septemper 2024", "febuar 2024", "ausgust 2024", "decmeber 2024"):
        mention = only(text)
        assert mention.text == text
        assert mention.id.startswith("2024M")
        assert mention.confidence < 1
    assert ids("parken 2024") == ["2024Y01"]


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange borgere fik hverken et aktivt tilbud eller en mentor det seneste år?",
        "personer uden tilbud eller mentor det seneste år",
        "Hvor mange har ikke fået en aktiv indsats det sidste år?",
        "Hvor mange danskere i ressourceforløb fik ingen hjælp det seneste år?",
        "Hvor mange har det seneste år ikke fået tilbud?",
        "uden tilbud de seneste 12 måneder",
    ],
)
def test_the_year_of_the_measure_is_marked_as_its_attribute(text: str) -> None:
    assert (only(text).id, only(text).role) == ("newest:12M", "attribute")


@pytest.mark.parametrize(
    "text",
    [
        "Hvordan har antallet uden indsats udviklet sig det seneste år?",
        "Hvor mange ledige var der det seneste år?",
        "Han har ikke fået tilbud. Hvor mange ledige var der det seneste år?",
    ],
)
def test_a_year_that_is_asked_about_is_not_an_attribute(text: str) -> None:
    assert (only(text).id, only(text).role) == ("newest:12M", "")


def test_last_year_after_a_pronoun_is_the_calendar_year() -> None:
    assert [(m.id, m.text) for m in find_periods("Hvad var det sidste år?", TODAY)] == [
        ("2025Y01", "sidste år")
    ]
    assert ids("Hvordan er ledigheden faldet i det sidste år?") == ["newest:12M"]


def test_a_date_from_which_something_runs() -> None:
    assert [(m.id, m.role) for m in find_periods("ledig siden 1. marts 2026", TODAY)] == [
        ("2026-03-01", "since")
    ]
    assert only("blev ledig 1. marts 2026").role == ""
    assert only("75 pct.-kravet fra 1. juli 2026").role == ""


def test_the_reform_without_more_may_be_two() -> None:
    mention = only("Hvad var reglerne før reformen?")
    assert (mention.id, mention.alternatives) == ("..2025M06", ("..2026M01",))
    mention = only("efter reformen")
    assert (mention.id, mention.alternatives) == ("2025M07..", ("2026M02..",))


def test_a_rule_that_held_until_a_year_did_not_hold_in_it_but_figures_do() -> None:
    assert ids("Hvilke regler gjaldt frem til 2020?") == ["..2019Y01"]
    assert ids("ledigheden frem til juli 2026") == ["..2026M07"]


def test_events_come_from_the_knowledge_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "events.yaml").write_text(
        "kind: event\nentries:\n  - {id: x, name: x, date: '2019-03-01', forms: [den store dag]}\n", "utf-8"
    )
    monkeypatch.setenv("INDSATS_KNOWLEDGE", str(tmp_path))
    assert ids("før den store dag") == ["..2019M02"]
    assert ids("før reformen") == []


days = st.dates(date(FIRST_YEAR, 1, 8), date(LAST_YEAR, 12, 20))
periods = st.builds(Period.containing, days, st.sampled_from(KINDS))
FORMS = {
    "M": ("{name} {y}", "{short}. {y}", "{Name} {y}", "{name} i {y}", "{y}M{i:02d}", "{y}-{i:02d}",
          "{i:02d}/{y}"),
    "Q": ("{i}. kvartal {y}", "{i}. kvt. {y}", "{word} kvartal {y}", "K{i} {y}", "Q{i} {y}", "{y}K{i}",
          "{y}Q{i:02d}"),
    "H": ("{i}. halvår {y}", "{word} halvår {y}", "{y}H{i}", "H{i} {y}"),
    "Y": ("{y}", "i {y}", "år {y}", "hele {y}", "{y}Y01"),
    "W": ("uge {i} i {y}", "uge {i} {y}", "uge {i}, {y}", "{y}U{i:02d}", "{y}W{i:02d}"),
}  # fmt: skip


@given(periods, st.integers(0, 6))
def test_every_period_is_read_back_from_its_danish_text(period: Period, form: int) -> None:
    assert ids(danish(period)) == [str(period)]
    forms = FORMS[period.kind]
    name = MONTH_NAMES[period.index - 1] if period.kind == "M" else ""
    word = ("", "første", "andet", "tredje", "fjerde", *[""] * 60)[period.index]
    text = forms[form % len(forms)].format(
        y=period.year, i=period.index, name=name, Name=name.upper(), short=name[:3], word=word
    )
    assert ids(f"Ledige {text}?") == [str(period)]


@given(days)
def test_every_date_is_read_back(day: date) -> None:
    expected = ["today" if day == TODAY else day.isoformat()]
    for text in (
        danish_date(day),
        day.isoformat(),
        f"{day.day}/{day.month}-{day.year}",
        day.strftime("%d.%m.%Y"),
    ):
        assert ids(text) == expected


WORDS = st.sampled_from(
    [
        "juli",
        "2025",
        "2026",
        "1.",
        "31.",
        "februar",
        "kvartal",
        "halvår",
        "uge",
        "52",
        "60",
        "og",
        "til",
        "-",
        ",",
        "fra",
        "mellem",
        "siden",
        "før",
        "efter",
        "reformen",
        "i",
        "år",
        "sidste",
        "seneste",
        "måned",
        "år",
        "de",
        "det",
        "12",
        "tre",
        "for",
        "siden",
        "dag",
        "nu",
        "K3",
        "2024K3",
        "2026-07",
        "27/9-2017",
        "27.9.17",
        "'26",
        "§",
        "nr.",
        "uden",
        "tilbud",
        "samme",
        "ultimo",
        "ikke",
        "år.",
        "9999",
        "1850",
        "LBK",
        "1342/2016",
        "jan.",
        "sept",
        "٢٠٢٤",
        "halvaar",
        "i̇",
        "å",
    ]
)


@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=8).map("".join))
)
def test_no_text_breaks_it_and_spans_are_true(text: str) -> None:
    end = 0
    for mention in find_periods(text, TODAY):
        assert mention.kind == "period"
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert expression_id(decode(mention.value), TODAY) == mention.id
        end = mention.end


@given(st.lists(WORDS, max_size=10).map(" ".join), days)
def test_any_day_can_be_today(text: str, today: date) -> None:
    for mention in find_periods(text, today):
        decode(mention.value)


@pytest.mark.parametrize(
    "today", [date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), date(2024, 2, 29), date(1, 1, 1)]
)
def test_days_at_the_edge_of_the_calendar(today: date) -> None:
    text = (
        "sidste år, næste måned, for 90 år siden, i juli, uge 53, den 29. februar, i går, 4. kvartal, "
        "juli 26, i dag"
    )
    for mention in find_periods(text, today):
        decode(mention.value)


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "1.", "2024 ", "2024-", "juli ", "januar, ", "1. og ", "de seneste ", "fra 2020 til ",
        "9", "a", " ", "§ 1 og ",
        "uden ", "det seneste år ", "a\u0300", "mellem 1. ", "samme måned for ", "LBK nr. 1 af ",
        "for et halvt ",
    ],
)  # fmt: skip
def test_long_texts_take_time_in_proportion_to_their_length(piece: str) -> None:
    # Backtracking that grows faster than the text would not come to an end at this length.
    text = (piece * 10_000)[:10_000]
    found = find_periods(text, TODAY)
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ledige i 90'erne", ["1990Y01..1999Y01"]),
        ("i 2010'erne", ["2010Y01..2019Y01"]),
        ("i 2010-erne", ["2010Y01..2019Y01"]),
        ("i 1980erne", ["1980Y01..1989Y01"]),
        ("i 00'erne", ["2000Y01..2009Y01"]),
        ("siden 90'erne", ["1990Y01.."]),
        ("i firserne", ["1980Y01..1989Y01"]),
        ("i halvfemserne", ["1990Y01..1999Y01"]),
        ("i nullerne", ["2000Y01..2009Y01"]),
        ("unge i 20'erne", []),
        ("mænd i 30'erne", []),
    ],
)
def test_decades(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize("text", ["ledige i Aars", "ledige i Års", "tilbud i aars"])
def test_the_town_aars_is_no_year(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sidste måned", "2026M10"),
        ("i sidste måned", "2026M10"),
        ("forrige måned", "2026M10"),
        ("denne måned", "2026M11"),
        ("i sidste kvartal", "2026Q03"),
        ("forrige kvartal", "2026Q03"),
        ("dette kvartal", "2026Q04"),
        ("sidste år", "2025Y01"),
        ("den seneste måned", "newest:1M"),
    ],
)
def test_the_calendar_seen_from_november(text: str, expected: str) -> None:
    assert ids(text, date(2026, 11, 22)) == [expected]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1.-31. marts 2018", "2018-03-01", "2018-03-31"),
        ("1. - 31. marts 2018", "2018-03-01", "2018-03-31"),
        ("1.–31. marts 2018", "2018-03-01", "2018-03-31"),
        ("fra 1. til 31. marts 2018", "2018-03-01", "2018-03-31"),
        ("fra den 1. til den 31. marts 2018", "2018-03-01", "2018-03-31"),
        ("mellem 1. og 31. marts 2018", "2018-03-01", "2018-03-31"),
        ("1/3 - 31/3 2018", "2018-03-01", "2018-03-31"),
        ("1/3-31/3 2018", "2018-03-01", "2018-03-31"),
        ("15.-20. marts 2018", "2018-03-15", "2018-03-20"),
        ("1-31. marts 2018", "2018-03-01", "2018-03-31"),
        ("1-31 marts 2018", "2018-03-01", "2018-03-31"),
        ("1.3.2018-31.3.2018", "2018-03-01", "2018-03-31"),
        ("1.12.2017-15.1.2018", "2017-12-01", "2018-01-15"),
        ("1. marts 2018-31. marts 2018", "2018-03-01", "2018-03-31"),
        ("3. til 7. maj", "2026-05-03", "2026-05-07"),
    ],
)
def test_stretches_of_days(text: str, first: str, last: str) -> None:
    mention = only(f"en pause {text}")
    expression = decode(mention.value)
    assert isinstance(expression, Range)
    assert expression.days == (first, last)
    assert mention.text == text


def test_two_stretches_of_days_in_one_list() -> None:
    found = [decode(m.value) for m in find_periods("1.-31. marts og 1.-15. juni 2018", TODAY)]
    assert [each.days for each in found if isinstance(each, Range)] == [
        ("2018-03-01", "2018-03-31"),
        ("2018-06-01", "2018-06-15"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uge 10-12 2018", ["2018W10..2018W12"]),
        ("uge 10 til 12 i 2018", ["2018W10..2018W12"]),
        ("5. og 16. marts 2018", ["2018-03-05", "2018-03-16"]),
        # An age before a month, and days that the month does not have
        ("unge 18-29 juli 2026", ["2026M07"]),
        ("30.-31. februar 2018", []),
        ("31.-1. marts 2018", []),
        ("1.-3. kvartal 2018", ["2018Q01..2018Q03"]),
        ("indtil 1. juli 2026", ["..2026M06"]),
        ("indtil 15. juli 2026", ["2026-07-14"]),
        ("13 uger efter 1. januar 2020", ["2020-04-01"]),
        ("3 måneder efter 30. november 2019", ["2020-02-29"]),
        ("10 dage før 1. januar 2020", ["2019-12-22"]),
        ("ved årsskiftet 2019/2020", ["2020M01"]),
        ("ved årsskiftet 2025/26", ["2026M01"]),
        ("ved årsskiftet 1999/00", ["2000M01"]),
        ("nytår 2024", ["2024M01"]),
        ("ved årsskiftet", ["2026M01"]),
    ],
)
def test_days_weeks_and_turns_of_the_year(text: str, expected: list[str]) -> None:
    assert ids(text) == expected
