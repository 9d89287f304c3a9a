"""Quantities that go on after their unit: 1年6个月, 3元5角, 七成五, 一米八, 五十八秒四六."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fazhi.figure.lexicon import DIGITS, NUMERAL_MARKS, UNITS, Unit, rows
from fazhi.figure.numeral import positional, trim
from fazhi.figure.units import ARABIC_DIGITS, numeral_at, unit_at

_COMPOUNDS: Final = {
    (row[0], row[1]): (Decimal(row[2]), row[3] == "first") for row in rows("compounds.tsv")
}
_COMPOUND_FIRST: Final = frozenset(first for first, _ in _COMPOUNDS)


def compound(text: str, value: Decimal, unit: Unit, end: int) -> tuple[Decimal, Unit, int] | None:
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
        if stop - end > 1 and (not following or following not in UNITS) and following not in ".．":
            return trim(value + Decimal(f"0.{int(text[end:stop]):0{stop - end}}")), unit, stop
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
