"""A step of the walk at a numeral in Arabic or full-width digits."""

from __future__ import annotations

import re
from typing import Final

from fazhi.figure import around
from fazhi.figure.bare import bare, currency
from fazhi.figure.calendar import date_at
from fazhi.figure.dates import CONNECTORS, pair
from fazhi.figure.lexicon import AFTER, BEFORE, NUMERAL_MARKS, TRAPS, UNITS
from fazhi.figure.model import Bound, Found, Step, Value
from fazhi.figure.numeral import Numeral, arabic, digits_end
from fazhi.figure.quantity import Quantity, quantity
from fazhi.figure.special import (
    ascii_digits,
    case_number,
    fraction,
    ordinal,
    plain,
    ratio,
    slash,
    telephone,
)
from fazhi.figure.traps import trap
from fazhi.figure.units import ARABIC_DIGITS, unit_at

# 19投8中 and 7中3 are shots and hits.
_SHOTS = re.compile(r"[0-9]{1,3}投[0-9]{1,3}中|[0-9]{1,3}中[0-9]{1,3}(?![0-9])")
# A place on a road: K88+200处, 312KM+450处.
_STATION = re.compile(r"(?:[Kk][0-9]{1,5}|[0-9](?:KM|km|公里))\+$")
_LISTED_MARKER = re.compile(r"[0-9]{1,2}、(?=[\u4e00-\u9fff])")
_SPACED_MARKER = re.compile(r"[0-9]{1,2}[.．](?=[\u4e00-\u9fff])")
_MARKER = re.compile(r"[0-9０-９]{1,2}(?:[、）)]|[.．](?![0-9])|[.．](?=[0-9]{4}年))")
_MARKER_BEFORE: Final = frozenset("\n\r。；：")
_MARKER_AFTER: Final = frozenset("、.．)）")
_DATE_NEXT: Final = frozenset("年月日号时点:：∶︰/. 　世赛学财、" + CONNECTORS)
_OPEN: Final = frozenset("（([［〔【")
# Most figures are a numeral and a unit between words that change nothing: those are settled at
# once. Beside one of these characters the whole grammar is asked.
_PLAIN: Final = ("count", "amount", "rate")
_UNIT_NEXT: Final = frozenset(UNITS) - _DATE_NEXT
_BUSY_BEFORE: Final = frozenset("-－−负下上￥¥$＄€£ 第《") | frozenset(BEFORE) | _OPEN
_BUSY: Final = (
    frozenset("零半多余 /／")
    | frozenset(AFTER)
    | frozenset(CONNECTORS)
    | NUMERAL_MARKS
    | ARABIC_DIGITS
)


def arabic_step(text: str, at: int, floor: int) -> Step:
    """Read the figure whose first Arabic digit stands at ``at``, or pass over the digits."""
    number = arabic(text, at)
    if number is None:
        return digits_end(text, at), None
    previous = text[at - 1 : at]
    following = text[number.end : number.end + 1]
    if text[at : at + 2] in TRAPS:
        stop = trap(text, at)
        if stop > at:
            return stop, None
    if at > floor and (previous == "第" or text[at - 2 : at] == "第 "):
        first = ordinal(text, at)
        return (number.end, None) if first is None else (first[1], first)
    if following in ("投", "中"):
        shots = _SHOTS.match(text, at)
        if shots is not None:
            return shots.end(), None
    if previous == "+" and _STATION.search(text, max(0, at - 12), at):
        return number.end, None
    if previous and previous in _OPEN and at > floor:
        enclosed = _enclosed(text, at, number)
        if enclosed is not None:
            return enclosed
    if (
        following
        and following in _MARKER_AFTER
        and _opens(text, at)
        and pair(text, at, True) is None
    ):
        marker = _MARKER.match(text, at)
        if marker is not None:
            return marker.end(), None
    if previous in (" ", "　", "，"):
        marker = (_LISTED_MARKER if previous == "，" else _SPACED_MARKER).match(text, at)
        if marker is not None:
            return marker.end(), None
    if following in _UNIT_NEXT and previous not in _BUSY_BEFORE:
        unit = unit_at(text, number, False)
        if unit is not None and unit[0].kind in _PLAIN and text[unit[2] : unit[2] + 1] not in _BUSY:
            entry, form, end = unit
            bound: Bound = "above" if number.fuzz else "exact"
            return end, (at, end, entry.kind, number.low, None, form, bound)
    if following in _DATE_NEXT and following:
        found = _dated(text, at, floor, number, following)
        if found is not None:
            return found[1], found
    return _measured(text, at, floor, number, following)


def _enclosed(text: str, at: int, number: Numeral) -> Step | None:
    """Read a case number, 第(5)项, or pass over a list marker such as (1)."""
    case = case_number(text, at - 1)
    if case is not None:
        return case[1], case
    end = number.end
    if text[at - 1] in "[［" and text[end : end + 1] in ("]", "］") and end - at <= 3:
        # [1], a reference
        return end, None
    if text[end : end + 1] not in ("）", ")") or end - at > 2:
        return None
    if text[at - 2 : at - 1] == "第" and text[end + 1 : end + 2] in ("条", "款", "项"):
        unit = text[end + 1]
        return end + 2, (at - 2, end + 2, "identifier", plain(number.low), None, unit, "exact")
    return end, None


def _opens(text: str, at: int) -> bool:
    """Whether a line or sentence begins at ``at``, so that 1. or 2、 there is a list marker."""
    while at and text[at - 1] in " 　":
        at -= 1
    return not at or text[at - 1] in _MARKER_BEFORE


def _dated(text: str, at: int, floor: int, number: Numeral, following: str) -> Found | None:
    if following in "-—－":
        call = telephone(text, at)
        if call is not None:
            return call
    if number.fuzz or number.scale != 1:
        return None
    date = date_at(text, at, floor, True)
    if date is None and following in ":：∶︰":
        return ratio(text, at)
    return date


def _measured(text: str, at: int, floor: int, number: Numeral, following: str) -> Step:
    if following == "比":
        score = ratio(text, at)
        if score is not None:
            return score[1], score
    elif following == "分" and text.startswith("分之", number.end):
        part = fraction(text, at)
        if part is not None:
            found = around.qualified(text, part[0], floor, part[1])
            return found[1], found
    elif following in ("/", "／"):
        part_of = slash(text, at)
        if part_of is not None:
            found = around.qualified(text, part_of, floor, False)
            return found[1], found
    start, sign = around.sign(text, at, floor)
    measured = quantity(text, at, number, sign, False)
    if (
        measured is not None
        and text[at - 1 : at] == "《"
        and text[measured.end : measured.end + 1] == "》"
    ):
        # 《749局》
        return measured.end, None
    if measured is None:
        return bare(text, at, floor, number)
    if start < at and measured.kind not in ("amount", "rate", "range"):
        # A dash before a count is no minus.
        start = at
        if sign < 0:
            measured = measured._replace(low=-measured.low)
    kind, unit = measured.kind, measured.unit
    if kind == "identifier" and unit == "后" and not _is_generation(text, at, measured.end):
        return bare(text, at, floor, number)
    if kind in ("identifier", "ordinal"):
        return measured.end, _numbered(text, at, number, measured)
    value: Value = plain(measured.low) if kind == "other" else measured.low
    start = currency(text, start, floor)
    body = (start, measured.end, kind, value, measured.high, unit, measured.bound)
    found = around.qualified(text, body, floor, measured.bound == "above")
    return found[1], found


def _numbered(text: str, at: int, number: Numeral, found: Quantity) -> Found | None:
    """Return 118号, 00后 or 3季度, which no qualifier bounds; digits stand as written."""
    if found.bound != "exact" or found.high is not None:
        return None
    if found.kind == "ordinal":
        return at, found.end, "ordinal", number.low, None, found.unit, "exact"
    digits = ascii_digits(text[at : number.end])
    value = digits if digits.isdecimal() else plain(number.low)
    return at, found.end, "identifier", value, None, found.unit, "exact"


def _is_generation(text: str, at: int, end: int) -> bool:
    """Whether 90后 names those born in the nineties; 5后 and 100后 do not."""
    return end - at == 3 and text[at + 1] in "05０５"
