"""Scores, proportions, sizes and fractions: numbers that stand in a relation to each other.

ratio    = number (":" | "比") number {":" number}         3:1, 三比一, 1.1:50.3:48.6
score    = number "-" number                              2-1
size     = number "×" number                              100×100
fraction = numeral "分之" numeral | "百分之" numeral | digits "/" digits | 半数 | 一半
"""

import re
from decimal import Context, Decimal
from typing import Final

from fazhi.figure.context import is_han, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.date_time import CONNECTORS
from fazhi.figure.lexicon import DIGITS, MAGNITUDES, ONE_TO_NINE, UNIT_STARTS, ZEROS, one_of
from fazhi.figure.model import Bound, Kind, Result, Skip, Span
from fazhi.figure.numeral import chinese_value, numeral_at, trim
from fazhi.figure.qualifier import qualified
from fazhi.figure.rule import pattern_rule, rule
from fazhi.figure.unit import unit_at

_D = "[0-9]"
_PLACES = f"[{ONE_TO_NINE}{ZEROS}十]{{1,2}}"
_VERSUS = re.compile(
    rf"({_D}{{1,4}}(?:[.]{_D}{{1,4}})?|{_PLACES})比({_D}{{1,4}}(?:[.]{_D}{{1,4}})?|{_PLACES})"
    rf"(?![0-9.%{ONE_TO_NINE}{''.join(MAGNITUDES)}])"
)
_SLASH = re.compile(rf"({_D}{{1,3}})/({_D}{{1,4}})(?![0-9/.])")
_PART = re.compile(f"([{''.join(DIGITS)}{''.join(MAGNITUDES)}0-9]{{1,6}})分之")
_PART_UNITS: Final = {"百": "%", "千": "‰", "万": "‱"}
_DASHED = re.compile(r"[0-9]{1,4}(?:[-—·][0-9A-Za-z]{1,8}){1,4}")
# The digits that a double carries, as a JSON number is read.
_PRECISION: Final = Context(prec=15)
_HALF: Final = Decimal("0.5")


# 3:1, 104.6:100, 1.1:50.3:48.6.
colon_ratio = pattern_rule(
    "ratio with a colon",
    r"[0-9]{1,9}(?:[.][0-9]{1,6})?(?::[0-9]{1,9}(?:[.][0-9]{1,6})?){1,5}",
    "other",
    "arabic",
    after=":",
)
# 100×100, 1920×1080×3; 4×100米 is a distance.
size = pattern_rule(
    "size",
    f"[0-9]{{1,6}}(?:×[0-9]{{1,6}}(?![0-9.])){{1,2}}(?!{one_of(UNIT_STARTS)})",
    "other",
    "arabic",
    after="×",
)


@rule("ratio with 比", "arabic", "chinese", after="比")
def versus(c: Cursor) -> Result:
    """4比2, 三比一; value 4:2."""
    found = _VERSUS.match(c.text, c.start)
    if found is None:
        return None
    sides = [_side(found[1]), _side(found[2])]
    return None if "" in sides else Span(c.start, found.end(), "other", ":".join(sides))


def _side(digits: str) -> str:
    if digits.isascii():
        return digits
    read = chinese_value(digits)
    return "" if read is None or read[1] is not None else str(read[0])


@rule("fraction with 分之", "arabic", "chinese", after="分")
def fraction(c: Cursor) -> Result:
    """三分之二, 百分之九十, 百分之三至五, 千分之三; 百分之 is in percent, 千分之 in per mille."""
    text, start = c.text, c.start
    found = _PART.match(text, start)
    number = None if found is None else numeral_at(text, found.end())
    if found is None or number is None:
        return None
    unit = _PART_UNITS.get(found[1])
    if unit is None:
        below = numeral_at(text, start)
        if below is None or number.low == 0 or below.low <= 0 or number.low >= below.low:
            return None
        part = quotient(number.low, below.low)
        more = text.startswith("多", number.end)
        bound: Bound = "above" if more or number.more else "exact"
        span = Span(start, number.end + more, "rate", part, bound=bound)
        return qualified(text, span, c.left_limit)
    end, high, more = number.end, number.high, number.more
    if high is None and text[end : end + 1] in CONNECTORS and end < len(text):
        repeated = text.startswith(found[0], end + 1)
        top = numeral_at(text, end + 1 + len(found[0]) * repeated)
        # The second numeral of 百分之三至五年 has a unit of its own.
        if (
            top is not None
            and top.high is None
            and top.low > number.low
            and (repeated or unit_at(text, top) is None)
        ):
            end, high, more = top.end, top.low, top.more
    kind: Kind = "rate" if high is None else "range"
    span = Span(start, end, kind, number.low, high, unit, "above" if more else "exact")
    return qualified(text, span, c.left_limit)


@rule("fraction with a slash", "arabic", after="/")
def slash(c: Cursor) -> Result:
    """1/3 is a part; 24/7 is not."""
    found = _SLASH.match(c.text, c.start)
    if found is None:
        return None
    above, below = Decimal(found[1]), Decimal(found[2])
    if not 0 < above < below:
        return None
    span = Span(c.start, found.end(), "rate", quotient(above, below))
    return qualified(c.text, span, c.left_limit)


def quotient(above: Decimal, below: Decimal) -> Decimal:
    """Return a fraction's value, rounded to the 15 digits that a double holds."""
    return trim(_PRECISION.divide(above, below))


@rule("half of something", "chinese", after="半")
def one_half(c: Cursor) -> Result:
    """一半, 一半多."""
    if c.text[c.start : c.end + 1] != "一半":
        return None
    more = c.text.startswith("多", c.end + 1)
    span = Span(c.start, c.end + 1 + more, "rate", _HALF, bound="above" if more else "exact")
    return qualified(c.text, span, c.left_limit)


@rule("half of a number", "half", after="数")
def half_of_number(c: Cursor) -> Result:
    """半数, 近半数."""
    return qualified(c.text, Span(c.start, c.end + 1, "rate", _HALF), c.left_limit)


@rule("score with a dash", "arabic", after="-·—")
def score(c: Cursor) -> Result:
    """2-1 is a score, value 2:1; 9·11 and 737-300 are names."""
    text, start = c.text, c.start
    if c.following == "—" and not "0" <= text[c.end + 1 : c.end + 2] <= "9":
        return None
    found = _DASHED.match(text, start)
    number = c.numeral
    if found is None or number is None:
        return None
    sides = re.split("[-—]", found[0])
    model = is_han(c.previous) and not preceded(text, start, "bare-before")
    if model and max(map(len, sides)) > 2:
        return Skip(found.end())
    if len(sides) == 2 and all(side.isdecimal() and len(side) <= 3 for side in sides):
        value = ":".join(str(int(side)) for side in sides)
        return Span(start, found.end(), "other", value)
    return Skip(found.end())
