"""What a message counts: which of the measures it names, in what company, and against which bound.

"Ledige og langtidsledige" asks for two measures, "ledige længe, altså langtidsledige" for one, and
"aktiveringsgraden for ledige" names the unemployed only to say whose degree it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from indsats.language.mentions import Mention, inside, of_kind
from indsats.language.sentence import Sentence, words
from indsats.language.text import fold
from indsats.language.vocabulary import Vocabulary

EVERYDAY = frozenset({"ledige_fuldtid", "modtagere_personer", "aktiverede_personer", "folketal"})
"""Measures whose words are also just words for people ("ledige", "indbyggere")."""
_JOINING = words("og samt plus eller mod kontra versus end henholdsvis ogsaa")
_VERBS_AND_PREPOSITIONS = words("paa er i med modtager faar bor boede")
_ONLY_COMMA = re.compile(r"\s*,\s*")
_BEYOND = {
    "over": r"over|(?:højere|større|flere|mere) (?:[\w-]+ ){0,5}end",
    "under": r"under|(?:lavere|mindre|færre) (?:[\w-]+ ){0,5}end",
}
_BEYOND_BEFORE = {
    op: re.compile(rf"(?<!\w)(?:{said})\s+(?:(?:i|for|det|den|hele|tallet|niveauet)\s+)*$", re.IGNORECASE)
    for op, said in _BEYOND.items()
}
_WHICH = {"hvilke": "rank", "hvilken": "extreme", "hvor mange": "count"}
_WHICH_BEFORE = re.compile(r"(?<!\w)(hvilken?|hvor mange)(?:\s+(?!kommune)\w+)?\s+$", re.IGNORECASE)


def only_counted(found: Sequence[Mention], sentence: Sentence, vocabulary: Vocabulary) -> list[Mention]:
    """The mentions without measures that only name people, and without what is part of a measure's name."""
    measures = sorted(of_kind(found, "measure"), key=lambda m: m.start)
    kept = set(map(_place, _meant(measures, found, sentence, vocabulary)))
    left = [m for m in found if m.kind != "measure" or _place(m) in kept]
    shares = [m for m in of_kind(left, "measure") if _is_percentage(m, vocabulary)]

    def is_part_of_another(m: Mention) -> bool:
        if m.kind == "operation" and m.id == "share":
            return any(inside(m, share) for share in shares)
        if m.kind == "unit" and m.id == "percent":
            # "Andelen af aktiveringsberørte" is one name.
            return any(inside(m, share) for share in shares)
        return False

    return [m for m in left if not is_part_of_another(m)]


def _says_who(people: Mention) -> bool:
    """Whether words for people name no figure: "på kontanthjælp", "modtager kontanthjælp", "bor der"."""
    return fold(people.text).split()[0] in _VERBS_AND_PREPOSITIONS


def _meant(
    measures: list[Mention], found: Sequence[Mention], sentence: Sentence, vocabulary: Vocabulary
) -> list[Mention]:
    """Of the measures named those that are counted: the most telling one, and what is joined to it."""
    if len(measures) < 2:
        return measures
    # "På kontanthjælp" and "bor der" beside another measure say who is counted.
    weak = (vocabulary.recipients_measure, "folketal")
    people = [m for m in measures if m.id in weak and _says_who(m)]
    measures = [m for m in measures if m not in people] or measures
    settled = sentence.covered(of_kind(found, "area", "town", "area_group", "period"))
    rows: list[list[Mention]] = [[measures[0]]]
    for before, after in pairwise(measures):
        if _joined(before, after, sentence, settled):
            rows[-1].append(after)
        else:
            rows.append([after])
    telling = max(measures, key=lambda m: (m.id not in EVERYDAY, m.id not in weak, m.end - m.start, -m.start))
    return next(row for row in rows if telling in row)


def _joined(before: Mention, after: Mention, sentence: Sentence, settled: set[int]) -> bool:
    """Whether "og" or the like stands between two measures and joins them, rather than two places."""
    if _ONLY_COMMA.fullmatch(sentence.text[before.end : after.start]):
        return True
    between = [
        (i, token.folded)
        for i, token in enumerate(sentence.tokens)
        if before.end <= token.start and token.end <= after.start
    ]
    joiners = [i for i, word in between if word in _JOINING]
    return bool(joiners) and not any(i in settled for i, _ in between if i > joiners[-1])


def bounds_by_area(found: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """The mentions with "højere end landsgennemsnittet" as a bound, where areas are counted."""
    if not any(m.id in _WHICH.values() for m in of_kind(found, "operation")):
        return list(found)
    for area in of_kind(found, "area"):
        before = sentence.text[: area.start]
        for op, pattern in _BEYOND_BEFORE.items():
            if words_before := pattern.search(before):
                start = words_before.start()
                bound = Mention(
                    "threshold",
                    f"{op}:{area.id}",
                    start,
                    area.end,
                    sentence.text[start : area.end],
                    value={"op": op, "area": area.id},
                )
                others = [m for m in found if m != area and not (inside(m, bound) and m.kind in _SWALLOWED)]
                return [*others, bound]
    return list(found)


_SWALLOWED = frozenset({"operation", "direction", "threshold", "cue"})


def asked_of_groups(found: Sequence[Mention], sentence: Sentence) -> Iterable[Mention]:
    """ "Hvilke tre landkommuner har højest" and "hvor mange landkommuner": as with "kommuner"."""
    if any(m.id in _WHICH.values() for m in of_kind(found, "operation")):
        return
    for group in of_kind(found, "area_group"):
        which = _WHICH_BEFORE.search(sentence.text[: group.start])
        operation = _WHICH[which[1].lower()] if which else ""
        if which and (operation == "count" or of_kind(found, "direction")):
            start, end = which.start(), group.end
            yield Mention("operation", operation, start, end, sentence.text[start:end])


def _is_percentage(measure: Mention, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.entry("measure", measure.id).data.get("kind") == "percent")


def _place(m: Mention) -> tuple[int, int, str]:
    return m.start, m.end, m.id
