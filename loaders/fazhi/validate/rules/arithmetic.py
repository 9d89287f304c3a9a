"""Arithmetic: the figures of one article agree with each other.

Figures are compared as intervals of exact decimals: 30余 is 30 or more, 近30 at most 30, 约30
within a tenth of it. A figure that its source rounded (2.15亿, 99.8%) reaches half a unit of its
last digit to either side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from fazhi.record.article import Article, Metric, Relation
from fazhi.validate.problem import Finding
from fazhi.validate.rule import Context, rule
from fazhi.validate.rules.figure import value_differs

Interval = tuple[Decimal, Decimal]

_INFINITE = Decimal("Infinity")
_APPROXIMATELY = Decimal("0.1")
_WRITTEN = re.compile(r"[0-9]+(?:\.([0-9]+))?(万亿|亿|万|千)?")
_POWERS = {"": 0, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_OPERANDS = {"sum": (2, 100), "subset": (1, 1), "ratio": (2, 2), "equal": (1, 1)}
_READ_AS = {
    "sum": "the sum of two or more metrics",
    "subset": "a subset of one metric",
    "ratio": "the ratio of two metrics, numerator first",
    "equal": "equal to one metric",
}


@rule("range-reversed", "article")
def range_reversed(article: Article, context: Context) -> Iterator[Finding]:
    """A range ends above where it starts.

    Good: "value": 3, "upper": 5
    Bad: "value": 5, "upper": 3
    """
    for i, metric in enumerate(article.metrics):
        if metric.upper is not None and metric.upper <= metric.value:
            yield Finding(
                ("metrics", i, "upper"),
                f"the upper end {metric.upper:g} is not above the value {metric.value:g}",
                "exchange the two, or leave `upper` out if there is no range",
            )


@rule("relation-operands", "article")
def relation_operands(article: Article, context: Context) -> Iterator[Finding]:
    """A relation has as many metrics on its right as its kind needs, and not its own.

    Good: "kind": "ratio", "metric": "rate", "of": ["sold", "listed"]
    Bad: "kind": "ratio", "metric": "rate", "of": ["sold"]
    """
    for i, relation in enumerate(article.relations):
        least, most = _OPERANDS[relation.kind]
        if not least <= len(relation.of) <= most:
            yield Finding(
                ("relations", i, "of"),
                f"a relation of kind {relation.kind} reads: {_READ_AS[relation.kind]}; "
                f"here are {len(relation.of)}",
                "name as many metrics as the kind needs",
            )
        elif relation.metric in relation.of:
            yield Finding(
                ("relations", i, "of"),
                f"the metric {relation.metric!r} stands on both sides",
                "name the other metrics only",
            )


@rule("relation-units-differ", "article")
def relation_units_differ(article: Article, context: Context) -> Iterator[Finding]:
    """What is added up or compared has one unit.

    Good: a sum of cases is given in cases
    Bad: a sum of cases is given in persons
    """
    for i, relation, metric, operands in _resolved(article):
        units = sorted({one.unit for one in (metric, *operands)})
        if relation.kind != "ratio" and len(units) > 1:
            yield Finding(
                ("relations", i, "of"),
                f"the metrics of this relation have different units: {', '.join(units)}",
                "relate only figures of one unit",
            )


@rule("relation-broken", "article")
def relation_broken(article: Article, context: Context) -> Iterator[Finding]:
    """A relation that is said to hold does hold.

    When the figures do not agree, one of them is recorded wrongly, or the source is wrong
    itself; then it is kept with `"holds": false` and a note.

    Good: 16 sold of 64 listed, recorded as a subset
    Bad: 61 sold of 16 listed, recorded as a subset
    """
    for i, relation, metric, operands in _resolved(article):
        if relation.holds and not holds(relation, metric, operands):
            yield Finding(
                ("relations", i),
                _sentence(relation, metric, operands),
                'read the figures again; if the source says so, write "holds": false and a note',
            )


@rule("relation-holds-after-all", "article")
def relation_holds_after_all(article: Article, context: Context) -> Iterator[Finding]:
    """A relation that is said not to hold does not hold.

    An exception that is no longer needed hides the next mistake.

    Good: "holds": false where the source's total differs from its parts
    Bad: "holds": false where the total is right
    """
    for i, relation, metric, operands in _resolved(article):
        if not relation.holds and holds(relation, metric, operands):
            yield Finding(
                ("relations", i, "holds"),
                "the relation is said not to hold, but it does",
                'write "holds": true and delete the note',
            )


@rule("relation-unexplained", "article")
def relation_unexplained(article: Article, context: Context) -> Iterator[Finding]:
    """A relation that does not hold has a note.

    Good: "holds": false, "note": "the report's total is one less than its parts"
    Bad: "holds": false
    """
    for i, relation in enumerate(article.relations):
        if not relation.holds and not relation.note:
            yield Finding(
                ("relations", i),
                "the relation does not hold, and nothing says why",
                "add a note that says what the source has",
            )


def _resolved(
    article: Article,
) -> Iterator[tuple[int, Relation, Metric, list[Metric]]]:
    """The relations whose metrics are all there and each what its quote says; two metrics of one
    id are none that can be meant."""
    named = Counter(metric.id for metric in article.metrics)
    metrics = {
        metric.id: metric
        for metric in article.metrics
        if named[metric.id] == 1 and not value_differs(metric)
    }
    for i, relation in enumerate(article.relations):
        least, most = _OPERANDS[relation.kind]
        operands = [metrics[one] for one in relation.of if one in metrics]
        complete = relation.metric in metrics and len(operands) == len(relation.of)
        if complete and least <= len(operands) <= most and relation.metric not in relation.of:
            yield i, relation, metrics[relation.metric], operands


def holds(relation: Relation, metric: Metric, operands: list[Metric]) -> bool:
    """Whether the figures can satisfy the relation, given their bounds and their rounding."""
    left, right = _interval(metric), [_interval(one) for one in operands]
    if relation.kind == "subset":
        return left[0] <= right[0][1]
    if relation.kind == "sum":
        return _meet(left, _total(right))
    if relation.kind == "ratio":
        return _meet(left, _quotient(right[0], right[1], metric.unit))
    return _meet(left, right[0])


def _total(parts: list[Interval]) -> Interval:
    return (
        sum((low for low, _ in parts), Decimal(0)),
        sum((high for _, high in parts), Decimal(0)),
    )


def _interval(metric: Metric) -> Interval:
    low = Decimal(repr(metric.value))
    high = low if metric.upper is None else Decimal(repr(metric.upper))
    slack = _rounding(metric)
    if metric.bound == "approximately":
        slack = max(slack, abs(high) * _APPROXIMATELY)
    low, high = low - slack, high + slack
    if metric.bound == "above":
        return low, _INFINITE
    if metric.bound == "below":
        return min(Decimal(0), low), high
    return low, high


def _rounding(metric: Metric) -> Decimal:
    """Half a unit of the last digit that the source wrote, where it wrote a rounded figure."""
    written = _WRITTEN.search(metric.evidence[0].exact) if metric.basis == "stated" else None
    if written is None:
        return Decimal(0)
    decimals, power = written.group(1) or "", _POWERS[written.group(2) or ""]
    if not power and not decimals and metric.unit != "percent":
        return Decimal(0)
    return Decimal(5).scaleb(power - len(decimals) - 1)


def _quotient(numerator: Interval, denominator: Interval, unit: str) -> Interval:
    scale = {"percent": 100, "per-mille": 1000}.get(unit, 1)
    if denominator[0] <= 0 or numerator[0] < 0:
        return -_INFINITE, _INFINITE  # a quotient of what may be nothing or negative says nothing
    low = Decimal(0) if denominator[1] == _INFINITE else numerator[0] * scale / denominator[1]
    high = _INFINITE if numerator[1] == _INFINITE else numerator[1] * scale / denominator[0]
    return low, high


def _meet(left: Interval, right: Interval) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]


def _sentence(relation: Relation, metric: Metric, operands: list[Metric]) -> str:
    right = ", ".join(f"{one.id} ({one.value:.15g})" for one in operands)
    word = {
        "sum": "the sum of",
        "subset": "a part of",
        "ratio": "the ratio of",
        "equal": "equal to",
    }
    return f"{metric.id} ({metric.value:.15g}) is not {word[relation.kind]} {right}"
