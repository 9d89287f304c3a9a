"""A step of the walk at a numeral in Chinese characters, or at 半."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from fazhi.figure import around
from fazhi.figure.calendar import date_at
from fazhi.figure.dates import CONNECTORS
from fazhi.figure.lexicon import NUMERAL_MARKS, Unit
from fazhi.figure.model import Bound, Found, Step, Value
from fazhi.figure.numeral import Numeral, chinese
from fazhi.figure.quantity import Quantity, quantity
from fazhi.figure.special import fraction, ordinal, plain, ratio
from fazhi.figure.traps import slogan, trap

_MARKS = "[" + "".join(NUMERAL_MARKS) + "]"
# 第一百三十条、一百三十一条 are both articles.
_LISTED = re.compile(rf"第{_MARKS}{{1,9}}条(?:[、和及或]{_MARKS}{{1,9}}条){{0,9}}+[、和及或]$")
_RUN = re.compile("[" + "".join(NUMERAL_MARKS) + "]++")
_DATE_NEXT: Final = frozenset("年月日号时点世0０OoＯｏ" + CONNECTORS)
_OPEN: Final = frozenset("（([［〔【")
_TWO_AND_MORE: Final = frozenset("两二三四五六七八九")
_HALF: Final = Decimal("0.5")
_HALF_UNITS: Final = frozenset(
    [
        "年",
        "天",
        "日",
        "个月",
        "小时",
        "个小时",
        "钟头",
        "个钟头",
        "世纪",
        "个世纪",
        "公里",
        "里",
        "米",
        "斤",
        "公斤",
        "亩",
        "吨",
        "学期",
        "个学期",
    ]
)


def half_step(text: str, at: int, floor: int) -> Step:
    """Read 半年, 半个小时 and 半数; 下半年 and 半导体 are none."""
    if around.preceded(text, at, "half-blocked") and not around.preceded(text, at, "half-allowed"):
        return at + 1, None
    stop = trap(text, at)
    if stop > at:
        return stop, None
    if text.startswith("半数", at):
        return _rated(text, (at, at + 2, "rate", _HALF, None, "", "exact"), floor)
    number = Numeral(at + 1, _HALF, None, "", Decimal(1), False, True, False)
    found = quantity(text, at, number, 1, True)
    if found is None or found.unit not in _HALF_UNITS:
        return at + 1, None
    body = (at, found.end, found.kind, found.low, found.high, found.unit, found.bound)
    return _rated(text, body, floor)


def _rated(text: str, body: Found, floor: int) -> Step:
    found = around.qualified(text, body, floor, body[6] == "above")
    return found[1], found


def chinese_step(text: str, at: int, floor: int) -> Step:
    """Read the figure whose first Chinese numeral stands at ``at``, or pass over the numerals."""
    stop = max(trap(text, at), slogan(text, at))
    if stop > at:
        return stop, None
    run = _RUN.match(text, at)
    run_end = at + 1 if run is None else run.end()
    following = text[run_end : run_end + 1]
    if text[at] in "零〇○" and run_end == at + 1 and following not in ("点", "时"):
        return run_end, None
    if at > floor:
        previous = text[at - 1]
        if previous == "第":
            first = ordinal(text, at)
            return (run_end, None) if first is None else (first[1], first)
        if previous in _OPEN and text[at - 2 : at - 1] == "第":
            item = _item(text, at)
            if item is not None:
                return item[1], item
    if following == "分" and text.startswith("分之", run_end):
        part = fraction(text, at)
        if part is not None:
            found = around.qualified(text, part[0], floor, part[1])
            return found[1], found
    if following and following in _DATE_NEXT and not around.preceded(text, at, "weekday"):
        date = date_at(text, at, floor, False)
        if date is not None:
            return date[1], date
    if following == "半" and run_end == at + 1 and text[at] == "一":
        more = text[at + 2 : at + 3] == "多"
        bound: Bound = "above" if more else "exact"
        return _rated(text, (at, at + 2 + more, "rate", _HALF, None, "", bound), floor)
    if following == "比":
        score = ratio(text, at)
        if score is not None:
            return score[1], score
    return _measured(text, at, floor, run_end)


def _item(text: str, at: int) -> Found | None:
    """Return 第（五）项, whose numeral stands in brackets."""
    number = chinese(text, at)
    if number is None or text[number.end : number.end + 1] not in ("）", ")"):
        return None
    end = number.end + 2
    unit = text[end - 1 : end]
    if unit not in ("条", "款", "项"):
        return None
    return at - 2, end, "identifier", plain(number.low), None, unit, "exact"


def _measured(text: str, at: int, floor: int, run_end: int) -> Step:
    number = chinese(text, at)
    if number is None:
        return run_end, None
    run_end = max(run_end, number.end)
    if number.single and _is_numbered(text, at, number.end):
        return run_end, None
    begin, vague = at, None
    if text[at] in "十百千万亿":
        begin, vague = around.modifier(text, at, floor)
    one = number.single and text[at] == "一"
    lone = one or (number.bare and run_end == at + 1)
    signed, sign = around.sign(text, at, floor) if begin == at else (at, 1)
    found = quantity(text, at, number, sign, lone and vague is None)
    if found is None:
        return _bare(text, at, begin, floor, number, vague)
    if not _counts(text, at, begin, floor, number, found, one, lone, vague):
        return run_end, None
    if found.unit == "条" and _LISTED.search(text, max(0, at - 40), at):
        return found.end, (at, found.end, "identifier", plain(found.low), None, "条", "exact")
    if found.kind in ("identifier", "ordinal"):
        if found.bound != "exact" or vague is not None:
            return found.end, None
        named: Value = number.low if found.kind == "ordinal" else plain(number.low)
        return found.end, (at, found.end, found.kind, named, None, found.unit, "exact")
    if signed < at:
        if found.kind in ("amount", "rate", "range"):
            begin = signed
        elif sign < 0:
            found = found._replace(low=-found.low)
    stated: Value = plain(found.low) if found.kind == "other" else found.low
    bound = vague or found.bound
    body = (begin, found.end, found.kind, stated, found.high, found.unit, bound)
    special = around.qualified(text, body, floor, bound == "above" and vague is None)
    return special[1], special


def _is_numbered(text: str, at: int, end: int) -> bool:
    """Whether a digit numbers a day of the week: 周三, but not 每周三次."""
    if around.preceded(text, at, "weekday"):
        return text[at - 2 : at] != "每周" or not around.followed(text, end, "weekly")
    return False


def _counts(
    text: str,
    at: int,
    begin: int,
    floor: int,
    number: Numeral,
    found: Quantity,
    one: bool,
    lone: bool,
    vague: Bound | None,
) -> bool:
    """Whether a Chinese numeral with a unit is a figure rather than part of a word."""
    unit = found.entry
    if unit is None:
        return True
    if unit.form == "番":
        # After 翻, or where the quote is all there is.
        return "翻" in text[max(0, at - 4) : at] or (at == 0 and found.end == len(text))
    if one and found.high is None and found.low == number.low:
        return _one_counts(text, at, floor, unit, found.end)
    if unit.kind in ("identifier", "ordinal") and (number.bare or found.high is not None):
        return False
    if lone and not one and vague is None and not number.fuzz:
        return unit.lone_magnitude or around.before(text, begin, floor)[1] is not None
    return True


def _one_counts(text: str, at: int, floor: int, unit: Unit, end: int) -> bool:
    """Whether 一 with a classifier counts (一名) or is an article or part of a word."""
    if at == floor and floor:
        # 三县一区, 三死一伤: the figure before shows that this one counts too.
        return True
    if text.startswith(unit.form, end):
        return False
    if around.preceded(text, at, "one-blocked") and not around.preceded(text, at, "one-allowed"):
        return False
    if not unit.lone_one:
        # 一死三伤, 一县两区
        return text[end : end + 1] in _TWO_AND_MORE and unit.kind == "count"
    return (
        unit.form != "起"
        or around.preceded(text, at, "event-before")
        or around.event_follows(text, end)
    )


def _bare(text: str, at: int, begin: int, floor: int, number: Numeral, vague: Bound | None) -> Step:
    """Read a Chinese numeral without a unit: only where a noun or 余 shows that it counts."""
    end = number.end
    if number.bare and not (number.fuzz or vague):
        return end, None
    size = text[at:end].strip("十")
    strong = number.low > 100 and any(mark in "百千万亿" for mark in size) and len(size) > 1
    if number.high is not None:
        if not strong:
            return max(end, at + 1), None
        both: Found = (at, end, "range", number.low, number.high, "", "exact")
        both = around.qualified(text, both, floor, False)
        return both[1], both
    counted = number.low >= 2 and around.followed(text, end, "bare-noun")
    if counted and text[end] == "大":
        counted = number.low <= 10 and not around.followed(text, end + 1, "congress-after")
    if counted and number.single:
        counted = not around.preceded(text, at, "grade")
    if not (counted or strong or number.fuzz or vague):
        return max(end, at + 1), None
    body: Found = (begin, end, "count", number.low, None, "", vague or "exact")
    found = around.qualified(text, body, floor, bool(number.fuzz) and vague is None)
    return found[1], found
