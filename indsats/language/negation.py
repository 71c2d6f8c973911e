"""What a message leaves out of what is counted: "ledige uden dagpenge", "kun kontanthjælp, ikke dagpenge".

To read past the "ikke" would answer the opposite of what is asked. Places that are left out are marked in
`indsats.language.places`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from indsats.language.mentions import EXCLUDED, Mention, overlap
from indsats.language.places import LEFT_OUT, left_out_after
from indsats.language.sentence import Sentence, words

_KINDS = frozenset({"benefit", "category", "offer_type", "measure", "target_group"})
_NEGATIONS = (
    ("ikke",),
    ("ej",),
    ("hverken",),
    ("fremfor",),
    ("frem", "for"),
    ("i", "stedet", "for"),
    *LEFT_OUT,
)
_BETWEEN = words(
    "i paa at er faar som med dem de den der en et af modtager modtog har var vaeret aktivt aktive nogen"
    " noget kommet kom gaar blevet bliver nogensinde selv laengere lige hos under"
)
"""Words that may stand between "ikke" and what it denies."""
_MOST_BETWEEN = 4
_GOES_ON = re.compile(r"\s*(?:,|eller|og)\s*(?:(?:på|i)\s)?", re.IGNORECASE)
_LACKING = "uden_indsats"
_NO_DENIAL = words("om hvis kun bare")
""" "Om ikke", "ikke kun": nothing is denied."""


def with_denied(mentions: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """The mentions, with those marked that are to be left out of what is counted."""
    starts = {token.start: i for i, token in enumerate(sentence.tokens)}
    denied: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.kind not in _KINDS or mention.role or mention.start not in starts:
            continue
        if mention.id.startswith(_LACKING):
            continue  # "uden hverken indsats eller mentor" is one name
        word = _denial(sentence, starts[mention.start])
        if word is None:
            word = next(
                (m.start for m in denied if _GOES_ON.fullmatch(sentence.text[m.end : mention.start])), None
            )
        if word is None and left_out_after(sentence, mention):
            word = mention.end
        # "Hverken tilbud eller mentor" is the name of a measure, its "hverken" denies nothing else.
        if word is not None and not any(
            other.kind == "measure" and other.start <= word < other.end and overlap(other, mention)
            for other in mentions
        ):
            denied.append(mention)
    return [msgspec.structs.replace(m, role=EXCLUDED) if m in denied else m for m in mentions]


def _denial(sentence: Sentence, first: int) -> int | None:
    """Where the denial of what begins at a token stands, or None."""
    at = first
    for _ in range(_MOST_BETWEEN + 1):
        for phrase in _NEGATIONS:
            if sentence.ends_with(at, (phrase,)):
                begins = at - len(phrase)
                if sentence.stopped(begins, first) or "," in sentence.between(at - 1, at):
                    return None
                around = {sentence.folded(begins - 1), sentence.folded(at)}
                return None if around & _NO_DENIAL else sentence.tokens[begins].start
        at -= 1
        if sentence.folded(at) not in _BETWEEN:
            return None
    return None
