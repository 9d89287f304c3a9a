"""The period of a figure: that of the time expression before it.

A time expression applies to the figures after it until the next. 以来, 起 and 自 make an open
interval of it; 全年 is the year named last; the period of 如今, 目前, 今年 and the like depends on
the date of publication, which the text does not state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.figure import Figure
from fazhi.record.period import PeriodError, parse_period

_SINCE_BEFORE = re.compile(r"(?:自|从)\s?$")
_SINCE_AFTER = re.compile(r"\s?(?:以来|来|起|开始|至今|后)")
_RELATIVE = re.compile("如今|目前|现有|现已有|眼下|当前|今年|去年|前年|上年|近年来|近期|近日|日前")
_FULL_YEAR = re.compile("全年|当年|年内|一年来")
# A date after one of these belongs to a plan or to what the figure is compared with.
_COMPARED = re.compile(r"(?:与|同|较|比|占)\s?$")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """`period` applies from the code-point offset `start`; None if unknown."""

    start: int
    period: str | None


def find_time_expressions(text: str, figures: Sequence[Figure]) -> list[TimeExpression]:
    """The time expressions of a text, in its order. `figures` are all figures of the text."""
    found: list[TimeExpression] = []
    year: str | None = None
    for figure in figures:
        period, year = _period(figure, year)
        before = max(0, figure.start - 2), figure.start
        if period is None or _COMPARED.search(text, *before):
            continue
        since = _SINCE_BEFORE.search(text, *before) or _SINCE_AFTER.match(text, figure.end)
        if since and "/" not in period:
            period = f"{period}/.."
        found.append(TimeExpression(figure.start, period))
    full_years = []
    for match in _FULL_YEAR.finditer(text):
        years = [item.period for item in found if item.start < match.start() and item.period]
        full_years.append(TimeExpression(match.start(), years[-1][:4] if years else None))
    relative = [TimeExpression(match.start(), None) for match in _RELATIVE.finditer(text)]
    return sorted([*found, *relative, *full_years], key=lambda expression: expression.start)


def period_at(offset: int, expressions: Sequence[TimeExpression]) -> str | None:
    """The period of a figure at a code-point offset; None if unknown."""
    before = [expression for expression in expressions if expression.start <= offset]
    return before[-1].period if before else None


def _period(figure: Figure, year: str | None) -> tuple[str | None, str | None]:
    """The period of a date, None for other figures, and the year of later dates that state none."""
    ends = [figure.value] if figure.upper is None else [figure.value, figure.upper]
    if figure.kind not in ("date", "range") or not all(isinstance(end, str) for end in ends):
        return None, year
    dates = []
    for end in map(str, ends):
        date = end.partition("T")[0]
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
