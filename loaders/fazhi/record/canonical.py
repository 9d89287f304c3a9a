"""The canonical form of a record: UTF-8, NFC, LF, two-space indent, keys in schema order."""

import json
import unicodedata
from typing import Any

from fazhi.record.article import Article
from fazhi.record.field_types import Part


def to_document(part: Part) -> dict[str, Any]:
    """The JSON object of a record or of a part of it: keys in schema order, no absent fields,
    whole numbers as integers."""
    document: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is not None or field.is_required():
            document[name] = _to_json_value(value)
    return document


def to_json(article: Article) -> str:
    """The canonical text of a record, as in `dataset/articles/`."""
    return dump(to_document(article))


def to_json_line(article: Article) -> str:
    """The record as a line of JSON Lines, without its line end."""
    text = json.dumps(to_document(article), ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def dump(document: object) -> str:
    """A JSON value in the canonical layout, with a final newline."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return unicodedata.normalize("NFC", text)


def _to_json_value(value: Any) -> Any:
    if isinstance(value, Part):
        return to_document(value)
    if isinstance(value, tuple):
        return [_to_json_value(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
