"""Periods: a closed subset of the Extended Date/Time Format (EDTF, ISO 8601-2:2019).

    period   = date | date "/" date | date "/.." | "../" date
    date     = year [ "-" month [ "-" day ] ] [ "~" | "?" | "%" ]

`~` is approximate, `?` uncertain, `%` both. A qualifier does not move the bounds: they are the
strict ones of the date as written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")


class PeriodError(ValueError):
    """A text that is no period of the subset; the message says why."""


@dataclass(frozen=True, slots=True)
class Period:
    """A range of days. `start` and `end` are its first and last day, both included; None means
    that it is open on that side."""

    text: str
    start: date | None
    end: date | None
    approximate: bool = False
    uncertain: bool = False

    def overlaps(self, other: Period) -> bool:
        """Whether some day lies in both."""
        return _first(self) <= _last(other) and _first(other) <= _last(self)

    def contains(self, other: Period) -> bool:
        """Whether every day of the other lies in this one."""
        return _first(self) <= _first(other) and _last(other) <= _last(self)

    def __lt__(self, other: Period) -> bool:
        """Earlier start first, then earlier end; an open side lies before or after every day."""
        return (_first(self), _last(self)) < (_first(other), _last(other))


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
        return _parse_date(text, text)
    if len(sides) > 2:
        raise PeriodError("an interval has one '/' between its start and its end")
    if sides == ["..", ".."]:
        raise PeriodError("an interval open on both sides says nothing")
    start, end = (None if side == ".." else _parse_date(side, text) for side in sides)
    period = Period(
        text,
        start.start if start else None,
        end.end if end else None,
        any(side.approximate for side in (start, end) if side),
        any(side.uncertain for side in (start, end) if side),
    )
    if _first(period) > _last(period):
        raise PeriodError(
            f"the interval ends before it starts; did you mean {sides[1]}/{sides[0]}?"
        )
    return period


def _parse_date(side: str, text: str) -> Period:
    match = _DATE.fullmatch(side)
    if not match:
        raise PeriodError(
            f"{side!r} is no date; write 2025, 2025-03 or 2025-03-09, perhaps with ~, ? or %"
        )
    year, month, day, qualifier = match.groups()
    if year == "0000":
        raise PeriodError("there is no year 0000 here")
    if month and not 1 <= int(month) <= 12:
        raise PeriodError(f"there is no month {month}")
    last = monthrange(int(year), int(month))[1] if month else 31
    if day and not 1 <= int(day) <= last:
        raise PeriodError(f"{year}-{month} has no day {day}, only 01 to {last}")
    return Period(
        text,
        date(int(year), int(month or 1), int(day or 1)),
        date(int(year), int(month or 12), int(day or last)),
        qualifier in ("~", "%"),
        qualifier in ("?", "%"),
    )


def _first(period: Period) -> date:
    return period.start or date.min


def _last(period: Period) -> date:
    return period.end or date.max
