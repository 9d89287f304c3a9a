"""Reading JSON strictly, with the place of every value and name.

Stricter than RFC 8259 where that is silent: no duplicate names, no lone surrogates, no number
that a double cannot hold exactly, nesting and size bounded. The first fault of syntax ends the
reading; the others are collected.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NoReturn

from fazhi.record.json_pointer import JsonPath
from fazhi.validate.problem import Finding, Fix

LARGEST: Final = 8 * 1024 * 1024
"""The most bytes a record may have."""
MOST_VALUES: Final = 100_000
"""The most JSON values a record may have: about twice as many as one needs that has all the
metrics, relations and exclusions that the schema allows, fifty times as many as the largest has."""
DEEPEST: Final = 32
DIGITS: Final = 15

_DECODER = JSONDecoder()
_BLANK = re.compile(r"[ \t\n\r]*+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"-?[A-Za-z0-9_.+-]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANTS = {"true": True, "false": False, "null": None}
# What the decoder says of a string, and what is said here; the last is for any other message.
_STRING_FAULTS = (
    ("Unterminated", "a text starts here and never ends", "put a quotation mark at its end"),
    (
        "control character",
        "a line break or control character stands inside a text",
        "write it on one line",
    ),
    ("", "a backslash is followed by what is no escape", "write \\\\ for a backslash"),
)


@dataclass
class Document:
    """A file as read: its text, and by it the value, and the offset of each value and each name.

    `faults` are the names of rules and what breaks them. `first_line` is the number of the text's
    first line in its file; `is_line` says that it is one line of JSON Lines. The value and the
    offsets are read when they are first asked for.
    """

    text: str = ""
    faults: list[tuple[str, Finding]] = field(default_factory=list)
    first_line: int = 1
    is_line: bool = False

    @property
    def value(self) -> Any:
        """The JSON value; None where reading was ended by a fault."""
        return self.reading.value

    @cached_property
    def reading(self) -> "Reading":
        """What is read of the text; its faults are added to those of the document."""
        reader = _Reader(self.text)
        try:
            reader.reading.value = reader.read()
        except _Stop as stop:
            reader.faults.append(stop.args)
        self.faults += reader.faults
        return reader.reading

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code-point offset; the column in code points."""
        line = bisect_right(self._lines, offset)
        return self.first_line + line - 1, offset - self._lines[line - 1] + 1

    def offset(self, path: JsonPath, on_key: bool = False) -> int:
        """Where the value at a path stands, or its name; for a path that does not exist, the
        nearest value around it that does."""
        values, names = self.reading.values, self.reading.names
        if on_key and path in names:
            return names[path]
        while path and path not in values:
            path = path[:-1]
        return values.get(path, 0)


@dataclass
class Reading:
    """A JSON value, None where a fault ended the reading, and where its values and names stand."""

    value: Any = None
    values: dict[JsonPath, int] = field(default_factory=dict)
    names: dict[JsonPath, int] = field(default_factory=dict)


def read_bytes(data: bytes, line: int | None = None) -> Document:
    """Read a whole file, or with `line` the line of that number of a JSON Lines file, given
    without its line end. Every fault is in the document, none is raised."""
    document = decode_bytes(data, line)
    if not document.faults:
        _ = document.reading
    return document


def decode_bytes(data: bytes, line: int | None = None) -> Document:
    """The same as far as the text: what is wrong with the JSON is found by `reading`."""
    document = Document(first_line=line or 1, is_line=line is not None)
    try:
        _decode(document, data)
    except _Stop as stop:
        document.faults.append(stop.args)
        document.reading = Reading()
    return document


class _Stop(Exception):
    """The fault that ends the reading: the name of its rule, and the finding."""


def _stop(
    offset: int, message: str, hint: str, rule: str = "file-json-syntax", fix: Fix | None = None
) -> NoReturn:
    raise _Stop(rule, Finding((), message, hint, offset=offset, fix=fix))


def _decode(document: Document, data: bytes) -> None:
    """Set the text of the document, as far as the bytes can be read."""
    if len(data) > LARGEST:
        message = f"the file has more than the {LARGEST:,} bytes a record may have"
        _stop(0, message, "one record is one article; is this the right file?", "file-too-large")
    if not data.strip():
        _stop(0, "the file is empty", "write a record into it, or delete it", "file-empty")
    if data.startswith(b"\xef\xbb\xbf"):
        message, hint = "the file starts with a byte order mark", "save it as UTF-8 without BOM"
        _stop(0, message, hint, "form-byte-order-mark", ())
    try:
        document.text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        document.text = data[: error.start].decode("utf-8")
        message = f"byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8"
        hint = "save the file as UTF-8; GBK and Latin-1 are not read"
        _stop(len(document.text), message, hint, "file-not-utf8")


class _Reader:
    """Reads the text of a document into its value; each method takes the offset at which
    something starts and gives it with the offset at which it ends."""

    def __init__(self, text: str) -> None:
        self.text, self.reading = text, Reading()
        self.faults: list[tuple[str, Finding]] = []

    def read(self) -> object:
        value, end = self.read_value(self.skip(0), (), 0)
        end = self.skip(end)
        if end < len(self.text):
            _stop(end, "something follows the end of the record", "delete it")
        return value

    def skip(self, at: int) -> int:
        """The offset of the next character that is not white space."""
        match = _BLANK.match(self.text, at)
        return match.end() if match else at

    def read_value(self, at: int, path: JsonPath, depth: int) -> tuple[object, int]:
        self.reading.values[path] = at
        if depth > DEEPEST:
            message = f"values are nested more than {DEEPEST} deep"
            hint = "a record is at most a handful of levels deep; is this the right file?"
            _stop(at, message, hint, "file-too-deep")
        if len(self.reading.values) > MOST_VALUES:
            message = f"the file has more than the {MOST_VALUES:,} values a record may have"
            hint = "one record is one article; is this the right file?"
            _stop(at, message, hint, "file-too-many-values")
        match self.text[at : at + 1]:
            case "{":
                return self.read_object(self.skip(at + 1), path, depth)
            case "[":
                return self.read_array(self.skip(at + 1), path, depth)
            case '"':
                return self.read_string(at, path)
            case _:
                return self.read_scalar(at, path)

    def read_object(self, at: int, path: JsonPath, depth: int) -> tuple[object, int]:
        members: dict[str, object] = {}
        while self.text[at : at + 1] != "}":
            if self.text[at : at + 1] != '"':
                ended = at >= len(self.text)
                hint = (
                    "close the object with '}'" if ended else "put the field name in double quotes"
                )
                self.expected("a field name in quotes", at, hint)
            start = at
            name, at = self.read_string(at, path)
            member = (*path, name)
            if name in members:
                message = f"{name!r} stands twice in this object"
                hint = "keep one of the two; readers disagree about which one counts"
                self.fault("file-duplicate-key", start, message, hint, member)
            at = self.skip(at)
            if self.text[at : at + 1] != ":":
                self.expected(f"':' after {name!r}", at, "put a colon there")
            members[name], at = self.read_value(self.skip(at + 1), member, depth + 1)
            self.reading.names[member] = start
            at = self.separator(self.skip(at), "}")
        return members, at + 1

    def read_array(self, at: int, path: JsonPath, depth: int) -> tuple[object, int]:
        items: list[object] = []
        while self.text[at : at + 1] != "]":
            item, at = self.read_value(at, (*path, len(items)), depth + 1)
            items.append(item)
            at = self.separator(self.skip(at), "]")
        return items, at + 1

    def separator(self, at: int, closing: str) -> int:
        """The offset of what follows a comma, or of the closing bracket."""
        if self.text[at : at + 1] == closing:
            return at
        if self.text[at : at + 1] != ",":
            self.expected(f"',' or '{closing}'", at, "is a comma missing?")
        after = self.skip(at + 1)
        if self.text[after : after + 1] == closing:
            _stop(at, f"a comma before '{closing}'", "delete the comma")
        return after

    def read_string(self, at: int, path: JsonPath) -> tuple[str, int]:
        try:
            found, end = _DECODER.raw_decode(self.text, at)
        except JSONDecodeError as error:
            _, message, hint = next(row for row in _STRING_FAULTS if row[0] in error.msg)
            _stop(min(error.pos, len(self.text)), message, hint)
        if surrogate := _SURROGATE.search(found):
            message = f"the text holds half a character, \\u{ord(surrogate.group()):04x}"
            hint = "write the character itself instead of escapes"
            self.fault("file-lone-surrogate", at, message, hint, path)
        return found, end

    def read_scalar(self, at: int, path: JsonPath) -> tuple[object, int]:
        word = _WORD.match(self.text, at)
        if word is None:
            self.expected("a value", at, "put a value there")
        spelt, end = word.group(), word.end()
        if spelt in _CONSTANTS:
            return _CONSTANTS[spelt], end
        if not _NUMBER.fullmatch(spelt):
            hint = "texts stand in double quotes; numbers are written like 2542, 99.8 or -5.2"
            _stop(at, f"{_short(spelt)} is no JSON value", hint)
        digits = re.sub(r"[eE].*|[-.]", "", spelt).strip("0")
        value = float(spelt) if len(spelt) < 400 else float("inf")
        if len(digits) > DIGITS or abs(value) == float("inf"):
            message = f"{_short(spelt)} is more than a number here can hold exactly"
            hint = f"write at most {DIGITS} significant digits"
            self.fault("file-long-number", at, message, hint, path)
            return 0, end
        return int(spelt) if spelt.lstrip("-").isdigit() else value, end

    def fault(self, rule: str, offset: int, message: str, hint: str, path: JsonPath) -> None:
        """Collect a fault that does not end the reading."""
        self.faults.append((rule, Finding(path, message, hint, offset=offset)))

    def expected(self, what: str, at: int, hint: str) -> NoReturn:
        """Stop, because something else stands here, or nothing."""
        met = repr(self.text[at]) if at < len(self.text) else "the end of the file"
        _stop(at, f"{what} is expected here, not {met}", hint)


def _short(text: str) -> str:
    return repr(text if len(text) <= 24 else text[:20] + "…")
