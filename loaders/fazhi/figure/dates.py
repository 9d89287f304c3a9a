"""Dates and times of day, and the ranges between two of them.

    date   = [era] [year "年" [part]] [month "月" [part]] [day "日"] [time]
    time   = [period] hour ("时" | "点" | ":") [minute ["分"]] [second ["秒"]]
    range  = date connector date      connector = 至 | 到 | - | — | ～
    part   = 初 | 底 | 末 | 上旬 | 上半年 …        period = 凌晨 | 上午 | 下午 | 晚 …

The value follows EDTF, shortened where the text leaves the year or the month open:
``2017-11-02``, ``--04-23``, ``---25T08:00``, ``T14:00``, ``198X``, ``20XX``.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fazhi.figure.lexicon import CONTEXT, PERIODS
from fazhi.figure.numeral import chinese_value, positional

CONNECTORS: Final = "至到-—–~～〜－―─"

ARABIC = r"[0-9０-９]"
HAN = "[一二三四五六七八九〇零○]"
_DIGIT = "[一二三四五六七八九]"
SMALL = f"(?:{_DIGIT}?十{_DIGIT}?|{_DIGIT}|廿{_DIGIT}?|卅一?)"
JOIN = rf"[ 　]?(?:——|--|[{re.escape(CONNECTORS)}])[ 　]?"
_SPACE = " ?"
_PERIOD = "(?:" + "|".join(sorted(PERIODS, key=len, reverse=True)) + ")"
_YEAR_PART = "年?(?:" + "|".join(CONTEXT["year-part"]) + ")(?![版步次级])"
_MONTH_PART = "(?:" + "|".join(CONTEXT["month-part"]) + ")"


def _grammar(year: str, short: str, small: str, minute_word: str) -> re.Pattern[str]:
    """One pattern for all forms of a date; every part is optional, the caller checks for one.

    A part may leave its word to the other end of a range: 8—10日, 2024年1—10月.
    """

    def part(name: str, digits: str, word: str, after: str = "") -> str:
        return (
            rf"(?:(?P<{name}>{digits}){_SPACE}"
            rf"(?:(?P<{name}w>{word}){after}|(?={JOIN}{digits}{_SPACE}{word})))?+"
        )

    clock = (
        rf"(?:(?P<h>{small}|[两零](?=[时点])){_SPACE}"
        rf"(?:(?P<hw>时(?![代间期装速尚政局长节刻常而空任有隔候区])|点钟?)(?:(?P<half>半)|(?P<quarter>[一三])刻"
        rf"|(?P<mi>零?{small})(?:分(?!之|钟|别)(?:(?P<s>零?{small})秒)?+|{minute_word}))?+"
        rf"|(?={JOIN}{small}[时点])))"
    )
    digital = (
        r"(?:(?P<ch>[0-9０-９]{1,2})[:：∶](?P<cm>[0-5０-５][0-9０-９])"
        r"(?:[:：∶](?P<cs>[0-5０-５][0-9０-９]))?+(?![0-9０-９]|[:：∶.．][0-9]))"
    )
    return re.compile(
        rf"(?:(?P<y>{year}|{short}(?=年{small}月)){_SPACE}(?:年(?!代)(?P<yp>{_YEAR_PART}|度)?"
        rf"|(?P<yw>赛季|学年|财年)|(?={JOIN}{year}{_SPACE}(?:年|赛季|学年|财年))))?+{_SPACE}"
        + part("m", small, "月", rf"(?P<mp>{_MONTH_PART})?")
        + _SPACE
        + part("d", small, "[日号]")
        + rf"(?:[ 　]?(?P<p>{_PERIOD})?[ 　]?(?:{clock}|{digital}))?+"
    )


_ARABIC_DATE = _grammar(
    f"{ARABIC}{{4}}",
    f"{ARABIC}{{2}}",
    f"{ARABIC}{{1,2}}(?!{ARABIC})",
    "(?![余多来几个项条款点名种人家])",
)
# 二点三 is a decimal; minutes in Chinese numerals need 分.
_HAN_DATE = _grammar(f"{HAN}{{4}}", f"{HAN}{{2}}", SMALL, "(?!)")
_JOIN = re.compile(JOIN)
_ISO = re.compile(
    rf"({ARABIC}{{4}})([-/.．])({ARABIC}{{1,2}})\2({ARABIC}{{1,2}})(?!{ARABIC})"
    rf"(?:[ T　]{{1,2}}({ARABIC}{{1,2}}):({ARABIC}{{2}})(?::({ARABIC}{{2}}))?+(?!{ARABIC}))?+"
)
TO_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


_PAIR_ARABIC = re.compile(rf"({ARABIC}{{1,2}})、({ARABIC}{{1,2}})(月份?|日(?!元))")
_PAIR_HAN = re.compile(rf"({SMALL})、({SMALL})(月份?|日(?!元))")


class Moment(NamedTuple):
    """A date or time: where it ends, its fields as far as given, and its finest unit."""

    end: int
    year: int | str | None
    month: int | None
    day: int | None
    clock: str
    unit: str
    shifted: bool


class Dated(NamedTuple):
    """A date or a range of dates, without qualifiers."""

    end: int
    value: str
    upper: str | None
    unit: str


def number(digits: str) -> int:
    """Read one or two Arabic or Chinese digits, or 十五, 廿三."""
    digits = digits.translate(TO_ASCII)
    if digits[0] in "零〇○" and len(digits) > 1:
        digits = digits[1:]
    if digits.isdigit() and digits.isascii():
        return int(digits)
    read = chinese_value(digits)
    return -1 if read is None or read[1] is not None else read[0]


def _year(digits: str) -> int | None:
    plain = digits.translate(TO_ASCII)
    plain = plain if plain.isascii() else (positional(plain) or "")
    if len(plain) == 2:
        return 1900 + int(plain) if int(plain) > 48 else 2000 + int(plain)
    return int(plain) if plain and 1000 <= int(plain) < 3000 else None


def _clock(parts: dict[str, str | None]) -> tuple[str, str, bool] | None:
    """Return the time as ``T08:30``, its unit, and whether twelve hours were added."""
    digital = parts["ch"] is not None
    hour = number(parts["ch"] or parts["h"] or "0")
    minutes = parts["cm"] or parts["mi"]
    seconds = parts["cs"] or parts["s"]
    minute = number(minutes) if minutes else 30 if parts["half"] else 0
    if parts["quarter"]:
        minute = 15 * number(parts["quarter"])
    second = number(seconds) if seconds else 0
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    after = PERIODS.get(parts["p"] or "", 0)
    shifted = bool(after) and (hour < 12 if after == 12 else hour < 3)
    if shifted:
        hour += 12
    elif parts["p"] == "凌晨" and hour == 12:
        hour = 0
    value = f"T{hour:02}:{minute:02}" + (f":{second:02}" if seconds else "")
    if digital:
        return value, "", shifted
    unit = "秒" if seconds else "分" if minutes else (parts["hw"] or "时")[0]
    return value, unit, shifted


def moment(text: str, start: int, arabic: bool) -> Moment | None:
    """Return the date or time that begins at ``start``, the era and the range left aside."""
    found = (_ARABIC_DATE if arabic else _HAN_DATE).match(text, start)
    if found is None or found.end() == start:
        return None
    parts = found.groupdict()
    year = _year(parts["y"]) if parts["y"] else None
    if parts["y"] and year is None:
        return None
    month = number(parts["m"]) if parts["m"] else None
    day = number(parts["d"]) if parts["d"] else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and day is not None and month is None:
        return None
    clock, unit, shifted = "", "", False
    if parts["h"] or parts["ch"]:
        if year is not None and month is None:
            return None
        read = _clock(parts)
        if read is None:
            return None
        clock, unit, shifted = read
    elif day is not None:
        unit = parts["dw"] or "日"
    elif month is not None:
        unit = "月"
    elif year is not None:
        unit = parts["yw"] or "年"
    else:
        return None
    end = found.end()
    while end > start and text[end - 1] in " 　":
        end -= 1
    return Moment(end, year, month, day, clock, unit, shifted)


def write_moment(moment: Moment) -> str:
    """Return the value of a moment in shortened EDTF."""
    if moment.year is not None:
        value = f"{moment.year:04}" if isinstance(moment.year, int) else moment.year
        if moment.month is not None:
            value += f"-{moment.month:02}"
        if moment.day is not None:
            value += f"-{moment.day:02}"
    elif moment.month is not None:
        value = f"--{moment.month:02}"
        if moment.day is not None:
            value += f"-{moment.day:02}"
    elif moment.day is not None:
        value = f"---{moment.day:02}"
    else:
        value = ""
    return value + moment.clock


def _inherit(low: Moment, high: Moment) -> Moment:
    """Give the end of a range the fields it leaves to its beginning: 3月5日至8日."""
    year, month, day, clock = high.year, high.month, high.day, high.clock
    if day is None and clock and low.day is not None:
        day = low.day
    if month is None and day is not None:
        month = low.month
    if year is None and month is not None and low.year is not None:
        same = low.month is None or low.month <= month
        year = low.year if same or not isinstance(low.year, int) else low.year + 1
    if clock and low.shifted and not high.shifted:
        hour = int(clock[1:3])
        if hour < 12:
            clock = f"T{hour + 12:02}{clock[3:]}"
    return high._replace(year=year, month=month, day=day, clock=clock)


def _finest(value: Moment) -> int:
    return 4 if value.clock else 3 if value.day else 2 if value.month else 1


def dated(text: str, start: int, arabic: bool) -> Dated | None:
    """Return the date, time or range of them that begins at ``start``."""
    if arabic:
        iso = _ISO.match(text, start)
        if iso is not None:
            return _iso(iso)
    low = moment(text, start, arabic)
    if low is None:
        return None
    join = _JOIN.match(text, low.end)
    if join is not None:
        high = moment(text, join.end(), arabic)
        if high is not None and abs(_finest(high) - _finest(low)) <= 2:
            full = _inherit(low, high)
            if _finest(low) != 4 or full.clock:
                return Dated(high.end, write_moment(low), write_moment(full), full.unit)
        if text[low.end - 1] not in "年月日号时点分秒半刻初底末旬钟度期份季" and not low.clock:
            return None
    return Dated(low.end, write_moment(low), None, low.unit)


def _iso(found: re.Match[str]) -> Dated | None:
    year, month, day = (number_of(found[i]) for i in (1, 3, 4))
    if not (1000 <= year < 3000 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    value = f"{year:04}-{month:02}-{day:02}"
    if found[5]:
        hour, minute = number_of(found[5]), number_of(found[6])
        if hour > 24 or minute > 59:
            return Dated(found.end(4), value, None, "")
        value += f"T{hour:02}:{minute:02}"
        if found[7]:
            value += f":{number_of(found[7]):02}"
    return Dated(found.end(), value, None, "")


def number_of(digits: str) -> int:
    """Read a short run of Arabic or full-width digits."""
    return int(digits.translate(TO_ASCII))


def pair(text: str, start: int, arabic: bool) -> Dated | None:
    """Return two neighbouring months or days with one word: 1、2月份, 三、四月, 5、6日."""
    found = (_PAIR_ARABIC if arabic else _PAIR_HAN).match(text, start)
    if found is None or text[start - 1 : start] == "、":
        return None
    low, high = number(found[1]), number(found[2])
    day = found[3] == "日"
    if high != low + 1 or not 1 <= low < (31 if day else 12):
        return None
    dashes = "---" if day else "--"
    return Dated(found.end(), f"{dashes}{low:02}", f"{dashes}{high:02}", found[3][0])
