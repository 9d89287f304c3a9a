"""A release read back for a comparison: manifest, records, tables and schema."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.publish.manifest import SCHEMA_FILE
from fazhi.publish.version import parse_schema_version, parse_version
from fazhi.read.places import in_words
from fazhi.read.store import open_store
from fazhi.record.migration import UnknownVersion, migrate
from fazhi.record.model import Article

Document = Mapping[Any, Any]

_MOST_NODES: Final = 100_000

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
    store = open_store(source, any_version=True)
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
    field `[]`, which has `.value`. The keywords of a field have a colon before their names.

    Raises ValueError for a schema that has too many fields or names one that is no field."""
    return _field(schema, schema.get("$defs", {}), iter(range(_MOST_NODES)), True)


def _field(
    node: Document, definitions: Document, steps: Iterator[int], required: bool, dot: str = ""
) -> Document:
    node = _resolved(node, definitions, steps)
    field = {":required": required, ":type": frozenset(_types(node))}
    if "enum" in node or "const" in node:
        field[":enum"] = frozenset(node["enum"] if "enum" in node else [node["const"]])
    field |= {f":{name}": _whole(value) for name, value in node.items() if name not in _STRUCTURE}
    for name, inner in node.get("properties", {}).items():
        if not name.isidentifier():
            raise ValueError(f"{name[:80]!r} is no name of a field")
        is_required = name in node.get("required", ())
        field[dot + name] = _field(inner, definitions, steps, is_required, ".")
    if "items" in node:
        field["[]"] = _field(node["items"], definitions, steps, True, ".")
    return field


def _resolved(node: Document, definitions: Document, steps: Iterator[int]) -> dict[str, Any]:
    """A node with what it refers to, and with the arms of a choice laid over each other: the only
    choice a record has is between a value and null."""
    if next(steps, None) is None:
        raise ValueError(f"the schema has more than {_MOST_NODES:,} fields")
    arms = [_resolved(arm, definitions, steps) for arm in node.get("anyOf", ())]
    name = node.get("$ref", "").rpartition("/")[2]
    target = _resolved(definitions[name], definitions, steps) if name else {}
    types = [kind for arm in arms for kind in _types(arm)]
    merged = {key: value for arm in arms for key, value in arm.items()}
    return {**target, **merged, **({"type": types} if arms else {}), **node}


def _whole(value: Any) -> Any:
    """The value of a keyword, to be compared whole: one with parts as its JSON text."""
    return json.dumps(value, sort_keys=True) if isinstance(value, (dict, list)) else value


def _types(node: Document) -> list[str]:
    types: str | list[str] = node.get("type", [])
    return [types] if isinstance(types, str) else types
