"""The metrics and exclusions of a draft: each figure of the text with what can be read of it, and a
to-do for what a person must decide."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from fazhi.clause.governing import Governing
from fazhi.clause.model import Aspect
from fazhi.clause.table import column_header
from fazhi.curate.draft.breakdown import suggest_breakdown
from fazhi.curate.draft.choices import choices_of, part_of, unit_of
from fazhi.curate.draft.names import evidence, name
from fazhi.curate.draft.parts import Drawn
from fazhi.curate.draft.periods import DraftedPeriod, candidates, draft_period, period_todos
from fazhi.curate.draft.reading import Reading, Report, read_figures
from fazhi.curate.draft.todo import Object, ask, reasons
from fazhi.errors import InputError
from fazhi.figure import Figure
from fazhi.punctuation import CLAUSE_ENDS
from fazhi.record.period import parse_period
from fazhi.record.quotes import LONGEST_QUOTE
from fazhi.validate.todo import TODO

MOST_FIGURES: Final = 1_000
"""The most figures of a text of which a record is drafted, dates not counted: drafting one takes
some hundredths of a second. A record may have more, which its curator adds."""
# 连续两年位居第二 says for how long, and counts nothing.
_IN_A_ROW: Final = ("连续", "蝉联")
_TIMES: Final = ("年", "个年度", "年度", "个月", "个季度", "天", "届")
_OF_A_YEAR: Final = re.compile("年初|全年|年度")
_LAW_UNITS: Final = ("条", "款", "项", "章", "节", "编")


@dataclass(frozen=True, slots=True)
class Drafted:
    """The parts of a draft that come from figures, in the order of the text."""

    metrics: list[Object] = field(default_factory=list)
    exclusions: list[Object] = field(default_factory=list)
    todos: list[Object] = field(default_factory=list)


def draft_figures(report: Report) -> Drafted:
    """A metric or an exclusion for each figure of a report but its dates. Raises InputError when
    they are more than MOST_FIGURES."""
    drafted = Drafted()
    readings = read_figures(report)
    _refuse_too_many(sum(not reading.figure.is_date for reading in readings))
    possible = candidates((reading.governing for reading in readings), report.published)
    metrics: dict[Figure, Object] = {}
    drawn: list[Drawn] = []
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
        part = part_of(report, reading, drawn)
        choices = choices_of(report, reading, whole, drawn, part)
        metric = _metric(report, reading, choices, whole)
        if aspect.kind == "target":
            governing = _of_target(report, figure, governing, possible)
        period = draft_period(metric, governing, possible, report.published, report.vocabularies)
        metric |= period.members
        if actor:
            metric["organization"] = actor.id
        named[metric["id"]] += 1
        if named[metric["id"]] > 1:
            metric["id"] += f"-{named[metric['id']]}"
        metrics[figure] = metric
        drawn.append(Drawn(figure, metric, part))
        index = len(drafted.metrics)
        drafted.metrics.append(metric)
        drafted.todos.extend(_todos(report, index, reading, choices, period))
    return drafted


def _of_target(
    report: Report, figure: Figure, governing: Governing, possible: Sequence[str]
) -> Governing:
    """The period of a target: the year, where its words say so. In a report without a date none was
    over before another period began: it is of the year of the latest, or unknown."""
    if governing.period is None:
        return governing
    end = parse_period(governing.period).end
    starts = [(start, period) for period in possible if (start := parse_period(period).start)]
    latest, period = max(starts, default=(None, governing.period))
    is_over = bool(report.published is None and end and latest and latest > end)
    if not is_over:
        period = governing.period
    year, last = period[:4], period.partition("/")[2][:4]
    words = re.split(f"[{CLAUSE_ENDS}]", report.text[: figure.start])[-1]
    if not _OF_A_YEAR.search(words) or last not in ("", year):
        return governing._replace(period=None) if is_over else governing
    if period == year:
        return governing._replace(period=year)
    reason = f"a target of the year of {period}"
    return Governing(year, None, "inferred", reason, governing.start, governing.end)


def _refuse_too_many(count: int) -> None:
    if count > MOST_FIGURES:
        raise InputError(
            f"the text has {count:,} figures, more than the {MOST_FIGURES:,} of which a record can "
            "be drafted; give each report a text of its own"
        )


def _exclusion(report: Report, reading: Reading) -> str | None:
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


def _metric(
    report: Report, reading: Reading, choices: Sequence[Object], whole: Object | None
) -> Object:
    """The metric of a figure with the first of the choices, without period and organization."""
    figure, aspect, *_ = reading
    undecided: Object = {
        "measure": TODO,
        "unit": unit_of(figure, aspect, report.vocabularies) or TODO,
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
    reading: Reading,
    choices: Sequence[Object],
    period: DraftedPeriod,
) -> list[Object]:
    """What a person must decide of a metric."""
    figure, aspect, _, actor = reading
    at = ("metrics", index)
    todos: list[Object] = []
    if not aspect.is_certain:
        others = [kind for kind in ("level", "target") if kind != aspect.kind]
        question = f"is {figure.exact} a {aspect.kind}?"
        todos.append(ask((*at, "aspect"), question, [aspect.kind, *others]))
    todos.append(ask(at, f"what does {figure.exact} measure?", choices))
    if not choices:
        todos.append(ask((*at, "id"), f"an id that says what {figure.exact} measures"))
    todos += period_todos(index, figure.exact, period)
    if report.mentions and actor is None:
        whose = [mention.id for mention in report.mentions]
        question = f"whose figure is {figure.exact}? null if the report does not say"
        todos.append(ask((*at, "organization"), question, [None, *whose]))
    return todos
