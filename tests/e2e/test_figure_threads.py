"""Thinking aloud about figures over REST: long threads, one's own municipality, pictures and files."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
import requests

from tests.e2e.talk import Conversation

Expected = dict[str, Any]


def shown(answer: dict[str, Any]) -> Expected:
    """What an answer is about: operation, areas, periods, measures and benefits of its rows."""
    rows = answer["rows"]
    return {
        "operation": answer["query"].get("operation"),
        "areas": list(dict.fromkeys(row["area"] for row in rows)),
        "periods": list(dict.fromkeys(row["period"] for row in rows)),
        "measure": sorted({row["measure"] for row in rows}),
        "benefit": sorted({row["benefit"] for row in rows}),
    }


AARHUS: Expected = {
    "operation": "value",
    "areas": ["751"],
    "periods": ["2026M07"],
    "measure": ["ledige_fuldtid"],
    "benefit": ["alle"],
}

THREADS: dict[str, list[tuple[str, Expected | str]]] = {
    "one figure": [
        ("Hvor mange ledige var der i Aarhus i juli 2026?", AARHUS),
        ("og i Odense?", {"areas": ["461"]}),
        ("året før?", {"periods": ["2025M07"]}),
        ("og for dagpenge?", {"benefit": ["dagpenge"]}),
        ("tak", "smalltalk"),
        ("sammenlign med landet", {"operation": "compare", "areas": ["461", "000"]}),
        ("og i procent?", {"measure": ["ledighedsprocent"]}),
        ("Hvad betyder jobparat?", "definition"),
        ("hvad med Esbjerg?", {"operation": "value", "areas": ["561"]}),
        ("og i juli 2026?", {"periods": ["2026M07"]}),
        (
            "vis udviklingen siden maj 2026",
            {"operation": "trend", "periods": ["2026M05", "2026M06", "2026M07"]},
        ),
        ("og i Vejle?", {"areas": ["630"]}),
    ],
    "a ranking": [
        (
            "Hvilke fem kommuner har flest ledige i juli 2026?",
            {**AARHUS, "operation": "rank", "areas": ["101", "751", "851", "461", "147"]},
        ),
        ("vis de tre laveste i stedet", {"areas": ["825", "741", "563"]}),
        ("uden Læsø", {"areas": ["741", "563", "492"]}),
        ("og i procent", {"measure": ["ledighedsprocent"], "areas": None}),
    ],
}


@pytest.mark.parametrize("name", THREADS)
def test_a_follow_up_changes_only_what_it_names(name: str, conversation: Conversation) -> None:
    expected: Expected = {}
    for message, change in THREADS[name]:
        answer = conversation.answer(message)
        if isinstance(change, str):
            assert answer["kind"] == change, message
            continue
        assert answer["kind"] == "statistic", message
        expected = {**expected, **change}
        found = shown(answer)
        assert {part: found[part] for part in expected if expected[part] is not None} == {
            part: value for part, value in expected.items() if value is not None
        }, message


def test_we_are_the_municipality_that_the_channel_set(address: str) -> None:
    ours = Conversation(address, municipality="461")
    assert [row["area"] for row in ours.answer("Hvor mange ledige har vi?")["rows"]] == ["461"]
    said = ours.answer("Hvad er aktiveringsgraden?")
    assert said["kind"] == "definition" or [row["area"] for row in said["rows"]] == ["461"]
    answer = ours.answer("Hvor mange langtidsledige er der?")
    assert [row["area"] for row in answer["rows"]] == ["461"]
    assert any("Odense" in note for note in answer["notes"])
    both = ours.answer("Sammenlign vores ledighedsprocent med Aarhus")
    assert [row["area"] for row in both["rows"]] == ["461", "751"]


def test_we_are_asked_for_once(conversation: Conversation) -> None:
    assert conversation.answer("Hvor mange ledige er der hos os?")["kind"] == "clarify"
    assert [row["area"] for row in conversation.answer("Odense")["rows"]] == ["461"]
    again = conversation.answer("Hvor mange langtidsledige har vi?")
    assert [row["area"] for row in again["rows"]] == ["461"]


def test_a_municipality_that_is_no_more_is_explained(conversation: Conversation) -> None:
    reply = conversation.say("Hvor mange ledige er der i Brørup Kommune?")
    assert [row["area"] for row in reply[1]["custom"]["rows"]] == ["575"]
    assert "lagt sammen" in reply[0]["text"]


def test_what_there_is_can_be_asked_for(conversation: Conversation) -> None:
    text = conversation.text("Hvad kan du vise?")
    for part in ("Kontanthjælp", "Langtidsledige", "august 2021", "juli 2026", "Folketal"):
        assert part in text


def test_everything_at_once_gives_a_summary_a_chart_and_the_file(conversation: Conversation) -> None:
    answer = conversation.answer("Ledighedsprocenten i alle kommuner måned for måned")
    assert answer["kind"] == "statistic"
    assert len(answer["rows"]) <= 200
    assert answer["chart"] is not None
    csv_file = next(file for file in answer["downloads"] if file["media_type"].startswith("text/csv"))
    fetched = requests.get(csv_file["url"], timeout=30)
    lines = list(csv.reader(io.StringIO(fetched.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) > 5000
    assert {len(line) for line in lines} == {len(lines[0])}


def test_a_picture_and_files_are_fetched_whole_through_the_bot(conversation: Conversation) -> None:
    answer = conversation.answer("Udviklingen i ledige i Svendborg og Nyborg siden 2022")
    png = requests.get(answer["chart"]["png"], timeout=30)
    assert (png.status_code, png.headers["Content-Type"]) == (200, "image/png")
    assert png.content.startswith(b"\x89PNG")
    assert png.content.endswith(b"IEND\xaeB`\x82")
    svg = requests.get(answer["chart"]["svg"], timeout=30)
    assert svg.text.rstrip().endswith("</svg>")
    assert "<script" not in svg.text
    xlsx = next(file for file in answer["downloads"] if file["url"].endswith(".xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(requests.get(xlsx["url"], timeout=30).content))
    assert book["Tal"].max_row > 100


def test_a_changed_address_gives_nothing(conversation: Conversation) -> None:
    url = conversation.answer("Udviklingen i ledige i Svendborg siden 2025")["chart"]["png"]
    before, _, rest = url.partition("/files/")
    refused = requests.get(f"{before}/files/x{rest}", timeout=10)
    assert refused.status_code == 404
    assert "ikke gyldig" in refused.text


@pytest.mark.parametrize(
    "wish", ["vis det som graf", "kan du tegne det?", "som excel", "giv mig tallene som csv"]
)
def test_another_form_of_the_same_answer(wish: str, conversation: Conversation) -> None:
    before = conversation.answer("Ledigheden i Aalborg siden januar 2026")
    after = conversation.say(wish)
    assert after[1]["custom"]["rows"] == before["rows"]
    assert "/webhooks/files/" in after[0]["text"]
