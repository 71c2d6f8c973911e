"""What is counted when something is to be left out: the rest, where there is a figure for it."""

from __future__ import annotations

import msgspec

from indsats.conversation.figure_measures import RECIPIENTS, traits
from indsats.language.mentions import EXCLUDED, Mention, overlap
from indsats.language.vocabulary import Vocabulary

_KINDS = frozenset({"benefit", "category", "offer_type", "measure"})
_ALL = "alle"


def left_after_denial(
    mentions: tuple[Mention, ...], vocabulary: Vocabulary
) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The mentions of what is counted, and what is left out of it for which there is no figure of the rest.

    "Kontanthjælp, ikke dagpenge" counts what is named beside it; "ledige uden dagpenge" the other benefit
    that the measure is published for.
    """
    denied = [m for m in mentions if m.kind in _KINDS and m.role == EXCLUDED]
    if not denied:
        return mentions, ()
    kept = [m for m in mentions if m not in denied]
    without: list[str] = []
    for mention in denied:
        rivals = [
            m for m in kept if m.kind == mention.kind and m.id != mention.id and not overlap(m, mention)
        ]
        if rivals or any(overlap(m, mention) and m.kind == "benefit" for m in denied if m != mention):
            continue
        if mention.kind == "benefit" and (other := _other_benefit(mention, mentions, vocabulary)):
            kept.append(msgspec.structs.replace(mention, id=other, role=""))
            continue
        kept.append(msgspec.structs.replace(mention, role=""))
        without.append(f"{mention.kind}:{mention.id}")
    return tuple(sorted(kept, key=lambda m: (m.start, -m.end, m.kind, m.id))), tuple(without)


def denied_names(without: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The Danish names of what is left out."""
    pairs = [tuple(part.split(":", 1)) for part in without]
    return tuple(dict.fromkeys(vocabulary.name(kind, id) for kind, id in pairs))


def _other_benefit(denied: Mention, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    """The one benefit besides that a measure counted is published for, "" where there is none or several."""
    counted = [m.id for m in mentions if m.kind == "measure" and m.role != EXCLUDED and m.id != RECIPIENTS]
    if not counted:
        return ""
    known = set(traits(counted[0], vocabulary).benefits) - {_ALL, denied.id}
    return known.pop() if len(known) == 1 else ""
