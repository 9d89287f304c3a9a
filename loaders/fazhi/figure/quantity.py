"""Numerals with their units: counts, amounts, rates, lengths of time, and things that are numbered.

    quantity = [sign] numeral unit [half] [what goes on after it (compound)] ["多"]

A numeral in digits is a quantity wherever a unit follows; one in Chinese characters may be part of
a word (一 in 统一, 一个), so that it needs more.
"""

from decimal import Decimal
from typing import Final

from fazhi.figure.compound import compound
from fazhi.figure.context import clause_after, followed, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.date_time import CONNECTORS, DATE_MARKS
from fazhi.figure.identifier import numbered
from fazhi.figure.lexicon import (
    CONTEXT,
    NUMERAL_CHARACTERS,
    QUALIFIERS_AFTER,
    QUALIFIERS_BEFORE,
    UNIT_STARTS,
)
from fazhi.figure.model import Bound, Result, Skip, Span, Value
from fazhi.figure.money import CURRENCY_SIGNS, currency_start
from fazhi.figure.numeral import Numeral, plain, trim
from fazhi.figure.qualifier import bound_after, bound_before, qualified, vague_before
from fazhi.figure.range import joined, neighbours
from fazhi.figure.rule import rule
from fazhi.figure.unit import WORD_CHARACTERS, Quantity, UnitMatch, parted_unit_at, unit_at

_HALF: Final = Decimal("0.5")
# Kinds that a sign may belong to; a dash before a count is no minus.
_SIGNED_KINDS: Final = ("amount", "rate", "range")
_SIGN_STARTS: Final = frozenset("零负-")
# Before these nothing of a quantity follows, the common case.
_PLAIN_AFTER: Final = frozenset(("", *"，。；、:()的\n,;以和，是在为"))
_PLAIN_KINDS: Final = ("count", "amount", "rate", "duration")
# Beside one of these characters a quantity may be larger than its numeral and its unit.
_BUSY_BEFORE: Final = CURRENCY_SIGNS | frozenset("-负下上几数 第《")
_BUSY_AFTER: Final = (
    frozenset("零半多余 /") | frozenset(CONNECTORS) | NUMERAL_CHARACTERS | frozenset("0123456789")
)
_TWO_AND_MORE: Final = frozenset("两二三四五六七八九")


@rule("plain quantity in digits", "arabic", after=UNIT_STARTS - DATE_MARKS)
def plain_quantity(c: Cursor) -> Result:
    """2542件: a numeral and its unit between characters that change nothing, as most figures are.

    It yields what the next rule would, at less cost.
    """
    number = c.numeral
    if number is None or c.previous in _BUSY_BEFORE:
        return None
    found = unit_at(c.text, number)
    if found is None:
        return None
    entry, form, end = found
    if (
        (following := c.text[end : end + 1]) in _BUSY_AFTER
        or entry.kind not in _PLAIN_KINDS
        or entry.tenths
        or (c.previous in QUALIFIERS_BEFORE and bound_before(c.text, c.start, c.left_limit)[1])
        or (following in QUALIFIERS_AFTER and bound_after(c.text, end)[1])
    ):
        return None
    bound: Bound = "above" if number.more else "exact"
    return Span(c.start, end, entry.kind, number.low, None, form, bound)


@rule("quantity in digits", "arabic")
def arabic_quantity(c: Cursor) -> Result:
    """2542件, 2.15亿元, 98.6%, 零下5℃, 3至5天, 118号; 《749局》 is a title."""
    number, text = c.numeral, c.text
    if number is None:
        return None
    start, sign = _sign_before(text, c.start, c.left_limit)
    found = measured(text, c.start, number, sign, False)
    if found is None:
        return None
    if c.previous == "《" and text[found.end : found.end + 1] == "》":
        return Skip(found.end)
    if found.kind in ("identifier", "ordinal"):
        return numbered(c, found)
    return _stated(c, found, start, sign, found.bound)


@rule("quantity in Chinese numerals", "chinese")
def chinese_quantity(c: Cursor) -> Result:
    """三名, 一年六个月, 七成五, 数十家, 上千名; 周三次日 and 一个 are none."""
    number, text = c.numeral, c.text
    if number is None:
        return Skip(c.end)
    end = max(c.end, number.end)
    if number.single and _is_weekday(c, number.end):
        return Skip(end)
    start, sign, vague = c.start, 1, None
    if c.previous in _BUSY_BEFORE:
        start, vague = vague_before(text, c.start, c.left_limit)
        if vague is None:
            start, sign = _sign_before(text, c.start, c.left_limit)
    found = measured(text, c.start, number, sign, vague is None and _is_lone(c, number))
    if found is None:
        return None
    if not _counts(c, number, found, vague):
        return Skip(end)
    if found.kind in ("identifier", "ordinal"):
        return Skip(found.end) if vague else numbered(c, found)
    return _stated(c, found, start, sign, vague or found.bound)


@rule("half of a unit", "half")
def half_quantity(c: Cursor) -> Result:
    """半年, 半个小时; 半导体 is none."""
    found = measured(c.text, c.start, Numeral(c.end, _HALF, single=True), 1, True)
    if found is None or found.form not in CONTEXT["half-unit"]:
        return Skip(c.end)
    return _stated(c, found, c.start, 1, found.bound)


def measured(text: str, start: int, number: Numeral, sign: int, lone: bool) -> Quantity | None:
    """Return the quantity whose numeral has been read, or None if no unit follows it."""
    low, high = number.low, number.high
    parted = parted_unit_at(text, number) if text[number.end : number.end + 1] == "个" else None
    if parted is None:
        found = unit_at(text, number, lone)
        if found is None:
            if high is not None:
                return None
            ranged = joined(text, start, number, low * sign, "", number.end)
            return ranged or neighbours(text, start, number)
    else:
        inside, found = parted
        low += _HALF if inside == "half" else 0
        number = number._replace(low=low, more=inside == "more")
    entry, form, end = found
    bound: Bound = "above" if number.more else "exact"
    if high is not None:
        return Quantity(start, end, "range", low, high, form, "exact", entry)
    low *= sign
    following = text[end : end + 1]
    if following not in _PLAIN_AFTER:
        if following in CONNECTORS or following == " ":
            ranged = joined(text, start, number, low, form, end)
            if ranged is not None:
                return ranged
        if not number.more:
            return _continued(text, start, low, sign, found, parted is not None)
    return Quantity(start, end, entry.kind, low, None, form, bound, entry)


def _continued(
    text: str, start: int, low: Decimal, sign: int, found: UnitMatch, halved: bool
) -> Quantity:
    """Return a quantity with what goes on after its unit: 三年半, 1年6个月, 3年多."""
    unit, form, end = found
    kind = unit.kind
    following = text[end : end + 1]
    if following == "半" and unit.continuous and not halved:
        return Quantity(start, end + 1, kind, low + _HALF * sign, None, form, "exact", unit)
    if following in "多余" and unit.continuous and not followed(text, end + 1, "unit-more-blocked"):
        return Quantity(start, end + 1, kind, low, None, form, "above", unit)
    if following in NUMERAL_CHARACTERS or "0" <= following <= "9":
        while (more := compound(text, low * sign, unit, end)) is not None:
            low, unit, end = more.value * sign, more.unit, more.end
            form = unit.form
            # The minutes of 4小时18分 are a length of time, alone they are points.
            kind = "duration" if "duration" in (kind, unit.kind) else kind
    return Quantity(start, end, kind, low, None, form, "exact", unit)


def _stated(c: Cursor, found: Quantity, start: int, sign: int, bound: Bound) -> Span:
    """Return the figure of a quantity that begins at ``start``, with its sign or a vague word."""
    low, high = found.low, found.high
    if found.entry.tenths:
        # 两成 and 三四成 are given in percent.
        low, high = trim(low * 10), None if high is None else trim(high * 10)
    signed = start < c.start and c.text[start] in _SIGN_STARTS
    if signed and found.kind not in _SIGNED_KINDS:
        start, low = c.start, low * sign
    value: Value = plain(low) if found.kind == "other" else low
    start = currency_start(c.text, start, c.left_limit)
    return qualified(
        c.text, Span(start, found.end, found.kind, value, high, found.form, bound), c.left_limit
    )


def _sign_before(text: str, start: int, left_limit: int) -> tuple[int, int]:
    """Return where the sign before a numeral begins, and the sign: 零下5℃, -3.2%."""
    mark = text[start - 1] if start > left_limit else ""
    if mark in ("下", "上"):
        if start - 2 >= left_limit and text[start - 2] == "零":
            return start - 2, -1 if mark == "下" else 1
    elif mark == "负":
        if not preceded(text, start - 1, "minus-blocked"):
            return start - 1, -1
    elif mark == "-" and text[start - 2 : start - 1] not in WORD_CHARACTERS:
        return start - 1, -1
    return start, 1


def _is_lone(c: Cursor, number: Numeral) -> bool:
    """Whether the numeral is a 一 or a magnitude without a digit, which mostly count nothing."""
    return _is_one(c, number) or (number.magnitude_only and c.end == c.start + 1)


def _is_one(c: Cursor, number: Numeral) -> bool:
    return number.single and c.text[c.start] == "一"


def _is_weekday(c: Cursor, end: int) -> bool:
    """Whether a digit numbers a day of the week: 周三, but not 每周三次."""
    if preceded(c.text, c.start, "weekday"):
        return not c.text.endswith("每周", 0, c.start) or not followed(c.text, end, "weekly")
    return False


def _counts(c: Cursor, number: Numeral, found: Quantity, vague: Bound | None) -> bool:
    """Whether a Chinese numeral with a unit is a figure rather than part of a word."""
    unit, text = found.entry, c.text
    if unit.form == "番":
        # After 翻, or where the quote is all there is.
        near = text[max(0, c.start - 4) : c.start]
        whole = c.start == 0 and found.end == len(text)
        return whole or any(word in near for word in CONTEXT["doubling"])
    if _is_one(c, number) and found.high is None and found.end == number.end + len(unit.form):
        return _one_counts(c, found)
    if unit.kind in ("identifier", "ordinal") and (number.magnitude_only or found.high is not None):
        return False
    lone = _is_lone(c, number) and not _is_one(c, number)
    if lone and vague is None and not number.more:
        return unit.lone_magnitude or bound_before(text, c.start, c.left_limit)[1] is not None
    return True


def _one_counts(c: Cursor, found: Quantity) -> bool:
    """Whether 一 with a classifier counts (一名) or is an article or part of a word."""
    text, start, unit, end = c.text, c.start, found.entry, found.end
    if start == c.left_limit and start:
        # 三县一区, 三死一伤: the figure before shows that this one counts too.
        return True
    if preceded(text, start, "one-blocked") and not preceded(text, start, "one-allowed"):
        return False
    if not unit.lone_one:
        # 一死三伤, 一县两区
        return text[end : end + 1] in _TWO_AND_MORE and unit.kind == "count"
    return unit.form != "起" or preceded(text, start, "event-before") or _names_event(text, end)


def _names_event(text: str, end: int) -> bool:
    """Whether the clause goes on to name an event: 一起 is then a count, not together."""
    clause = clause_after(text, end, 24)
    for word in CONTEXT["no-event"]:
        clause = clause.replace(word, "")
    return any(word in clause for word in CONTEXT["one-event"])
