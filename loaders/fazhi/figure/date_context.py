"""Dates and times of day in their context: 7日 may be a length of time, 8点 eight points."""

from typing import Final

from fazhi.figure.context import followed, preceded
from fazhi.figure.cursor import Cursor
from fazhi.figure.date_time import CONNECTORS, DATE_MARKS, DateSpan, date_pair, date_span
from fazhi.figure.duration import counts_days, counts_years
from fazhi.figure.era import decade, year_of_era
from fazhi.figure.lexicon import CONTEXT, DAY_PARTS, UNIT_FORMS_BY_BEGINNING
from fazhi.figure.model import Result, Span
from fazhi.figure.qualifier import bound_before, qualified_date
from fazhi.figure.rule import rule

_DAY_PARTS: Final = tuple(sorted(DAY_PARTS, key=len, reverse=True))
_DAY_PART_ENDS: Final = frozenset(word[-1] for word in DAY_PARTS)


@rule("decade or century", "arabic", "chinese", after="世年" + CONNECTORS)
def era(c: Cursor) -> Result:
    """20世纪80年代, 90年代末, 21世纪."""
    head = c.text[c.start : c.start + 8]
    if "世纪" not in head and "年代" not in head:
        return None
    found = decade(c.text, c.start)
    return None if found is None else _span(c, c.start, found)


@rule("year of the era", "arabic", "chinese", before="元前", after="年")
def counted_year(c: Cursor) -> Result:
    """公元前221年, 公元618年."""
    for word, before in (("公元前", True), ("公元", False)):
        start = c.start - len(word)
        if start >= c.left_limit and c.text.startswith(word, start):
            date = year_of_era(c.text, c.start, before)
            return None if date is None else _span(c, start, date)
    return None


@rule("two neighbouring months or days", "arabic", "chinese", after="、")
def neighbouring_dates(c: Cursor) -> Result:
    """1、2月份, 三、四月, 5、6日."""
    both = date_pair(c.text, c.start, c.script == "arabic")
    return None if both is None else _span(c, c.start, both)


@rule("date in digits", "arabic", after=DATE_MARKS | set(":/. 赛学财"))
def arabic_date(c: Cursor) -> Result:
    """2024年3月5日, 3月5日至8日, 25日8时30分, 2024-03-05, 下午3:30."""
    number = c.numeral
    if number is None or number.more or number.scale != 1:
        return None
    return _date(c)


@rule("date in Chinese numerals", "chinese", after=DATE_MARKS | set("0Oo"))
def chinese_date(c: Cursor) -> Result:
    """二〇二五年一月十五日, 晚上八点半; 周三 is no day of a month."""
    return None if preceded(c.text, c.start, "weekday") else _date(c)


def _date(c: Cursor) -> Result:
    """Return what is written like a date, where it is one."""
    text, start, arabic = c.text, c.start, c.script == "arabic"
    begin = _day_part_start(text, start, c.left_limit)
    date = date_span(text, begin, arabic)
    if date is None and begin < start:
        date = date_span(text, start, arabic)
    if date is None:
        return None
    if not _is_date(c, begin, date, arabic):
        return None
    return _span(c, begin, date)


def _is_date(c: Cursor, begin: int, date: DateSpan, arabic: bool) -> bool:
    """Whether what is written like a date is one; ``begin`` is where its part of the day begins."""
    value = date.value
    if value[0] == "T":
        return begin < c.start or _is_time(c.text, c.start, date, arabic)
    if value.startswith("---") and "T" not in value:
        bound = bound_before(c.text, c.start, c.left_limit)[1]
        if date.unit != "号" and counts_days(c.text, c.start, date.end, bound):
            return False
        if date.upper is not None:
            # 3至5号楼 are houses.
            longer = c.text[date.end - 1 : date.end + 1]
            return len(longer) < 2 or longer not in UNIT_FORMS_BY_BEGINNING
        return _is_day(c.text, c.start, date, arabic)
    if date.unit == "月" and value.startswith("--"):
        return not followed(c.text, date.end, "month-bounded")
    if date.unit != "年" or date.end - c.start != 5:
        return True
    return not counts_years(c.text, c.start, bound_before(c.text, c.start, c.left_limit)[1])


def _span(c: Cursor, start: int, date: DateSpan) -> Span:
    """Return the figure of a date, with what bounds it."""
    span = Span(
        start,
        date.end,
        "date" if date.upper is None else "range",
        date.value,
        date.upper,
        date.unit,
    )
    span = qualified_date(c.text, span, c.left_limit)
    if span.end == date.end and "T" in date.value and c.text[span.end : span.end + 1] == "多":
        # 11点多, 11点多钟
        end = span.end + 1 + c.text.startswith("钟", span.end + 1)
        return span._replace(end=end, bound="above")
    return span


def _day_part_start(text: str, start: int, left_limit: int) -> int:
    """Return where the part of the day that touches ``start`` begins, or ``start``."""
    if start <= left_limit or text[start - 1] not in _DAY_PART_ENDS:
        return start
    for word in _DAY_PARTS:
        begin = start - len(word)
        if begin >= left_limit and text.startswith(word, begin):
            blocked = len(word) == 1 and preceded(text, begin, "day-part-blocked")
            return start if blocked else begin
    return start


def _is_time(text: str, start: int, date: DateSpan, arabic: bool) -> bool:
    """Whether an hour without a part of the day is a time: 8时 is, 8点 may be eight points."""
    exact = text[start : date.end]
    if ":" in exact:
        if date.upper is not None or exact.count(":") > 1:
            return True
        near = text[max(0, start - 4) : start] + text[date.end : date.end + 4]
        return date.value[5] in "05" and not any(word in near for word in CONTEXT["score"])
    if "点" in exact and date.value.endswith(":00"):
        if "点钟" in exact or date.upper is not None:
            return True
        return arabic and followed(text, date.end, "hour-after")
    if not arabic and exact in ("一时", "二时", "十时"):
        return followed(text, date.end, "hour-after")
    return True


def _is_day(text: str, start: int, date: DateSpan, arabic: bool) -> bool:
    """Whether a day without a month is a date: 25日, not 5号, the number of a thing."""
    if date.unit == "号":
        return arabic and (
            followed(text, date.end, "day-number-after")
            or preceded(text, start, "day-number-before")
        )
    if arabic or text[start : date.end] != "一日":
        return True
    return followed(text, date.end, "chinese-day-after")
