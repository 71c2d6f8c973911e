"""Conversations about rules over REST: one thing after another, as somebody preparing a meeting would ask."""

from __future__ import annotations

from typing import Any

import requests

from tests.e2e.talk import Conversation


def _ids(answer: dict[str, Any]) -> set[str]:
    return {fact["id"] for fact in answer["facts"]}


def test_a_rule_then_and_now_and_how_it_came_about(conversation: Conversation) -> None:
    first = conversation.answer(
        "Hvad var fristen for første tilbud til jobparate kontanthjælpsmodtagere i 2017?"
    )
    assert _ids(first) == {"p17-job-tilbud1"}
    still = conversation.answer("gælder det stadig?")
    assert {"p17-job-tilbud1", "p26-tilbud"} <= _ids(still)
    changed = conversation.say("hvornår blev det ændret og til hvad?")
    text = next(item["text"] for item in changed if "text" in item)
    assert "gennem tiden" in text
    assert {"p17-job-tilbud1", "p20-tilbud-6mdr", "p26-tilbud"} <= _ids(changed[-1]["custom"])
    other = conversation.answer("og for aktivitetsparate på kontanthjælp?")
    assert "p17-akt-tilbud1" in _ids(other)


def test_an_overview_goes_on_to_another_group_and_to_one_topic(conversation: Conversation) -> None:
    reply = conversation.say("Giv mig et overblik over reglerne for aktivitetsparate på kontanthjælp i 2018")
    text, answer = reply[0]["text"], reply[-1]["custom"]
    assert "| Emne" in text or "Samtaler:" in text
    assert {"p17-akt-tilbud1", "p17-akt-tilbud2", "p17-akt-mentor"} <= _ids(answer)
    other = conversation.answer("og for jobparate?")
    assert {"p17-job-tilbud1", "p17-job-tilbud2"} <= _ids(other)
    mentor = conversation.answer("og mentor for aktivitetsparate på kontanthjælp?")
    assert "p17-akt-mentor" in _ids(mentor)
    assert "p17-akt-tilbud1" not in _ids(mentor)


def test_two_days_stand_side_by_side(conversation: Conversation) -> None:
    reply = conversation.say(
        "Sammenlign reglerne om mentor for aktivitetsparate på kontanthjælp i 2017 og i dag i en tabel"
    )
    text, answer = reply[0]["text"], reply[-1]["custom"]
    assert "| " in text
    assert {"p17-akt-mentor", "p20-mentor"} <= _ids(answer)
    assert len(answer["query"]["dates"]) == 2


def test_from_the_law_to_the_rule(conversation: Conversation) -> None:
    now = conversation.answer("Hvad siger § 105 a i LAB?")
    assert "p25-arbejdspligt" in _ids(now)
    assert any("retsinformation.dk" in source["url"] for source in now["sources"])
    document = conversation.answer("hvad står der i LBK 280/2024 om mentor?")
    assert "p20-mentor" in _ids(document)
    old = conversation.answer("hvad sagde gl. LAB § 93?")
    assert "p17-akt-mentor" in _ids(old)


def test_the_calendar_file_of_deadlines_can_be_fetched(conversation: Conversation) -> None:
    answer = conversation.answer(
        "Aktivitetsparat på kontanthjælp fra 2. oktober 2017, hvornår senest første tilbud?"
    )
    assert [each["date"] for each in answer["deadlines"]] == ["2018-04-02"]
    (calendar,) = (each for each in answer["downloads"] if each["media_type"].startswith("text/calendar"))
    file = requests.get(calendar["url"], timeout=10)
    file.raise_for_status()
    assert file.headers["content-type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content
    assert b"20180402" in file.content


def test_what_nobody_wrote_a_rule_for_is_said_to_be_so(conversation: Conversation) -> None:
    for message in (
        "Hvornår får jeg boligstøtte?",
        "Hvilke regler gjaldt om tilbud til jobparate i 2009?",
        "Hvad er fristen for at klage over en sanktion?",
    ):
        answer = conversation.answer(message)
        assert answer["kind"] in ("not_available", "out_of_scope", "clarify", "definition"), (message, answer)
        if answer["kind"] != "definition":
            assert answer["facts"] == [], message
