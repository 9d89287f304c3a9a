"""Migrates files of records to the newest schema version."""

import json

from fazhi.errors import InputError, MissingExtra
from fazhi.record.canonical import to_json, to_json_line
from fazhi.record.migration import EARLIER_VERSIONS, migrate
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.validate.check import structure_problems
from fazhi.validate.inputs import Input, read_documents
from fazhi.validate.problem import Problem
from fazhi.validate.todo import raw_todos, without_todos


def migrate_file(source: Input) -> tuple[bytes, list[str], list[Problem]]:
    """Migrate every record of a file, each in canonical form; those of the newest version keep
    their bytes. Return the new bytes, the earlier schema versions, and the problems of records
    that do not conform to the schema of their own version: with any, the file is to be left alone.

    Raises InputError when the file cannot be read, MissingExtra when `jsonschema` is not installed.
    """
    if source.is_table:
        raise InputError(f"{source.file}: a table is not migrated; build it again from its records")
    parts: list[str] = []
    versions: set[str] = set()
    problems: list[Problem] = []
    for document in read_documents(source):
        value = document.value
        version = value.get("schema_version") if isinstance(value, dict) else None
        if version == SCHEMA_VERSION and not document.faults:
            parts.append(document.text.rstrip("\r") if document.is_line else document.text)
            continue
        earlier = version if version in EARLIER_VERSIONS else SCHEMA_VERSION
        try:
            faults = structure_problems(source.file, document, earlier)
        except MissingExtra:
            raise MissingExtra("migrating records", "check") from None
        problems += faults
        if not faults:
            versions.add(earlier)
            article = Article.model_validate_json(json.dumps(migrate(without_todos(value))))
            write = to_json_line if document.is_line else to_json
            parts.append(write(article, raw_todos(value)))
    end = "\n" if source.is_lines else ""
    return "".join(part + end for part in parts).encode(), sorted(versions), problems
