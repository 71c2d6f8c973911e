"""Where in a YAML file something stands, for messages that a person with an editor can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

Step = str | int
_PLACE = re.compile(r"`\$\.?([^`]*)`")
_STEP = re.compile(r"\[(\d+)\]|\[\.\.\.\]|([^.\[\]]+)")


class Lines:
    """The lines of a file's nodes. A file that is not YAML has none: every answer is then 0."""

    def __init__(self, root: yaml.Node | None) -> None:
        self._root = root

    @classmethod
    def read(cls, path: Path) -> Lines:
        """The lines of a file."""
        try:
            with path.open("rb") as file:
                return cls(yaml.compose(file, Loader=yaml.CSafeLoader))
        except (OSError, yaml.YAMLError, UnicodeDecodeError):
            return cls(None)

    def of(self, *steps: Step) -> int:
        """The line of a place (keys and positions from the top), or of as much of it as there is."""
        node, line = self._root, 0
        for step in steps:
            if node is None:
                break
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line

    def of_entry(self, id: str, *steps: Step) -> int:
        """The line of the entry with an id (``id``, ``term`` or its key), or of a place within it."""
        for line, node in _entries(self._root, id):
            return Lines(node).of(*steps) or line
        return 0

    def at(self, message: str) -> tuple[str, int]:
        """The entry's id and the line that a validation error points to (```$.rules[12].topic```)."""
        place = _PLACE.search(message)
        if place is None:
            return "", 0
        steps: list[Step] = [
            int(match[1]) if match[1] else match[2] or "" for match in _STEP.finditer(place[1])
        ]
        entry = ""
        node = self._root
        for step in steps:
            found = _child(node, step) if node is not None else None
            if found is None:
                break
            node = found[1]
            entry = entry or _id(node)
        # An unknown key stands in the mapping that the error points to, on a line of its own.
        unknown = re.search(r"unknown field `([^`]+)`", message)
        return entry, self.of(*steps, unknown[1]) if unknown else self.of(*steps)


def _child(node: yaml.Node, step: Step) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line + 1, child
    return None


def _id(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in {"id", "term"} and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return ""


def _entries(node: yaml.Node | None, id: str) -> Iterator[tuple[int, yaml.Node]]:
    """The entries with an id: those that say so first, then those that stand under it as a key."""
    keyed: list[tuple[int, yaml.Node]] = []

    def walk(node: yaml.Node | None) -> Iterator[tuple[int, yaml.Node]]:
        if isinstance(node, yaml.MappingNode):
            if _id(node) == id:
                yield node.start_mark.line + 1, node
            for key, value in node.value:
                if key.value == id:
                    keyed.append((key.start_mark.line + 1, value))
                yield from walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from walk(item)

    yield from walk(node)
    yield from keyed
