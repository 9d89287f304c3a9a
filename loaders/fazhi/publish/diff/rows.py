"""The rows of records that did not change: what they say now must be what they said before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fazhi.publish.diff.change import Change
from fazhi.publish.digest import logical_type
from fazhi.record.arrow import present

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
    shared = [
        name
        for name in old.column_names
        if name in new.column_names and name not in ("revision", "schema_version")
    ]
    kept = [_kept(one.select(shared), unchanged) for one in (old, new)]
    if kept[0].equals(kept[1]):
        return
    before, after = map(_rows, kept)
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


def _kept(table: pa.Table, unchanged: Collection[str]) -> pa.Table:
    """The rows of unchanged records, without dictionaries, which differ where no row does."""
    kinds = [(f.name, f.type.value_type) for f in table.schema if pa.types.is_dictionary(f.type)]
    for name, kind in kinds:
        table = table.set_column(table.column_names.index(name), name, table[name].cast(kind))
    ids = table[_whose(table)].cast(pa.string())
    return table.filter(pc.is_in(ids, pa.array(sorted(unchanged), pa.string())))


def _whose(table: pa.Table) -> str:
    return "article" if "article" in table.column_names else "id"


def _rows(table: pa.Table) -> dict[Key, dict[str, Any]]:
    whose = _whose(table)
    within = next((one for one in ("id", "position") if one in table.column_names), whose)
    return {
        (row[whose], row[within]): {name: present(value) for name, value in row.items()}
        for row in table.to_pylist()
    }


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
