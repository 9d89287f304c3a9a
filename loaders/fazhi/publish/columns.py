"""Columns: derived from the fields of a model, with the fields' docstrings as descriptions.

A field becomes a column of its own name. Beside it, a text in two languages becomes two columns, a
code or an id brings its label, a period its first and last day; the fields of a part inside a part
follow its name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa
from pydantic.fields import FieldInfo

from fazhi.record.arrow import arrow_type
from fazhi.record.article import Evidence, Label, Summary
from fazhi.record.field_types import CodeOf, Edtf, IdOf, Part, unwrap
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Vocabularies

CODE = pa.dictionary(pa.int32(), pa.string())
TEXT = pa.string()
COUNT = pa.int32()
DATE = pa.date32()

_LANGUAGES = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class Row:
    """The subject of a row: a part of an article with its position (of a vocabulary, a concept and
    no article), and where labels are found: `entries` has the parts that others refer to, by their
    list and their id."""

    article: Any
    part: Any
    position: int
    entries: Mapping[tuple[str, str], Any]
    vocabularies: Vocabularies


Value = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `value` computes it from a row."""

    name: str
    type: pa.DataType
    description: str
    value: Value
    nullable: bool = False


def make_table(description: str, columns: Sequence[Column], rows: Sequence[Row]) -> pa.Table:
    """A table of these columns, one row for each subject."""
    fields = [
        pa.field(column.name, column.type, column.nullable, {"description": column.description})
        for column in columns
    ]
    schema = pa.schema(fields, metadata={"description": description})
    arrays = [pa.array([column.value(row) for row in rows], column.type) for column in columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def model_columns(model: type[Part]) -> dict[str, list[Column]]:
    """The columns of every field of a model, by the name of the field. A list of parts has none: it
    has a table of its own."""
    return {
        name: list(_field_columns(name, field, _attribute(lambda row: row.part, name)))
        for name, field in model.model_fields.items()
    }


def _attribute(value: Value, name: str) -> Value:
    return lambda row: getattr(value(row), name, None)


def _listed(value: Value, item: Callable[[Any], Any]) -> Value:
    return lambda row: None if value(row) is None else [*map(item, value(row))]


def text_columns(
    name: str, description: str, value: Value, nullable: bool = False
) -> Iterator[Column]:
    """A text in both languages: two columns."""
    for language, english in _LANGUAGES.items():
        says = f"{description.removesuffix('.')}, in {english}."
        yield Column(f"{name}_{language}", TEXT, says, _attribute(value, language), nullable)


def code_columns(
    name: str, description: str, vocabulary: str, value: Value, nullable: bool = False
) -> Iterator[Column]:
    """A code of a vocabulary, and its labels."""

    def label(row: Row) -> Label | None:
        code = value(row)
        return None if code is None else getattr(row.vocabularies, vocabulary)[code].label

    yield Column(name, CODE, description, value, nullable)
    yield from text_columns(name, f"The label of `{name}`.", label, nullable)


def _field_columns(name: str, field: FieldInfo, value: Value) -> Iterator[Column]:
    kind, nullable, marks = unwrap(field.annotation, tuple(field.metadata))
    description = " ".join((field.description or "The code.").split())
    role = next((mark for mark in marks if isinstance(mark, (CodeOf, IdOf, Edtf))), None)
    if isinstance(role, CodeOf):
        yield from code_columns(name, description, role.vocabulary, value, nullable)
    elif isinstance(role, IdOf):
        yield Column(name, CODE, description, value, nullable)
        if not role.named:
            return
        names = _attribute(lambda row: row.entries.get((role.entries, value(row))), "name")
        yield from text_columns(name, f"The name of `{name}`.", names, nullable)
    elif isinstance(role, Edtf):
        yield Column(name, TEXT, description, value, nullable)
        yield from _period_columns(name, value, nullable)
    elif get_origin(kind) is tuple:
        item = unwrap(get_args(kind)[0])[0]
        if item is Evidence or not issubclass(item, Part):
            items = _listed(value, dict if item is Evidence else str)
            yield Column(name, arrow_type(kind), description, items, nullable)
    elif kind in (Label, Summary):
        yield from text_columns(name, description, value, nullable)
    elif isinstance(kind, type) and issubclass(kind, Part):
        for inner, inner_field in kind.model_fields.items():
            inside = _field_columns(f"{name}_{inner}", inner_field, _attribute(value, inner))
            yield from (replace(column, nullable=nullable or column.nullable) for column in inside)
    else:
        type_ = CODE if get_origin(kind) is Literal else arrow_type(kind)
        yield Column(name, type_, description, value, nullable)


def _period_columns(name: str, value: Value, nullable: bool) -> Iterator[Column]:
    def day(side: str) -> Value:
        return lambda row: value(row) and getattr(parse_period(value(row)), side)

    def basis(row: Row) -> str | None:
        inferred = getattr(row.part, f"{name}_inferred_from", None)
        return value(row) and ("inferred" if inferred else "stated")

    says = "stated (the source names its years) or inferred (concluded by the curator)."
    yield Column(f"{name}_start", DATE, "Its first day; null when open.", day("start"), True)
    yield Column(f"{name}_end", DATE, "Its last day; null when open.", day("end"), True)
    yield Column(f"{name}_basis", CODE, says, basis, nullable)
