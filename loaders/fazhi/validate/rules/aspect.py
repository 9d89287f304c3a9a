"""Aspect: a figure is a level, a change, a share, a rank or a target, and says what that needs."""

from collections.abc import Iterator
from typing import Final

from fazhi.clause.model import Aspect
from fazhi.record.model import Article, Metric
from fazhi.record.period import is_within
from fazhi.record.vocabulary import RANK_UNIT
from fazhi.validate.example import ABSENT, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context, SourceContext, SourceRule

DETAILS: Final = ("change", "share", "rank")
"""The aspects that a field of the same name describes."""


@ArticleRule.named(
    "aspect-undescribed", Values({"/metrics/14/rank": ABSENT}, at="/metrics/14/aspect")
)
def undescribed(article: Article, context: Context) -> Iterator[Finding]:
    """A change, a share and a rank are described in the field of that name.

    A change without its direction and a share without its whole are numbers that nobody can use."""
    for i, metric in enumerate(article.metrics):
        if metric.aspect in DETAILS and getattr(metric, metric.aspect) is None:
            message = f"the aspect is {metric.aspect}, and the field {metric.aspect!r} is missing"
            yield Finding(("metrics", i, "aspect"), message, "add the field, or correct the aspect")


@ArticleRule.named(
    "aspect-contradicted", Values({"/metrics/7/aspect": "level"}, at="/metrics/7/change")
)
def contradicted(article: Article, context: Context) -> Iterator[Finding]:
    """Only a change has `change`, only a share has `share`, only a rank has `rank`."""
    for i, metric in enumerate(article.metrics):
        for name in DETAILS:
            if getattr(metric, name) is not None and metric.aspect != name:
                message = f"the aspect is {metric.aspect}, but {name!r} is described"
                hint = f"write the aspect {name}, or delete the field"
                yield Finding(("metrics", i, name), message, hint)


@ArticleRule.named(
    "aspect-share-of-nothing", Values({"/metrics/13/share": {}}, at="/metrics/13/share")
)
def share_of_nothing(article: Article, context: Context) -> Iterator[Finding]:
    """A share says of what: by the metric of the whole, or in words."""
    for i, metric in enumerate(article.metrics):
        if metric.share and not (metric.share.of or metric.share.whole):
            hint = "name the metric of the whole in `of`, or write the whole in `whole`"
            yield Finding(("metrics", i, "share"), "the share does not say of what", hint)


@ArticleRule.named("aspect-change-of-other", Values({"/metrics/7/change/of": "recovered"}))
def change_of_other(article: Article, context: Context) -> Iterator[Finding]:
    """A change is a change of another metric with the same measure and breakdown."""
    metrics = {metric.id: metric for metric in article.metrics}
    for i, metric in enumerate(article.metrics):
        base = metrics.get(metric.change.of) if metric.change and metric.change.of else None
        if base is None:
            continue
        same = (base.measure, base.breakdown) == (metric.measure, metric.breakdown)
        if base.id == metric.id or base.aspect == "change" or not same:
            message = f"this is no change of {base.id!r}, which measures something else"
            if base.id == metric.id or base.aspect == "change":
                message = f"{base.id!r} is no level that could have changed"
            hint = "name the level of this measure and breakdown, or leave `of` out"
            yield Finding(("metrics", i, "change", "of"), message, hint)


@ArticleRule.named(
    "aspect-baseline-missing",
    Values({"/metrics/7/change/against": "baseline"}, at="/metrics/7/change/against"),
)
def baseline_missing(article: Article, context: Context) -> Iterator[Finding]:
    """A change against a baseline says which: its period or its name."""
    for i, metric in enumerate(article.metrics):
        change = metric.change
        if (
            change
            and change.against == "baseline"
            and not (change.baseline or change.baseline_name)
        ):
            hint = "write its period in `baseline`, or its name in `baseline_name`"
            path = ("metrics", i, "change", "against")
            yield Finding(path, "nothing says what the baseline is", hint)


@ArticleRule.named(
    "aspect-unchanged-value",
    Values({"/metrics/7/change/direction": "unchanged"}, at="/metrics/7/change/direction"),
)
def unchanged_value(article: Article, context: Context) -> Iterator[Finding]:
    """What is unchanged has changed by 0, and a change by 0 is none."""
    for i, metric in enumerate(article.metrics):
        if metric.change and (metric.change.direction == "unchanged") != (metric.value == 0):
            path = ("metrics", i, "change", "direction")
            message = f"the direction is {metric.change.direction}, the value {metric.value:g}"
            yield Finding(path, message, "write `unchanged` with the value 0, or neither")


@ArticleRule.named(
    "aspect-points-of-count",
    Values({"/metrics/16/measure": "trial.cases-concluded"}, at="/metrics/16/unit"),
)
def points_of_count(article: Article, context: Context) -> Iterator[Finding]:
    """Only what is given in percent changes by percentage points.

    A number of cases changes by so many cases or percent; 3.5个百分点 says that a rate is meant."""
    for i, metric in enumerate(article.metrics):
        measure = context.vocabularies.measures.get(metric.measure)
        counted = measure is not None and measure.units and "percent" not in measure.units
        if metric.aspect == "change" and metric.unit == "percentage-point" and counted:
            message = f"{metric.measure!r} is not given in percent, so it has no percentage points"
            yield Finding(("metrics", i, "unit"), message, "choose the measure of the rate")


@ArticleRule.named("aspect-rank-unit", Values({"/metrics/14/unit": "case"}))
def rank_unit(article: Article, context: Context) -> Iterator[Finding]:
    """A rank is given in places, and nothing else is."""
    for i, metric in enumerate(article.metrics):
        if (metric.aspect == "rank") != (metric.unit == RANK_UNIT):
            message = f"the aspect is {metric.aspect}, the unit {metric.unit}"
            hint = f"write the unit {RANK_UNIT} for a rank, and for a rank only"
            yield Finding(("metrics", i, "unit"), message, hint)


@SourceRule.named(
    "aspect-differs",
    Values({"/metrics/6/aspect": "target"}),
)
def differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """The aspect of a stated metric is what the clause of its figure says.

    上升12.8% is no level, and 降至12.8% is no change. Where words outside of the clause say it,
    quote them as further evidence with the role `context`, and nothing is compared."""
    for i, metric, aspect in _read(article, context):
        if aspect.kind != metric.aspect:
            words = context.text[aspect.start : aspect.end] if aspect.start >= 0 else ""
            said = f" by {words!r}" if words else ""
            message = f"the clause says a {aspect.kind}{said}, the record a {metric.aspect}"
            hint = "correct the aspect, or quote what says so with the role `context`"
            yield Finding(("metrics", i, "aspect"), message, hint)


@SourceRule.named("aspect-direction-differs", Values({"/metrics/7/change/direction": "decrease"}))
def direction_differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """The direction of a change is what the clause says: 上升 up, 下降 down."""
    for i, metric, aspect in _read(article, context):
        stated = metric.change and metric.change.direction
        if stated and aspect.direction and aspect.direction != stated:
            words = context.text[aspect.start : aspect.end]
            path = ("metrics", i, "change", "direction")
            yield Finding(path, f"{words!r} says {aspect.direction}", "correct the direction")


@SourceRule.named(
    "aspect-baseline-differs", Values({"/metrics/7/change/against": "previous-period"})
)
def baseline_differs(article: Article, context: SourceContext) -> Iterator[Finding]:
    """A change is against what the clause compares with: 同比, 环比, 比2020年."""
    for i, metric, aspect in _read(article, context):
        change = metric.change
        if not change or not aspect.against:
            continue
        if aspect.against != change.against:
            path = ("metrics", i, "change", "against")
            message = f"the clause compares with the {aspect.against.replace('-', ' ')}"
            yield Finding(path, message, f"write {aspect.against}")
            continue
        stated, recorded = aspect.baseline, change.baseline
        if stated and recorded and not is_within(recorded, stated):
            path = ("metrics", i, "change", "baseline")
            yield Finding(path, f"the clause compares with {stated}", "correct the period")


def _read(article: Article, context: SourceContext) -> Iterator[tuple[int, Metric, Aspect]]:
    """The stated metrics whose clause certainly says what they are, without those that quote other
    words for it: the metric's index, the metric, its aspect in the text."""
    for i, metric, clause in context.stated(article):
        is_quoted = any(quote.role == "context" for quote in metric.evidence)
        if clause.aspect.is_certain and not is_quoted:
            yield i, metric, clause.aspect


RULES = (
    undescribed,
    contradicted,
    share_of_nothing,
    change_of_other,
    baseline_missing,
    unchanged_value,
    points_of_count,
    rank_unit,
    differs,
    direction_differs,
    baseline_differs,
)
