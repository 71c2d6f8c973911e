"""The deadline form, called as Rasa calls it: the validation, the questions, the asides and the ends."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from actions.deadline_reading import SLOTS, UNKNOWN
from tests.actions.tracker import EXECUTOR, VALID, call

FORM = "deadline_form"
DOMAIN = {"forms": {FORM: {"required_slots": list(SLOTS)}}}
GROUP, START, AGE, EDUCATION, RESIDENCE, PAUSES = SLOTS


@dataclass
class Form:
    """A form in a conversation, moved on as Rasa's own form action moves it (rasa/core/actions/forms.py)."""

    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    active: bool = False

    def say(self, text: str, intent: str = "nlu_fallback") -> dict[str, Any] | None:
        """Send a message into the form. The form's question, None when it is rejected or has ended."""
        self._hear(text, intent)
        if intent == "ask_deadlines" and not self.active:
            self.run("action_begin_deadlines")
            self.active = True
        before = len(self.events)
        self.run("validate_deadline_form")
        changed = [event["name"] for event in self.events[before:] if event["event"] == "slot"]
        if not set(changed) & set(SLOTS) and intent != "ask_deadlines":
            return None
        return self.ask()

    def ask(self) -> dict[str, Any] | None:
        """Have the form ask for the slot that it wants next; None when it wants none and so has ended."""
        if (slot := self.slots.get("requested_slot")) is None:
            self.active = False
            return None
        return self.run(f"action_ask_{slot}")

    def aside(self, text: str, intent: str) -> dict[str, Any] | None:
        """Send a message that the form rejects; the one reply to it."""
        assert self.say(text, intent) is None
        answer = self.run("action_aside")
        self.run("validate_deadline_form")
        assert self.ask() is None
        return answer

    def run(self, action: str) -> dict[str, Any] | None:
        """Run an action as the server does; its answer, None when it says nothing."""
        payload = call(action)
        payload["domain"] = DOMAIN
        payload["tracker"] |= {
            "slots": dict(self.slots),
            "events": [*self.events, {"event": "action", "name": FORM}],
            "latest_message": self.latest,
            "active_loop": {"name": FORM} if self.active else {},
        }
        result = asyncio.run(EXECUTOR.run(payload))
        assert result is not None
        done = json.loads(json.dumps(result.model_dump(), allow_nan=False))
        for event in done["events"]:
            self.events.append(event)
            self.slots[event["name"]] = event["value"]
        self.events.append({"event": "action", "name": action})
        if not done["responses"]:
            return None
        (response,) = done["responses"]
        self.events.append({"event": "bot", "text": response["text"]})
        VALID.validate(response["custom"])
        assert response["text"].strip()
        return {**response["custom"], "text": response["text"]}

    def until(self, slot: str) -> None:
        """Leave open what is asked for, until a slot is (or the form has ended)."""
        for _ in SLOTS:
            if self.slots["requested_slot"] in (slot, None):
                return
            self.say("ved ikke", "dont_know")

    def values(self) -> dict[str, Any]:
        """The form's slots that are filled."""
        return {slot: self.slots[slot] for slot in SLOTS if self.slots.get(slot) is not None}

    def _hear(self, text: str, intent: str) -> None:
        self.latest = call("action_help", text, intent=intent)["tracker"]["latest_message"]
        self.events.append({"event": "user", "text": text})


@pytest.fixture
def form() -> Form:
    """A form that has just begun and asks for the group."""
    begun = Form()
    asked = begun.say("lav en fristplan", "ask_deadlines")
    assert asked is not None
    assert asked["kind"] == "clarify"
    assert begun.slots["requested_slot"] == GROUP
    return begun


# What may be said, and what becomes of it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dagpengemodtagere", {GROUP: ["dagpenge"]}),
        ("hun er jobparat", {GROUP: ["kth_jobparat"]}),
        ("aktivitetsparat på kontanthjælp", {GROUP: ["kth_aktivitetsparat"]}),
        ("dagpenge, 34 år", {GROUP: ["dagpenge"], AGE: 34}),
        ("hun er 34", {AGE: 34}),
        ("fra 1. marts 2026", {START: "2026-03-01"}),
        ("dagpenge fra 01-03-2026", {GROUP: ["dagpenge"], START: "2026-03-01"}),
        ("jobparat, 34 år, fra 1. marts 2026", {GROUP: ["kth_jobparat"], START: "2026-03-01", AGE: 34}),
        ("uden uddannelse", {EDUCATION: "without"}),
        ("hun opfylder ikke opholdskravet", {RESIDENCE: "unmet"}),
        ("jobparat eller dagpenge", {}),
        ("alle målgrupper", {}),
        ("ved ikke", {}),
    ],
)
def test_the_first_answer(form: Form, text: str, expected: dict[str, Any]) -> None:
    form.say(text)
    assert form.values() == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1. marts", "2026-03-01"),
        ("1. marts 2026", "2026-03-01"),
        ("01-03-2026", "2026-03-01"),
        ("1/3 2026", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("i går", "2026-11-21"),
        ("i forgårs", "2026-11-20"),
        ("i dag", "2026-11-22"),
        ("for en uge siden", "2026-11-15"),
        ("hun meldte sig ledig den 3. august 2026", "2026-08-03"),
        ("27. september 2017", "2017-09-27"),
    ],
)
def test_a_start_date(form: Form, text: str, day: str) -> None:
    form.say("dagpenge")
    form.say(text)
    assert form.values() == {GROUP: ["dagpenge"], START: day}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. marts 1990", "1. marts 1990 ligger for langt tilbage. Reglerne er læst fra 27. september 2017."),
        ("26. september 2017", "26. september 2017 ligger for langt tilbage."),
        ("1. marts 2031", "1. marts 2031 ligger for langt ude i fremtiden."),
        ("marts 2026", "Jeg har brug for en bestemt dag"),
        ("2026", "Jeg har brug for en bestemt dag"),
        ("fra 1. maj til 31. maj 2026", "Jeg har brug for en bestemt dag"),
        ("1. maj eller 1. juni 2026", "Jeg kan kun regne ud fra én startdato."),
        ("bla bla", "Det kunne jeg ikke bruge som svar. Jeg har brug for en bestemt dag"),
    ],
)
def test_a_start_date_that_cannot_be_used(form: Form, text: str, said: str) -> None:
    form.say("dagpenge")
    asked = form.say(text)
    assert asked is not None
    assert asked["kind"] == "clarify"
    assert asked["text"].startswith(said)
    assert "Hvilken dag begyndte det?" in asked["text"]
    assert form.values() == {GROUP: ["dagpenge"]}


def test_a_stretch_of_days_is_no_age_and_the_start_stays(form: Form) -> None:
    form.say("dagpenge fra 1. november 2017")
    asked = form.say("fra 3. maj til 7. maj 2018", "follow_up")
    assert asked is not None
    assert form.slots["requested_slot"] == AGE
    assert form.values()[START] == "2017-11-01"


def test_not_knowing_the_start_is_no_way_on(form: Form) -> None:
    form.say("dagpenge")
    asked = form.say("ved ikke", "dont_know")
    assert asked is not None
    assert asked["text"].startswith("Det er jeg nødt til at vide")


def test_two_groups_are_too_many(form: Form) -> None:
    asked = form.say("jobparat eller dagpenge")
    assert asked is not None
    assert asked["text"].startswith("Jeg kan kun regne frister ud for én målgruppe ad gangen.")
    assert asked["suggestions"]


def test_a_family_is_narrowed_and_that_is_no_miss(form: Form) -> None:
    asked = form.say("uddannelseshjælp")
    assert asked is not None
    assert asked["suggestions"][0] == "Åbenlyst uddannelsesparate"
    assert form.slots["frame"].get("misses", 0) == 0
    form.say("aktivitetsparat")
    assert form.values() == {GROUP: ["uddhj_aktivitetsparat"]}


def test_what_was_chosen_may_be_changed(form: Form) -> None:
    form.say("dagpenge")
    form.say("nej, hun er jobparat")
    form.say("1. marts 2026")
    form.say("undskyld, det var 2. marts 2026")
    assert (form.values()[GROUP], form.values()[START]) == (["kth_jobparat"], "2026-03-02")


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("34", 34),
        ("34 år", 34),
        ("hun er 34", 34),
        ("femogtredive", 35),
        ("30-49 år", 30),
        ("1000", None),
        ("3 år", None),
    ],
)
def test_an_age(form: Form, text: str, age: int | None) -> None:
    form.say("dagpenge fra 1. november 2017")
    assert form.slots["requested_slot"] == AGE
    asked = form.say(text)
    assert form.values().get(AGE) == age
    if age is None:
        assert asked is not None
        assert "Skriv alderen som et helt antal år" in asked["text"]


@pytest.mark.parametrize("slot", [AGE, EDUCATION, RESIDENCE, PAUSES])
@pytest.mark.parametrize("answers", [[("ved ikke", "dont_know")], [("bla bla", "nlu_fallback")] * 3])
def test_what_the_rules_can_do_without_may_stay_open(
    form: Form, slot: str, answers: list[tuple[str, str]]
) -> None:
    group = "jobparat" if slot == RESIDENCE else "dagpenge"
    form.say(f"{group} fra {'1. november 2017' if slot == PAUSES else '1. marts 2026'}")
    form.until(slot)
    assert form.slots["requested_slot"] == slot
    for text, intent in answers:
        form.say(text, intent)
    assert form.values()[slot] == UNKNOWN
    assert form.slots["requested_slot"] != slot


@pytest.mark.parametrize(
    ("group", "slot", "text", "intent", "value"),
    [
        ("dagpenge", EDUCATION, "ja", "affirm", "with"),
        ("dagpenge", EDUCATION, "nej", "deny", "without"),
        ("dagpenge", EDUCATION, "Uden erhvervskompetencegivende uddannelse", "ask_rule", "without"),
        ("jobparat", RESIDENCE, "ja", "affirm", "met"),
        ("jobparat", RESIDENCE, "nej", "deny", "unmet"),
        ("jobparat", RESIDENCE, "Opfylder opholds- og beskæftigelseskravet", "ask_definition", "met"),
    ],
)
def test_circumstances(form: Form, group: str, slot: str, text: str, intent: str, value: str) -> None:
    form.say(f"{group} fra 1. marts 2026")
    form.until(slot)
    form.say(text, intent)
    assert form.values()[slot] == value


@pytest.fixture
def paused(form: Form) -> Form:
    """A form that asks for interruptions since 1 November 2017."""
    form.say("dagpenge fra 1. november 2017, 34 år")
    form.until(PAUSES)
    assert form.slots["requested_slot"] == PAUSES
    return form


@pytest.mark.parametrize(
    ("text", "intent", "pauses"),
    [
        ("nej", "deny", []),
        ("Ingen afbrydelser", "deny", []),
        ("fra 1. maj til 31. maj 2018", "follow_up", [["2018-05-01", "2018-05-31"]]),
        ("fra 3. maj til 7. juni 2018", "ask_figure", [["2018-05-03", "2018-06-07"]]),
        ("i maj 2018", "follow_up", [["2018-05-01", "2018-05-31"]]),
        # As the form's own example has it
        ("1.-31. marts 2018", "follow_up", [["2018-03-01", "2018-03-31"]]),
        ("1/3 - 31/3 2018", "follow_up", [["2018-03-01", "2018-03-31"]]),
        (
            "1.-31. marts 2018 og 1.-15. juni 2018",
            "follow_up",
            [["2018-03-01", "2018-03-31"], ["2018-06-01", "2018-06-15"]],
        ),
        ("uge 10-12 2018", "follow_up", [["2018-03-05", "2018-03-25"]]),
        (
            "3. marts 2018 og 9. marts 2018",
            "follow_up",
            [["2018-03-03", "2018-03-03"], ["2018-03-09", "2018-03-09"]],
        ),
        (
            "første dag 3. marts 2018, sidste dag 9. marts 2018",
            "follow_up",
            [["2018-03-03", "2018-03-09"]],
        ),
        ("uden afbrydelser", "follow_up", []),
        (
            "fra 1. maj til 31. maj 2018 og fra 1. juli til 5. juli 2018",
            "follow_up",
            [["2018-05-01", "2018-05-31"], ["2018-07-01", "2018-07-05"]],
        ),
    ],
)
def test_interruptions(paused: Form, text: str, intent: str, pauses: list[list[str]]) -> None:
    paused.say(text, intent)
    assert paused.values()[PAUSES] == pauses
    assert paused.slots["requested_slot"] is None


@pytest.mark.parametrize(
    ("text", "intent", "said"),
    [
        ("ja", "affirm", "Skriv den første og den sidste dag"),
        ("5. maj 2018", "follow_up", "Skriv den første og den sidste dag"),
        ("fra 1. maj til 31. maj 2017", "follow_up", "En afbrydelse skal ligge efter startdatoen"),
        ("fra 1. maj til 31. maj 2027", "follow_up", "En afbrydelse skal ligge efter startdatoen"),
        ("bla bla", "nlu_fallback", "Det kunne jeg ikke bruge som svar. Skriv den første og den sidste dag"),
    ],
)
def test_interruptions_that_cannot_be_used(paused: Form, text: str, intent: str, said: str) -> None:
    asked = paused.say(text, intent)
    assert asked is not None
    assert asked["text"].startswith(said)
    assert PAUSES not in paused.values()
    assert paused.values()[START] == "2017-11-01"


# Questions of the user's


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hvad betyder aktivitetsparat?", "ask_definition"),
        ("hvor mange jobparate er der i Aarhus?", "ask_figure"),
        ("hvor mange er på kontanthjælp?", "ask_figure"),
        ("hvad er fristen for første tilbud til en jobparat?", "ask_rule"),
        ("hvad skrev ministeren om jobparate?", "ask_case"),
        ("og i Odense?", "follow_up"),
        ("hej", "greet"),
        ("stop", "stop"),
        ("hvad kan du?", "help"),
        ("", "personal_number"),
    ],
)
def test_a_question_is_no_answer(form: Form, text: str, intent: str) -> None:
    assert form.say(text, intent) is None
    assert form.values() == {}
    assert form.slots["requested_slot"] == GROUP
    assert form.slots["frame"].get("misses", 0) == 0


def test_an_aside_is_answered_and_the_question_asked_again_in_one_reply(form: Form) -> None:
    form.say("dagpenge")
    answer = form.aside("hvad betyder aktivitetsparat?", "ask_definition")
    assert answer is not None
    assert answer["kind"] == "definition"
    assert "Aktivitetsparat" in answer["text"]
    assert answer["text"].rstrip().endswith(answer["notes"][-1])
    assert answer["notes"][-1].startswith("Hvilken dag begyndte det?")
    form.say("1. november 2026")
    assert form.values() == {GROUP: ["dagpenge"], START: "2026-11-01"}


def test_an_aside_ends_with_the_forms_choices(form: Form) -> None:
    asked = form.say("ved ikke", "dont_know")
    answer = form.aside("hej", "greet")
    assert asked is not None
    assert answer is not None
    assert answer["kind"] == "smalltalk"
    assert answer["suggestions"] == asked["suggestions"]
    assert "Hvor mange ledige" not in answer["text"]


def test_deadlines_for_somebody_else_begin_anew(form: Form) -> None:
    form.say("dagpenge fra 1. november 2017, 34 år")
    form._hear("beregn frister for en sygemeldt", "ask_deadlines")
    form.run("validate_deadline_form")
    assert form.values()[GROUP] == ["dagpenge"]
    form.run("action_begin_deadlines")
    form.run("validate_deadline_form")
    assert form.values() == {GROUP: ["sygedagpenge"]}


# The end


def test_it_gives_up_after_three_answers_that_it_cannot_use(form: Form) -> None:
    for _ in range(2):
        asked = form.say("bla bla")
        assert asked is not None
        assert asked["text"].startswith("Det kunne jeg ikke bruge som svar.")
    assert form.say("bla bla") is None
    answer = form.run("action_submit_deadlines")
    assert answer is not None
    assert answer["kind"] == "not_available"
    assert form.values() == {}
    assert form.slots["frame"].get("misses", 0) == 0


def test_an_answer_that_can_be_used_clears_the_count(form: Form) -> None:
    for text in ("bla bla", "bla bla", "dagpenge", "bla bla", "bla bla"):
        assert form.say(text) is not None
    assert form.say("1. november 2026") is None or form.values()[START] == "2026-11-01"


def test_the_whole_schedule_and_a_follow_up(form: Form) -> None:
    for text, intent in (
        ("dagpenge", "follow_up"),
        ("1. november 2017", "follow_up"),
        ("34", "nlu_fallback"),
        ("nej", "deny"),
    ):
        form.say(text, intent)
    form.until("")
    answer = form.run("action_submit_deadlines")
    assert answer is not None
    assert answer["kind"] == "deadlines"
    assert answer["deadlines"]
    assert form.values() == {}
    assert form.slots["frame"]["rule"]["start"] == "2017-11-01"
    form._hear("og hvis han er 52?", "follow_up")
    older = form.run("action_follow_up")
    assert older is not None
    assert older["kind"] == "deadlines"
    assert older["deadlines"] != answer["deadlines"]


def test_interruptions_are_part_of_the_question(paused: Form) -> None:
    assert paused.say("fra 1. januar til 31. januar 2018", "follow_up") is None
    paused.run("action_submit_deadlines")
    assert paused.slots["frame"]["rule"]["pauses"] == [["2018-01-01", "2018-01-31"]]


def test_what_was_wanted_at_the_beginning_is_answered() -> None:
    form = Form()
    form.say("beregn fristen for første tilbud", "ask_deadlines")
    form.say("dagpenge fra 1. november 2017, 34 år")
    form.until("")
    answer = form.run("action_submit_deadlines")
    assert answer is not None
    assert [deadline["date"] for deadline in answer["deadlines"]] == ["2018-05-01"]


def test_all_at_once_is_submitted_at_once() -> None:
    form = Form()
    assert form.say("fristplan for en dagpengemodtager på 52 år fra i dag", "ask_deadlines") is None
    assert form.values() == {GROUP: ["dagpenge"], START: "2026-11-22", AGE: 52}
    answer = form.run("action_submit_deadlines")
    assert answer is not None
    assert answer["kind"] == "deadlines"


def test_a_bad_value_at_the_beginning_is_said_at_once() -> None:
    asked = Form().say("beregn frister fra 1. marts 1990", "ask_deadlines")
    assert asked is not None
    assert "1. marts 1990 ligger for langt tilbage." in asked["text"]
    assert "Hvilken gruppe" in asked["text"]


def test_leaving_forgets_everything(form: Form) -> None:
    form.say("dagpenge fra 1. november 2017, 34 år")
    assert form.values()
    assert form.run("action_clear_deadlines") is None
    assert form.values() == {}
    assert form.slots["requested_slot"] is None


def test_every_choice_that_is_offered_is_understood() -> None:
    """The channels send a choice back as it was written."""
    first = Form().say("lav en fristplan", "ask_deadlines")
    assert first is not None
    for choice in first["suggestions"]:
        _takes_every_choice("1. marts 2026", (choice,))
    _takes_every_choice("1. november 2017", ("Dagpengemodtagere",))


def _takes_every_choice(start: str, choices: tuple[str, ...]) -> None:
    """Answer each question after the start with each of its choices: the form goes on every time."""
    form = Form()
    form.say("lav en fristplan", "ask_deadlines")
    for choice in choices:
        form.say(choice, "follow_up")
    asked = form.say(start, "follow_up") if form.slots["requested_slot"] == START else None
    while asked is not None and (slot := form.slots["requested_slot"]):
        kept, said = dict(form.slots), list(form.events)
        for choice in asked["suggestions"]:
            form.slots, form.events = dict(kept), list(said)
            after = form.say(choice, "deny" if slot == PAUSES else "follow_up")
            assert form.values().get(slot) is not None, (choices, choice)
        asked = after
