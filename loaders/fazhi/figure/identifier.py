"""Numbers that name: statute articles, case and document numbers, telephone numbers, codes.

article   = "第" numeral ("条" | "款" | …) ["之" numeral] | "第（" numeral "）项"
case      = "(" year ")" letters "号"          (2024)内0102民初123号, 〔2020〕5号
telephone = area "-" number | mobile | 400 number
numbered  = numeral unit that numbers          118号, 3季度, 90后
"""

import re
from typing import Final

from fazhi.figure.context import followed, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.lexicon import CONTEXT, NUMERAL_CHARACTERS, ONE_TO_NINE
from fazhi.figure.model import Result, Skip, Span
from fazhi.figure.numeral import numeral_at, plain
from fazhi.figure.rule import pattern_rule, rule
from fazhi.figure.unit import Quantity
from fazhi.punctuation import CLOSING_QUOTES, OPENING_BRACKETS, OPENING_QUOTES

_CASE = re.compile(
    r"[(〔\[【](?:19|20)[0-9]{2}[)〕\]】](?:第?[0-9]{1,6}"
    r"|[^\s，。；、:,;!！?？“”\"()]{1,20}?第?[0-9]{1,8}"
    rf"(?:之[{ONE_TO_NINE}十])?)号(?:之[{ONE_TO_NINE}十])?"
)
_MARKS = "[0-9" + "".join(NUMERAL_CHARACTERS) + "]"
# 第一百三十条、一百三十一条 are both articles.
_LISTED = re.compile(rf"第{_MARKS}{{1,9}}条(?:[、和及或]{_MARKS}{{1,9}}条){{0,9}}+[、和及或]$")
_LISTED_WIDTH: Final = 40
_QUOTES: Final = frozenset(OPENING_QUOTES + CLOSING_QUOTES + '"')
# So many digits are no count.
_LONG: Final = 7


@rule("article of a statute", "arabic", "chinese", before="第 ")
def article(c: Cursor) -> Result:
    """第47条, 第一百三十三条之一, 第三款, 第 12 条, 第3条至第5条."""
    begin, number, text = ordinal_start(c), c.numeral, c.text
    if begin is None or number is None or number.more or number.low % 1:
        return None
    end = number.end + (text[number.end : number.end + 1] == " " and number.arabic)
    word = next((word for word in CONTEXT["article"] if text.startswith(word, end)), None)
    if word is None or _is_thing(text, begin, word, end + 1):
        return None
    value, stop = plain(number.low), end + len(word)
    if word == "条" and text.startswith("之", stop):
        part = numeral_at(text, stop + 1)
        if part is not None:
            return Span(begin, part.end, "identifier", f"{value}-{plain(part.low)}", None, word)
    if text.startswith(("至第", "到第"), stop):
        top = numeral_at(text, stop + 2)
        if top is not None and text.startswith(word, top.end) and top.low > number.low:
            return Span(begin, top.end + len(word), "range", number.low, top.low, word)
    return Span(begin, stop, "identifier", value, None, word)


def ordinal_start(c: Cursor) -> int | None:
    """Return where the 第 before the numeral stands (第 47 条 has a space after it), or None.

    第0312分队 is a name.
    """
    begin = c.start - 1 - (c.previous == " " and c.script == "arabic")
    if begin < c.left_limit or c.text[begin] != "第":
        return None
    return None if c.text[c.start] == "0" and c.end - c.start > 1 else begin


def _is_thing(text: str, begin: int, word: str, end: int) -> bool:
    """Whether 第三款 is the third model of a thing and 第三条 the third line, no part of a law."""
    if word == "条":
        return followed(text, end, "line-after")
    law = text[begin - 1 : begin] in ("条", "款") or end >= len(text)
    return word == "款" and not law and not followed(text, end, "paragraph-after")


@rule("item of a statute", "arabic", "chinese", before="(")
def item(c: Cursor) -> Result:
    """第（五）项, whose numeral stands in brackets."""
    number, text = c.numeral, c.text
    if number is None or text[c.start - 2 : c.start - 1] != "第":
        return None
    end = number.end + 2
    if text[number.end : number.end + 1] != ")" or text[end - 1 : end] not in ("条", "款", "项"):
        return None
    return Span(c.start - 2, end, "identifier", plain(number.low), None, text[end - 1])


@rule("article in a list of articles", "chinese", "arabic", after="条")
def listed_article(c: Cursor) -> Result:
    """The 六十七条 of 第二百六十四条、六十七条."""
    number = c.numeral
    if number is None or number.more or number.high is not None:
        return None
    if _LISTED.search(c.text, max(0, c.start - _LISTED_WIDTH), c.start) is None:
        return None
    return Span(c.start, c.end + 1, "identifier", plain(number.low), None, "条")


@rule("case or document number", "arabic", before=OPENING_BRACKETS)
def case_number(c: Cursor) -> Result:
    """(2024)内0102民初123号, 〔2020〕5号, with its brackets as they are written."""
    found = None if c.start == c.left_limit else _CASE.match(c.text, c.start - 1)
    return (
        None
        if found is None
        else Span(c.start - 1, found.end(), "identifier", found[0], None, "号")
    )


_TELEPHONE = (
    r"0[0-9]{2,3}[-—][0-9]{7,8}(?![0-9])|400[-—]?[0-9]{3,4}[-—]?[0-9]{3,4}(?![0-9])"
    r"|1[3-9][0-9]{9}(?![0-9])|[0-9]{3,4}-[0-9]{3,4}-[0-9]{3,4}(?![0-9])"
)
# 0471-3308888, 400-123-4567: before a dash, so that they are no dates or ranges.
dashed_telephone = pattern_rule(
    "telephone number with dashes", _TELEPHONE, "identifier", "arabic", after="-—"
)
# 13800138000, 4001234567.
telephone = pattern_rule("telephone number", _TELEPHONE, "identifier", "arabic")


@rule("hotline", "arabic")
def hotline(c: Cursor) -> Result:
    """拨打110, 12345热线."""
    if 3 <= c.end - c.start <= 5 and (
        followed(c.text, c.end, "hotline-after") or preceded(c.text, c.start, "hotline-before")
    ):
        return _digits(c)
    return None


@rule("code", "arabic")
def code(c: Cursor) -> Result:
    """邮编：010010, “1571”, 007, and whatever has seven digits or more."""
    digits = c.text[c.start : c.end]
    if c.numeral is None or not digits.isdecimal():
        return None
    head = c.text[max(0, c.start - 6) : c.start].rstrip(": 为是")
    named = (
        is_quoted(c)
        or len(digits) >= _LONG
        or (len(digits) > 1 and digits[0] == "0")
        or head.endswith(CONTEXT["code-before"])
    )
    return _digits(c) if named else None


def is_quoted(c: Cursor) -> bool:
    """Whether quotation marks stand on both sides of the numeral."""
    return c.previous != "" and c.previous in _QUOTES and c.following in _QUOTES


def numbered(c: Cursor, found: Quantity) -> Result:
    """Return 118号, 90后 or 3季度, which no qualifier bounds; digits stand as written."""
    number = c.numeral
    assert number is not None
    if found.bound != "exact" or found.high is not None:
        return Skip(found.end)
    if found.kind == "ordinal":
        return Span(c.start, found.end, "ordinal", number.low, None, found.form)
    generation = found.end - c.start == 3 and c.text[c.start + 1] in "05"
    if found.form == "后" and number.arabic and not generation:
        # 90后 are those born in the nineties; 5后 and 100后 are not.
        return None
    digits = c.text[c.start : number.end]
    value = digits if digits.isascii() and digits.isdecimal() else plain(number.low)
    return Span(c.start, found.end, "identifier", value, None, found.form)


def _digits(c: Cursor) -> Span:
    return Span(c.start, c.end, "identifier", c.text[c.start : c.end])
