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
from fazhi.curate.draft.todo import Object, ask, reasons
from fazhi.errors import InputError
from fazhi.figure import Bound, Figure
from fazhi.record.period import Period
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.record.vocabulary import RANK_UNIT, RELATIVE_UNITS, Vocabularies
from fazhi.validate.todo import TODO, TODO_PERIOD

MOST_FIGURES: Final = 1_000
"""The most figures of a text of which a record is drafted, dates not counted: drafting one takes
some hundredths of a second. A record may have more, which its curator adds."""
SUGGESTIONS: Final = 5
_ABOUT: Final = re.compile("基本|大体|大致")
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
    counted = Counter(r.governing.period for r in readings if r.governing.period)
    candidates = [period for period, _ in counted.most_common()]
    metrics: dict[Figure, Object] = {}
    named = Counter[str]()
    for reading in readings:
        figure, aspect, governing, actor = reading
        if figure.is_date:
            continue
        if not _is_metric(figure, aspect):
            at = ("exclusions", len(drafted.exclusions), "reason")
            question = f"why is {figure.exact} no metric?"
            drafted.todos.append(ask(at, question, reasons(_reason(figure))))
            quote = evidence(figure.start, figure.exact[:LONGEST_QUOTE])
            drafted.exclusions.append({"evidence": quote, "reason": _reason(figure)})
            continue
        whole = metrics.get(report.figures[aspect.of]) if aspect.of is not None else None
        choices = _choices(report, reading, whole)
        metric = _metric(report, reading, choices, whole)
        possible = candidates
        if _is_stock(metric, report.vocabularies):
            governing = _at_the_end(governing)
            reading = reading._replace(governing=governing)
            possible = [period for period in candidates if "/" not in period]
        metric |= _period(governing, possible)
        if actor:
            metric["organization"] = actor.id
        named[metric["id"]] += 1
        if named[metric["id"]] > 1:
            metric["id"] += f"-{named[metric['id']]}"
        metrics[figure] = metric
        index = len(drafted.metrics)
        drafted.metrics.append(metric)
        drafted.todos.extend(_todos(report, index, reading, choices, possible))
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


def _is_metric(figure: Figure, aspect: Aspect) -> bool:
    is_number = isinstance(figure.value, Decimal) and len(figure.exact) <= LONGEST_QUOTE
    return is_number and (figure.kind != "ordinal" or aspect.kind == "rank")


def _reason(figure: Figure) -> str:
    """Why a figure is most likely no metric."""
    if figure.kind == "identifier" and figure.unit in _LAW_UNITS:
        return "legal-reference"
    return figure.kind if figure.kind in ("ordinal", "identifier") else "not-a-measure"


def _choices(report: Report, reading: _Reading, whole: Object | None) -> list[Object]:
    """Measures with a unit and a breakdown, the likeliest first; that of the metric that changed
    before all."""
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
    return choices[:SUGGESTIONS]


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
    undecided = {"measure": TODO, "unit": _unit(figure, aspect, report.vocabularies) or TODO}
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


def _at_the_end(governing: Governing) -> Governing:
    """The end of a stretch of time, at which a stock stood; unknown where it has none."""
    if governing.period is None or "/" not in governing.period:
        return governing
    end = governing.period.rpartition("/")[2]
    if end == "..":
        return governing._replace(period=None)
    reason = f"the end of {governing.period}, {governing.reason}"
    return governing._replace(period=end, as_of=None, basis="inferred", reason=reason)


def _is_stock(metric: Object, vocabularies: Vocabularies) -> bool:
    measure = vocabularies.measures.get(metric["measure"])
    return measure is not None and measure.kind == "stock" and metric["aspect"] == "level"


def _period(governing: Governing, candidates: Sequence[str]) -> Object:
    """The period of a metric, what it was inferred from, and up to when it had run; where it is
    unknown the commonest of the report, of which a to-do asks."""
    if governing.period is None:
        return {"period": next(iter(candidates), TODO_PERIOD)}
    # A running total has an open period; what ended it is `as_of`.
    start, _, end = governing.period.partition("/")
    is_running = bool(end) and end == governing.as_of
    period: Object = {"period": f"{start}/.." if is_running else governing.period}
    if governing.basis == "inferred":
        period["period_inferred_from"] = governing.reason
    if period["period"].endswith("/..") and governing.as_of:
        period["as_of"] = governing.as_of
    return period


def _todos(
    report: Report,
    index: int,
    reading: _Reading,
    choices: Sequence[Object],
    candidates: Sequence[str],
) -> list[Object]:
    """What a person must decide of a metric."""
    figure, aspect, governing, actor = reading
    at = ("metrics", index)
    todos = [ask(at, f"what does {figure.exact} measure?", choices)]
    if not choices:
        todos.append(ask((*at, "id"), f"an id that says what {figure.exact} measures"))
    if governing.period is None:
        question = f"what time does {figure.exact} cover?"
        todos.append(ask((*at, "period"), question, candidates))
    if not aspect.is_certain:
        others = [kind for kind in ("level", "target") if kind != aspect.kind]
        question = f"is {figure.exact} a {aspect.kind}?"
        todos.append(ask((*at, "aspect"), question, [aspect.kind, *others]))
    if report.mentions and actor is None:
        whose = [mention.id for mention in report.mentions]
        question = f"whose figure is {figure.exact}? null if the report does not say"
        todos.append(ask((*at, "organization"), question, [None, *whose]))
    return todos
