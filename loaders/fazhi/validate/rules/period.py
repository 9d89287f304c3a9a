"""Period: dates exist, and agree with each other and with the calendar on the wall."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.record.article import Article
from fazhi.record.period import Period, PeriodError, parse_period
from fazhi.validate.problem import Finding, Path
from fazhi.validate.rule import Context, rule
from fazhi.validate.todo import is_todo

EARLIEST_YEAR = 1949


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
    """A period starts after 1949 and not in the future.

    Local courts of this kind do not report about earlier times; such a year is a slip of the
    hand. A report cannot have been published tomorrow either.

    Good: "period": "2025"
    Bad: "period": "0225"
    """
    for path, text in _periods(article):
        period = _read(text)
        start = period and (period.start or period.end)
        if start and start.year < EARLIEST_YEAR:
            yield Finding(path, f"{text!r} lies before {EARLIEST_YEAR}", "is a digit wrong?")
        elif start and path[0] != "metrics" and start > context.today:
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
