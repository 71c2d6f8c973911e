"""A conversation without servers: what the bot replies to messages that an engine has understood.

Rasa's part is done here the way `RulePolicy` and the form of Rasa do it with our rules (``data/rules``): one
intent, one rule, its actions in order, and an active form first. The actions run as the action server runs
them. `tests/benchmarks/test_conversations.py` holds it against the running bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml
from rasa_sdk.executor import ActionExecutor

from actions.server import build_executor
from deploy.environments import ROOT

Reply = list[dict[str, Any]]
Parsed = Mapping[str, Any]
"""A message as Rasa hands it to the actions: ``text``, ``intent``, ``intent_ranking`` and ``entities``."""

FALLBACK_ACTION = "action_ask_back"
"""What config.yml names for messages that no rule is for."""
LEAVE = "action_deactivate_loop"
REQUESTED = "requested_slot"


@dataclass(frozen=True)
class Rules:
    """The actions of ``data/rules`` for each intent, outside of a form and within one."""

    form: str
    slots: tuple[str, ...]
    outside: Mapping[str, tuple[str, ...]]
    within: Mapping[str, tuple[str, ...]]
    submit: tuple[str, ...]

    def after(self, intent: str, active: bool) -> tuple[str, ...]:
        """The actions for an intent. A rule for an active form goes before one without that condition."""
        inside = self.within.get(intent) if active else None
        return inside or self.outside.get(intent, (FALLBACK_ACTION,))


@cache
def read_rules() -> Rules:
    """The rules as they stand in the project's files.

    Raises:
        ValueError: if there is more than the one form that is known here.
    """
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    if len(domain["forms"]) != 1:
        raise ValueError(f"one form is expected, not {list(domain['forms'])}")
    ((form, described),) = domain["forms"].items()
    outside: dict[str, tuple[str, ...]] = {}
    within: dict[str, tuple[str, ...]] = {}
    submit: tuple[str, ...] = ()
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            actions = tuple(step["action"] for step in steps if "action" in step)
            intents = [one["intent"] for step in steps for one in step.get("or", [step]) if "intent" in one]
            if not intents:
                submit = tuple(action for action in actions if action != form)
            for intent in intents:
                (within if "condition" in rule else outside)[intent] = actions
    return Rules(form, tuple(described["required_slots"]), outside, within, submit)


@cache
def _executor() -> ActionExecutor:
    return build_executor()


@dataclass
class Conversation:
    """One user's conversation: the slots, the form and what happened, as Rasa's tracker keeps them."""

    rules: Rules = field(default_factory=read_rules)
    slots: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    active: bool = False
    rejected: bool = False
    latest: Parsed = field(default_factory=dict)

    def say(self, message: Parsed) -> Reply:
        """Send a message. The reply list, as the REST channel gives it."""
        self.latest = message
        self.events.append({"event": "user", "text": message["text"]})
        reply: Reply = []
        if self.active and not self.rejected and self._form(reply, first=True):
            return reply
        for action in self.rules.after(message["intent"]["name"], self.active):
            if action == self.rules.form:
                self._form(reply, first=False)
            elif action == LEAVE:
                self.active, self.slots[REQUESTED] = False, None
            else:
                self._run(action, reply)
        return reply

    def _form(self, reply: Reply, first: bool) -> bool:
        """Run the form, activating it if need be. ``first`` of all actions after a message it may reject it.

        It does when it had asked for something and the message says nothing of what it collects. Otherwise it
        asks for the next piece, or ends and its submission follows.
        """
        asked = self.slots.get(REQUESTED) if self.active else None
        self.active = True
        changed = self._run(f"validate_{self.rules.form}", reply) - {REQUESTED}
        self.rejected = first and bool(asked) and not changed
        if self.rejected:
            return False
        wanted = self.slots.get(REQUESTED)
        self.active = wanted is not None
        self.events.append({"event": "action", "name": self.rules.form})
        for action in (f"action_ask_{wanted}",) if wanted else self.rules.submit:
            self._run(action, reply)
        return True

    def _run(self, action: str, reply: Reply) -> set[str]:
        """Run an action as the server does; its replies are added. Returns the slots that it sets."""
        result = asyncio.run(_executor().run(self._call(action)))
        if result is None:
            raise LookupError(f"no such action: {action}")
        done = result.model_dump()
        changed = set()
        for event in done["events"]:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
                changed.add(event["name"])
        self.events += done["events"]
        self.events.append({"event": "action", "name": action})
        for response in done["responses"]:
            self.events.append({"event": "bot", "text": response["text"]})
            reply += [{part: response[part]} for part in ("text", "custom") if response.get(part)]
        return changed

    def _call(self, action: str) -> dict[str, Any]:
        return {
            "version": "3.6.21",
            "next_action": action,
            "sender_id": "evaluation",
            "domain": {"forms": {self.rules.form: {"required_slots": list(self.rules.slots)}}},
            "tracker": {
                "sender_id": "evaluation",
                "slots": dict(self.slots),
                "latest_message": dict(self.latest),
                "events": list(self.events),
                "active_loop": {"name": self.rules.form} if self.active else {},
            },
        }


def last_reply(messages: Sequence[Parsed]) -> Reply:
    """The reply to the last of one user's messages."""
    conversation = Conversation()
    reply: Reply = []
    for message in messages:
        reply = conversation.say(message)
    return reply
