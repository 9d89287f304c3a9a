"""Numerals: the number at a place of the text, in Arabic or full-width digits or in Chinese.

    numeral   = arabic | chinese
    arabic    = digits {"," digits3} ["." digits] [fuzz] {magnitude} {digits magnitude} [fuzz]
    chinese   = {digit | tens | magnitude} ["点" {digit}] [fuzz] {magnitude}
    digits    = 0…9 | ０…９        magnitude = 十 | 百 | 千 | 万 | 亿
    fuzz      = 余 | 多 | 来 | 几  (10余万, 二十几, 200多)

Two neighbouring digits that follow each other make a range: 三四, 十五六, 七八百, 一两万.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.figure.lexicon import DIGITS, MAGNITUDES, NUMERAL_UNITS, TENS

# Longer runs of digits are no quantity; the limit also keeps conversion linear.
LONGEST: Final = 40

FUZZ: Final = "余多来几"
_D = "[0-9０-９]"
_DIGIT = "[" + "".join(DIGITS) + "]"
_CHINESE = "[" + "".join([*DIGITS, *TENS, *MAGNITUDES]) + "]"
# 千 is no magnitude in 5千克, nor 百 in 5百分点: the units that begin so are the lexicon's.
_MAGNITUDE = (
    "(?:"
    + "|".join(
        f"{m}(?!{'|'.join(sorted({u[1:] for u in NUMERAL_UNITS if u[0] == m}))})"
        if any(u[0] == m for u in NUMERAL_UNITS)
        else m
        for m in MAGNITUDES
    )
    + ")"
)
_ARABIC = re.compile(
    rf"({_D}++(?:,{_D}{{3}}(?!{_D}))*+(?:[.．·・•]{_D}++)?+)"
    rf"(?:[余多几来](?={_MAGNITUDE}))?+"
    rf"((?:[ \u3000](?=[万亿]))?+{_MAGNITUDE}{{0,3}}+"
    rf"(?:(?<=[十百千万亿]){_D}++(?:[.．]{_D}++)?+{_MAGNITUDE}{{1,2}}+){{0,3}}+"
    rf"(?:(?<=万){_D}{{3,4}}(?![0-9０-９.．,年月]))?+)"
    rf"(余|多(?!式|地|元化|边|功能|层次)|来(?=[^自到源的了历])|几(?=[^乎率何]))?"
)
_HAN = re.compile(
    rf"({_CHINESE}++)(?:点({_DIGIT}++)(?![十分刻]))?+"
    rf"([余多来几]?)({_MAGNITUDE}{{0,3}})([余多]?)"
)
_FULLWIDTH = str.maketrans("０１２３４５６７８９．·・•", "0123456789....")
_REST = re.compile(rf"(?<=万){_D}{{3,4}}$")
_PIECE = re.compile(rf"({_D}++(?:[.．]{_D}++)?+)({_MAGNITUDE}++)")


class Numeral(NamedTuple):
    """A number of the text: where it ends, its value, and how it was written."""

    end: int
    low: Decimal
    high: Decimal | None
    fuzz: str
    scale: Decimal
    arabic: bool
    single: bool
    bare: bool


_ONE: Final = Decimal(1)


def trim(value: Decimal) -> Decimal:
    """Return ``value`` without trailing zeros and without an exponent."""
    if value == value.to_integral_value():
        return value.quantize(_ONE) if value.adjusted() < 27 else value
    return value.normalize()


def product(magnitudes: str) -> Decimal:
    """Return the product of magnitude words: 百万 is 1000000."""
    value = 1
    for mark in magnitudes:
        value *= MAGNITUDES.get(mark, 1)
    return Decimal(value)


@lru_cache(maxsize=8192)
def _arabic_value(digits: str, tail: str) -> tuple[Decimal, Decimal, bool]:
    plain = digits.translate(_FULLWIDTH).replace(",", "")
    value = Decimal(plain)
    scale = _ONE
    if tail:
        head = tail.lstrip(" \u3000")
        size = 0
        while size < len(head) and head[size] in MAGNITUDES:
            size += 1
        scale = product(head[:size])
        value *= scale
        for piece in _PIECE.finditer(head, size):
            value += Decimal(piece[1].translate(_FULLWIDTH)) * product(piece[2])
        # 12万6500
        rest = _REST.search(head)
        value += Decimal(rest[0].translate(_FULLWIDTH)) if rest else 0
    return trim(value), scale, len(plain) == 1 and not tail


def arabic(text: str, start: int) -> Numeral | None:
    """Return the numeral in Arabic digits that begins at ``start``, if it is short enough."""
    found = _ARABIC.match(text, start)
    if found is None or found.end() - start > LONGEST:
        return None
    digits, tail, fuzz = found.groups()
    value, scale, single = _arabic_value(digits, tail)
    if fuzz is None:
        inner = found.end(1)
        fuzz = text[inner] if inner < found.end() and text[inner] in FUZZ else ""
    return Numeral(found.end(), value, None, fuzz, scale, True, single, False)


def digits_end(text: str, start: int) -> int:
    """Return where the run of Arabic digits that begins at ``start`` ends."""
    found = _ARABIC.match(text, start)
    return start + 1 if found is None else max(found.end(1), start + 1)


def _section(run: str) -> int | None:
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


def _strict(run: str) -> int | None:
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
            right = _strict(right_run.lstrip("零〇○")) if right_run.strip("零〇○") else None
            return None if right is None or right >= size else left * size + right
    if all(mark in DIGITS for mark in run):
        return None
    return _section(run)


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


def positional(run: str) -> str | None:
    """Read digit characters one by one: 二〇二五 is ``2025``; None if one is no digit."""
    digits = [DIGITS.get(mark, -1) for mark in run]
    return None if -1 in digits else "".join(map(str, digits))


def chinese(text: str, start: int) -> Numeral | None:
    """Return the numeral in Chinese characters that begins at ``start``."""
    found = _HAN.match(text, start)
    if found is None or found.end() - start > LONGEST:
        return None
    run, fraction, fuzz, after, last = found.groups()
    if after and not fuzz and fraction is None:
        after = ""
    read = chinese_value(run)
    if read is None:
        return None
    low, high = Decimal(read[0]), None if read[1] is None else Decimal(read[1])
    scale = _scale(run) if fraction is None else _ONE
    end = found.end(1)
    if fraction is not None:
        low += Decimal(f"0.{positional(fraction)}")
        end = found.end(2)
    if fuzz and not _fuzzy(run, fuzz, text, found.end(3), after):
        fuzz = after = ""
    if fuzz:
        end = found.end(3)
    if after:
        end = found.end(4)
        if last and not fuzz:
            # 二点八万多
            fuzz, end = last, found.end(5)
        scale = product(after)
        low, high = low * scale, None if high is None else high * scale
    bare = all(mark in MAGNITUDES and mark != "十" for mark in run)
    high = None if high is None else trim(high)
    single = len(run) == 1 and fraction is None and not fuzz and not after
    return Numeral(end, trim(low), high, fuzz, scale, False, single, bare)


def _scale(run: str) -> Decimal:
    size = len(run)
    while size and run[size - 1] in MAGNITUDES:
        size -= 1
    return product(run[size:])


def _fuzzy(run: str, fuzz: str, text: str, end: int, after: str) -> bool:
    """Whether 余 多 来 几 after a Chinese run belongs to it: 三十多, but not 一多 or 三来."""
    if fuzz == "余" or after:
        return len(run) > 1 or run in MAGNITUDES
    if run[-1] not in MAGNITUDES and run[-1] not in TENS:
        return False
    if fuzz == "来":
        return end < len(text) and text[end] not in "自到源的了历"
    return fuzz == "多" or text[end : end + 1] not in ("乎", "率", "何")
