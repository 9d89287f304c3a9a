"""The marked spans of a text, and the parts of the record that each belongs to."""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from fazhi.figure import Figure
from fazhi.record.model import Article
from fazhi.record.quotes import quotes
from fazhi.validate.coverage import By, FigureCoverage, covers

MarkKind: TypeAlias = By | Literal["name"]

_KINDS: dict[str, MarkKind] = {"metrics": "metric", "exclusions": "exclusion"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text; offsets count code points. `quotes` are the ids in the page of the
    evidence that it shows: `metrics-3-evidence-0` for `/metrics/3/evidence/0`. `figure` is what
    the figure reader found there."""

    start: int
    end: int
    kind: MarkKind
    quotes: tuple[str, ...]
    figure: Figure | None = None


class Run(NamedTuple):
    """Adjacent characters of one line that show the same mark, given by its index, or none.
    `is_first` tells the first run of a mark from those after a line break or another mark."""

    text: str
    mark: int | None
    is_first: bool


def find_marks(article: Article, text: str, coverage: list[FigureCoverage]) -> list[Mark]:
    """The marks of a text, in its order: one for each figure, widened to the quotes that state
    only this figure, and one for each other quote."""
    evidence = [
        ("-".join(map(str, path)), _KINDS.get(str(path[0]), "name"), quote)
        for path, quote in quotes(article)
    ]
    stated = {
        id: [item.figure for item in coverage if covers(quote, item.figure)]
        for id, kind, quote in evidence
        if kind != "name"
    }
    marks = []
    for figure, by in ((item.figure, item.by) for item in coverage):
        own = [(id, quote) for id, _, quote in evidence if figure in stated.get(id, ())]
        alone = [quote for id, quote in own if len(stated[id]) == 1]
        start = min([figure.start, *(quote.start for quote in alone)])
        end = min(max([figure.end, *(quote.end for quote in alone)]), len(text))
        marks.append(Mark(start, end, by, tuple(id for id, _ in own), figure))
    for id, kind, quote in evidence:
        end = min(quote.end, len(text))
        if quote.start < end and len(stated.get(id, ())) != 1:
            marks.append(Mark(quote.start, end, kind, (id,)))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def find_owners(text: str, marks: list[Mark]) -> list[int | None]:
    """For each character of the text the index of the mark it shows, or None. Of overlapping
    marks the shorter is shown, and a name only where there is no other."""
    owners: list[int | None] = [None] * len(text)
    back_to_front = sorted(
        enumerate(marks), key=lambda item: (item[1].kind != "name", item[1].start - item[1].end)
    )
    for i, mark in back_to_front:
        owners[mark.start : mark.end] = [i] * (mark.end - mark.start)
    return owners


def find_runs(text: str, owners: list[int | None]) -> list[list[Run]]:
    """The lines of the text, each as its runs."""
    lines: list[list[Run]] = [[]]
    seen: set[int | None] = {None}
    for (is_break, mark), group in groupby(
        zip(text, owners, strict=True), key=lambda item: (item[0] == "\n", item[1])
    ):
        run = "".join(char for char, _ in group)
        if is_break:
            lines += ([] for _ in run)
        else:
            lines[-1].append(Run(run, mark, mark not in seen))
            seen.add(mark)
    return lines
