"""Working deadlines out together: a Rasa form that asks for what is missing, one thing at a time.

How the parts meet (the rules are in data/rules/deadlines.yml, slots and form in domain.yml):

1. `ActionBeginDeadlines` empties the slots and notes what of the rules is wanted; Rasa activates the form.
2. For every message Rasa's form calls `ValidateDeadlineForm`, which fills slots from the message and says
   which slot is to be asked for next. What is needed at all depends on the rules in question
   (`indsats.obligations.needs`).
3. Rasa's form then runs the action named after that slot (`AskForPiece`), or ends when there is none, and the
   rule for that leads to `ActionSubmitDeadlines`.
4. A message that says nothing for the form sets no slot, so Rasa rejects the form and the rules for asides
   (`ActionAside`) and ways out (`ActionClearDeadlines`, then the action that answers) apply.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, cast

import msgspec
from msgspec import Struct
from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions.base import SLOT, AnsweringAction, Outcome, RespondingAction, Turn, read_turn
from actions.deadline_reading import (
    AGE,
    BEGIN,
    EDUCATION,
    GROUP,
    OPTIONAL,
    PAUSES,
    RESIDENCE,
    SLOTS,
    START,
    UNKNOWN,
    Said,
    pauses_problem,
    read,
    start_problem,
)
from actions.definition import ActionDefinition
from actions.handoff import ActionHandoff
from actions.help import ActionHelp
from actions.out_of_scope import ActionOutOfScope
from actions.privacy import ActionPrivacy
from actions.rule import answer_parts
from actions.small_talk import ActionSmallTalk
from actions.source import ActionSource
from indsats.answers.model import Answer, Reply
from indsats.answers.text import plain
from indsats.answers.texts import TextKey, fixed_reply, reply_texts
from indsats.conversation import frame as frames
from indsats.conversation import rules
from indsats.conversation.frame import Frame, RuleParts
from indsats.obligations.needs import Need, needs

Events = list[dict[str, Any]]

MOST_MISSES = 2
"""After so many answers in a row that could not be used, the form gives up rather than ask again."""
ASIDES: dict[str, type[AnsweringAction]] = {
    "ask_definition": ActionDefinition,
    "ask_source": ActionSource,
    "help": ActionHelp,
    "greet": ActionSmallTalk,
    "thanks": ActionSmallTalk,
    "bot_challenge": ActionSmallTalk,
    "smalltalk": ActionSmallTalk,
    "complaint": ActionSmallTalk,
    "handoff": ActionHandoff,
    "out_of_scope": ActionOutOfScope,
    "personal_number": ActionPrivacy,
    "empty_message": ActionHelp,
    "unknown_command": ActionHelp,
    "too_long": ActionHelp,
}
"""What answers a message in the middle of the form that does not lead away from it."""

EXAMPLES = frozenset({"smalltalk", "help", "out_of_scope"})
"""Kinds of aside that suggest what to ask: in the middle of the form the choices are the form's."""
HINTS: dict[str, TextKey] = {
    START: "deadline_which_day",
    AGE: "deadline_which_age",
    PAUSES: "deadline_which_pause",
}
"""How each of these can be answered, for whoever was not understood."""


class Collected(Struct, frozen=True):
    """What the form knows so far: the values of its slots."""

    values: dict[str, Any]

    @classmethod
    def of(cls, tracker: Tracker) -> Collected:
        """As Rasa's tracker has it."""
        return cls({slot: tracker.get_slot(slot) for slot in SLOTS})

    def parts(self, wanted: RuleParts) -> RuleParts:
        """The question about rules that it amounts to, about what was ``wanted`` at the beginning."""
        known = {slot: value for slot, value in self.values.items() if value not in (None, UNKNOWN)}
        return RuleParts(
            groups=tuple(known.get(GROUP, ())),
            topics=wanted.topics,
            aspects=wanted.aspects,
            start=known.get(START, ""),
            age=known.get(AGE),
            education=known.get(EDUCATION, ""),
            residence=known.get(RESIDENCE, ""),
            pauses=tuple((first, last) for first, last in known.get(PAUSES, ())),
        )

    def missing(self, wanted: RuleParts, today: date) -> dict[str, Need]:
        """The slots that the rules in question depend on and that are empty, with what to ask."""
        parts = self.parts(wanted)
        start = date.fromisoformat(parts.start) if parts.start else None
        found = {f"deadline_{need.kind}": need for need in needs(rules.complete(parts), start, today)}
        return {slot: found[slot] for slot in SLOTS if slot in found and self.values[slot] is None}


def turn_of(tracker: Tracker) -> Turn:
    """The latest message as an action sees it."""
    return read_turn(tracker, frames.load(tracker.get_slot(SLOT)))


def asked_before(tracker: Tracker) -> str:
    """The slot that the form asked for before the latest message, "" for none.

    While Rasa's form works on a message, the slot ``requested_slot`` may already name the next one. A form
    that has just begun, or begun anew, has asked for nothing.
    """
    events = list(reversed(tracker.events or []))
    since = itertools.takewhile(lambda event: event["event"] != "user", events)
    if any(event.get("name") == ActionBeginDeadlines.action_name for event in since):
        return ""
    before = itertools.dropwhile(lambda event: event["event"] != "user", events)
    asked = (event["value"] for event in before if event.get("name") == REQUESTED_SLOT)
    return str(next(asked, None) or "")


def said_in(turn: Turn, tracker: Tracker) -> Said:
    """What the latest message says of the form's pieces."""
    return read(turn, turn.text, asked_before(tracker))


def emptied() -> Events:
    """Events that forget what was collected."""
    return [_slot(name, None) for name in (*SLOTS, REQUESTED_SLOT)]


def _slot(name: str, value: object) -> dict[str, Any]:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


# Collecting


class ValidateDeadlineForm(FormValidationAction):
    """Called by Rasa's form with every message: fills the slots and names the one to ask for next.

    rasa_sdk's order is kept: `get_extraction_events` proposes values, ``validate_<slot>`` accepts each of
    them or sets it back to None, `required_slots` says what must be filled.
    """

    action_name = "validate_deadline_form"

    def name(self) -> str:
        """The name in domain.yml: ``validate_`` and the form's name."""
        return self.action_name

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """What rasa_sdk makes of the message, and an end of the form when it has asked often enough.

        Events that set none of the form's slots make Rasa reject the form: see data/rules/deadlines.yml.
        """
        turn, asked = turn_of(tracker), asked_before(tracker)
        events = cast("Events", await super().run(dispatcher, tracker, domain))
        filled = [event["value"] for event in events if event["name"] in SLOTS]
        if not filled:
            return events
        groups = said_in(turn, tracker).values.get(GROUP)
        narrowed = groups is not None and tuple(groups) != turn.frame.rule.groups
        missed = bool(asked) and not narrowed and all(value is None for value in filled)
        misses = turn.frame.misses + 1 if missed else 0
        if misses > MOST_MISSES and asked in OPTIONAL:
            # The deadlines can be told without it; the answer says what it then leaves open.
            misses = 0
            tracker.add_slots([_slot(asked, UNKNOWN)])
            events.append(_slot(asked, UNKNOWN))
            events += filter(None, [await self.next_requested_slot(dispatcher, tracker, domain)])
        elif misses > MOST_MISSES:
            # No slot requested ends the form; the submit action sees that something is missing.
            events.append(_slot(REQUESTED_SLOT, None))
        frame = msgspec.structs.replace(turn.frame, misses=misses)
        if group := tracker.get_slot(GROUP):
            # "Meldte sig ledig" later on is no other group than the one chosen before.
            frame = _with_groups(frame, tuple(group))
        return [*events, _slot(SLOT, frames.dump(frame))]

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> list[str]:
        """The slots that the rules depend on, and those that the user has filled unasked."""
        turn, collected = turn_of(tracker), Collected.of(tracker)
        missing = collected.missing(turn.frame.rule, turn.services.today)
        return [slot for slot in domain_slots if slot in missing or collected.values[slot] is not None]

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> Events:
        """The values that the message names, also of slots that are not required yet.

        rasa_sdk would call ``extract_<slot>`` for one slot after the other; ours are read together, because
        which of them a date is for depends on the rest of the message.
        """
        said = said_in(turn_of(tracker), tracker)
        return [_slot(slot, value) for slot, value in said.values.items()]

    def validate_deadline_group(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """A group is one whose rules are the same; "kontanthjælp" may have to be asked on."""
        usable = value and not _narrower(value, turn_of(tracker))
        return {GROUP: value if usable else None}

    def validate_deadline_start(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """A day from which the rules are known."""
        usable = value and not start_problem(date.fromisoformat(value), turn_of(tracker).services.today)
        return {START: value if usable else None}

    def validate_deadline_pauses(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """Days between the start and today."""
        start = tracker.get_slot(START)
        if not start or not isinstance(value, list):
            return {PAUSES: value if value == UNKNOWN else None}
        problem = pauses_problem(value, date.fromisoformat(start), turn_of(tracker).services.today)
        return {PAUSES: None if problem else value}

    def validate_deadline_age(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """An age as it was read."""
        return {AGE: value}

    def validate_deadline_education(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """With or without an education, as it was read."""
        return {EDUCATION: value}

    def validate_deadline_residence(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> dict[str, Any]:
        """Whether the demands of residence are met, as it was read."""
        return {RESIDENCE: value}


def _narrower(groups: Iterable[str], turn: Turn) -> Need | None:
    """What must be asked on about groups that were named; None when they can be worked with."""
    parts = msgspec.structs.replace(turn.frame.rule, groups=tuple(groups))
    found = needs(rules.complete(parts), None, turn.services.today)
    return next((need for need in found if need.kind == "group"), None)


# Asking


def question(turn: Turn, tracker: Tracker, slot: str, lead: str = "") -> Answer:
    """The form's question for a slot, with its choices."""
    collected = Collected.of(tracker)
    need = collected.missing(turn.frame.rule, turn.services.today).get(slot)
    if slot == GROUP and turn.frame.rule.groups:
        need = _narrower(turn.frame.rule.groups, turn) or need
    if need is None:
        raise LookupError(f"{slot} is asked for but not needed")
    notes = tuple(note for note in (lead, need.text_da) if note)
    return Answer(kind="clarify", notes=notes, suggestions=need.choices)


class AskForPiece(RespondingAction):
    """Asks for one piece. Rasa's form runs the one named after the slot that it wants next."""

    slot: ClassVar[str]
    reviewed = False

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Asks, unless this message has had its reply: an aside has already asked again."""
        return [] if _has_replied(tracker) else super().run(dispatcher, tracker, domain)

    def respond(self, turn: Turn, tracker: Tracker) -> Outcome:
        """The question, after what was wrong with the last answer, if anything."""
        said = said_in(turn, tracker)
        frame = turn.frame
        if self.slot == GROUP and said.values.get(GROUP):
            # Too wide, or it would not be asked for: what comes next narrows it.
            frame = _with_groups(frame, tuple(said.values[GROUP]))
        answer = question(
            msgspec.structs.replace(turn, frame=frame), tracker, self.slot, _lead(turn, tracker, said)
        )
        return Outcome(Reply(plain(answer), answer), frame)


class AskGroup(AskForPiece):
    """For which group?"""

    action_name = "action_ask_deadline_group"
    slot = GROUP


class AskStart(AskForPiece):
    """From which day?"""

    action_name = "action_ask_deadline_start"
    slot = START


class AskAge(AskForPiece):
    """How old?"""

    action_name = "action_ask_deadline_age"
    slot = AGE


class AskEducation(AskForPiece):
    """With or without an education?"""

    action_name = "action_ask_deadline_education"
    slot = EDUCATION


class AskResidence(AskForPiece):
    """Are the demands of residence met?"""

    action_name = "action_ask_deadline_residence"
    slot = RESIDENCE


class AskPauses(AskForPiece):
    """Has there been an interruption?"""

    action_name = "action_ask_deadline_pauses"
    slot = PAUSES


def _lead(turn: Turn, tracker: Tracker, said: Said) -> str:
    """What is said before a question: what could not be used of the message, or how to stop."""
    today, problems = turn.services.today, list(said.problems)
    if start := said.values.get(START):
        problems.append(start_problem(date.fromisoformat(start), today))
    begun, pauses = tracker.get_slot(START), said.values.get(PAUSES)
    if begun and isinstance(pauses, list):
        problems.append(pauses_problem(pauses, date.fromisoformat(begun), today))
    if any(problems):
        return " ".join(problem for problem in problems if problem)
    if turn.frame.misses:
        hint = HINTS.get(asked_before(tracker))
        return " ".join(reply_texts().get(key) for key in ("deadline_misunderstood", hint) if key)
    return reply_texts().get("deadline_begin") if turn.intent == BEGIN else ""


def _with_groups(frame: Frame, groups: tuple[str, ...]) -> Frame:
    return msgspec.structs.replace(frame, rule=msgspec.structs.replace(frame.rule, groups=groups))


def _has_replied(tracker: Tracker) -> bool:
    """Whether the bot has said something since the user's last message."""
    for event in reversed(tracker.events or []):
        if event.get("event") in ("user", "bot"):
            return bool(event["event"] == "bot")
    return False


class ActionAside(RespondingAction):
    """Answers a message in the middle of the form and asks the form's question again, in one reply.

    Afterwards Rasa runs the form, which would ask once more: `AskForPiece` sees that there was a reply.
    """

    action_name = "action_aside"

    def respond(self, turn: Turn, tracker: Tracker) -> Outcome:
        """The answer that the message gets anywhere, with the question at its end."""
        outcome = ASIDES.get(turn.intent, ActionHelp)().answer(turn)
        asked = question(turn, tracker, asked_before(tracker))
        said = outcome.reply.answer
        whole = msgspec.structs.replace(
            said, notes=(*said.notes, *asked.notes), suggestions=asked.suggestions
        )
        alone = plain(msgspec.structs.replace(said, suggestions=()))
        text = f"{alone if said.kind in EXAMPLES else outcome.reply.text}\n\n{plain(asked)}"
        # The rule that the form is about stays noted, whatever the aside was about.
        frame = msgspec.structs.replace(outcome.frame, rule=turn.frame.rule, misses=turn.frame.misses)
        return Outcome(Reply(text, whole), frame)


# Beginning and ending


class ActionBeginDeadlines(Action):
    """Empties the form and notes what of the rules the deadlines are wanted for. Says nothing."""

    action_name = "action_begin_deadlines"

    def name(self) -> str:
        """The name in domain.yml."""
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Called by Rasa's executor."""
        turn = turn_of(tracker)
        named = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
        wanted = RuleParts(topics=named.topics, aspects=named.aspects)
        frame = msgspec.structs.replace(turn.frame, rule=wanted, misses=0, pending="", choices=())
        return [*emptied(), _slot(SLOT, frames.dump(frame))]


class ActionClearDeadlines(Action):
    """Forgets what the form has collected, when it is left. Says nothing."""

    action_name = "action_clear_deadlines"

    def name(self) -> str:
        """The name in domain.yml."""
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Called by Rasa's executor."""
        frame = frames.load(tracker.get_slot(SLOT))
        return [*emptied(), _slot(SLOT, frames.dump(msgspec.structs.replace(frame, misses=0)))]


class ActionSubmitDeadlines(RespondingAction):
    """Answers with the deadlines, or with a way out when the form has given up. Forgets what it collected.

    The question stays in the frame as after any question about a rule, so "og hvis han er 45?" goes on.
    """

    action_name = "action_submit_deadlines"
    reviewed = False

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        """Called by Rasa's executor."""
        return [*super().run(dispatcher, tracker, domain), *emptied()]

    def respond(self, turn: Turn, tracker: Tracker) -> Outcome:
        """The whole schedule."""
        collected = Collected.of(tracker)
        if collected.missing(turn.frame.rule, turn.services.today):
            frame = msgspec.structs.replace(turn.frame, rule=RuleParts(), misses=0)
            return Outcome(fixed_reply("deadline_way_out", "not_available"), frame)
        return answer_parts(turn, collected.parts(turn.frame.rule))


class ActionNeverMind(AnsweringAction):
    """The user does not want to go on with what the bot asked."""

    action_name = "action_never_mind"

    def answer(self, turn: Turn) -> Outcome:
        """That this is all right."""
        frame = msgspec.structs.replace(turn.frame, pending="", choices=(), misses=0)
        return Outcome(fixed_reply("never_mind", "help"), frame)


FORM_ACTIONS: tuple[type[Action], ...] = (
    ActionAside,
    ActionBeginDeadlines,
    ActionClearDeadlines,
    ActionSubmitDeadlines,
    AskAge,
    AskEducation,
    AskGroup,
    AskPauses,
    AskResidence,
    AskStart,
    ValidateDeadlineForm,
)
"""Actions that only make sense around the form: some say nothing, and all need its slots."""
