"""Keeps unanswered questions beside the conversation: nobody waits for it, and no failure reaches anybody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import BoundedSemaphore

from msgspec import Struct

from indsats import clock
from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.review.cleaning import clean
from indsats.review.store import (
    BadSettingError,
    Store,
    Unanswered,
    days_from_environment,
    url_from_environment,
)

logger = logging.getLogger(__name__)

MOST_WAITING = 1000
"""Questions that may wait to be kept; what comes on top of them is given up rather than waited for."""
UNANSWERED = frozenset({"clarify", "not_available", "out_of_scope", "handoff", "error"})
"""Kinds of reply that leave a question unanswered."""
FALLBACK = "nlu_fallback"


class Asked(Struct, frozen=True):
    """A message that got a reply: its text, what it was taken for, and what became of it.

    ``ranking`` are the intents with their confidences (0 to 1), the likeliest first. Lives in memory only.
    """

    text: str
    kind: str
    action: str
    ranking: tuple[tuple[str, float], ...] = ()


class Recorder:
    """Cleans and stores in a thread of its own, one message after the other.

    What waits is still stored when the interpreter ends in the ordinary way. Without a store nothing is kept.
    """

    def __init__(
        self,
        store: Store | None,
        vocabulary: Callable[[], Vocabulary] = load_vocabulary,
        today: Callable[[], date] = clock.today,
    ) -> None:
        """Keep in ``store``. ``vocabulary`` and ``today`` give both as they are then."""
        self._store = store
        self._vocabulary = vocabulary
        self._today = today
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="review")
        self._room = BoundedSemaphore(MOST_WAITING)

    def keep(self, asked: Asked) -> None:
        """Have a message kept if it was left unanswered. Returns at once and never raises."""
        if self._store is None or asked.kind not in UNANSWERED:
            return
        if not self._room.acquire(blocking=False):
            logger.error("Review: too many questions wait to be kept; one is given up.")
            return
        try:
            job = self._thread.submit(self._keep, self._store, asked)
        except RuntimeError as problem:
            # The interpreter is ending.
            self._room.release()
            logger.error("Review: a question could not be kept: %s", problem)
        else:
            job.add_done_callback(lambda done: self._room.release())
            job.add_done_callback(_log_failure)

    def start(self) -> None:
        """Remove what is too old and read what cleaning needs, in the background."""
        if self._store is not None:
            self._thread.submit(self._start, self._store).add_done_callback(_log_failure)

    def flush(self) -> None:
        """Wait until everything that was to be kept is kept."""
        done: Future[None] = self._thread.submit(lambda: None)
        done.result()

    def _keep(self, store: Store, asked: Asked) -> None:
        today = self._today()
        if (question := unanswered(asked, self._vocabulary(), today)) is not None:
            store.add([question], today)

    def _start(self, store: Store) -> None:
        today = self._today()
        clean("hvad", self._vocabulary(), today)
        store.remove_old(today)


def unanswered(asked: Asked, vocabulary: Vocabulary, today: date) -> Unanswered | None:
    """What is kept of a message; None for nothing."""
    kept = clean(asked.text, vocabulary, today)
    if kept is None:
        return None
    likely = [reading for reading in asked.ranking if reading[0] != FALLBACK]
    (first, sure), (second, less) = [*likely, ("", 0.0), ("", 0.0)][:2]
    return Unanswered(
        day=today,
        kind=asked.kind,
        action=asked.action,
        text=kept.text,
        form=kept.form,
        intent=first,
        confidence=round(sure, 2),
        second_intent=second,
        second_confidence=round(less, 2),
        mentions=kept.mentions,
    )


def from_environment() -> Recorder:
    """The recorder that the settings ask for. Settings that cannot be used are logged and keep nothing."""
    try:
        url = url_from_environment()
        return Recorder(Store(url, days_from_environment()) if url is not None else None)
    except BadSettingError as problem:
        logger.error("Review: nothing is kept: %s", problem)
        return Recorder(None)


def _log_failure(done: Future[None]) -> None:
    """Log what went wrong by its kind alone: its text, and the stack, might repeat the message."""
    if (problem := done.exception()) is not None:
        logger.error("Review: questions cannot be kept or looked through: %s", type(problem).__name__)
