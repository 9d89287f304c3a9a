"""The aspect of every figure of a text: level, change, share, rank or target.

A figure is read from its own clause. It takes over the reading of the figure before it where the
two are members of one list (同比增长12%、15%和20%). A target word reaches to the end of its
sentence; a comparison that fills a clause of its own (与2019年相比,) too. Where a clause can be
read in two ways the aspect says so (`is_certain`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Final, TypeVar

from fazhi.clause.change import is_relative, read_change
from fazhi.clause.clauses import Clause, split_clauses
from fazhi.clause.comparison import Comparison, find_comparisons
from fazhi.clause.model import Aspect
from fazhi.clause.place import COMPARISONS, Place
from fazhi.clause.relation import relate_changes
from fazhi.clause.standing import read_rank, read_share
from fazhi.clause.target import read_targets
from fazhi.clause.words import Word, find_words
from fazhi.figure import Figure
from fazhi.punctuation import COMMAS, fold_width

_Placed = TypeVar("_Placed", Word, Comparison)
_START: Final = attrgetter("start")
_DIFFERENCES: Final = ("个百分点", "百分点", "个点", "倍", "番")
_UNCHANGED: Final = re.compile(
    r"(?:[与同较和]\s?[^，,。；;、\n]{1,12}?(?:相比)?)?(?:基本|大体|大致)?相?(?<![坚支主保维扶])持平"
    r"(?=[的了]|[^\u4e00-\u9fff]|$)"
)


def read_aspects(text: str, figures: Sequence[Figure]) -> list[Aspect]:
    """The aspect of each figure. `figures` are all figures of the text, in their order."""
    folded = fold_width(text)
    words = find_words(folded)
    comparisons = find_comparisons(folded, figures)
    aspects = [Aspect()] * len(figures)
    frame: Comparison | None = None
    target: Word | None = None
    sentence = 0
    before: Clause | None = None
    for clause in split_clauses(text, figures):
        if clause.sentence != sentence:
            frame, target, sentence = None, None, clause.sentence
        inside = _within(words, clause)
        compared = _within(comparisons, clause)
        _read_clause(folded, figures, clause, inside, compared, frame, aspects)
        relate_changes(folded, figures, before, clause, aspects, compared)
        target = read_targets(folded, figures, clause, inside, target, aspects)
        if compared and folded[clause.start : compared[0].start].strip() == "":
            last = compared[-1]
            if folded[last.end : clause.end].strip("来看 ") == "":
                frame = last
        before = clause
    return aspects


def find_unchanged(text: str) -> list[tuple[int, int]]:
    """The offsets of the words that say that something did not change: 与去年同期持平."""
    return [match.span() for match in _UNCHANGED.finditer(fold_width(text))]


def _within(found: Sequence[_Placed], clause: Clause) -> Sequence[_Placed]:
    """Those of the words or comparisons that begin in a clause."""
    low = bisect_left(found, clause.start, key=_START)
    return found[low : bisect_left(found, clause.end, key=_START)]


def _read_clause(
    folded: str,
    figures: Sequence[Figure],
    clause: Clause,
    words: Sequence[Word],
    comparisons: Sequence[Comparison],
    frame: Comparison | None,
    aspects: list[Aspect],
) -> None:
    """Fill in the aspects of the figures of a clause."""
    left, previous = clause.start, None
    starts = [word.start for word in words]
    ends = [comparison.end for comparison in comparisons]
    for index in clause.figures:
        figure = figures[index]
        if figure.is_date:
            continue
        stop = bisect_left(starts, figure.start)
        compared = bisect_right(ends, figure.start)
        place = Place(
            folded,
            figure,
            clause,
            left,
            previous is None,
            words[bisect_left(starts, left) : stop],
            comparisons[max(0, compared - COMPARISONS) : compared],
            words[stop] if stop < len(words) else None,
        )
        if previous is not None and place.is_joined:
            aspects[index] = _joined(place, figures, previous, aspects)
        else:
            aspects[index] = _continued(
                folded, figures, index, aspects, _read(place, figures, index, frame)
            )
        left, previous = figure.end, index


def _read(place: Place, figures: Sequence[Figure], index: int, frame: Comparison | None) -> Aspect:
    if rank := read_rank(place):
        return rank
    share = read_share(place, figures, index)
    change = read_change(place, frame)
    if share and change:
        nearest = max(share, change, key=lambda aspect: aspect.start)
        is_change = nearest is change and change.kind == "change"
        return change if is_change else share._replace(is_certain=False)
    if found := share or change:
        return found
    # A comparison, points or times whose direction no word of the lexicon states.
    last = place.comparison
    is_of_then = last is None or place.text[last.end : last.end + 1] == "的"
    is_difference = fold_width(place.figure.unit) in _DIFFERENCES
    return Aspect(is_certain=is_of_then and not is_difference)


def _continued(
    folded: str, figures: Sequence[Figure], index: int, aspects: Sequence[Aspect], aspect: Aspect
) -> Aspect:
    """A change that names no comparison, with that of the change just before it:
    较去年同期减少41起,下降三成."""
    before = aspects[index - 1] if index else None
    if aspect.kind != "change" or aspect.against or not before or before.kind != "change":
        return aspect
    between = folded[figures[index - 1].end : aspect.start]
    if between.strip() not in tuple(COMMAS):
        return aspect
    against, baseline, words = before.against, before.baseline, before.baseline_words
    return aspect._replace(against=against, baseline=baseline, baseline_words=words)


def _joined(
    place: Place, figures: Sequence[Figure], previous: int, aspects: Sequence[Aspect]
) -> Aspect:
    """The reading of the figure before it in a list; uncertain where the two differ in kind."""
    aspect = aspects[previous]
    if aspect.kind == "rank":
        return aspect if place.figure.kind == "ordinal" else Aspect(is_certain=False)
    if aspect.kind == "level":
        return read_rank(place) or Aspect(is_certain=aspect.is_certain)
    before = place._replace(figure=figures[previous])
    if is_relative(place) != is_relative(before):
        return Aspect(is_certain=False)
    return aspect
