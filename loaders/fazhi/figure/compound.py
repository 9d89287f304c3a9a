"""Quantities that go on after their unit: 1年6个月, 3元5角, 七成五, 一米八, 五十八秒四六."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from fazhi.figure.lexicon import (
    DIGITS,
    NUMERAL_CHARACTERS,
    UNIT_FORMS,
    UNIT_STARTS,
    UnitForm,
    rows,
)
from fazhi.figure.numeral import digit_by_digit, numeral_at, trim
from fazhi.figure.unit import unit_at

# (first unit, second unit): how many of the second make one of the first, and whether the value is
# given in the first.
_COMPOUNDS: Final = {
    (first, second): (Decimal(factor), given == "first")
    for first, second, factor, given in rows("compounds.tsv")
}
_FIRST_UNITS: Final = frozenset(first for first, _ in _COMPOUNDS)


class Continued(NamedTuple):
    """A quantity with what goes on after its unit: its value, the unit of it, where it ends."""

    value: Decimal
    unit: UnitForm
    end: int


def compound(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue a positive quantity whose unit ends at ``end``; None where nothing goes on."""
    if unit.form in _FIRST_UNITS:
        return _second_unit(text, value, unit, end)
    read = _WITHOUT_UNIT.get(unit.form)
    return None if read is None else read(text, value, unit, end)


def _second_unit(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue 1年 with 6个月, 三年 with 零六个月, 3元 with 5角."""
    number = numeral_at(text, end + 1 if text.startswith("零", end) else end)
    if number is None or number.more or number.high is not None:
        return None
    found = unit_at(text, number)
    pair = None if found is None else _COMPOUNDS.get((unit.form, found.entry.form))
    if found is None or pair is None:
        return None
    factor, in_first = pair
    if in_first:
        return Continued(trim(value + number.low / factor), unit, found.end)
    return Continued(value * factor + number.low, found.entry, found.end)


def _tenths(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue 七成 with 五."""
    tenth = DIGITS.get(text[end : end + 1], 0)
    if not tenth or _goes_on(text, end + 1):
        return None
    return Continued(value + Decimal(tenth) / 10, unit, end + 1)


def _seconds(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue 五十八秒 with 四六, 9秒 with 58."""
    if text[end : end + 1] not in DIGITS:
        return _decimals(text, value, unit, end)
    digits = digit_by_digit(text[end : end + 2])
    if digits is None or len(digits) < 2 or _goes_on(text, end + 2):
        return None
    return Continued(trim(value + Decimal(f"0.{digits}")), unit, end + 2)


def _metres(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue 1米 with 85, 一米 with 八 or 八三: digits that have no unit of their own."""
    if text[end : end + 1] not in DIGITS:
        return _decimals(text, value, unit, end)
    stop = end
    while stop < len(text) and stop - end < 3 and text[stop] in NUMERAL_CHARACTERS:
        stop += 1
    digits = digit_by_digit(text[end:stop])
    if (
        digits is None
        or len(digits) > 2
        or digits == "1"
        or (value > 9 and len(digits) < 2)
        or text[stop : stop + 1] in UNIT_STARTS
    ):
        return None
    return Continued(trim(value + Decimal(f"0.{digits}")), unit, stop)


def _decimals(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue 1米 with 85: two or three digits that have no unit and no decimals of their own."""
    stop = end
    while stop < len(text) and stop - end < 3 and "0" <= text[stop] <= "9":
        stop += 1
    following = text[stop : stop + 1]
    if stop - end < 2 or following in UNIT_STARTS or following == ".":
        return None
    return Continued(trim(value + Decimal(f"0.{text[end:stop]}")), unit, stop)


def _goes_on(text: str, end: int) -> bool:
    """Whether a unit or another numeral stands at ``end``."""
    following = text[end : end + 1]
    return following in UNIT_STARTS or following in NUMERAL_CHARACTERS


_WITHOUT_UNIT: Final[dict[str, Callable[[str, Decimal, UnitForm, int], Continued | None]]] = {
    "成": _tenths,
    "米": _metres,
    "秒": _seconds,
}
assert _WITHOUT_UNIT.keys() <= UNIT_FORMS.keys()
