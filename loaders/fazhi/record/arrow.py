"""The Arrow face of the model: one type for every part of a record, and rows to and fro."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa

from fazhi.record.article import Article, Part
from fazhi.record.canonical import to_document
from fazhi.record.migration import migrate

_PLAIN: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}

# Null is what these say; of any other field it stands for absence.
_NULL = frozenset(
    name
    for name, field in Article.model_fields.items()
    if field.is_required() and type(None) in get_args(field.annotation)
)


def arrow_fields(part: type[Part]) -> list[pa.Field]:
    """The Arrow fields of a part of a record, in schema order, each with its description."""
    return [
        pa.field(
            name,
            _arrow_type(field.annotation),
            nullable=type(None) in get_args(field.annotation),
            metadata={"description": field.description or ""},
        )
        for name, field in part.model_fields.items()
    ]


def to_row(article: Article) -> dict[str, Any]:
    """The record as a row of `articles`; what is absent is null."""
    return to_document(article)


def from_row(row: Mapping[str, Any]) -> Article:
    """The record of a row of `articles`, lifted to the newest schema version; columns that are
    not of the record are passed over.

    Raises UnknownVersion when no steps lead from the row's schema version to the newest,
    pydantic.ValidationError when it is no record.
    """
    return Article.model_validate_json(json.dumps(_known(migrate(_without_nulls(row)))))


def row_document(row: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object that a row of `articles` stands for, right or wrong, in the schema version
    it has; columns that are not of the record are passed over."""
    return _known(_without_nulls(row))


def _without_nulls(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: present(value) for name, value in row.items() if value is not None or name in _NULL
    }


def _known(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in Article.model_fields if name in document}


def present(value: Any) -> Any:
    """A nested value without the nulls that stand for absent fields."""
    if isinstance(value, Mapping):
        return {name: present(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [present(item) for item in value]
    return value


def _arrow_type(annotation: Any) -> pa.DataType:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _arrow_type(arguments[0])
    if origin in (Union, UnionType):
        (present,) = (arm for arm in arguments if arm is not type(None))
        return _arrow_type(present)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(pa.field("element", _arrow_type(arguments[0]), nullable=False))
    if issubclass(annotation, Part):
        return pa.struct(arrow_fields(annotation))
    return _PLAIN[annotation]
