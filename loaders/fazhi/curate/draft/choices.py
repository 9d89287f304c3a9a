"""The measures that may be chosen for a figure of a draft, the likeliest first."""

import re
from collections.abc import Sequence
from typing import Final

from fazhi.clause.model import Aspect
from fazhi.curate.draft.breakdown import suggest_breakdown
from fazhi.curate.draft.measures import WEAK_SCORE, find_unit, measures_named, suggest_measures
from fazhi.curate.draft.parts import Drawn, Part, find_part, narrowed
from fazhi.curate.draft.reading import Reading, Report
from fazhi.curate.draft.todo import Object
from fazhi.figure import Figure
from fazhi.punctuation import CLAUSE_ENDS, LINE_BREAKS, SENTENCE_ENDS, fold_width
from fazhi.record.vocabulary import RANK_UNIT, RELATIVE_UNITS, Vocabularies
from fazhi.validate.todo import TODO

SUGGESTIONS: Final = 5
PERSON_TIMES: Final = "人次"
# What follows the subject of a rank: 结案率在全市排名第三.
_SUBJECT: Final = re.compile("[在居列排]|位居|位列|名列|全[省市区盟旗县国]")


def part_of(report: Report, reading: Reading, drawn: Sequence[Drawn]) -> Part | None:
    """Of which whole a figure is a part; a change or a share is of the list before it."""
    figure, aspect, *_ = reading
    if aspect.kind in ("change", "share"):
        return drawn[-1].part if drawn else None
    return find_part(report.text, figure, drawn, report.vocabularies)


def choices_of(
    report: Report,
    reading: Reading,
    whole: Object | None,
    drawn: Sequence[Drawn],
    part: Part | None,
) -> list[Object]:
    """Measures with a unit and a breakdown, the likeliest first, none that is only weakly likely:
    that of the metric that changed, of the whole of which the figure is a part, of the subject of a
    rank. Where the words of a figure other than a level name none, it is that of the metric before
    it in its sentence: 得分98.65分,居全盟第一位."""
    figure, aspect, *_ = reading
    choices: list[Object] = []
    unit = unit_of(figure, aspect, report.vocabularies)
    if whole is not None and aspect.kind == "change":
        same = {name: whole[name] for name in ("measure", "breakdown") if name in whole}
        if same["measure"] != TODO:
            choices.append(same | {"unit": unit or whole["unit"]})
    if part and aspect.kind == "level":
        between = report.text[drawn[-1].figure.end : figure.start]
        choices.append(narrowed(part, between, report.vocabularies))
    for choice in _suggested(report, reading, drawn):
        if all(choice["measure"] != other["measure"] for other in choices):
            choices.append(choice)
    before = _before(report.text, reading, drawn)
    if not choices and before and before["measure"] != TODO:
        same = {name: before[name] for name in ("measure", "breakdown") if name in before}
        if unit is not None:
            choices.append(same | {"unit": unit})
    return choices[:SUGGESTIONS]


def _suggested(report: Report, reading: Reading, drawn: Sequence[Drawn]) -> list[Object]:
    """The measures that the words near a figure name, or that those of the subject of a rank do."""
    figure, aspect, _, actor = reading
    organ = actor.kind if actor else report.organ
    if aspect.kind == "rank":
        subject = _SUBJECT.split(report.text[_clause_start(report.text, figure) : figure.start])[0]
        known = {other.metric["measure"] for other in drawn}
        named = measures_named(subject, report.vocabularies, organ, known)
        return [{"measure": measure.code, "unit": RANK_UNIT} for measure in named]
    is_relative = aspect.kind in ("change", "share")
    found = suggest_measures(
        report.text, figure, report.vocabularies, is_change=is_relative, organ=organ
    )
    breakdown = suggest_breakdown(report.text, figure, report.vocabularies)
    narrowing = {"breakdown": breakdown} if breakdown else {}
    return [
        {"measure": item.measure.code, "unit": item.unit.code if item.unit else TODO} | narrowing
        for item in found
        if found[0].score >= WEAK_SCORE
    ]


def _clause_start(text: str, figure: Figure) -> int:
    """Where the clause of a figure starts."""
    return max(text.rfind(mark, 0, figure.start) for mark in CLAUSE_ENDS) + 1


def _before(text: str, reading: Reading, drawn: Sequence[Drawn]) -> Object | None:
    """The metric that a figure other than a level may be of: the last one before it, or before the
    clause of a rank, where it is in the same sentence and, for a target, has the same unit."""
    figure, aspect, *_ = reading
    if aspect.kind == "level":
        return None
    until = _clause_start(text, figure) if aspect.kind == "rank" else figure.start
    for other in reversed(drawn):
        if other.figure.end <= until:
            between = text[other.figure.end : figure.start]
            is_same = not re.search(f"[{SENTENCE_ENDS}{LINE_BREAKS}]", between)
            if aspect.kind == "target":
                is_same = is_same and fold_width(other.figure.unit) == fold_width(figure.unit)
            return other.metric if is_same else None
    return None


def unit_of(figure: Figure, aspect: Aspect, vocabularies: Vocabularies) -> str | None:
    """The code of the only unit that a figure can have, None when several are written so."""
    if aspect.kind == "rank":
        return RANK_UNIT
    relative = [vocabularies.units[code] for code in RELATIVE_UNITS if code in vocabularies.units]
    found = find_unit(figure.unit, [unit for unit in relative if not unit.deprecated])
    units = [unit for unit in vocabularies.units if unit.code != RANK_UNIT]
    found = found or find_unit(figure.unit, units)
    if not found and fold_width(figure.unit) == PERSON_TIMES:  # also a form of rarer units
        found = next((unit for unit in vocabularies.units if unit.label.zh == PERSON_TIMES), None)
    return found.code if found else None
