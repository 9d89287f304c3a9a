"""Of which figure a change is a change: 结案2542件,同比上升12.8%."""

import re
from collections.abc import Sequence
from typing import Final

from fazhi.clause.clauses import Clause
from fazhi.clause.comparison import Comparison
from fazhi.clause.model import Aspect
from fazhi.figure import Figure
from fazhi.punctuation import COMMAS, OPENING_BRACKETS, fold_width

_ADVERBS: Final = re.compile(r"\s?(?:均|也|又|且|并|分别|其中|平均|则|已|比|较)*+\s*+")


def relate_changes(
    folded: str,
    figures: Sequence[Figure],
    before: Clause | None,
    clause: Clause,
    aspects: list[Aspect],
    comparisons: Sequence[Comparison],
) -> None:
    """Say of which figure the changes of a clause are changes.

    They are changes of the levels of the clause before, one each, where nothing but a comparison
    and adverbs stands before the first of them; the first figure of the clause when it is a level
    that the change follows at once.
    """
    changes = [i for i in clause.figures if aspects[i].kind == "change"]
    counted = [i for i in clause.figures if not figures[i].is_date]
    if not changes:
        return
    first = changes[0]
    levels: list[int] = []
    start = clause.start
    if counted[0] == first and before and before.sentence == clause.sentence:
        if folded[before.end] in COMMAS + OPENING_BRACKETS:
            levels = [i for i in before.figures if not figures[i].is_date]
    elif counted[:1] and counted[1:2] == [first]:
        levels, start = counted[:1], figures[counted[0]].end
    said = folded[start : max(start, aspects[first].start)]
    for comparison in comparisons:
        if start <= comparison.start:
            said = said.replace(folded[comparison.start : comparison.end], "", 1)
    if len(levels) != len(changes) or not _ADVERBS.fullmatch(said):
        return
    for change, level in zip(changes, levels, strict=True):
        if aspects[level].kind == "level" and _is_measured_alike(figures[change], figures[level]):
            aspects[change] = aspects[change]._replace(of=level)


def _is_measured_alike(change: Figure, level: Figure) -> bool:
    """Whether a figure can be a change of another: 35件 of 1200件, points of a rate."""
    if change.kind != "rate":
        return fold_width(change.unit) == fold_width(level.unit)
    return level.kind in (("rate",) if "点" in change.unit else ("count", "amount", "duration"))
