"""Which figures of a text its record covers, and by what: a metric or an exclusion."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from fazhi.figure import NUMERALS, Figure, figures
from fazhi.record.json_pointer import to_pointer
from fazhi.record.model import Article, Evidence

By: TypeAlias = Literal["metric", "exclusion", "date", "nothing"]

_LISTS: tuple[tuple[str, By], ...] = (("metrics", "metric"), ("exclusions", "exclusion"))


@dataclass(frozen=True, slots=True)
class FigureCoverage:
    """A figure and what covers it. `pointer` is the JSON Pointer of the first metric or else the
    first exclusion that does, as `/metrics/3`; None where neither does."""

    figure: Figure
    by: By
    pointer: str | None


def find_coverage(article: Article, text: str) -> list[FigureCoverage]:
    """Every figure of the text, in order, with what covers it in the article.

    A quote of a metric goes before one of an exclusion, and both before `date`. Offsets are taken
    as the article has them, whether or not the text has the quotes there.
    """
    quotes = [
        (evidence, by, to_pointer((name, i)))
        for name, by in _LISTS
        for i, part in enumerate(getattr(article, name))
        for evidence in part.evidence
    ]
    # From the last to begin to the first: each figure looks only at the quotes that touch it.
    upcoming = sorted(enumerate(quotes), key=lambda item: -item[1][0].start)
    near: list[tuple[int, tuple[Evidence, By, str]]] = []
    found = []
    for figure in figures(text):
        while upcoming and upcoming[-1][1][0].start < figure.end:
            near.append(upcoming.pop())
        near = [item for item in near if item[1][0].end > figure.start]
        covering = [(order, by, at) for order, (quote, by, at) in near if covers(quote, figure)]
        otherwise: By = "date" if figure.is_date else "nothing"
        found.append(FigureCoverage(figure, *min(covering, default=(0, otherwise, None))[1:]))
    return found


def covers(evidence: Evidence, figure: Figure) -> bool:
    """Whether a quote contains the figure, or at least every numeral of it: 300件 covers 约300件,
    2019.8 does not cover 2019.8万元."""
    if evidence.end <= figure.start or figure.end <= evidence.start:
        return False
    if evidence.start <= figure.start and figure.end <= evidence.end:
        return True
    offsets = [at for at, mark in enumerate(figure.exact, figure.start) if mark in NUMERALS]
    return bool(offsets) and evidence.start <= offsets[0] and offsets[-1] < evidence.end
