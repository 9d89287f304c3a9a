"""Centuries, decades and the years counted from the beginning of the era, in EDTF.

era    = [century "世纪"] [decade "年代"] [part] | "公元" ["前"] year "年"
part   = 初 | 末 | 中期 | …
"""

import re

from fazhi.figure.date_time import ARABIC, JOIN, SMALL_CHINESE, DateSpan, small_number
from fazhi.figure.lexicon import ONE_TO_NINE, ZEROS

_TENS = f"[{ONE_TO_NINE}]"
_DECADE = re.compile(
    rf"(?:(?P<century>{ARABIC}{{1,2}}|{SMALL_CHINESE})世纪)?+"
    rf"(?:(?P<first>{ARABIC}{{2,3}}0|[1-9]0|{_TENS}(?={_TENS}?十))(?:年代|十年代"
    rf"|十?(?:{JOIN})?(?P<last>[1-9]0(?=年代)|{_TENS}(?=十年代))十?年代))?+"
    r"(?P<part>初期?|末期?|中期|中叶|中后期|后期|前期)?"
)
_YEAR_OF_ERA = re.compile(rf"({ARABIC}{{1,4}}|[{ONE_TO_NINE}{ZEROS}十百千]{{1,7}})年(?!代)")


def year_of_era(text: str, start: int, before: bool) -> DateSpan | None:
    """Return the year at ``start``, after 公元 or (``before``) 公元前.

    EDTF counts a year zero, so 公元前221年 is -0220.
    """
    found = _YEAR_OF_ERA.match(text, start)
    year = small_number(found[1]) if found else 0
    if found is None or year <= 0:
        return None
    return DateSpan(found.end(), f"-{year - 1:04}" if before else f"{year:04}", None, "年")


def decade(text: str, start: int) -> DateSpan | None:
    """Return the decade or century that begins at ``start``: 20世纪80年代, 90年代, 21世纪."""
    found = _DECADE.match(text, start)
    if found is None or not (found["century"] or found["first"]):
        return None
    century = small_number(found["century"]) - 1 if found["century"] else 19
    if not 0 <= century <= 29:
        return None
    if not found["first"]:
        return DateSpan(found.end(), f"{century:02}XX", None, "世纪")
    upper = _decade_value(found["last"], century) if found["last"] else None
    return DateSpan(found.end(), _decade_value(found["first"], century), upper, "年代")


def _decade_value(digits: str, century: int) -> str:
    if digits.isascii() and len(digits) >= 3:
        return digits[:-1] + "X"
    ten = small_number(digits)
    return f"{century:02}{ten // 10 if ten >= 10 else ten}X"
