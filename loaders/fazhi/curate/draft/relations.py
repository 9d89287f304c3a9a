"""The relations of a draft: sums, parts and ratios that the words of a report name and its figures
have, each with a to-do that keeps or drops it.

其中, 在…中 and 分别 name the parts of a whole, 占 and 率 a ratio. Neither words nor arithmetic are
enough alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from typing import Final, NamedTuple

from pydantic import ValidationError

from fazhi.curate.draft.reading import Report
from fazhi.curate.draft.todo import Object, ask
from fazhi.punctuation import (
    CLAUSE_ENDS,
    CLOSING_BRACKETS,
    COLONS,
    COMMAS,
    ENUMERATION,
    LINE_BREAKS,
    OPENING_BRACKETS,
    SEMICOLONS,
    SENTENCE_ENDS,
    fold_width,
)
from fazhi.record.arithmetic import exact_decimal, holds
from fazhi.record.canonical import dump
from fazhi.record.model import Metric, Relation
from fazhi.record.period import is_within
from fazhi.validate.todo import TODO_PERIOD

MOST_RELATIONS: Final = 500
MOST_PARTS: Final = 40
NEAREST: Final = 8
"""So many figures before the words are looked at for the whole of a part or of a rate."""
_GAP: Final = 20
"""Characters between two parts of a list, or before the first."""
_PHRASE: Final = 30
_REACH: Final = 300
"""Characters before the words that are searched for a whole."""
_RELATIVE: Final = ("percent", "per-mille")
_PART: Final = r"中(?![级院心国小学央])[,\s]*"
_HEAD: Final = rf"(?P<{{}}>[^\d{re.escape(CLAUSE_ENDS + ENUMERATION)}]{{{{2,14}}}}?){_PART}"
_MARKER: Final = re.compile(
    rf"(?:其中[{COMMAS}{COLONS}\s]*(?:[在从]?{_HEAD.format('head')})?"
    rf"|(?:^|(?<=[{CLAUSE_ENDS}\s]))[在从]?{_HEAD.format('own')}"
    rf"|(?P<each>分别)[为是有达到占]{{0,2}})",
    re.MULTILINE,
)
_LIST_ENDS: Final = re.compile(f"[{SENTENCE_ENDS}{SEMICOLONS}{LINE_BREAKS}]")
_CLOSING: Final = re.compile(f"[{re.escape(CLOSING_BRACKETS)}]")
_STARTS: Final = re.compile(f"[{re.escape(CLAUSE_ENDS + ENUMERATION + OPENING_BRACKETS)}]")
# Words for what is counted that tell no whole from another.
_GENERAL: Final = re.compile("(?:上述|这些|以上|该类|全部|所有|各类)?(?:案件|案|人员|人|纠纷)?")
_COUNTED: Final = ("count", "amount", "duration")


class _Item(NamedTuple):
    """A metric with the place of its figure, the unit that the text writes, and the words before
    it in its clause, and itself as the model has it."""

    start: int
    end: int
    unit: str
    is_level: bool
    phrase: str
    metric: Object
    model: Metric


class _Found(NamedTuple):
    """A relation: `metric` is the `kind` of `of`."""

    kind: str
    metric: _Item
    of: tuple[_Item, ...]


def draft_relations(report: Report, metrics: Sequence[Object]) -> tuple[list[Object], list[Object]]:
    """The relations of drafted metrics, in the order of the text, and a to-do for each."""
    folded = fold_width(report.text)
    items = _items(report, folded, metrics)
    ratios = [*_of_ratios(report, folded, items)]
    shares = {found.of[0].start: found.of[1] for found in ratios if "占" in found.metric.phrase}
    found = [*_of_lists(folded, items, shares), *ratios]
    found.sort(key=lambda relation: (relation.metric.start, relation.kind))
    relations: list[Object] = []
    todos: list[Object] = []
    for kind, metric, of in found[:MOST_RELATIONS]:
        at = ("relations", len(relations))
        todos.append(ask(at, _question(kind, metric, of), [{"holds": True}, None]))
        ids = [item.metric["id"] for item in of]
        relations.append({"kind": kind, "metric": metric.metric["id"], "of": ids, "holds": True})
    return relations, todos


def _question(kind: str, metric: _Item, of: Sequence[_Item]) -> str:
    words = {"sum": "the sum of", "subset": "a part of", "ratio": "the ratio of"}
    *first, last = [item.metric["evidence"][-1]["exact"] for item in of]
    listed = f"{', '.join(first)} and {last}" if first else last
    exact = metric.metric["evidence"][-1]["exact"]
    return f"does the text say that {exact} is {words[kind]} {listed}? null drops the relation"


def _items(report: Report, folded: str, metrics: Sequence[Object]) -> list[_Item]:
    """The metrics that have one quote, in the order of the text."""
    figures = {figure.start: figure for figure in report.figures}
    items: list[_Item] = []
    for metric in metrics:
        quote = metric["evidence"][0]
        figure = figures.get(quote["start"])
        if figure is None or len(metric["evidence"]) > 1:
            continue
        last = items[-1].end if items else 0
        words = folded[max(last, figure.start - _PHRASE) : figure.start]
        phrase = _STARTS.split(words)[-1] or (items[-1].phrase if items else "")
        is_level = metric["aspect"] == "level" and figure.kind in _COUNTED
        unit = fold_width(figure.unit)
        try:
            model = Metric.model_validate_json(dump(metric))
        except ValidationError:  # more digits than a record may have, which is said of the record
            continue
        items.append(_Item(figure.start, figure.end, unit, is_level, phrase, metric, model))
    return items


def _of_lists(folded: str, items: Sequence[_Item], shares: Mapping[int, _Item]) -> Iterator[_Found]:
    """The sums and parts that 其中, 在…中 and 分别 name. `shares` has the wholes that shares are
    of, by the place of the part."""
    starts = [item.start for item in items]
    markers = [*_MARKER.finditer(folded)]
    limits = [marker.start() for marker in markers[1:]] + [len(folded)]
    for marker, limit in zip(markers, limits, strict=False):
        first = bisect_left(starts, marker.end())
        parts = _parts(folded, items[first : first + MOST_PARTS], marker, limit)
        if not parts:
            continue
        own = bisect_left(starts, marker.start())
        before = items[max(0, own - NEAREST) : own]
        near = [item for item in before if item.start >= marker.start() - _REACH]
        wholes = _meant(folded, marker, near[::-1])
        wholes = [item for item in wholes if item.is_level and item.unit == parts[0].unit]
        added = _sum(wholes, parts)
        if added:
            yield added
        elif wholes and not marker["each"]:
            yield from _subsets(_alike(wholes, parts[0]), parts, shares)


def _parts(folded: str, items: Sequence[_Item], marker: re.Match[str], limit: int) -> list[_Item]:
    """The levels of one unit listed after a marker; what is said of each may stand between."""
    until = _LIST_ENDS.search(folded, marker.end(), limit)
    end = until.start() if until else limit
    if folded[max(0, marker.start() - 1) : marker.start()] in (*OPENING_BRACKETS,):
        closing = _CLOSING.search(folded, marker.end(), end)
        end = closing.start() if closing else end
    parts: list[_Item] = []
    last = marker.end()
    for item in items:
        if item.start >= end or item.start - last > _GAP:
            break
        last = item.end
        if item.is_level and (not parts or item.unit == parts[0].unit):
            parts.append(item)
        elif item.is_level and not parts:
            break
    return parts


def _meant(folded: str, marker: re.Match[str], wholes: Sequence[_Item]) -> list[_Item]:
    """The figures before a marker, the nearest first, that its words can mean as the whole: those
    that 在审结的案件中 names, else those of the sentence that it goes on or follows."""
    head = marker["head"] or marker["own"]
    if head:
        *said, noun = head.removeprefix("在").removesuffix("的").split("的")
        if not _GENERAL.fullmatch(noun):
            return [item for item in wholes if noun in item.phrase]
        if said:
            return [item for item in wholes if said[-1][-2:] in item.phrase]
        if marker["own"] and not _GENERAL.fullmatch(head):
            return []
    sentence, line = _sentence_and_line(folded, marker.start())
    return [item for item in wholes if item.start >= max(sentence, line)]


def _alike(wholes: Sequence[_Item], part: _Item) -> _Item:
    """The nearest figure of which the words of a part speak again: 起诉287人…其中,起诉诈骗犯罪41人;
    the nearest of all where there is none."""
    said = {part.phrase[i : i + 2] for i in range(len(part.phrase) - 1)}
    named = (whole for whole in wholes if any(word in whole.phrase for word in said))
    return next(named, wholes[0])


def _sentence_and_line(folded: str, at: int) -> tuple[int, int]:
    """Where the sentence before a place and its line start; the sentence that ends there is the
    one before it."""
    first = max(0, at - _REACH)
    before = folded[first:at].rstrip(SENTENCE_ENDS + " \u3000")
    sentence = max(before.rfind(mark) for mark in SENTENCE_ENDS + LINE_BREAKS)
    line = max(before.rfind(mark) for mark in LINE_BREAKS)
    return first + sentence + 1, first + line + 1


def _sum(wholes: Sequence[_Item], parts: Sequence[_Item]) -> _Found | None:
    """The longest beginning of a list that adds up exactly to one of the wholes."""
    exact = [*takewhile(_is_exact, parts)]
    sums = [*accumulate(exact_decimal(item.metric["value"]) for item in exact)]
    for whole in filter(_is_exact, wholes):
        total = exact_decimal(whole.metric["value"])
        for count in range(len(exact), 1, -1):
            if sums[count - 1] == total:
                return _checked(_Found("sum", whole, tuple(exact[:count])))
    return None


def _subsets(
    nearest: _Item, parts: Sequence[_Item], shares: Mapping[int, _Item]
) -> Iterator[_Found]:
    """The parts of a list that can be parts of a whole."""
    for part in parts:
        whole = shares.get(part.start, nearest)
        periods = part.metric["period"], whole.metric["period"]
        if TODO_PERIOD in periods or is_within(*periods):
            found = _checked(_Found("subset", part, (whole,)))
            if found is None:
                return
            yield found


def _of_ratios(report: Report, folded: str, items: Sequence[_Item]) -> Iterator[_Found]:
    """The percentages that 占 or 率 names and two figures of the report have."""
    levels = _by_measure(items)
    for index, item in enumerate(items):
        metric = item.metric
        if metric["unit"] not in _RELATIVE or metric["aspect"] not in ("level", "share"):
            continue
        sentence, line = _sentence_and_line(folded, item.start)
        near = [other for other in items[max(0, index - NEAREST) : index] if other.is_level]
        near = [other for other in near if other.start >= line]
        own = [other for other in near if other.start >= sentence]
        if metric["aspect"] == "share" or "占" in item.phrase:
            pairs = [(own[-1], whole) for whole in near[-2::-1]] if own else []
        else:
            pairs = _of_measure(report, metric, levels)
            if not pairs and "率" in item.phrase:
                pairs = [(part, whole) for whole in own for part in own if part is not whole]
        for part, whole in pairs:
            if part.unit == whole.unit and _is_exact(part) and _is_exact(whole):
                is_part = 0 <= part.metric["value"] <= whole.metric["value"] > 0
                found = _checked(_Found("ratio", item, (part, whole))) if is_part else None
                if found:
                    yield found
                    break


def _by_measure(items: Sequence[_Item]) -> dict[object, _Item]:
    """The first level of each measure, organization and period that has no breakdown."""
    levels: dict[object, _Item] = {}
    for item in items:
        metric = item.metric
        if item.is_level and "breakdown" not in metric:
            levels.setdefault(_place(metric["measure"], metric), item)
    return levels


def _of_measure(
    report: Report, metric: Object, levels: dict[object, _Item]
) -> list[tuple[_Item, _Item]]:
    """The figures of the numerator and the denominator that the measure of a rate names."""
    measure = report.vocabularies.measures.get(metric["measure"])
    if measure is None or measure.numerator is None or "breakdown" in metric:
        return []
    part, whole = (
        levels.get(_place(code, metric)) for code in (measure.numerator, measure.denominator)
    )
    return [(part, whole)] if part and whole else []


def _place(measure: str | None, metric: Object) -> object:
    return measure, metric.get("organization"), metric["period"]


def _is_exact(item: _Item) -> bool:
    return item.metric["bound"] == "exact" and "upper" not in item.metric


def _checked(found: _Found) -> _Found | None:
    """A relation whose arithmetic holds; None for another."""
    kind, item, of = found
    ids = tuple(operand.model.id for operand in of)
    relation = Relation.model_validate(
        {"kind": kind, "metric": item.model.id, "of": ids, "holds": True}
    )
    return found if holds(relation, item.model, [operand.model for operand in of]) else None
