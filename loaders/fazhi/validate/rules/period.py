"""Period: dates exist, agree with each other, and are stated or say what they follow from."""

import re
from collections.abc import Iterator
from typing import Final

from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import Article
from fazhi.record.period import Period, PeriodError, parse_period
from fazhi.validate.example import ABSENT, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context, SourceContext, SourceRule
from fazhi.validate.todo import is_todo

EARLIEST_YEAR: Final = 1949
_YEAR = re.compile(r"(?<![0-9-])[0-9]{4}")
_DIGITS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_INFERRED = {"/metrics/10/period_inferred_from": "the years before"}
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


@ArticleRule.named("period-invalid", Values({"/metrics/10/period": "2024-02-30"}))
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


@ArticleRule.named("period-implausible", Values({"/metrics/10/period": "0224"}, good=_INFERRED))
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


@ArticleRule.named(
    "period-after-publication", Values({"/metrics/10/period": "2025-03"}, good=_INFERRED)
)
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


@ArticleRule.named(
    "period-as-of-missing", Values({"/metrics/15/as_of": ABSENT}, at="/metrics/15/period")
)
def as_of_missing(article: Article, context: Context) -> Iterator[Finding]:
    """A period without an end says in `as_of` up to when the figure had run.

    54 since 2022 is another number a year later. Where the source names no day, it is the time
    when the report appeared."""
    for i, metric in enumerate(article.metrics):
        is_open = metric.period.endswith("/..") and not is_todo(metric.period)
        if is_open and not metric.as_of and article.published:
            hint = "write the day that the source names, or the date of publication"
            yield Finding(("metrics", i, "period"), "nothing says up to when this ran", hint)


@ArticleRule.named("period-as-of-misplaced", Values({"/metrics/15/as_of": "2025-03"}))
def as_of_misplaced(article: Article, context: Context) -> Iterator[Finding]:
    """`as_of` stands beside a period without an end, after its start, and not after publication."""
    published = _parse(article.published.date) if article.published else None
    for i, metric in enumerate(article.metrics):
        as_of, period = metric.as_of and _parse(metric.as_of), _parse(metric.period)
        path = ("metrics", i, "as_of")
        if not as_of or not period or not as_of.start:
            continue
        if not metric.period.endswith("/.."):
            hint = "delete it, or write the period with an open end: 2024/.."
            yield Finding(path, f"the period {metric.period} has an end of its own", hint)
        elif period.start and as_of.end and as_of.end < period.start:
            yield Finding(
                path, f"this lies before the period {metric.period}", "correct one of them"
            )
        elif published and published.end and as_of.start > published.end:
            message = "this lies after the report was published"
            yield Finding(path, message, "correct one of the two dates")


@ArticleRule.named(
    "period-of-stock",
    Values({"/metrics/12/period": "2023/2024"}),
)
def of_stock(article: Article, context: Context) -> Iterator[Finding]:
    """A stock has a time at which it stood, not a stretch of time.

    How many mediators there are is counted on a day: 截至9月30日, 现有, 在册. Where the day is only
    known to lie between two others, the period is inferred."""
    for i, metric in enumerate(article.metrics):
        measure = context.vocabularies.measures.get(metric.measure)
        is_stretch = ".." in metric.period or not metric.period_inferred_from
        stock = measure is not None and measure.kind == "stock" and metric.aspect == "level"
        if stock and "/" in metric.period and is_stretch and not is_todo(metric.period):
            hint = "write the day, month or year at which it stood"
            yield Finding(("metrics", i, "period"), f"{metric.measure!r} is a stock", hint)


@SourceRule.named("period-not-in-source", Values({"/initiatives/0/period": "2022"}))
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


@SourceRule.named("period-differs", Values({"/metrics/10/period": "2023"}))
def differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """The period of a stated metric is the one that governs its figure in the text, or says what
    it was inferred from.

    The last 上半年, 2024年 or 今年以来 before a figure governs it; a date inside a comparison does
    not. docs/clauses.md says how it is read."""
    published = article.published and article.published.date
    for i, metric, (_, governing) in context.stated(article):
        if governing.period is None or metric.period_inferred_from or metric.period == published:
            continue
        written = metric.period.replace("..", metric.as_of) if metric.as_of else metric.period
        if _parse(governing.period) not in (_parse(metric.period), _parse(written)):
            message = f"the text says {governing.period}, {governing.reason}"
            hint = f"correct the period, or {_SAY_FROM_WHAT}"
            yield Finding(("metrics", i, "period"), message, hint)


@SourceRule.named("period-as-of-differs", Values({"/metrics/15/as_of": "2024-12"}))
def as_of_differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """Where the text says up to when a figure had run, `as_of` is such a day."""
    figures = list(context.stated(article))
    stated = {_parse(governing.as_of) for *_, (_, governing) in figures if governing.as_of}
    for i, metric, (_, governing) in figures:
        if metric.as_of and governing.as_of and _parse(metric.as_of) not in stated:
            path = ("metrics", i, "as_of")
            yield Finding(path, f"the text says {governing.as_of}", "correct the day")


@ArticleRule.named("period-of-publication", Values({"/metrics/10/period": "2025-01~"}))
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
    as_of_missing,
    as_of_misplaced,
    of_stock,
    not_in_source,
    differs,
    as_of_differs,
    of_publication,
)
