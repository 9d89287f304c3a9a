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
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.figure.lexicon import CONTEXT, PERIODS
from fazhi.figure.numeral import chinese_value, positional

CONNECTORS: Final = "至到-—–~～〜－―─"

ARABIC = r"[0-9０-９]"
HAN = "[一二三四五六七八九〇零○]"
# 二00四年 and 一九九O年, typed with a digit or a letter for 〇.
_HAN_YEAR = "[一二][一二三四五六七八九〇零○0０OoＯｏ]{3}"
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
_HAN_DATE = _grammar(_HAN_YEAR, f"{HAN}{{2}}", SMALL, "(?!)")
_NAMES: Final = tuple(_HAN_DATE.groupindex)
_JOIN = re.compile(JOIN)
# A date whose last part has left its word to the other end of a range ends in none of these.
_WORD_ENDS: Final = frozenset("年月日号时点分秒半刻初底末旬钟度期份季")
_ISO = re.compile(
    rf"({ARABIC}{{4}})([-/.．])({ARABIC}{{1,2}})\2({ARABIC}{{1,2}})(?!{ARABIC})"
    rf"(?:[ T　]{{1,2}}({ARABIC}{{1,2}}):({ARABIC}{{2}})(?::({ARABIC}{{2}}))?+(?!{ARABIC}))?+"
)
_ZEROS: Final = str.maketrans("0OoＯｏ", "〇〇〇〇〇")
TO_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


_PAIR_ARABIC = re.compile(rf"({ARABIC}{{1,2}})、({ARABIC}{{1,2}})(月份?|日(?!元))")
_PAIR_HAN = re.compile(rf"({SMALL})、({SMALL})(月份?|日(?!元))")


class Moment(NamedTuple):
    """A date or time: its fields as far as given, and its finest unit."""

    year: int | None
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
    plain = plain if plain.isascii() else (positional(plain.translate(_ZEROS)) or "")
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


def moment(text: str, start: int, arabic: bool) -> tuple[int, Moment] | None:
    """Return the end of the date or time that begins at ``start``, and what it states."""
    found = (_ARABIC_DATE if arabic else _HAN_DATE).match(text, start)
    if found is None or found.end() == start:
        return None
    stated = _moment(found.groups())
    if stated is None:
        return None
    end = found.end()
    while end > start and text[end - 1] in " 　":
        end -= 1
    return end, stated


# News repeats its dates: the same year stands in most sentences of a report.
@lru_cache(maxsize=8192)
def _moment(groups: tuple[str | None, ...]) -> Moment | None:
    """Read the groups of a matched date; None where they make none (13月, 32日)."""
    parts = dict(zip(_NAMES, groups, strict=True))
    year = _year(parts["y"]) if parts["y"] else None
    if parts["y"] and year is None:
        return None
    month = number(parts["m"]) if parts["m"] else None
    day = number(parts["d"]) if parts["d"] else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and day is not None and month is None:
        return None
    if parts["h"] or parts["ch"]:
        read = None if year is not None and month is None else _clock(parts)
        return None if read is None else Moment(year, month, day, *read)
    if day is not None:
        return Moment(year, month, day, "", parts["dw"] or "日", False)
    if month is not None:
        return Moment(year, month, None, "", "月", False)
    return None if year is None else Moment(year, None, None, "", parts["yw"] or "年", False)


@lru_cache(maxsize=8192)
def write_moment(moment: Moment) -> str:
    """Return the value of a moment in shortened EDTF."""
    if moment.year is not None:
        value = f"{moment.year:04}"
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
        year = low.year if same else low.year + 1
    if clock and low.shifted and not high.shifted:
        hour = int(clock[1:3])
        if hour < 12:
            clock = f"T{hour + 12:02}{clock[3:]}"
    return high._replace(year=year, month=month, day=day, clock=clock)


def _finest(value: Moment) -> int:
    return 4 if value.clock else 3 if value.day else 2 if value.month else 1


def dated(text: str, start: int, arabic: bool) -> Dated | None:
    """Return the date, time or range of them that begins at ``start``."""
    if arabic and text[start + 4 : start + 5] in ("-", "/", ".", "．"):
        iso = _ISO.match(text, start)
        if iso is not None:
            return _iso(iso)
    first = moment(text, start, arabic)
    if first is None:
        return None
    end, low = first
    join = _JOIN.match(text, end)
    if join is not None:
        last = moment(text, join.end(), arabic)
        if last is not None and abs(_finest(last[1]) - _finest(low)) <= 2:
            full = _inherit(low, last[1])
            if _finest(low) != 4 or full.clock:
                return Dated(last[0], write_moment(low), write_moment(full), full.unit)
        if text[end - 1] not in _WORD_ENDS and not low.clock:
            return None
    return Dated(end, write_moment(low), None, low.unit)


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
    if "、" not in text[start + 1 : start + 4]:
        return None
    found = (_PAIR_ARABIC if arabic else _PAIR_HAN).match(text, start)
    if found is None or text[start - 1 : start] == "、":
        return None
    low, high = number(found[1]), number(found[2])
    day = found[3] == "日"
    if high != low + 1 or not 1 <= low < (31 if day else 12):
        return None
    dashes = "---" if day else "--"
    return Dated(found.end(), f"{dashes}{low:02}", f"{dashes}{high:02}", found[3][0])
