"""Period: dates exist, agree with each other, and are stated or say what they follow from."""

import re
from collections.abc import Iterator
from typing import Final

from fazhi.record.article import Article
from fazhi.record.json_pointer import JsonPath
from fazhi.record.period import Period, PeriodError, parse_period
from fazhi.validate.example import ABSENT, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context, SourceContext, SourceRule
from fazhi.validate.todo import is_todo

EARLIEST_YEAR: Final = 1949
_YEAR = re.compile(r"(?<![0-9-])[0-9]{4}")
_DIGITS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SAY_FROM_WHAT = "say in `period_inferred_from` what it was concluded from"


def _periods(article: Article) -> Iterator[tuple[JsonPath, str]]:
    if article.published:
        yield ("published", "date"), article.published.date
    yield from _stated_periods(article, inferred_too=True)


def _stated_periods(article: Article, inferred_too: bool = False) -> Iterator[tuple[JsonPath, str]]:
    """The periods of initiatives and metrics that are not said to be inferred."""
    for name in ("initiatives", "metrics"):
        for i, part in enumerate(getattr(article, name)):
            if part.period and (inferred_too or not part.period_inferred_from):
                yield (name, i, "period"), part.period


def _parse(text: str) -> Period | None:
    try:
        return parse_period(text)
    except PeriodError:
        return None


@ArticleRule.named("period-invalid", Values({"/metrics/0/period": "2024-02-30"}))
def invalid(article: Article, context: Context) -> Iterator[Finding]:
    """A period is a date or an interval that the calendar knows.

    Periods follow a closed subset of EDTF (ISO 8601-2): 2025, 2025-03, 2025-03-09, each with `~`,
    `?` or `%`; A/B, A/.., ../B."""
    for path, text in _periods(article):
        if not is_todo(text):
            try:
                parse_period(text)
            except PeriodError as error:
                yield Finding(path, f"{text!r} is no period", str(error))


@ArticleRule.named("period-implausible", Values({"/metrics/0/period": "0224"}))
def implausible(article: Article, context: Context) -> Iterator[Finding]:
    """A period starts after 1949, and a report was not published tomorrow.

    Local courts of this kind do not report about earlier times; such a year is a slip of the
    hand."""
    for path, text in _periods(article):
        period = _parse(text)
        start = period and (period.start or period.end)
        if start and start.year < EARLIEST_YEAR:
            yield Finding(path, f"{text!r} lies before {EARLIEST_YEAR}", "is a digit wrong?")
        elif start and path[0] == "published" and start > context.today:
            yield Finding(path, f"{text!r} lies in the future", "is a digit wrong?")


@ArticleRule.named("period-after-publication", Values({"/metrics/0/period": "2025-03"}))
def after_publication(article: Article, context: Context) -> Iterator[Finding]:
    """A figure's period starts before the report was published.

    A report states what has happened. What is planned is no metric, it is excluded as a `plan`."""
    published = _parse(article.published.date) if article.published else None
    last_day = published.end if published and published.end else context.today
    for i, metric in enumerate(article.metrics):
        period = _parse(metric.period)
        if period and period.start and period.start > last_day:
            yield Finding(
                ("metrics", i, "period"),
                f"the period {metric.period!r} starts after the report was published",
                "correct one of the two dates, or exclude the figure as a plan",
            )


@ArticleRule.named(
    "period-publication-unexplained", Values({"/published/note": ABSENT}, at="/published")
)
def publication_unexplained(article: Article, context: Context) -> Iterator[Finding]:
    """An inferred date of publication says from what it was inferred.

    A date that is not in the source must never look like one that is."""
    published = article.published
    if published and published.basis == "inferred" and not published.note:
        message = "the date is inferred, and nothing says from what"
        yield Finding(("published",), message, "add a note that names the facts it follows from")


@ArticleRule.named(
    "period-inferred-nothing",
    Values(
        {"/initiatives/0/period": ABSENT, "/initiatives/0/period_inferred_from": "the page"},
        good={"/initiatives/0/period_inferred_from": "the page"},
    ),
)
def inferred_nothing(article: Article, context: Context) -> Iterator[Finding]:
    """What a period was inferred from stands beside a period."""
    for i, initiative in enumerate(article.initiatives):
        if initiative.period_inferred_from and not initiative.period:
            path = ("initiatives", i, "period_inferred_from")
            hint = "write the period, or delete what it was inferred from"
            yield Finding(path, "this initiative has no period", hint)


@SourceRule.named("period-not-in-source", Values({"/initiatives/0/period": "2023"}))
def not_in_source(article: Article, context: SourceContext) -> Iterator[Finding]:
    """A period whose year is not in the source says what it was inferred from.

    A date that the source does not state must never look like one that it does. Where the source
    states when it was published, 今年, 去年 and 前年 state a year too."""
    stated = _stated_years(context)
    if article.published and article.published.basis == "stated":
        published = _years(article.published.date)
        if missing := published - stated:
            message = f"the source does not name the year {min(missing)}"
            hint = "make it inferred, and say in `note` what it was concluded from"
            yield Finding(("published", "date"), message, hint)
        stated |= {year - back for year in published for back in (0, 1, 2)}
    for path, period in _stated_periods(article):
        if missing := _years(period) - stated:
            message = f"the source does not name the year {min(missing)}"
            yield Finding(path, message, _SAY_FROM_WHAT)


@ArticleRule.named("period-of-publication", Values({"/metrics/0/period": "2025-01~"}))
def of_publication(article: Article, context: Context) -> Iterator[Finding]:
    """A figure that holds at the time of publication is as inferred as that time.

    如今 and 目前 mean the time of publication. Where that was inferred, so was the period."""
    published = article.published
    if published is None or published.basis == "stated":
        return
    for path, period in _stated_periods(article):
        if period == published.date:
            message = "this is the date of publication, which was inferred"
            yield Finding(path, message, _SAY_FROM_WHAT)


def _stated_years(context: SourceContext) -> set[int]:
    """The years of the text's dates and ranges of dates, and any that stand there as four digits:
    2023、2024年, “2025护航”."""
    figures = [covered.figure for covered in context.coverage]
    stated = set(map(int, _DIGITS.findall(context.text)))
    for figure in (figure for figure in figures if figure.is_date):
        if years := _years(f"{figure.value} {figure.upper}"):
            stated.update(range(min(years), max(years) + 1))
    return stated


def _years(text: str) -> set[int]:
    return set(map(int, _YEAR.findall(text)))


RULES = (
    invalid,
    implausible,
    after_publication,
    publication_unexplained,
    inferred_nothing,
    not_in_source,
    of_publication,
)
