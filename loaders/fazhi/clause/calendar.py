"""The years of time expressions: stated, or read from publication or another date of the text."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from fazhi.clause.governing import Governing
from fazhi.clause.time_expression import WORDS, TimeExpression
from fazhi.record.period import Period, PeriodError, parse_period

_SAME: Final = "same"
_PREVIOUS: Final = "previous"
# 全年 in a report of these months is the year before, or the year itself.
_REVIEWS_LAST_YEAR: Final = (1, 2, 3)
_REVIEWS_THIS_YEAR: Final = (11, 12)


class _Year(NamedTuple):
    number: int | None
    source: str = ""
    """What it was read from; "" if it is stated."""


class Calendar:
    """What is known of the years of a text, in the course of reading it.

    ``expressions`` are those that may lend their year to others; ``resolve`` must be called in
    the order of the text.
    """

    def __init__(self, expressions: Sequence[TimeExpression], published: Period | None) -> None:
        self._start = published.start if published else None
        self._end = published.end if published else None
        same_year = self._start and self._end and self._start.year == self._end.year
        self._published = self._end if same_year else None
        self._lending = {item.start for item in expressions}
        self._stated = [item for item in expressions if item.year and item.role == "date"]
        years = [item.last_year or item.year for item in self._stated if not item.word]
        self._years = {year for year in years if year}
        self._last: tuple[int, int, str] | None = None  # year, paragraph, words
        self._last_day: tuple[str, int, str] | None = None

    @property
    def latest(self) -> int | None:
        """The latest year of the text, or that of publication where only words like 今年 stand."""
        if self._years:
            return max(self._years)
        return self._published.year if self._published else None

    def is_ahead(self, item: TimeExpression) -> bool:
        """Whether it lies after publication."""
        if WORDS["year"].get(item.word) == "1":
            return True
        return bool(self._published and item.year and item.year > self._published.year)

    def resolve(self, item: TimeExpression, paragraph: int, *, planned: bool = False) -> Governing:
        """What an expression of a paragraph says, with its year; one of a plan is not over."""
        if item.role != "date":
            return self._moment(item, paragraph)
        year = self._year(item, paragraph, planned)
        if year.number is None:
            return _governing(item, None, None, f"from {item.words}, {year.source}")
        first, last = f"{year.number}{item.first}", f"{_last_year(item, year.number)}{item.last}"
        if item.start in self._lending:
            if item.last_year in (None, year.number):
                self._last = (year.number, paragraph, item.words)
            else:
                self._last = None
            if item.is_day:
                self._last_day = (first, paragraph, item.words)
        reason = f"from {item.words}" + (f", {year.source}" if year.source else "")
        if item.until:
            return _governing(item, None, _valid(last), reason, stated=not year.source)
        if item.since:
            opened = _valid(f"{first}/..")
            return _governing(item, opened, self._as_of(), reason, stated=not year.source)
        period = _valid(first if first == last else f"{first}/{last}")
        as_of = period if item.first == "-12-31" else None
        return _governing(item, period, as_of, reason, stated=not year.source)

    def year_earlier(self, period: str | None) -> str | None:
        """The same part of the year before; None for an open period."""
        if period is None or ".." in period:
            return None
        return _valid(re.sub("[0-9]{4}", lambda match: f"{int(match[0]) - 1:04}", period))

    def _as_of(self) -> str | None:
        return _written(self._start, self._end)

    def _year(self, item: TimeExpression, paragraph: int, planned: bool) -> _Year:
        if item.year is not None:
            source = "the years of the plan" if item.word in WORDS["plan"] else ""
            return _Year(item.year, source)
        if item.word:
            back = WORDS["year"][item.word]
            if back == _PREVIOUS and self._last:
                year, _, words = self._last
                return _Year(year - 1, f"the year before {year} ({words})")
            if back == _SAME:
                return self._same_year()
            return self._counted(item, -1 if back == _PREVIOUS else int(back))
        if self._last and self._last[1] == paragraph:
            return self._lent()
        if self._published:
            month_day = item.last or item.first
            published = f"-{self._published.month:02}-{self._published.day:02}"
            past = month_day > published[: len(month_day)] and not planned
            source = "the year of publication" if planned else "the last before publication"
            return _Year(self._published.year - past, source)
        if self._last and not item.is_day:
            return self._lent()
        return self._sole_year()

    def _lent(self) -> _Year:
        assert self._last
        year, _, words = self._last
        return _Year(year, f"in {year}, the year named before ({words})")

    def _sole_year(self) -> _Year:
        if len(self._years) == 1 and all(not item.last_year for item in self._stated):
            year = next(iter(self._years))
            return _Year(year, f"in {year}, the only year of the text")
        return _Year(None, "no year is certain")

    def _same_year(self) -> _Year:
        if self._last:
            return self._lent()
        if self._published and not self._stated:
            if self._published.month in _REVIEWS_LAST_YEAR:
                return _Year(self._published.year - 1, "reviewed soon after its end")
            if self._published.month in _REVIEWS_THIS_YEAR:
                return _Year(self._published.year, "the year of publication")
        return self._sole_year()

    def _counted(self, item: TimeExpression, back: int) -> _Year:
        """今年 and 去年: from publication; without it 今年 is the latest year of the text, unless
        that was named before as a whole, which 今年 might be set against."""
        if self._published:
            return _Year(self._published.year + back, "counted from publication")
        latest = self.latest
        if latest is None:
            return _Year(None, "publication is not known")
        whole = any(
            other.start < item.start and not other.first and not other.since
            for other in self._stated
            if (other.last_year or other.year) == latest
        )
        if whole:
            return _Year(None, f"publication is not known; {latest} may be the year before")
        return _Year(latest + back, f"if 今年 is {latest}, the latest year of the text")

    def _moment(self, item: TimeExpression, paragraph: int) -> Governing:
        """目前, 本月, 昨日, 当日, 近三年来."""
        reason = f"from {item.words}, counted from publication"
        unknown = _governing(item, None, None, f"from {item.words}, which fixes no period")
        if item.role == "same_day":
            if self._last_day and self._last_day[1] == paragraph:
                return _governing(
                    item, self._last_day[0], None, f"from {item.words}, {self._last_day[2]}"
                )
            return unknown
        if not (self._start and self._end and self._published):
            return unknown
        if item.role == "now":
            return _governing(item, self._as_of(), self._as_of(), reason)
        if item.role == "month" and self._start.month == self._end.month:
            months = self._end.year * 12 + self._end.month - 1 + int(WORDS["month"][item.word])
            return _governing(item, f"{months // 12}-{months % 12 + 1:02}", None, reason)
        if item.role == "day" and self._start == self._end:
            day = self._end + timedelta(days=int(WORDS["day"][item.word]))
            return _governing(item, day.isoformat(), None, reason)
        if item.role == "last_years":
            month, year = self._end.month, self._end.year
            if month in _REVIEWS_LAST_YEAR:
                year -= 1
            elif month not in _REVIEWS_THIS_YEAR:
                return unknown
            first = year - item.number + 1
            period = _valid(f"{first:04}/{year}") if first > 1900 else None
            return _governing(item, period, None, reason)
        return unknown


def _governing(
    item: TimeExpression,
    period: str | None,
    as_of: str | None,
    reason: str,
    *,
    stated: bool = False,
) -> Governing:
    return Governing(
        period, as_of, "stated" if stated else "inferred", reason, item.start, item.end
    )


def _last_year(item: TimeExpression, first: int) -> int:
    """The year of the end of a range: 11月至次年1月 ends a year later."""
    if item.last_year:
        return item.last_year
    return first + (item.last < item.first)


def _valid(period: str) -> str | None:
    try:
        parse_period(period)
    except PeriodError:
        return None
    return period


def _written(start: date | None, end: date | None) -> str | None:
    """Two days as the shortest period that holds just the days between them."""
    if start is None or end is None:
        return None
    if start == end:
        return start.isoformat()
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if (start.month, end.month) == (1, 12):
            years = f"{start.year:04}", f"{end.year:04}"
            return years[0] if years[0] == years[1] else "/".join(years)
        months = f"{start:%Y-%m}", f"{end:%Y-%m}"
        return months[0] if months[0] == months[1] else "/".join(months)
    return f"{start.isoformat()}/{end.isoformat()}"
