"""One document per entry of the base, with its ids."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from indsats import paths
from indsats.obligations import case, definitions
from indsats.obligations.index import load
from indsats.search import documents as all_documents
from indsats.search.documents import Documents
from indsats.statistics import catalogue


def test_every_entry_of_the_base_is_a_document(documents: Documents) -> None:
    obligations, root = load(), paths.knowledge()
    assert set(documents.by_key) == {
        *(("rule", id) for id in obligations.base.by_id),
        *(("term", id) for id in definitions.all_terms(obligations, root)),
        *(("case", id) for id in case.all_parts(obligations, root)),
        *(("measure", id) for id in catalogue.load().measures),
    }
    assert min(Counter(kind for kind, _ in documents.by_key).values()) > 5


def test_a_rule_carries_its_text_period_and_reference(documents: Documents) -> None:
    fact = load().base.by_id["p17-akt-mentor"]
    document = documents.by_key["rule", "p17-akt-mentor"]
    assert document.text == fact.value_da
    assert (document.first, document.last) == (fact.valid_from, fact.valid_to)
    assert document.reference == fact.legal_ref.replace(";", ",")
    assert "aktivitetsparat" in document.title
    assert "mentorstøtte" in document.keywords or "mentor" in document.keywords


def test_all_have_a_title_and_none_is_empty(documents: Documents) -> None:
    assert all(each.title.strip() and each.title[0] != " " for each in documents.by_key.values())
    assert [key for key, each in documents.by_key.items() if not (each.text or each.keywords)] == []


def test_awaited_and_doubtful_rules_are_marked(documents: Documents) -> None:
    obligations = load()
    for id, fact in obligations.base.by_id.items():
        document = documents.by_key["rule", id]
        assert document.expected == obligations.of(fact).expected
        assert bool(document.standing) == (fact.confidence in ("inference", "unverified"))


def test_the_digest_follows_the_knowledge(tmp_path: Path) -> None:
    copied = tmp_path / "knowledge"
    shutil.copytree(paths.knowledge(), copied)
    before = all_documents.read(copied).digest
    assert all_documents.read(copied).digest == before
    case_file = copied / "case.yaml"
    text = case_file.read_text(encoding="utf-8")
    case_file.write_text(text.replace("formandskab", "forretningsudvalg", 1), encoding="utf-8")
    assert all_documents.read(copied).digest != before


def test_wrong_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises((ValueError, OSError)):
        all_documents.read(tmp_path)
