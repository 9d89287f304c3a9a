"""Records in Arrow: the type of every part of a record, records to rows and back."""

import io
import json
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa

from fazhi.record.field_types import Part, unwrap
from fazhi.record.migration import migrate
from fazhi.record.model import Article

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


def read_lines(lines: bytes) -> pa.Table:
    """Records in JSON Lines, each valid, as the rows of `articles`; what is absent is null."""
    import pyarrow.json as pj

    schema = pa.schema(arrow_fields(Article))
    if not lines:
        return schema.empty_table()
    options = pj.ParseOptions(
        explicit_schema=pa.schema([_nullable(field) for field in schema]),
        unexpected_field_behavior="error",
    )
    reading = pj.ReadOptions(block_size=max(1 << 20, len(lines) + 1))
    table = pj.read_json(io.BytesIO(lines), reading, options)
    arrays = [
        _retyped(column.combine_chunks(), field)
        for column, field in zip(table.columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _nullable(field: pa.Field) -> pa.Field:
    """The field with everything in it nullable, as the JSON reader needs it: it has a null for each
    field of a part that is absent."""
    kind = field.type
    if pa.types.is_struct(kind):
        kind = pa.struct([_nullable(inner) for inner in kind])
    elif pa.types.is_list(kind):
        kind = pa.list_(_nullable(kind.value_field))
    return pa.field(field.name, kind)


def _retyped(array: pa.Array, field: pa.Field) -> pa.Array:
    """The array with the type of a field, which differs in what may be null. Where a part is absent
    its fields that may not be null have an empty value, which nobody sees."""
    mask = array.is_null() if field.nullable and array.null_count else None
    kind = field.type
    if pa.types.is_struct(kind):
        inner = [_retyped(array.field(i), of_part) for i, of_part in enumerate(kind)]
        return pa.StructArray.from_arrays(inner, fields=list(kind), mask=mask)
    if pa.types.is_list(kind):
        values = _retyped(array.values, kind.value_field)
        return pa.ListArray.from_arrays(array.offsets, values, type=kind, mask=mask)
    if field.nullable or not array.null_count:
        return array
    return array.fill_null("" if pa.types.is_string(kind) else 0)


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
