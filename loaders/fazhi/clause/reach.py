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
_INSIDE: Final = COMMAS + SENTENCE_ENDS
_ENDING: Final = SENTENCE_ENDS + COLONS + CLOSING_BRACKETS + CLOSING_QUOTES + "."
_LINE: Final = re.compile(f"[^{LINE_BREAKS}]++(?:[{LINE_BREAKS}]++|$)")
_SENTENCE: Final = re.compile(f"[{SENTENCE_ENDS}]")
_BRACKETED: Final = re.compile(
    rf"[{re.escape(OPENING_BRACKETS)}][^{re.escape(OPENING_BRACKETS + CLOSING_BRACKETS)}"
    rf"{LINE_BREAKS}]{{1,80}}+[{re.escape(CLOSING_BRACKETS)}]"
)


class Layout:
    """The ends of the units of a text with folded widths; offsets are those of the text."""

    def __init__(self, text: str) -> None:
        end = len(text) + 1
        lines = _paragraph_ends(text)
        self._paragraphs = [*lines, end]
        self._headings = [*lines.values(), False]
        sentences = {match.end() for match in _SENTENCE.finditer(text)}
        self._sentences = sorted(sentences | set(self._paragraphs))
        self._brackets = [match.span() for match in _BRACKETED.finditer(text)]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that an offset stands in."""
        return bisect_right(self._paragraphs, offset)

    def paragraph_end(self, offset: int) -> int:
        """The end of the paragraph; for a heading that of the paragraph below it."""
        number = self.paragraph(offset)
        below = number + 1 < len(self._paragraphs) and self._headings[number]
        return self._paragraphs[number + below]

    def sentence_end(self, offset: int) -> int:
        """The end of the sentence; a paragraph ends it, too."""
        return self._sentences[bisect_right(self._sentences, offset)]

    def bracket_end(self, offset: int) -> int | None:
        """The end of the brackets that an offset stands in, None outside of brackets."""
        at = bisect_right(self._brackets, (offset + 1,)) - 1
        if at >= 0 and offset < self._brackets[at][1]:
            return self._brackets[at][1]
        return None


def _paragraph_ends(text: str) -> dict[int, bool]:
    """The ends of the paragraphs before the last, and whether each is a heading."""
    ends = {}
    for match in _LINE.finditer(text):
        line = match[0].strip()
        is_row = "\t" in line
        is_short = len(line) <= _LONGEST_HEADING and not any(mark in line for mark in _INSIDE)
        heading = is_short and not is_row
        if line and (line[-1] in _ENDING or is_short or is_row):
            ends[match.end()] = heading
    return ends
