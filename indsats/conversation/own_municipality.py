"""The municipality that a user speaks from: told by the channel, or by the user when the bot asked."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from indsats.conversation.figure_operations import ACROSS_AREAS, PEERS
from indsats.language.mentions import Mention, of_kind
from indsats.language.vocabulary import Vocabulary

KEY = "municipality"
"""Where a channel's metadata names the municipality, by code (``"751"``) or by name (``"Aarhus"``)."""
OWN = "own_municipality"
PENDING = "own_area"
"""What the bot waits for after it asked for the user's own municipality."""
_JOINED = (len(" og "), len(" og i "))
_PLACES = ("area", "town", "area_group", "unknown_place")


def from_metadata(metadata: object, vocabulary: Vocabulary) -> str:
    """The code of the municipality that a channel set; "" for none, or one that does not exist."""
    if not isinstance(metadata, Mapping):
        return ""
    given = metadata.get(KEY)
    text = given.strip() if isinstance(given, str) else ""
    for area in (vocabulary.area(code) for code in vocabulary.members("000")):
        if text in (area.code, area.name, area.official_name):
            return area.code
    return ""


def from_reply(pending: str, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    """The code of the municipality that a user names when asked for it; "" when that is not what happened."""
    named = {m.id for m in of_kind(mentions, "area", "town") if not m.alternatives}
    if pending != PENDING or len(named) != 1:
        return ""
    (code,) = named
    return code if vocabulary.area(code).level == "municipality" else ""


def put_in_place(mentions: tuple[Mention, ...], own_area: str) -> tuple[Mention, ...]:
    """The mentions with "vi" and "vores kommune" read as the municipality they stand for.

    Beside another place "vi" is only who asks ("hvor mange har vi i Odense"), unless things are compared.
    """
    if not own_area or not of_kind(mentions, OWN):
        return mentions
    others = [mention for mention in mentions if mention.kind != OWN]
    compares = any(m.id in ("compare", *ACROSS_AREAS) for m in of_kind(mentions, "operation"))
    compares = compares or any(m.id == PEERS for m in of_kind(mentions, "cue"))
    first = of_kind(mentions, OWN)[0]
    places = of_kind(mentions, *_PLACES)
    # "Vores kommune og Vejle" names two places.
    listed = any(m.start - first.end in _JOINED or first.start - m.end in _JOINED for m in places)
    if places and not compares and not listed:
        return tuple(others)
    stands_for = msgspec.structs.replace(first, kind="area", id=own_area, value=None)
    return tuple(sorted((*others, stands_for), key=lambda mention: (mention.start, mention.end)))
