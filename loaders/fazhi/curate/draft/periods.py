"""The periods of the metrics of a draft. What is counted from publication, such as 今年, is read
again once a person says when the report appeared."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any, Final, NamedTuple

from fazhi.clause.governing import Governing
from fazhi.clause.period import governing_periods
from fazhi.curate.draft.todo import Object, ask
from fazhi.figure import Figure, figures
from fazhi.record.json_pointer import to_pointer
from fazhi.record.period import Period, parse_period
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.todo import MEMBER, TODO_PERIOD

_UNKNOWN: Final = Governing(None, None, "inferred", "no figure stands there", -1, -1)
_MEMBERS: Final = ("period", "period_inferred_from", "as_of")


class DraftedPeriod(NamedTuple):
    """The members of a metric that say its time, and what may be chosen where that is open."""

    members: Object
    choices: Sequence[str] | None


def candidates(governings: Iterable[Governing], published: Period | None) -> list[str]:
    """The periods of a report, the commonest first, then the year and the day of publication."""
    counted = Counter(item.period for item in governings if item.period)
    found = [period for period, _ in counted.most_common()]
    if published and published.start:
        found.append(str(published.start.year))
        found += [str(published.start)] if published.start == published.end else []
    return [*dict.fromkeys(found)]


def draft_period(
    metric: Object,
    governing: Governing,
    possible: Sequence[str],
    published: Period | None,
    vocabularies: Vocabularies,
) -> DraftedPeriod:
    """The period of a metric, what it was inferred from, and up to when it had run; where it is
    unknown the likeliest of those possible, with all of them as choices. That of a target is
    unknown where it was read to be over when the report appeared."""
    if metric["aspect"] == "target" and governing.period and _is_over(governing.period, published):
        governing = governing._replace(period=None)
        possible = [period for period in possible if not _is_over(period, published)]
    if _is_stock(metric, vocabularies):
        governing = _at_the_end(governing)
        possible = [period for period in possible if "/" not in period]
    if governing.period is None:
        return DraftedPeriod({"period": next(iter(possible), TODO_PERIOD)}, possible)
    # A running total has an open period; what ended it is `as_of`.
    start, _, end = governing.period.partition("/")
    is_running = bool(end) and end == governing.as_of
    members: Object = {"period": f"{start}/.." if is_running else governing.period}
    if governing.basis == "inferred":
        members["period_inferred_from"] = governing.reason
    if members["period"].endswith("/..") and governing.as_of:
        members["as_of"] = governing.as_of
    return DraftedPeriod(members, None)


def period_todos(index: int, exact: str, period: DraftedPeriod) -> list[Object]:
    """What is asked of the period of a metric."""
    if period.choices is None:
        return []
    return [ask(("metrics", index, "period"), f"what time does {exact} cover?", period.choices)]


def read_again(document: Object, text: str, vocabularies: Vocabularies) -> Object:
    """The draft of a report whose publication has been decided, with the periods that follow from
    it. A period that a person decided stays."""
    published = parse_period(document["published"]["date"])
    again = deepcopy(document)
    entries = again.pop(MEMBER, [])
    undated = _periods(document, text, None, vocabularies)
    dated = _periods(document, text, published, vocabularies)
    for i, (old, new) in enumerate(zip(undated, dated, strict=True)):
        metric = again["metrics"][i]
        pointer = to_pointer(("metrics", i, "period"))
        is_open = any(entry["at"] == pointer for entry in entries)
        written = {name: metric[name] for name in _MEMBERS if name in metric}
        if written != old.members or is_open != (old.choices is not None):
            continue
        for name in written:
            del metric[name]
        metric |= new.members
        todos = period_todos(i, metric["evidence"][-1]["exact"], new)
        entries = _with_todos(entries, pointer, todos)
    return again | ({MEMBER: entries} if entries else {})


def _periods(
    document: Object, text: str, published: Period | None, vocabularies: Vocabularies
) -> Iterator[DraftedPeriod]:
    """The period of each metric, as the draft of a report that appeared at a date has it."""
    found = figures(text)
    governings = governing_periods(text, found, published)
    possible = candidates(governings, published)
    for metric in document["metrics"]:
        governing = _governing(metric["evidence"][-1]["start"], found, governings)
        yield draft_period(metric, governing, possible, published, vocabularies)


def _is_over(period: str, published: Period | None) -> bool:
    """Whether a period ended before the report appeared."""
    end = parse_period(period).end
    return bool(published and published.start and end and end < published.start)


def _governing(start: int, found: Sequence[Figure], governings: Sequence[Governing]) -> Governing:
    """The period of the figure at an offset, or of the last before it, which 持平 has."""
    for figure, governing in zip(reversed(found), reversed(governings), strict=True):
        if figure.start <= start and not figure.is_date:
            return governing
    return _UNKNOWN


def _with_todos(entries: Sequence[Any], pointer: str, todos: Sequence[Object]) -> list[Any]:
    """The list with to-dos in the place of the entry that has a pointer, else at its end."""
    places = [i for i, entry in enumerate(entries) if entry["at"] == pointer]
    start = places[0] if places else len(entries)
    return [*entries[:start], *todos, *entries[start + len(places) :]]


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
