"""Where a message goes when its words and what the vocabulary found in it point different ways.

The classifier knows the form of a question; the vocabulary knows what it is about. A question that names no
figure but a rule's subject is about the rule, however much it sounds like a comparison of figures.
"""

from __future__ import annotations

from indsats.conversation.figure_measures import LACKING
from indsats.language.counted import EVERYDAY
from indsats.language.mentions import Mention, overlap
from indsats.language.vocabulary import Vocabulary

FALLBACK = "nlu_fallback"
DISTRESS = "distress"
CHART, FILE = "chart", "file"
AMOUNTS = frozenset({"amount", "rates"})
COVERAGE, HOW_COUNTED, STILL, EXPLAIN = "coverage", "how_counted", "still", "explain"
"""Cues: the answer as picture or file, what there are figures for, how one is counted, what still holds."""
RULE_SUBJECTS = frozenset({"topic", "aspect", "law", "paragraph"})
RULE_NAMES = frozenset({"target_group", "benefit", "term", "case", "event", "age", "offer_type", "category"})
FIGURE_PARTS = frozenset(
    {"benefit", "category", "dimension", "offer_type", "period", "operation", "direction", "number", "unit"}
)
"""Kinds of thing that narrow or move a figure."""
RULE_CUES = frozenset({"in_force", "overview"})
"""Cues for rules of whatever kind: "alle regler for sygemeldte"."""
RULE_PARTS = RULE_SUBJECTS | {"target_group"}
"""Kinds of thing that a rule is about or for."""
FEW_WORDS = 1
PLACES = frozenset({"area", "town", "area_group", "own_municipality", "unknown_place"})

SUBJECTS: dict[str, frozenset[str]] = {
    "ask_figure": frozenset({"measure"}),
    "ask_rule": RULE_SUBJECTS,
    "ask_definition": frozenset({"term"}),
    "ask_case": frozenset({"case"}),
}
"""What a message must name for an unsure reading of it to be taken."""


def _cues(mentions: tuple[Mention, ...]) -> set[str]:
    return {mention.id for mention in mentions if mention.kind == "cue"}


def tells_of_distress(mentions: tuple[Mention, ...]) -> bool:
    """Whether somebody writes of wanting to die or to hurt themselves."""
    return DISTRESS in _cues(mentions)


def wishes(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """In what other form than text the answer is asked for: `CHART`, `FILE`."""
    return frozenset(_cues(mentions) & {CHART, FILE})


def asks_for_coverage(mentions: tuple[Mention, ...]) -> bool:
    """Whether the question is what there are figures for, rather than a figure or a rule."""
    kinds = {mention.kind for mention in mentions}
    return COVERAGE in _cues(mentions) and not kinds & (RULE_SUBJECTS | PLACES)


def asks_how_counted(mentions: tuple[Mention, ...]) -> bool:
    """Whether the question is how a figure is counted."""
    return HOW_COUNTED in _cues(mentions)


def goes_on_with_a_figure(mentions: tuple[Mention, ...], words_beside: int, continues: bool = False) -> bool:
    """Whether a message taken for a question about rules only narrows or moves the figure spoken of before.

    "På dagpenge", "for de jobparate" and "hvor meget er det ændret siden 2023" name no subject of the rules.
    """
    kinds = {mention.kind for mention in mentions}
    changes = {(m.start, m.end) for m in mentions if m.kind == "operation" and m.id == "change"}
    splits = any(m.kind == "operation" and m.id == "breakdown" for m in mentions)
    parts = {(m.start, m.end) for m in mentions if m.kind in ("benefit", "category", "offer_type")}
    steered = [m for m in mentions if m.kind == "cue"]
    subjects = {
        mention.kind
        for mention in mentions
        # "Ændret" is an aspect of the rules as well as something a figure does, "løntilskud" an offer that
        # people are in; what figures are split by is no subject of rules.
        if mention.kind in RULE_SUBJECTS
        and (mention.start, mention.end) not in changes | parts
        and not splits
        and not any(overlap(mention, cue) for cue in steered)
    }
    if subjects:
        return False
    if continues and kinds and kinds <= PLACES:
        # "Så tallet dér?", "og i Odense": a place alone.
        return True
    if not kinds & FIGURE_PARTS:
        return False
    moved = bool(changes) and "period" in kinds and not kinds & RULE_NAMES
    return continues or moved or splits or words_beside <= FEW_WORDS


def only_a_figure_can(mentions: tuple[Mention, ...]) -> bool:
    """Whether a message, after a rule or a definition, can only be about the figures before them."""
    kinds = {mention.kind for mention in mentions}
    if kinds & (RULE_SUBJECTS | RULE_NAMES):
        return False
    works = any(m.kind == "operation" and m.id not in ("change", "compare", "share") for m in mentions)
    return "direction" in kinds or works


def names_only_a_unit(mentions: tuple[Mention, ...]) -> bool:
    """Whether a message names nothing but how a figure is to be counted."""
    return bool(mentions) and {mention.kind for mention in mentions} == {"unit"}


def only_changes_the_form(mentions: tuple[Mention, ...]) -> bool:
    """Whether a message asks for nothing but the last answer in another form ("som excel", "vis en graf")."""
    return bool(mentions) and {mention.id for mention in mentions} <= {CHART, FILE}


def is_about_a_rule(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question about figures can only be about a rule.

    It names a topic of the rules and no place, and every figure in it is just its people ("ledige på
    dagpenge", "kontanthjælpsmodtagere") or the topic itself ("i aktivering"), not what is counted.
    """
    kinds = {mention.kind for mention in mentions}
    said = [mention for mention in mentions if mention.kind == "aspect"]
    orders = any(
        m.kind == "operation"
        and m.id in ("rank", "extreme", "count")
        and not any(overlap(m, aspect) for aspect in said)
        for m in mentions
    )
    regulated = bool(_cues(mentions) & RULE_CUES) and "target_group" in kinds
    if not (kinds & RULE_SUBJECTS or regulated) or orders:
        return False
    # "Vi har en sag, hvor ..." tells who asks, unless something is counted.
    if kinds & (PLACES - {"own_municipality"}) or ("own_municipality" in kinds and "aspect" not in kinds):
        return False
    # What exactly is asked about a rule leaves "ledige" and "ledighed" to say who, or how long.
    just_people = EVERYDAY if "aspect" in kinds or regulated else frozenset()
    return all(
        mention.kind != "measure" or mention.id in just_people or _names_people(mention, mentions)
        for mention in mentions
    )


def counts_people_somewhere(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question for a definition names a place, people and how to count them."""
    kinds = {mention.kind for mention in mentions}
    return bool(kinds & {"area", "town"}) and "unit" in kinds and bool(kinds & {"benefit", "measure"})


def surely_asks_for_a_figure(mentions: tuple[Mention, ...]) -> bool:
    """Whether a figure is asked for, whatever the classifier made of the words around it.

    In a place that is not in the vocabulary; or, with a measure that no everyday word stands for, in one
    that is.
    """
    kinds = {mention.kind for mention in mentions}
    measures = {mention.id for mention in mentions if mention.kind == "measure"}
    if "unknown_place" in kinds and measures:
        return True
    if measures - EVERYDAY and kinds & PLACES:
        return True
    # "Hvor mange ressourceforløb er der i Svendborg": a benefit in a place, and no subject of the rules.
    return "benefit" in kinds and bool(kinds & PLACES) and not kinds & RULE_SUBJECTS


def names_the_average(mentions: tuple[Mention, ...]) -> bool:
    """Whether "landsgennemsnittet" is named, which can only be the country's own figure."""
    return any(mention.kind == "area" and "gennemsnit" in mention.text.lower() for mention in mentions)


def names_nothing_of_ours(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question about rules names nothing that the rules are about."""
    if _cues(mentions) & RULE_CUES:
        return False  # "hvad er reglerne?" is to be asked back
    return not {mention.kind for mention in mentions} & (RULE_SUBJECTS | RULE_NAMES)


def is_abroad(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> bool:
    """Whether a question is about another country, of which we have neither rules nor figures."""
    unknown = [mention for mention in mentions if mention.kind == "unknown_place"]
    if unknown and all(vocabulary.is_abroad(mention.text) for mention in unknown):
        return not any(mention.kind in ("area", "town", "area_group") for mention in mentions)
    return any(mention.kind == "other_benefit" and mention.id == "other_country" for mention in mentions)


def is_about_something_else(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> bool:
    """Whether a question about rules is about a benefit or a country that we have no rules about.

    Of a benefit that only stands in a rule of ours (efterløn, folkepension) nobody can be told the rates.
    """
    kinds = {mention.kind for mention in mentions}
    benefits = [mention for mention in mentions if mention.kind == "benefit"]
    not_ours = [m for m in benefits if vocabulary.entry("benefit", m.id).data.get("not_ours")]
    aspects = {mention.id for mention in mentions if mention.kind == "aspect"}
    if not_ours and len(not_ours) == len(benefits) and aspects & AMOUNTS:
        return True
    return is_abroad(mentions, vocabulary) or ("other_benefit" in kinds and "target_group" not in kinds)


def asks_for_a_rule(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question for a definition is about a rule.

    It asks whether something still holds, or names what a rule is about and no term to be explained.
    """
    kinds = {mention.kind for mention in mentions}
    cues = _cues(mentions)
    changed = any(mention.kind == "aspect" and mention.id == "change" for mention in mentions)
    documents = [
        m
        for m in mentions
        if m.kind == "law" and not any(overlap(m, t) for t in mentions if t.kind == "term")
    ]
    if (STILL in cues and kinds & RULE_SUBJECTS) or (changed and "due" in cues) or documents:
        return True
    return "aspect" in kinds and not kinds & {"term", "measure", *PLACES}


def asks_for_an_explanation(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question about rules asks what a word means ("hvad forstås ved ...")."""
    timed = [m for m in mentions if m.kind in ("age", "duration") or (m.kind == "period" and m.id != "today")]
    return EXPLAIN in _cues(mentions) and any(m.kind == "term" for m in mentions) and not timed


def names_a_rule(mentions: tuple[Mention, ...]) -> bool:
    """Whether a message taken for something foreign names both a group and what a rule about it is."""
    kinds = {mention.kind for mention in mentions}
    return "target_group" in kinds and bool(kinds & {"topic", "aspect"}) and "other_benefit" not in kinds


def is_a_rule_in_short(mentions: tuple[Mention, ...]) -> bool:
    """Whether an unclear message names a group and a topic, or all of its rules, and no place."""
    kinds = {mention.kind for mention in mentions}
    asked = bool(kinds & RULE_SUBJECTS) or "overview" in _cues(mentions)
    return "target_group" in kinds and asked and not kinds & PLACES


def may_be_about_a_rule(ranking: tuple[str, ...], mentions: tuple[Mention, ...]) -> bool:
    """Whether an unclear message names what a rule is about and was nearly taken for a question about one."""
    likely = [intent for intent in ranking if intent != FALLBACK][:2]
    kinds = {mention.kind for mention in mentions}
    return "ask_rule" in likely and "aspect" in kinds and not kinds & (PLACES | {"measure", "other_benefit"})


def names_the_case_alone(mentions: tuple[Mention, ...]) -> bool:
    """Whether a part of the case is named by words that are no term ("tallet 16.565", but not "samråd")."""
    terms = [mention for mention in mentions if mention.kind == "term"]
    return any(m.kind == "case" and not any(overlap(m, term) for term in terms) for m in mentions)


def counts_in_the_case(mentions: tuple[Mention, ...]) -> bool:
    """Whether a figure of the case of 2017 is asked for by the case's own words, and no place.

    "Hvor mange var det ifølge svaret på spørgsmål 378?": the answers to parliament give it, with what was
    said.
    """
    kinds = {mention.kind for mention in mentions}
    counted = {mention.id for mention in mentions if mention.kind == "measure"}
    return "case" in kinds and counted <= set(LACKING) and not kinds & (PLACES - {"own_municipality"})


def names_only_acts(mentions: tuple[Mention, ...]) -> bool:
    """Whether nothing but acts is named ("LAB kontra LAS?"), so that what they are is asked."""
    acts = [mention for mention in mentions if mention.kind == "law"]
    explained = [mention for mention in mentions if mention.kind == "term"]
    known = all(any(overlap(act, term) for term in explained) for act in acts)
    kinds = {m.kind for m in mentions}
    if len({act.id for act in acts}) > 1 and any(
        m.kind == "operation" and m.id == "compare" for m in mentions
    ):
        # "Til mødet i går nævnte de både LAB og LAS. Hvad er forskellen på de to love?"
        return not kinds & {"aspect", "target_group", "measure"}
    return bool(acts) and known and kinds <= {"law", "term", "operation", "cue"}


def settled(ranking: tuple[str, ...], mentions: tuple[Mention, ...]) -> str:
    """The intent that the mentions settle on when the classifier is unsure; "" when they do not.

    Of a figure and a rule that come out even, what is named decides. Any other first reading is taken when
    the vocabulary found what such a question is about.
    """
    likely = [intent for intent in ranking if intent != FALLBACK][:2]
    if not likely:
        return ""
    if set(likely) == {"ask_figure", "ask_rule"}:
        return "ask_rule" if is_about_a_rule(mentions) else "ask_figure" if _counts(mentions) else ""
    kinds = {mention.kind for mention in mentions}
    return likely[0] if kinds & SUBJECTS.get(likely[0], frozenset()) else ""


def _counts(mentions: tuple[Mention, ...]) -> bool:
    return any(mention.kind == "measure" for mention in mentions)


def _names_people(measure: Mention, mentions: tuple[Mention, ...]) -> bool:
    """Whether the words for the measure are also words for a benefit, a group or what the rules are about.

    The letter's measure ("hverken tilbud eller mentor") names two topics and is a count all the same.
    """
    return measure.id not in LACKING and any(
        other.kind in ("benefit", "target_group", "topic", "aspect")
        and other.start < measure.end
        and measure.start < other.end
        for other in mentions
    )
