"""What every action does the same way: read the turn, answer, say once that it is a bot, and never fail."""

from __future__ import annotations

import abc
import hashlib
import logging
from collections.abc import Callable
from typing import Any, ClassVar

from msgspec import Struct, structs, to_builtins
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.services import Services, services
from indsats.answers.model import Answer, Reply
from indsats.answers.table_text import PLAIN, Layout
from indsats.answers.text import render
from indsats.answers.texts import TextKey, fixed_reply, reply_texts
from indsats.answers.together import both
from indsats.conversation import frame as frames
from indsats.conversation import own_municipality, routing
from indsats.conversation.clarify import Clarification
from indsats.conversation.frame import Frame
from indsats.conversation.routing import PLACES
from indsats.language.mentions import Mention, from_entities, words_beside
from indsats.language.openers import continues
from indsats.review.recorder import Asked
from indsats.statistics.store import DatabaseUnavailable, NotBuilt, TooSlow

logger = logging.getLogger(__name__)

SLOT = "frame"
SECOND = "second_question"
"""Where the bot puts the second question of a message (``bot/nlu/two_questions.py``)."""
LONGEST_BESIDE = 99
"""A question of its own has words of its own."""


class Turn(Struct, frozen=True):
    """One message as an action sees it: what it means, not what it says.

    ``ranking`` are the intents from the likeliest on, ``confidences`` theirs (0 to 1).
    ``text`` is there to be searched with when nothing was understood: it is never repeated or logged, and of
    what was not answered only the known words are kept (`indsats.review`).
    ``default_area`` is the municipality whose page or channel the user writes on, "" for none.
    ``words_beside`` counts the words that no mention lies on: few in "på dagpenge", more in "hvem kan få
    dagpenge". ``continues`` tells that its form ties it to what was said before ("Og ...").
    """

    intent: str
    ranking: tuple[str, ...]
    mentions: tuple[Mention, ...]
    frame: Frame
    services: Services
    default_area: str = ""
    words_beside: int = 0
    continues: bool = False
    text: str = ""
    confidences: tuple[float, ...] = ()


class Outcome(Struct, frozen=True):
    """What an action comes to: the reply, and the frame for the next turn."""

    reply: Reply
    frame: Frame


class RespondingAction(Action, abc.ABC):
    """Base of all actions that say something: turns the latest message into an `Outcome`.

    Whatever goes wrong, the user gets a Danish sentence with an answer of kind ``error``, the operator a log
    line, and the frame is left as it was.
    """

    action_name: str
    reviewed: ClassVar[bool] = True
    """Whether what it cannot answer is a question, to be kept for review, rather than a piece of one."""

    def name(self) -> str:
        """The name in domain.yml."""
        return self.action_name

    @abc.abstractmethod
    def respond(self, turn: Turn, tracker: Tracker) -> Outcome:
        """The reply to this turn. May raise: `run` turns every failure into a reply.

        An action is one object for all conversations: what belongs to one call is handed on, not kept.
        """

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Called by Rasa's executor."""
        stored = frames.load(tracker.get_slot(SLOT))
        turn = None
        try:
            turn = read_turn(tracker, stored)
            # Whatever a message was taken for: who is in need is told where people are.
            if routing.tells_of_distress(turn.mentions):
                outcome = Outcome(fixed_reply("distress", "handoff"), stored)
            else:
                outcome = self.respond(turn, tracker)
                if second := second_turn(tracker, turn, outcome.frame):
                    outcome = with_second(outcome, second)
        except Exception as problem:
            outcome = Outcome(fixed_reply(_error_text(problem), "error"), stored)
            logger.error(
                "%s failed: %s: %s", self.action_name, type(problem).__name__, problem, exc_info=problem
            )
        text = outcome.reply.text
        if not stored.introduced:
            text = f"{reply_texts().get('disclosure')}\n\n{text}"
        dispatcher.utter_message(text=text, json_message=outcome.reply.answer.to_json())
        if turn is not None and self.reviewed:
            keep_unanswered(self.action_name, turn, outcome.reply.answer.kind)
        kept = structs.replace(outcome.frame, introduced=True)
        return [{"event": "slot", "name": SLOT, "value": frames.dump(kept), "timestamp": None}]


class AnsweringAction(RespondingAction):
    """Base of the actions that answer from the turn alone. A subclass gives its name and the answer."""

    @abc.abstractmethod
    def answer(self, turn: Turn) -> Outcome:
        """The reply to this turn. May raise, as `respond` may."""

    def respond(self, turn: Turn, tracker: Tracker) -> Outcome:
        """The answer: nothing else of the conversation matters."""
        return never_twice_the_same(turn, self.answer(turn))


def never_twice_the_same(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome, unless it asks what was asked just before: then other words, and at last where to turn.

    The choices stay, with the questions that come near to what was typed.
    """
    reply = outcome.reply
    if reply.answer.kind != "clarify":
        return structs.replace(outcome, frame=structs.replace(outcome.frame, asked="", asked_again=0))
    asked = fingerprint(reply.answer.suggestions, reply.text)
    again = turn.frame.asked_again + 1 if asked == turn.frame.asked else 0
    frame = structs.replace(outcome.frame, asked=asked, asked_again=again)
    if not again:
        return structs.replace(outcome, frame=frame)
    choices = reply.answer.suggestions
    if again == 1:
        return Outcome(fixed_reply("asked_again", "clarify", suggestions=choices), frame)
    return Outcome(fixed_reply("handoff", "handoff", suggestions=choices), structs.replace(frame, pending=""))


def fingerprint(choices: tuple[str, ...], text: str) -> str:
    """A short mark of a question that was asked back, to know it again by."""
    return hashlib.sha256("\n".join((text, *choices)).encode()).hexdigest()[:12]


SECOND_QUESTIONS: dict[str, Callable[[Turn], Outcome]] = {}
"""What answers the second question of a message, by its intent (`actions.registry`)."""


def with_second(first: Outcome, second: Turn) -> Outcome:
    """The outcome with the answer to the second question of the message below it.

    A question back comes first: what else was asked can be answered when it is clear what was meant.
    """
    answering = SECOND_QUESTIONS.get(second.intent)
    if answering is None:
        return first
    if first.reply.answer.kind == "clarify":
        later = structs.replace(
            first.reply, text=f"{first.reply.text}\n\n{reply_texts().get('second_later')}"
        )
        return structs.replace(first, reply=later)
    also = answering(second)
    text = f"{first.reply.text}\n\n{reply_texts().get('second_question')}\n\n{also.reply.text}"
    return Outcome(Reply(text, both(first.reply.answer, also.reply.answer)), also.frame)


def second_turn(tracker: Tracker, first: Turn, frame: Frame) -> Turn | None:
    """The second question of the latest message as a turn of its own after the first, None if there is
    none."""
    given = (tracker.latest_message or {}).get(SECOND)
    if not isinstance(given, dict):
        return None
    named = from_entities(given.get("entities") or [], first.services.vocabulary)
    mentions = own_municipality.put_in_place(named, frame.own_area)
    ranking = tuple(str(entry.get("name")) for entry in given.get("intent_ranking") or [])
    return structs.replace(
        first,
        intent=ranking[0] if ranking else "",
        ranking=ranking,
        mentions=mentions,
        frame=frame,
        words_beside=LONGEST_BESIDE,
        # "Og hvor mange langtidsledige er der?" asks of the same place.
        continues=not any(m.kind in PLACES for m in mentions),
    )


def keep_unanswered(action: str, turn: Turn, kind: str) -> None:
    """Have a message kept for review, if it was not answered. Takes no time and never fails.

    Who asks for a human has got what was asked for; who is in need is nobody's example.
    """
    if turn.intent == "handoff" == kind or routing.tells_of_distress(turn.mentions):
        return
    ranking = tuple(zip(turn.ranking, turn.confidences, strict=False))
    turn.services.review.keep(Asked(turn.text, kind, action, ranking))


def written(answer: Answer, turn: Turn, layout: Layout = PLAIN) -> Reply:
    """The answer with its Danish text."""
    return Reply(render(answer, turn.services.vocabulary, turn.services.today, layout), answer)


def concluded(
    turn: Turn, answer: Answer, topic: frames.Topic, layout: Layout = PLAIN, **changes: Any
) -> Outcome:
    """The written answer, and the frame with its topic, its sources and ``changes``; misses start over."""
    frame = structs.replace(
        turn.frame,
        topic=topic,
        misses=0,
        sources=tuple(to_builtins(source) for source in answer.sources),
        **{"pending": "", **changes},
    )
    return Outcome(written(answer, turn, layout), frame)


def asked_back(clarification: Clarification) -> Reply:
    """A question back with its choices."""
    return fixed_reply(
        clarification.text, "clarify", suggestions=clarification.choices, lead=clarification.lead
    )


def read_turn(tracker: Tracker, stored: Frame) -> Turn:
    """The latest message as an action sees it, beside the frame that was ``stored``."""
    latest = tracker.latest_message or {}
    ranking = latest.get("intent_ranking") or []
    shared = services()
    text = str(latest.get("text") or "")
    mentions = from_entities(latest.get("entities") or [], shared.vocabulary)
    channel_area = own_municipality.from_metadata(_metadata(tracker), shared.vocabulary)
    told = own_municipality.from_reply(stored.pending, mentions, shared.vocabulary)
    own_area = channel_area or told or stored.own_area
    return Turn(
        intent=str((latest.get("intent") or {}).get("name") or ""),
        ranking=tuple(str(entry.get("name")) for entry in ranking),
        mentions=own_municipality.put_in_place(mentions, own_area),
        frame=structs.replace(stored, own_area=own_area),
        services=shared,
        default_area=channel_area,
        words_beside=words_beside(text, mentions),
        continues=continues(text),
        text=text,
        confidences=tuple(_confidence(entry.get("confidence")) for entry in ranking),
    )


def _confidence(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _metadata(tracker: Tracker) -> object:
    """What the channel said of the session, with the latest message."""
    for event in reversed(tracker.events or []):
        if isinstance(event, dict) and event.get("event") == "user":
            return event.get("metadata")
    return None


def _error_text(problem: Exception) -> TextKey:
    if isinstance(problem, NotBuilt):
        return "error_database_missing"
    if isinstance(problem, TooSlow):
        return "error_timeout"
    if isinstance(problem, DatabaseUnavailable):
        return "error_database_unreachable"
    return "error_unexpected"
