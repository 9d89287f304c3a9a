"""What is read of the period of a figure."""

from typing import Literal, NamedTuple, TypeAlias

Basis: TypeAlias = Literal["stated", "inferred"]


class Governing(NamedTuple):
    """The period of a figure, None where the text leaves it open.

    ``period`` and ``as_of`` are written as ``record/period.py`` reads them. ``as_of`` is the end
    of a running total or the day of a stock. ``basis`` is ``inferred`` where the year is not among
    the words themselves; ``reason`` names the words and what their year was read from. ``start``
    and ``end`` are the offsets of the words, -1 if there are none.
    """

    period: str | None
    as_of: str | None
    basis: Basis
    reason: str
    start: int
    end: int
