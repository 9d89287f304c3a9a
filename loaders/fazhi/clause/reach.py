"""Where sentences, paragraphs and brackets of a messy text end."""

import re
from bisect import bisect_right
from typing import Final

from fazhi.punctuation import (
    CLOSING_BRACKETS,
    CLOSING_QUOTES,
    COLONS,
    COMMAS,
    LINE_BREAKS,
    OPENING_BRACKETS,
    SENTENCE_ENDS,
)

# A line that is broken off in mid-sentence is joined to the next, unless it is a heading.
_LONGEST_HEADING: Final = 30
_ENDING: Final = SENTENCE_ENDS + COLONS + CLOSING_BRACKETS + CLOSING_QUOTES + "."
_LINE: Final = re.compile(f"[^{LINE_BREAKS}]++[{LINE_BREAKS}]++")
_SENTENCE: Final = re.compile(f"[{SENTENCE_ENDS}]")
_BRACKETED: Final = re.compile(
    rf"[{re.escape(OPENING_BRACKETS)}][^{re.escape(OPENING_BRACKETS + CLOSING_BRACKETS)}"
    rf"{LINE_BREAKS}]{{1,80}}+[{re.escape(CLOSING_BRACKETS)}]"
)


class Layout:
    """The ends of the units of a text with folded widths; offsets are those of the text."""

    def __init__(self, text: str) -> None:
        end = len(text) + 1
        self._paragraphs = [*_paragraph_ends(text), end]
        sentences = {match.end() for match in _SENTENCE.finditer(text)}
        self._sentences = sorted(sentences | set(self._paragraphs))
        self._brackets = [match.span() for match in _BRACKETED.finditer(text)]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that an offset stands in."""
        return bisect_right(self._paragraphs, offset)

    def paragraph_end(self, offset: int) -> int:
        return self._paragraphs[self.paragraph(offset)]

    def sentence_end(self, offset: int) -> int:
        return self._sentences[bisect_right(self._sentences, offset)]

    def bracket_end(self, offset: int) -> int | None:
        """The end of the brackets that an offset stands in, None outside of brackets."""
        at = bisect_right(self._brackets, (offset + 1,)) - 1
        if at >= 0 and offset < self._brackets[at][1]:
            return self._brackets[at][1]
        return None


def _paragraph_ends(text: str) -> list[int]:
    ends = []
    for match in _LINE.finditer(text):
        line = match[0].strip()
        heading = len(line) <= _LONGEST_HEADING and not any(mark in line for mark in COMMAS)
        if line and (line[-1] in _ENDING or heading):
            ends.append(match.end())
    return ends
