"""Which time a figure covers: the date expression that governs it.

A date governs what follows it until the next one; 以来 起 自 open it to the present; 全年 is the
year last named; 如今 目前 现有 mean the time of publication, which the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.figure import Figure
from fazhi.record.period import PeriodError, parse_period

_OPENING = re.compile(r"(?:自|从)\s?$")
_OPEN_ENDED = re.compile(r"\s?(?:以来|来|起|开始|至今|后)")
_NOW = re.compile(r"如今|目前|现有|现已有|眼下|当前")
_FULL_YEAR = re.compile(r"全年|当年|年内|一年来")
_RELATIVE = re.compile(r"今年|去年|前年|上年|近年来|近期|近日|日前")
# A date after one of these belongs to a plan or to what the figure is compared with.
_COMPARED = re.compile(r"(?:与|同|较|比|占)\s?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """From `start`, a code-point offset, on, figures cover `period`; None is not to be known."""

    start: int
    period: str | None


def date_expressions(text: str, figures: Sequence[Figure]) -> list[Dated]:
    """Every expression of the text that sets the time of the figures after it, in order."""
    found: list[Dated] = []
    year: str | None = None
    for figure in figures:
        period, year = _period(figure, year)
        if period is None or _COMPARED.search(text, max(0, figure.start - 2), figure.start):
            continue
        opened = _OPENING.search(text, max(0, figure.start - 2), figure.start)
        if (opened or _OPEN_ENDED.match(text, figure.end)) and "/" not in period:
            period = f"{period}/.."
        found.append(Dated(figure.start, period))
    found += [Dated(match.start(), None) for match in _NOW.finditer(text)]
    found += [Dated(match.start(), None) for match in _RELATIVE.finditer(text)]
    found += [_full_year(match.start(), found) for match in _FULL_YEAR.finditer(text)]
    return sorted(found, key=lambda dated: dated.start)


def governing_period(at: int, dated: Sequence[Dated]) -> str | None:
    """The period of a figure that starts at this code-point offset; None when nothing tells."""
    before = [one for one in dated if one.start <= at]
    return before[-1].period if before else None


def _full_year(at: int, dated: Sequence[Dated]) -> Dated:
    years = [one.period for one in dated if one.start < at and one.period]
    return Dated(at, years[-1][:4] if years else None)


def _period(figure: Figure, year: str | None) -> tuple[str | None, str | None]:
    """The period of a date figure, and the year that dates without one belong to from here on."""
    sides = [figure.value, figure.upper] if figure.upper is not None else [figure.value]
    if figure.kind not in ("date", "range") or not all(isinstance(side, str) for side in sides):
        return None, year
    written = []
    for side in map(str, sides):
        day = side.partition("T")[0]
        if re.match(r"[0-9]{4}", day):
            year = day[:4]
        elif day.startswith("--") and not day.startswith("---") and year:
            day = f"{year}-{day[2:]}"
        written.append(day)
    period = "/".join(written)
    try:
        parse_period(period)
    except PeriodError:
        return None, year
    return period, year
