"""Tables in a text: lines with as many cells as the line above them.

A line of which only one cell has text is a paragraph, whose indent is no cell.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from fazhi.punctuation import CLOSING_BRACKETS, LINE_BREAKS, OPENING_BRACKETS

# Cells are apart by a tab, a vertical bar, or two or more spaces of either width.
_BETWEEN_CELLS: Final = re.compile(r"[ \u3000]*+[\t|\uff5c][ \t\u3000]*+|[ \u3000]{2,}+")
_UNIT: Final = re.compile(
    f"[{re.escape(OPENING_BRACKETS)}]([^{re.escape(CLOSING_BRACKETS)}]*+)"
    f"[{re.escape(CLOSING_BRACKETS)}]\\s*+$"
)


class Header(NamedTuple):
    """The first cell of a column, and where it starts in the text."""

    start: int
    exact: str

    @property
    def unit(self) -> str:
        """The unit in brackets at its end, 件 of 受理(件); empty when it has none."""
        match = _UNIT.search(self.exact)
        return match[1] if match else ""


def column_header(text: str, offset: int) -> Header | None:
    """The header of the column that an offset stands in; None outside of a table."""
    start = max(text.rfind(mark, 0, offset) for mark in LINE_BREAKS) + 1
    column = len(_BETWEEN_CELLS.findall(text, start, offset))
    row = _cells(text, start)
    if not _is_row(row):
        return None
    header = None
    while start:
        start = max(text.rfind(mark, 0, start - 1) for mark in LINE_BREAKS) + 1
        cells = _cells(text, start)
        if len(cells) != len(row) or not _is_row(cells):
            break
        header = cells[column]
    return header


def _is_row(cells: Sequence[Header]) -> bool:
    """Whether a line is one of a table."""
    return sum(bool(cell.exact.strip()) for cell in cells) > 1


def _cells(text: str, start: int) -> list[Header]:
    """The cells of the line that starts at an offset."""
    line = text[start:].splitlines()[0] if start < len(text) else ""
    cells, begin = [], 0
    for match in (*_BETWEEN_CELLS.finditer(line), None):
        end = match.start() if match else len(line)
        cells.append(Header(start + begin, line[begin:end]))
        begin = match.end() if match else end
    return cells
