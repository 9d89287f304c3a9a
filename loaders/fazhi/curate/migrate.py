"""Migrates files of records to the newest schema version."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fazhi.errors import InputError, MissingExtra
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import to_json, to_json_line
from fazhi.record.migration import EARLIER_VERSIONS, migrate
from fazhi.validate.check import malformed
from fazhi.validate.inputs import Input, read_documents
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Problem


@dataclass(frozen=True, slots=True)
class Migrated:
    """A file of records after migration. `versions` are the earlier schema versions of its
    records; with `problems` the file is not migrated, and `data` is None."""

    data: bytes | None
    versions: tuple[str, ...]
    problems: list[Problem]


def migrate_file(source: Input) -> Migrated:
    """Migrate every record of a file, each in canonical form; those of the newest version keep
    their bytes.

    Every record must conform to the schema of its own version, else nothing in its file is
    migrated. Raises InputError when the file cannot be read, MissingExtra when `jsonschema` is not
    installed.
    """
    if source.is_table:
        raise InputError(f"{source.file}: a table is not migrated; build it again from its records")
    parts: list[str] = []
    versions: set[str] = set()
    problems: list[Problem] = []
    for document in read_documents(source):
        version = _version(document)
        if version == SCHEMA_VERSION and not document.faults:
            parts.append(document.text.rstrip("\r") if document.is_line else document.text)
            continue
        earlier = version if version in EARLIER_VERSIONS else SCHEMA_VERSION
        faults = _malformed(source.file, document, earlier)
        problems += faults
        if not faults:
            versions.add(earlier)
            article = Article.model_validate_json(json.dumps(migrate(document.value)))
            parts.append(to_json_line(article) if document.is_line else to_json(article))
    end = "\n" if source.is_lines else ""
    data = None if problems else "".join(part + end for part in parts).encode()
    return Migrated(data, tuple(sorted(versions)), problems)


def _version(document: Document) -> object:
    value = document.value
    return value.get("schema_version") if isinstance(value, dict) else None


def _malformed(file: str, document: Document, version: str) -> list[Problem]:
    try:
        return malformed(file, document, version)
    except MissingExtra:
        raise MissingExtra("migrating records", "check") from None
