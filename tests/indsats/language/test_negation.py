"""What a message leaves out of what is counted."""

from __future__ import annotations

from datetime import date

import pytest

from indsats import paths
from indsats.language.mentions import EXCLUDED
from indsats.language.resolver import load_resolver

TODAY = date(2026, 11, 22)


def denied(text: str) -> set[str]:
    found = load_resolver(paths.ROOT / "knowledge").resolve(text, TODAY)
    return {m.id for m in found if m.role == EXCLUDED and m.kind != "area"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ledige uden dagpenge i Odense", {"dagpenge"}),
        ("hvor mange ledige er ikke på dagpenge", {"dagpenge"}),
        ("kun kontanthjælp, ikke dagpenge", {"dagpenge"}),
        ("hvor mange er ikke i tilbud i Aarhus", {"aktiverede_personer"}),
        ("modtagere bortset fra jobparate", {"jobparat", "kth_jobparat"}),
        ("ledige, kontanthjælp fraregnet", {"kontanthjaelp", "kontanthjaelpsmodtagere"}),
        ("jobparate frem for aktivitetsparate", {"aktivitetsparat", "aktivitetsparate"}),
        ("en jobparat uden arbejdspligt", {"arbejdspligt"}),
        ("hverken dagpenge eller kontanthjælp", {"dagpenge", "kontanthjaelp", "kontanthjaelpsmodtagere"}),
    ],
)
def test_what_is_left_out_is_marked(text: str, expected: set[str]) -> None:
    assert denied(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "jeg ved ikke, hvor mange ledige der er i Vejle",
        "hvor mange har hverken fået tilbud eller mentor",
        "hvor mange ledige er der ikke bare i Odense",
        "er det ikke rigtigt? dagpenge i Vejle",
        "kontanthjælp og dagpenge",
        "hvor mange var uden tilbud eller mentor i Horsens",
    ],
)
def test_what_is_not_denied_is_not(text: str) -> None:
    assert denied(text) == set()
