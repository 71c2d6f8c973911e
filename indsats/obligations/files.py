"""Reading the domain's data files: typed, with errors that name the file, the line and the entry."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import msgspec.yaml

from indsats.obligations.lines import Lines

T = TypeVar("T")


class DataError(ValueError):
    """A data file that cannot be used: which file and line, which entry, and what is wrong."""

    def __init__(self, path: Path, entry: str, problem: str, line: int = 0) -> None:
        line = line or (Lines.read(path).of_entry(entry) if entry else 0)
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {entry}: {problem}" if entry else f"{where}: {problem}")


Stamp = tuple[tuple[str, int, int], ...]
_cache: dict[tuple[Path, Callable[[Path], Any]], tuple[tuple[int, int], Any]] = {}


def cached(path: Path, read: Callable[[Path], T]) -> T:
    """What ``read`` makes of a file, read again only when its time or size has changed.

    Raises:
        DataError: if the file is not there, or as ``read`` does.
    """
    stamp = changed(path)
    known = _cache.get((path, read))
    if known is None or known[0] != stamp:
        known = (stamp, read(path))
        _cache[path, read] = known
    value: T = known[1]
    return value


def changed(path: Path) -> tuple[int, int]:
    """When a file last changed and its size; DataError if it is not there."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise DataError(path, "", f"cannot be read: {error.strerror}") from None
    return status.st_mtime_ns, status.st_size


def stamp(paths: Iterable[Path]) -> Stamp:
    """Which files there are, when each last changed and its size; DataError if one is not there."""
    return tuple((str(path), *changed(path)) for path in paths)


def decode(path: Path, type: type[T]) -> T:
    """A YAML file as a typed model; DataError for anything that does not fit it."""
    try:
        # Two steps: decoding straight to the type would want dates unquoted, and ours are quoted text.
        return msgspec.convert(msgspec.yaml.decode(path.read_bytes()), type)
    except OSError as error:
        raise DataError(path, "", f"cannot be read: {error.strerror}") from None
    except msgspec.ValidationError as error:
        entry, line = Lines.read(path).at(str(error))
        raise DataError(path, entry, str(error), line) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(path, "", str(error)) from None


def unique(path: Path, items: Iterable[tuple[str, T]]) -> dict[str, T]:
    """The items by id; DataError if an id is empty or comes twice."""
    found: dict[str, T] = {}
    for id, item in items:
        if not id:
            raise DataError(path, "", "an entry without id")
        if id in found:
            raise DataError(path, id, "the id comes twice")
        found[id] = item
    return found
