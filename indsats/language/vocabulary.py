"""Everything the language knows by name, loaded from ``knowledge/`` into one immutable `Vocabulary`.

Files of ``knowledge/terms``::

    kind: topic
    ambiguous: [samtale]        # forms that may stand for several ids of the kind: the user is asked
    entries:
      - id: contact
        name: samtaler          # Danish display name
        forms: [samtale, ...]   # tolerant of case, inflection, æøå spelling, hyphen or space, and typos
        exact: [HTK]            # without inflection and typos; an abbreviation that is also a Danish word
                                # ("LAB", "VEJ"), or has two letters, only in capitals
        recipients: [...]       # (benefits) words for the people on it; they also give ``recipients_measure``
        between: [mod]          # (operations) count only between two places, periods, benefits or categories
        before: [end]           # (operations) count only right before one of these
        means: [a, b]           # this entry is a word for several ids of the kind
        anything: else          # kept in ``Entry.data``

Within a form ``...`` stands for up to six words, ``#`` for a number ("de # kommuner med", "hverken ... eller
mentor"). The longest match wins, so a form of several words beats the forms of its words.

``writing/`` says how people spell and what is meant by it (`indsats.language.spelling`),
``areas/merged_2007.yaml`` gives the municipalities and counties that are no more (`indsats.language.merged`),
``statistics/catalogue.yaml`` gives the measures (``measures``: id to a mapping with ``forms``, ``exact``,
``name`` or ``title``, ...), ``glossary.yaml`` the terms, ``case.yaml`` the ids of the case, and
``obligations/sources.yaml`` the numbered acts. A term of the glossary has the id it states, or its folded
words joined by underscores.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import Struct
from rapidfuzz import fuzz, process

from indsats import paths
from indsats.language.merged import (
    MUNICIPALITY_WORD,
    FormerCounty,
    FormerMunicipality,
    FormerPlaces,
    read_former_places,
)
from indsats.language.spelling import Writing
from indsats.language.text import fold, name_stems, tokenise, weak

GAP = "..."
NUMBER = "#"
COUNTRY = "000"
NOT_A_PLACE = "not_a_place"
"""The kind of patterns that only keep a place name from being seen ("Danmarks Statistik")."""
UNKNOWN_PLACE = "unknown_place"
"""The kind of places that no figure is for. Those with an id were counties (`Vocabulary.former_counties`)."""

Level = Literal["country", "region", "municipality"]
Mode = Literal["name", "inflect", "exact"]


class VocabularyError(ValueError):
    """A knowledge file is wrong; the message names the file and the form or id."""


class Area(Struct, frozen=True):
    """The country, a region or a municipality; what only municipalities have is "" for the others."""

    code: str
    name: str
    level: Level
    official_name: str = ""
    region: str = ""
    region_from_2027: str = ""
    landsdel: str = ""
    group: str = ""
    jobcenter_sharing: str = ""
    jobcenter_status: str = ""


class Entry(Struct, frozen=True):
    """One named thing. ``data`` holds what its file says beyond the fields every entry has."""

    kind: str
    id: str
    name: str
    forms: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    data: Mapping[str, Any] = {}


class Pattern(NamedTuple):
    """A form ready for matching: folded words, `GAP` and `NUMBER`."""

    kind: str
    id: str
    words: tuple[str, ...]
    mode: Mode
    alternatives: tuple[str, ...] = ()
    capitals: bool = False
    needs: Literal["", "both", "right"] = ""
    """On which sides a place, period, benefit or category must stand for the form to count."""
    priority: int = 0
    """Among equally good matches of one kind the lowest wins (a glossary's headword before a synonym)."""
    former: str = ""
    """The code of the former municipality that is named, where ``id`` is its successor."""


class OrdinaryWord(Struct, frozen=True):
    """How the name of a place behaves that is also an ordinary word (folded words)."""

    also_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: tuple[tuple[str, ...], ...] = ()
    verb: bool = False


class Act(NamedTuple):
    """A numbered act, for "LBK 280/2024"."""

    type: str
    number: str
    year: str


class Vocabulary:
    """All names and ids. Treat it as immutable: it is shared and cached."""

    def __init__(
        self,
        areas: Mapping[str, Area],
        entries: Mapping[str, Mapping[str, Entry]],
        patterns: Iterable[Pattern],
        members: Mapping[str, tuple[str, ...]],
        *,
        ordinary_words: Mapping[str, OrdinaryWord],
        not_typos: frozenset[str],
        vague_places: frozenset[str],
        abroad: frozenset[str],
        not_places: frozenset[str],
        acts: Mapping[Act, str],
        recipients_measure: str,
        former: FormerPlaces,
        writing: Writing,
    ) -> None:
        self.areas = MappingProxyType(dict(areas))
        self._entries = MappingProxyType({kind: MappingProxyType(dict(e)) for kind, e in entries.items()})
        self.patterns = tuple(patterns)
        self._members = MappingProxyType(dict(members))
        self.ordinary_words = MappingProxyType(dict(ordinary_words))
        self.not_typos = not_typos
        self.vague_places = vague_places
        self.abroad = abroad
        self.not_places = not_places
        self.acts = MappingProxyType(dict(acts))
        self.recipients_measure = recipients_measure
        self.writing = writing
        self.former_municipalities = MappingProxyType({m.code: m for m in former.municipalities})
        self.former_counties = MappingProxyType({c.id: c for c in former.counties})
        self._choices: dict[str, tuple[list[str], list[str]]] = {}

    def area(self, code: str) -> Area:
        """The area with a code; KeyError if there is none."""
        return self.areas[code]

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind in the order of their file; none for a kind that is unknown."""
        return tuple(self._entries.get(kind, {}).values())

    def entry(self, kind: str, id: str) -> Entry:
        """One entry; KeyError if there is none."""
        return self._entries[kind][id]

    def has(self, kind: str, id: str) -> bool:
        """Whether an id exists. The types of offer are categories too."""
        if kind == "area":
            return id in self.areas
        if kind == "town":
            return id in self.areas and self.areas[id].level == "municipality"
        if kind == "category" and id in self._entries.get("offer_type", {}):
            return True
        return id in self._entries.get(kind, {})

    def name(self, kind: str, id: str) -> str:
        """The Danish display name; KeyError if the id does not exist. A town's is its municipality's."""
        if kind in ("area", "town"):
            return self.areas[id].name
        if kind == "category" and id not in self._entries.get(kind, {}):
            kind = "offer_type"
        return self._entries[kind][id].name

    def means(self, kind: str, id: str) -> tuple[str, ...]:
        """The ids that a family stands for, else the id alone."""
        return self.entry(kind, id).means or (id,)

    def is_abroad(self, name: str) -> bool:
        """Whether a name is that of a place outside the country."""
        return any(form in self.abroad for form in name_stems(fold(name)))

    def members(self, id: str) -> tuple[str, ...]:
        """The codes of the municipalities in the country, a region or a group; KeyError for other ids."""
        return self._members[id]

    def nearest(self, kind: str, text: str, n: int = 3) -> list[str]:
        """The ids of a kind whose forms look most like a text, the likest first, for suggestions."""
        if kind not in self._choices:
            found = [
                (" ".join(p.words), p.id) for p in self.patterns if p.kind == kind and GAP not in p.words
            ]
            self._choices[kind] = [form for form, _ in found], [id for _, id in found]
        forms, ids = self._choices[kind]
        folded = " ".join(token.folded for token in tokenise(text[:100]))
        nearest: dict[str, None] = {}
        for _, _, index in process.extract(folded, forms, scorer=fuzz.ratio, limit=n * 5, score_cutoff=50):
            nearest.setdefault(ids[index])
        return list(nearest)[:n]


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The vocabulary of a knowledge folder (by default the project's), read again when a file has changed.

    Raises:
        VocabularyError: if a file is missing, cannot be read or contradicts itself or another.
    """
    folder = path or paths.knowledge()
    state = _state(folder)
    with _lock:
        cached = _cache.get(folder)
        if cached is not None and cached[0] == state:
            return cached[1]
        vocabulary = _Loader(folder).load()
        _cache[folder] = state, vocabulary
        return vocabulary


_State = tuple[tuple[str, int, int], ...]
_cache: dict[Path, tuple[_State, Vocabulary]] = {}
_lock = threading.Lock()


def _files(folder: Path) -> list[Path]:
    return [
        folder / "areas" / "municipalities.csv",
        folder / "areas" / "areas.yaml",
        folder / "areas" / "merged_2007.yaml",
        folder / "statistics" / "catalogue.yaml",
        folder / "glossary.yaml",
        folder / "case.yaml",
        *sorted((folder / "writing").glob("*.yaml")),
        folder / "obligations" / "sources.yaml",
        *sorted((folder / "terms").glob("*.yaml")),
    ]


def _state(folder: Path) -> _State:
    state = []
    for file in _files(folder):
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        state.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(state)


def form_words(form: str) -> tuple[str, ...]:
    """The folded words of a form, with `GAP` and `NUMBER` where it has them."""
    words: list[str] = []
    for part in re.split(r"(\.\.\.|…|#)", form):
        if part in ("...", "…"):
            words.append(GAP)
        elif part == "#":
            words.append(NUMBER)
        else:
            words.extend(token.folded for token in tokenise(part))
    return tuple(words)


_ENTRY_FIELDS = frozenset({"id", "name", "forms", "exact", "recipients", "between", "before", "means"})
_ACT_TITLE = re.compile(r"(LBK|BEK|VEJ|Lov) nr\. (\d+) af \d{2}/\d{2}/(\d{4})")


class _AreaItem(Struct, forbid_unknown_fields=True):
    code: str
    name: str
    forms: list[str]
    exact: list[str] = []


class _GroupItem(Struct, forbid_unknown_fields=True):
    id: str
    name: str
    forms: list[str]
    all: bool = False
    landsdel: int | None = None
    landsdele: list[int] = []
    komgrp: str | None = None
    region_from_2027: str | None = None
    municipalities: list[str] = []

    def holds(self, area: Area) -> bool:
        return (
            self.all
            or area.code in self.municipalities
            or area.landsdel in {str(number) for number in (self.landsdel, *self.landsdele)}
            or area.group == self.komgrp
            or area.region_from_2027 == self.region_from_2027
        )


class _AliasItem(Struct, forbid_unknown_fields=True):
    form: str
    code: str


class _AmbiguousItem(Struct, forbid_unknown_fields=True):
    form: str
    kind: Literal["area", "town"]
    ids: list[str]


class _OrdinaryItem(Struct, forbid_unknown_fields=True):
    word: str
    also_after: list[str] = []
    not_before: list[str] = []
    not_after: list[str] = []
    verb: bool = False

    def rule(self) -> OrdinaryWord:
        return OrdinaryWord(
            also_after=frozenset(map(fold, self.also_after)),
            not_before=frozenset(map(fold, self.not_before)),
            not_after=tuple(map(form_words, self.not_after)),
            verb=self.verb,
        )


class _PlacesFile(Struct, forbid_unknown_fields=True):
    """``areas/areas.yaml``; what the parts mean stands in the file."""

    country: _AreaItem
    regions: list[_AreaItem]
    groups: list[_GroupItem]
    ambiguous: list[_AmbiguousItem] = []
    not_areas: list[str] = []
    aliases: list[_AliasItem] = []
    ordinary_words: list[_OrdinaryItem] = []
    not_typos: list[str] = []
    vague_places: list[str] = []
    abroad: list[str] = []
    not_places: list[str] = []


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.areas: dict[str, Area] = {}
        self.entries: dict[str, dict[str, Entry]] = defaultdict(dict)
        self.members: dict[str, tuple[str, ...]] = {}
        self.patterns: list[Pattern] = []
        self.acts: dict[Act, str] = {}
        self.recipients_measure = ""
        self._forms: dict[tuple[str, tuple[str, ...]], dict[str, Path]] = defaultdict(dict)

    def load(self) -> Vocabulary:
        places = self._areas(self.folder / "areas" / "areas.yaml")
        former = self._former(self.folder / "areas" / "merged_2007.yaml")
        catalogue = self.folder / "statistics" / "catalogue.yaml"
        self._entries_of("measure", _measures(self._read(catalogue)), catalogue)
        for file in sorted((self.folder / "terms").glob("*.yaml")):
            self._terms(file)
        self._glossary(self.folder / "glossary.yaml")
        case = self.folder / "case.yaml"
        # terms/ may say by which words an entry of the case is meant; the others only have their id.
        ids = [item["id"] for item in self._read(case).get("case", [])]
        named = self.entries["case"]
        self._entries_of("case", [{"id": id, "name": id} for id in ids if id not in named], case)
        self._acts(self.folder / "obligations" / "sources.yaml")
        for kind, entries in self.entries.items():
            for entry in entries.values():
                for id in entry.means:
                    if id not in entries:
                        raise VocabularyError(f"{kind} {entry.id!r} means {id!r}, which does not exist")
        return Vocabulary(
            self.areas,
            self.entries,
            self.patterns,
            self.members,
            ordinary_words={fold(item.word): item.rule() for item in places.ordinary_words},
            not_typos=frozenset(map(fold, places.not_typos)),
            vague_places=frozenset(map(fold, places.vague_places)),
            abroad=frozenset(map(fold, places.abroad)),
            not_places=frozenset(f for w in places.not_places for f in (fold(w), weak(fold(w)))),
            acts=self.acts,
            recipients_measure=self.recipients_measure,
            former=former,
            writing=self._writing(self.folder / "writing"),
        )

    def _read(self, file: Path) -> dict[str, Any]:
        try:
            content = msgspec.yaml.decode(file.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            raise VocabularyError(f"{file}: {error}") from error
        if not isinstance(content, dict):
            raise VocabularyError(f"{file}: not a mapping")
        return content

    def _writing(self, folder: Path) -> Writing:
        read = []
        for file in sorted(folder.glob("*.yaml")):
            try:
                read.append(msgspec.yaml.decode(file.read_bytes(), type=Writing))
            except (OSError, msgspec.DecodeError) as error:
                raise VocabularyError(f"{file}: {error}") from error
        return Writing(
            everyday=tuple(word for part in read for word in part.everyday),
            spoken={said: meant for part in read for said, meant in part.spoken.items()},
            languages=tuple(language for part in read for language in part.languages),
        )

    # Areas

    def _municipalities(self) -> None:
        file = self.folder / "areas" / "municipalities.csv"
        try:
            text = file.read_text("utf-8")
        except OSError as error:
            raise VocabularyError(f"{file}: {error}") from error
        for row in csv.DictReader(io.StringIO(text)):
            code, name = row["code"], row["name"]
            if code in self.areas:
                raise VocabularyError(f"{file}: municipality {code} stands twice")
            self.areas[code] = Area(
                code=code,
                name=name,
                level="municipality",
                official_name=row["official_name"],
                region=row["region_code"],
                region_from_2027=row["region_from_2027"],
                landsdel=row["landsdel_code"],
                group=row["komgrp"],
                jobcenter_sharing=row["jobcenter_sharing"],
                jobcenter_status=row["jobcenter_status"],
            )
            self.members[code] = (code,)
            names = [name, row["official_name"], *row["aliases"].split("|")]
            for alias in names:
                self._name("area", code, alias.strip(), file)
            for town in row["towns_unverified"].split("|"):
                # A town that lends its name to the municipality ("Lyngby") is an alias of it.
                if town.strip() and town.strip() not in names:
                    self._name("town", code, town.strip(), file)

    def _areas(self, file: Path) -> _PlacesFile:
        try:
            places = msgspec.yaml.decode(file.read_bytes(), type=_PlacesFile)
        except (OSError, msgspec.DecodeError) as error:
            raise VocabularyError(f"{file}: {error}") from error
        self._municipalities()
        municipalities = list(self.areas.values())
        self._area(places.country, "country", municipalities, file)
        for region in places.regions:
            inside = [a for a in municipalities if a.region == region.code]
            self._area(region, "region", inside, file)
        for group in places.groups:
            self._group(group, municipalities, file)
        for alias in places.aliases:
            self._known(alias.code, alias.form, file)
            self._name("area", alias.code, alias.form, file)
        for form in places.not_areas:
            self._name(NOT_A_PLACE, form, form, file)
        for item in places.ambiguous:
            for code in item.ids:
                self._known(code, item.form, file)
            self._name(item.kind, item.ids[0], item.form, file, tuple(item.ids[1:]))
        return places

    def _known(self, code: str, form: str, file: Path) -> None:
        if code not in self.areas:
            raise VocabularyError(f"{file}: {form!r} stands for the area {code!r}, which does not exist")

    def _area(self, item: _AreaItem, level: Level, municipalities: list[Area], file: Path) -> None:
        if not municipalities:
            raise VocabularyError(f"{file}: {item.code!r} has no municipalities")
        self.areas[item.code] = Area(item.code, item.name, level)
        self.members[item.code] = tuple(a.code for a in municipalities)
        for form in item.forms:
            self._name("area", item.code, form, file)
        for form in item.exact:
            self._add("area", item.code, form, "exact", file)

    def _group(self, group: _GroupItem, municipalities: list[Area], file: Path) -> None:
        codes = tuple(a.code for a in municipalities if group.holds(a))
        if not codes or not set(group.municipalities) <= set(codes):
            raise VocabularyError(f"{file}: {group.id!r} has no municipalities, or one that does not exist")
        self._entry(Entry("area_group", group.id, group.name, tuple(group.forms)), file)
        self.members[group.id] = codes
        for form in group.forms:
            self._name("area_group", group.id, form, file)

    def _name(self, kind: str, id: str, form: str, file: Path, alternatives: tuple[str, ...] = ()) -> None:
        capitals = form.isupper() and len(form) <= 2
        self._add(kind, id, form, "exact" if capitals else "name", file, alternatives=alternatives)

    def _former(self, file: Path) -> FormerPlaces:
        """Places that are no more. Their names give way to those of today's municipalities and towns."""
        try:
            former = read_former_places(file)
        except (OSError, ValueError, msgspec.DecodeError) as error:
            raise VocabularyError(f"{file}: {error}") from error
        today = {pattern.words for pattern in self.patterns}
        named = {form_words(area.name) for area in self.areas.values()}
        codes: set[str] = set()
        for old in former.municipalities:
            if old.code in codes or form_words(old.name) in named:
                raise VocabularyError(f"{file}: {old.official_name} stands twice, or is one of today's")
            codes.add(old.code)
            self._former_municipality(old, today, file)
        for county in former.counties:
            self._former_county(county, file)
        return former

    def _former_municipality(self, old: FormerMunicipality, today: set[tuple[str, ...]], file: Path) -> None:
        if not old.successors:
            raise VocabularyError(f"{file}: {old.official_name} has no successor")
        for code in old.successors:
            self._known(code, old.official_name, file)
        id, *others = old.successors
        for name in dict.fromkeys((old.name, *old.forms)):
            forms = [f"{name} {MUNICIPALITY_WORD}"]
            if old.bare and form_words(name) not in today:
                forms.append(name)
            for form in forms:
                # "Ikast Kommune" is the old one, though "Ikast" is a name of today's.
                self._add(
                    "town", id, form, "name", file, alternatives=tuple(others), priority=-1, former=old.code
                )

    def _former_county(self, county: FormerCounty, file: Path) -> None:
        for id in county.instead:
            if id not in self.members:
                raise VocabularyError(f"{file}: {county.name!r} has {id!r} instead, which does not exist")
        for form in county.written():
            mode: Mode = "exact" if form.isupper() else "name"
            self._add(UNKNOWN_PLACE, county.id, form, mode, file)

    # Terms

    def _terms(self, file: Path) -> None:
        content = self._read(file)
        kind = content.get("kind")
        items = content.get("entries")
        if not isinstance(kind, str) or not isinstance(items, list):
            raise VocabularyError(f"{file}: needs `kind` and a list of `entries`")
        self._entries_of(kind, items, file, content)

    def _entries_of(
        self, kind: str, items: list[dict[str, Any]], file: Path, content: Mapping[str, Any] | None = None
    ) -> None:
        header = content or {}
        declared = {form_words(str(form)) for form in header.get("ambiguous", [])}
        recipients_measure = header.get("recipients_measure")
        if recipients_measure:
            if recipients_measure not in self.entries["measure"]:
                raise VocabularyError(f"{file}: no measure {recipients_measure!r}")
            self.recipients_measure = recipients_measure
        by_form: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for item in items:
            if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not item.get("name"):
                raise VocabularyError(f"{file}: an entry needs `id` and `name`: {str(item)[:80]}")
            entry = Entry(
                kind=kind,
                id=item["id"],
                name=str(item["name"]),
                forms=tuple(str(f) for f in item.get("forms") or ()),
                exact=tuple(str(f) for f in item.get("exact") or ()),
                recipients=tuple(str(f) for f in item.get("recipients") or ()),
                between=tuple(str(f) for f in item.get("between") or ()),
                before=tuple(str(f) for f in item.get("before") or ()),
                means=tuple(item.get("means") or ()),
                data=MappingProxyType({k: v for k, v in item.items() if k not in _ENTRY_FIELDS}),
            )
            self._entry(entry, file)
            for form in (*entry.forms, *entry.exact, *entry.recipients, *entry.between, *entry.before):
                by_form[form_words(form)].append(entry.id)
        for entry in [self.entries[kind][item["id"]] for item in items]:
            for form in (*entry.forms, *entry.recipients, *entry.exact):
                mode: Mode = "exact" if form in entry.exact else "inflect"
                owners = by_form[form_words(form)]
                if form_words(form) not in declared:
                    self._add(kind, entry.id, form, mode, file)
                elif owners[0] == entry.id:  # the others are its alternatives
                    others = tuple(dict.fromkeys(id for id in owners if id != entry.id))
                    self._add(kind, entry.id, form, mode, file, alternatives=others)
            for form in entry.between:
                self._add(kind, entry.id, form, "exact", file, needs="both")
            for form in entry.before:
                self._add(kind, entry.id, form, "exact", file, needs="right")
            if recipients_measure:
                for form in entry.recipients:
                    self._add("measure", recipients_measure, form, "inflect", file)

    def _entry(self, entry: Entry, file: Path) -> None:
        if entry.id in self.entries[entry.kind]:
            raise VocabularyError(f"{file}: {entry.kind} {entry.id!r} stands twice")
        self.entries[entry.kind][entry.id] = entry

    def _glossary(self, file: Path) -> None:
        """The terms. A synonym of several terms stands for each of them, unless it is the headword of one."""
        content = self._read(file)
        found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        heads: dict[tuple[str, ...], str] = {}
        for item in content.get("glossary") or content.get("terms") or ():
            term = item["term"]
            id = item.get("id") or "_".join(form_words(term))
            data = {k: v for k, v in item.items() if k != "id"}
            forms = [f for raw in _strings(item) for f in glossary_forms(raw)]
            self._entry(Entry("term", id, term, tuple(forms), data=MappingProxyType(data)), file)
            heads.setdefault(form_words(term), id)
            for form in forms:
                found[form_words(form)].append((id, form))
        for words, uses in found.items():
            ids = list(dict.fromkeys(id for id, _ in uses))
            head = heads.get(words)
            id, others = (head, ()) if head is not None else (ids[0], tuple(ids[1:]))
            form = uses[0][1]
            mode: Mode = "exact" if form.isupper() and len(form) <= 5 else "inflect"
            self._add("term", id, form, mode, file, alternatives=others, priority=0 if head else 1)

    def _acts(self, file: Path) -> None:
        for id, source in (self._read(file).get("sources") or {}).items():
            match = _ACT_TITLE.match(source.get("title", ""))
            if match is not None:
                self.acts[Act(match[1].upper(), match[2], match[3])] = id
                self._entry(Entry("law", id, source["title"], data=MappingProxyType(dict(source))), file)

    # Patterns

    def _add(
        self,
        kind: str,
        id: str,
        form: str,
        mode: Mode,
        file: Path,
        *,
        alternatives: tuple[str, ...] = (),
        needs: Literal["", "both", "right"] = "",
        priority: int = 0,
        former: str = "",
    ) -> None:
        words = form_words(form)
        if not words or words[0] == GAP or words[-1] == GAP:
            raise VocabularyError(f"{file}: not a form: {form!r} of {kind} {id!r}")
        owners = self._forms[kind, words]
        if id in owners and not alternatives:
            return
        clash = [other for other in owners if other != id]
        if clash and not alternatives:
            raise VocabularyError(
                f"{file}: {form!r} stands for {kind} {clash[0]!r} and {id!r}; declare it ambiguous"
            )
        owners[id] = file
        capitals = mode == "exact" and form.isupper() and any(c.isalpha() for c in form)
        pattern = Pattern(kind, id, words, mode, alternatives, capitals, needs, priority, former)
        self.patterns.append(pattern)
        # Written together ("højetaastrup", "akasse"): names, and whatever has a hyphen.
        if len(words) == 2 and (mode == "name" or "-" in form) and GAP not in words and NUMBER not in words:
            joined = "".join(words)
            if id not in self._forms[kind, (joined,)] and len(joined) >= 5:
                self._forms[kind, (joined,)][id] = file
                self.patterns.append(pattern._replace(words=(joined,)))


def _measures(catalogue: dict[str, Any]) -> list[dict[str, Any]]:
    measures = catalogue.get("measures")
    if not isinstance(measures, dict):
        raise VocabularyError("catalogue.yaml: needs `measures`")
    return [{"id": id, **m, "name": m.get("name") or m.get("title") or id} for id, m in measures.items()]


def _strings(item: Mapping[str, Any]) -> list[str]:
    return [item["term"], *(item.get("synonyms") or ()), *(item.get("inflections") or ())]


_NOTE = re.compile(r"\s*\((?:[^()]*\.|[a-zæøå ]{4,})\)$")


def glossary_forms(raw: str) -> list[str]:
    """What a string of the glossary stands for: "dagpengemodtager(e)" is two forms, notes and quotes go."""
    text = str(raw).strip().strip('"').strip()
    text = _NOTE.sub("", text)
    if ending := re.fullmatch(r"(\w+)\((\w{1,3})\)", text):
        return [ending[1], ending[1] + ending[2]]
    if text.count("(") != text.count(")"):
        return []
    if abbreviation := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text):
        return [abbreviation[1], abbreviation[2]]
    return [text] if text else []
