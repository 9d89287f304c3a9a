"""The metrics and exclusions of a draft: each figure of the text with what can be read of it, and a
to-do for what a person must decide."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from fazhi.clause.aspect import find_unchanged, read_aspects
from fazhi.clause.model import Aspect
from fazhi.clause.period import Governing, governing_periods
from fazhi.clause.table import column_header
from fazhi.curate.draft.entities import Mention
from fazhi.curate.draft.measures import find_unit, suggest_breakdown, suggest_measures
from fazhi.curate.draft.names import evidence, name
from fazhi.curate.draft.periods import DraftedPeriod, candidates, draft_period, period_todos
from fazhi.curate.draft.todo import Object, ask, reasons
from fazhi.errors import InputError
from fazhi.figure import Bound, Figure
from fazhi.punctuation import LINE_BREAKS, SENTENCE_ENDS
from fazhi.record.period import Period, parse_period
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.record.vocabulary import RANK_UNIT, RELATIVE_UNITS, Vocabularies
from fazhi.validate.todo import TODO

MOST_FIGURES: Final = 1_000
"""The most figures of a text of which a record is drafted, dates not counted: drafting one takes
some hundredths of a second. A record may have more, which its curator adds."""
SUGGESTIONS: Final = 5
_ABOUT: Final = re.compile("基本|大体|大致")
# 连续两年位居第二 says for how long, and counts nothing.
_IN_A_ROW: Final = ("连续", "蝉联")
_TIMES: Final = ("年", "个年度", "年度", "个月", "个季度", "天", "届")
_LAW_UNITS: Final = ("条", "款", "项", "章", "节", "编")


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


@dataclass(frozen=True, slots=True)
class Drafted:
    """The parts of a draft that come from figures, in the order of the text."""

    metrics: list[Object] = field(default_factory=list)
    exclusions: list[Object] = field(default_factory=list)
    todos: list[Object] = field(default_factory=list)


class _Reading(NamedTuple):
    """A figure with what its clause says of it, and the organization whose it is."""

    figure: Figure
    aspect: Aspect
    governing: Governing
    actor: Mention | None


def draft_figures(report: Report) -> Drafted:
    """A metric or an exclusion for each figure of a report but its dates. Raises InputError when
    they are more than MOST_FIGURES."""
    drafted = Drafted()
    readings = _read(report)
    _refuse_too_many(sum(not reading.figure.is_date for reading in readings))
    possible = candidates((reading.governing for reading in readings), report.published)
    metrics: dict[Figure, Object] = {}
    named = Counter[str]()
    for reading in readings:
        figure, aspect, governing, actor = reading
        if figure.is_date:
            continue
        if reason := _exclusion(report, reading):
            at = ("exclusions", len(drafted.exclusions), "reason")
            question = f"why is {figure.exact} no metric?"
            drafted.todos.append(ask(at, question, reasons(reason)))
            quote = evidence(figure.start, figure.exact[:LONGEST_QUOTE])
            drafted.exclusions.append({"evidence": quote, "reason": reason})
            continue
        whole = metrics.get(report.figures[aspect.of]) if aspect.of is not None else None
        choices = _choices(report, reading, whole, _before(report, drafted, figure))
        metric = _metric(report, reading, choices, whole)
        period = draft_period(metric, governing, possible, report.published, report.vocabularies)
        metric |= period.members
        if actor:
            metric["organization"] = actor.id
        named[metric["id"]] += 1
        if named[metric["id"]] > 1:
            metric["id"] += f"-{named[metric['id']]}"
        metrics[figure] = metric
        index = len(drafted.metrics)
        drafted.metrics.append(metric)
        drafted.todos.extend(_todos(report, index, reading, choices, period))
    return drafted


def _refuse_too_many(count: int) -> None:
    if count > MOST_FIGURES:
        raise InputError(
            f"the text has {count:,} figures, more than the {MOST_FIGURES:,} of which a record can "
            "be drafted; give each report a text of its own"
        )


def _read(report: Report) -> list[_Reading]:
    """The figures of a report, and a change of zero for each 持平 after one of them, which has no
    numeral, and the period and the organization of that figure."""
    text, found = report.text, report.figures
    aspects = read_aspects(text, found)
    periods = governing_periods(text, found, report.published)
    readings = [*map(_Reading._make, zip(found, aspects, periods, report.acting, strict=True))]
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


def _exclusion(report: Report, reading: _Reading) -> str | None:
    """Why a figure is most likely no metric; None where it is one."""
    figure, aspect, governing, _ = reading
    is_number = isinstance(figure.value, Decimal) and len(figure.exact) <= LONGEST_QUOTE
    if not is_number or (figure.kind == "ordinal" and aspect.kind != "rank"):
        if figure.kind == "identifier" and figure.unit in _LAW_UNITS:
            return "legal-reference"
        return figure.kind if figure.kind in ("ordinal", "identifier") else "not-a-measure"
    if figure.unit in _TIMES and report.text.endswith(_IN_A_ROW, 0, figure.start):
        return "not-a-measure"
    start = parse_period(governing.period).start if governing.period else None
    until = report.published.end if report.published else None
    return "plan" if start and until and start > until else None


def _choices(
    report: Report, reading: _Reading, whole: Object | None, before: Object | None
) -> list[Object]:
    """Measures with a unit and a breakdown, the likeliest first; that of the metric that changed
    before all. A rank that names none is that of the metric before it in its sentence: 得分98.65分,
    居全盟第一位."""
    figure, aspect, _, actor = reading
    suggested = suggest_measures(
        report.text,
        figure,
        report.vocabularies,
        is_change=aspect.kind in ("change", "share"),
        organ=actor.kind if actor else report.organ,
    )
    breakdown = suggest_breakdown(report.text, figure, report.vocabularies)
    choices: list[Object] = []
    if whole is not None and aspect.kind == "change":
        unit = _unit(figure, aspect, report.vocabularies)
        same = {name: whole[name] for name in ("measure", "breakdown") if name in whole}
        if same["measure"] != TODO:
            choices.append(same | {"unit": unit or whole["unit"]})
    for item in suggested:
        unit = RANK_UNIT if aspect.kind == "rank" else (item.unit.code if item.unit else TODO)
        choice = {"measure": item.measure.code, "unit": unit}
        if all(choice["measure"] != other["measure"] for other in choices):
            choices.append(choice | ({"breakdown": breakdown} if breakdown else {}))
    if not choices and aspect.kind == "rank" and before and before["measure"] != TODO:
        choices.append({"measure": before["measure"], "unit": RANK_UNIT})
    return choices[:SUGGESTIONS]


def _before(report: Report, drafted: Drafted, figure: Figure) -> Object | None:
    """The metric before a figure, where it is in the same sentence."""
    if not drafted.metrics:
        return None
    last = drafted.metrics[-1]
    between = report.text[last["evidence"][-1]["end"] : figure.start]
    return None if re.search(f"[{SENTENCE_ENDS}{LINE_BREAKS}]", between) else last


def _unit(figure: Figure, aspect: Aspect, vocabularies: Vocabularies) -> str | None:
    """The code of the only unit that a figure can have, None when several are written so."""
    if aspect.kind == "rank":
        return RANK_UNIT
    relative = [vocabularies.units[code] for code in RELATIVE_UNITS if code in vocabularies.units]
    found = find_unit(figure.unit, [unit for unit in relative if not unit.deprecated])
    found = found or find_unit(figure.unit, vocabularies.units)
    return found.code if found else None


def _metric(
    report: Report, reading: _Reading, choices: Sequence[Object], whole: Object | None
) -> Object:
    """The metric of a figure with the first of the choices, without period and organization."""
    figure, aspect, *_ = reading
    undecided: Object = {
        "measure": TODO,
        "unit": _unit(figure, aspect, report.vocabularies) or TODO,
    }
    if breakdown := suggest_breakdown(report.text, figure, report.vocabularies):
        undecided["breakdown"] = breakdown
    likeliest = next(iter(choices), undecided)
    is_absent = figure.value == 0 and aspect.direction == "unchanged"
    quotes = evidence(figure.start, figure.exact)
    if not figure.unit and (header := column_header(report.text, figure.start)) and header.unit:
        quotes[0]["role"] = "cell"
        quotes = [evidence(header.start, header.exact)[0] | {"role": "header"}, *quotes]
    return {
        "id": likeliest["measure"].rpartition(".")[2] if choices else "figure",
        **likeliest,
        "value": float(Decimal(figure.value)),
        **({} if figure.upper is None else {"upper": float(Decimal(figure.upper))}),
        "bound": figure.bound,
        **_aspect(aspect, whole),
        "basis": "absence" if is_absent else "stated",
        "evidence": quotes,
    }


def _aspect(aspect: Aspect, whole: Object | None) -> Object:
    """The aspect of a metric and what describes it."""
    of = {} if whole is None else {"of": whole["id"]}
    if aspect.kind == "change":
        change: Object = {"direction": aspect.direction, "against": aspect.against or "unstated"}
        if aspect.baseline:
            change["baseline"] = aspect.baseline
        if aspect.baseline_words:
            change["baseline_name"] = name(aspect.baseline_words)
        return {"aspect": "change", "change": change | of}
    if aspect.kind == "share":
        words = {"whole": name(aspect.whole or TODO)} if not of else {}
        return {"aspect": "share", "share": of | words}
    if aspect.kind == "rank":
        return {"aspect": "rank", "rank": {"among": name(aspect.among or TODO)}}
    return {"aspect": aspect.kind}


def _todos(
    report: Report,
    index: int,
    reading: _Reading,
    choices: Sequence[Object],
    period: DraftedPeriod,
) -> list[Object]:
    """What a person must decide of a metric."""
    figure, aspect, _, actor = reading
    at = ("metrics", index)
    todos = [ask(at, f"what does {figure.exact} measure?", choices)]
    if not choices:
        todos.append(ask((*at, "id"), f"an id that says what {figure.exact} measures"))
    todos += period_todos(index, figure.exact, period)
    if not aspect.is_certain:
        others = [kind for kind in ("level", "target") if kind != aspect.kind]
        question = f"is {figure.exact} a {aspect.kind}?"
        todos.append(ask((*at, "aspect"), question, [aspect.kind, *others]))
    if report.mentions and actor is None:
        whose = [mention.id for mention in report.mentions]
        question = f"whose figure is {figure.exact}? null if the report does not say"
        todos.append(ask((*at, "organization"), question, [None, *whose]))
    return todos
