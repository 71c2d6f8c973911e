"""What language understanding tells the domain: which words of a message stand for which known thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from indsats import clock, periods

if TYPE_CHECKING:
    from indsats.language.vocabulary import Vocabulary

EXCLUDED = "excluded"
"""The role of what is to be left out: a place, a benefit, a group."""
ATTRIBUTE = "attribute"
"""The role of a year that belongs to what is measured ("uden tilbud det seneste år")."""
SINCE = "since"
"""The role of a date from which something runs ("siden 1. marts 2026")."""
_ROLES = {
    **{
        kind: {EXCLUDED}
        for kind in (
            *("area", "town", "area_group"),
            *("benefit", "category", "offer_type", "measure", "target_group"),
        )
    },
    "period": {ATTRIBUTE, SINCE},
}
OLDEST = 120
LARGEST = 10_000_000
_MOST_ENTITIES = 100
_LONGEST_SURFACE = 200
_LONGEST_PERIOD = 40
_WORD = re.compile(r"\w+")
_LITTLE = frozenset(
    ("og", "i", "på", "for", "med", "af", "så", "tak", "hvor", "mange", "er", "der", "det", "kun")
)
_ASKING = frozenset(
    ("hvem", "hvad", "hvordan", "hvornår", "hvorfor", "hvilke", "hvilken", "skal", "må", "kan")
)
_LONGEST_COUNTED = 1000
_AREA = re.compile(r"[0-9]{3}")
_PARAGRAPH = re.compile(r"\d{1,4} ?[a-zæøå]?")

# Kinds whose ids are not entries of the vocabulary.
FREE_KINDS = frozenset({"number", "age", "threshold", "duration", "period", "paragraph", "unknown_place"})


class Mention(Struct, frozen=True):
    """One span of the message and what it stands for.

    ``start`` and ``end`` are positions in the original text and ``text`` is what stands there. A town whose
    name is that of a former municipality has that one's code as ``value``, an unknown place that was a county
    the county's id as ``id``.
    ``alternatives`` are other ids that the span may mean equally well, so the caller must ask.
    """

    kind: str
    id: str
    start: int
    end: int
    text: str
    alternatives: tuple[str, ...] = ()
    confidence: float = 1.0
    value: int | float | str | dict[str, Any] | None = None
    role: str = ""


def of_kind(mentions: Iterable[Mention], *kinds: str) -> tuple[Mention, ...]:
    """The mentions of some kinds, in their order."""
    return tuple(m for m in mentions if m.kind in kinds)


def ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The ids of some mentions in their order, each once."""
    return tuple(dict.fromkeys(m.id for m in mentions))


def overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions share a character."""
    return one.start < other.end and other.start < one.end


def inside(part: Mention, whole: Mention) -> bool:
    """Whether a mention lies within another, or on it."""
    return whole.start <= part.start and part.end <= whole.end


def words_beside(text: str, mentions: Iterable[Mention]) -> int:
    """How many words of a text no mention lies on: little words count for nothing, question words twice."""
    spans = [(m.start, m.end) for m in mentions]
    beside = [
        word.group().lower()
        for word in _WORD.finditer(text[:_LONGEST_COUNTED])
        if not any(start < word.end() and word.start() < end for start, end in spans)
    ]
    return sum(2 if word in _ASKING else 1 for word in beside if word not in _LITTLE)


def to_entity(mention: Mention) -> dict[str, Any]:
    """A mention as an entity of Rasa."""
    return {
        "entity": mention.kind,
        "value": mention.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "confidence_entity": mention.confidence,
        "alternatives": list(mention.alternatives),
        "data": mention.value,
        "role": mention.role,
    }


def from_entities(entities: object, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """The valid mentions among entities of Rasa, in the order of the text.

    Anyone can type ``/intent{"area": "..."}``, so nothing here is trusted: whatever does not name a known
    thing, or carries an absurd value, is left out. An entity without a span gets an empty one.
    """
    if not isinstance(entities, Sequence) or isinstance(entities, str | bytes):
        return ()
    found = []
    for entity in entities[:_MOST_ENTITIES]:
        mention = _from_entity(entity, vocabulary) if isinstance(entity, Mapping) else None
        if mention is not None:
            found.append(mention)
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _from_entity(entity: Mapping[Any, Any], vocabulary: Vocabulary) -> Mention | None:
    kind, id = entity.get("entity"), entity.get("value")
    if not isinstance(kind, str):
        return None
    value = entity.get("data")
    if kind in FREE_KINDS:
        free = _free(kind, id, value)
        if free is None:
            return None
        id, value = free
        county = entity.get("value")
        if kind == "unknown_place" and isinstance(county, str) and county in vocabulary.former_counties:
            id = county
    elif not isinstance(id, str) or not vocabulary.has(kind, id):
        return None
    elif kind == "town":
        value = _former(id, value, vocabulary)
    elif not isinstance(value, str) or len(value) > _LONGEST_SURFACE:
        value = None
    start, end, text = _span(entity)
    role = entity.get("role")
    return Mention(
        kind=kind,
        id=id,
        start=start,
        end=end,
        text=text,
        alternatives=_alternatives(kind, id, entity.get("alternatives"), vocabulary),
        confidence=_confidence(entity.get("confidence_entity")),
        value=value,
        role=role if isinstance(role, str) and role in _ROLES.get(kind, ()) else "",
    )


def _former(id: str, value: object, vocabulary: Vocabulary) -> str | None:
    """The code of a former municipality, if it has the municipality among its successors."""
    old = vocabulary.former_municipalities.get(value) if isinstance(value, str) else None
    return old.code if old is not None and id in old.successors else None


def _alternatives(kind: str, id: str, given: object, vocabulary: Vocabulary) -> tuple[str, ...]:
    if not isinstance(given, list | tuple):
        return ()
    others = [other for other in given[:_MOST_ENTITIES] if isinstance(other, str) and other != id]
    if kind == "period":
        read = {other: _free(kind, other, None) for other in others}
        return tuple(other for other, found in read.items() if found is not None and found[0] == other)
    return tuple(other for other in others if vocabulary.has(kind, other))


def _free(kind: str, id: object, value: object) -> tuple[str, Any] | None:
    """The id and value of a kind that is not in the vocabulary, or None if they make no sense."""
    if kind == "unknown_place":
        return "", None
    if kind == "paragraph":
        return (id, None) if isinstance(id, str) and _PARAGRAPH.fullmatch(id) else None
    if kind == "period":
        try:
            if value is None:
                expression = periods.expression_from_id(str(id)[:_LONGEST_PERIOD], clock.today())
            else:
                expression = periods.decode(value)
        except (ValueError, OverflowError):
            return None
        # The expression decides; an id beside it that says something else would be a trap.
        return periods.expression_id(expression, clock.today()), periods.encode(expression)
    if kind == "threshold":
        return _threshold(value)
    if kind == "duration":
        return _duration(value)
    if kind == "age" and isinstance(value, Mapping):
        return _age_range(value)
    return _number(value if value is not None else id, OLDEST if kind == "age" else LARGEST)


def _number(number: object, largest: int) -> tuple[str, int] | None:
    if isinstance(number, str) and re.fullmatch(r"[0-9]{1,8}", number):
        number = int(number)
    if type(number) is not int or not 0 <= number <= largest:
        return None
    return str(number), number


def _age_range(value: Mapping[Any, Any]) -> tuple[str, dict[str, int]] | None:
    bounds = {key: value[key] for key in ("min", "max") if key in value}
    if not bounds or any(_number(bound, OLDEST) is None for bound in bounds.values()):
        return None
    if bounds.get("min", 0) > bounds.get("max", OLDEST):
        return None
    return f"{bounds.get('min', '')}..{bounds.get('max', '')}", bounds


def _threshold(value: object) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(value, Mapping):
        return None
    op, number, area = value.get("op"), value.get("number"), value.get("area")
    if op not in ("over", "under", "at_least", "at_most"):
        return None
    if number is None and isinstance(area, str) and _AREA.fullmatch(area):
        return f"{op}:{area}", {"op": op, "area": area}
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    # Also refuses NaN.
    if not 0 <= number <= LARGEST:
        return None
    and_op, and_number = value.get("and_op"), value.get("and_number")
    if and_op is None:
        return f"{op}:{number:g}", {"op": op, "number": float(number)}
    if op != "at_least" or and_op != "at_most" or isinstance(and_number, bool):
        return None
    if not isinstance(and_number, int | float) or not number <= and_number <= LARGEST:
        return None
    both = {"op": op, "number": float(number), "and_op": and_op, "and_number": float(and_number)}
    return f"{op}:{number:g}..{and_op}:{and_number:g}", both


def _duration(value: object) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(value, Mapping):
        return None
    amount, unit = value.get("amount"), value.get("unit")
    if unit not in ("D", "W", "M", "Y") or _number(amount, 1000) is None or not amount:
        return None
    return f"{amount}{unit}", {"amount": amount, "unit": unit}


def _span(entity: Mapping[Any, Any]) -> tuple[int, int, str]:
    start, end, text = entity.get("start"), entity.get("end"), entity.get("text")
    text = text[:_LONGEST_SURFACE] if isinstance(text, str) else ""
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= 1_000_000:
        return 0, 0, text
    return start, end, text


def _confidence(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return 1.0
