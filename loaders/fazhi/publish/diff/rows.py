"""The rows of records that did not change: what they say now must be what they said before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa

from fazhi.publish.diff.change import Change
from fazhi.publish.digest import logical_type

Key = tuple[Any, ...]
_EXAMPLES = 3


def compare_rows(
    table: str,
    old: pa.Table,
    new: pa.Table,
    unchanged: Collection[str],
    codes: Collection[str],
) -> Iterator[Change]:
    """The changes in the rows of unchanged records, in the columns that both tables have under
    one type. Rows that mention one of the codes, which changed themselves, are passed over."""
    if old.equals(new):
        return
    shared = [
        name
        for name in old.column_names
        if name in new.column_names and name not in ("revision", "schema_version")
    ]
    before, after = (_rows(one.select(shared), unchanged) for one in (old, new))
    less, more = before.keys() - after.keys(), after.keys() - before.keys()
    if less:
        yield Change("rows-removed", table, old=len(less))
    if more:
        yield Change("rows-added", table, new=len(more))
    if not less and not more and list(before) != list(after):
        yield Change("rows-reordered", table)
    both = [key for key in before if key in after and not _mentions(before[key], codes)]
    for name in shared:
        differing = [key for key in both if before[key][name] != after[key][name]]
        if differing and not _retyped(name, old.schema, new.schema):
            values = (
                [rows[key][name] for key in differing[:_EXAMPLES]] for rows in (before, after)
            )
            yield Change("column-recomputed", table, name, "", *values)


def _rows(table: pa.Table, unchanged: Collection[str]) -> dict[Key, dict[str, Any]]:
    whose = "article" if "article" in table.column_names else "id"
    within = next((one for one in ("id", "position") if one in table.column_names), whose)
    return {
        (row[whose], row[within]): {name: _present(value) for name, value in row.items()}
        for row in table.to_pylist()
        if row[whose] in unchanged
    }


def _present(value: Any) -> Any:
    """A nested value without nulls, so that a new optional field makes no difference."""
    if isinstance(value, Mapping):
        return {name: _present(item) for name, item in value.items() if item is not None}
    return [_present(item) for item in value] if isinstance(value, list) else value


def _mentions(row: Mapping[str, Any], codes: Collection[str]) -> bool:
    return any(
        one in codes
        for value in row.values()
        for one in (value if isinstance(value, list) else [value])
        if isinstance(one, str)
    )


def _retyped(name: str, old: pa.Schema, new: pa.Schema) -> bool:
    kinds = [schema.field(name).type for schema in (old, new)]
    return not pa.types.is_nested(kinds[0]) and logical_type(kinds[0]) != logical_type(kinds[1])
