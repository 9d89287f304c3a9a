"""Each area of a release as a nested document, and what its differing paths mean.

The roles given to `difference` are those of the column `when` of `kinds.tsv`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from fazhi.publish.diff.difference import (
    ABSENT,
    TYPE,
    Difference,
    Document,
    Entry,
    Place,
    difference,
    differing,
    pointer,
    same,
)
from fazhi.publish.digest import logical_type
from fazhi.record.arrow import present
from fazhi.record.migration import UnknownVersion, migrate

SCHEMA_FILE: Final = "article.schema.json"

Tables = Mapping[str, pa.Table]

# Records. -----------------------------------------------------------------------------------------

# The lists whose entries have rows of their own in a table, or could have, and the entries' roles.
_EXAMPLES: Final = 3
_LISTS: Final = {
    "organizations": "organization",
    "initiatives": "initiative",
    "metrics": "metric",
    "participants": "entry",
    "contributors": "entry",
    "honours": "entry",
    "relations": "entry",
    "exclusions": "entry",
}
METADATA: Final = frozenset(("article-migrated", "revision-raised", "revision-lowered"))
"""The kinds of difference that leave what a record says as it was."""


def compare_records(old: Mapping[str, Document], new: Mapping[str, Document]) -> list[Difference]:
    """The differences between the records of two releases, given by id."""
    found: list[Difference] = []
    for name in old.keys() | new.keys():
        if name in old and name in new:
            found += _compare_record(name, old[name], new[name])
        else:
            headlines = (one[name].get("headline") if name in one else ABSENT for one in (old, new))
            found += difference("records", "article", Place(name), *headlines)
    return found


def _compare_record(name: str, *given: Document) -> Iterator[Difference]:
    documents = _in_one_version(*given)
    changed = json.dumps(documents[0]) != json.dumps(documents[1])  # fast, and mostly equal
    contents = list(_compare_contents(name, *documents)) if changed else []
    yield from contents
    for key in ("schema_version", "revision"):
        old, new = (document.get(key) for document in given)
        place = Place(name, "", f"/{key}")
        if not same(old, new):
            yield from difference("records", key, place, old, new)
        elif contents and key == "revision":
            yield from difference("records", key, place, old, new, event="unchanged")


def _each(values: Iterable[Any], shown: Callable[[Any], Any]) -> list[Any]:
    """The values as they are shown, where there are any."""
    return [value if value is ABSENT else shown(value) for value in values]


def _in_one_version(old: Document, new: Document) -> tuple[Document, Document]:
    """Both records in the later of their schema versions, if steps lead there."""
    with suppress(UnknownVersion):
        return migrate(old, str(new.get("schema_version"))), new
    with suppress(UnknownVersion):
        return old, migrate(new, str(old.get("schema_version")))
    return old, new


def _compare_contents(name: str, *documents: Document) -> Iterator[Difference]:
    withdrawn = [document.get("status") == "withdrawn" for document in documents]
    judged = {"schema_version", "revision", "source"}
    if withdrawn[0] != withdrawn[1]:
        judged |= {"status", "withdrawal"}
        reasons = (document.get("withdrawal") for document in documents)
        event = "withdrawn" if withdrawn[1] else "reinstated"
        yield from difference(
            "records", "article", Place(name, "", "/status"), *reasons, event=event
        )
    old_source, new_source = (document.get("source", ABSENT) for document in documents)
    if not same(old_source, new_source):
        yield from difference(
            "records", "source", Place(name, "", "/source"), old_source, new_source
        )
    old_body, new_body = ({k: v for k, v in one.items() if k not in judged} for one in documents)
    for path, old, new in differing(old_body, new_body, _LISTS):
        ids = (step.id for step in path if isinstance(step, Entry) and step.id)
        place = Place(name, next(ids, ""), pointer(path))
        if path[-1] is None:
            yield from difference("records", "list", place, old, new, event="reordered")
            continue
        what = "field"
        if isinstance(path[-1], Entry) and (old is ABSENT or new is ABSENT):
            # What a withdrawn record lists stands in no table, so nobody refers to its ids.
            unbound = withdrawn[1] if new is ABSENT else withdrawn[0]
            what = _LISTS.get(path[-2], "field")
            what = "entry" if unbound and what != "field" else what
        yield from difference("records", what, place, old, new)


# Vocabularies, as their tables hold them. ---------------------------------------------------------

_OWN_ROLES: Final = ("label_zh", "label_en", "broader", "replaced_by", "deprecated")
_DEFINITION: Final = ("definition_zh", "definition_en")


def _compare_vocabulary(name: str, old: pa.Table, new: pa.Table) -> Iterator[Difference]:
    """The differences between the concepts of one vocabulary in the columns that both tables have;
    null is absent."""
    columns = [column for column in old.column_names if column in new.column_names]
    before, after = (
        {
            row["code"]: {column: row[column] for column in columns if row[column] is not None}
            for row in table.to_pylist()
        }
        for table in (old, new)
    )
    for path, *values in differing(before, after):
        code, place = path[0], Place(name, path[0], pointer(path[1:]))
        if len(path) == 1:
            yield from difference("vocabularies", "concept", place, *_each(values, _label))
        elif all(isinstance(value, list) for value in values):
            yield from _compare_members(place, *values)
        else:
            role = path[1] if path[1] in _OWN_ROLES else "property"
            if path[1] in _DEFINITION:
                # One language alone is a translation brought into line; a new meaning shows in both.
                texts = [[one[code].get(text) for one in (before, after)] for text in _DEFINITION]
                both = all(None not in pair and pair[0] != pair[1] for pair in texts)
                role = "meaning" if both else "wording"
            yield from difference("vocabularies", role, place, *values)


def _label(concept: Document) -> dict[str, Any]:
    return {language: concept.get(f"label_{language}") for language in ("zh", "en")}


def _compare_members(place: Place, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    less = [member for member in old if member not in new]
    more = [member for member in new if member not in old]
    if less:
        yield from difference("vocabularies", "members", place, less, None, event="narrowed")
    if more:
        yield from difference("vocabularies", "members", place, None, more, event="widened")
    if not less and not more:
        yield from difference("vocabularies", "members", place, old, new, event="reordered")


# Tables. ------------------------------------------------------------------------------------------


def compare_tables(old: Tables, new: Tables, unchanged: Collection[str]) -> Iterator[Difference]:
    """The differences between tables: their columns, the concepts of vocabularies, and the rows of
    the records that did not change."""
    yield from _compare_columns(old, new)
    concepts: list[Difference] = []
    others = []
    for name in old.keys() & new.keys():
        columns = {*old[name].column_names} & {*new[name].column_names}
        if "code" in columns:
            concepts += _compare_vocabulary(name, old[name], new[name])
        elif columns & {"article", "id"}:
            others.append(name)
    yield from concepts
    codes = {one.subject for one in concepts}
    for name in others:
        yield from _compare_rows(name, old[name], new[name], unchanged, codes)


def _compare_columns(old: Tables, new: Tables) -> Iterator[Difference]:
    """The differences between the columns of all tables, by name and logical type; nested ones have
    a path such as `metrics[].evidence[].exact`."""
    before, after = ({name: _table(one[name].schema) for name in one} for one in (old, new))
    for path, *values in differing(before, after):
        if path[-1] in (":description", ":nullable"):
            place = Place(path[0], "".join(path[1:-1]))
            event = {(False, True): "raised", (True, False): "lowered"}.get(tuple(values), "")
            values = [None, None] if event else values
            yield from difference("tables", path[-1][1:], place, *values, event=event)
        else:
            place = Place(path[0], "".join(path[1:]))
            what = "table" if len(path) == 1 else "column"
            yield from difference("tables", what, place, *_each(values, lambda one: one.get(TYPE)))
    for name in old.keys() & new.keys():
        names = [one[name].column_names for one in (old, new)]
        orders = [
            [column for column in one if column in names[0] and column in names[1]] for one in names
        ]
        if orders[0] != orders[1]:
            yield from difference("tables", "columns", Place(name), *orders, event="reordered")


def _table(schema: pa.Schema) -> dict[str, Any]:
    columns = {column.name: _column(column) for column in schema}
    return {":description": _description(schema.metadata), **columns}


def _column(column: pa.Field) -> dict[str, Any]:
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


def _compare_rows(
    table: str, old: pa.Table, new: pa.Table, unchanged: Collection[str], codes: Collection[str]
) -> Iterator[Difference]:
    """The differences in the rows of unchanged records, by article and id or position, in the
    columns that both tables have under one type. Rows that mention one of the codes, which changed
    themselves, are passed over."""
    shared = [
        name
        for name in old.column_names
        if name in new.column_names and name not in ("revision", "schema_version")
    ]
    kept = [_kept(one.select(shared), unchanged) for one in (old, new)]
    if kept[0].equals(kept[1]):  # in Arrow, and mostly so
        return
    before, after = map(_rows, kept)
    less, more = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    if less:
        yield from difference("tables", "rows", Place(table), less, None, event="removed")
    if more:
        yield from difference("tables", "rows", Place(table), None, more, event="added")
    if not less and not more and list(before) != list(after):
        yield from difference("tables", "rows", Place(table), None, None, event="reordered")
    passed = {key for key, row in before.items() if _mentions(row, codes)}
    cells: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for path, *values in differing(before, after):
        if len(path) == 2 and path[0] not in passed:
            cells[path[1]].append([value for (value,) in values])
    for name, pairs in cells.items():
        types = [one.schema.field(name).type for one in (old, new)]
        if pa.types.is_nested(types[0]) or logical_type(types[0]) == logical_type(types[1]):
            examples = map(list, zip(*pairs[:_EXAMPLES], strict=True))
            yield from difference("tables", "cell", Place(table, name), *examples)


def _kept(table: pa.Table, unchanged: Collection[str]) -> pa.Table:
    """The rows of unchanged records, without dictionaries, which differ where no row does."""
    for i, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = table.column(i).cast(column.type.value_type)
            table = table.set_column(i, column.name, plain)
    ids = table[_record_column(table)].cast(pa.string())
    return table.filter(pc.is_in(ids, pa.array(sorted(unchanged), pa.string())))


def _record_column(table: pa.Table) -> str:
    return "article" if "article" in table.column_names else "id"


def _rows(table: pa.Table) -> dict[tuple[Any, Any], Document]:
    """The rows by record and id or position; each value in a tuple, so that it is one leaf."""
    record = _record_column(table)
    within = next((name for name in ("id", "position") if name in table.column_names), record)
    return {
        (row[record], row[within]): {name: (present(value),) for name, value in row.items()}
        for row in table.to_pylist()
    }


def _mentions(row: Document, codes: Collection[str]) -> bool:
    values = chain.from_iterable(v if isinstance(v, list) else [v] for (v,) in row.values())
    return any(isinstance(value, str) and value in codes for value in values)


# The schema. --------------------------------------------------------------------------------------

# Keywords with a role of their own; every other may refuse records in a way nobody can compare.
_LIMITS: Final = ("maximum", "maxItems", "maxLength", "minimum", "minItems", "minLength")
_WORDS: Final = ("title", "description", "examples", "$comment")
_OWN_KEYWORDS: Final = (*_LIMITS, *_WORDS, "type", "enum", "required")
_STRUCTURE: Final = ("$ref", "$defs", "$id", "anyOf", "type", "properties", "required", "items",
                     "enum", "const")  # fmt: skip


def schema_version(text: str) -> tuple[int, ...]:
    """The numbers of a schema version. Raises ValueError when it has none."""
    return tuple(map(int, text.split(".")))


def compare_schemas(
    old: Document, new: Document, versions: tuple[str, str]
) -> Iterator[Difference]:
    """The differences between the schemas of two releases, and of the versions they are given as."""
    numbers = [schema_version(version) for version in versions]
    if numbers[0] != numbers[1]:
        event = "raised" if numbers[0] < numbers[1] else "lowered"
        yield from difference("schema", "version", Place(SCHEMA_FILE), *versions, event=event)
    elif not same(old, new):
        yield from difference("schema", "document", Place(SCHEMA_FILE), *versions, event="changed")
    for path, *values in differing(schema_fields(old), schema_fields(new)):
        if path[-1].startswith(":"):
            name, place = (
                path[-1][1:],
                Place(SCHEMA_FILE, "".join(path[:-1]), pointer([path[-1][1:]])),
            )
            # The version is a value of its own field, and is judged as such.
            if (name, place.subject) != ("enum", "schema_version"):
                role = name if name in _OWN_KEYWORDS else "keyword"
                yield from difference("schema", role, place, *values)
        else:
            place = Place(SCHEMA_FILE, "".join(path))
            yield from difference(
                "schema", "field", place, *_each(values, lambda one: one[":type"])
            )
            if any(one is not ABSENT and one[":required"] for one in values):
                required = _each(values, lambda one: True)
                yield from difference(
                    "schema", "required", place._replace(pointer="/required"), *required
                )


def schema_fields(schema: Document) -> dict[str, Any]:
    """A JSON Schema as nested fields, each with its keywords, definitions resolved."""
    return _field(schema, schema.get("$defs", {}), True)


def _field(node: Document, definitions: Document, required: bool, dot: str = "") -> dict[str, Any]:
    node = _resolved(node, definitions)
    field = {":required": required, ":type": frozenset(_types(node))}
    if "enum" in node or "const" in node:
        field[":enum"] = frozenset(node.get("enum", [node.get("const")]))
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
