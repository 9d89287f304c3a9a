"""What accounts for each quantity of a source: a metric, an exclusion, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fazhi.figure import Figure, figures
from fazhi.record.article import Article
from fazhi.validate.problem import pointer

By = Literal["metric", "exclusion", "date", "nothing"]


@dataclass(frozen=True, slots=True)
class Accounted:
    """A figure of the source and what accounts for it. `pointer` is the JSON Pointer of the
    evidence that does, None for a date and for nothing."""

    figure: Figure
    by: By
    pointer: str | None


def account(article: Article, text: str) -> list[Accounted]:
    """Every figure of the text in order, and what accounts for it.

    A figure is accounted for by evidence that holds all of its characters. Dates and clock
    times are accounted for by themselves.
    """
    spans = [
        (evidence.start, evidence.end, by, pointer((name, i, "evidence", j)))
        for name, by in _ACCOUNTS
        for i, part in enumerate(getattr(article, name))
        for j, evidence in enumerate(part.evidence)
    ]
    return [_accounted(figure, spans) for figure in figures(text)]


def unaccounted(article: Article, text: str) -> Iterator[Figure]:
    """The figures that nothing accounts for."""
    return (one.figure for one in account(article, text) if one.by == "nothing")


_ACCOUNTS: tuple[tuple[str, By], ...] = (("metrics", "metric"), ("exclusions", "exclusion"))


def _accounted(figure: Figure, spans: list[tuple[int, int, By, str]]) -> Accounted:
    for start, end, by, where in spans:
        if start <= figure.start and figure.end <= end:
            return Accounted(figure, by, where)
    return Accounted(figure, "date" if is_date(figure) else "nothing", None)


def is_date(figure: Figure) -> bool:
    """Whether the figure is a date, a clock time, or a range of them."""
    return figure.kind == "date" or (figure.kind == "range" and isinstance(figure.value, str))
