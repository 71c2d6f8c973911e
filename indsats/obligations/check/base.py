"""The whole check: every file of the fact base, then the base as a whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import yaml
from msgspec import Struct

from indsats.obligations import facts, index, limits
from indsats.obligations.base_files import NotReadFile, OverviewFile, PeriodsFile, QuestionsFile, SourcesFile
from indsats.obligations.check.figures import agree, figures, points, structured
from indsats.obligations.check.findings import Document, Finding, Placed
from indsats.obligations.check.holes import empty_days, needless, unexplained
from indsats.obligations.check.limit_words import danish
from indsats.obligations.check.overlaps import overlap_findings
from indsats.obligations.check.schema import BASE_FILES
from indsats.obligations.check.shape import faults, repeated_keys
from indsats.obligations.files import DataError
from indsats.obligations.index import Obligations
from indsats.obligations.lines import Lines, Step
from indsats.obligations.rule_files import RuleEntry, rule_files

COUNTINGS = {
    "sammenlagt": "sammenlagt",
    "sammenhængende": "sammenhængende",
    "kalendermåneder": "kalendermåned",
}
"""What ``counting`` among a rule's numbers may be, and the word that its text must hold."""
ACTORS = ("a-kasse", "jobcenter", "kommune", "mentor", "borger")
"""Who ``actor`` among a rule's numbers may be; the text must name them."""
_GROUP, _ASPECT, _RULE = "ukendt målgruppe", "ukendt aspekt", "ukendt regel"
_TIMED = re.compile(r"(^|_)(weeks|months|years|\d+m)$")


def check(root: Path, today: date) -> list[Finding]:
    """Everything wrong in the fact base below a ``knowledge`` folder, by file and line."""
    folder = root / "obligations"
    try:
        paths = rule_files(folder)
    except DataError as error:
        return [Finding(str(folder), 0, "", str(error))]
    found: list[Finding] = []
    base: dict[str, tuple[Document, Any]] = {}
    for name, model in BASE_FILES.items():
        document = _document(folder / name, root)
        content = _read(document, found)
        if content is not None and not _add(found, _shape(document, content, model)):
            base[name] = document, msgspec.convert(content, model)
    rules: list[Placed] = []
    for path in paths:
        rules += _rules(_document(path, root), found)
    found += _repeated(rules)
    known = _vocabulary(root, found)
    if known is not None and len(base) == len(BASE_FILES):
        sources: SourcesFile = base[facts.SOURCES][1]
        periods: PeriodsFile = base[facts.PERIODS][1]
        found += _sources(base[facts.SOURCES][0], sources)
        found += _references(base, known, {placed.rule.id for placed in rules})
        for placed in rules:
            found += _fields(placed, known, sources)
            found += _relations(placed, {other.rule.id for other in rules})
            found += _place(placed, periods)
    for placed in rules:
        found += _figures(placed)
    found += overlap_findings(rules)
    found += _loaded(root, rules, base, found, today)
    return sorted(set(found))


def _add(found: list[Finding], more: Iterable[Finding]) -> bool:
    """Add findings; whether there were any."""
    before = len(found)
    found += more
    return len(found) > before


# Files


def _document(path: Path, root: Path) -> Document:
    return Document(path, (Path(root.name) / path.relative_to(root)).as_posix())


def _read(document: Document, found: list[Finding]) -> Any:
    """A file's content; None, and a finding, when it is not YAML."""
    try:
        text = document.path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except OSError as error:
        found.append(Finding(document.shown, 0, "", f"kan ikke læses: {error.strerror}"))
        return None
    except UnicodeDecodeError:
        found.append(Finding(document.shown, 0, "", "er ikke tekst i UTF-8"))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 0
        found.append(Finding(document.shown, line, "", f"er ikke gyldig YAML: {said}"))
        return None
    document.lines = Lines(node)
    for line, key in repeated_keys(node):
        found.append(Finding(document.shown, line, "", f"feltet {key} står to gange"))
    return msgspec.yaml.decode(text)


def _shape(document: Document, content: Any, model: type[Struct]) -> Iterator[Finding]:
    for steps, problem in faults(content, model):
        yield document.finding(problem, *steps)


def _rules(document: Document, found: list[Finding]) -> list[Placed]:
    """The well-formed rules of a file."""
    content = _read(document, found)
    if content is None:
        return []
    entries = content.get("rules") if isinstance(content, dict) else None
    if not isinstance(entries, list) or len(content) != 1:
        found.append(document.finding("filen skal bestå af en liste, der hedder rules"))
        return []
    rules: list[Placed] = []
    for position, entry in enumerate(entries):
        id = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        wrong = [
            document.finding(problem, "rules", position, *steps, entry=id)
            for steps, problem in faults(entry, RuleEntry)
        ]
        found += wrong
        if not wrong:
            rules.append(Placed(msgspec.convert(entry, RuleEntry), document, position))
    return rules


def _repeated(rules: list[Placed]) -> Iterator[Finding]:
    first: dict[str, Placed] = {}
    for placed in rules:
        if not placed.rule.id.strip():
            yield placed.finding("reglen har intet id", "id")
        elif other := first.get(placed.rule.id):
            yield placed.finding(f"id'et findes allerede i {other.document.shown}", "id")
        else:
            first[placed.rule.id] = placed


# Single rules


class _Vocabulary(Struct, frozen=True):
    groups: frozenset[str]
    topics: frozenset[str]
    aspects: frozenset[str]


def _vocabulary(root: Path, found: list[Finding]) -> _Vocabulary | None:
    try:
        groups, topics, aspects = index.vocabulary(root / "terms")
    except DataError as error:
        found.append(Finding((Path(root.name) / "terms").as_posix(), 0, "", str(error)))
        return None
    return _Vocabulary(frozenset(groups), frozenset(topics), frozenset(aspects))


def _sources(document: Document, file: SourcesFile) -> Iterator[Finding]:
    for key, source in file.sources.items():
        if not source.title.strip():
            yield document.finding("kilden har ingen titel", "sources", key, "title", entry=key)
        if source.url is not None and not _well_formed(source.url):
            yield document.finding(
                f"ikke en adresse: {source.url} (skriv https://… eller null)",
                "sources",
                key,
                "url",
                entry=key,
            )


def _well_formed(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not re.search(r"\s", url)


def _fields(placed: Placed, known: _Vocabulary, sources: SourcesFile) -> Iterator[Finding]:
    rule, found = placed.rule, placed.rule.found
    for name in ("groups", "sources"):
        if not getattr(rule, name):
            yield placed.finding(f"{name} er tom", name)
    for name in ("value_da", "legal_ref"):
        if not getattr(rule, name).strip():
            yield placed.finding(f"{name} er tom", name)
    if not found.aspects:
        yield placed.finding("aspects er tom", "found", "aspects")
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        yield placed.finding(f"slutter {rule.valid_to}, før den begynder {rule.valid_from}", "valid_to")
    if rule.confidence not in sources.meta.confidence:
        yield placed.finding(f"mærket {rule.confidence} er ikke forklaret i sources.yaml", "confidence")
    asked = {aspect for more in found.group_aspects.values() for aspect in more}
    for what, ids, all_ids, steps in (
        ("ukendt kilde", rule.sources, sources.sources, ("sources",)),
        ("ukendt målgruppe", rule.groups, known.groups, ("groups",)),
        ("ukendt emne", [rule.topic], known.topics, ("topic",)),
        ("ukendt emne", found.topics, known.topics, ("found", "topics")),
        ("ukendt målgruppe", found.also, known.groups, ("found", "also")),
        ("ukendt målgruppe", found.group_aspects, known.groups, ("found", "group_aspects")),
        ("ukendt aspekt", found.aspects, known.aspects, ("found", "aspects")),
        ("ukendt aspekt", sorted(asked), known.aspects, ("found", "group_aspects")),
        ("ukendt aspekt", found.broad, known.aspects, ("found", "broad")),
    ):
        for id in ids:
            if id not in all_ids:
                yield placed.finding(f"{what}: {id}", *steps)
    needs = found.conditions
    for name, least, most in (
        ("age", needs.age_min, needs.age_max),
        ("months", needs.months_min, needs.months_max),
    ):
        if min(least or 0, most or 0) < 0 or (least is not None and most is not None and least > most):
            yield placed.finding(f"{name}_min og {name}_max passer ikke sammen", "found", "conditions")


def _relations(placed: Placed, ids: set[str]) -> Iterator[Finding]:
    rule = placed.rule
    for id in rule.found.quote:
        if id not in ids:
            yield placed.finding(f"ukendt regel: {id}", "found", "quote")
    for id in rule.beside:
        if id not in ids:
            yield placed.finding(f"ukendt regel: {id}", "beside")
    if rule.told_after and rule.told_after not in ids:
        yield placed.finding(f"ukendt regel: {rule.told_after}", "told_after")
    timed = sorted(key for key in rule.numbers if _TIMED.search(key))
    if timed and not rule.limits and rule.without_date is None:
        yield placed.finding(
            f"har en tid i numbers ({timed[0]}), men hverken limits eller without_date", "numbers"
        )


def _place(placed: Placed, periods: PeriodsFile) -> Iterator[Finding]:
    """Whether a rule stands where one looks for it: the period in which it began, and its topic."""
    years = sorted(int(period.key[1:]) for period in periods.legal_periods if period.key[1:].isdigit())
    begun = [year for year in years if year <= placed.rule.valid_from.year] or years[:1]
    wanted = f"rules/{begun[-1]}/{placed.rule.topic}.yaml" if begun else ""
    if wanted and not placed.document.shown.endswith(wanted):
        yield placed.finding(f"hører til i {wanted}, efter valid_from og topic")


def _figures(placed: Placed) -> Iterator[Finding]:
    """Whether the text and ``numbers`` state the same figures."""
    rule = placed.rule
    stated, held = figures(rule.value_da), structured(rule.numbers, rule.found.conditions)
    for figure in stated:
        if not any(agree(figure, key, value) for key, value in held):
            yield placed.finding(f"tallet i »{figure.words}« står ikke i numbers", "value_da")
    for key, value in held:
        spelled = any(agree(figure, key, value) for figure in stated) or value == points(rule.value_da)
        if key in rule.numbers and not spelled:
            shown = f"{value:g}".replace(".", ",")
            yield placed.finding(f"{key} er {shown}, men det tal står ikke i teksten", "numbers", key)
    text = rule.value_da.casefold()
    counting, actor = rule.numbers.get("counting"), rule.numbers.get("actor")
    if counting is not None and COUNTINGS.get(str(counting), "?") not in text:
        yield placed.finding(
            f"counting er {counting}; det skal være et af {', '.join(COUNTINGS)} og stå i teksten",
            "numbers",
            "counting",
        )
    if actor is not None and (actor not in ACTORS or str(actor) not in text):
        yield placed.finding(
            f"actor er {actor}; det skal være en af {', '.join(ACTORS)} og stå i teksten", "numbers", "actor"
        )


# The files beside the rules


def _references(
    base: dict[str, tuple[Document, Any]], known: _Vocabulary, ids: set[str]
) -> Iterator[Finding]:
    """Whether what the other files name exists."""
    periods: PeriodsFile = base[facts.PERIODS][1]
    overview: OverviewFile = base[facts.OVERVIEW][1]
    not_read: NotReadFile = base[facts.NOT_READ][1]
    keys = {period.key for period in periods.legal_periods}
    named: list[tuple[str, tuple[Step, ...], str, Iterable[str], Collection[str]]] = []
    for position, period in enumerate(periods.legal_periods):
        if period.valid_to is not None and period.valid_to < period.valid_from:
            yield base[facts.PERIODS][0].finding(
                f"{period.key} slutter, før den begynder", "legal_periods", position, "valid_to"
            )
    for group, by_period in overview.overview.items():
        at: tuple[Step, ...] = ("overview", group)
        named.append((facts.OVERVIEW, at, _GROUP, [group], known.groups))
        named.append((facts.OVERVIEW, at, "ukendt lovperiode", by_period, keys))
        for key, entry in by_period.items():
            named.append((facts.OVERVIEW, (*at, key, "facts"), _RULE, entry.facts, ids))
    for position, change in enumerate(periods.successions):
        groups = (change.new, *change.ended, *change.parts, *change.before, *change.renamed)
        named.append((facts.PERIODS, ("successions", position), _GROUP, groups, known.groups))
    for position, note in enumerate(periods.group_notes):
        at = ("group_notes", position)
        named.append((facts.PERIODS, at, _GROUP, note.groups, known.groups))
        named.append((facts.PERIODS, at, _RULE, [note.fact] if note.fact else [], ids))
    named.append((facts.PERIODS, ("age_limits",), _GROUP, periods.age_limits, known.groups))
    for position, gap in enumerate(not_read.gaps):
        named.append((facts.NOT_READ, ("gaps", position), _GROUP, gap.groups, known.groups))
        named.append((facts.NOT_READ, ("gaps", position), _ASPECT, gap.aspects, known.aspects))
    for position, hole in enumerate(not_read.holes):
        named.append((facts.NOT_READ, ("holes", position), _GROUP, hole.groups, known.groups))
    questions: QuestionsFile = base[index.QUESTIONS][1]
    for name, what, all_ids in (
        ("weak", _ASPECT, known.aspects),
        ("weakest", _ASPECT, known.aspects),
        ("across_groups", _ASPECT, known.aspects),
        ("narrowing", _GROUP, known.groups),
        ("choices", _GROUP, known.groups),
    ):
        named.append((index.QUESTIONS, (name,), what, getattr(questions, name), all_ids))
    for file, steps, what, names, all_names in named:
        for id in names:
            if id not in all_names:
                yield base[file][0].finding(f"{what}: {id}", *steps)


# The base as a whole


def _loaded(
    root: Path, rules: list[Placed], base: dict[str, tuple[Document, Any]], found: list[Finding], today: date
) -> Iterator[Finding]:
    """What shows only in the loaded base: limits that disagree with their rules, and days without a rule."""
    try:
        known = index.load(root)
    except DataError as error:
        # Mostly what was found above; told in the loader's words only when nothing above tells it.
        if not found:
            yield Finding((Path(root.name) / "obligations").as_posix(), 0, "", str(error))
        return
    for placed in rules:
        for position, problem in limits.problems(placed.rule, known):
            yield placed.finding(f"fristen passer ikke med reglen: {danish(problem)}", "limits", *position)
    yield from _holes(base[facts.NOT_READ][0], base[facts.NOT_READ][1], known, today)


def _holes(document: Document, file: NotReadFile, known: Obligations, today: date) -> Iterator[Finding]:
    empty = empty_days(known, today)
    for hole in empty:
        for days in unexplained(hole, file.holes):
            yield document.finding(
                f"ingen regel om {hole.topic} for {hole.group} fra {days.first} til {days.last}; "
                "tilføj reglen, eller skriv hvorfor under holes",
                "holes",
            )
    for position, reason in enumerate(file.holes):
        if not reason.reason.strip():
            yield document.finding("reason er tom", "holes", position, "reason")
        for group, topic in needless(reason, empty, today):
            yield document.finding(
                f"der er regler om {topic} for {group} på alle dagene; fjern forklaringen", "holes", position
            )
