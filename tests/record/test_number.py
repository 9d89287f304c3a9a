"""Numbers of a record as exact decimals."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fazhi.record.arithmetic import exact_decimal


@given(st.decimals(-(10**15), 10**15, allow_nan=False, places=2))
def test_a_number_of_fifteen_digits_is_exact(number: Decimal) -> None:
    digits = len(number.as_tuple().digits)
    assert exact_decimal(float(number)) == number or digits > 15
