"""The quotes of a record: where they stand in it, and in a text.

A quote that occurs once in a text is found there. Where it occurs more than once, the text before
it may have grown or shrunk since the record was made: the nearest quote that occurs once gives the
shift, and the occurrence closest to the shifted offset is taken.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fazhi.record.article import Article, Evidence
from fazhi.record.json_pointer import JsonPath

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
    found = {
        path: (evidence, [m.start() for m in re.finditer(f"(?={re.escape(evidence.exact)})", text)])
        for path, evidence in wanted
    }
    anchors = sorted(
        (evidence.start, starts[0] - evidence.start)
        for evidence, starts in found.values()
        if len(starts) == 1
    )
    return {
        path: _closest(starts, evidence.start, anchors)
        for path, (evidence, starts) in found.items()
        if starts
    }


def _closest(starts: list[int], start: int, anchors: list[tuple[int, int]]) -> int:
    _, shift = min(anchors, key=lambda anchor: abs(anchor[0] - start), default=(0, 0))
    return min(starts, key=lambda at: abs(at - start - shift))
