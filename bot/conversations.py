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
    stands in the ``frame`` slot.

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
        dialogue["events"] = redact(dialogue["events"][-self._max_events :])
        self.store[tracker.sender_id] = json.dumps(dialogue)
        self.store.move_to_end(tracker.sender_id)
        while len(self.store) > self._max_conversations:
            self.store.popitem(last=False)
