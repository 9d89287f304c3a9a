"""The columns of a table compared by name and logical type, nested ones by their path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from fazhi.publish.diff.change import Change
from fazhi.publish.digest import logical_type


class Column(NamedTuple):
    """What readers count on of a column. The type of a list or struct says just that: what it
    holds has paths of its own."""

    type: str
    nullable: bool
    description: str


def compare_columns(table: str, old: pa.Schema, new: pa.Schema) -> Iterator[Change]:
    """The changes between two schemas of one table."""
    before, after = columns(old), columns(new)
    judged: list[str] = []
    for path in sorted(before.keys() | after.keys()):
        if any(path.startswith((f"{one}.", f"{one}[]")) for one in judged):
            continue
        if path not in after:
            judged.append(path)
            yield Change("column-removed", table, path, old=before[path].type)
        elif path not in before:
            judged.append(path)
            yield Change("column-added", table, path, new=after[path].type)
        elif before[path].type != after[path].type:
            judged.append(path)
            yield Change("column-retyped", table, path, "", before[path].type, after[path].type)
        else:
            yield from _same_type(table, path, before[path], after[path])
    orders = [
        [name for name in one.names if name in other.names]
        for one, other in ((old, new), (new, old))
    ]
    if orders[0] != orders[1]:
        yield Change("columns-reordered", table, "", "", *orders)


def columns(schema: pa.Schema) -> dict[str, Column]:
    """Every column by its path, such as `metrics[].evidence[].exact`; the table itself by ``."""
    found = {"": Column("table", False, _description(schema.metadata))}
    for field in schema:
        found |= _flat(field.name, field)
    return found


def _flat(path: str, field: pa.Field) -> dict[str, Column]:
    kind, description = field.type, _description(field.metadata)
    if pa.types.is_struct(kind):
        found = {path: Column("struct", field.nullable, description)}
        for i in range(kind.num_fields):
            found |= _flat(f"{path}.{kind.field(i).name}", kind.field(i))
        return found
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        inner = _flat(f"{path}[]", kind.value_field)
        return {path: Column("list", field.nullable, description), **inner}
    return {path: Column(logical_type(kind), field.nullable, description)}


def _description(metadata: dict[bytes, bytes] | None) -> str:
    return (metadata or {}).get(b"description", b"").decode("utf-8", "replace")


def _same_type(table: str, path: str, old: Column, new: Column) -> Iterator[Change]:
    if old.nullable != new.nullable:
        yield Change("column-nullable" if new.nullable else "column-filled", table, path)
    if old.description != new.description:
        yield Change("column-described", table, path, "", old.description, new.description)
