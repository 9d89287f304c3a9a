"""Numbers without a unit: 120, 12.8万, and Chinese numerals where a noun or 余 shows a count."""

from fazhi.figure.context import followed, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.model import Result, Skip, Span
from fazhi.figure.qualifier import bound_before, qualified, vague_before
from fazhi.figure.rule import rule


@rule("number in digits", "arabic")
def arabic_number(c: Cursor) -> Result:
    """120, 3,400余, 12.8万."""
    number = c.numeral
    if number is None:
        return None
    span = Span(c.start, c.end, "count", number.low, bound="above" if number.more else "exact")
    return qualified(c.text, span, c.left_limit)


@rule("number in Chinese numerals", "chinese")
def chinese_number(c: Cursor) -> Result:
    """四被告人, 三千余, 两万五千, 数十; a numeral alone is part of a word."""
    number, text = c.numeral, c.text
    if number is None:
        return None
    start, vague = vague_before(text, c.start, c.left_limit)
    rest = Skip(max(number.end, c.start + 1))
    bounded = number.low > 10 and bound_before(text, c.start, c.left_limit)[1] is not None
    if number.magnitude_only and not (number.more or vague or bounded):
        return rest
    digits = text[c.start : number.end].strip("十")
    large = number.low > 100 and len(digits) > 1 and any(mark in "百千万亿" for mark in digits)
    if number.high is not None:
        if not large:
            return rest
        span = Span(c.start, number.end, "range", number.low, number.high)
        return qualified(text, span, c.left_limit)
    if not (large or bounded or number.more or vague or _counts_noun(c, number.end)):
        return rest
    bound = vague or ("above" if number.more else "exact")
    span = Span(start, number.end, "count", number.low, bound=bound)
    return qualified(text, span, c.left_limit)


def _counts_noun(c: Cursor, end: int) -> bool:
    """Whether a noun follows that the numeral counts: 四被告人, but not 初三学生 or 十五大."""
    number, text = c.numeral, c.text
    if number is None or number.low < 2 or not followed(text, end, "bare-noun"):
        return False
    if text[end] == "大" and (number.low > 10 or followed(text, end + 1, "congress-after")):
        return False
    return not (number.single and preceded(text, c.start, "grade"))
