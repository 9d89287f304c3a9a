"""Tables in a text: lines with as many cells as the line above them."""

import re
from typing import Final

from fazhi.punctuation import CLOSING_BRACKETS, LINE_BREAKS, OPENING_BRACKETS

# Cells are apart by a tab, a vertical bar, or two or more spaces of either width.
_BETWEEN_CELLS: Final = re.compile(r"\s*[\t|\uff5c]\s*|[ \u3000]{2,}")
_UNIT: Final = re.compile(
    f"[{re.escape(OPENING_BRACKETS)}]([^{re.escape(CLOSING_BRACKETS)}]*)"
    f"[{re.escape(CLOSING_BRACKETS)}]\\s*$"
)


def column_header(text: str, offset: int) -> str:
    """The first cell of the column that an offset stands in; empty outside of a table."""
    start = max(text.rfind(mark, 0, offset) for mark in LINE_BREAKS) + 1
    line = text[start:].splitlines()[0]
    column = len(_BETWEEN_CELLS.findall(text, start, offset))
    width = len(_BETWEEN_CELLS.split(line))
    if width < 2:
        return ""
    header = ""
    for above in reversed(text[:start].splitlines()):
        cells = _BETWEEN_CELLS.split(above)
        if len(cells) != width:
            break
        header = cells[column]
    return header


def unit_of_header(header: str) -> str:
    """The unit in brackets at the end of a header, 件 of 受理(件); empty when it has none."""
    match = _UNIT.search(header)
    return match[1] if match else ""
