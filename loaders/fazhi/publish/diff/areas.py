"""The areas of a release as nested documents, and what their differing paths are about."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from operator import itemgetter
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from fazhi.publish.diff.kinds import Delta
from fazhi.publish.diff.paths import ABSENT, TYPE, Document, Entry, differing, pointer, same
from fazhi.publish.manifest import SCHEMA_FILE
from fazhi.publish.release import schema_fields
from fazhi.publish.version import parse_schema_version
from fazhi.read.tables import logical_type
from fazhi.record.arrow import present
from fazhi.record.migration import UnknownVersion, migrate

METADATA: Final = ("schema_version", "revision")
"""Fields that may differ while a record says the same."""

# The lists whose entries have rows of their own in a table, or could have, and the entries' roles.
_LISTS: Final = {
    **{f"{role}s": role for role in ("organization", "initiative", "metric")},
    **{
        f"{name}s": "entry"
        for name in ("participant", "contributor", "honour", "relation", "exclusion")
    },
}
_DEFINITION: Final = ("definition_zh", "definition_en")
_EXAMPLES: Final = 3

Deltas = Iterator[Delta]
Tables = Mapping[str, pa.Table]


def compare_records(old: Mapping[str, Document], new: Mapping[str, Document]) -> Deltas:
    """The records of two releases, given by id."""
    for name in old.keys() | new.keys():
        was, now = old.get(name, ABSENT), new.get(name, ABSENT)
        if was is ABSENT or now is ABSENT:
            yield Delta("article", name, "", "", *_each(was, now, lambda r: r.get("headline")))
            continue
        in_one_version: tuple[Document, Document] = was, now
        with suppress(UnknownVersion):
            in_one_version = migrate(was), migrate(now)
        contents = list(_compare_contents(name, *in_one_version))
        yield from contents
        for key in METADATA:
            values = was.get(key), now.get(key)
            if not same(*values):
                yield Delta(key, name, "", f"/{key}", *values)
            elif contents and key == "revision":
                yield Delta(key, name, "", f"/{key}", *values, "unchanged")


def _compare_contents(name: str, old: Document, new: Document) -> Deltas:
    if json.dumps(old) == json.dumps(new):  # fast, and true of most records
        return
    judged = {*METADATA, "source"}
    withdrawn = [document.get("status") == "withdrawn" for document in (old, new)]
    if withdrawn[0] != withdrawn[1]:
        judged |= {"status", "withdrawal"}
        event = "withdrawn" if withdrawn[1] else "reinstated"
        reasons = old.get("withdrawal"), new.get("withdrawal")
        yield Delta("article", name, "", "/status", *reasons, event)
    sources = old.get("source", ABSENT), new.get("source", ABSENT)
    if not same(*sources):
        yield Delta("source", name, "", "/source", *sources)
    before, after = ({k: v for k, v in record.items() if k not in judged} for record in (old, new))
    for path, was, now in differing(before, after, _LISTS):
        role, event = ("list", "reordered") if path[-1] is None else ("field", "")
        if isinstance(path[-1], Entry) and path[-2] in _LISTS and ABSENT in (was, now):
            # The parts of a withdrawn record are in no table, so their ids bind nobody.
            unbound = withdrawn[1] if now is ABSENT else withdrawn[0]
            role = "entry" if unbound else _LISTS[path[-2]]
        ids = (step.id for step in path if isinstance(step, Entry) and step.id)
        yield Delta(role, name, next(ids, ""), pointer(path), was, now, event)


def compare_vocabulary(table: str, old: pa.Table, new: pa.Table) -> Deltas:
    """The concepts of a vocabulary in the columns that both tables have; null is absent."""
    shared = [name for name in old.column_names if name in new.column_names]
    before, after = (
        {row["code"]: present(row) for row in side.select(shared).to_pylist()}
        for side in (old, new)
    )
    for (code, *column), was, now in differing(before, after):
        role, place = "".join(column), (table, code, pointer(column))
        if not column:
            labels = _each(was, now, lambda row: {k: row.get(f"label_{k}") for k in ("zh", "en")})
            yield Delta("concept", *place, *labels)
        elif isinstance(was, list) and isinstance(now, list):
            if less := [member for member in was if member not in now]:
                yield Delta("members", *place, less, None, "narrowed")
            if more := [member for member in now if member not in was]:
                yield Delta("members", *place, None, more, "widened")
            if not less and not more:
                yield Delta("members", *place, was, now, "reordered")
        else:
            if role in _DEFINITION:
                # In one language alone it is a translation brought into line.
                texts = [(before[code].get(name), after[code].get(name)) for name in _DEFINITION]
                meaning = all(None not in pair and pair[0] != pair[1] for pair in texts)
                role = "meaning" if meaning else "wording"
            yield Delta(role, *place, was, now)


def _each(old: Any, new: Any, shown: Callable[[Document], Any]) -> tuple[Any, Any]:
    return old if old is ABSENT else shown(old), new if new is ABSENT else shown(new)


def compare_columns(old: Tables, new: Tables) -> Deltas:
    """The columns of all tables, by name and logical type; nested ones have a path such as
    `metrics[].evidence[].exact`."""
    before, after = (
        {
            name: {":description": _description(table.schema.metadata)}
            | {column.name: _column(column) for column in table.schema}
            for name, table in tables.items()
        }
        for tables in (old, new)
    )
    for (table, *path), was, now in differing(before, after):
        column = "".join(step for step in path if not step.startswith(":"))
        if path[-1:] == [":description"]:
            yield Delta("description", table, column, "", was, now)
        elif path[-1:] == [":nullable"]:
            yield Delta("nullable", table, column, event="raised" if now else "lowered")
        else:
            types = _each(was, now, lambda document: document.get(TYPE))
            yield Delta("column" if path else "table", table, column, "", *types)
    for name in old.keys() & new.keys():
        names = old[name].column_names, new[name].column_names
        shared = {*names[0]} & {*names[1]}
        orders = [[column for column in own if column in shared] for own in names]
        if orders[0] != orders[1]:
            yield Delta("columns", name, "", "", orders[0], orders[1], "reordered")


def _column(column: pa.Field) -> Document:
    # The type of a list or struct says just that: what it holds has paths of its own.
    name, inner = logical_type(column.type), {}
    if pa.types.is_struct(column.type):
        name, inner = "struct", {f".{part.name}": _column(part) for part in column.type}
    elif pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        name, inner = "list", {"[]": _column(column.type.value_field)}
    description = _description(column.metadata)
    return {TYPE: name, ":nullable": column.nullable, ":description": description, **inner}


def _description(metadata: Mapping[bytes, bytes] | None) -> str:
    return (metadata or {}).get(b"description", b"").decode("utf-8", "replace")


def compare_rows(
    table: str, old: pa.Table, new: pa.Table, unchanged: Collection[str], codes: Collection[str]
) -> Deltas:
    """The rows of unchanged records, by article and id or position, in the columns that both tables
    have under one type. Rows that mention one of the changed codes are passed over."""
    shared = [n for n in old.column_names if n in new.column_names and n not in METADATA]
    kept = [_kept(side.select(shared), unchanged) for side in (old, new)]
    keys = [name for name in ("article", "id", "position") if name in shared][:2]
    equal = {name for name in shared if kept[0][name].equals(kept[1][name])}
    if equal == {*shared}:  # mostly, and found without leaving Arrow
        return
    if equal >= {*keys} and not codes:
        kept = [side.select([n for n in shared if n in keys or n not in equal]) for side in kept]
    before, after = (_rows(side, keys) for side in kept)
    if less := len(before.keys() - after.keys()):
        yield Delta("rows", table, "", "", less, None, "removed")
    if more := len(after.keys() - before.keys()):
        yield Delta("rows", table, "", "", None, more, "added")
    if before.keys() == after.keys() and list(before) != list(after):
        yield Delta("rows", table, event="reordered")
    passed = {key for key, row in before.items() if _mentions(row, codes)}
    cells: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for (key, *column), was, now in differing(before, after):
        if column and key not in passed:
            cells[column[0]].append((*was, *now))
    for name, pairs in cells.items():
        types = [side.schema.field(name).type for side in (old, new)]
        if pa.types.is_nested(types[0]) or logical_type(types[0]) == logical_type(types[1]):
            olds, news = zip(*pairs[:_EXAMPLES], strict=True)
            yield Delta("cell", table, name, "", list(olds), list(news))


def _kept(table: pa.Table, unchanged: Collection[str]) -> pa.Table:
    """The rows of unchanged records, without dictionaries, which differ where no row does."""
    for i, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = table.column(i).cast(column.type.value_type)
            table = table.set_column(i, column.name, plain)
    ids = table["article" if "article" in table.column_names else "id"].cast(pa.string())
    return table.filter(pc.is_in(ids, pa.array(sorted(unchanged), pa.string())))


def _rows(table: pa.Table, keys: list[str]) -> dict[Any, Document]:
    """The rows by their keys; each value in a tuple, to be compared whole."""
    return {
        tuple(row[name] for name in keys): {name: (present(v),) for name, v in row.items()}
        for row in table.to_pylist()
    }


def _mentions(row: Document, codes: Collection[str]) -> bool:
    values = chain.from_iterable(v if isinstance(v, list) else [v] for (v,) in row.values())
    return any(isinstance(value, str) and value in codes for value in values)


def compare_schemas(old: Document, new: Document, versions: tuple[str, str]) -> Deltas:
    """The schemas of two releases, and the versions they are given as."""
    numbers = [parse_schema_version(version) for version in versions]
    if numbers[0] != numbers[1]:
        event = "raised" if numbers[0] < numbers[1] else "lowered"
        yield Delta("version", SCHEMA_FILE, "", "", *versions, event)
    elif not same(old, new):
        yield Delta("document", SCHEMA_FILE, "", "", *versions, "changed")
    for path, was, now in differing(schema_fields(old), schema_fields(new)):
        field = "".join(step for step in path if not step.startswith(":"))
        if path[-1].startswith(":"):
            # The version is a value of its own field, and is judged as such.
            if path != ("schema_version", ":enum"):
                yield Delta(path[-1][1:], SCHEMA_FILE, field, f"/{path[-1][1:]}", was, now)
            continue
        yield Delta("field", SCHEMA_FILE, field, "", *_each(was, now, itemgetter(":type")))
        if any(document is not ABSENT and document[":required"] for document in (was, now)):
            required = _each(was, now, itemgetter(":required"))
            yield Delta("required", SCHEMA_FILE, field, "/required", *required)
