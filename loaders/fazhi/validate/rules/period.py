"""Period: dates exist, and agree with each other and with the calendar on the wall."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.record.article import Article
from fazhi.record.period import Period, PeriodError, parse_period
from fazhi.validate.accounting import is_date
from fazhi.validate.problem import Finding, Path
from fazhi.validate.rule import Context, rule
from fazhi.validate.todo import is_todo

EARLIEST_YEAR = 1949
_YEAR = re.compile(r"(?<![0-9-])[0-9]{4}")
_DIGITS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def _periods(article: Article) -> Iterator[tuple[Path, str]]:
    if article.published:
        yield ("published", "date"), article.published.date
    for i, initiative in enumerate(article.initiatives):
        if initiative.period:
            yield ("initiatives", i, "period"), initiative.period
    for i, metric in enumerate(article.metrics):
        yield ("metrics", i, "period"), metric.period


def _read(text: str) -> Period | None:
    try:
        return parse_period(text)
    except PeriodError:
        return None


@rule("period-invalid", "article")
def period_invalid(article: Article, context: Context) -> Iterator[Finding]:
    """A period is a date or an interval that the calendar knows.

    Periods follow a closed subset of EDTF (ISO 8601-2): 2025, 2025-03, 2025-03-09, each with
    `~`, `?` or `%`; A/B, A/.., ../B.

    Good: "period": "2024-11/2025-03"
    Bad: "period": "2025-02-29"
    """
    for path, text in _periods(article):
        if is_todo(text):
            continue
        try:
            parse_period(text)
        except PeriodError as error:
            yield Finding(path, f"{text!r} is no period", str(error))


@rule("period-implausible", "article")
def period_implausible(article: Article, context: Context) -> Iterator[Finding]:
    """A period starts after 1949, and a report was not published tomorrow.

    Local courts of this kind do not report about earlier times; such a year is a slip of the
    hand.

    Good: "period": "2025"
    Bad: "period": "0225"
    """
    for path, text in _periods(article):
        period = _read(text)
        start = period and (period.start or period.end)
        if start and start.year < EARLIEST_YEAR:
            yield Finding(path, f"{text!r} lies before {EARLIEST_YEAR}", "is a digit wrong?")
        elif start and path[0] == "published" and start > context.today:
            yield Finding(path, f"{text!r} lies in the future", "is a digit wrong?")


@rule("period-after-publication", "article")
def period_after_publication(article: Article, context: Context) -> Iterator[Finding]:
    """A figure's period starts before the report was published.

    A report states what has happened. What is planned is no metric, it is excluded as a `plan`.

    Good: "published": {"date": "2026-01", …}, "period": "2025"
    Bad: "published": {"date": "2026-01", …}, "period": "2026-03"
    """
    published = _read(article.published.date) if article.published else None
    last_day = published.end if published and published.end else context.today
    for i, metric in enumerate(article.metrics):
        period = _read(metric.period)
        if period and period.start and period.start > last_day:
            yield Finding(
                ("metrics", i, "period"),
                f"the period {metric.period!r} starts after the report was published",
                "correct one of the two dates, or exclude the figure as a plan",
            )


@rule("published-without-note", "article")
def published_without_note(article: Article, context: Context) -> Iterator[Finding]:
    """An inferred date says from what it was inferred.

    A date that is not in the source must never look like one that is.

    Good: "published": {"date": "2026-01~", "basis": "inferred", "note": "…"}
    Bad: "published": {"date": "2026-01~", "basis": "inferred"}
    """
    published = article.published
    if published and published.basis == "inferred" and not published.note:
        yield Finding(
            ("published",),
            "the date is inferred, and nothing says from what",
            "add a note that names the facts it follows from",
        )


@rule("period-inferred-nothing", "article")
def period_inferred_nothing(article: Article, context: Context) -> Iterator[Finding]:
    """What a period was inferred from stands beside a period.

    Good: "period": "2026-01", "period_inferred_from": "…"
    Bad: "period_inferred_from": "…" without a period
    """
    for i, initiative in enumerate(article.initiatives):
        if initiative.period_inferred_from and not initiative.period:
            yield Finding(
                ("initiatives", i, "period_inferred_from"),
                "this initiative has no period",
                "write the period, or delete what it was inferred from",
            )


@rule("period-not-in-source", "source")
def period_not_in_source(article: Article, context: Context) -> Iterator[Finding]:
    """A period whose year is not in the source says what it was inferred from.

    A date that the source does not state must never look like one that it does. Where the source
    states when it was published, 今年, 去年 and 前年 state a year too.

    Good: "period": "2026-01-05/..", "period_inferred_from": "…" for 1月5日 without a year
    Bad: "period": "2026-01-05/.." for 1月5日 without a year
    """
    stated = _stated_years(context)
    if article.published and article.published.basis == "stated":
        published = _years(article.published.date)
        missing = published - stated
        if missing:
            yield Finding(
                ("published", "date"),
                f"the source does not name the year {min(missing)}",
                "make it inferred, and say in `note` what it was concluded from",
            )
        stated |= {year - back for year in published for back in (0, 1, 2)}
    for name in ("initiatives", "metrics"):
        for i, part in enumerate(getattr(article, name)):
            missing = _years(part.period or "") - stated
            if missing and not part.period_inferred_from:
                yield Finding(
                    (name, i, "period"),
                    f"the source does not name the year {min(missing)}",
                    "say in `period_inferred_from` what it was concluded from",
                )


@rule("period-of-publication", "article")
def period_of_publication(article: Article, context: Context) -> Iterator[Finding]:
    """A figure that holds at the time of publication is as inferred as that time.

    如今 and 目前 mean the time of publication. Where that was inferred, so was the period.

    Good: "period": "2026-01~", "period_inferred_from": "…" beside an inferred "date": "2026-01~"
    Bad: "period": "2026-01~" beside an inferred "date": "2026-01~"
    """
    published = article.published
    if published is None or published.basis == "stated":
        return
    for name in ("initiatives", "metrics"):
        for i, part in enumerate(getattr(article, name)):
            if part.period == published.date and not part.period_inferred_from:
                yield Finding(
                    (name, i, "period"),
                    "this is the date of publication, which was inferred",
                    "say in `period_inferred_from` what it was concluded from",
                )


def _stated_years(context: Context) -> set[int]:
    """The years of the text's dates and ranges of dates, and any that stand there as four digits:
    2023、2024年, “2025护航”."""
    dates = [one.figure for one in context.accounts if is_date(one.figure)]
    stated = {year for one in dates for year in _span(f"{one.value} {one.upper}")}
    return stated | set(map(int, _DIGITS.findall(context.text)))


def _years(text: str) -> set[int]:
    return set(map(int, _YEAR.findall(text)))


def _span(text: str) -> range:
    """The years of a date or a range of dates, those between its ends included."""
    years = _years(text)
    return range(min(years), max(years) + 1) if years else range(0)
