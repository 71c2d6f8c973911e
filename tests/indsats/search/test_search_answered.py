"""Every question that can be offered, sent to the action that answers it, gets its entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.services import services
from indsats import clock, paths
from indsats.search.documents import DocumentKind, Documents
from indsats.search.suggest import asking_for
from indsats.statistics import loader
from tests.actions.tracker import call, run

ACTIONS: dict[DocumentKind, tuple[str, str]] = {
    "rule": ("action_rule", "obligation"),
    "term": ("action_definition", "definition"),
    "case": ("action_case", "case"),
    "measure": ("action_figure", "statistic"),
}


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The project's figures in a database of our own, on a fixed day."""
    url = f"sqlite:///{tmp_path / 'indsats.db'}"
    loader.load(url, paths.knowledge())
    monkeypatch.setenv("INDSATS_DATABASE_URL", url)
    monkeypatch.setenv("INDSATS_TODAY", "2026-11-22")
    services.cache_clear()
    yield
    services.cache_clear()


@pytest.mark.parametrize("kind", ACTIONS)
def test_what_is_offered_is_answered(documents: Documents, kind: DocumentKind) -> None:
    action, answer_kind = ACTIONS[kind]
    wrong = []
    for (each, id), document in documents.by_key.items():
        asking = asking_for(document, clock.today()) if each == kind else None
        if asking is None:
            continue
        answer = run(call(action, asking.question)).answer
        stated = [fact["id"] for fact in answer["facts"]]
        if answer["kind"] != answer_kind or (kind in ("rule", "case") and id not in stated):
            wrong.append((id, asking.question, answer["kind"]))
    assert wrong == []


def test_the_services_search() -> None:
    (hit,) = services().search.search("snusepraktik", 1)
    assert hit.document.key == ("term", "virksomhedspraktik")
