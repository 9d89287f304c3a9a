"""The figures of a report with what their clauses say of them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from fazhi.clause.aspect import find_unchanged, read_aspects
from fazhi.clause.model import Aspect
from fazhi.clause.period import Governing, governing_periods
from fazhi.curate.draft.entities import Mention
from fazhi.figure import Bound, Figure
from fazhi.record.period import Period
from fazhi.record.vocabulary import Vocabularies

_ABOUT: Final = re.compile("基本|大体|大致")


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a report before its figures are drafted. `acting` has the organization of
    each figure, `organ` the kind of the one that reports."""

    text: str
    figures: Sequence[Figure]
    mentions: Sequence[Mention]
    acting: Sequence[Mention | None]
    organ: str | None
    published: Period | None
    vocabularies: Vocabularies


class Reading(NamedTuple):
    """A figure with what its clause says of it, and the organization whose it is."""

    figure: Figure
    aspect: Aspect
    governing: Governing
    actor: Mention | None


def read_figures(report: Report) -> list[Reading]:
    """The figures of a report, and a change of zero for each 持平 after one of them, which has no
    numeral, and the period and the organization of that figure."""
    text, found = report.text, report.figures
    aspects = read_aspects(text, found)
    periods = governing_periods(text, found, report.published)
    readings = [*map(Reading._make, zip(found, aspects, periods, report.acting, strict=True))]
    counted = [i for i, figure in enumerate(found) if not figure.is_date]
    ends = [found[i].end for i in counted]
    for start, end in find_unchanged(text):
        before = counted[: bisect_right(ends, start)][-1:]
        if not before:
            continue
        about = _ABOUT.search(text, start, end)
        start = about.start() if about else end - len("持平")
        bound: Bound = "approximately" if about else "exact"
        figure = Figure(start, end, text[start:end], "rate", Decimal(), None, "%", bound)
        of = before[-1] if aspects[before[-1]].kind == "level" else aspects[before[-1]].of
        unchanged = Aspect("change", "unchanged", "previous-year", of=of)
        readings.append(readings[before[-1]]._replace(figure=figure, aspect=unchanged))
    return sorted(readings, key=lambda reading: reading.figure.start)
