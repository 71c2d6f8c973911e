"""Reading the domain's data files: typed, with errors that name the file and the entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import msgspec.yaml

T = TypeVar("T")


class DataError(ValueError):
    """A data file that cannot be used: which file, which entry, and what is wrong."""

    def __init__(self, path: Path, entry: str, problem: str) -> None:
        where = f"{path}: {entry}" if entry else str(path)
        super().__init__(f"{where}: {problem}")


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
        status = path.stat()
    except OSError as error:
        raise DataError(path, "", f"cannot be read: {error.strerror}") from None
    return status.st_mtime_ns, status.st_size


def decode(path: Path, type: type[T]) -> T:
    """A YAML file as a typed model; DataError for anything that does not fit it."""
    try:
        # Two steps: decoding straight to the type would want dates unquoted, and ours are quoted text.
        return msgspec.convert(msgspec.yaml.decode(path.read_bytes()), type)
    except OSError as error:
        raise DataError(path, "", f"cannot be read: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(path, _entry(path, str(error)), str(error)) from None


def _entry(path: Path, message: str) -> str:
    """The id of the list entry that a validation error points to (``$.facts[12].topic``), if it has one."""
    _, _, place = message.partition("$.")
    name, bracket, rest = place.partition("[")
    index = rest.partition("]")[0]
    if not bracket or not index.isdigit():
        return ""
    data = msgspec.yaml.decode(path.read_bytes())
    entry = data.get(name, [])[int(index)] if isinstance(data, dict) else None
    return str(entry.get("id") or entry.get("term") or "") if isinstance(entry, dict) else ""


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
