"""Two JSON Schemas of a record compared field by field: what is accepted, what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from fazhi.publish.diff.change import Change, Place, same

FILE: Final = "article.schema.json"
Schema = Mapping[str, Any]

# Limits, and in which direction they let more pass.
_LIMITS: Final = {
    "maximum": 1,
    "maxItems": 1,
    "maxLength": 1,
    "minimum": -1,
    "minItems": -1,
    "minLength": -1,
}
_WORDS: Final = ("title", "description", "examples", "$comment")
_WALKED: Final = ("$ref", "$defs", "$id", "anyOf", "type", "properties", "required", "items",
                  "enum", "const")  # fmt: skip


class Field(NamedTuple):
    """One field: everything the schema says about it, apart from what is below it."""

    required: bool
    types: frozenset[str]
    values: frozenset[Any] | None
    keywords: dict[str, Any]


def compare_schemas(old: Schema, new: Schema, versions: tuple[str, str]) -> Iterator[Change]:
    """The changes between the schemas of two releases, and of the versions they are given as."""
    numbers = [schema_version(one) for one in versions]
    if numbers[0] != numbers[1]:
        kind = "schema-version-" + ("raised" if numbers[0] < numbers[1] else "lowered")
        yield Change(kind, FILE, "", "", *versions)
    elif not same(old, new):
        yield Change("published-schema-changed", FILE, "", "", *versions)
    before, after = fields(old), fields(new)
    judged: list[str] = []
    for path in sorted(before.keys() | after.keys()):
        if any(path.startswith((f"{one}.", f"{one}[]")) for one in judged if one):
            continue
        place = Place(FILE, path)
        if path not in after:
            judged.append(path)
            yield place.change("schema-field-removed", old=sorted(before[path].types))
            if before[path].required:
                yield place.below("required").change("schema-widened", True, None)
        elif path not in before:
            judged.append(path)
            yield place.change("schema-field-added", new=sorted(after[path].types))
            if after[path].required:
                yield place.below("required").change("schema-narrowed", None, True)
        else:
            yield from _field(place, before[path], after[path])


def schema_version(text: str) -> tuple[int, ...]:
    """The numbers of a schema version. Raises ValueError when it has none."""
    return tuple(map(int, text.split(".")))


def fields(schema: Schema) -> dict[str, Field]:
    """Every field by its path, such as `metrics[].value`; the record itself by ``."""
    return dict(_walk("", schema, schema.get("$defs", {}), True))


def _walk(
    path: str, node: Schema, definitions: Schema, required: bool
) -> Iterator[tuple[str, Field]]:
    node = _resolved(node, definitions)
    keywords = {name: value for name, value in node.items() if name not in _WALKED}
    values = node.get("enum", [node["const"]] if "const" in node else None)
    yield (
        path,
        Field(
            required,
            frozenset(_types(node)),
            None if values is None else frozenset(values),
            keywords,
        ),
    )
    for name, inner in node.get("properties", {}).items():
        below = f"{path}.{name}" if path else name
        yield from _walk(below, inner, definitions, name in node.get("required", ()))
    if "items" in node:
        yield from _walk(f"{path}[]", node["items"], definitions, True)


def _resolved(node: Schema, definitions: Schema) -> dict[str, Any]:
    """A node with what it refers to, and with the arms of a choice laid over each other: the only
    choice a record has is between a value and null."""
    arms = [_resolved(arm, definitions) for arm in node.get("anyOf", ())]
    target = (
        _resolved(definitions[node["$ref"].rpartition("/")[2]], definitions)
        if "$ref" in node
        else {}
    )
    types = [kind for arm in arms for kind in _types(arm)]
    merged = {key: value for arm in arms for key, value in arm.items()}
    return {**target, **merged, **({"type": types} if arms else {}), **node}


def _types(node: Schema) -> list[str]:
    types: str | list[str] = node.get("type", [])
    return [types] if isinstance(types, str) else types


def _field(place: Place, old: Field, new: Field) -> Iterator[Change]:
    if old.types != new.types:
        kind = _wider(old.types, new.types) or "schema-field-retyped"
        yield place.below("type").change(kind, sorted(old.types), sorted(new.types))
    if old.required != new.required:
        kind = "schema-narrowed" if new.required else "schema-widened"
        yield place.below("required").change(kind, old.required, new.required)
    # The version is a value of its own field, and is judged as such.
    if old.values != new.values and place.subject != "schema_version":
        yield from _values(place.below("enum"), old.values, new.values)
    for name in sorted(old.keywords.keys() | new.keywords.keys()):
        values = old.keywords.get(name), new.keywords.get(name)
        if not same(*values):
            yield place.below(name).change(_keyword(name, *values), *values)


def _values(
    place: Place, old: frozenset[Any] | None, new: frozenset[Any] | None
) -> Iterator[Change]:
    if old is None or new is None:
        kind: str | None = "schema-widened" if new is None else "schema-narrowed"
    else:
        kind = _wider(old, new) or "schema-rule-changed"
    lists = (None if one is None else sorted(one, key=str) for one in (old, new))
    yield place.change(kind or "", *lists)


def _wider(old: frozenset[Any], new: frozenset[Any]) -> str | None:
    if old < new:
        return "schema-widened"
    return "schema-narrowed" if new < old else None


def _keyword(name: str, old: Any, new: Any) -> str:
    if name in _WORDS:
        return "schema-described"
    if name not in _LIMITS:
        return "schema-rule-changed"
    if old is None or new is None:
        return "schema-widened" if new is None else "schema-narrowed"
    return "schema-widened" if (new - old) * _LIMITS[name] > 0 else "schema-narrowed"
