"""Read one quote that is a whole figure."""

from __future__ import annotations

from typing import Final

from fazhi.figure.grammar import figures
from fazhi.figure.lexicon import rows
from fazhi.figure.model import Figure

_SURROUNDINGS: Final = [tuple(part.strip("-") for part in row) for row in rows("surroundings.tsv")]


def read(exact: str, before: str = "", after: str = "") -> Figure | None:
    """Return the figure that ``exact`` states from its first to its last character, or None.

    The grammar finds the same figure in a text wherever the words around it do not change the
    reading. Where they do (7日 alone is a date, in 判决生效后7日内 a length of time), pass them as
    ``before`` and ``after``; a few characters are enough. Offsets count from the start of
    ``exact``. Raises nothing, whatever the text.
    """
    for left, right in ((before, after), *_SURROUNDINGS):
        start = len(left)
        for figure in figures(left + exact + right):
            if figure.start == start and figure.exact == exact:
                return figure._replace(start=0, end=len(exact))
    return None
