"""Where the text is marked, and which part of the record each mark belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from fazhi.figure import Figure
from fazhi.record.article import Article
from fazhi.record.json_pointer import to_pointer
from fazhi.record.quotes import quotes
from fazhi.validate.coverage import By, FigureCoverage, covers

Kind: TypeAlias = By | Literal["name"]

_KINDS: dict[str, Kind] = {
    "metrics": "metric",
    "exclusions": "exclusion",
    "initiatives": "name",
    "honours": "name",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, in code points. `quotes` are the JSON Pointers of the evidence it
    stands for, `figure` is what the scanner found there."""

    start: int
    end: int
    kind: Kind
    quotes: tuple[str, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one line that show one mark (its index) or none."""

    text: str
    mark: int | None


def find_marks(article: Article, text: str, accounted: list[FigureCoverage]) -> list[Mark]:
    """The marks of a text: one for each figure, widened to the quotes that state it alone, and one
    for each other quote."""
    evidence = [(to_pointer(path), _KINDS[str(path[0])], one) for path, one in quotes(article)]
    found = [item.figure for item in accounted]
    stated = {
        where: [figure for figure in found if covers(one, figure)]
        for where, kind, one in evidence
        if kind != "name"
    }
    marks = []
    for item in accounted:
        figure = item.figure
        own = [(where, one) for where, _, one in evidence if figure in stated.get(where, ())]
        alone = [one for where, one in own if len(stated[where]) == 1]
        start = min([figure.start, *(one.start for one in alone)])
        end = min(max([figure.end, *(one.end for one in alone)]), len(text))
        marks.append(Mark(start, end, item.by, tuple(where for where, _ in own), figure))
    for where, kind, one in evidence:
        end = min(one.end, len(text))
        if one.start < end and len(stated.get(where, ())) != 1:
            marks.append(Mark(one.start, end, kind, (where,)))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def find_owners(text: str, marks: list[Mark]) -> list[int | None]:
    """The mark, by its index, that each character shows. Where marks overlap the shorter is
    seen, and a name only where nothing else is."""
    owners: list[int | None] = [None] * len(text)
    for i in sorted(range(len(marks)), key=lambda i: _depth(marks[i])):
        owners[marks[i].start : marks[i].end] = [i] * (marks[i].end - marks[i].start)
    return owners


def _depth(mark: Mark) -> tuple[bool, int]:
    return mark.kind != "name", mark.start - mark.end


def find_runs(text: str, owners: list[int | None]) -> list[list[Run]]:
    """The lines of the text, each in runs."""
    lines, start = [], 0
    for line in text.split("\n"):
        places = groupby(range(start, start + len(line)), key=owners.__getitem__)
        lines.append([Run("".join(text[at] for at in group), mark) for mark, group in places])
        start += len(line) + 1
    return lines
