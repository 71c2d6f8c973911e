"""Whether data has the shape of a model: every fault, each with its place, in Danish.

The loader stops at the first fault, which is right for a running bot and a nuisance for an editor.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import msgspec
import yaml

from indsats.obligations.lines import Step

Fault = tuple[tuple[Step, ...], str]
_NAMES = {
    "str": "tekst",
    "int": "et helt tal",
    "float": "et tal",
    "bool": "true eller false",
    "array": "en liste",
    "object": "felter",
    "null": "ingenting",
    "date": 'en dato ("2024-01-31")',
}


def faults(value: Any, model: Any, steps: tuple[Step, ...] = ()) -> Iterator[Fault]:
    """What in a value does not fit a model (a msgspec Struct or a type of its fields), and where."""
    if isinstance(model, type) and issubclass(model, msgspec.Struct):
        yield from _struct_faults(value, model, steps)
    elif get_origin(model) is tuple and isinstance(value, list):
        for position, item in enumerate(value):
            yield from faults(item, get_args(model)[0], (*steps, position))
    elif get_origin(model) is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from faults(item, get_args(model)[1], (*steps, str(key)))
    else:
        try:
            msgspec.convert(value, model)
        except msgspec.ValidationError as error:
            yield steps, _danish(str(error), value, model)


def _struct_faults(value: Any, model: type[msgspec.Struct], steps: tuple[Step, ...]) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield steps, "her skal stå felter med navn"
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(model)}
    for key in value:
        if key not in fields:
            yield (*steps, str(key)), f"ukendt felt: {key}"
    for name, field in fields.items():
        if name in value:
            yield from faults(value[name], field.type, (*steps, name))
        elif field.required:
            yield steps, f"feltet {name} mangler"


def _danish(message: str, value: Any, model: Any) -> str:
    if message.startswith("Invalid enum value"):
        return f"ukendt værdi: {value} (kendte: {', '.join(_choices(model))})"
    if message.startswith("Invalid RFC3339"):
        return f'ikke en dato: {value} (skriv fx "2024-01-31")'
    if match := re.match(r"Expected `([^`]+)`, got `(\w+)`", message):
        wanted = " eller ".join(_NAMES.get(name.strip(), name) for name in match[1].split("|"))
        return f"her skal stå {wanted}, ikke {_NAMES.get(match[2], match[2])}"
    return message


def _choices(model: Any) -> list[str]:
    if get_origin(model) is Literal:
        return [str(choice) or '""' for choice in get_args(model)]
    if isinstance(model, types.UnionType):
        return [choice for part in get_args(model) for choice in _choices(part)]
    return []


def repeated_keys(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Keys that come twice in one place, by line: YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, str(key.value)
            seen.add(key.value)
            yield from repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from repeated_keys(item)
