"""When a report appeared, where it states no date: what may be concluded from the first day that
its text names."""

import re
from typing import Final

from fazhi.curate.draft.todo import Object
from fazhi.punctuation import fold_width
from fazhi.record.period import PeriodError, parse_period

_DAY: Final = re.compile(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"
)
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_EARLY: Final = 3
"""The months in which a report is of the year before."""


def publication_choices(text: str) -> list[Object]:
    """The inferred dates, the likeliest first. A day without a year is in the last year that the
    text names or in the one after it, in the first months likelier so."""
    folded = fold_width(text)
    day = _DAY.search(folded)
    if day is None:
        return []
    named = [int(year) for year in _YEAR.findall(folded)]
    last = max(named, default=None)
    if day["year"]:
        years = [int(day["year"])]
    elif last is None:
        return []
    else:
        years = [last + 1, last] if int(day["month"]) <= _EARLY else [last, last + 1]
    return [
        {"date": date, "basis": "inferred", "note": _note(day[0], year, day["year"], last)}
        for year in years
        if _is_day(date := f"{year}-{int(day['month']):02}-{int(day['day']):02}")
    ]


def _note(words: str, year: int, stated: str | None, last: int | None) -> str:
    if stated:
        return f"from {words}, the first day that the report names"
    where = "the last year" if year == last else "the year after the last"
    return f"from {words}, in {where} that the report names"


def _is_day(date: str) -> bool:
    try:
        parse_period(date)
    except PeriodError:
        return False
    return True
