"""The numeral at a place, and what it is counted in: the unit after it, of lexicon/units.tsv."""

from __future__ import annotations

from typing import Final

from fazhi.figure.lexicon import DIGITS, MAGNITUDES, TENS, UNIT, UNITS, Unit
from fazhi.figure.numeral import Numeral, arabic, chinese

ARABIC_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORD_MARKS: Final = frozenset(
    _LETTERS + "0123456789" + "".join(chr(ord(c) + 0xFEE0) for c in _LETTERS)
)
HAN_STARTS: Final = frozenset([*DIGITS, *TENS, *MAGNITUDES])


def numeral_at(text: str, start: int) -> Numeral | None:
    """Return the numeral, Arabic or Chinese, that begins at ``start``."""
    if start >= len(text):
        return None
    mark = text[start]
    if mark in ARABIC_DIGITS:
        return arabic(text, start)
    return chinese(text, start) if mark in HAN_STARTS else None


def unit_at(text: str, number: Numeral, lone: bool) -> tuple[Unit, str, int] | None:
    """Return the unit after a numeral: its entry, its form in the text, and its end."""
    start = number.end
    if start >= len(text):
        return None
    if number.arabic and text[start] in "  " and start + 1 < len(text):
        start += 1
    for unit in UNITS.get(text[start], ()):
        if not text.startswith(unit.form, start):
            continue
        end = start + len(unit.form)
        following = text[end : end + 1]
        if (
            (unit.digits_only and not number.arabic)
            or (unit.whole_only and (number.low % 1 or text[number.end - 2] == "."))
            or (unit.of_change and not _changes(text, number.end))
            or (
                unit.not_before
                and (lone or unit.always_guarded)
                and text.startswith(unit.not_before, end)
            )
        ):
            continue
        if unit.form[-1] in WORD_MARKS and following in WORD_MARKS and following:
            continue
        if unit.form in ("M", "G") and number.low < 16:
            continue
        if following and following in "/／" and unit.kind in ("count", "amount", "rate"):
            for below in UNITS.get(text[end + 1 : end + 2], ()):
                stop = end + 1 + len(below.form)
                if text.startswith(below.form, end + 1):
                    return UNIT["元"] if unit.kind == "count" else unit, text[start:stop], stop
        return unit, unit.form, end
    return None


def _changes(text: str, end: int) -> bool:
    """Whether the clause of a numeral that ends at ``end`` says that something rises or falls."""
    near = text[max(0, end - 10) : end]
    clause = max(map(near.rfind, "，。；、"))
    return any(mark in near[clause + 1 :] for mark in "涨跌升降增减高低落")
