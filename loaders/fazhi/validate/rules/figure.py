"""Figures: the machine reads each quote again, and leaves no quantity of the source out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.figure import Figure, read
from fazhi.record.article import Article, Evidence, Metric
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.accounting import is_date
from fazhi.validate.problem import Finding, Path
from fazhi.validate.rule import Context, rule
from fazhi.validate.rules.evidence import in_place, is_sound, quotes
from fazhi.validate.rules.vocabulary import unit_allowed

# So many characters around a quote decide how it is read: 7日 is a date, in 7日内 a time.
SURROUNDINGS = 8
ABSENCE = ("无", "没有", "未", "零", "不存在", "不再")


def value_differs(metric: Metric) -> bool:
    """Whether a stated metric's first quote reads as another value than the metric has."""
    figure = read(metric.evidence[0].exact) if metric.basis == "stated" else None
    return figure is not None and figure.value != Decimal(repr(metric.value))


def _stated(article: Article, context: Context) -> Iterator[tuple[Path, Metric, int, Evidence]]:
    """The quotes of stated metrics that no rule of evidence finds fault with."""
    for i, metric in enumerate(article.metrics):
        for j, evidence in enumerate(metric.evidence if metric.basis == "stated" else ()):
            if is_sound(evidence) and (not context.text or in_place(evidence, context.text)):
                yield ("metrics", i), metric, j, evidence


@rule("evidence-figure-differs", "article")
def evidence_figure_differs(article: Article, context: Context) -> Iterator[Finding]:
    """The quote of a stated metric, read by the machine, gives its value, unit and bound.

    The figure reader knows how Chinese news writes quantities: 2.15亿元 is 215000000 yuan, 30余次
    is 30 or more. What it reads must be what the record says.

    Good: "value": 215000000, "unit": "CNY" from 2.15亿元
    Bad: "value": 21500000, "unit": "CNY" from 2.15亿元
    """
    for path, metric, j, evidence in _stated(article, context):
        start, end = evidence.start, evidence.end
        before = context.text[max(0, start - SURROUNDINGS) : start]
        figure = read(evidence.exact, before, context.text[end : end + SURROUNDINGS])
        if figure is None:
            yield Finding(
                (*path, "evidence", j, "exact"),
                f"{_short(evidence.exact)} does not read as one figure",
                "quote the figure alone, from its qualifier or numeral to its unit",
            )
        elif context.text or not is_date(figure):
            yield from _differences(path, metric, figure, context.vocabularies)


@rule("absence-without-word", "article")
def absence_without_word(article: Article, context: Context) -> Iterator[Finding]:
    """The quote of an absence says that there is none: 无, 没有, 未, 零.

    Good: "basis": "absence" from 无长期未结案件
    Bad: "basis": "absence" from 长期案件
    """
    for i, metric in enumerate(article.metrics):
        quoted = "".join(evidence.exact for evidence in metric.evidence)
        if metric.basis == "absence" and not any(word in quoted for word in ABSENCE):
            yield Finding(
                ("metrics", i, "evidence", 0, "exact"),
                "the quote does not say that there is none",
                f"quote the words that say so, with {', '.join(ABSENCE[:4])}",
            )


@rule("evidence-figure-partial", "source")
def evidence_figure_partial(article: Article, context: Context) -> Iterator[Finding]:
    """The quote of a stated metric is the whole figure of the text, not a part of it.

    542件 cut out of 2542件 stands where the record says, and is wrong; so is 2.4亿元 cut out of
    近2.4亿元, which loses the bound.

    Good: 近2.4亿元 where the text has 近2.4亿元
    Bad: 2.4亿元 where the text has 近2.4亿元
    """
    found = [one.figure for one in context.accounts]
    for path, _, j, evidence in _stated(article, context):
        for figure in found:
            whole = (figure.start, figure.end) == (evidence.start, evidence.end)
            if _touch(figure, evidence) and not whole:
                yield Finding(
                    (*path, "evidence", j, "exact"),
                    f"the text has {_short(figure.exact)} at {figure.start} to {figure.end}, "
                    f"the quote is {_short(evidence.exact)}",
                    "quote the whole figure and nothing more",
                )


@rule("figure-unaccounted", "source")
def figure_unaccounted(article: Article, context: Context) -> Iterator[Finding]:
    """Every quantity of the source is a metric or an exclusion.

    The scanner finds the quantities of the text in Arabic and Chinese numerals. Each must lie in
    the evidence of a metric or of an exclusion; dates and clock times need neither.

    Good: 八条 in the text, and an exclusion of 八条 with its reason
    Bad: 八条 in the text, and nothing of it in the record
    """
    moved = [e.exact for _, e in quotes(article) if not in_place(e, context.text)]
    partial = [e for _, _, _, e in _stated(article, context)]
    for one in context.accounts:
        figure = one.figure
        known = any(figure.exact in exact for exact in moved)
        if one.by == "nothing" and not known and not any(_touch(figure, e) for e in partial):
            yield Finding(
                ("metrics",),
                f"nothing accounts for {_short(figure.exact)} at {figure.start} to {figure.end} "
                "of the text",
                "make it a metric, or an exclusion with a reason",
            )


def _touch(figure: Figure, evidence: Evidence) -> bool:
    return figure.start < evidence.end and evidence.start < figure.end


def _differences(
    path: Path, metric: Metric, figure: Figure, vocabularies: Vocabularies
) -> Iterator[Finding]:
    """The first thing in which metric and figure differ; the others mostly follow from it. What
    another rule finds fault with is left to it."""
    quote = _short(figure.exact)
    unit = vocabularies.units.get(metric.unit) if unit_allowed(metric, vocabularies) else None
    if metric.upper is not None and metric.upper <= metric.value:
        return
    if figure.value != Decimal(repr(metric.value)):
        yield Finding(
            (*path, "value"),
            f"{quote} reads as {figure.value:f}, not {metric.value:.15g}"
            if isinstance(figure.value, Decimal)
            else f"{quote} reads as {figure.value}, which is no amount",
            "correct the value or the quote",
        )
    elif figure.upper != (None if metric.upper is None else Decimal(repr(metric.upper))):
        yield Finding(
            (*path, "upper") if metric.upper is not None else path,
            f"{quote} reads as {_range(figure)}",
            "write both ends of a range, and no `upper` where there is none",
        )
    elif figure.bound != metric.bound:
        yield Finding(
            (*path, "bound"),
            f"{quote} reads as {figure.bound}, not {metric.bound}",
            "correct the bound or the quote",
        )
    elif unit is not None and figure.unit not in unit.forms:
        yield Finding(
            (*path, "unit"),
            f"{quote} is counted in {figure.unit or 'nothing'}, which is no form of {unit.code!r}",
            f"{unit.code!r} is written {', '.join(unit.forms)}",
        )


def _range(figure: Figure) -> str:
    if figure.upper is None:
        return f"the single figure {figure.value}"
    return f"{figure.value} to {figure.upper}"


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
