"""When the bot is unsure: the likely readings of a message, as questions the user can choose."""

from __future__ import annotations

from indsats.conversation.clarify import Clarification
from indsats.language.mentions import Mention, of_kind
from indsats.language.vocabulary import Vocabulary

MOST_CHOICES = 3
CASE_QUESTION = "Hvad skrev ministeren til KL i 2017?"
HELP_QUESTION = "Hvad kan du hjælpe med?"


def likely_readings(
    ranking: tuple[str, ...], mentions: tuple[Mention, ...], vocabulary: Vocabulary
) -> Clarification | None:
    """Questions that the message may have meant, likeliest first; None when nothing in it is known.

    Each is written from what the vocabulary found, never from the user's own words.
    """
    writers = {
        "ask_figure": _figure,
        "ask_rule": _rule,
        "ask_definition": _definition,
        "ask_case": _case,
    }
    known = [writers[intent](mentions, vocabulary) for intent in ranking if intent in writers]
    choices = tuple(dict.fromkeys(question for question in known if question))[:MOST_CHOICES]
    if not choices:
        return None
    return Clarification("clarify_reading", "reading", (*choices, HELP_QUESTION))


def _name(kind: str, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    found = of_kind(mentions, kind)
    return vocabulary.name(kind, found[0].id) if found else ""


def _figure(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    measure = _name("measure", mentions, vocabulary)
    place = _name("area", mentions, vocabulary) or _name("town", mentions, vocabulary)
    if not (measure or place):
        return ""
    where = f" i {place}" if place else ""
    return f"Hvad er tallet for {measure or 'ledige fuldtidspersoner'}{where}?"


def _rule(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    topic, group = _name("topic", mentions, vocabulary), _name("target_group", mentions, vocabulary)
    if not (topic or group):
        return ""
    return f"Hvad er reglerne om {topic or 'samtaler'}{f' for {group}' if group else ''}?"


def _definition(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    term = _name("term", mentions, vocabulary) or _name("measure", mentions, vocabulary)
    return f"Hvad betyder {term}?" if term else ""


def _case(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    return CASE_QUESTION if of_kind(mentions, "case") else ""
