"""The period of a figure: that of the time expression before it.

A time expression applies to the figures after it until the next. 以来, 起 and 自 make an open
interval of it; 全年 is the year named last; the period of 如今, 目前, 今年 and the like depends on
the date of publication, which the text does not state.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from fazhi.figure import Figure
from fazhi.record.period import PeriodError, parse_period

_SINCE_BEFORE = re.compile(r"(?:自|从)\s?$")
_SINCE_AFTER = re.compile(r"\s?(?:以来|来|起|开始|至今|后)")
_RELATIVE = re.compile("如今|目前|现有|现已有|眼下|当前|今年|去年|前年|上年|近年来|近期|近日|日前")
_FULL_YEAR = re.compile("全年|当年|年内|一年来")
# A date after one of these belongs to a plan or to what the figure is compared with.
_COMPARED = re.compile(r"(?:与|同|较|比|占)\s?$")


def find_periods(text: str, figures: Sequence[Figure]) -> list[str | None]:
    """The period of each figure, None if unknown. `figures` are all figures of the text."""
    dated: list[tuple[int, str]] = []
    year: str | None = None
    for figure in figures:
        period, year = _period(figure, year)
        before = max(0, figure.start - 2), figure.start
        if period is None or _COMPARED.search(text, *before):
            continue
        since = _SINCE_BEFORE.search(text, *before) or _SINCE_AFTER.match(text, figure.end)
        dated.append((figure.start, f"{period}/.." if since and "/" not in period else period))
    # Each expression applies from its offset; none applies from the start of the text.
    expressions: list[tuple[int, str | None]] = [(-1, None), *dated]
    expressions += [(match.start(), None) for match in _RELATIVE.finditer(text)]
    for match in _FULL_YEAR.finditer(text):
        years = [period[:4] for start, period in dated if start < match.start()]
        expressions.append((match.start(), years[-1] if years else None))
    expressions.sort(key=itemgetter(0))
    starts = [start for start, _ in expressions]
    return [expressions[bisect_right(starts, figure.start) - 1][1] for figure in figures]


def _period(figure: Figure, year: str | None) -> tuple[str | None, str | None]:
    """The period of a date, None for other figures, and the year of later dates that state none."""
    if not figure.is_date:
        return None, year
    dates = []
    for end in filter(None, (figure.value, figure.upper)):
        date = str(end).partition("T")[0]
        if re.match(r"[0-9]{4}", date):
            year = date[:4]
        elif re.match(r"--[0-9]", date) and year:
            date = f"{year}-{date[2:]}"
        dates.append(date)
    period = "/".join(dates)
    try:
        parse_period(period)
    except PeriodError:
        return None, year
    return period, year
