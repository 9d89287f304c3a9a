"""Relation: the figures that a relation names have its arithmetic."""

from collections import Counter
from collections.abc import Iterator

from fazhi.figure import read
from fazhi.record.arithmetic import OPERANDS, exact_decimal, holds
from fazhi.record.model import Article, Metric, Relation
from fazhi.record.period import is_within
from fazhi.validate.example import ABSENT, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ArticleRule, Context

_WORDS = {
    "sum": ("the sum of two or more metrics", "the sum of"),
    "subset": ("a subset of one metric", "a part of"),
    "ratio": ("the ratio of two metrics, numerator first", "the ratio of"),
    "equal": ("equal to one metric", "equal to"),
}
_OF_OTHER_ASPECT = {
    "kind": "subset",
    "metric": "pre-litigation-growth",
    "of": ["conclusion-rate"],
    "holds": True,
}
_OF_OTHER_PERIOD = {"kind": "subset", "metric": "resolved", "of": ["received"], "holds": True}
_NOTED = {
    "/relations/0/of": ["concluded"],
    "/relations/0/holds": False,
    "/relations/0/note": "The report says so.",
}


@ArticleRule.named("relation-operands", Values({"/relations/2/of": ["concluded"]}))
def wrong_operands(article: Article, context: Context) -> Iterator[Finding]:
    """A relation has as many metrics on its right as its kind needs, and not its own."""
    for i, relation in enumerate(article.relations):
        fewest, most = OPERANDS[relation.kind]
        path = ("relations", i, "of")
        if not fewest <= len(relation.of) <= most:
            message = (
                f"a relation of kind {relation.kind} reads: {_WORDS[relation.kind][0]}; "
                f"here are {len(relation.of)}"
            )
            yield Finding(path, message, "name as many metrics as the kind needs")
        elif relation.metric in relation.of:
            message = f"the metric {relation.metric!r} stands on both sides"
            yield Finding(path, message, "name the other metrics only")


@ArticleRule.named(
    "relation-units-differ", Values({"/relations/1/metric": "mediators"}, at="/relations/1/of")
)
def units_differ(article: Article, context: Context) -> Iterator[Finding]:
    """What is added up or compared has one unit."""
    yield from _differing(article, "unit")


@ArticleRule.named(
    "relation-aspects-differ", Values({"/relations/4": _OF_OTHER_ASPECT}, "/relations/4/of")
)
def aspects_differ(article: Article, context: Context) -> Iterator[Finding]:
    """What is added up or compared has one aspect: levels with levels, changes with changes."""
    yield from _differing(article, "aspect")


@ArticleRule.named(
    "relation-periods-differ", Values({"/relations/4": _OF_OTHER_PERIOD}, "/relations/4/of")
)
def periods_differ(article: Article, context: Context) -> Iterator[Finding]:
    """The period of a subset lies within that of the whole."""
    for i, relation, metric, operands in _resolved(article):
        if relation.kind == "subset" and not is_within(metric.period, operands[0].period):
            message = f"the period {metric.period} is no part of {operands[0].period}"
            yield Finding(("relations", i, "of"), message, "relate only figures of one period")


@ArticleRule.named(
    "relation-broken", Values({"/relations/3/of": ["civil", "civil"]}, at="/relations/3")
)
def broken(article: Article, context: Context) -> Iterator[Finding]:
    """A relation that is said to hold does hold.

    When the figures do not agree, one of them is recorded wrongly, or the source is wrong itself;
    then it is kept with `"holds": false` and a note."""
    for i, relation, metric, operands in _resolved(article):
        if relation.holds and not holds(relation, metric, operands):
            named = ", ".join(map(_amount, operands))
            message = f"{_amount(metric)} is not {_WORDS[relation.kind][1]} {named}"
            hint = 'read the figures again; if the source says so, write "holds": false and a note'
            yield Finding(("relations", i), message, hint)


@ArticleRule.named(
    "relation-holds-after-all",
    Values({"/relations/0/of": ["received"]}, at="/relations/0/holds", good=_NOTED),
)
def holds_after_all(article: Article, context: Context) -> Iterator[Finding]:
    """A relation that is said not to hold does not hold.

    An exception that is no longer needed hides the next mistake."""
    for i, relation, metric, operands in _resolved(article):
        if not relation.holds and holds(relation, metric, operands):
            message = "the relation is said not to hold, but it does"
            yield Finding(
                ("relations", i, "holds"), message, 'write "holds": true and delete the note'
            )


@ArticleRule.named(
    "relation-unexplained", Values({"/relations/0/note": ABSENT}, at="/relations/0", good=_NOTED)
)
def unexplained(article: Article, context: Context) -> Iterator[Finding]:
    """A relation that does not hold has a note."""
    for i, relation in enumerate(article.relations):
        if not relation.holds and not relation.note:
            message = "the relation does not hold, and nothing says why"
            yield Finding(("relations", i), message, "add a note that says what the source has")


@ArticleRule.named(
    "relation-part-exceeds-whole",
    Values(
        {
            "/metrics/1/measure": "trial.cases-concluded",
            "/metrics/1/label": ABSENT,
            "/metrics/1/breakdown": {"subject_group": "minors"},
        },
        at="/metrics/1/value",
    ),
)
def part_exceeds_whole(article: Article, context: Context) -> Iterator[Finding]:
    """A figure of a breakdown is no greater than that of the whole."""
    levels = _levels(article)
    for i, metric in enumerate(article.metrics):
        measure = context.vocabularies.measures.get(metric.measure)
        if metric.aspect != "level" or not metric.breakdown or not measure:
            continue
        whole = levels.get(_place(metric.model_copy(update={"breakdown": None}), article))
        if not whole:
            continue
        part = Relation(kind="subset", metric=metric.id, of=(whole.id,), holds=True)
        if measure.kind != "rate" and not holds(part, metric, [whole]):
            message = f"{_amount(metric)} is more than the whole, {_amount(whole)}"
            hint = "read both figures again; is it a part of this whole?"
            yield Finding(("metrics", i, "value"), message, hint)


@ArticleRule.named(
    "relation-rate-contradicted",
    Values(
        {"/metrics/2/label": {"zh": "其他", "en": "Others"}, "/metrics/4/breakdown": ABSENT},
        at="/metrics/3/value",
        good={"/relations/2": ABSENT, "/metrics/0/measure": "trial.cases-in-hand"},
    ),
)
def rate_contradicted(article: Article, context: Context) -> Iterator[Finding]:
    """A rate is the quotient of the figures that its measure is a rate of.

    The measure names its numerator and denominator; where the article has both, for the same
    organization, time and breakdown, they give the rate. A relation of kind `ratio` says otherwise
    where the source means other figures."""
    levels = _levels(article)
    related = {relation.metric for relation in article.relations if relation.kind == "ratio"}
    for i, metric in enumerate(article.metrics):
        measure = context.vocabularies.measures.get(metric.measure)
        if metric.aspect != "level" or metric.id in related or not measure or not measure.numerator:
            continue
        operands = [
            levels.get(_place(metric.model_copy(update={"measure": code}), article))
            for code in (measure.numerator, measure.denominator)
        ]
        found = [operand for operand in operands if operand is not None]
        ratio = Relation(kind="ratio", metric=metric.id, of=(metric.id,), holds=True)
        if len(found) == len(operands) and not holds(ratio, metric, found):
            message = f"{_amount(metric)} is not the ratio of {', '.join(map(_amount, found))}"
            hint = "read the figures again; a relation of kind ratio names others"
            yield Finding(("metrics", i, "value"), message, hint)


def _differing(article: Article, name: str) -> Iterator[Finding]:
    """The relations but ratios whose metrics differ in a field."""
    for i, relation, metric, operands in _resolved(article):
        values = sorted({getattr(part, name) for part in (metric, *operands)})
        if relation.kind != "ratio" and len(values) > 1:
            message = f"the metrics of this relation have different {name}s: {', '.join(values)}"
            yield Finding(("relations", i, "of"), message, f"relate only figures of one {name}")


def _place(metric: Metric, article: Article) -> object:
    """What two levels have in common that measure the same of the same."""
    region = metric.region or article.region
    label = metric.label and metric.label.zh
    return metric.measure, metric.breakdown, metric.organization, region, metric.period, label


def _levels(article: Article) -> dict[object, Metric]:
    """The levels of the article that match their quotes, by their place; the first of several."""
    levels: dict[object, Metric] = {}
    for metric in article.metrics:
        if metric.aspect == "level" and _matches_quote(metric):
            levels.setdefault(_place(metric, article), metric)
    return levels


def _resolved(article: Article) -> Iterator[tuple[int, Relation, Metric, list[Metric]]]:
    """Relations whose metrics exist, are unambiguous and match their quotes: the relation's index,
    the relation, the metric on its left and those on its right."""
    named = Counter(metric.id for metric in article.metrics)
    metrics = {
        metric.id: metric
        for metric in article.metrics
        if named[metric.id] == 1 and _matches_quote(metric)
    }
    for i, relation in enumerate(article.relations):
        fewest, most = OPERANDS[relation.kind]
        operands = [metrics[operand] for operand in relation.of if operand in metrics]
        complete = relation.metric in metrics and len(operands) == len(relation.of)
        if complete and fewest <= len(operands) <= most and relation.metric not in relation.of:
            yield i, relation, metrics[relation.metric], operands


def _matches_quote(metric: Metric) -> bool:
    """Whether a stated metric has the value that its first quote reads as; a quote that is no
    figure matches any."""
    figure = read(metric.evidence[0].exact) if metric.basis == "stated" else None
    return figure is None or figure.value == exact_decimal(metric.value)


def _amount(metric: Metric) -> str:
    return f"{metric.id} ({metric.value:.15g})"


RULES = (
    wrong_operands,
    units_differ,
    aspects_differ,
    periods_differ,
    broken,
    holds_after_all,
    unexplained,
    part_exceeds_whole,
    rate_contradicted,
)
