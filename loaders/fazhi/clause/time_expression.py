"""Single time expressions: what the words say, before anything is known of what they govern.

Offsets are those of the text; it is read with folded widths.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from fazhi.clause.lexicon import any_of, read_words
from fazhi.figure.lexicon import DIGITS, ONE_TO_NINE, ZEROS
from fazhi.punctuation import (
    CLAUSE_ENDS,
    CLOSING_QUOTES,
    CLOSING_TITLES,
    DASHES,
    OPENING_QUOTES,
    OPENING_TITLES,
    TILDES,
    fold_width,
)

Role = Literal["date", "now", "month", "day", "same_day", "recent", "long", "last_years"]

WORDS: Final = read_words("time_words.tsv")


class TimeExpression(NamedTuple):
    """A time as the words state it.

    ``year`` is the stated first year and ``last_year`` the last of a range, else None. ``word``
    names the year (今年) or the moment (目前) where no number does. ``first`` and ``last`` are what
    follows the year in EDTF: "", "-03" or "-03-09". ``number`` counts the years of 近三年来.
    """

    start: int
    end: int
    role: Role
    words: str
    year: int | None = None
    last_year: int | None = None
    word: str = ""
    first: str = ""
    last: str = ""
    since: bool = False
    until: bool = False
    same_period: bool = False
    number: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return len(self.first) == 6 and self.first == self.last

    @property
    def is_month(self) -> bool:
        """Whether it names one month."""
        return len(self.first) == 3 and self.first == self.last


_JOIN: Final = rf" ?(?:至|到|[{re.escape(DASHES + TILDES)}]{{1,2}}+) ?"
_YEAR: Final = rf"(?:(?:19|20)[0-9]{{2}}|[一二][九{ZEROS}][{ZEROS}{ONE_TO_NINE}]{{2}})"
_MONTH: Final = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{ONE_TO_NINE}])"
_DAY: Final = rf"(?:3[01]|[12][0-9]|0?[1-9]|[二三]?十[{ONE_TO_NINE}]?|[{ONE_TO_NINE}])"
_PART: Final = any_of(WORDS["part"])
_PLAN_END: Final = r"[”’」』\"]?(?:规划)?(?P<reach>以来|期间|时期)"


def _date(n: int, joined: bool) -> str:
    """A date that may lack any of its parts; that before 至 may leave 年, 月, 日 to the other."""

    def left_out(number: str, sign: str) -> str:
        return rf"|(?={_JOIN}{number} ?{sign})" if joined else ""

    return (
        rf"(?:(?P<year{n}>{_YEAR})(?: ?年度?{left_out(_YEAR, '年')})(?P<edge{n}>[底末初])?"
        + (rf"|(?P<word>{any_of(WORDS['year'])})(?!龄)(?P<word_edge>[底末初])?" if joined else "")
        + r")?+ ?"
        rf"(?:的?(?P<part{n}>{_PART})|前(?P<months{n}>{_MONTH})个月"
        rf"|(?P<month{n}>{_MONTH})(?: ?月份?{left_out(_MONTH, '月')})(?P<close{n}>[底末])?)?+ ?"
        rf"(?:(?P<day{n}>{_DAY})(?: ?[日号]{left_out(_DAY, '日')}))?+"
    )


_ISO: Final = rf"(?P<iso>{_YEAR}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9]))(?![0-9])"
# What a date or the words before it begin with: nothing else need be tried.
_STARTS: Final = "".join(sorted({word[0] for name in ("year", "part") for word in WORDS[name]}))
_DATED: Final = re.compile(
    rf"(?=[ 0-9{ONE_TO_NINE}十截自从的前{_STARTS}])"
    rf"(?P<until>截[至止]到? ?)?(?:(?P<from>自|从) ?)?(?<![0-9.{ONE_TO_NINE}十第])"
    rf"(?:{_ISO}|{_date(0, True)}(?:{_JOIN}(?=[0-9{ONE_TO_NINE}十上下前]){_date(1, False)})?)"
    r"(?P<same>同期)?"
    r"(?P<since> ?(?:以来|起(?![诉获数草])|开始|至今)"
    rf"|[^0-9{re.escape(CLAUSE_ENDS)}]{{0,10}}?以来)?"
)
_PLAN: Final = re.compile(rf"(?P<plan>{any_of(WORDS['plan'])}){_PLAN_END}")
_LAST_YEARS: Final = re.compile(
    r"(?:最?近|过去|这)(?P<number>[0-9]{1,2}+|[两二三四五六七八九十])年(?:来|间|以来|里)?"
    r"|(?P<plain>[0-9]{1,2}+|[两二三四五六七八九十])年来"
)
_WORD_ROLES: Final = ("now", "month", "day", "same_day", "recent", "long")
_MOMENTS: Final = re.compile("|".join(f"(?P<{role}>{any_of(WORDS[role])})" for role in _WORD_ROLES))
_SIGNIFICANT: Final = ("year0", "word", "part0", "months0", "month0", "iso")
_BY_LINE: Final = re.compile(
    rf"(?:(?:时间|日期|发布于|发表于)\s?[::]?\s?|^\s{{0,4}}+|[|\s])"
    rf"(?P<year>{_YEAR})[-/.年](?P<month>{_MONTH})[-/.月](?P<day>{_DAY})日?"
    r"(?=\s{0,4}(?:$|[0-9]{1,2}:|来源|作者|记者|责|[|]))",
    re.MULTILINE,
)
# Names: what stands in quotation marks or title marks and holds no clause.
_IN_NAMES: Final = re.compile(
    rf"[{OPENING_QUOTES}][^{OPENING_QUOTES}{CLOSING_QUOTES}{re.escape(CLAUSE_ENDS)}]{{1,24}}+"
    rf"[{CLOSING_QUOTES}]"
    rf"|[{OPENING_TITLES}][^{OPENING_TITLES}{CLOSING_TITLES}\n]{{1,60}}+[{CLOSING_TITLES}]"
)


def fold(text: str) -> str:
    """The text with folded widths and plain spaces, equally long."""
    return fold_width(text).replace("\u00a0", " ").replace("\u202f", " ")


def by_line(folded: str) -> tuple[date | None, int, int]:
    """The date of publication that a line of its own or 时间: states, and where it stands."""
    for match in _BY_LINE.finditer(folded):
        try:
            day = date(*(_number(match[part]) for part in ("year", "month", "day")))
        except ValueError:
            continue
        return day, match.start("year"), match.end("day")
    return None, -1, -1


def time_expressions(folded: str) -> list[TimeExpression]:
    """All time expressions of a text in the order of their starts; those in names are left out."""
    names = [match.span() for match in _IN_NAMES.finditer(folded)]
    starts = [start for start, _ in names]

    def named(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < names[at][1]

    found = [item for item in (*_dated(folded), *_moments(folded)) if not named(item.start)]
    found.extend(_plans(folded))
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[TimeExpression] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _dated(folded: str) -> Iterator[TimeExpression]:
    for match in _DATED.finditer(folded):
        if not match[0]:
            continue
        if not any(match[name] for name in _SIGNIFICANT) and not (match["until"] and match["day0"]):
            continue
        year: int | None
        last_year: int | None = None
        if match["iso"]:
            year, month, day = map(int, re.split("[-/.]", match["iso"]))
            first = last = f"-{month:02}-{day:02}"
        else:
            first, last = _rest(match, 0)
            if match["year1"] or match["part1"] or match["month1"] or match["day1"]:
                _, last = _rest(match, 1, first)
            year = _number(match["year0"]) if match["year0"] else None
            last_year = _number(match["year1"]) if match["year1"] else None
        yield TimeExpression(
            match.start(),
            match.end(),
            "date",
            match[0].strip(),
            year,
            last_year,
            match["word"] or "",
            first,
            last,
            since=bool(match["since"]) or (match["from"] == "自" and not match["year1"]),
            until=bool(match["until"]),
            same_period=bool(match["same"]),
        )


def _rest(match: re.Match[str], n: int, before: str = "") -> tuple[str, str]:
    """What follows the year in EDTF, first and last; ``before`` lends its month to a lone day."""
    part, months, month, day = (match[f"{name}{n}"] for name in ("part", "months", "month", "day"))
    if part:
        first, last = WORDS["part"][part].split(" ")
        return f"-{first}", f"-{last}"
    if months:
        return "-01", f"-{_number(months):02}"
    edge = match[f"edge{n}"] or (match["word_edge"] if n == 0 else None)
    if edge and not month:
        return ("-01", "-01") if edge == "初" else ("-12-31", "-12-31")
    named = f"-{_number(month):02}" if month else before[:3]
    if match[f"close{n}"]:
        ends = "31" if named[1:] in ("01", "03", "05", "07", "08", "10", "12") else "30"
        named += "-" + ("28" if named == "-02" else ends)
        return named, named
    if day and named:
        named += f"-{_number(day):02}"
    return named, named


def _plans(folded: str) -> Iterator[TimeExpression]:
    for match in _PLAN.finditer(folded):
        first, last = map(int, WORDS["plan"][match["plan"]].split(" "))
        words = folded[match.start() : match.end()]
        since = match["reach"] == "以来"
        yield TimeExpression(
            match.start(), match.end(), "date", words, first, last, match["plan"], since=since
        )


def _moments(folded: str) -> Iterator[TimeExpression]:
    for match in _MOMENTS.finditer(folded):
        role: Role = match.lastgroup  # type: ignore[assignment]
        yield TimeExpression(match.start(), match.end(), role, match[0], word=match[0])
    for match in _LAST_YEARS.finditer(folded):
        number = _number(match["number"] or match["plain"])
        yield TimeExpression(match.start(), match.end(), "last_years", match[0], number=number)


def _number(digits: str) -> int:
    """The number of ASCII digits, of digits in Chinese (二〇二五) or of tens (二十一)."""
    if digits.isascii():
        return int(digits)
    tens, ten, units = digits.rpartition("十")
    if ten:
        return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[units] if units else 0)
    return int("".join(str(DIGITS[digit]) for digit in digits))
