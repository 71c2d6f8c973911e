"""Both engines find, rank alike, take any text, and are never in the way of an answer."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indsats import paths
from indsats.search import index as search
from indsats.search.documents import Documents
from indsats.search.engine import NoIndexError, StaleIndexError
from indsats.search.index import Hit, KnowledgeIndex, SearchIndex, engine_for
from indsats.search.matching import Corpus
from indsats.search.postgres_engine import SCHEMA
from indsats.statistics import load as loading
from tests.indsats.search.conftest import TODAY, right

FIRST_FOUR = 0.95
"""The part of the development list for which one of the right entries is among the first four."""
FIRST = 0.7
ALIKE = 0.85
"""The part of it for which both engines begin with the same entry."""


def keys(hits: tuple[Hit, ...]) -> list[tuple[str, str]]:
    return [hit.document.key for hit in hits]


def test_what_is_not_worded_as_the_entries_is_found(index: SearchIndex, queries: dict) -> None:
    marks = [right(index.search(each["ask"], 4, on=TODAY), each["about"]) for each in queries["inside"]]
    assert sum(any(mark) for mark in marks) >= FIRST_FOUR * len(marks)
    assert sum(bool(mark and mark[0]) for mark in marks) >= FIRST * len(marks)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("snusepraktikken", ("term", "virksomhedspraktik")),
        ("bistandshjælp", ("term", "kontanthjaelp")),
        ("merledige", ("term", "merledighed")),
        ("matchgrupperne", ("term", "visitation")),
        ("Statsrevisorernes kritik", ("case", "statsrev2022")),
        ("Leif Lahn Jensen", ("case", "spm378")),
        ("Horsens fik brev", ("case", "bilag311")),
        ("befolkningstallet", ("measure", "folketal")),
        ("loft over mentorudgifter", ("rule", "p26-mentor-loft")),
        ("psykiatrisk indlæggelse", ("rule", "p20-mentor-ret")),
        ("selvfunden praktikplads", ("rule", "p20-selvfundet")),
        ("positivlistens seks uger", ("rule", "p20-6ugers")),
        ("videosamtale", ("rule", "p22-form")),
    ],
)
def test_first_hit(index: SearchIndex, text: str, first: tuple[str, str]) -> None:
    assert keys(index.search(text, 1, on=TODAY)) == [first]


def test_both_engines_begin_alike(
    sqlite_index: SearchIndex, postgres_index: SearchIndex, queries: dict
) -> None:
    same = 0
    for each in queries["inside"]:
        one, other = (index.search(each["ask"], 1, on=TODAY) for index in (sqlite_index, postgres_index))
        same += keys(one) == keys(other)
        if one and other:
            assert one[0].score == pytest.approx(other[0].score, abs=0.1)
    assert same >= ALIKE * len(queries["inside"])


def test_scores_fall_and_lie_between_nought_and_one(index: SearchIndex, queries: dict) -> None:
    for each in queries["inside"]:
        scores = [hit.score for hit in index.search(each["ask"], 20, on=TODAY)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_inflection_and_spelling_change_nothing_much(index: SearchIndex) -> None:
    for text in (
        "rehabiliteringsteamet",
        "Rehabiliteringsteams",
        "rehabiliteringsteamets",
        "rehabiliteringstaem",
    ):
        assert ("term", "rehabiliteringsteam") in keys(index.search(text, 2))
    assert keys(index.search("uddannelsespaalaegget", 1)) == keys(index.search("uddannelsespålægget", 1))


def test_rules_out_of_force_are_found_but_lower(index: SearchIndex) -> None:
    text = "mentor hver uge for aktivitetsparate"
    then, now = (index.search(text, 30, kinds=["rule"], on=day) for day in (date(2017, 10, 1), TODAY))
    old = ("rule", "p17-akt-mentor")
    assert old in keys(now)
    was, is_now = (next(h for h in hits if h.document.key == old) for hits in (then, now))
    assert was.in_force
    assert not is_now.in_force
    assert was.score > is_now.score
    assert keys(then).index(old) <= keys(now).index(old)


def test_kinds_and_limit(index: SearchIndex) -> None:
    assert {kind for kind, _ in keys(index.search("mentor", 50, kinds=["term"]))} == {"term"}
    assert len(index.search("mentor", 3)) == 3
    assert index.search("mentor", 0) == index.search("mentor", kinds=[]) == ()


def test_matched_words_are_told(index: SearchIndex) -> None:
    (hit,) = index.search("Hvad er rehabiliteringsteamets kvabberbob?", 1)
    assert hit.matched == ("rehabiliteringsteamets",)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "?", "\0", "og", '"', '"mentor', "mentor*", "mentor OR", "AND OR NOT",
        "NEAR(mentor samtale, 2)", "title:mentor", "{title}: mentor", "-mentor", "^mentor", "mentor:*",
        "mentor & | !", "!mentor", "mentor <-> (", "'); DROP TABLE document; --", "%s %(w0)s :w0 ? ?1",
        "\\", "\\'", "👩‍🦽💼", "mentor 👍", "ментор", "مرشد", "mentor\x00samtale", "\ud800", "²³½",
        "a" * 100_000, "mentor " * 5000, "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_any_text_will_do(index: SearchIndex, text: str, caplog: pytest.LogCaptureFixture) -> None:
    hits = index.search(text, on=TODAY)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert caplog.records == []
    # The words count and the signs do not: an operator would leave nothing, or everything.
    if "mentor" in text and len(text) < 100 and "DROP" not in text and "samtale" not in text:
        assert "mentor" in hits[0].matched
    assert keys(index.search("mentor", 1, kinds=["term"])) == [("term", "mentor")]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.text(alphabet="mentorsaøåTALE \"*:&|!()<->'\\^-+.,", max_size=60))
@example(text="a OR b* NEAR(c)")
def test_nothing_typed_is_syntax(index: SearchIndex, text: str) -> None:
    for hit in index.search(text, 5):
        assert hit.matched
        assert 0 <= hit.score <= 1


# -- missing, old and broken -----------------------------------------------------------------------


def only_line(caplog: pytest.LogCaptureFixture) -> str:
    (record,) = caplog.records
    return record.getMessage()


def test_without_a_file_the_index_is_made_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    index = KnowledgeIndex(f"sqlite:///{tmp_path / 'indsats.db'}")
    assert keys(index.search("snusepraktik", 1)) == keys(index.search("snusepraktik", 1))
    assert keys(index.search("snusepraktik", 1)) == [("term", "virksomhedspraktik")]
    assert "memory" in only_line(caplog)
    assert "snusepraktik" not in caplog.text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 400])
def test_a_broken_file_is_no_failure(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'indsats.db'}"
    (tmp_path / "indsats-search.db").write_bytes(content)
    assert keys(KnowledgeIndex(url).search("snusepraktik", 1)) == [("term", "virksomhedspraktik")]
    assert "snusepraktik" not in only_line(caplog)
    assert search.build(url), "a build replaces what is no index"
    assert not search.build(url), "and leaves a good one alone"


def test_an_index_of_other_documents_is_not_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, knowledge = f"sqlite:///{tmp_path / 'indsats.db'}", tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), knowledge)
    search.build(url, knowledge)
    index = KnowledgeIndex(url, knowledge)
    assert not index.search("kvabberbob")
    assert caplog.records == []
    change(knowledge)
    assert keys(index.search("kvabberbob", 1)) == [("case", "brev2017")], "the new text is found at once"
    assert "other documents" in only_line(caplog)
    assert search.build(url, knowledge)
    monkeypatch.setattr(search, "RETRY_SECONDS", 0)
    fresh = KnowledgeIndex(url, knowledge)
    assert keys(fresh.search("kvabberbob", 1)) == [("case", "brev2017")]
    assert len(caplog.records) == 1


def change(knowledge: Path) -> None:
    file = knowledge / "case.yaml"
    text = file.read_text(encoding="utf-8")
    assert "formandskab" in text
    file.write_text(text.replace("formandskab", "formandskab (kvabberbob)", 1), encoding="utf-8")


def test_files_that_become_wrong_leave_the_last_good_ones(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url, knowledge = f"sqlite:///{tmp_path / 'indsats.db'}", tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), knowledge)
    search.build(url, knowledge)
    index = KnowledgeIndex(url, knowledge)
    before = keys(index.search("mentor"))
    (knowledge / "case.yaml").write_text("case: [", encoding="utf-8")
    assert keys(index.search("mentor")) == before == keys(index.search("mentor"))
    assert "case.yaml" in only_line(caplog)


def test_without_any_knowledge_nothing_is_found(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert KnowledgeIndex(f"sqlite:///{tmp_path / 'x.db'}", tmp_path).search("mentor") == ()
    assert "mentor" not in only_line(caplog)


def test_a_build_that_fails_leaves_the_old_index(
    tmp_path: Path, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'indsats.db'}"
    search.build(url)
    broken = Documents({**documents.by_key}, "another digest")

    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk is full")

    monkeypatch.setattr("indsats.search.sqlite_engine._fill", fails)
    with pytest.raises(NoIndexError, match="disk is full"):
        engine_for(url).build(broken)
    assert [path.name for path in tmp_path.iterdir()] == ["indsats-search.db"]
    assert not search.build(url)


def test_several_threads_search_at_once(tmp_path: Path, sqlite_index: SearchIndex) -> None:
    for index in (sqlite_index, KnowledgeIndex(f"sqlite:///{tmp_path / 'none.db'}")):
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _, index=index: keys(index.search("mentor samtale", 5)), range(60)))
        assert found[0]
        assert all(each == found[0] for each in found)


def test_loading_the_figures_builds_the_index(
    tmp_path: Path, documents: Documents, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'indsats.db'}"
    assert loading.main(["--url", url]) == loading.LOADED
    assert (tmp_path / "indsats-search.db").exists()
    caplog.clear()
    assert KnowledgeIndex(url).search("mentor", 1)
    assert caplog.records == []


def test_a_load_succeeds_though_the_index_cannot_be_built(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "indsats-search.db").mkdir()
    assert loading.main(["--url", f"sqlite:///{tmp_path / 'indsats.db'}"]) == loading.LOADED
    assert "Søgeindekset kunne ikke bygges" in caplog.text


# -- PostgreSQL ------------------------------------------------------------------------------------


def test_postgres_without_a_table(postgres_url: str, caplog: pytest.LogCaptureFixture) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    try:
        index = KnowledgeIndex(postgres_url)
        assert keys(index.search("snusepraktik", 1)) == [("term", "virksomhedspraktik")]
        assert "snusepraktik" not in only_line(caplog)
        index.close()
    finally:
        assert search.build(postgres_url)
    assert not search.build(postgres_url)


def test_postgres_with_a_table_of_another_form(
    postgres_url: str, documents: Documents, caplog: pytest.LogCaptureFixture
) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"CREATE TABLE {SCHEMA}.stamp AS SELECT '{documents.digest}' AS digest")
    try:
        index = KnowledgeIndex(postgres_url)
        assert keys(index.search("snusepraktik", 1)) == [("term", "virksomhedspraktik")]
        assert "snusepraktik" not in only_line(caplog)
        index.close()
    finally:
        with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
            connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
        assert search.build(postgres_url)


def test_postgres_with_other_documents(postgres_url: str, documents: Documents) -> None:
    search.build(postgres_url)
    query, engine = Corpus(documents).read_query("mentor"), engine_for(postgres_url)
    assert engine.candidates(query, ["term"], 5, documents.digest)
    with pytest.raises(StaleIndexError):
        engine.candidates(query, ["term"], 5, "another digest")
    engine.close()


def test_postgres_out_of_reach(caplog: pytest.LogCaptureFixture) -> None:
    index = KnowledgeIndex("postgresql+psycopg://nobody:secret@127.0.0.1:1/none")
    for _ in range(3):
        assert keys(index.search("snusepraktik", 1)) == [("term", "virksomhedspraktik")]
    assert "secret" not in only_line(caplog)
    assert "snusepraktik" not in caplog.text
