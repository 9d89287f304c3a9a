"""Centuries, decades and the years counted from the era's beginning.

era    = [century "世纪"] [decade "年代"] [part] | "公元" ["前"] year "年"
part   = 初 | 末 | 中期 | …
"""

from __future__ import annotations

import re

from fazhi.figure.dates import ARABIC, JOIN, SMALL, TO_ASCII, Dated, number

_DECADE = re.compile(
    rf"(?:(?P<century>{ARABIC}{{1,2}}|{SMALL})世纪)?+"
    rf"(?:(?P<a>{ARABIC}{{2,3}}[0０]|[1-9１-９][0０]|[二三四五六七八九](?=[三四五六七八九]?十))(?:年代|十年代"
    rf"|十?(?:{JOIN})?(?P<b>[1-9１-９][0０](?=年代)|[三四五六七八九](?=十年代))十?年代))?+"
    r"(?P<part>初期?|末期?|中期|中叶|中后期|后期|前期)?"
)
_BEFORE_CHRIST = re.compile(rf"({ARABIC}{{1,4}}|[一二三四五六七八九十百千零〇]{{1,7}})年(?!代)")


def after_christ(text: str, start: int) -> Dated | None:
    """Return the year after 公元, which may have fewer than four digits."""
    found = _BEFORE_CHRIST.match(text, start)
    year = number(found[1]) if found else 0
    return Dated(found.end(), f"{year:04}", None, "年") if found and year > 0 else None


def before_christ(text: str, start: int) -> Dated | None:
    """Return the year after 公元前; EDTF counts a year zero, so 公元前221年 is -0220."""
    found = _BEFORE_CHRIST.match(text, start)
    year = number(found[1]) if found else 0
    return Dated(found.end(), f"-{year - 1:04}", None, "年") if found and year > 0 else None


def decade(text: str, start: int) -> Dated | None:
    """Return the decade or century that begins at ``start``: 20世纪80年代, 90年代, 21世纪."""
    found = _DECADE.match(text, start)
    if found is None or not (found["century"] or found["a"]):
        return None
    century = number(found["century"]) - 1 if found["century"] else 19
    if not 0 <= century <= 29:
        return None
    if not found["a"]:
        return Dated(found.end(), f"{century:02}XX", None, "世纪")
    low = _decade_value(found["a"], century)
    upper = _decade_value(found["b"], century) if found["b"] else None
    return Dated(found.end(), low, upper, "年代")


def _decade_value(digits: str, century: int) -> str:
    plain = digits.translate(TO_ASCII)
    if plain.isascii() and len(plain) >= 3:
        return plain[:-1] + "X"
    ten = number(plain)
    return f"{century:02}{ten // 10 if ten >= 10 else ten}X"
