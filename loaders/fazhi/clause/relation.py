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
    with its own level (较去年的1200件) and adverbs stands before the first of them; or of the level
    in the clause that the change follows at once.
    """
    changes = [index for index in clause.figures if aspects[index].kind == "change"]
    counted = [index for index in clause.figures if not figures[index].is_date]
    if not changes or not all(aspects[index].is_certain for index in changes):
        return
    leading = counted[: counted.index(changes[0])]
    start = figures[leading[-1]].end if leading else clause.start
    then = [c for c in comparisons if leading and c.end == figures[leading[0]].start - 1]
    if then and folded[then[-1].end] == "的":
        leading = leading[1:]
    follows = before and before.sentence == clause.sentence and not leading
    if before and follows and folded[before.end] in COMMAS + OPENING_BRACKETS:
        leading = [index for index in before.figures if not figures[index].is_date]
    said = folded[start : max(start, aspects[changes[0]].start)]
    for comparison in comparisons:
        if start <= comparison.start:
            said = said.replace(folded[comparison.start : comparison.end], "", 1)
    if len(leading) != len(changes) or not _ADVERBS.fullmatch(said):
        return
    for change, level in zip(changes, leading, strict=True):
        is_level = aspects[level].kind == "level" and not _is_of_year(folded, figures, level)
        if is_level and _is_measured_alike(figures[change], figures[level]):
            aspects[change] = aspects[change]._replace(of=level)


def _is_of_year(folded: str, figures: Sequence[Figure], level: int) -> bool:
    """Whether a figure is what there was in a year, for comparison: 2023年为2800件."""
    date = figures[level - 1] if level else None
    if date is None or not date.is_date:
        return False
    return folded[date.end : figures[level].start].strip() in ("", "为", "是", "的", "仅", "仅为")


def _is_measured_alike(change: Figure, level: Figure) -> bool:
    """Whether a figure can be a change of another: 35件 of 1200件, points of a rate."""
    if change.kind != "rate":
        return fold_width(change.unit) == fold_width(level.unit)
    return level.kind in (("rate",) if "点" in change.unit else ("count", "amount", "duration"))
