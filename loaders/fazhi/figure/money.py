"""Amounts of money that a currency sign or a magnitude alone states: ￥500, 百元, 万元左右.

Amounts with a numeral and a unit (2.15亿元, 3元5角) are read as other quantities are.
"""

from decimal import Decimal
from typing import Final

from fazhi.figure.context import followed, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.lexicon import UNIT_FORMS
from fazhi.figure.model import Bound, Result, Span
from fazhi.figure.qualifier import bound_before, qualified, vague_before
from fazhi.figure.rule import rule

CURRENCY_SIGNS: Final = frozenset("\u00a5$\u20ac\u00a3")  # ¥ $ € £


def currency_start(text: str, start: int, left_limit: int) -> int:
    """Return where a currency sign before ``start`` stands, or ``start``."""
    return start - 1 if start > left_limit and text[start - 1] in CURRENCY_SIGNS else start


@rule("amount after a currency sign", "arabic", before=CURRENCY_SIGNS)
def signed_amount(c: Cursor) -> Result:
    """￥500, $3.5万."""
    number = c.numeral
    if number is None or c.start == c.left_limit:
        return None
    bound: Bound = "above" if number.more else "exact"
    span = Span(c.start - 1, c.end, "amount", number.low, None, c.previous, bound)
    return qualified(c.text, span, c.left_limit)


@rule("amount without a digit", "chinese", after="元")
def amount_without_digit(c: Cursor) -> Result:
    """百元, 千元以下, 万元左右; (万元) and 万元户 are none, 数千元 and 近百元 are quantities."""
    number = c.numeral
    if (
        number is None
        or not number.magnitude_only
        or number.end != c.end
        or c.previous in ("(", "/")
        or vague_before(c.text, c.start, c.left_limit)[1]
        or bound_before(c.text, c.start, c.left_limit)[1]
        or c.text.startswith(UNIT_FORMS["元"].not_before, c.end + 1)
        or followed(c.text, c.end + 1, "sum-blocked")
        or preceded(c.text, c.start, "sum-label-before")
    ):
        return None
    span = Span(c.start, c.end + 1, "amount", Decimal(number.low), None, "元", "exact")
    return qualified(c.text, span, c.left_limit)
