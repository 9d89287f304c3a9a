"""The marked spans of a text, and the parts of the record that each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from fazhi.figure import Figure
from fazhi.record.article import Article
from fazhi.record.json_pointer import to_pointer
from fazhi.record.quotes import quotes
from fazhi.validate.coverage import By, FigureCoverage, covers

MarkKind: TypeAlias = By | Literal["name"]

_KINDS: dict[str, MarkKind] = {
    "metrics": "metric",
    "exclusions": "exclusion",
    "initiatives": "name",
    "honours": "name",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text; offsets count code points. `quotes` are the JSON Pointers of the
    evidence that it shows, `figure` is what the figure reader found there."""

    start: int
    end: int
    kind: MarkKind
    quotes: tuple[str, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent characters of one line that show the same mark, given by its index, or none.
    `is_first` tells the first run of a mark from those after a line break or another mark."""

    text: str
    mark: int | None
    is_first: bool


def find_marks(article: Article, text: str, coverage: list[FigureCoverage]) -> list[Mark]:
    """The marks of a text, in its order: one for each figure, widened to the quotes that state
    only this figure, and one for each other quote."""
    evidence = [(to_pointer(path), _KINDS[str(path[0])], quote) for path, quote in quotes(article)]
    found = [item.figure for item in coverage]
    stated = {
        place: [figure for figure in found if covers(quote, figure)]
        for place, kind, quote in evidence
        if kind != "name"
    }
    marks = []
    for item in coverage:
        figure = item.figure
        own = [(place, quote) for place, _, quote in evidence if figure in stated.get(place, ())]
        alone = [quote for place, quote in own if len(stated[place]) == 1]
        start = min([figure.start, *(quote.start for quote in alone)])
        end = min(max([figure.end, *(quote.end for quote in alone)]), len(text))
        marks.append(Mark(start, end, item.by, tuple(place for place, _ in own), figure))
    for place, kind, quote in evidence:
        end = min(quote.end, len(text))
        if quote.start < end and len(stated.get(place, ())) != 1:
            marks.append(Mark(quote.start, end, kind, (place,)))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def find_owners(text: str, marks: list[Mark]) -> list[int | None]:
    """For each character of the text the index of the mark it shows, or None. Of overlapping
    marks the shorter is shown, and a name only where there is no other."""
    owners: list[int | None] = [None] * len(text)
    back_to_front = sorted(
        range(len(marks)),
        key=lambda i: (marks[i].kind != "name", marks[i].start - marks[i].end),
    )
    for i in back_to_front:
        owners[marks[i].start : marks[i].end] = [i] * (marks[i].end - marks[i].start)
    return owners


def find_runs(text: str, owners: list[int | None]) -> list[list[Run]]:
    """The lines of the text, each as its runs."""
    lines, start = [], 0
    seen: set[int | None] = {None}
    for line in text.split("\n"):
        runs = []
        for mark, group in groupby(range(start, start + len(line)), key=owners.__getitem__):
            runs.append(Run("".join(text[at] for at in group), mark, mark not in seen))
            seen.add(mark)
        lines.append(runs)
        start += len(line) + 1
    return lines
