"""Topics, aspects, operations and terms stay as words in a form: each is taught where it is asked about."""

from __future__ import annotations

import pytest

from indsats.language.vocabulary import Entry, load_vocabulary
from tests.data.examples import examples

VOCABULARY = load_vocabulary()
ASKED_BY = {"topic": "ask_rule", "aspect": "ask_rule", "operation": "ask_figure", "term": "ask_definition"}
OUT_OF_SCOPE = {("aspect", "amount")}
"""What somebody is paid: told to be none of ours."""


def _named_by(kind: str, entry: Entry) -> set[tuple[str, str]]:
    """What a sentence names that names this entry; a term may go by the words for a unit."""
    return {(kind, entry.id), *(("unit", unit) for unit in entry.data.get("units", ()))}


@pytest.mark.parametrize(("kind", "intent"), ASKED_BY.items(), ids=ASKED_BY)
def test_each_entry_stands_in_a_sentence_of_its_intent(kind: str, intent: str) -> None:
    named: dict[str, set[tuple[str, str]]] = {intent: set(), "out_of_scope": set()}
    for example in examples():
        named.setdefault(example.intent, set()).update(example.names)
    entries = VOCABULARY.entries(kind)
    missing = [
        entry.id
        for entry in entries
        if not _named_by(kind, entry) & named["out_of_scope" if (kind, entry.id) in OUT_OF_SCOPE else intent]
    ]
    assert entries
    assert missing == []
