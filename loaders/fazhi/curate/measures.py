"""What a figure measures, most likely: the words around it against the vocabulary's aliases.

A measure is a candidate when the figure's unit is a form of one of its units. It scores for each
of its aliases near the figure: the longer the alias and the nearer, the more; in the figure's own
clause six times. What the rest of the report speaks of breaks ties.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from fazhi.figure import Figure
from fazhi.record.vocabulary import Measure, Unit, Vocabularies

_CLAUSE_ENDS = ",,。;;!?!?\n"
_SENTENCE_ENDS = "。;;!?!?\n"
REACH = 40
OWN_CLAUSE = 6.0
CHANGE_UNITS = ("%", "%", "个百分点", "倍", "成")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure, the unit of it that the figure is given in, and how much speaks for it."""

    measure: str
    unit: str
    score: float


def suggest(
    text: str, figure: Figure, vocabularies: Vocabularies, *, changed: bool = False
) -> list[Suggestion]:
    """The likeliest measures of a figure, best first; none when no word speaks for any.

    `changed` says that the figure is a change, which may be given in percent of anything.
    """
    near = {
        (start, end): weight for start, end, weight in _surroundings(text, figure.start, figure.end)
    }
    domains = _domains(text, vocabularies)
    found = []
    for measure in vocabularies.measures:
        unit = _unit(measure, figure, vocabularies, changed)
        if unit is None:
            continue
        score = max(_score(text, measure, start, end) * w for (start, end), w in near.items())
        if score > 0:
            score += domains[measure.broader or ""]
            found.append(Suggestion(measure.code, unit.code, score))
    return sorted(found, key=lambda one: (-one.score, one.measure))


def find_unit(form: str, vocabularies: Vocabularies) -> Unit | None:
    """The first unit that is written so, or None."""
    return next((unit for unit in vocabularies.units if form in unit.forms), None)


def _surroundings(text: str, start: int, end: int) -> list[tuple[int, int, float]]:
    clause = _between(text, start, end, _CLAUSE_ENDS)
    sentence = _between(text, start, end, _SENTENCE_ENDS)
    return [(*clause, OWN_CLAUSE), (*sentence, 1.0)]


def _between(text: str, start: int, end: int, ends: str) -> tuple[int, int]:
    left, right = start, end
    while left > 0 and start - left < REACH and text[left - 1] not in ends:
        left -= 1
    while right < len(text) and right - end < REACH and text[right] not in ends:
        right += 1
    return left, right


def _unit(
    measure: Measure, figure: Figure, vocabularies: Vocabularies, changed: bool
) -> Unit | None:
    if changed and measure.units and figure.unit in CHANGE_UNITS:
        return find_unit(figure.unit, vocabularies)
    units = (vocabularies.units[code] for code in measure.units)
    return next((unit for unit in units if figure.unit in unit.forms), None)


def _score(text: str, measure: Measure, start: int, end: int) -> float:
    """The square of the longest name found, so that one long name outweighs two short ones."""
    context = text[start:end]
    names = (measure.label.zh, *measure.aliases)
    return max((float(len(name)) ** 2 for name in names if name in context), default=0.0)


@lru_cache(maxsize=16)
def _domains(text: str, vocabularies: Vocabularies) -> Counter[str]:
    """How much of the report belongs to each group of measures, from 0 to 1."""
    counts: Counter[str] = Counter()
    for measure in vocabularies.measures:
        for name in measure.aliases:
            counts[measure.broader or ""] += len(re.findall(re.escape(name), text))
    total = counts.total() or 1
    return Counter({domain: count / total for domain, count in counts.items()})
