"""Numerals with their units, and ranges of them.

quantity = [sign] numeral unit [half] [second numeral with a smaller unit] ["多"]
range    = quantity connector quantity      30%—40%, 零下5到零下3℃, 六个月至八个月
         | numeral connector quantity       3至5天, 2、3级, 1.5—2万元
unit     = the longest entry of lexicon/units.tsv, [ "/" unit ]
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from fazhi.figure.dates import CONNECTORS
from fazhi.figure.lexicon import DIGITS, MAGNITUDES, NUMERAL_MARKS, TENS, UNIT, UNITS, Unit, rows
from fazhi.figure.model import Bound, Kind
from fazhi.figure.numeral import Numeral, arabic, chinese, positional, trim

ARABIC_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORD_MARKS: Final = frozenset(
    _LETTERS + "0123456789" + "".join(chr(ord(c) + 0xFEE0) for c in _LETTERS)
)
HAN_STARTS: Final = frozenset([*DIGITS, *TENS, *MAGNITUDES])
_HALF: Final = Decimal("0.5")
_COMPOUNDS: Final = {
    (row[0], row[1]): (Decimal(row[2]), row[3] == "first") for row in rows("compounds.tsv")
}
_COMPOUND_FIRST: Final = frozenset(first for first, _ in _COMPOUNDS)
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


def _compound(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int] | None:
    """Continue 1年 with 6个月, 3元 with 5角, 1分45秒 with 23."""
    start = end + 1 if text[end : end + 1] == "零" else end
    if unit.form == "成":
        return _tenths(text, value, unit, end)
    if unit.form in _COMPOUND_FIRST:
        number = numeral_at(text, start)
        if number is not None and not number.fuzz and number.high is None:
            found = unit_at(text, number, False)
            if found is not None and (unit.form, found[0].form) in _COMPOUNDS:
                factor, first = _COMPOUNDS[unit.form, found[0].form]
                if first:
                    return trim(value + number.low / factor), unit, found[2]
                return value * factor + number.low, found[0], found[2]
    elif unit.form in ("米", "秒"):
        stop = end
        if unit.form == "米" and text[end : end + 1] in DIGITS:
            return _metre(text, value, unit, end)
        if text[end : end + 1] in DIGITS:
            return _hundredths(text, value, unit, end)
        while stop < len(text) and stop - end < 3 and text[stop] in ARABIC_DIGITS:
            stop += 1
        following = text[stop : stop + 1]
        if stop - end == 2 and (not following or following not in UNITS) and following not in ".．":
            return trim(value + Decimal(int(text[end:stop])) / 100), unit, stop
    return None


def _tenths(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int] | None:
    """Continue 七成 with 五."""
    tenth = DIGITS.get(text[end : end + 1], 0)
    if not tenth or text[end + 1 : end + 2] in UNITS or text[end + 1 : end + 2] in NUMERAL_MARKS:
        return None
    return value + Decimal(tenth) / 10, unit, end + 1


def _hundredths(
    text: str, value: Decimal, unit: Unit, end: int
) -> tuple[Decimal, Unit, int] | None:
    """Continue 五十八秒 with 四六."""
    digits = positional(text[end : end + 2])
    following = text[end + 2 : end + 3]
    if digits is None or len(digits) < 2 or following in UNITS or following in NUMERAL_MARKS:
        return None
    return trim(value + Decimal(f"0.{digits}")), unit, end + 2


def _metre(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int] | None:
    """Continue 一米 with 八 or 八三: one or two Chinese digits that have no unit of their own."""
    stop = end
    while stop < len(text) and text[stop] in NUMERAL_MARKS:
        stop += 1
    digits = positional(text[end:stop])
    if (
        digits is None
        or len(digits) > 2
        or digits == "1"
        or (value > 9 and len(digits) < 2)
        or text[stop : stop + 1] in UNITS
    ):
        return None
    return trim(value + Decimal(f"0.{digits}")), unit, stop


def _scaled(low: Decimal, low_scale: Decimal, high: Numeral) -> Decimal:
    """Give 1.5 of 1.5—2万元 the magnitude it leaves to the other end."""
    if high.scale > 1 and low_scale == 1 and low * high.scale < high.low:
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
    if not found or bottom >= top:
        return None
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
            more_of = _compound(text, low * sign, unit, end)
            while more_of is not None:
                low, unit, end = more_of
                low *= sign
                form = unit.form
                # The minutes of 4小时18分 are a length of time, alone they are points.
                kind = "duration" if "duration" in (kind, unit.kind) else kind
                more_of = _compound(text, low * sign, unit, end)
        elif following in "多余" and unit.continuous and text[end + 1 : end + 2] not in _MORE_GUARD:
            return Quantity(start, end + 1, unit.kind, low, None, form, "above", unit)
    return Quantity(start, end, kind, low, None, form, bound, unit)
