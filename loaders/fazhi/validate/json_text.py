"""Reading JSON strictly, and remembering where everything stands.

Stricter than RFC 8259 where it is silent: no duplicate names, no lone surrogates, no number
that a double cannot hold exactly, nesting and size bounded. The first fault of syntax ends the
reading; the other faults are collected.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NoReturn

from fazhi.validate.problem import Path

LARGEST: Final = 8 * 1024 * 1024
DEEPEST: Final = 32
DIGITS: Final = 15

_DECODER = JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"-?[A-Za-z0-9_.+-]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANTS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that no JSON reader should let pass. `offset` counts code points."""

    kind: str
    offset: int
    message: str
    hint: str
    path: Path = ()


@dataclass(slots=True)
class Document:
    """A file as read: its text, its value, where each value and each name stands.

    `first_line` is the number of the text's first line in the file it came from; `is_line` says
    that it is one line of JSON Lines.
    """

    text: str
    value: Any = None
    faults: list[Fault] = field(default_factory=list)
    values: dict[Path, int] = field(default_factory=dict)
    names: dict[Path, int] = field(default_factory=dict)
    first_line: int = 1
    is_line: bool = False
    _lines: list[int] = field(default_factory=list)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code-point offset; the column in code points."""
        if not self._lines:
            self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._lines, offset)
        return self.first_line + line - 1, offset - self._lines[line - 1] + 1

    def offset(self, path: Path, on_key: bool = False) -> int:
        """Where the value at a path stands, or its name; for a path that is not there, the
        nearest thing around it that is."""
        if on_key and path in self.names:
            return self.names[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, 0)


def read_bytes(data: bytes, line: int | None = None) -> Document:
    """Read a whole file, or with `line` the line of that number of a JSON Lines file, given
    without its line end; every fault is in the document, none is raised."""
    document = Document("", first_line=line or 1, is_line=line is not None)
    fault = _unreadable(data)
    if fault is None:
        document.text = data.decode("utf-8")
        return _parse(document)
    document.text = data[: fault.offset].decode("utf-8")
    document.faults.append(replace(fault, offset=len(document.text)))
    return document


def _unreadable(data: bytes) -> Fault | None:
    """The fault that keeps bytes from being text; its offset counts bytes."""
    if len(data) > LARGEST:
        return Fault(
            "file-too-large",
            0,
            f"the file has more than the {LARGEST:,} bytes a record may have",
            "one record is one article; is this the right file?",
        )
    if not data.strip():
        return Fault("file-empty", 0, "the file is empty", "write a record into it, or delete it")
    if data.startswith(b"\xef\xbb\xbf"):
        message = "the file starts with a byte order mark"
        return Fault("file-byte-order-mark", 0, message, "save it as UTF-8 without BOM")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8"
        hint = "save the file as UTF-8; GBK and Latin-1 are not read"
        return Fault("file-not-utf8", error.start, message, hint)
    return None


def _parse(document: Document) -> Document:
    text = document.text
    try:
        end = _skip(text, _value(document, _skip(text, 0), (), 0))
        if end < len(text):
            _stop("json-syntax", end, "something follows the end of the record", "delete it")
    except _Stop as stop:
        document.faults.append(stop.fault)
    return document


class _Stop(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _stop(kind: str, offset: int, message: str, hint: str) -> NoReturn:
    raise _Stop(Fault(kind, offset, message, hint))


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _value(document: Document, at: int, path: Path, depth: int) -> int:
    """Read the value that starts at `at` into the document; return where it ends."""
    text = document.text
    document.values[path] = at
    sign = text[at : at + 1]
    if depth > DEEPEST:
        _stop(
            "json-too-deep",
            at,
            f"values are nested more than {DEEPEST} deep",
            "a record is at most a handful of levels deep; is this the right file?",
        )
    if sign == "{":
        return _object(document, at + 1, path, depth)
    if sign == "[":
        return _array(document, at + 1, path, depth)
    if sign == '"':
        found, end = _string(document, at, path)
    else:
        found, end = _scalar(document, at, path)
    document.value = found
    return end


def _object(document: Document, at: int, path: Path, depth: int) -> int:
    text = document.text
    members: dict[str, Any] = {}
    at = _skip(text, at)
    while text[at : at + 1] != "}":
        if text[at : at + 1] != '"':
            _stop(
                "json-syntax", at, _met(text, at, "a field name in quotes"), _comma_hint(text, at)
            )
        name_at = at
        name, at = _string(document, at, path)
        place = (*path, name)
        if name in members:
            document.faults.append(
                Fault(
                    "json-duplicate-key",
                    name_at,
                    f"{name!r} stands twice in this object",
                    "keep one of the two; readers disagree about which one counts",
                    place,
                )
            )
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            _stop("json-syntax", at, _met(text, at, f"':' after {name!r}"), "put a colon there")
        end = _value(document, _skip(text, at + 1), place, depth + 1)
        members[name] = document.value
        document.names[place] = name_at
        at = _separator(text, _skip(text, end), "}")
    document.value = members
    return at + 1


def _array(document: Document, at: int, path: Path, depth: int) -> int:
    text = document.text
    items: list[Any] = []
    at = _skip(text, at)
    while text[at : at + 1] != "]":
        end = _value(document, at, (*path, len(items)), depth + 1)
        items.append(document.value)
        at = _separator(text, _skip(text, end), "]")
    document.value = items
    return at + 1


def _separator(text: str, at: int, closing: str) -> int:
    sign = text[at : at + 1]
    if sign == closing:
        return at
    if sign != ",":
        _stop("json-syntax", at, _met(text, at, f"',' or '{closing}'"), "is a comma missing?")
    after = _skip(text, at + 1)
    if text[after : after + 1] == closing:
        _stop("json-syntax", at, f"a comma before '{closing}'", "delete the comma")
    return after


def _string(document: Document, at: int, path: Path) -> tuple[str, int]:
    try:
        found, end = _DECODER.raw_decode(document.text, at)
    except JSONDecodeError as error:
        _stop("json-syntax", min(error.pos, len(document.text)), *_string_fault(error))
    surrogate = _SURROGATE.search(found)
    if surrogate:
        document.faults.append(
            Fault(
                "json-lone-surrogate",
                at,
                f"the text holds half a character, \\u{ord(surrogate.group()):04x}",
                "write the character itself instead of escapes",
                path,
            )
        )
    return found, end


def _string_fault(error: JSONDecodeError) -> tuple[str, str]:
    if "Unterminated" in error.msg:
        return "a text starts here and never ends", "put a quotation mark at its end"
    if "control character" in error.msg:
        return "a line break or control character stands inside a text", "write it on one line"
    return "a backslash is followed by what is no escape", "write \\\\ for a backslash"


def _scalar(document: Document, at: int, path: Path) -> tuple[Any, int]:
    text = document.text
    word = _WORD.match(text, at)
    if word is None:
        _stop("json-syntax", at, _met(text, at, "a value"), "put a value there")
    spelt = word.group()
    if spelt in _CONSTANTS:
        return _CONSTANTS[spelt], at + len(spelt)
    number = _NUMBER.fullmatch(spelt)
    if number is None:
        _stop(
            "json-syntax",
            at,
            f"{_short(spelt)} is no JSON value",
            "texts stand in double quotes; numbers are written like 2542, 99.8 or -5.2",
        )
    digits = re.sub(r"[eE].*|[-.]", "", spelt).strip("0")
    value = float(spelt) if len(spelt) < 400 else float("inf")
    if len(digits) > DIGITS or abs(value) == float("inf"):
        document.faults.append(
            Fault(
                "json-number",
                at,
                f"{_short(spelt)} is more than a number here can hold exactly",
                f"write at most {DIGITS} significant digits",
                path,
            )
        )
        return 0, at + len(spelt)
    return (int(spelt) if spelt.lstrip("-").isdigit() else value), at + len(spelt)


def _short(text: str) -> str:
    return repr(text if len(text) <= 24 else text[:20] + "…")


def _met(text: str, at: int, wanted: str) -> str:
    met = repr(text[at]) if at < len(text) else "the end of the file"
    return f"{wanted} is expected here, not {met}"


def _comma_hint(text: str, at: int) -> str:
    return "put the field name in double quotes" if at < len(text) else "close the object with '}'"
