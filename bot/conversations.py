"""Where conversations are kept: in memory, bounded, and without personal numbers."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from indsats.privacy import redact


class ConversationStore(InMemoryTrackerStore):
    """Rasa's in-memory store with three bounds that it lacks.

    Nothing is written to disk, personal numbers are removed from every event (the channels remove them too;
    this is the second lock), the oldest conversations make room for new ones, and of each conversation only
    the latest events are kept: Rasa reads all of them again for every message, and what a follow-up needs
    stands in the ``frame`` slot. What earlier events had set (slots, an active form) is kept beside them.

    ``max_conversations`` and ``max_events`` are set in endpoints.yml.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        max_conversations: int = 20_000,
        max_events: int = 120,
        **kwargs: Any,
    ) -> None:
        """Called by Rasa with the settings in endpoints.yml."""
        kwargs.pop("host", None)
        super().__init__(domain, event_broker, **kwargs)
        self.store: OrderedDict[str, str] = OrderedDict()
        self._max_conversations = max_conversations
        self._max_events = max_events

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation as it is now."""
        await self.stream_events(tracker)
        dialogue = tracker.as_dialogue().as_dict()
        events = dialogue["events"]
        earlier, latest = events[: -self._max_events], events[-self._max_events :]
        dialogue["events"] = redact([*_still_set(earlier), *latest])
        self.store[tracker.sender_id] = json.dumps(dialogue)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self._max_conversations:
            self.store.popitem(last=False)


def _still_set(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of events that are left out, the last that set each slot and the form that is active.

    A slot that was emptied and a form that was ended need no event: that is how a conversation begins.
    """
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for event in events:
        if event["event"] in ("restart", "session_started"):
            last.clear()
        elif event["event"] in ("active_loop", "slot"):
            last[event["event"], event["name"] if event["event"] == "slot" else ""] = event
    return [event for event in last.values() if event.get("value", event["name"]) is not None]
