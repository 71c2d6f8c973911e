"""What sets neighbouring terms apart, in our own words and with the rules they rest on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from indsats.answers.danish import listed
from indsats.answers.model import Source
from indsats.answers.rule_text import GLOSSARY
from indsats.obligations.facts import RuleFact
from indsats.obligations.files import DataError, cached, decode, unique
from indsats.obligations.index import Obligations

FILE = "differences.yaml"


class Difference(Struct, frozen=True, forbid_unknown_fields=True):
    """What sets terms and measures (their ids) apart; the head of the file explains the fields."""

    of: tuple[str, ...]
    text: str
    facts: tuple[str, ...] = ()
    kinds: bool = False


class DifferenceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    differences: tuple[Difference, ...]


class Apart(Struct, frozen=True):
    """A difference with the names of what it sets apart and the rules it rests on."""

    names: tuple[str, ...]
    text: str
    facts: tuple[RuleFact, ...]

    @property
    def note(self) -> str:
        """The text as a note, marked as our own words."""
        return f"Med vores egne ord: {self.text}"

    @property
    def source(self) -> Source:
        """That these are our own words."""
        about = f"forskellen på {listed(self.names)}" if len(self.names) > 1 else f"slags {self.names[0]}"
        title = f"{about} (vores egne ord)"
        return Source(title=title, publisher=GLOSSARY, table="", url="", updated=None)


def between(
    obligations: Obligations, folder: Path, ids: Sequence[str], names: Mapping[str, str]
) -> list[Apart]:
    """What sets the terms and measures with these ids apart, in as few texts as possible.

    A text that is about exactly these goes before one that is about more, and that before texts about two
    of them at a time. One id finds the text about its own kinds ("skærpet sanktion" and "punktsanktion").

    Args:
        names: the name of every term and measure by id.

    Raises:
        DataError: if the file names a term or a rule that does not exist.
    """
    wanted = frozenset(ids)
    known = _all(obligations, folder, names)
    return [_apart(obligations, each, names) for each in _chosen(known, wanted)]


def _chosen(known: Collection[Difference], wanted: frozenset[str]) -> list[Difference]:
    if len(wanted) < 2:
        return [each for each in known if each.kinds and frozenset(each.of) == wanted]
    if exact := [each for each in known if frozenset(each.of) == wanted]:
        return exact
    wider = sorted((each for each in known if wanted < frozenset(each.of)), key=lambda each: len(each.of))
    return wider[:1] or [each for each in known if len(each.of) > 1 and frozenset(each.of) < wanted]


def _apart(obligations: Obligations, each: Difference, names: Mapping[str, str]) -> Apart:
    return Apart(
        names=tuple(names[id] for id in each.of),
        text=each.text,
        facts=tuple(obligations.base.by_id[id] for id in each.facts),
    )


def _all(obligations: Obligations, folder: Path, names: Mapping[str, str]) -> tuple[Difference, ...]:
    path = folder / "obligations" / FILE
    found = cached(path, _read)
    for key, each in found.items():
        if missing := [id for id in each.of if id not in names]:
            raise DataError(path, key, f"no such term or measure: {missing[0]}")
        if missing := [id for id in each.facts if id not in obligations.base.by_id]:
            raise DataError(path, key, f"no such fact: {missing[0]}")
    return tuple(found.values())


def _read(path: Path) -> dict[str, Difference]:
    """The differences by what they set apart, whatever its order."""
    found = decode(path, DifferenceFile).differences
    for each in found:
        if (len(each.of) == 1) != each.kinds:
            raise DataError(path, each.of[0] if each.of else "", "sets nothing apart")
        if not each.text.strip():
            raise DataError(path, each.of[0], "no text")
    return unique(path, (("/".join(sorted(each.of)), each) for each in found))
