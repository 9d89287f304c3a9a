"""The one way a record is written: UTF-8, NFC, LF, two-space indent, keys in schema order."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from fazhi.record.article import Article
from fazhi.record.field_types import Part


def to_document(part: Part) -> dict[str, Any]:
    """The JSON object of a record or of a part of it: keys in schema order, absent fields left
    out, whole numbers as integers."""
    document: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is not None or field.is_required():
            document[name] = _plain(value)
    return document


def to_json(article: Article) -> str:
    """The canonical text of a record, as it stands in `dataset/articles/`."""
    return dump(to_document(article))


def to_json_line(article: Article) -> str:
    """The record on one line, for JSON Lines; the line ending is not included."""
    text = json.dumps(to_document(article), ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def dump(document: object) -> str:
    """Any JSON value in the canonical layout, with its final newline."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return unicodedata.normalize("NFC", text)


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return to_document(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
