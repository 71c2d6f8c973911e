"""The conversation store: bounded, and without personal numbers."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations import ConversationStore

SLOTS = [AnySlot("frame", mappings=[{"type": "custom"}], influence_conversation=False)]
DOMAIN = Domain([], [], SLOTS, {}, [], {}, {})


def tracker(sender: str, *events: object) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, list(events), SLOTS)


async def test_keeps_a_conversation_with_its_frame() -> None:
    store = ConversationStore(DOMAIN)
    await store.save(tracker("a", UserUttered("Hej"), SlotSet("frame", {"topic": "rule"})))
    found = await store.retrieve("a")
    assert found is not None
    assert found.get_slot("frame") == {"topic": "rule"}
    assert await store.retrieve("b") is None


async def test_no_personal_number_is_kept_wherever_it_stands() -> None:
    store = ConversationStore(DOMAIN)
    said = UserUttered("cpr 010190-1234", parse_data={"text": "cpr 010190–1234", "entities": []})
    await store.save(tracker("a", said, SlotSet("frame", {"note": "0101901234"})))
    assert "1234" not in store.store["a"]
    found = await store.retrieve("a")
    assert found is not None
    assert "fjernet" in (found.latest_message.text or "")


async def test_only_the_latest_events_are_kept() -> None:
    store = ConversationStore(DOMAIN, max_events=5)
    events = [UserUttered(f"besked {number}") for number in range(50)]
    await store.save(tracker("a", *events))
    found = await store.retrieve("a")
    assert found is not None
    assert len(found.events) == 5
    assert found.latest_message.text == "besked 49"


async def test_what_was_set_before_the_latest_events_is_kept() -> None:
    store = ConversationStore(DOMAIN, max_events=5)
    talk = tracker("a", SlotSet("frame", {"topic": "rule"}), ActiveLoop("deadline_form"))
    for number in range(20):
        talk.update(UserUttered(f"besked {number}"))
        await store.save(talk)
        found = await store.retrieve("a")
        assert found is not None
        talk = found
    assert talk.active_loop_name == "deadline_form"
    assert talk.get_slot("frame") == {"topic": "rule"}
    assert len(talk.events) == 7


async def test_a_new_session_forgets_the_form_of_the_one_before() -> None:
    store = ConversationStore(DOMAIN, max_events=5)
    begun = [ActiveLoop("deadline_form"), SessionStarted(), SlotSet("frame", {"topic": "rule"})]
    await store.save(tracker("a", *begun, *[UserUttered(f"besked {number}") for number in range(20)]))
    found = await store.retrieve("a")
    assert found is not None
    assert found.active_loop_name is None
    assert found.get_slot("frame") == {"topic": "rule"}


async def test_what_was_ended_before_the_latest_events_stays_ended() -> None:
    store = ConversationStore(DOMAIN, max_events=5)
    ended = [
        *(ActiveLoop("deadline_form"), SlotSet("frame", {"topic": "rule"})),
        *(ActiveLoop(None), SlotSet("frame", None)),
    ]
    await store.save(tracker("a", *ended, *[UserUttered(f"besked {number}") for number in range(20)]))
    found = await store.retrieve("a")
    assert found is not None
    assert found.active_loop_name is None
    assert found.get_slot("frame") is None
    assert len(found.events) == 5


async def test_the_oldest_conversation_makes_room() -> None:
    store = ConversationStore(DOMAIN, max_conversations=2)
    for sender in ("a", "b", "a", "c"):
        await store.save(tracker(sender, UserUttered("Hej")))
    assert sorted(await store.keys()) == ["a", "c"]
