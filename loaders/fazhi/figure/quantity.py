"""Numerals with their units, and ranges of them.

quantity = [sign] numeral unit [half] [what goes on after it (compound.py)] ["多"]
range    = quantity connector quantity      30%—40%, 零下5到零下3℃, 六个月至八个月
         | numeral connector quantity       3至5天, 2、3级, 1.5—2万元
           read from its lower end, also where it falls: 十五年至三年 is 3 to 15
unit     = the longest entry of lexicon/units.tsv, [ "/" unit ]
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from fazhi.figure.compound import compound
from fazhi.figure.dates import CONNECTORS
from fazhi.figure.lexicon import NUMERAL_MARKS, UNITS, Unit
from fazhi.figure.model import Bound, Kind
from fazhi.figure.numeral import Numeral, trim
from fazhi.figure.units import ARABIC_DIGITS, numeral_at, unit_at

# How far a range may fall and still share the magnitude of its other end.
_FALL: Final = 3
_HALF: Final = Decimal("0.5")
# Before these nothing of a quantity follows: the common case is settled at once.
_PLAIN_AFTER: Final = frozenset(("", *"，。；、：（）()的\n,;以和，是在为"))
# Words that begin with 多 or 余 and so do not belong to the unit before them: 3年多次, 5元多地.
_MORE_GUARD: Final = frozenset("次地个种项方元样名人家部处位层角边重媒头功少晶数云发式下额款孽热粮")


class Quantity(NamedTuple):
    """A quantity without its qualifiers."""

    start: int
    end: int
    kind: Kind
    low: Decimal
    high: Decimal | None
    unit: str
    bound: Bound
    entry: Unit | None


def _with_half(text: str, number: Numeral) -> tuple[Numeral, tuple[Unit, str, int]] | None:
    """Read 两个半小时 and 一个半月, where 半 stands inside the unit."""
    if not text.startswith("个半", number.end):
        return None
    start = number.end + 2
    for unit in UNITS.get("个", ()):
        rest = unit.form[1:]
        if rest and text.startswith(rest, start):
            half = number._replace(low=number.low + _HALF)
            return half, (unit, unit.form, start + len(rest))
    return None


def _with_more(text: str, number: Numeral) -> tuple[Numeral, tuple[Unit, str, int]] | None:
    """Read 3个多月 and 两个多小时, where 多 stands inside the unit."""
    if not text.startswith(("个多", "个余"), number.end):
        return None
    start = number.end + 2
    for unit in UNITS.get("个", ()):
        rest = unit.form[1:]
        if rest and text.startswith(rest, start):
            return number._replace(fuzz="多"), (unit, unit.form, start + len(rest))
    return None


def _scaled(low: Decimal, low_scale: Decimal, high: Numeral) -> Decimal:
    """Give 1.5 of 1.5—2万元, and 4.5 of 4.5—3.7万年, the magnitude it leaves to the other end."""
    if high.scale > 1 and low_scale == 1 and low * high.scale < high.low * _FALL:
        return trim(low * high.scale)
    return low


def _signed(text: str, start: int) -> tuple[int, int]:
    """Return where the numeral after a sign begins, and the sign."""
    if text.startswith(("零下", "负"), start):
        return start + (2 if text[start] == "零" else 1), -1
    if text[start : start + 1] in ("-", "－", "−") and text[start + 1 : start + 2] in ARABIC_DIGITS:
        return start + 1, -1
    return start, 1


def _joined(text: str, end: int) -> int:
    """Return where the second end of a range would begin, or -1 where nothing joins."""
    if text[end : end + 1] == " ":
        end += 1
    mark = text[end : end + 1]
    if not mark or mark not in CONNECTORS:
        return -1
    end += 2 if mark in "—-" and text[end + 1 : end + 2] == mark else 1
    return end + 1 if text[end : end + 1] == " " else end


def _range(
    text: str, start: int, number: Numeral, low: Decimal, unit: str, end: int
) -> Quantity | None:
    """Return the range whose lower end, with or without unit, ends at ``end``."""
    begin = _joined(text, end)
    if begin < 0:
        return None
    begin, sign = _signed(text, begin)
    high = numeral_at(text, begin)
    if high is None or high.high is not None:
        return None
    found = unit_at(text, high, False)
    form = found[1] if found else ""
    same = form == unit or (unit in ("%", "％") and form in ("%", "％"))
    if unit and not same:
        return None
    top = high.low * sign
    bottom = low
    if not unit:
        bottom = _scaled(low, number.scale, high)
    if not found or bottom == top:
        return None
    if compound(text, high.low, found[0], found[2]) is not None:
        # 三年至四年八个月: its ends have different units.
        return None
    if bottom > top:
        # 10℃—5℃ falls; what a number names does not.
        if found[0].kind == "identifier" or sign < 0:
            return None
        bottom, top = top, bottom
    above: Bound = "above" if high.fuzz or number.fuzz else "exact"
    return Quantity(start, found[2], "range", bottom, top, form, above, found[0])


def _neighbours(text: str, start: int, number: Numeral) -> Quantity | None:
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
    found = unit_at(text, high, False)
    if found is None or found[0].kind == "identifier":
        return None
    return Quantity(start, found[2], "range", number.low, high.low, found[1], "exact", found[0])


def quantity(text: str, start: int, number: Numeral, sign: int, lone: bool) -> Quantity | None:
    """Return the quantity whose numeral has been read, or None if no unit follows it."""
    low, high = number.low, number.high
    halved = more = None
    if text[number.end : number.end + 1] == "个":
        halved = _with_half(text, number)
        more = None if halved else _with_more(text, number)
    if halved:
        number, found = halved
        low = number.low
    elif more:
        number, found = more
    else:
        plain = unit_at(text, number, lone)
        if plain is None:
            if high is not None:
                return None
            return _range(text, start, number, low * sign, "", number.end) or _neighbours(
                text, start, number
            )
        found = plain
    unit, form, end = found
    if high is None and text[end : end + 1] in _PLAIN_AFTER:
        bound: Bound = "above" if number.fuzz else "exact"
        return Quantity(start, end, unit.kind, low * sign, None, form, bound, unit)
    kind = unit.kind
    if high is not None:
        return Quantity(start, end, "range", low, high, form, "exact", unit)
    low *= sign
    following = text[end : end + 1]
    if following and (following in CONNECTORS or following == " "):
        ranged = _range(text, start, number, low, form, end)
        if ranged is not None:
            return ranged
    bound = "above" if number.fuzz else "exact"
    if following and not number.fuzz:
        if following == "半" and unit.continuous and not halved:
            half = low + _HALF * sign
            return Quantity(start, end + 1, unit.kind, half, None, form, bound, unit)
        if following in NUMERAL_MARKS or following in ARABIC_DIGITS:
            more_of = compound(text, low * sign, unit, end)
            while more_of is not None:
                low, unit, end = more_of
                low *= sign
                form = unit.form
                # The minutes of 4小时18分 are a length of time, alone they are points.
                kind = "duration" if "duration" in (kind, unit.kind) else kind
                more_of = compound(text, low * sign, unit, end)
        elif following in "多余" and unit.continuous and text[end + 1 : end + 2] not in _MORE_GUARD:
            return Quantity(start, end + 1, unit.kind, low, None, form, "above", unit)
    return Quantity(start, end, kind, low, None, form, bound, unit)
