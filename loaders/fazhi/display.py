"""How text, amounts and counts are written for people."""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final
from unicodedata import category

BOUND_SIGNS: Final = {"exact": "", "above": "≥", "below": "≤", "approximately": "≈"}
CHANGE_SIGNS: Final = {None: "", "increase": "+", "decrease": "\u2212", "unchanged": "\u00b1"}


# Between colours (SGR) and line ends, what is not ASCII text. A long text is searched fast.
_COLOURS_AND_LINES: Final = re.compile(r"(\x1b\[[0-9;]*m|\n)")
_SUSPECT: Final = re.compile(r"[^\n\x20-\x7e]+")


def printable(text: str) -> str:
    """The text on one line: controls, line separators, bidirectional and other invisible
    characters, and the surrogates of undecodable file names are written as escapes."""
    return _escape(text, lambda char: ascii(char)[1:-1])


def printable_lines(text: str, *, colours: bool = True) -> str:
    """Lines that this package wrote: line ends, and colours where it uses them, are kept, and
    nothing else that is not printable."""
    if not colours:
        return "\n".join(map(printable, text.split("\n")))
    parts = _COLOURS_AND_LINES.split(text)
    return "".join(part if at % 2 else printable(part) for at, part in enumerate(parts))


def json_text(value: Any) -> str:
    """A value as indented JSON with a line end: what is not printable in its texts is escaped, and
    what JSON has no type for is written as a text."""
    written = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    escape = partial(_escape, escape=lambda char: json.dumps(char)[1:-1])
    return _SUSPECT.sub(lambda found: escape(found.group()), written) + "\n"


def _escape(text: str, escape: Callable[[str], str]) -> str:
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or category(char) == "Zs" else escape(char) for char in text
    )


def amount(
    value: float, upper: float | None = None, bound: str = "exact", direction: str | None = None
) -> str:
    """A metric's value in base units: ≥60, 30–45, +3.5, 215,000,000. `bound` and `direction` are
    values of the model's `Metric.bound` and `Change.direction`."""
    ends = "–".join(f"{end:,.15g}" for end in (value, upper) if end is not None)
    return f"{BOUND_SIGNS[bound]}{CHANGE_SIGNS[direction]}{ends}"


def count(quantity: int, noun: str) -> str:
    """A number with its English noun: 1 record, 2 records."""
    return f"{quantity} {noun}" + ("" if quantity == 1 else "s")
