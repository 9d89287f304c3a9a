"""A release read back for a comparison: manifest, records, tables and schema."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.publish.manifest import SCHEMA_FILE
from fazhi.publish.version import parse_schema_version, parse_version
from fazhi.read.places import in_words
from fazhi.read.store import open_store
from fazhi.record.article import Article
from fazhi.record.migration import UnknownVersion, migrate

Document = Mapping[Any, Any]

_STRUCTURE: Final = (
    "$ref",
    "$defs",
    "$id",
    "anyOf",
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "const",
)


@dataclass(frozen=True, slots=True)
class Release:
    """What one release holds. `schema` is None in a release that does not bring its schema."""

    version: str
    schema_version: str
    licence: str
    files: frozenset[str]
    records: Mapping[str, Mapping[str, Any]]
    tables: Mapping[str, pa.Table]
    schema: Mapping[str, Any] | None


def read_release(source: str) -> Release:
    """The release in a folder, a zip or a wheel, or behind a URI.

    Raises InputError when there is none, or a part of it is missing or broken.
    """
    store = open_store(source, judged=True)
    try:
        manifest = store.manifest
        parse_version(str(manifest["version"]))
        parse_schema_version(str(manifest["schema_version"]))
        records = [
            json.loads(line) for line in store.file("articles.jsonl").splitlines() if line.strip()
        ]
        for record in records:
            _refuse_broken(record)
        schema = None
        if SCHEMA_FILE in manifest["files"]:
            schema = json.loads(store.file(SCHEMA_FILE))
            schema_fields(schema)
        return Release(
            str(manifest["version"]),
            str(manifest["schema_version"]),
            str(manifest["licence"]),
            frozenset(manifest["files"]),
            {record["id"]: record for record in records},
            {name: store.read(name) for name in store.tables},
            schema,
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise InputError(f"{source}: this release is broken ({in_words(error)})") from None


def _refuse_broken(record: Any) -> None:
    """Raise ValueError or TypeError unless it is a record, or says that it is of a version that
    this package does not know."""
    if not isinstance(record["id"], str) or not isinstance(record["revision"], int):
        raise TypeError("a record without id or revision")
    try:
        migrated = migrate(record)
    except UnknownVersion:
        return
    try:
        Article.model_validate_json(json.dumps(migrated))
    except ValidationError:
        raise ValueError(f"{record['id'][:80]!r} is no record; `fazhi check` shows why") from None


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
