"""Folded text and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.language.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Halvår 2025", "halvår 2025"),
        ("HALVAAR", "halvår"),
        ("a\u030ar", "år"),
        ("foer", "før"),
        ("２０２５ ٢٠٢٥", "2025 2025"),
        ("juli – ’26\u00a0x", "juli - '26 x"),
        ("İ", "i"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.one_of(st.text(), st.text("aAoe\u030a\u0308 ß1٣İ–")))
def test_every_span_leads_back_to_the_original(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(start < end for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text
