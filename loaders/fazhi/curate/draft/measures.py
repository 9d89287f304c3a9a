"""The measures that a figure most likely has, by the words around it.

A measure is a candidate when the figure has one of its units. It scores the squared length of the
longest of its names in the figure's clause, or with a lower weight in its sentence; what share of
the report's words belongs to its group of measures breaks ties.
"""

import re
from collections import Counter
from collections.abc import Iterable
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


def suggest_measures(
    text: str, figure: Figure, vocabularies: Vocabularies, *, is_change: bool = False
) -> list[tuple[Measure, Unit]]:
    """The measures of a figure, the likeliest first, each with that one of its units which the
    figure has; empty when no name is near.

    A change (`is_change`) of any measure may be given in percent.
    """
    before = text[max(0, figure.start - REACH) : figure.start]
    after = text[figure.end : figure.end + REACH]
    contexts = [
        (re.split(f"[{ends}]", before)[-1] + figure.exact + re.split(f"[{ends}]", after)[0], weight)
        for ends, weight in WEIGHTS
    ]
    groups = _group_counts(text, vocabularies)
    is_relative = is_change and fold_width(figure.unit) in CHANGE_UNITS
    found = []
    for measure in vocabularies.measures:
        if measure.deprecated:
            continue
        units = [vocabularies.units[code] for code in measure.units]
        unit = find_unit(figure.unit, vocabularies.units if is_relative and units else units)
        # A long name outweighs two short ones.
        score = max(
            len(name) ** 2 * weight if name in context else 0
            for name in (measure.label.zh, *measure.aliases)
            for context, weight in contexts
        )
        if unit and score:
            score += groups[measure.broader] / (groups.total() or 1)
            found.append((-score, measure.code, measure, unit))
    return [(measure, unit) for _, _, measure, unit in sorted(found)]


def find_unit(form: str, units: Iterable[Unit]) -> Unit | None:
    """The first of the units with this written form in either width, or None."""
    return next((unit for unit in units if unit.is_written(form)), None)


@lru_cache(maxsize=16)
def _group_counts(text: str, vocabularies: Vocabularies) -> Counter[str | None]:
    """For each group of measures how often the text has names of its measures."""
    counts: Counter[str | None] = Counter()
    for measure in vocabularies.measures:
        counts[measure.broader] += sum(map(text.count, measure.aliases))
    return counts
