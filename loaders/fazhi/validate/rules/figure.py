"""Figure: every metric has what its quotes say, and every figure of the source is in the record.

The figure reader reads each quote again; context.coverage holds the figures of the whole text.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fazhi.clause.table import Header
from fazhi.figure import Figure, read
from fazhi.record.arithmetic import exact_decimal
from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import Article, Evidence, Metric
from fazhi.record.quotes import in_place, is_sound, quotes
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.example import ABSENT, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context, SourceContext, SourceRule

# How many characters around a quote decide how it is read: 7日 is a date, in 7日内 a duration.
SURROUNDINGS: Final = 8
ABSENCE: Final = ("无", "没有", "未", "零", "不存在", "不再", "持平")
_AT = "/metrics/9/evidence/0"
_ABSENT_AT = "/metrics/11/evidence/0"


@ArticleRule.named("figure-range-reversed", Values({"/metrics/8/upper": 25}))
def range_reversed(article: Article, context: Context) -> Iterator[Finding]:
    """A range ends above where it starts."""
    for i, metric in enumerate(article.metrics):
        if metric.upper is not None and metric.upper <= metric.value:
            message = f"the upper end {metric.upper:g} is not above the value {metric.value:g}"
            hint = "exchange the two, or leave `upper` out if there is no range"
            yield Finding(("metrics", i, "upper"), message, hint)


@ArticleRule.named("figure-absence-not-zero", Values({"/metrics/11/value": 3}))
def absence_not_zero(article: Article, context: Context) -> Iterator[Finding]:
    """A metric whose basis is `absence` has the value 0.

    The source says that there is none; it does not say a number."""
    for i, metric in enumerate(article.metrics):
        if metric.basis == "absence" and metric.value != 0:
            message = f"the basis is absence, but the value is {metric.value:g}"
            yield Finding(("metrics", i, "value"), message, "write 0, or another basis")


@ArticleRule.named(
    "figure-absence-without-word",
    Values({f"{_ABSENT_AT}/start": 162, f"{_ABSENT_AT}/exact": "网上开庭"}),
)
def absence_without_word(article: Article, context: Context) -> Iterator[Finding]:
    """The quote of an absence says that there is none: 无, 没有, 未, 零."""
    for i, metric in enumerate(article.metrics):
        quoted = "".join(evidence.exact for evidence in metric.evidence)
        if metric.basis == "absence" and not any(word in quoted for word in ABSENCE):
            path = ("metrics", i, "evidence", 0, "exact")
            hint = f"quote the words that say so, with {', '.join(ABSENCE[:4])}"
            yield Finding(path, "the quote does not say that there is none", hint)


@ArticleRule.named("figure-count-differs", Values({"/metrics/12/value": 4}))
def count_differs(article: Article, context: Context) -> Iterator[Finding]:
    """A metric whose basis is `count` has one quote for each thing counted."""
    for i, metric in enumerate(article.metrics):
        if metric.basis == "count" and metric.value != len(metric.evidence):
            message = f"the value is {metric.value:g}, but {len(metric.evidence)} things are quoted"
            hint = "quote each thing that was counted, once"
            yield Finding(("metrics", i, "value"), message, hint)


@ArticleRule.named("figure-repeated", Values({"/metrics/1/label": ABSENT}, at="/metrics/1/measure"))
def repeated(article: Article, context: Context) -> Iterator[Finding]:
    """Two levels differ in measure, organization, region, period, breakdown or label.

    Figures that say the same of the same would be added up as if they were two. A repetition in
    the source is an exclusion with the reason `duplicate`."""
    first: dict[object, str] = {}
    for i, metric in enumerate(article.metrics):
        place = metric.organization, metric.region or article.region, metric.period, metric.as_of
        key = metric.measure, metric.breakdown, metric.label and metric.label.zh, metric.unit, place
        if metric.aspect == "level" and first.setdefault(key, metric.id) != metric.id:
            message = f"{first[key]!r} already measures the same, there and then"
            hint = "tell them apart by breakdown or label, or exclude this one as a duplicate"
            yield Finding(("metrics", i, "measure"), message, hint)


@ArticleRule.named("figure-differs", Values({"/metrics/9/value": 24000000}))
def differs(article: Article, context: Context) -> Iterator[Finding]:
    """The quote of a stated metric, read by the figure reader, gives its value, unit and bound.

    The figure reader knows how Chinese news writes quantities: 2.15亿元 is 215000000 yuan,
    30余次 is 30 or more. What it reads must be what the record says."""
    text = context.text or ""
    for path, metric, j, evidence in _stated(article, context):
        start, end = evidence.start, evidence.end
        before, after = text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS]
        figure = read(evidence.exact, before, after)
        if figure is None:
            message = f"{_short(evidence.exact)} does not read as one figure"
            hint = "quote the figure alone, from its qualifier or numeral to its unit"
            yield Finding((*path, "evidence", j, "exact"), message, hint)
        elif text or not figure.is_date:
            yield from _differences(path, metric, figure, context.vocabularies)


@SourceRule.named(
    "figure-partial",
    Values(
        {"/metrics/9/bound": "exact", _AT: {"exact": "2.4亿元", "start": 126, "end": 131}},
        at=f"{_AT}/exact",
    ),
)
def partial(article: Article, context: SourceContext) -> Iterator[Finding]:
    """The quote of a stated metric is the whole figure of the text, not a part of it.

    542件 cut out of 2542件 stands where the record says, and is wrong; so is 2.4亿元 cut out of
    近2.4亿元, which loses the bound."""
    for path, _, j, evidence in _stated(article, context):
        whole = evidence.start, evidence.end
        for figure in (covered.figure for covered in context.coverage):
            if _touch(figure, evidence) and (figure.start, figure.end) != whole:
                yield Finding(
                    (*path, "evidence", j, "exact"),
                    f"the text has {_short(figure.exact)} at {figure.start} to {figure.end}, "
                    f"the quote is {_short(evidence.exact)}",
                    "quote the whole figure and nothing more",
                )


@SourceRule.named("figure-unaccounted", Values({"/exclusions/1": ABSENT}, at="/metrics"))
def unaccounted(article: Article, context: SourceContext) -> Iterator[Finding]:
    """Every quantity of the source is a metric or an exclusion.

    The figure reader finds the quantities of the text in Arabic and Chinese numerals. Each must lie
    in the evidence of a metric or of an exclusion; dates and clock times need neither."""
    moved = [quote.exact for _, quote in quotes(article) if not in_place(quote, context.text)]
    stated = [evidence for _, _, _, evidence in _stated(article, context)]
    for figure in (covered.figure for covered in context.coverage if covered.by == "nothing"):
        # What was moved or quoted in part is reported by other rules.
        moved_here = any(figure.exact in exact for exact in moved)
        if not moved_here and not any(_touch(figure, evidence) for evidence in stated):
            yield Finding(
                ("metrics",),
                f"nothing accounts for {_short(figure.exact)} at {figure.start} to {figure.end} "
                "of the text",
                "make it a metric, or an exclusion with a reason",
            )


def _stated(article: Article, context: Context) -> Iterator[tuple[JsonPath, Metric, int, Evidence]]:
    """The quotes of stated metrics that the rules for evidence accept: the metric's path, the
    metric, the quote's index and the quote."""
    for i, metric in enumerate(article.metrics):
        for j, evidence in enumerate(metric.evidence if metric.basis == "stated" else ()):
            if evidence.role in ("header", "context"):
                continue
            if is_sound(evidence) and (not context.text or in_place(evidence, context.text)):
                yield ("metrics", i), metric, j, evidence


def _touch(figure: Figure, evidence: Evidence) -> bool:
    return figure.start < evidence.end and evidence.start < figure.end


def _differences(
    path: JsonPath, metric: Metric, figure: Figure, vocabularies: Vocabularies
) -> Iterator[Finding]:
    """The first thing in which metric and figure differ; the others mostly follow from it. What
    another rule reports is left to it."""
    quote = _short(figure.exact)
    unit = vocabularies.units.get(metric.unit) if vocabularies.allow_unit(metric) else None
    form = figure.unit or _unit_of_header(metric)
    upper = None if metric.upper is None else exact_decimal(metric.upper)
    if metric.upper is not None and metric.upper <= metric.value:
        return
    if figure.value != exact_decimal(metric.value):
        message = f"{quote} reads as {figure.value}, which is no amount"
        if isinstance(figure.value, Decimal):
            message = f"{quote} reads as {figure.value:f}, not {metric.value:.15g}"
        yield Finding((*path, "value"), message, "correct the value or the quote")
    elif figure.upper != upper:
        message = f"{quote} reads as {figure.value} to {figure.upper}"
        if figure.upper is None:
            message = f"{quote} reads as the single figure {figure.value}"
        hint = "write both ends of a range, and no `upper` where there is none"
        yield Finding((*path, "upper") if metric.upper is not None else path, message, hint)
    elif figure.bound != metric.bound:
        message = f"{quote} reads as {figure.bound}, not {metric.bound}"
        yield Finding((*path, "bound"), message, "correct the bound or the quote")
    elif metric.aspect == "rank":  # 第六 has no unit
        return
    elif unit is not None and not unit.is_written(form):
        counted = form or "nothing"
        message = f"{quote} is counted in {counted}, which is no form of {unit.code!r}"
        hint = f"{unit.code!r} is written {', '.join(unit.forms)}"
        yield Finding((*path, "unit"), message, hint)


def _unit_of_header(metric: Metric) -> str:
    """The unit that the header of a cell gives, 件 of 受理(件) and of 件; empty without one."""
    for evidence in metric.evidence:
        if evidence.role == "header":
            return Header(evidence.start, evidence.exact).unit or evidence.exact
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


RULES = (
    range_reversed,
    absence_not_zero,
    absence_without_word,
    count_differs,
    repeated,
    differs,
    partial,
    unaccounted,
)
