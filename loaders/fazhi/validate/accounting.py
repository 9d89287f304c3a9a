"""What accounts for each figure of a text: a metric, an exclusion, its being a date, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fazhi.figure import NUMERALS, Figure, figures
from fazhi.record.article import Article, Evidence
from fazhi.validate.problem import pointer

By: TypeAlias = Literal["metric", "exclusion", "date", "nothing"]

_HOLDERS: tuple[tuple[str, By], ...] = (("metrics", "metric"), ("exclusions", "exclusion"))


@dataclass(frozen=True, slots=True)
class Accounted:
    """A figure and what accounts for it. `pointer` is the JSON Pointer of the first metric or else
    the first exclusion that does, as `/metrics/3`; None for a date and for nothing."""

    figure: Figure
    by: By
    pointer: str | None


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    order: int
    evidence: Evidence
    by: By
    pointer: str


def account(article: Article, text: str) -> list[Accounted]:
    """Every figure of the text, in order, with what accounts for it in the article.

    A quote of a metric goes before one of an exclusion, either before a date's being one. Offsets
    are taken as the article has them; whether its quotes stand there is another question.
    """
    upcoming = sorted(_quotes(article), key=lambda quote: -quote.start)
    near: list[_Quote] = []
    accounted = []
    for figure in figures(text):
        while upcoming and upcoming[-1].start < figure.end:
            near.append(upcoming.pop())
        near = [quote for quote in near if quote.evidence.end > figure.start]
        holders = [quote for quote in near if covers(quote.evidence, figure)]
        if holders:
            first = min(holders, key=lambda quote: quote.order)
            accounted.append(Accounted(figure, first.by, first.pointer))
        else:
            accounted.append(Accounted(figure, "date" if is_date(figure) else "nothing", None))
    return accounted


def is_date(figure: Figure) -> bool:
    """Whether the figure is a date, a clock time, or a range of them."""
    return figure.kind == "date" or (figure.kind == "range" and isinstance(figure.value, str))


def covers(evidence: Evidence, figure: Figure) -> bool:
    """Whether a quote contains the figure, or at least every numeral of it: 300件 covers 约300件,
    2019.8 does not cover 2019.8万元."""
    if evidence.end <= figure.start or figure.end <= evidence.start:
        return False
    if evidence.start <= figure.start and figure.end <= evidence.end:
        return True
    places = [at for at, mark in enumerate(figure.exact, figure.start) if mark in NUMERALS]
    return bool(places) and evidence.start <= places[0] and places[-1] < evidence.end


def _quotes(article: Article) -> Iterator[_Quote]:
    order = 0
    for name, by in _HOLDERS:
        for i, part in enumerate(getattr(article, name)):
            for evidence in part.evidence:
                yield _Quote(evidence.start, order, evidence, by, pointer((name, i)))
                order += 1
