"""A JSON Schema of records as nested fields, with every reference resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SCHEMA_FILE: Final = "article.schema.json"
"""The schema's name in a release."""

Document = Mapping[Any, Any]

_STRUCTURE: Final = ("$ref", "$defs", "$id", "anyOf", "type", "properties", "required", "items",
                     "enum", "const")  # fmt: skip


def schema_fields(schema: Document) -> Document:
    """The fields of a record by name, in the field that holds them: `metrics` has a
    field `[]`, which has `.value`. The keywords of a field have a colon before their names."""
    return _field(schema, schema.get("$defs", {}), True)


def _field(node: Document, definitions: Document, required: bool, dot: str = "") -> Document:
    node = _resolved(node, definitions)
    field = {":required": required, ":type": frozenset(_types(node))}
    if "enum" in node or "const" in node:
        field[":enum"] = frozenset(node["enum"] if "enum" in node else [node["const"]])
    field |= {f":{name}": value for name, value in node.items() if name not in _STRUCTURE}
    for name, inner in node.get("properties", {}).items():
        field[dot + name] = _field(inner, definitions, name in node.get("required", ()), ".")
    if "items" in node:
        field["[]"] = _field(node["items"], definitions, True, ".")
    return field


def _resolved(node: Document, definitions: Document) -> dict[str, Any]:
    """A node with what it refers to, and with the arms of a choice laid over each other: the only
    choice a record has is between a value and null."""
    arms = [_resolved(arm, definitions) for arm in node.get("anyOf", ())]
    name = node.get("$ref", "").rpartition("/")[2]
    target = _resolved(definitions[name], definitions) if name else {}
    types = [kind for arm in arms for kind in _types(arm)]
    merged = {key: value for arm in arms for key, value in arm.items()}
    return {**target, **merged, **({"type": types} if arms else {}), **node}


def _types(node: Document) -> list[str]:
    types: str | list[str] = node.get("type", [])
    return [types] if isinstance(types, str) else types
