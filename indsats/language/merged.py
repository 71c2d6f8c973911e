"""Municipalities and counties that are no more, from ``areas/merged_2007.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

MUNICIPALITY_WORD = "Kommune"


class FormerMunicipality(Struct, frozen=True, forbid_unknown_fields=True):
    """A municipality whose name is no longer one.

    ``successors`` are codes of today's municipalities, the one that took most of it first. With ``bare``
    false the name counts only before "Kommune". ``confidence`` is marked as in the obligations.
    """

    code: str
    name: str
    successors: tuple[str, ...]
    abolished: date
    confidence: str
    forms: tuple[str, ...] = ()
    bare: bool = True

    @property
    def official_name(self) -> str:
        """The name as the municipality was called: "Brørup Kommune"."""
        return f"{self.name} {MUNICIPALITY_WORD}"


class FormerCounty(Struct, frozen=True, forbid_unknown_fields=True):
    """A county. ``instead`` are the regions, landsdele and municipalities that come nearest to it."""

    id: str
    name: str
    abolished: date
    confidence: str
    instead: tuple[str, ...]
    forms: tuple[str, ...] = ()

    def written(self) -> Iterator[str]:
        """The ways in which the county is named, "Ribe Amtskommune" among them."""
        for name in (self.name, *self.forms):
            yield name
            if name.endswith(" Amt"):
                yield f"{name}skommune"


class FormerPlaces(Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    municipalities: tuple[FormerMunicipality, ...]
    counties: tuple[FormerCounty, ...]


def read_former_places(file: Path) -> FormerPlaces:
    """The former places in a file.

    Raises:
        OSError: if it cannot be read.
        ValueError: if a date in it does not exist.
        msgspec.DecodeError: if it is not of the right form.
    """
    return msgspec.yaml.decode(file.read_bytes(), type=FormerPlaces)
