"""Periods: a closed subset of the Extended Date/Time Format (EDTF, ISO 8601-2:2019).

    period   = date | date "/" date | date "/.." | "../" date
    date     = year [ "-" month [ "-" day ] ] [ "~" | "?" | "%" ]

`~` is approximate, `?` uncertain, `%` both. A qualifier does not move the bounds: they are the
strict ones of the date as written.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")


class PeriodError(ValueError):
    """A text that is no period of the subset; the message says why."""


@dataclass(frozen=True, slots=True)
class Period:
    """A range of days. `start` and `end` are its first and last day, both included; None means
    that it is open on that side."""

    start: date | None
    end: date | None


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read a period such as `2025`, `2024-11`, `2026-01-05~`, `2024/2025-06`, `2024-11/..`.

    Raises PeriodError with the reason when the text is not of the subset, names a day that
    does not exist, or is an interval whose end lies before its start.
    """
    if not text.isascii():
        raise PeriodError("only ASCII digits and signs can stand in a period")
    if text != text.strip() or " " in text:
        raise PeriodError("a period holds no spaces")
    sides = text.split("/")
    if len(sides) == 1:
        return _parse_date(text)
    if len(sides) > 2:
        raise PeriodError("an interval has one '/' between its start and its end")
    if sides == ["..", ".."]:
        raise PeriodError("an interval open on both sides says nothing")
    first, last = (None if side == ".." else _parse_date(side) for side in sides)
    start, end = first.start if first else None, last.end if last else None
    if start and end and start > end:
        raise PeriodError(
            f"the interval ends before it starts; did you mean {sides[1]}/{sides[0]}?"
        )
    return Period(start, end)


def is_within(part: str, whole: str) -> bool:
    """Whether every day of a period lies in another; a text that is no period lies in any."""
    try:
        inner, outer = parse_period(part), parse_period(whole)
    except PeriodError:
        return True
    starts = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def _parse_date(text: str) -> Period:
    match = _DATE.fullmatch(text)
    if not match:
        raise PeriodError(
            f"{text!r} is no date; write 2025, 2025-03 or 2025-03-09, perhaps with ~, ? or %"
        )
    year, month, day = (None if part is None else int(part) for part in match.groups())
    if not year:
        raise PeriodError("there is no year 0000 here")
    if month is not None and not 1 <= month <= 12:
        raise PeriodError(f"there is no month {month:02}")
    last = monthrange(year, month)[1] if month else 31
    if day is not None and not 1 <= day <= last:
        raise PeriodError(f"{year:04}-{month:02} has no day {day:02}, only 01 to {last}")
    return Period(date(year, month or 1, day or 1), date(year, month or 12, day or last))
