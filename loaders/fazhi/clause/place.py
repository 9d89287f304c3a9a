"""The place of a figure in its clause: the words before it, back to the figure before it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from fazhi.clause.clauses import Clause
from fazhi.clause.comparison import Comparison
from fazhi.clause.words import Word
from fazhi.figure import Figure
from fazhi.punctuation import ENUMERATION

NEAR: Final = 40
"""Characters before and after a figure that are looked at."""
COMPARISONS: Final = 8
"""Comparisons before a figure that are looked at."""
JOINED: Final = re.compile(rf"\s?(?:[{ENUMERATION}和及与]|以及)?\s?")


class Place(NamedTuple):
    """A figure and what stands around it.

    `left` is where the figure before it ends, or the clause starts; `words` are those between
    `left` and the figure, `comparisons` the last of the clause that end before the figure;
    `following` is the next word; `is_alone` says that no figure of the clause stands before it.
    """

    text: str
    figure: Figure
    clause: Clause
    left: int
    is_alone: bool
    words: Sequence[Word]
    comparisons: Sequence[Comparison]
    following: Word | None

    def gap(self, start: int) -> str:
        """The text from an offset to the figure; its end only, where it is long."""
        return self.text[max(start, self.figure.start - NEAR) : self.figure.start]

    @property
    def after(self) -> str:
        """The text after the figure in its clause."""
        return self.text[self.figure.end : min(self.clause.end, self.figure.end + NEAR)]

    @property
    def is_joined(self) -> bool:
        """Whether nothing but 、 or 和 parts it from the figure before it."""
        return not self.is_alone and bool(JOINED.fullmatch(self.gap(self.left)))

    @property
    def comparison(self) -> Comparison | None:
        """The last comparison before the figure in its clause. One before another figure counts
        only where the figures are members of a list, or where it goes on with 的 and that figure
        (较去年的1200件增加35件)."""
        if not self.comparisons:
            return None
        last = self.comparisons[-1]
        if self.text[last.end : last.end + 1] == "的":
            return last
        in_list = self.text[self.left : self.left + 1] in tuple(ENUMERATION + "和及与而")
        return last if last.start >= self.left or in_list else None
