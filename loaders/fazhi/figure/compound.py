"""Quantities that go on after their unit: 1年6个月, 3元5角, 七成五, 一米八, 五十八秒四六."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from fazhi.figure.lexicon import DIGITS, NUMERAL_CHARACTERS, UNIT_STARTS, ZEROS, UnitForm, rows
from fazhi.figure.numeral import digit_by_digit, numeral_at, trim
from fazhi.figure.unit import unit_at

# (first unit, second unit): how many of the second make one of the first, and whether the value is
# given in the first.
_COMPOUNDS: Final = {
    (first, second): (Decimal(factor), given == "first")
    for first, second, factor, given in rows("compounds.tsv")
}
_FIRST_UNITS: Final = frozenset(first for first, _ in _COMPOUNDS)
# After these units come decimals that have no unit of their own: 七成五, 一米八, 1米85, 9秒58.
_D = "[" + "".join(DIGITS) + "]"
_ARABIC = "[0-9]{2,3}+(?![0-9.])"
_DECIMALS = {
    unit: re.compile(rf"(?:{digits})(?![{''.join(NUMERAL_CHARACTERS | UNIT_STARTS)}])")
    for unit, digits in {
        "成": f"(?![{ZEROS}]){_D}",
        "秒": f"{_D}{{2}}|{_ARABIC}",
        "米": f"(?!一(?!{_D})){_D}{{1,2}}+|{_ARABIC}",
    }.items()
}


class Continued(NamedTuple):
    """A quantity with what goes on after its unit: its value, the unit of it, where it ends."""

    value: Decimal
    unit: UnitForm
    end: int


def compound(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue a positive quantity whose unit ends at ``end``; None where nothing goes on."""
    if unit.form in _FIRST_UNITS:
        return _second_unit(text, value, unit, end)
    found = _DECIMALS[unit.form].match(text, end) if unit.form in _DECIMALS else None
    if found is None or (unit.form == "米" and value > 9 and len(found[0]) < 2):
        return None
    digits = found[0] if found[0].isascii() else digit_by_digit(found[0])
    return Continued(trim(value + Decimal(f"0.{digits}")), unit, found.end())


def _second_unit(text: str, value: Decimal, unit: UnitForm, end: int) -> Continued | None:
    """Continue 1年 with 6个月, 三年 with 零六个月, 3元 with 5角."""
    number = numeral_at(text, end + 1 if text.startswith("零", end) else end)
    dated = unit.form == "年" and value >= 1000
    if dated or number is None or number.more or number.high is not None:
        # 2024年4月32日 is no date, and no length of time either.
        return None
    found = unit_at(text, number)
    pair = None if found is None else _COMPOUNDS.get((unit.form, found.entry.form))
    if found is None or pair is None:
        return None
    factor, in_first = pair
    if in_first:
        return Continued(trim(value + number.low / factor), unit, found.end)
    return Continued(value * factor + number.low, found.entry, found.end)
