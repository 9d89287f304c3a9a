"""Words that say what a change is measured against: 同比, 较上年, 比年初, 与2019年相比."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi.clause.words import one_of
from fazhi.figure import Figure

Against: TypeAlias = Literal["previous-year", "previous-period", "baseline"]

_JOIN: Final = (
    r"(?:相较于|相较|相比于|相比|对比|较之|较|(?<![占同环对相])比(?![赛例如武较试拼]))\s?"
)
_WITH: Final = r"[与同和]\s?"
_AFTER: Final = r"\s?(?:相比较|相比|比较|同比|比)"
_SAME_TIME: Final = r"(?:的?同期|的?同一时期)?"
_TIMES: Final = (
    rf"(?P<baseline>{one_of('baseline')}|[“\"]?十[一二三四五]五[”\"]?(?:规划)?(?:时期|期)?[末初]?)"
    rf"|(?P<year>(?:{one_of('previous-year')}|(?=同期)){_SAME_TIME})"
    rf"|(?P<period>{one_of('previous-period')}{_SAME_TIME})"
    rf"|(?P<words>[\u4e00-\u9fff]{{1,10}}?{one_of('baseline-end')})"
)
_UNNAMED: Final = _TIMES.replace("?P<", "?P<with_")
_COMPARISON: Final = re.compile(
    rf"(?P<same>同比)|(?P<ring>环比)|{_JOIN}(?:{_TIMES})(?:{_AFTER})?"
    rf"|{_WITH}(?:{_UNNAMED})(?:{_AFTER}|(?=基本持平|持平|相持平))"
)
_DATE_BEFORE: Final = re.compile(rf"(?:{_JOIN}|(?P<open>{_WITH}))$")
_DATE_AFTER: Final = re.compile(rf"{_SAME_TIME}(?P<close>{_AFTER})?")
_EDTF: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


class Comparison(NamedTuple):
    """A comparison in a text: `baseline` is an EDTF period, `words` what the text says instead."""

    start: int
    end: int
    against: Against
    baseline: str | None
    words: str | None


def find_comparisons(folded: str, figures: Sequence[Figure]) -> list[Comparison]:
    """The comparisons of a text in their order, none inside another."""
    found = [_dated(folded, figure) for figure in figures if figure.is_date]
    dated = [comparison for comparison in found if comparison]
    starts = [comparison.start for comparison in dated]
    for match in _COMPARISON.finditer(folded):
        at = bisect_left(starts, match.end())
        if not at or dated[at - 1].end <= match.start():
            found.append(_worded(match))
    return sorted(comparison for comparison in found if comparison)


def _worded(match: re.Match[str]) -> Comparison:
    group = (match.lastgroup or "").removeprefix("with_")
    named = {name.removeprefix("with_") for name, value in match.groupdict().items() if value}
    against: Against = "baseline"
    words = None
    if group in ("same", "year") or named & {"same", "year"}:
        against = "previous-year"
    elif named & {"ring", "period"}:
        against = "previous-period"
    else:
        words = next(value for value in match.groupdict().values() if value)
    return Comparison(match.start(), match.end(), against, None, words)


def _dated(folded: str, figure: Figure) -> Comparison | None:
    """The comparison with a date: 比2020年, 与2019年同期相比. A date without a year is in words."""
    before = _DATE_BEFORE.search(folded, max(0, figure.start - 4), figure.start)
    after = _DATE_AFTER.match(folded, figure.end)
    if not before or not after or (before["open"] and not after["close"]):
        return None
    ends = [str(end) for end in (figure.value, figure.upper) if end is not None]
    is_period = all(map(_EDTF.fullmatch, ends))
    baseline, words = ("/".join(ends), None) if is_period else (None, figure.exact)
    return Comparison(before.start(), after.end(), "baseline", baseline, words)
