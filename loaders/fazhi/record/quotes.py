"""The quotes of a record: where they stand in it, and in a text.

A quote that occurs once in a text is found there. Where it occurs more than once, the text before
it may have grown or shrunk since the record was made: the nearest quote that occurs once gives the
shift, and the occurrence closest to the shifted offset is taken.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import Article, Evidence

LONGEST_QUOTE: Final = 40
"""The most characters of the source that a record may repeat in a row."""
EVIDENCED: Final = ("initiatives", "honours", "metrics", "exclusions")
"""The lists of an article whose members have evidence."""


def quotes(article: Article) -> Iterator[tuple[JsonPath, Evidence]]:
    """Every piece of evidence in the article and its path."""
    for name in EVIDENCED:
        for i, part in enumerate(getattr(article, name)):
            for j, evidence in enumerate(part.evidence):
                yield (name, i, "evidence", j), evidence


def is_sound(evidence: Evidence) -> bool:
    """Whether the quote is short, on one line, and as long as its offsets say."""
    exact = evidence.exact
    agrees = evidence.end - evidence.start == len(exact)
    return agrees and len(exact) <= LONGEST_QUOTE and "\n" not in exact and "\r" not in exact


def in_place(evidence: Evidence, text: str) -> bool:
    """Whether the text has the quote at its offsets."""
    return text.startswith(evidence.exact, evidence.start)


def find_again(wanted: Iterable[tuple[JsonPath, Evidence]], text: str) -> dict[JsonPath, int]:
    """The offset, in code points, at which each quote starts in the text; quotes that the text
    does not have are left out."""
    first = {
        path: (evidence, at) for path, evidence in wanted if (at := text.find(evidence.exact)) >= 0
    }
    anchors = sorted(
        (evidence.start, at - evidence.start)
        for evidence, at in first.values()
        if text.find(evidence.exact, at + 1) < 0
    )
    return {
        path: _closest(evidence, text, evidence.start + _shift(evidence.start, anchors))
        for path, (evidence, _) in first.items()
    }


def _shift(start: int, anchors: list[tuple[int, int]]) -> int:
    """How far the anchor nearest to an offset has moved; 0 without anchors."""
    at = bisect_left(anchors, (start,))
    # Of several at one offset before this one, the first.
    before = bisect_left(anchors, (anchors[at - 1][0],)) if at else at
    near = [*anchors[before : before + 1], *anchors[at : at + 1]]
    return min(near, key=lambda anchor: abs(anchor[0] - start), default=(0, 0))[1]


def _closest(evidence: Evidence, text: str, place: int) -> int:
    """Where the text, which has the quote, has it closest to an offset."""
    after = text.find(evidence.exact, max(0, place))
    before = text.rfind(evidence.exact, 0, max(0, place + len(evidence.exact)))
    return min((at for at in (before, after) if at >= 0), key=lambda at: abs(at - place))
