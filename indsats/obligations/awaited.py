"""Days for which a new law is awaited and not known to be adopted: today's rules cannot be told as theirs."""

from __future__ import annotations

from indsats.answers.model import Answer
from indsats.obligations import notes, wording
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.question import Asked
from indsats.obligations.selection import Span, find, in_force, narrow
from indsats.periods import danish_date

MOST_QUOTED = 3
LOOK_UP = "Følg lovgivningen på retsinformation.dk eller hos STAR."


def lies_beyond(asked: Asked) -> bool:
    """Whether all the days asked about lie where a law for everybody is awaited."""
    begins = [fact.valid_from for fact in for_everybody(asked.obligations)]
    return bool(begins) and asked.first.first >= min(begins)


def for_everybody(known: Obligations) -> list[RuleFact]:
    """The awaited rules that concern all groups."""
    return [f for f in known.base.by_id.values() if known.of(f).expected and EVERYONE in f.groups]


def answer_awaited(asked: Asked) -> Answer:
    """What is awaited for the days asked about, as awaited; today's rules only quoted beside it.

    Kind ``obligation`` with the awaited rules that answer the question, each marked as such; else
    ``not_available``.
    """
    known, today = asked.obligations, asked.today
    coming = [fact for fact in in_force(known, asked.first, asked.wanted) if known.of(fact).expected]
    wanted = asked.wanted
    about_all = not (wanted.topics or wanted.asked)
    facts = list(coming if about_all else narrow(known, coming, wanted).facts)
    beside = [fact for fact in coming if fact not in facts]
    now = find(known, Span(today, today, today.isoformat()), asked.wanted)
    quoted = [f for f in now.facts if not known.of(f).expected and f not in facts] if not now.loose else []
    quoted = quoted[:MOST_QUOTED]
    said = f"Hvilke regler{notes.subject(asked)} der gælder {wording.when(asked.first)}, er ikke læst."
    return Answer(
        kind="obligation" if facts else "not_available",
        query=asked.query,
        facts=tuple(wording.stated(fact) for fact in facts),
        sources=wording.sources(known, (*facts, *beside, *quoted)),
        notes=tuple(
            dict.fromkeys(
                (
                    f"{said} {LOOK_UP}",
                    *wording.standing_notes(known, facts),
                    *(
                        f"Ventes fra {danish_date(fact.valid_from)}: {wording.text_and_reference(fact)}"
                        for fact in beside
                    ),
                    *(f"I dag gælder: {wording.text_and_reference(fact)}" for fact in quoted),
                    *wording.standing_notes(known, [*beside, *quoted]),
                    *notes.reach(asked),
                )
            )
        ),
        suggestions=("Hvad gælder i dag?",),
    )
