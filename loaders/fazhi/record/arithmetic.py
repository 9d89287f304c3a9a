"""Exact decimals, and whether the figures of a relation agree.

Figures are compared as intervals of exact decimals: 30余 is 30 or more, 近30 at most 30, 约30
within a tenth of it. A figure that its source rounded (2.15亿, 99.8%) extends half a unit of its
last digit to either side.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from fazhi.punctuation import fold_width
from fazhi.record.model import Metric, Relation

Interval: TypeAlias = tuple[Decimal, Decimal]

OPERANDS: Final = {"sum": (2, 100), "subset": (1, 1), "ratio": (2, 2), "equal": (1, 1)}
"""How many metrics each kind of relation has on its right: the fewest and the most."""
_INFINITE = Decimal("Infinity")
_APPROXIMATELY = Decimal("0.1")
_WRITTEN = re.compile(r"[0-9]+(?:\.([0-9]+))?(万亿|亿|万|千)?")
_POWERS = {"": 0, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_SCALES = {"percent": 100, "per-mille": 1000}


def holds(relation: Relation, metric: Metric, operands: Sequence[Metric]) -> bool:
    """Whether the figures can satisfy the relation, given their bounds and their rounding.

    `metric` is the one on the left; `operands` are as many as OPERANDS asks for.
    """
    left, right = _interval(metric), [_interval(operand) for operand in operands]
    match relation.kind:
        case "subset":
            return left[0] <= right[0][1]
        case "sum":
            lows, highs = zip(*right, strict=True)
            return _overlap(left, (sum(lows, Decimal()), sum(highs, Decimal())))
        case "ratio":
            return _overlap(left, _quotient(right[0], right[1], _SCALES.get(metric.unit, 1)))
        case "equal":
            return _overlap(left, right[0])


def exact_decimal(value: float) -> Decimal:
    """The number as it was written in the record: the shortest decimal that is this double, exact
    for numbers of at most 15 significant digits, which is what the check allows."""
    return Decimal(repr(value))


def _interval(metric: Metric) -> Interval:
    low = exact_decimal(metric.value)
    high = low if metric.upper is None else exact_decimal(metric.upper)
    slack = _rounding(metric)
    if metric.bound == "approximately":
        slack = max(slack, abs(high) * _APPROXIMATELY)
    low, high = low - slack, high + slack
    if metric.bound == "above":
        return low, _INFINITE
    if metric.bound == "below":
        return min(Decimal(), low), high
    return low, high


def _rounding(metric: Metric) -> Decimal:
    """Half a unit of the last digit that the source wrote, where it wrote a rounded figure."""
    quotes = [quote.exact for quote in metric.evidence if quote.role in (None, "cell")]
    written = (
        _WRITTEN.search(fold_width(quotes[0])) if quotes and metric.basis == "stated" else None
    )
    if written is None:
        return Decimal()
    decimals, power = written.group(1) or "", _POWERS[written.group(2) or ""]
    if not power and not decimals and metric.unit != "percent":
        return Decimal()
    return Decimal(5).scaleb(power - len(decimals) - 1)


def _quotient(numerator: Interval, denominator: Interval, scale: int) -> Interval:
    if denominator[0] <= 0 or numerator[0] < 0:
        return -_INFINITE, _INFINITE  # the denominator may be zero, or a sign unknown
    low = Decimal() if denominator[1] == _INFINITE else numerator[0] * scale / denominator[1]
    high = _INFINITE if numerator[1] == _INFINITE else numerator[1] * scale / denominator[0]
    return low, high


def _overlap(left: Interval, right: Interval) -> bool:
    return left[0] <= right[1] and right[0] <= left[1]
