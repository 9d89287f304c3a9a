"""Dates in their context: 7日 may be a date or a length of time, 8点 a time or eight points."""

from __future__ import annotations

from fazhi.figure import around
from fazhi.figure.dates import Dated, dated, pair
from fazhi.figure.eras import after_christ, before_christ, decade
from fazhi.figure.lexicon import CONTEXT
from fazhi.figure.model import Bound, Found, Kind

# What is compared to is a year, where counting so many years would be odd.
_RECENT = ("19", "20", "１９", "２０", "一九", "二〇", "二○")
_BOUNDED = ("以下", "以上", "以内")
_COLONS = (":", "：", "∶")


def _found(text: str, at: int, date: Dated, floor: int) -> Found:
    """Add 约, 前后, 左右 or 许 to a date; the other qualifiers bound no date."""
    kind: Kind = "date" if date.upper is None else "range"
    end, last = around.after(text, date.end)
    start, first = around.before(text, at, floor)
    bound: Bound = "approximately" if "approximately" in (first, last) else "exact"
    if last != "approximately":
        end = date.end
    if first != "approximately":
        start = at
    if end == date.end and "T" in date.value and text[end : end + 1] == "多":
        # 11点多, 11点多钟
        end, bound = end + 1 + text.startswith("钟", end + 1), "above"
    return start, end, kind, date.value, date.upper, date.unit, bound


def _is_length(text: str, at: int, end: int, floor: int) -> bool:
    """Whether a day counts days here: 拘留7日, 7日内, 不超过15日."""
    return (
        around.followed(text, end, "day-length-after")
        or around.preceded(text, at, "day-length-before")
        or around.before(text, at, floor)[1] in ("above", "below")
    )


def _is_time(text: str, at: int, date: Dated, arabic: bool) -> bool:
    """Whether an hour without a part of the day is a time: 8时 is, 8点 may be eight points."""
    exact = text[at : date.end]
    if any(colon in exact for colon in _COLONS):
        if date.upper is not None or sum(map(exact.count, _COLONS)) > 1:
            return True
        near = text[max(0, at - 4) : at] + text[date.end : date.end + 4]
        return date.value[5] in "05" and not any(word in near for word in CONTEXT["score"])
    if "点" in exact and date.value.endswith(":00"):
        if "点钟" in exact or date.upper is not None:
            return True
        return arabic and around.followed(text, date.end, "hour-after")
    if not arabic and exact in ("一时", "二时", "十时"):
        return around.followed(text, date.end, "hour-after")
    return True


def _is_day(text: str, at: int, date: Dated, floor: int, arabic: bool) -> bool:
    """Whether a day without a month is a date: 25日, not 5号, the number of a thing."""
    if date.unit == "号":
        return arabic and (
            around.followed(text, date.end, "day-number-after")
            or around.preceded(text, at, "day-number-before")
        )
    if _is_length(text, at, date.end, floor):
        return False
    if arabic or text[at : date.end] != "一日":
        return True
    return around.followed(text, date.end, "chinese-day-after")


def _is_year(text: str, at: int, floor: int) -> bool:
    """Whether four digits before 年 are a year: 高于1997年, but not 近2000年, 距今3000年."""
    if around.preceded(text, at, "length-before"):
        return False
    bound = around.before(text, at, floor)[1]
    if bound in ("below", "above") and text[at : at + 2] not in _RECENT:
        return False
    return bound is None or text[at + 1 : at + 4] not in ("000", "０００")


def date_at(text: str, at: int, floor: int, arabic: bool) -> Found | None:
    """Return the date, time, decade or range of them whose first digit stands at ``at``.

    ``floor`` is where the figure before ends: a part of the day or a qualifier before ``at`` is
    taken from no lower.
    """
    era = _era(text, at, floor)
    if era is not None:
        return era
    if text[at - 1 : at] in ("元", "前") and at > floor:
        counted = _counted(text, at, floor)
        if counted is not None:
            return counted
    both = pair(text, at, arabic)
    if both is not None:
        return _found(text, at, both, floor)
    begin = around.period_before(text, at, floor)
    date = dated(text, begin, arabic) or (dated(text, at, arabic) if begin < at else None)
    if date is None:
        return None
    value = date.value
    if value[0] == "T":
        if begin == at and not _is_time(text, at, date, arabic):
            return None
    elif value.startswith("---") and "T" not in value:
        if date.upper is None:
            if not _is_day(text, at, date, floor, arabic):
                return None
        elif _is_length(text, at, date.end, floor):
            return None
    elif date.unit == "月" and value.startswith("--") and text.startswith(_BOUNDED, date.end):
        # 拘役3月以下
        return None
    elif date.unit == "年" and date.end - at == 5 and not _is_year(text, at, floor):
        return None
    return _found(text, begin, date, floor)


def _counted(text: str, at: int, floor: int) -> Found | None:
    """Return 公元前221年 or 公元618年."""
    for word, year in (("公元前", before_christ), ("公元", after_christ)):
        start = at - len(word)
        if start >= floor and text.startswith(word, start):
            date = year(text, at)
            return None if date is None else _found(text, start, date, floor)
    return None


def _era(text: str, at: int, floor: int) -> Found | None:
    head = text[at : at + 8]
    if "世纪" not in head and "年代" not in head:
        return None
    era = decade(text, at)
    return None if era is None else _found(text, at, era, floor)
