"""How text, amounts and counts are written for people."""

from typing import Final
from unicodedata import category

BOUND_SIGNS: Final = {"exact": "", "above": "≥", "below": "≤", "approximately": "≈"}
CHANGE_SIGNS: Final = {None: "", "increase": "+", "decrease": "\u2212", "unchanged": "\u00b1"}


def printable(text: str) -> str:
    """The text on one line: controls, line separators, bidirectional and other invisible
    characters, and the surrogates of undecodable file names are written as escapes."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or category(char) == "Zs" else ascii(char)[1:-1] for char in text
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
