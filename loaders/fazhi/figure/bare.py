"""Arabic digits without a unit: a count, an amount of money, a score, or a number that names."""

from __future__ import annotations

import re
from typing import Final

from fazhi.figure import around
from fazhi.figure.lexicon import CONTEXT, UNITS
from fazhi.figure.model import Found, Step
from fazhi.figure.numeral import Numeral
from fazhi.figure.special import ascii_digits, telephone
from fazhi.figure.units import WORD_MARKS

_OPENING: Final = ("“", "「", "『", "‘", "《")
_CLOSING: Final = ("”", "」", "』", "’", "》")
_QUOTES: Final = frozenset('“”"『』「」‘’')
# Beside one of these, digits are part of a formula or an address: 1+1+N, 100×100.
_GLUE: Final = frozenset("+＋×＊*=＝#@&_~^|\\<>")
_SIZE = re.compile(r"[0-9０-９]{1,6}(?:×[0-9０-９]{1,6}(?![0-9０-９.．])){1,2}")
_DASHED = re.compile(r"[0-9０-９]{1,4}(?:[-－—·][0-9０-９A-Za-z]{1,8}){1,4}")
_LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_AND: Final = frozenset("和与及或")
_VERSION = re.compile(r"(?:[.][0-9]{1,4}){1,4}")
_DOTS: Final = frozenset("·•")
_MARKS: Final = _DOTS | frozenset(".．")
_CURRENCY: Final = frozenset("￥¥$＄€£")


def currency(text: str, start: int, floor: int) -> int:
    """Return where a currency sign before ``start`` stands, or ``start``."""
    return start - 1 if start > floor and text[start - 1] in _CURRENCY else start


def bare(text: str, at: int, floor: int, number: Numeral) -> Step:
    """Read the digits at ``at``, after which no unit was found."""
    end = number.end
    begin = currency(text, at, floor)
    if begin < at:
        sum_of: Found = (begin, end, "amount", number.low, None, text[begin], "exact")
        sum_of = around.qualified(text, sum_of, floor, bool(number.fuzz))
        return sum_of[1], sum_of
    name = _name(text, at, end)
    if name is not None:
        return name[1], name
    size = _SIZE.match(text, at)
    if size is not None and text[size.end() : size.end() + 1] not in UNITS:
        return size.end(), (at, size.end(), "other", ascii_digits(size[0]), None, "", "exact")
    if _is_part(text, at, number):
        return _version_end(text, end), None
    digits = text[at:end]
    following = text[end : end + 1]
    if following and (
        following in "-－·" or (following == "—" and text[end + 1 : end + 2] in _DIGITS)
    ):
        return _dashed(text, at, number)
    if following == "第" and end - at == 4 and digits[:2] in ("19", "20"):
        # 2019第18届 is a name.
        return end, None
    if not (number.fuzz or number.scale != 1 or "," in digits):
        if _is_label(text, at, number) or _ends_name(text, at, end):
            return end, None
        if not _MARKS.isdisjoint(digits):
            # 2.0 and 2.1版 are versions, 1.2.3 too, and 9·11 and “3.15” days that became names.
            if following == ".":
                return _version_end(text, end), None
            if (
                digits[-2:] in (".0", "．０")
                or not _DOTS.isdisjoint(digits)
                or following == "版"
                or _is_quoted(text, at, end)
            ):
                return end, None
        elif _is_identifier(text, at, end, digits) or _is_coded(text, at):
            return end, (at, end, "identifier", ascii_digits(digits), None, "", "exact")
    count: Found = (at, end, "count", number.low, None, "", "exact")
    count = around.qualified(text, count, floor, bool(number.fuzz))
    return count[1], count


def _version_end(text: str, end: int) -> int:
    """Where the rest of 8.0.1 ends."""
    found = _VERSION.match(text, end)
    return end if found is None else found.end()


def _name(text: str, at: int, end: int) -> Found | None:
    """Return a number to call: a telephone number, or 110报警 and 12345热线."""
    if 3 <= end - at <= 5 and (
        around.followed(text, end, "hotline-after") or around.preceded(text, at, "hotline-before")
    ):
        return at, end, "identifier", ascii_digits(text[at:end]), None, "", "exact"
    return telephone(text, at)


def _is_part(text: str, at: int, number: Numeral) -> bool:
    """Whether the digits belong to a formula, a model or an English name (5G, iPhone 14)."""
    previous = text[at - 1 : at]
    following = text[number.end : number.end + 1]
    return (
        (previous != "" and previous in _GLUE)
        or (following != "" and (following in _GLUE or following in WORD_MARKS))
        or (previous != "" and previous in "-－—·" and not number.fuzz)
        or (previous == " " and at > 1 and text[at - 2] in WORD_MARKS)
        or (following == " " and text[number.end + 1 : number.end + 2] in _LATIN)
        or (previous in ("’", "'", "＇") and number.end - at == 2)
    )


def _is_label(text: str, at: int, number: Numeral) -> bool:
    """Whether digits between two words are a model or a name: 波音737客机, 歼7飞机.

    Round hundreds and what precedes a noun that is counted are none: 组织300群众, 致5乘客.
    """
    end = number.end
    if around.preceded(text, at, "label-before"):
        return True
    if end - at == 3 and around.followed(text, end, "label-after"):
        return True
    if end - at > 4 or (number.low and number.low % 100 == 0):
        return False
    if text[end : end + 1] in _AND and text[end + 1 : end + 2] in _DIGITS:
        # 2.16和1.66个百分点
        return False
    return (
        "\u4e00" <= text[end : end + 1] <= "\u9fff"
        and _follows_word(text, at)
        and not around.followed(text, end, "bare-noun")
    )


def _follows_word(text: str, at: int) -> bool:
    return "\u4e00" <= text[at - 1 : at] <= "\u9fff" and not around.preceded(
        text, at, "bare-before"
    )


def _is_quoted(text: str, at: int, end: int) -> bool:
    return at > 0 and text[at - 1] in _QUOTES and text[end : end + 1] in _QUOTES


def _ends_name(text: str, at: int, end: int) -> bool:
    """Whether the digits end a quoted name or are a title, as in “净网2020” and 《1917》."""
    if text[at - 1 : at] == "《" and text[end : end + 1] == "》":
        return True
    following = text[end : end + 1]
    in_title = following in ("：", ":") and "》" in text[end : end + 12]
    if not (following in _CLOSING or in_title) or not "\u4e00" <= text[at - 1 : at] <= "\u9fff":
        return False
    name = text[max(0, at - 16) : at]
    opening = max(map(name.rfind, _OPENING))
    return opening >= 0 and not any(mark in "，。、；：" for mark in name[opening:])


def _is_identifier(text: str, at: int, end: int, digits: str) -> bool:
    return _is_quoted(text, at, end) or len(digits) >= 7 or (len(digits) > 1 and digits[0] in "0０")


def _is_coded(text: str, at: int) -> bool:
    """Whether the word before says that the digits are a code: 邮编：010010, 编号为3072."""
    head = text[max(0, at - 6) : at].rstrip("：: 为是")
    return head.endswith(CONTEXT["code-before"])


def _dashed(text: str, at: int, number: Numeral) -> Step:
    """Read 2-1 as a score and leave other dashed digits alone."""
    found = _DASHED.match(text, at)
    if found is None:
        return number.end, (at, number.end, "count", number.low, None, "", "exact")
    sides = re.split("[-－—]", found[0])
    if _follows_word(text, at) and max(map(len, sides)) > 2:
        # 波音737-300
        return found.end(), None
    if len(sides) == 2 and all(side.isdecimal() and len(side) <= 3 for side in sides):
        value = ":".join(str(int(side)) for side in sides)
        return found.end(), (at, found.end(), "other", value, None, "", "exact")
    return found.end(), None
