"""One width for all that is written in two: the grammar reads folded text only.

Folding turns full-width digits, letters and marks into their ASCII twins, ideographic and no-break
spaces into U+0020, one character for one, so that offsets stay valid. The full-width comma,
semicolon, question and exclamation mark stay, since they end clauses, where ASCII ones may group
digits; so does the full-width tilde, which joins ranges.
"""

import re
from collections.abc import Iterable
from typing import Final

from fazhi.figure.model import Figure, Span
from fazhi.punctuation import COLONS, MIDDLE_DOTS, fold_width

_KEPT: Final = "\uff0c\uff1b\uff01\uff1f\uff5e"  # ， ； ！ ？ ～
_FOLDED: Final = {
    **{chr(c): fold_width(chr(c)) for c in range(0xFF01, 0xFF5F) if chr(c) not in _KEPT},
    **dict.fromkeys("\u00a0\u3000", " "),
    **dict.fromkeys(COLONS[1:], ":"),
    **dict.fromkeys(MIDDLE_DOTS[1:], MIDDLE_DOTS[0]),
    "\uffe5": "\u00a5",  # ￥ ¥
    "\u2212": "-",  # −
}
_WIDE = re.compile("[" + "".join(map(re.escape, _FOLDED)) + "]")


def fold(text: str) -> str:
    """Return the text with folded widths, equally long; the text itself where nothing folds."""
    return _WIDE.sub(lambda found: _FOLDED[found[0]], text)


def unfold(spans: Iterable[Span], folded: str, text: str) -> list[Figure]:
    """Return the figures of spans of a folded text, in the characters of the text itself."""
    figures = []
    for start, end, kind, value, upper, unit, bound in spans:
        exact = text[start:end]
        if exact != folded[start:end]:
            at = folded.rfind(unit, start, end)
            unit = text[at : at + len(unit)] if at >= 0 else unit
            if kind == "identifier" and value == folded[start:end] and unit == "号":
                # A case number keeps its brackets.
                value = exact
        figures.append(Figure(start, end, exact, kind, value, upper, unit, bound))
    return figures
