"""What the actions share: the vocabulary, the statistics database and the clock. Built once, read often."""

from __future__ import annotations

import logging
from datetime import date
from functools import lru_cache
from threading import Thread

from indsats import clock, links
from indsats.answers.texts import reply_texts
from indsats.charts import drawing
from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.review import recorder
from indsats.search.index import KnowledgeIndex, SearchIndex
from indsats.statistics.database import default_url
from indsats.statistics.store import Store, StoreError

logger = logging.getLogger(__name__)


class Services:
    """The domain as the actions see it. Opening it never fails: a missing database fails when it is asked."""

    def __init__(self, database_url: str | None = None) -> None:
        """Use the database at ``database_url``, or the one that the environment names."""
        url = database_url or default_url()
        self.store = Store(url)
        self._search = KnowledgeIndex(url)
        self.links = links.from_environment()
        self.review = recorder.from_environment()

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as it stands in ``knowledge/`` now; read again only when a file has changed."""
        return load_vocabulary()

    @property
    def search(self) -> SearchIndex:
        """The search in facts, terms, case and measures; it follows ``knowledge/`` as the vocabulary does."""
        return self._search

    @property
    def today(self) -> date:
        """Today by the one clock."""
        return clock.today()

    def warm_up(self) -> None:
        """Read what the first question would otherwise wait for, and tell the operator what is missing."""
        reply_texts()
        vocabulary = self.vocabulary
        logger.info("Vocabulary: %d municipalities.", len(vocabulary.members("000")))
        self.review.start()
        Thread(target=drawing.warm_up, daemon=True).start()
        try:
            loaded = self.store.loaded()
            logger.info("Statistics database: %d figures, loaded %s.", loaded.observations, loaded.loaded_at)
        except StoreError as problem:
            logger.error("Statistics database: %s", problem)


@lru_cache(maxsize=1)
def services() -> Services:
    """The services of this process."""
    return Services()
