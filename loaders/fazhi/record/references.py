"""What the fields of a record refer to: codes of vocabularies, and entries of the same record.

The fields say it themselves, by the marks `CodeOf` and `IdOf`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from fazhi.record.field_types import CodeOf, IdOf, Part, unwrap
from fazhi.record.json_pointer import JsonPath

Mark: TypeAlias = CodeOf | IdOf


class Reference(NamedTuple):
    """One code or id of a record: its place, what it refers to, the text itself."""

    path: JsonPath
    mark: Mark
    value: str


def references(part: Part, path: JsonPath = ()) -> Iterator[Reference]:
    """Every code and id in a part of a record, in the order of its fields."""
    for name, mark in _fields(type(part)):
        yield from _references(getattr(part, name), (*path, name), mark)


def _references(value: Any, path: JsonPath, mark: Mark | None) -> Iterator[Reference]:
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _references(item, (*path, i), mark)
    elif isinstance(value, Part):
        yield from references(value, path)
    elif mark is not None and value is not None:
        yield Reference(path, mark, value)


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, Mark | None], ...]:
    """The fields of a model that refer to something or may hold what does, and their marks."""
    found = []
    for name, field in model.model_fields.items():
        kind, _, marks = unwrap(field.annotation, tuple(field.metadata))
        if item := getattr(kind, "__args__", None):
            kind, _, inner = unwrap(item[0])
            marks = (*marks, *inner)
        mark = next((mark for mark in marks if isinstance(mark, (CodeOf, IdOf))), None)
        if mark is not None or (isinstance(kind, type) and issubclass(kind, Part)):
            found.append((name, mark))
    return tuple(found)
