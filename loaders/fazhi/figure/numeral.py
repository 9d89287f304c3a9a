"""Numerals: how numbers are written, in digits and in Chinese characters.

    arabic    = digits {"," digits3} ["." digits] [more] {magnitude} {digits magnitude} [more]
    chinese   = {digit | tens | magnitude} ["点" {digit}] [more] {magnitude} [more]
    magnitude = 十 | 百 | 千 | 万 | [个] 亿
    more      = 余 | 多 | 来 | 几                        10余万, 二十几, 200多

Two neighbouring digits that follow each other make a range: 三四, 十五六, 七八百, 一两万.
Groups of three digits may be parted by a full-width comma or a comma and a space (2，600件) where a
magnitude or a unit follows. The characters are those of ``lexicon/numerals.tsv``.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.figure.lexicon import (
    DIGITS,
    MAGNITUDES,
    MORE,
    TENS,
    UNIT_FORMS_IN_MAGNITUDE,
    UNIT_STARTS,
    ZEROS,
    one_of,
)

# Longer numerals state no quantity; the limit also keeps conversion linear.
LONGEST: Final = 40

_D = "[0-9]"
_DIGIT = "[" + "".join(DIGITS) + "]"
_CHINESE = "[" + "".join([*DIGITS, *TENS, *MAGNITUDES]) + "]"
_MORE = "[" + "".join(MORE) + "]"
_ONE: Final = Decimal(1)


def _magnitude(mark: str) -> str:
    """A pattern for a magnitude that does not begin a unit, as 千 does in 5千克."""
    units = [form[1:] for form in UNIT_FORMS_IN_MAGNITUDE if form[0] == mark]
    return f"{mark}(?!{one_of(units)})" if units else mark


_MAGNITUDE = "(?:" + "|".join(map(_magnitude, MAGNITUDES)) + ")"
# 余 多 来 几 at the end of a numeral, each with what may not follow it.
_MORE_AT_END = "|".join(
    mark + (f"(?!{one_of(blocked)})" if blocked else "") + (r"(?!\Z)" if mark in "来几" else "")
    for mark, blocked in MORE.items()
)
# 2.3个亿, and 三个亿 but not 三个亿元项目.
_HUNDRED_MILLIONS = r"个(?=亿)(?:(?<=[.][0-9]个)|(?<=[.][0-9][0-9]个)|(?!亿[元级万吨斤美立平千]))"
# Most numerals: digits with nothing after them that would be a part of the numeral.
_DIGITS = re.compile(rf"{_D}{{1,20}}+(?:[.]{_D}{{1,19}}+)?+")
_CONTINUED: Final = frozenset([*MAGNITUDES, *MORE, *",，.· 个0123456789"])
_ARABIC = re.compile(
    rf"({_D}++(?:,{_D}{{3}}(?!{_D}))*+(?:[.·]{_D}++)?+)"
    rf"(?:[余多几来](?={_MAGNITUDE})|个[余多](?=亿))?+"
    rf"((?: (?=[万亿])|{_HUNDRED_MILLIONS})?+{_MAGNITUDE}{{0,3}}+"
    rf"(?:(?<=[十百千万亿]){_D}++(?:[.]{_D}++)?+{_MAGNITUDE}{{1,2}}+){{0,3}}+"
    rf"(?:(?<=万){_D}{{3,4}}(?![0-9.,年月]))?+)"
    rf"({_MORE_AT_END})?"
)
_GROUP_MARKS: Final = (",", "\uff0c")
_GROUPED = re.compile(rf"[1-9]{_D}{{0,2}}(?:[,\uff0c] ?{_D}{{3}}(?!{_D}))++(?:[.]{_D}++)?+")
_HAN = re.compile(
    rf"({_CHINESE}++)(?:点({_DIGIT}++)(?![十分刻]))?+"
    rf"(?:(个[余多](?=亿)|{_MORE})|(?:{_HUNDRED_MILLIONS}))?+({_MAGNITUDE}{{0,3}})([余多]?)"
)
_REST = re.compile(rf"(?<=万){_D}{{3,4}}$")
_PIECE = re.compile(rf"({_D}++(?:[.]{_D}++)?+)({_MAGNITUDE}++)")


class Numeral(NamedTuple):
    """A number of the text.

    ``low`` and ``high`` are its value, or the ends of 三四; ``scale`` is the product of its
    magnitude words. ``more`` tells whether 余 or 多 makes it a lower bound, ``single`` whether it
    is one digit, ``magnitude_only`` whether it is 百 千 万 亿 without a digit.
    """

    end: int
    low: Decimal
    high: Decimal | None = None
    more: bool = False
    scale: Decimal = _ONE
    arabic: bool = False
    single: bool = False
    magnitude_only: bool = False


def trim(value: Decimal) -> Decimal:
    """Return ``value`` without trailing zeros and without an exponent."""
    if value == value.to_integral_value():
        return value.quantize(_ONE) if value.adjusted() < 27 else value
    return value.normalize()


def plain(value: Decimal) -> str:
    """Write a value in digits, without an exponent."""
    return format(value, "f")


def numeral_at(text: str, start: int) -> Numeral | None:
    """Return the numeral, Arabic or Chinese, that begins at ``start``."""
    mark = text[start : start + 1]
    if "0" <= mark <= "9":
        return arabic_numeral(text, start)
    if mark in DIGITS or mark in MAGNITUDES or mark in TENS:
        return chinese_numeral(text, start)
    return None


# Arabic digits


def arabic_numeral(text: str, start: int) -> Numeral | None:
    """Return the numeral in digits that begins at ``start``; None if it is too long."""
    digits_only = _DIGITS.match(text, start)
    if digits_only is not None:
        end = digits_only.end()
        if text[end : end + 1] not in _CONTINUED:
            value, scale, single = _arabic_value(digits_only[0], "")
            return Numeral(end, value, None, False, scale, True, single)
    found = _ARABIC.match(text, start)
    if found is None:
        return None
    end = found.end()
    if end - start > LONGEST:
        return None
    if text[end : end + 1] in _GROUP_MARKS:
        grouped = _grouped(text, start)
        if grouped is not None:
            return grouped
    digits, tail, more = found.groups()
    value, scale, single = _arabic_value(digits, tail)
    inner = text[found.end(1) : found.start(2)]
    is_more = more is not None or inner[-1:] in MORE
    return Numeral(end, value, None, is_more, scale, True, single)


def arabic_end(text: str, start: int) -> int:
    """Return where the run of digits that begins at ``start`` ends."""
    found = _ARABIC.match(text, start)
    return start + 1 if found is None else max(found.end(1), start + 1)


def _grouped(text: str, start: int) -> Numeral | None:
    """Read 2，600件 and 1, 200万元: what follows the groups shows that they are one number."""
    found = _GROUPED.match(text, start)
    if found is None or found.end() - start > LONGEST:
        return None
    digits = re.sub("[, \uff0c]", "", found[0])
    end = found.end()
    rest = arabic_numeral("1" + text[end : end + LONGEST], 0)
    following = text[end : end + 1].strip() or text[end + 1 : end + 2]
    if rest is None or (following not in MAGNITUDES and following not in UNIT_STARTS):
        return None
    value = trim(Decimal(digits) * rest.scale)
    return Numeral(end + rest.end - 1, value, None, rest.more, rest.scale, True)


@lru_cache(maxsize=8192)
def _arabic_value(digits: str, tail: str) -> tuple[Decimal, Decimal, bool]:
    """Return the value, the scale and whether it is one digit, of a matched numeral."""
    ungrouped = digits.replace(",", "").replace("·", ".")
    value = Decimal(ungrouped)
    scale = _ONE
    if tail:
        head = tail.lstrip(" 个")
        size = 0
        while size < len(head) and head[size] in MAGNITUDES:
            size += 1
        scale = _product(head[:size])
        value *= scale
        for piece in _PIECE.finditer(head, size):
            value += Decimal(piece[1]) * _product(piece[2])
        # 12万6500
        rest = _REST.search(head)
        value += Decimal(rest[0]) if rest else 0
    return trim(value), scale, len(ungrouped) == 1 and not tail


def _product(magnitudes: str) -> Decimal:
    """Return the product of magnitude words: 百万 is 1000000."""
    value = 1
    for mark in magnitudes:
        value *= MAGNITUDES.get(mark, 1)
    return Decimal(value)


# Chinese characters


def chinese_numeral(text: str, start: int) -> Numeral | None:
    """Return the numeral in Chinese characters that begins at ``start``."""
    found = _HAN.match(text, start)
    if found is None or found.end() - start > LONGEST:
        return None
    run, fraction, more, after, last = found.groups()
    if after and not more and fraction is None and text[found.start(4) - 1] != "个":
        after = ""
    if more and more[0] != "个" and not _belongs(run, more, text, found.end(3), after):
        more = after = ""
    value = _chinese_value(run, fraction, after)
    if value is None:
        return None
    end = found.end(1) if fraction is None else found.end(2)
    if after:
        end = found.end(4)
        if last and not more:
            # 二点八万多
            more, end = last, found.end(5)
    elif more:
        end = found.end(3)
    low, high, scale, only = value
    single = len(run) == 1 and fraction is None and not more and not after
    return Numeral(end, low, high, bool(more), scale, False, single, only)


@lru_cache(maxsize=8192)
def _chinese_value(
    run: str, fraction: str | None, after: str
) -> tuple[Decimal, Decimal | None, Decimal, bool] | None:
    """Return the ends, the scale and whether all are magnitudes, of a matched numeral."""
    read = chinese_value(run)
    if read is None:
        return None
    low, high = Decimal(read[0]), None if read[1] is None else Decimal(read[1])
    if fraction is not None:
        low += Decimal(f"0.{digit_by_digit(fraction)}")
    scale = _ONE if fraction is not None else _product(run[len(run.rstrip("".join(MAGNITUDES))) :])
    if after:
        scale = _product(after)
        low, high = low * scale, None if high is None else high * scale
    only = all(mark in MAGNITUDES and mark != "十" for mark in run)
    return trim(low), None if high is None else trim(high), scale, only


def _belongs(run: str, more: str, text: str, end: int, after: str) -> bool:
    """Whether 余 多 来 几 after a Chinese run belongs to it: 三十多, but not 一多 or 三来."""
    if more == "余" or after:
        return len(run) > 1 or run in MAGNITUDES
    if run[-1] not in MAGNITUDES and run[-1] not in TENS:
        return False
    if more == "多":
        return True
    return (more == "几" or end < len(text)) and not text.startswith(MORE[more], end)


@lru_cache(maxsize=8192)
def chinese_value(run: str) -> tuple[int, int | None] | None:
    """Read a run of Chinese numeral characters.

    Returns the value, or the two ends of an approximate number such as 三四 or 十五六, or None
    where the characters make no number (九五, 三三). A single 两 or 零 is a number.
    """
    if len(run) > LONGEST:
        return None
    value = _strict(run)
    if value is not None:
        return value, None
    for at in range(len(run) - 1):
        low, high = DIGITS.get(run[at], 0), DIGITS.get(run[at + 1], 0)
        if low and (high == low + 1 or (low, high) == (3, 5)):
            first = _strict(run[: at + 1] + run[at + 2 :])
            second = _strict(run[:at] + run[at + 1 :])
            if first is None or second is None or first >= second:
                return None
            return first, second
    return None


def digit_by_digit(run: str) -> str | None:
    """Read digit characters in sequence: 二〇二五 is ``2025``; None if one is no digit."""
    digits = [DIGITS.get(mark, -1) for mark in run]
    return None if -1 in digits else "".join(map(str, digits))


def _strict(run: str) -> int | None:
    """Read a run that states one number, or None."""
    if len(run) == 1 and run in DIGITS:
        return DIGITS[run]
    for mark in ("亿", "万"):
        cut = run.rfind(mark)
        if cut >= 0:
            size = MAGNITUDES[mark]
            left = _strict(run[:cut]) if cut else 1
            right_run = run[cut + 1 :]
            if left is None:
                return None
            if not right_run:
                return left * size
            if len(right_run) == 1 and right_run in DIGITS and DIGITS[right_run]:
                return left * size + DIGITS[right_run] * size // 10
            right = _strict(right_run.lstrip(ZEROS)) if right_run.strip(ZEROS) else None
            return None if right is None or right >= size else left * size + right
    if all(mark in DIGITS for mark in run):
        return None
    return _below_ten_thousand(run)


def _below_ten_thousand(run: str) -> int | None:
    """Read a run without 万 and 亿: 三千二百零五; None where it breaks the rules."""
    total, last, digit, zero = 0, 10_000, -1, False
    for mark in run:
        if mark in DIGITS:
            if digit > 0 or (digit == 0 and not zero):
                return None
            digit, zero = DIGITS[mark], DIGITS[mark] == 0
            if zero:
                digit = -1
                if total == 0 and len(run) > 1:
                    return None
        elif mark in TENS:
            if digit > 0 or last <= 10:
                return None
            total, last, digit = total + TENS[mark], 10, -1
        else:
            size = MAGNITUDES[mark]
            if size >= last or size > 1000:
                return None
            if digit < 0 and size > 10 and total:
                return None
            total += (digit if digit > 0 else 1) * size
            last, digit, zero = size, -1, False
    if digit > 0:
        # 两百五 is 250, 两百零五 is 205.
        short = last in (100, 1000) and not zero and run[-2] in MAGNITUDES
        total += digit * (last // 10 if short else 1)
    return total
