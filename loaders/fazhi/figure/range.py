"""Ranges between two numerals.

    range = quantity connector quantity      30%—40%, 零下5到零下3℃, 六个月至八个月
          | numeral connector quantity       3至5天, 1.5—2万元
          | digit "、" digit unit            2、3级

A range is read from its lower end, also where it falls: 十五年至三年 is 3 to 15. Ranges of dates
are in ``date_time``, of ordinals in ``ordinal``, of 百分之 in ``ratio``.
"""

import re
from decimal import Decimal
from typing import Final

from fazhi.figure.compound import compound
from fazhi.figure.date_time import JOIN
from fazhi.figure.model import Bound
from fazhi.figure.numeral import Numeral, numeral_at, trim
from fazhi.figure.unit import Quantity, UnitMatch, unit_at

# How far a range may fall and still share the magnitude of its other end.
_FALL: Final = 3
_CONNECTOR = re.compile(JOIN)


def _sign_at(text: str, start: int) -> tuple[int, int]:
    """Return where the numeral after a sign at ``start`` begins, and the sign, 1 or -1."""
    if text.startswith("零下", start):
        return start + 2, -1
    if text.startswith("负", start):
        return start + 1, -1
    if text.startswith("-", start) and "0" <= text[start + 1 : start + 2] <= "9":
        return start + 1, -1
    return start, 1


def joined(
    text: str, start: int, number: Numeral, low: Decimal, unit: str, end: int
) -> Quantity | None:
    """Return the range whose lower end, the signed ``low``, ends at ``end``.

    ``unit`` is the unit of the lower end, empty where it leaves it to the upper end.
    """
    connector = _CONNECTOR.match(text, end)
    if connector is None:
        return None
    begin, sign = _sign_at(text, connector.end())
    high = numeral_at(text, begin)
    if high is None or high.high is not None:
        return None
    found = unit_at(text, high)
    if found is None or (unit and found.form != unit):
        return None
    top = high.low * sign
    bottom = low if unit else _scaled(low, number.scale, high)
    if bottom == top or compound(text, high.low, found.entry, found.end) is not None:
        # 三年至四年八个月: its ends have different units.
        return None
    if bottom > top:
        # 10℃—5℃ falls; what a number names does not.
        if found.entry.kind == "identifier" or sign < 0:
            return None
        bottom, top = top, bottom
    return _range(start, found, bottom, top, high.more or number.more)


def neighbours(text: str, start: int, number: Numeral) -> Quantity | None:
    """Return 2、3级 as a range: two single digits that follow each other, one unit."""
    if (
        not number.single
        or text[number.end : number.end + 1] != "、"
        or text[start - 1 : start] == "、"
    ):
        return None
    high = numeral_at(text, number.end + 1)
    if high is None or not high.single or high.low != number.low + 1:
        return None
    if text[start] == "一" and text[number.end + 1] == "二":
        # 一、二级公路 are two classes, 一、两天 is a range.
        return None
    found = unit_at(text, high)
    if found is None or found.entry.kind == "identifier":
        return None
    return _range(start, found, number.low, high.low, False)


def _range(start: int, found: UnitMatch, low: Decimal, high: Decimal, more: bool) -> Quantity:
    bound: Bound = "above" if more else "exact"
    return Quantity(start, found.end, "range", low, high, found.form, bound, found.entry)


def _scaled(low: Decimal, low_scale: Decimal, high: Numeral) -> Decimal:
    """Give 1.5 of 1.5—2万元, and 4.5 of 4.5—3.7万年, the magnitude it leaves to the other end."""
    if high.scale > 1 and low_scale == 1 and low * high.scale < high.low * _FALL:
        return trim(low * high.scale)
    return low
