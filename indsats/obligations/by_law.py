"""From the law to the rules: "hvad siger § 102?", "hvad står i LBK 280/2024 om mentor?".

A section without a date is asked of today's law. Where only an earlier law has it, that law's rule is told,
with its time; what was read of the same section in other times is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer
from indsats.obligations import notes, wording
from indsats.obligations.amending import answer_amending
from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.laws import is_amending, law_dates, source_key
from indsats.obligations.question import Asked, RuleQuestion
from indsats.obligations.sections import cites
from indsats.obligations.selection import Found, Span, ever_in_force, in_force, narrow

REFORM = "reform"
"""The aspect that the reform's own act is also heard as: the act says as much already."""
NOW, BEFORE = "lab", "gl_lab"
"""The law in force and the one it took over from: people call both LAB, and their sections differ."""
MOST_STATED = 12
MOST_QUOTED = 4
LOOK_UP = "Slå den op på retsinformation.dk."


def asks_by_law(question: RuleQuestion) -> bool:
    """Whether the question is what a section, an act or one document says."""
    return bool(question.sections) or len(question.laws) == 1


def answer_by_law(question: RuleQuestion, asked: Asked) -> Answer | None:
    """What the sections, the act or the document say of what is asked; None when none of them is known.

    Kind ``obligation`` with the rules that cite them on the days asked about, ``not_available`` when none was
    read, ``clarify`` when a whole act is too much to tell.
    """
    known = asked.obligations
    document = next((key for law in question.laws if (key := source_key(known, law))), "")
    acts = tuple(law for law in question.laws if law in _acts(known))
    if not (question.sections or document or acts):
        return None
    if document:
        wanted = msgspec.structs.replace(asked.wanted, sharp=asked.wanted.sharp - {REFORM})
        asked = msgspec.structs.replace(asked, wanted=wanted)
    if is_amending(document):
        return answer_amending(question, asked, document, lambda facts: _asked_of(asked, facts))
    asked = _on_the_documents_day(asked, document)
    if acts == (BEFORE,) and not asked.dated:
        gone = [fact for fact in asked.obligations.base.file.facts if _of_a_law_no_more(fact)]
        asked = _on(asked, max(fact.valid_to for fact in gone if fact.valid_to))
    for among in _in_turn(acts, asked.dated):
        citing: list[RuleFact] = [
            fact
            for fact in asked.obligations.base.file.facts
            if _cites(fact, question.sections, among, document)
        ]
        if not citing:
            continue
        found = {
            span: tuple(f for f in in_force(known, span, asked.wanted) if f in citing) for span in asked.spans
        }
        if not any(found.values()) and not asked.dated and all(_of_a_law_no_more(fact) for fact in citing):
            asked = _on(asked, max(fact.valid_to for fact in citing if fact.valid_to))
            found = {span: tuple(in_force(known, span, asked.wanted)) for span in asked.spans}
            found = {span: tuple(f for f in facts if f in citing) for span, facts in found.items()}
        about = {span: _about(asked, facts) for span, facts in found.items()}
        if any(about.values()) or not question.sections:
            # A topic beside a section ("§ 134: hvornår er et tilbud rettidigt?") may be a word in passing.
            found = about
        if any(found.values()):
            return _told(asked, question, found, citing)
        return _none_of_it(asked, question, document, citing)
    return _none_of_it(asked, question, document, ())


def _acts(known: Obligations) -> set[str]:
    return {act for fact in known.base.by_id.values() for act in fact.sections}


def _in_turn(acts: tuple[str, ...], dated: bool) -> Sequence[tuple[str, ...]]:
    """The acts to look in, one set after the other: before 2020 "LAB" was the law that is now the old one."""
    if acts == (NOW,):
        return ((NOW, BEFORE),) if dated else ((NOW,), (BEFORE,))
    if acts or dated:
        return (acts,)
    # A bare section: first of what is in force, and only then of a law that is no more.
    return ((), (BEFORE,))


def _cites(fact: RuleFact, sections: Sequence[str], acts: Sequence[str], document: str) -> bool:
    if document and document not in fact.sources:
        return False
    if sections:
        return any(cites(fact.sections, section, acts) for section in sections)
    return bool(document) or bool(set(fact.sections) & set(acts))


def _on_the_documents_day(asked: Asked, document: str) -> Asked:
    """A document without a date is asked about as of its own time."""
    days = law_dates(asked.obligations, [document]) if document else ()
    return _on(asked, date.fromisoformat(days[0])) if days and asked.by_law else asked


def _on(asked: Asked, day: date) -> Asked:
    return msgspec.structs.replace(asked, spans=(Span(day, day, day.isoformat()),), dated=True)


def _of_a_law_no_more(fact: RuleFact) -> bool:
    """Whether a rule stood in the old law: who asks for one of its sections can only mean its time."""
    return BEFORE in fact.sections and NOW not in fact.sections and fact.valid_to is not None


def _about(asked: Asked, facts: Sequence[RuleFact]) -> tuple[RuleFact, ...]:
    """Those of the facts that are about the topics and aspects asked about; all when none was."""
    wanted, known = asked.wanted, asked.obligations
    if wanted.asked:
        return narrow(known, facts, wanted).facts
    topics = set(wanted.topics)
    return tuple(f for f in facts if not topics or topics & {f.topic, *known.of(f).topics})


def _asked_of(asked: Asked, facts: Sequence[RuleFact]) -> tuple[RuleFact, ...]:
    """Those of the facts, of whatever time, that are for the groups and about what is asked."""
    fitting = {fact.id for fact in ever_in_force(asked.obligations, asked.wanted)}
    return _about(asked, [fact for fact in facts if fact.id in fitting])


def _told(
    asked: Asked,
    question: RuleQuestion,
    found: dict[Span, tuple[RuleFact, ...]],
    citing: Sequence[RuleFact],
) -> Answer:
    known = asked.obligations
    facts = tuple({fact.id: fact for each in found.values() for fact in each}.values())
    if len(facts) > MOST_STATED:
        return _too_much(asked, facts)
    shown = {fact.id for fact in facts}
    others = [fact for fact in citing if fact.id not in shown] if question.sections else []
    others = sorted(_about(asked, others), key=lambda fact: fact.valid_from, reverse=True)[:MOST_QUOTED]
    beside = (
        *notes.beside(asked, {span: Found(each) for span, each in found.items()}, facts),
        *wording.quotes(others, asked.today),
        *wording.standing_notes(known, others),
    )
    return Answer(
        kind="obligation",
        query=asked.query,
        facts=tuple(wording.stated(fact) for fact in facts),
        sources=wording.sources(known, (*facts, *others)),
        notes=tuple(dict.fromkeys(beside)),
        suggestions=("Hvad gjaldt i 2017?",) if not asked.dated else ("Hvad gælder i dag?",),
    )


def _too_much(asked: Asked, facts: Sequence[RuleFact]) -> Answer:
    names = dict.fromkeys(asked.obligations.topics[fact.topic].name for fact in facts)
    return Answer(
        kind="clarify",
        query=asked.query,
        notes=(f"Der er læst {len(facts)} regler dér. Hvad vil du vide noget om?",),
        suggestions=tuple(capitalised(name) for name in names),
    )


def _none_of_it(asked: Asked, question: RuleQuestion, document: str, citing: Sequence[RuleFact]) -> Answer:
    known = asked.obligations
    where = listed([f"§ {section}" for section in question.sections])
    if document:
        where += (" i " if where else "") + known.base.sources[document].title
    near = sorted(citing, key=lambda fact: fact.valid_from, reverse=True)[:MOST_QUOTED]
    whens = "" if document else " " + " eller ".join(wording.when(span) for span in asked.spans)
    what = notes.subject(asked)
    return Answer(
        kind="not_available",
        query=asked.query,
        sources=wording.sources(known, near),
        notes=(
            f"Der er ikke læst en regel{what}{f' i {where}' if where else ''}{whens}. {LOOK_UP}",
            *wording.quotes(near, asked.today),
            *wording.standing_notes(known, near),
        ),
    )
