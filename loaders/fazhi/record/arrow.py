"""Records in Arrow: the type of every part of a record, records to rows and back."""

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa

from fazhi.record.article import Article
from fazhi.record.canonical import to_document
from fazhi.record.field_types import Part, unwrap
from fazhi.record.migration import migrate

_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

# Fields in which null is a value; in any other it means that the field is absent.
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
            arrow_type(field.annotation),
            nullable=unwrap(field.annotation)[1],
            metadata={"description": field.description or ""},
        )
        for name, field in part.model_fields.items()
    ]


def to_row(article: Article) -> dict[str, Any]:
    """The record as a row of `articles`; what is absent is null."""
    return to_document(article)


def from_row(row: Mapping[str, Any]) -> Article:
    """The record of a row of `articles`, migrated to the newest schema version; other columns
    are ignored.

    Raises UnknownVersion when no steps lead from the row's schema version to the newest,
    pydantic.ValidationError when it is no record.
    """
    return Article.model_validate_json(json.dumps(_known(migrate(_without_nulls(row)))))


def row_document(row: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of a row of `articles`, valid or not, in the schema version
    it has; other columns are ignored."""
    return _known(_without_nulls(row))


def _without_nulls(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: present(value) for k, value in row.items() if value is not None or k in _NULL}


def _known(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in Article.model_fields if name in document}


def present(value: Any) -> Any:
    """A nested value without the nulls that stand for absent fields."""
    if isinstance(value, Mapping):
        return {name: present(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [present(item) for item in value]
    return value


def arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a field of the model."""
    annotation = unwrap(annotation)[0]
    if get_origin(annotation) is Literal:
        return pa.string()
    if get_origin(annotation) is tuple:
        return pa.list_(pa.field("element", arrow_type(get_args(annotation)[0]), nullable=False))
    if issubclass(annotation, Part):
        return pa.struct(arrow_fields(annotation))
    return _PLAIN[annotation]
