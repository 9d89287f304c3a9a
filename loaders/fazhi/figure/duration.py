"""Lengths of time, where the same words may state a date or a bound.

Lengths are read as quantities (六个月, 1年6个月, 半年). The functions here tell them from dates
(7日内, 近2000年), and recent time from a bound (近五年来).
"""

from decimal import Decimal
from typing import Final

from fazhi.figure.context import begins_clause, followed, preceded
from fazhi.figure.model import Bound, Span

# Longer lengths of time are seldom recent time.
_LONGEST_RECENT: Final = Decimal(10)
# What is compared to is a year, where counting so many years would be odd.
_RECENT_CENTURIES: Final = ("19", "20", "一九", "二〇", "二○")


def counts_days(text: str, start: int, end: int, bound: Bound | None) -> bool:
    """Whether what is written like a day counts days: 拘留7日, 7日内, 不超过15日.

    ``bound`` is what a qualifier before ``start`` says.
    """
    return (
        bound in ("above", "below")
        or followed(text, end, "day-length-after")
        or preceded(text, start, "day-length-before")
    )


def counts_years(text: str, start: int, bound: Bound | None) -> bool:
    """Whether four digits before 年 count years: 近2000年, 距今3000年, but not 高于1997年."""
    if preceded(text, start, "length-before"):
        return True
    if bound in ("below", "above") and not text.startswith(_RECENT_CENTURIES, start):
        return True
    return bound is not None and text[start + 1 : start + 4] == "000"


def is_recent_time(text: str, start: int, span: Span) -> bool:
    """Whether 近五年 at ``start`` is the time up to now rather than less than five years."""
    if span.kind != "duration" or text[start] != "近" or not isinstance(span.value, Decimal):
        return False
    if text.startswith(("来", "以来"), span.end):
        return True
    if span.value > _LONGEST_RECENT or preceded(text, start, "elapsed-before"):
        return False
    if followed(text, span.end, "recent-after") or preceded(text, start, "recent-before"):
        return True
    return begins_clause(text, start) and not text.startswith(("时间", "的时间"), span.end)
