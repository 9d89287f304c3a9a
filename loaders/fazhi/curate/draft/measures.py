"""The measures that a figure most likely has, by the words around it.

A measure is a candidate when the figure has one of its units. It scores the squared length of the
longest of its names in the figure's clause, or with a lower weight in its sentence; what share of
the report's words belongs to its group of measures breaks ties.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from fazhi.figure import Figure
from fazhi.punctuation import CLAUSE_ENDS, LINE_BREAKS, SEMICOLONS, SENTENCE_ENDS, fold_width
from fazhi.record.vocabulary import Measure, Unit, Vocabularies

REACH: Final = 40
"""Characters on either side of a figure that are searched for names."""
WEIGHTS: Final = ((CLAUSE_ENDS, 6.0), (SENTENCE_ENDS + SEMICOLONS + LINE_BREAKS, 1.0))
"""What ends the stretch that is searched, and the weight of a name found in it."""
CHANGE_UNITS: Final = ("%", "个百分点", "倍", "成")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure, that one of its units which the figure has, and a score; higher is likelier."""

    measure: str
    unit: str
    score: float


def suggest_measures(
    text: str, figure: Figure, vocabularies: Vocabularies, *, is_change: bool = False
) -> list[Suggestion]:
    """The measures of a figure, the likeliest first; empty when no name is near.

    A change (`is_change`) of any measure may be given in percent.
    """
    contexts = [(_context(text, figure, ends), weight) for ends, weight in WEIGHTS]
    shares = _group_shares(text, vocabularies)
    found = []
    for measure in vocabularies.measures:
        unit = _unit(measure, figure, vocabularies, is_change)
        if unit is None:
            continue
        score = max(_score(measure, context) * weight for context, weight in contexts)
        if score > 0:
            score += shares[measure.broader or ""]
            found.append(Suggestion(measure.code, unit.code, score))
    return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.measure))


def find_unit(form: str, vocabularies: Vocabularies) -> Unit | None:
    """The first unit with this written form, or None."""
    return next((unit for unit in vocabularies.units if _is_written(unit, form)), None)


def _context(text: str, figure: Figure, ends: str) -> str:
    """The figure with what surrounds it, as far as the ends, and no further than REACH."""
    left, right = figure.start, figure.end
    while left > max(0, figure.start - REACH) and text[left - 1] not in ends:
        left -= 1
    while right < min(len(text), figure.end + REACH) and text[right] not in ends:
        right += 1
    return text[left:right]


def _unit(
    measure: Measure, figure: Figure, vocabularies: Vocabularies, is_change: bool
) -> Unit | None:
    if is_change and measure.units and fold_width(figure.unit) in CHANGE_UNITS:
        return find_unit(figure.unit, vocabularies)
    units = (vocabularies.units[code] for code in measure.units)
    return next((unit for unit in units if _is_written(unit, figure.unit)), None)


def _is_written(unit: Unit, form: str) -> bool:
    return fold_width(form) in map(fold_width, unit.forms)


def _score(measure: Measure, context: str) -> float:
    """The squared length of the longest name: a long name outweighs two short ones."""
    names = (measure.label.zh, *measure.aliases)
    return max((float(len(name)) ** 2 for name in names if name in context), default=0.0)


@lru_cache(maxsize=16)
def _group_shares(text: str, vocabularies: Vocabularies) -> Counter[str]:
    """For each group of measures its share, from 0 to 1, of all names of measures in the text."""
    counts: Counter[str] = Counter()
    for measure in vocabularies.measures:
        counts[measure.broader or ""] += sum(text.count(name) for name in measure.aliases)
    total = counts.total() or 1
    return Counter({group: count / total for group, count in counts.items()})
