"""The period that governs each figure of a report.

A time expression governs the figures after it up to the end of its reach: a year to the end of the
report, a year before the last or a time since a year to the end of the paragraph, a day, a month, a
plan or 目前 to the end of the sentence, a comparison (去年同期为120件) one figure. Where a reach
ends, what governed before goes on. Nothing is guessed: what the text leaves open is None.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from fazhi.clause.calendar import Calendar
from fazhi.clause.governing import Governing
from fazhi.clause.lexicon import any_of
from fazhi.clause.reach import Layout
from fazhi.clause.time_expression import WORDS, TimeExpression, by_line, fold, time_expressions
from fazhi.figure import Figure
from fazhi.punctuation import CLAUSE_ENDS, LINE_BREAKS, SENTENCE_ENDS
from fazhi.record.period import Period

__all__ = ["Governing", "governing_periods"]


class _Reading(NamedTuple):
    governing: Governing
    expression: TimeExpression
    until: int
    """The offset where its reach ends."""
    before: Governing | None = None
    """For 目前 and 截至: what governed before, where a running total may have begun."""


_NOTHING: Final = Governing(None, None, "inferred", "no time expression governs it", -1, -1)
_STOP: Final = f"[{re.escape(CLAUSE_ENDS)}]"
_COMPARED: Final = re.compile(any_of(WORDS["compared_before"]) + r"\s?$")
_BESIDE: Final = re.compile(r"(?:与|同|和|跟)\s?$")
_COMPARED_AFTER: Final = re.compile(
    rf"[^{re.escape(CLAUSE_ENDS)}]{{0,10}}{any_of(WORDS['compared_after'])}"
)
# What may stand between a baseline and its figure: 去年同期为120件, 2023年的85%.
_BASELINE: Final = re.compile(r"\s?(?:的|为|是|仅为|仅有|只有|仅)?\s?(?:约|近)?\s?")
# 2023年、2024年分别: which of them governs which figure is left open.
_LISTED: Final = re.compile("[、和及与]")
_OF: Final = re.compile(r"\s?的\s?(?:约|近)?(?=[0-9])")
_PLANNED: Final = re.compile(any_of(WORDS["planned"]))
_REPORTED: Final = re.compile(any_of(WORDS["reported"]))
_FOUNDED: Final = re.compile(any_of(WORDS["founded"]))
_AT: Final = re.compile(r"(?:于|早在)\s?$")
_HONOURED: Final = re.compile(any_of(WORDS["honoured"]) + rf"[^{re.escape(CLAUSE_ENDS)}]{{0,6}}$")
_NAMED: Final = re.compile(r"\s?" + any_of(WORDS["named_after"]))
_AIMED: Final = re.compile(r"\s?" + any_of(WORDS["aimed"]))
_STOCK: Final = re.compile(any_of(WORDS["stock"]))
_TOTAL: Final = re.compile(any_of(WORDS["total"]))
_LONGEST_LOOK: Final = 80
_LONGEST_CLAUSE: Final = 30


def governing_periods(
    text: str, figures: Sequence[Figure], published: Period | None = None
) -> list[Governing]:
    """The governing period of each figure. ``figures`` are figures of the text in their order.

    ``published`` is when the report was published; a by-line in the text states it too.
    """
    folded = fold(text)
    line_date, line_start, line_end = by_line(folded)
    if line_date and not published:
        published = Period(line_date, line_date)
    expressions = [
        item
        for item in time_expressions(folded)
        if not line_start <= item.start < max(line_end, line_start + 1)
    ]
    governor = _Governor(folded, expressions, published)
    return [governor.govern(figure) for figure in figures]


class _Governor:
    """Walks a text once; asked for figures in the order of the text."""

    def __init__(
        self, text: str, expressions: Sequence[TimeExpression], published: Period | None
    ) -> None:
        self._text = text
        self._layout = Layout(text)
        self._waiting = list(reversed(expressions))
        lending = [
            item
            for item in expressions
            if not self._is_aside(item)
            and not _OF.match(text, item.end)
            and not _PLANNED.search(self._rest_of_sentence(item))
        ]
        self._calendar = Calendar(lending, published)
        self._only = _only_year(expressions) if len(lending) == len(expressions) else None
        self._reach: list[_Reading] = []  # the ends of reach fall from the first to the last
        self._once: _Reading | None = None
        self._entered = -1  # the end of the last time expression

    def govern(self, figure: Figure) -> Governing:
        """The period of the next figure."""
        while self._waiting and self._waiting[-1].start <= figure.start:
            self._enter(self._waiting.pop())
        once = self._once
        if once and figure.start >= once.expression.end:
            self._once = None
        if once and _BASELINE.fullmatch(self._text[once.expression.end : figure.start]):
            return once.governing
        self._expire(figure.start)
        if not self._reach:
            if self._only:
                reason = f"from {self._only}, the only year of the text"
                return Governing(self._only, None, "inferred", reason, -1, -1)
            return _NOTHING
        reading = self._reach[-1]
        if _is_now(reading):
            return self._at_present(reading, figure)
        if reading.expression.until:
            return self._up_to(reading, figure)
        return reading.governing

    def _enter(self, item: TimeExpression) -> None:
        """Let a time expression govern from here on."""
        if self._is_aside(item):
            if item.same_period or item.year or item.word:
                self._once = self._baseline(item)
            return
        if item.role == "now" and WORDS["stock"].get(item.word) == "" and self._is_dated(item):
            return
        if item.role == "day" or item.role == "same_day" or item.is_day:
            sentence_end = self._layout.sentence_end(item.start)
            ahead = self._text[item.end : min(sentence_end, item.end + _LONGEST_LOOK)]
            if _REPORTED.search(ahead) and not item.until:
                self._calendar.resolve(item, self._layout.paragraph(item.start))
                return
        if item.role == "recent" and _REPORTED.search(self._rest_of_sentence(item)):
            return
        paragraph, planned = self._layout.paragraph(item.start), self._is_said_to_come(item)
        governing = self._calendar.resolve(item, paragraph, planned=planned)
        if item.role == "date" and _LISTED.fullmatch(self._text[self._entered : item.start]):
            reason = f"from {item.words}, one of several times that are named together"
            governing = governing._replace(period=None, as_of=None, basis="inferred", reason=reason)
        self._entered = item.end
        self._expire(item.start)
        reading = _Reading(governing, item, self._end_of_reach(item, governing), self._before())
        if _OF.match(self._text, item.end):
            self._once = reading
            return
        while self._reach and self._reach[-1].until <= reading.until:
            self._reach.pop()
        self._reach.append(reading)

    def _expire(self, offset: int) -> None:
        while self._reach and self._reach[-1].until <= offset:
            self._reach.pop()

    def _before(self) -> Governing | None:
        if not self._reach:
            return None
        last = self._reach[-1]
        return last.before if last.expression.until or _is_now(last) else last.governing

    def _end_of_reach(self, item: TimeExpression, governing: Governing) -> int:
        if bracket := self._layout.bracket_end(item.start):
            return bracket
        sentence = self._layout.sentence_end(item.start)
        if item.role in ("now", "day", "same_day", "recent"):
            return sentence
        if item.is_day and not item.until:
            return sentence
        if item.role == "long":
            return len(self._text) + 1
        if self._is_planned(item):
            return sentence
        paragraph = self._layout.paragraph_end(item.start)
        if item.is_month and not item.until and not item.since:
            return sentence if self._reach or self._is_founding(item) else paragraph
        if governing.period is None or item.until:
            return paragraph
        if item.since:
            lasting = item.word in WORDS["year"] or not self._reach
            return len(self._text) + 1 if lasting else paragraph
        latest = self._calendar.latest
        is_latest = latest is None or int(governing.period.rpartition("/")[2][:4]) >= latest
        if not is_latest:
            return sentence if self._is_founding(item) else paragraph
        near = self._text[max(0, item.start - _LONGEST_LOOK) : item.start]
        behind = re.split(f"[{SENTENCE_ENDS}{LINE_BREAKS}]", near)[-1]
        if self._reach and item.year is None and item.first:
            return sentence if "其中" in behind else paragraph
        return len(self._text) + 1

    def _at_present(self, reading: _Reading, figure: Figure) -> Governing:
        """目前: a stock of the day of publication, or a total that goes on until then."""
        governing, before = reading.governing, reading.before
        if not self._is_total(reading, figure) and "截" not in reading.expression.word:
            return governing
        if before and before.period and before.period.endswith("/.."):
            return before._replace(as_of=governing.as_of)
        reason = f"{governing.reason}; nothing says since when"
        return governing._replace(period=None, reason=reason)

    def _up_to(self, reading: _Reading, figure: Figure) -> Governing:
        """截至9月30日: a stock of that day, or a total since what governed before."""
        governing, before = reading.governing, reading.before
        if governing.as_of is None:
            return governing
        clause = self._clause_before(reading, figure)
        if _STOCK.search(clause) and not _TOTAL.search(clause):
            return governing._replace(period=governing.as_of)
        if before and (start := _start(before.period)) and start[:4] <= governing.as_of[:4]:
            stated = governing.basis == before.basis == "stated"
            return governing._replace(
                period=f"{start}/{governing.as_of}",
                basis="stated" if stated else "inferred",
                reason=f"{governing.reason}; since {start} {before.reason}",
            )
        return governing

    def _is_total(self, reading: _Reading, figure: Figure) -> bool:
        clause = self._clause_before(reading, figure)
        return bool(_TOTAL.search(clause) and not _STOCK.search(clause))

    def _clause_before(self, reading: _Reading, figure: Figure) -> str:
        """The words of the clause between a time expression and a figure."""
        start = max(reading.expression.end, figure.start - _LONGEST_CLAUSE)
        return re.split(_STOP, self._text[start : figure.start])[-1].replace("共有", "有")

    def _baseline(self, item: TimeExpression) -> _Reading:
        """What a comparison compares with: 去年同期 is the governing period, a year earlier."""
        before = self._reach[-1].governing.period if self._reach else None
        if item.same_period:
            period = self._calendar.year_earlier(before)
            reason = f"from {item.words}, a year before {before}"
            governing = Governing(period, None, "inferred", reason, item.start, item.end)
        else:
            governing = self._calendar.resolve(item, -1)
        return _Reading(governing, item, item.end)

    def _is_aside(self, item: TimeExpression) -> bool:
        """Whether it governs nothing after it: a comparison, an honour, the version of a law."""
        text, before = self._text, self._text[max(0, item.start - 16) : item.start]
        if item.role == "now" or item.until:
            return False
        return bool(
            item.same_period
            or _COMPARED.search(before)
            or (_BESIDE.search(before) and _COMPARED_AFTER.match(text, item.end))
            or (item.role == "date" and _HONOURED.search(before))
            or _NAMED.match(text, item.end)
            or (item.word and _AIMED.match(text, item.end))
        )

    def _is_planned(self, item: TimeExpression) -> bool:
        return self._calendar.is_ahead(item) or self._is_said_to_come(item)

    def _is_said_to_come(self, item: TimeExpression) -> bool:
        """Whether a word for a plan stands near: 力争年底前实现."""
        before = re.split(_STOP, self._text[max(0, item.start - _LONGEST_CLAUSE) : item.start])[-1]
        return bool(_PLANNED.search(before) or _PLANNED.search(self._rest_of_sentence(item)))

    def _is_founding(self, item: TimeExpression) -> bool:
        ahead = re.split(_STOP, self._text[item.end : item.end + 20], maxsplit=1)[0]
        return bool(
            _FOUNDED.search(ahead) or _AT.search(self._text[max(0, item.start - 3) : item.start])
        )

    def _is_dated(self, item: TimeExpression) -> bool:
        """Whether the sentence of a word for a stock names a time of its own before it."""
        if not self._reach:
            return False
        expression = self._reach[-1].expression
        return self._layout.sentence_end(expression.start) == self._layout.sentence_end(item.start)

    def _rest_of_sentence(self, item: TimeExpression) -> str:
        end = self._layout.sentence_end(item.start)
        return self._text[item.end : min(end, item.end + _LONGEST_LOOK)]


def _only_year(expressions: Sequence[TimeExpression]) -> str | None:
    """The year of a text that states this year, as a whole, and no other time."""
    years = {str(item.year) for item in expressions if item.year}
    plain = all(
        item.role == "date"
        and not (item.first or item.since or item.until or item.last_year)
        and (item.year or WORDS["year"].get(item.word) == "same")
        for item in expressions
    )
    return years.pop() if plain and len(years) == 1 else None


def _is_now(reading: _Reading) -> bool:
    return reading.expression.role == "now"


def _start(period: str | None) -> str | None:
    """The start of a total: that of an open period or of a whole year."""
    start, _, end = (period or "").partition("/")
    return start if end == ".." or (start and not end and len(start) == 4) else None
