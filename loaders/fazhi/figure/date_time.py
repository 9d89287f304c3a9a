"""How dates and times of day are written, and the ranges between two of them.

    date   = [year "年" [part]] [month "月" [part]] [day "日"] [time]
    time   = [part of the day] hour ("时" | "点" | ":") [minute ["分"]] [second ["秒"]]
    range  = date connector date      connector = 至 | 到 | - | — | ～
    part   = 初 | 底 | 末 | 上旬 | 上半年 …

Values follow EDTF (ISO 8601-2), shortened where the text leaves the year or the month open:
``2017-11-02``, ``--04-23``, ``---25T08:00``, ``T14:00``. ``date_context`` decides whether what is
written like a date is one.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.figure.lexicon import CONTEXT, DAY_PARTS, ONE_TO_NINE, TENS, ZEROS, one_of
from fazhi.figure.numeral import chinese_value, digit_by_digit
from fazhi.punctuation import DASHES, TILDES

CONNECTORS: Final = "至到" + DASHES + TILDES
# What may follow the first numeral of a date.
DATE_MARKS: Final = frozenset("年月日号时点世" + CONNECTORS)
JOIN = rf" ?(?:——|--|[{re.escape(CONNECTORS)}]) ?"
ARABIC = r"[0-9]"
_DIGIT = f"[{ONE_TO_NINE}]"
# One or two places: 八, 十五, 廿三.
SMALL_CHINESE = f"(?:{_DIGIT}?十{_DIGIT}?|{_DIGIT}|[{''.join(TENS)}]{_DIGIT}?)"
# 二00四年 and 一九九O年, typed with a digit or a letter for 〇.
_CHINESE_YEAR = f"[一二][{ONE_TO_NINE}{ZEROS}0Oo]{{3}}"
_ZEROS: Final = str.maketrans("0Oo", "〇〇〇")
_DAY_PART = one_of(DAY_PARTS)
_NO_YEAR_PART = one_of(CONTEXT["year-part-blocked"])
_YEAR_PART = "年?" + one_of(CONTEXT["year-part"]) + f"(?!{_NO_YEAR_PART})"
_MONTH_PART = one_of(CONTEXT["month-part"])
_NO_HOUR = one_of(CONTEXT["hour-word-blocked"])


def _pattern(year: str, short_year: str, small: str, minutes: str) -> re.Pattern[str]:
    """Return one pattern for all forms of a date, in which every part is optional.

    A part may leave its word to the other end of a range: 8—10日, 2024年1—10月. ``minutes``
    matches minutes that have no word after them.
    """

    def part(name: str, digits: str, word: str, after: str = "") -> str:
        return (
            rf"(?:(?P<{name}>{digits}) ?"
            rf"(?:(?P<{name}_word>{word}){after}|(?={JOIN}{digits} ?{word})))?+"
        )

    seasons = "赛季|学年|财年"
    clock = (
        rf"(?:(?P<hour>{small}|[两零](?=[时点])) ?"
        rf"(?:(?P<hour_word>时(?!{_NO_HOUR})|点钟?)(?:(?P<half>半)|(?P<quarter>[一三])刻"
        rf"|(?P<minute>零?{small})(?:分(?!之|钟|别)(?:(?P<second>零?{small})秒)?+|{minutes}))?+"
        rf"|(?={JOIN}{small}[时点])))"
    )
    digital = (
        r"(?:(?P<digital_hour>[0-9]{1,2}):(?P<digital_minute>[0-5][0-9])"
        r"(?::(?P<digital_second>[0-5][0-9]))?+(?![0-9]|[:.][0-9]))"
    )
    return re.compile(
        rf"(?:(?P<year>{year}|{short_year}(?=年{small}月)) ?"
        rf"(?:年(?!代)(?P<year_part>{_YEAR_PART}|度)?"
        rf"|(?P<year_word>{seasons})|(?={JOIN}{year} ?(?:年|{seasons}))))?+ ?"
        + part("month", small, "月", rf"(?P<month_part>{_MONTH_PART})?")
        + " ?"
        + part("day", small, "[日号]")
        + rf"(?: ?(?P<day_part>{_DAY_PART})? ?(?:{clock}|{digital}))?+"
    )


_ARABIC_DATE = _pattern(
    "[0-9]{4}", "[0-9]{2}", "[0-9]{1,2}(?![0-9])", "(?![余多来几个项条款点名种人家])"
)
# 二点三 is a decimal; minutes in Chinese numerals need 分.
_CHINESE_DATE = _pattern(_CHINESE_YEAR, f"[{ONE_TO_NINE}{ZEROS}]{{2}}", SMALL_CHINESE, "(?!)")
_PARTS: Final = tuple(_CHINESE_DATE.groupindex)
_JOIN = re.compile(JOIN)
# A date whose last part has left its word to the other end of a range ends in none of these.
_WORD_ENDS: Final = frozenset("年月日号时点分秒半刻初底末旬钟度期份季")
_ISO = re.compile(
    r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])"
    r"(?:[ T] ?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?+(?![0-9]))?+"
)
# The hours that twelve is added to, by the number of their part of the day in ``day_parts.tsv``.
_SHIFTED: Final = {11: range(3), 12: range(12), 18: range(5, 12)}
_PAIR = {
    True: re.compile(r"([0-9]{1,2})、([0-9]{1,2})(月份?|日(?!元))"),
    False: re.compile(rf"({SMALL_CHINESE})、({SMALL_CHINESE})(月份?|日(?!元))"),
}


class Moment(NamedTuple):
    """A date or time: its fields as far as given, and its finest unit.

    ``clock`` is ``T08:30`` or empty; ``shifted`` tells whether twelve hours were added to it.
    """

    year: int | None
    month: int | None
    day: int | None
    clock: str
    unit: str
    shifted: bool


class DateSpan(NamedTuple):
    """A date or a range of dates: where it ends, its value or ends in EDTF, its finest unit."""

    end: int
    value: str
    upper: str | None
    unit: str


def small_number(digits: str) -> int:
    """Read one or two digits, or 十五, 廿三; −1 where the characters make no number."""
    if digits[0] in ZEROS and len(digits) > 1:
        digits = digits[1:]
    if digits.isascii():
        return int(digits)
    read = chinese_value(digits)
    return -1 if read is None or read[1] is not None else read[0]


def date_span(text: str, start: int, arabic: bool) -> DateSpan | None:
    """Return the date, time or range of them that begins at ``start``."""
    if arabic and text[start + 4 : start + 5] in ("-", "/", "."):
        iso = _ISO.match(text, start)
        if iso is not None:
            return _iso(iso)
    first = _moment(text, start, arabic)
    if first is None:
        return None
    end, low = first
    join = _JOIN.match(text, end)
    if join is not None:
        last = _moment(text, join.end(), arabic)
        if last is not None and abs(_finest(last[1]) - _finest(low)) <= 2:
            full = _inherit(low, last[1])
            if _finest(low) != 4 or full.clock:
                return DateSpan(last[0], _edtf(low), _edtf(full), full.unit)
        if text[end - 1] not in _WORD_ENDS and not low.clock:
            return None
    return DateSpan(end, _edtf(low), None, low.unit)


def date_pair(text: str, start: int, arabic: bool) -> DateSpan | None:
    """Return two neighbouring months or days with one word: 1、2月份, 三、四月, 5、6日."""
    if "、" not in text[start + 1 : start + 4]:
        return None
    found = _PAIR[arabic].match(text, start)
    if found is None or text[start - 1 : start] == "、":
        return None
    low, high = small_number(found[1]), small_number(found[2])
    day = found[3] == "日"
    if high != low + 1 or not 1 <= low < (31 if day else 12):
        return None
    dashes = "---" if day else "--"
    return DateSpan(found.end(), f"{dashes}{low:02}", f"{dashes}{high:02}", found[3][0])


def _moment(text: str, start: int, arabic: bool) -> tuple[int, Moment] | None:
    """Return the end of the date or time that begins at ``start``, and what it states."""
    found = (_ARABIC_DATE if arabic else _CHINESE_DATE).match(text, start)
    if found is None or found.end() == start:
        return None
    stated = _read_parts(found.groups())
    if stated is None:
        return None
    end = found.end()
    while end > start and text[end - 1] == " ":
        end -= 1
    return end, stated


# News repeats its dates: the same year stands in most sentences of a report.
@lru_cache(maxsize=8192)
def _read_parts(groups: tuple[str | None, ...]) -> Moment | None:
    """Read the groups of a matched date; None where they make none (13月, 32日)."""
    parts = dict(zip(_PARTS, groups, strict=True))
    year = _year(parts["year"]) if parts["year"] else None
    if parts["year"] and year is None:
        return None
    month = small_number(parts["month"]) if parts["month"] else None
    day = small_number(parts["day"]) if parts["day"] else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and day is not None and month is None:
        return None
    if parts["hour"] or parts["digital_hour"]:
        read = None if year is not None and month is None else _clock(parts)
        return None if read is None else Moment(year, month, day, *read)
    if day is not None:
        return Moment(year, month, day, "", parts["day_word"] or "日", False)
    if month is not None:
        return Moment(year, month, None, "", "月", False)
    return None if year is None else Moment(year, None, None, "", parts["year_word"] or "年", False)


def _year(digits: str) -> int | None:
    """Read a year of four digits between 1000 and 2999, or of two between 1949 and 2048."""
    written = digits if digits.isdecimal() else digit_by_digit(digits.translate(_ZEROS))
    year = int(written or 0)
    if len(written or "") == 2:
        return 1900 + year if year > 48 else 2000 + year
    return year if 1000 <= year < 3000 else None


def _clock(parts: dict[str, str | None]) -> tuple[str, str, bool] | None:
    """Return the time as ``T08:30``, its unit, and whether twelve hours were added."""
    hour = small_number(parts["digital_hour"] or parts["hour"] or "0")
    minutes = parts["digital_minute"] or parts["minute"]
    seconds = parts["digital_second"] or parts["second"]
    minute = small_number(minutes) if minutes else 30 if parts["half"] else 0
    if parts["quarter"]:
        minute = 15 * small_number(parts["quarter"])
    second = small_number(seconds) if seconds else 0
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    after = DAY_PARTS.get(parts["day_part"] or "", 0)
    shifted = hour in _SHIFTED.get(after, ())
    if shifted:
        hour += 12
    elif parts["day_part"] == "凌晨" and hour == 12:
        hour = 0
    elif after == 18 and hour == 12 and not minute:
        hour = 24
    value = f"T{hour:02}:{minute:02}" + (f":{second:02}" if seconds else "")
    if parts["digital_hour"]:
        return value, "", shifted
    unit = "秒" if seconds else "分" if minutes else (parts["hour_word"] or "时")[0]
    return value, unit, shifted


@lru_cache(maxsize=8192)
def _edtf(moment: Moment) -> str:
    """Return a moment in shortened EDTF."""
    if moment.year is not None:
        value = f"{moment.year:04}"
        value += "" if moment.month is None else f"-{moment.month:02}"
        value += "" if moment.day is None else f"-{moment.day:02}"
    elif moment.month is not None:
        value = f"--{moment.month:02}" + ("" if moment.day is None else f"-{moment.day:02}")
    else:
        value = "" if moment.day is None else f"---{moment.day:02}"
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
    if clock and low.shifted:
        # 下午3时至5时 ends at 17:00, 晚上10时至凌晨2时 at 02:00.
        later = int(clock[1:3]) + 12
        if int(low.clock[1:3]) < later < 24:
            clock = f"T{later}{clock[3:]}"
    return high._replace(year=year, month=month, day=day, clock=clock)


def _finest(moment: Moment) -> int:
    return 4 if moment.clock else 3 if moment.day else 2 if moment.month else 1


def _iso(found: re.Match[str]) -> DateSpan | None:
    """Read 2024-11-05, 2024/11/5 08:30 and their like; None where they are no day."""
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    if not (1000 <= year < 3000 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    value = f"{year:04}-{month:02}-{day:02}"
    if found[5]:
        hour, minute = int(found[5]), int(found[6])
        if hour > 24 or minute > 59:
            return DateSpan(found.end(4), value, None, "")
        value += f"T{hour:02}:{minute:02}" + (f":{int(found[7]):02}" if found[7] else "")
    return DateSpan(found.end(), value, None, "")
