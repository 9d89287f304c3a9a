"""Whether figures agree, given their bounds and the rounding of their source."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.figure import read
from fazhi.record.arithmetic import exact_decimal, holds
from fazhi.record.model import Article, Evidence, Metric, Relation
from tests.common import SAMPLE

METRIC = Article.model_validate_json((SAMPLE / "lakeside-court.json").read_bytes()).metrics[0]


def metric(exact: str, unit: str) -> Metric:
    """A metric that states what the figure reader reads."""
    figure = read(exact)
    assert figure is not None
    assert isinstance(figure.value, Decimal)
    return METRIC.model_copy(
        update={
            "value": float(figure.value),
            "upper": None if figure.upper is None else float(figure.upper),
            "bound": figure.bound,
            "unit": unit,
            "evidence": (Evidence(exact=exact, start=0, end=len(exact)),),
        }
    )


@pytest.mark.parametrize(
    ("kind", "left", "right", "expected"),
    [
        ("sum", "30件", ["10件", "20件"], True),
        ("sum", "31件", ["10件", "20件"], False),
        ("sum", "31件", ["10余件", "20件"], True),
        ("sum", "29件", ["10余件", "20件"], False),
        ("sum", "近30件", ["10件", "15件"], True),
        ("sum", "2.2万件", ["12000件", "10400件"], True),
        ("sum", "2.2万件", ["12000件", "10600件"], False),
        ("subset", "16件", ["64件"], True),
        ("subset", "61件", ["16件"], False),
        ("subset", "61件", ["16余件"], True),
        ("equal", "约100件", ["109件"], True),
        ("equal", "约100件", ["111件"], False),
        ("equal", "3至5件", ["4件"], True),
        ("ratio", "50%", ["1件", "2件"], True),
        ("ratio", "51%", ["1件", "2件"], False),
        ("ratio", "33.3%", ["1件", "3件"], True),
        ("ratio", "３３．３％", ["１件", "３件"], True),
        ("ratio", "33.4%", ["1件", "3件"], False),
        ("ratio", "51%", ["1件", "0件"], True),
    ],
)
def test_holds(kind: str, left: str, right: list[str], expected: bool) -> None:
    of = [f"m{i}" for i in range(len(right))]
    relation = Relation.model_validate(
        {"kind": kind, "metric": "m", "of": tuple(of), "holds": True}, strict=False
    )
    unit = "percent" if left.endswith(("%", "％")) else "case"
    operands = [metric(exact, "case") for exact in right]
    assert holds(relation, metric(left, unit), operands) is expected


@given(st.decimals(-(10**15), 10**15, allow_nan=False, places=2))
def test_a_number_of_fifteen_digits_is_exact(number: Decimal) -> None:
    digits = len(number.as_tuple().digits)
    assert exact_decimal(float(number)) == number or digits > 15
