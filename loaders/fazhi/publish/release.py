"""A release read back for a comparison: manifest, records, tables and schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fazhi.errors import InputError
from fazhi.publish.schema_fields import SCHEMA_FILE, schema_fields
from fazhi.publish.version import parse_schema_version, parse_version
from fazhi.read.store import Store, open_store


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
    store = open_store(source)
    try:
        manifest = store.manifest
        parse_version(str(manifest["version"]))
        parse_schema_version(str(manifest["schema_version"]))
        return Release(
            str(manifest["version"]),
            str(manifest["schema_version"]),
            str(manifest["licence"]),
            frozenset(manifest["files"]),
            _records(store),
            {name: store.read(name) for name in store.tables},
            _schema(store) if SCHEMA_FILE in manifest["files"] else None,
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise InputError(f"{source}: this release is broken ({error!r})") from None


def _records(store: Store) -> dict[str, dict[str, Any]]:
    lines = store.file("articles.jsonl").splitlines()
    documents = [json.loads(line) for line in lines if line.strip()]
    for document in documents:
        if not isinstance(document["id"], str) or not isinstance(document["revision"], int):
            raise TypeError("a record without id or revision")
    return {document["id"]: document for document in documents}


def _schema(store: Store) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(store.file(SCHEMA_FILE))
    schema_fields(schema)
    return schema
