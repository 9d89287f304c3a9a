"""What a figure is: a run of characters that states a quantity, and what it states."""

from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "count", "amount", "rate", "duration", "date", "ordinal", "identifier", "range", "other"
]
Bound: TypeAlias = Literal["exact", "above", "below", "approximately"]
Value: TypeAlias = Decimal | str


class Figure(NamedTuple):
    """One quantity of a text.

    ``start`` and ``end`` count code points, ``end`` exclusive: ``text[start:end] == exact``.
    ``value`` is a ``Decimal`` in base units (2.15亿元 is 215000000, 两成 is 20) and never carries
    trailing zeros; for the kinds date, identifier and other it is a ``str``: ``2017-11-02``,
    ``--04-23`` (no year), ``---25T08:00`` (a day and an hour), ``47`` (第47条), ``28`` (28岁),
    ``3:1``. ``upper`` is the top of a range, of the same type as ``value``, otherwise None.
    ``unit`` is the unit as the text writes it, without magnitude word: 元 of 2.15亿元.
    """

    start: int
    end: int
    exact: str
    kind: Kind
    value: Value
    upper: Value | None
    unit: str
    bound: Bound

    @property
    def is_date(self) -> bool:
        """Whether the figure is a date, a clock time, or a range of them."""
        return self.kind == "date" or (self.kind == "range" and isinstance(self.value, str))


class Span(NamedTuple):
    """What a rule yields for a figure: a ``Figure`` whose quote is not cut out yet.

    Offsets are the same in the text and in the text with folded widths (see ``folding``).
    """

    start: int
    end: int
    kind: Kind
    value: Value
    upper: Value | None = None
    unit: str = ""
    bound: Bound = "exact"


class Skip(NamedTuple):
    """What a rule yields for numerals that state no quantity: they end at ``end``."""

    end: int


# None: the rule does not apply; the next one is asked.
Result: TypeAlias = Span | Skip | None
