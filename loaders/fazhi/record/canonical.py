"""The canonical form of a record: UTF-8, NFC, LF, two-space indent, keys in schema order."""

import json
import re
import unicodedata
from typing import Any, Final

from pydantic import ValidationError

from fazhi.record.field_types import Part
from fazhi.record.model import Article

# A record this long is read by the reader of JSON that counts its values.
_LONGEST: Final = 200_000
_UNUSUAL: Final = re.compile(r"\\[^\"\\]|[0-9.]{16}")


def to_document(part: Part) -> dict[str, Any]:
    """The JSON object of a record or of a part of it: keys in schema order, no absent fields,
    whole numbers as integers."""
    document: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is not None or field.is_required():
            document[name] = _to_json_value(value)
    return document


def to_json(article: Article, todo: object = None) -> str:
    """The canonical text of a record, as in `dataset/articles/`. `todo` is the member of that name
    of a draft: it stands last, and is left out where it is empty."""
    return dump(_with_todo(article, todo))


def to_json_line(article: Article, todo: object = None) -> str:
    """The record as a line of JSON Lines, without its line end; `todo` as in `to_json`."""
    document = _with_todo(article, todo)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def dump(document: object) -> str:
    """A JSON value in the canonical layout, with a final newline."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return unicodedata.normalize("NFC", text)


def decode_canonical(text: str, is_line: bool = False) -> Article | None:
    """The record of which this is the canonical text; None for any other text, and for some that
    are canonical, which is found out by `to_json`. It costs little more than reading the record.

    A text that is written again the same has no member twice, no white space that differs, and no
    number in another form. Escapes and numbers of more digits than a record may have are left to
    the reader of JSON that says where they stand.
    """
    if len(text) > _LONGEST or _UNUSUAL.search(text) or not unicodedata.is_normalized("NFC", text):
        return None
    try:
        article = Article.model_validate_json(text)
    except ValidationError:
        return None
    written = article.model_dump_json(indent=None if is_line else 2, exclude_none=True)
    return article if (written if is_line else written + "\n") == text else None


def _with_todo(article: Article, todo: object) -> dict[str, Any]:
    is_empty = todo is None or todo == []
    return to_document(article) | ({} if is_empty else {"todo": todo})


def _to_json_value(value: Any) -> Any:
    if isinstance(value, Part):
        return to_document(value)
    if isinstance(value, tuple):
        return [_to_json_value(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
