"""Finding quotes again in a text that was corrected after the record was made.

A quote that stands once in the text is there. Where it stands more than once, the quotes around
it tell how far the text has moved: the nearest one that stands once, in the order of the record's
own offsets, gives the shift, and the occurrence closest to it is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from fazhi.record.article import Evidence
from fazhi.validate.problem import Path


def reanchor(quotes: Iterable[tuple[Path, Evidence]], text: str) -> dict[Path, int]:
    """The offset, in code points, at which each quote now starts; quotes that the text no longer
    has are left out."""
    places = {path: (evidence, occurrences(text, evidence.exact)) for path, evidence in quotes}
    anchors = sorted(
        (evidence.start, found[0] - evidence.start)
        for evidence, found in places.values()
        if len(found) == 1
    )
    return {
        path: _closest(found, evidence.start, anchors)
        for path, (evidence, found) in places.items()
        if found
    }


def occurrences(text: str, quote: str) -> list[int]:
    """Every offset at which the quote starts in the text."""
    found = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _closest(found: list[int], start: int, anchors: list[tuple[int, int]]) -> int:
    nearest = min(anchors, key=lambda anchor: abs(anchor[0] - start), default=(0, 0))
    return min(found, key=lambda place: abs(place - start - nearest[1]))
