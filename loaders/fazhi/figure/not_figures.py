"""Numerals that state no quantity: fixed expressions, list markers, formulae, names, versions.

Every rule here yields a ``Skip``: the numerals up to its end are passed over.
"""

import re
from collections.abc import Iterator
from typing import Final

from fazhi.figure.context import followed, is_han, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.date_time import date_pair
from fazhi.figure.identifier import is_quoted
from fazhi.figure.lexicon import (
    FIXED_EXPRESSIONS,
    FIXED_EXPRESSIONS_ENDING,
    MAGNITUDES,
    NUMERAL_CHARACTERS,
    ZEROS,
)
from fazhi.figure.model import Result, Skip
from fazhi.figure.rule import pattern_rule, rule
from fazhi.figure.unit import WORD_CHARACTERS
from fazhi.punctuation import (
    CLAUSE_ENDS,
    CLOSING_QUOTES,
    CLOSING_TITLES,
    COLONS,
    ENUMERATION,
    OPENING_BRACKETS,
    OPENING_QUOTES,
    OPENING_TITLES,
    SEMICOLONS,
)

_CLOSING: Final = {'"': '"'} | dict(
    zip(OPENING_QUOTES + OPENING_TITLES, CLOSING_QUOTES + CLOSING_TITLES, strict=True)
)
_SLOGAN_LENGTH: Final = 9
# A place on a road: K88+200处, 312KM+450处.
_STATION = re.compile(r"(?:[Kk][0-9]{1,5}|[0-9](?:KM|km|公里))\+$")
_MARKER = re.compile(r"[0-9]{1,2}(?:[、)]|[.](?![0-9])|[.](?=[0-9]{4}年))")
_LINE_STARTS: Final = frozenset("\n\r。" + SEMICOLONS[1] + COLONS)
# Beside one of these, digits are part of a formula or an address: 1+1+N, 100×100.
_GLUE: Final = frozenset("+×*=#@&_~^|\\<>")
_VERSION = re.compile(r"(?:[.][0-9]{1,4}){1,4}")
_NAME_WIDTH: Final = 16


def _after_digits() -> Iterator[str]:
    """The characters that follow the digits of fixed expressions: 同 of 58同城."""
    for form in (entry.form for entries in FIXED_EXPRESSIONS.values() for entry in entries):
        yield from form.lstrip("0123456789")[:1] if form[0] in "0123456789" else ""


@rule("fixed expression in digits", "arabic", after=_after_digits())
def fixed_digits(c: Cursor) -> Result:
    """58同城, 211工程."""
    return fixed_expression.read(c)


@rule("fixed expression", "chinese", "half")
def fixed_expression(c: Cursor) -> Result:
    """统一, 七里河, 五花八门: the expressions of ``lexicon/fixed_expressions.txt``."""
    text, at = c.text, c.start
    around = FIXED_EXPRESSIONS.get(text[at : at + 2], ())
    ending = FIXED_EXPRESSIONS_ENDING.get(text[at - 1 : at + 1], ()) if at else ()
    if not (around or ending) or (c.previous in ("数", "几") and text[at] in MAGNITUDES):
        return None
    for form, offset, not_before in (*around, *ending):
        begin = at - offset
        if begin < 0 or (offset == 0 and c.previous == "第"):
            continue
        end = begin + len(form)
        if text.startswith(form, begin) and not (not_before and text.startswith(not_before, end)):
            return Skip(end)
    return None


# C919, PM2.5 and addresses; the digits of GDP1.2万亿 are a figure.
latin_word = pattern_rule(
    "word in Latin letters",
    r"[A-Za-z]++\$?(?=[0-9]++(?:[.][0-9]++)?+[万亿%年])|[A-Za-z]++\$|https?://[!-~]*+"
    r"|[A-Za-z]++(?:[A-Za-z0-9]++|[._@/·\-—][A-Za-z0-9]++)*+",
    None,
    "latin",
)
# The 零 of 零售 and 零星.
zero = pattern_rule(
    "zero alone", f"[{ZEROS}](?![{''.join(NUMERAL_CHARACTERS)}点时])", None, "chinese"
)
# 19投8中 and 7中3.
shots = pattern_rule(
    "shots and hits",
    "[0-9]{1,3}投[0-9]{1,3}中|[0-9]{1,3}中[0-9]{1,3}(?![0-9])",
    None,
    "arabic",
    after="投中",
)
# [1] and (2).
enclosed_marker = pattern_rule(
    "reference or list marker in brackets",
    r"(?<=\[)[0-9]{1,3}(?=\])|[0-9]{1,2}(?=\))",
    None,
    "arabic",
    before=OPENING_BRACKETS,
)
# The 2、 of 1、…，2、…, the 3. of a list whose lines were joined by a space.
inner_list_marker = pattern_rule(
    "list marker after a space or comma",
    "(?<=，)[0-9]{1,2}、(?=[\u4e00-\u9fff])|(?<= )[0-9]{1,2}[.](?=[\u4e00-\u9fff])",
    None,
    "arabic",
    before=" ，",
)
# The 2019 of 2019第18届.
year_of_event = pattern_rule(
    "year of a named event", "(?:19|20)[0-9]{2}(?=第)", None, "arabic", after="第"
)


@rule("short quoted name", "chinese", before=_CLOSING)
def quoted_name(c: Cursor) -> Result:
    """“四个一”, 《三国演义》."""
    closing = _CLOSING.get(c.previous)
    stop = -1 if closing is None else c.text.find(closing, c.start, c.start + _SLOGAN_LENGTH)
    if stop <= c.start or any(mark in CLAUSE_ENDS for mark in c.text[c.start : stop]):
        return None
    return Skip(stop)


@rule("part of a period", "half")
def half_of_period(c: Cursor) -> Result:
    """The 半 of 上半年 and 后半夜."""
    blocked = preceded(c.text, c.start, "half-blocked")
    return Skip(c.end) if blocked and not preceded(c.text, c.start, "half-allowed") else None


@rule("place on a road", "arabic", before="+")
def station(c: Cursor) -> Result:
    """K88+200处."""
    return Skip(c.end) if _STATION.search(c.text, max(0, c.start - 12), c.start) else None


@rule("list marker at the start of a line or sentence", "arabic", after="、.)")
def list_marker(c: Cursor) -> Result:
    """1. and 2、 and 3) where a line or sentence begins."""
    text, at = c.text, c.start
    while at and text[at - 1] == " ":
        at -= 1
    if (at and text[at - 1] not in _LINE_STARTS) or date_pair(text, c.start, True) is not None:
        return None
    found = _MARKER.match(text, c.start)
    return None if found is None else Skip(found.end())


@rule("part of a formula, model or foreign name", "arabic")
def part_of_name(c: Cursor) -> Result:
    """The digits of 1+1+N, 5G, iPhone 14, 8.0.1 and '98."""
    text, number, previous, following = c.text, c.numeral, c.previous, c.following
    if number is not None and (
        (previous != "" and previous in _GLUE)
        or (following != "" and (following in _GLUE or following in WORD_CHARACTERS))
        or (previous != "" and previous in "-—·" and not number.more)
        or (previous == " " and c.start > 1 and text[c.start - 2] in WORD_CHARACTERS)
        or (
            following == " "
            and text[c.end + 1 : c.end + 2].isascii()
            and text[c.end + 1 : c.end + 2].isalpha()
        )
        or (previous in ("’", "'") and c.end - c.start == 2)
    ):
        return Skip(_version_end(text, c.end))
    return None


@rule("number of a model or name", "arabic")
def label(c: Cursor) -> Result:
    """表3, 302医院, 波音737客机, “净网2020”; 组织300群众 and 致5乘客 count."""
    if not _is_written_plainly(c):
        return None
    return Skip(c.end) if _is_label(c) or _ends_name(c) else None


@rule("version or day that became a name", "arabic")
def version(c: Cursor) -> Result:
    """2.0, 2.1版, 1.2.3, 9·11, “3.15”."""
    digits = c.text[c.start : c.end]
    if not _is_written_plainly(c) or not ("." in digits or "·" in digits):
        return None
    if c.following == ".":
        return Skip(_version_end(c.text, c.end))
    named = digits.endswith(".0") or "·" in digits or c.following == "版" or is_quoted(c)
    return Skip(c.end) if named else None


def _is_written_plainly(c: Cursor) -> bool:
    """Whether the numeral is digits alone, without magnitude, group or 余."""
    number = c.numeral
    return (
        number is not None
        and not number.more
        and number.scale == 1
        and not any(mark in ",，" for mark in c.text[c.start : c.end])
    )


def _version_end(text: str, end: int) -> int:
    """Return where the rest of 8.0.1 ends."""
    found = _VERSION.match(text, end)
    return end if found is None else found.end()


def _is_label(c: Cursor) -> bool:
    """Whether digits between two words are a model or a name."""
    text, start, end, number = c.text, c.start, c.end, c.numeral
    if preceded(text, start, "label-before"):
        return True
    if end - start == 3 and followed(text, end, "label-after"):
        return True
    if number is None or end - start > 4 or (number.low and number.low % 100 == 0):
        return False
    if c.following in ("和", "与", "及", "或") and "0" <= text[end + 1 : end + 2] <= "9":
        # 2.16和1.66个百分点
        return False
    return (
        is_han(c.following)
        and is_han(c.previous)
        and not preceded(text, start, "bare-before")
        and not followed(text, end, "bare-noun")
    )


def _ends_name(c: Cursor) -> bool:
    """Whether the digits end a quoted name or are a title, as in “净网2020” and 《1917》."""
    text, start, end = c.text, c.start, c.end
    if c.previous == "《" and c.following == "》":
        return True
    in_title = c.following == ":" and "》" in text[end : end + 12]
    closes = c.following != "" and c.following in CLOSING_QUOTES + CLOSING_TITLES
    if not (closes or in_title) or not is_han(c.previous):
        return False
    name = text[max(0, start - _NAME_WIDTH) : start]
    opening = max(map(name.rfind, OPENING_QUOTES + OPENING_TITLES))
    return opening >= 0 and not any(
        mark in CLAUSE_ENDS + ENUMERATION + COLONS for mark in name[opening:]
    )
