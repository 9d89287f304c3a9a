"""The numbers of a record as exact decimals."""

from __future__ import annotations

from decimal import Decimal


def exact_decimal(value: float) -> Decimal:
    """The number as it was written in the record: the shortest decimal that is this double.

    Exact for numbers of at most 15 significant digits, which is what the check allows.
    """
    return Decimal(repr(value))
