import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from indsats.answers.danish import number
from indsats.answers.figure_text import LINE_LIMIT
from indsats.answers.model import (
    Answer,
    Computed,
    ComputedKind,
    Fact,
    Kind,
    Number,
    Operation,
    Query,
    Row,
    Status,
)
from indsats.answers.text import plain, render
from tests.indsats.answers.answer_samples import (
    AREAS,
    EVERY_KIND,
    FACT_2017,
    FACT_NOW,
    LAW,
    MEASURES,
    TABLE,
    TODAY,
    FakeNames,
    row,
)


def said(answer: Answer) -> str:
    return render(answer, FakeNames(), TODAY)


def test_a_figure_with_its_note_and_source() -> None:
    answer = Answer(
        kind="statistic",
        query=Query(operation="value"),
        rows=(row(),),
        sources=(TABLE,),
        notes=("Den nyeste måned er foreløbig.",),
        suggestions=("Og i Odense?",),
    )
    assert said(answer) == (
        "Der var 8.656 ledige fuldtidspersoner i Aarhus Kommune i juli 2026.\n\n"
        "Den nyeste måned er foreløbig.\n\n"
        "Kilde: Jobindsats.dk (STAR), Ledige fuldtidspersoner, tabel y25i01, opdateret august 2026, "
        "https://www.jobindsats.dk"
    )


def test_several_sources_are_listed_and_each_once() -> None:
    text = said(Answer(kind="obligation", facts=(FACT_2017,), sources=(LAW, TABLE, LAW)))
    assert text.endswith(
        "\n\nKilder:\n"
        "- Retsinformation, LBK nr. 1342 af 21/11/2016, "
        "https://www.retsinformation.dk/eli/lta/2016/1342\n"
        "- Jobindsats.dk (STAR), Ledige fuldtidspersoner, tabel y25i01, opdateret august 2026, "
        "https://www.jobindsats.dk"
    )


@pytest.mark.parametrize(
    ("table", "updated", "expected"),
    [
        ("y25i01", "2026-08-22", "tabel y25i01, opdateret 22. august 2026"),
        ("y25i01", None, "tabel y25i01, opdateringsdato ikke oplyst"),
        ("", "2026-08", "opdateret august 2026"),
    ],
)
def test_when_a_source_was_updated(table: str, updated: str | None, expected: str) -> None:
    text = said(Answer(kind="case", sources=(replace(TABLE, table=table, updated=updated),)))
    assert text == (
        f"Kilde: Jobindsats.dk (STAR), Ledige fuldtidspersoner, {expected}, https://www.jobindsats.dk"
    )


def test_a_publisher_that_the_address_names_is_not_said_twice() -> None:
    source = replace(LAW, publisher="retsinformation.dk")
    text = said(Answer(kind="case", sources=(source,)))
    assert text == f"Kilde: LBK nr. 1342 af 21/11/2016, {source.url}"


def test_a_source_without_address_or_with_its_publisher_in_the_title() -> None:
    source = replace(LAW, publisher="STAR", title="STAR: Kontaktforløbet", url="")
    assert said(Answer(kind="case", sources=(source,))) == "Kilde: STAR: Kontaktforløbet"


def test_a_note_is_said_once_and_not_when_the_rule_says_it() -> None:
    answer = Answer(kind="obligation", facts=(FACT_NOW,), notes=("Husk.", "Husk.", FACT_NOW.text))
    assert said(answer).count("Husk.") == 1
    assert said(answer).count(FACT_NOW.text) == 1


def test_many_notes_are_a_list() -> None:
    few = Answer(kind="obligation", facts=(FACT_NOW,), notes=("En.", "To."))
    assert said(few).endswith("\n\nEn.\n\nTo.")
    many = replace(few, notes=("En.", "To.", "Tre."))
    assert said(many).endswith("\n\nBemærk:\n- En.\n- To.\n- Tre.")
    assert said(replace(many, kind="help", facts=())) == "En.\n\nTo.\n\nTre."


def test_what_is_missing_comes_before_what_there_is() -> None:
    answer = Answer(
        kind="not_available",
        notes=("Tallene for sygedagpenge er ikke indlæst. De findes på jobindsats.dk, tabel y07a02.",),
        rows=(row(),),
    )
    assert said(answer).startswith("Tallene for sygedagpenge er ikke indlæst.")
    assert said(answer).endswith("Der var 8.656 ledige fuldtidspersoner i Aarhus Kommune i juli 2026.")


def test_a_rule_comes_before_its_caveat_and_a_figure_of_the_case_is_said() -> None:
    text = said(Answer(kind="case", facts=(FACT_2017,), rows=(row(),), notes=("Husk.",)))
    assert text.index(FACT_2017.text) < text.index("8.656") < text.index("Husk.")


def test_deadlines_come_before_the_rules_they_follow_from() -> None:
    text = said(EVERY_KIND["deadlines"])
    assert text.startswith(
        "15. oktober 2026: Første samtale skal være holdt (LAB § 102).\n\nMentor er en mulighed"
    )


def test_a_question_back_ends_with_its_choices() -> None:
    assert said(EVERY_KIND["clarify"]) == "Hvilken kommune mener du?\n\n- Vejle\n- Vejen"


def test_examples_are_offered_as_such() -> None:
    assert (
        said(EVERY_KIND["out_of_scope"]) == "Det kan jeg ikke.\n\nDu kan for eksempel spørge:\n- Hvor mange?"
    )


def test_plain_says_the_same_as_render_when_there_are_no_figures() -> None:
    for kind in ("clarify", "out_of_scope", "privacy", "help", "smalltalk", "handoff", "error"):
        assert plain(EVERY_KIND[kind]) == said(EVERY_KIND[kind])


def test_the_tense_follows_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(kind="obligation", facts=(FACT_2017,))
    assert "gjaldt" in render(answer, FakeNames(), date(2020, 1, 1))
    assert "gælder 27. september 2017" in render(answer, FakeNames(), date(2019, 12, 31))
    monkeypatch.setenv("INDSATS_TODAY", "2019-12-31")
    assert "gælder 27. september 2017" in render(answer, FakeNames())


COUNTS = st.integers(3, 10**7)
RATES = st.integers(1, 9999).map(lambda hundredths: hundredths / 100)
PERIODS = st.one_of(
    st.builds(lambda y, m: f"{y}M{m:02d}", st.integers(2007, 2026), st.integers(1, 12)),
    st.builds(lambda y, q: f"{y}Q{q:02d}", st.integers(2007, 2026), st.integers(1, 4)),
    st.builds(lambda y: f"{y}Y01", st.integers(2007, 2026)),
)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    measure = draw(st.sampled_from(sorted(MEASURES)))
    status: Status = draw(st.sampled_from(["ok", "ok", "ok", "suppressed", "missing"]))
    return row(
        area=draw(st.sampled_from(sorted(AREAS))),
        period=draw(PERIODS),
        value=draw(RATES if measure == "ledighedsprocent" else COUNTS),
        measure=measure,
        benefit=draw(st.sampled_from(["", "alle", "dagpenge", "kontanthjaelp+uddannelseshjaelp", "ny"])),
        category=draw(st.sampled_from(["", "aktivitetsparat", "loentilskud", "ny_kategori"])),
        status=status,
    )


DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31)).map(date.isoformat)
COMPUTED = st.builds(
    Computed,
    kind=st.sampled_from(list(ComputedKind.__args__)),
    value=st.one_of(st.integers(-(10**7), 10**7), st.integers(-9999, 9999).map(lambda i: i / 100)),
    unit=st.sampled_from(["personer", "pct.", "procentpoint", "", "kommuner"]),
    label=st.sampled_from(["Forskel", "Esbjerg Kommune minus Odense Kommune", "ændring i procent"]),
)
FACTS = st.builds(
    Fact,
    id=st.just("x"),
    text=st.sampled_from(["En regel.", "En anden regel"]),
    legal_ref=st.sampled_from(["", "LAB § 31"]),
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
    confidence=st.sampled_from(["verified_statute", "verified_secondary", "inference", "unverified", "?"]),
)


def answers(row_lists: st.SearchStrategy[list[Row]]) -> st.SearchStrategy[Answer]:
    return st.builds(
        Answer,
        kind=st.sampled_from(list(Kind.__args__)),
        query=st.builds(
            Query,
            operation=st.sampled_from(list(Operation.__args__)),
            dates=st.lists(DAYS | PERIODS | st.just("today"), max_size=3).map(tuple),
        ),
        rows=row_lists.map(tuple),
        computed=st.lists(COMPUTED, max_size=3).map(tuple),
        facts=st.lists(FACTS, max_size=3).map(tuple),
        sources=st.sampled_from([(), (LAW,), (TABLE, LAW)]),
        notes=st.sampled_from([("Husk.",), ("Husk.", "Se også her.")]),
        suggestions=st.sampled_from([(), ("Hvor mange?",)]),
    )


def shown(value: Number, text: str) -> bool:
    # Zeros may follow: the figures of one series have equally many decimals.
    zeros = r"(?:,00?|(?<=,\d)0)?"
    return re.search(rf"(?<![\d.,]){re.escape(number(value))}{zeros}(?![\d]|,\d|\.\d)", text) is not None


@given(answers(st.lists(rows(), max_size=8)))
def test_any_answer_has_a_text_that_states_its_figures(answer: Answer) -> None:
    text = said(answer)
    assert text.strip()
    assert not re.search(r"\bNone\b|\bnan\b|\binf\b|[{}]", text)
    assert not re.search(r"\n\n\n|  | \n|^\s|\s$", text)
    for item in (*answer.rows, *answer.computed):
        if item.value is not None:
            assert shown(item.value, text), item
    for fact in answer.facts:
        assert fact.text in text


@given(st.lists(rows().filter(lambda r: r.status != "ok"), min_size=1, max_size=8), st.data())
def test_a_hidden_figure_is_never_shown_as_a_number(hidden: list[Row], data: st.DataObject) -> None:
    operation: Operation = data.draw(st.sampled_from(list(Operation.__args__)))
    text = said(Answer(kind="statistic", query=Query(operation=operation), rows=tuple(hidden)))
    figures = re.sub(r"\d\. (kvartal|halvår)|uge \d+|\b20\d\d\b", "", text)
    assert not re.search(r"\d", figures), figures
    assert ("ikke offentliggjort" in text.lower()) == any(item.status == "suppressed" for item in hidden)


@given(st.integers(1, LINE_LIMIT + 30), st.sampled_from(["trend", "rank", "value"]))
def test_the_text_never_grows_beyond_its_limit(count: int, operation: Operation) -> None:
    listed = [row(period=f"{2000 + i // 12}M{i % 12 + 1:02d}", value=1000 + i) for i in range(count)]
    text = said(Answer(kind="statistic", query=Query(operation=operation), rows=tuple(listed)))
    assert len(text.splitlines()) <= LINE_LIMIT + 2
    assert all(shown(1000 + i, text) for i in range(count)) == (count <= LINE_LIMIT)
    assert ("i svarets tabel" in text) == (count > LINE_LIMIT)
