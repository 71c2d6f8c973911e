"""The display names that an answer's text needs; ``indsats.language.vocabulary.Vocabulary`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class AreaName(Protocol):
    """What an area is called."""

    @property
    def name(self) -> str:
        """``Aarhus``, ``Region Sjælland``, ``hele landet``."""

    @property
    def official_name(self) -> str:
        """``Aarhus Kommune``; empty for what is not a municipality."""


class Entry(Protocol):
    """A measure: its name in running text, and its other fields in the catalogue.

    Read from ``data``: ``decimals``, the number its figures are published with, and ``statement``, the
    sentence that states one figure, with ``{value}``, ``{area}``, ``{period}`` and, where they belong,
    ``{benefit}`` (`` på dagpenge``) and ``{category}`` (`` (aktivitetsparate)``).
    """

    @property
    def name(self) -> str:
        """``ledige fuldtidspersoner``."""

    @property
    def data(self) -> Mapping[str, Any]:
        """The fields by name."""


class Names(Protocol):
    """Names by canonical id; each method raises KeyError for an id it does not know."""

    def name(self, kind: str, id: str) -> str:
        """The Danish display name of a benefit or a category (types of offer are categories)."""

    def area(self, code: str) -> AreaName:
        """The area with a code."""

    def entry(self, kind: str, id: str) -> Entry:
        """The measure with an id, for the kind ``measure``."""
