"""Decisions on the to-dos of a draft. Each function gives a new JSON value; none changes its
argument, so a step back is the value before it."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any, Final, NamedTuple

from fazhi.curate.draft.names import evidence
from fazhi.curate.draft.todo import ask_for_placeholders
from fazhi.curate.removal import refer, references, remove, remove_open_relations
from fazhi.punctuation import LINE_BREAKS, SENTENCE_ENDS
from fazhi.record.canonical import dump
from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.record.model import Exclusion
from fazhi.record.search import search
from fazhi.record.vocabulary import RANK_UNIT, RELATIVE_UNITS, Measure, Vocabularies
from fazhi.validate.check import Checker
from fazhi.validate.json_text import read_bytes
from fazhi.validate.problem import Problem
from fazhi.validate.todo import MEMBER, Todo, follow, open_paths, read_todos

REACH: Final = 60
"""Characters on either side of a figure that are shown."""

Object = dict[str, Any]


class DecisionError(ValueError):
    """A value that cannot stand where it should; the message is a sentence for the curator."""


class Excerpt(NamedTuple):
    """A figure in the sentence around it."""

    before: str
    exact: str
    after: str


def todos(document: Object) -> list[Todo]:
    """The open to-dos of a draft. Raises DecisionError when they are malformed."""
    try:
        return read_todos(document)
    except ValueError as error:
        raise DecisionError(f"the to-dos cannot be read: {error}") from None


def decide(document: Object, todo: Todo, value: object) -> Object:
    """The draft with the value of a to-do, which is open no more. An object is merged into what is
    there, and takes away the members that are None in it. The id of a metric follows its measure,
    unless a person has given it another."""
    decided = deepcopy(document)
    *parents, last = todo.at
    holder: Any = value_at(decided, tuple(parents))
    if value is None and isinstance(holder, dict) and last not in holder:
        return _close(decided, todo)
    if value is None and isinstance(holder, list):
        remove(decided, todo.at)
        return _with_entries(decided, decided[MEMBER])
    if last == "id" and todo.at[0] == "metrics":
        refer(decided, holder["id"], str(value))
    there = holder.get(last) if isinstance(holder, dict) else holder[last]
    if isinstance(value, dict) and isinstance(there, dict):
        if is_measure(todo):
            _rename(decided, int(last), value["measure"])
        merged = there | value
        gone = {"breakdown"} if not merged.get("breakdown") else set()
        gone |= {name for name, member in value.items() if member is None}
        holder[last] = {name: merged[name] for name in merged if name not in gone}
        if "period" in value and "as_of" not in value:
            _end_at_publication(decided, holder[last])
    else:
        holder[last] = value
    if last == "period":
        _end_at_publication(decided, holder)
    return _close(decided, todo, value if is_measure(todo) and isinstance(value, dict) else ())


def conclude(document: Object, at: JsonPath, reason: str) -> Object:
    """The draft that says what the date or the period at a path, or that of the metric there, was
    concluded from."""
    concluded = deepcopy(document)
    if at == ("published",):
        concluded["published"] |= {"basis": "inferred", "note": reason}
    else:
        holder = at[:-1] if at[-1] == "period" else at
        value_at(concluded, holder)["period_inferred_from"] = reason
    return concluded


def quote(document: Object, at: JsonPath, words: str, text: str) -> Object:
    """The draft that quotes the words of the text that say what the figure at a path is: the place
    of them that is nearest. Raises DecisionError when the text has none."""
    quoted = deepcopy(document)
    quotes = value_at(quoted, at[:2])["evidence"]
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if not starts:
        raise DecisionError(f"the text has no {words!r}")
    start = min(starts, key=lambda start: abs(start - quotes[-1]["start"]))
    quotes.insert(0, evidence(start, words)[0] | {"role": "context"})
    return quoted


def exclude(document: Object, todo: Todo, reason: str) -> Object:
    """The draft with the metric of a to-do as an exclusion, in the order of the text; to-dos follow
    what moves. Raises DecisionError when the to-do is about no metric, or another part names it."""
    if todo.at[:1] != ("metrics",):
        raise DecisionError("only a metric can become an exclusion")
    index = int(todo.at[1])
    excluded = deepcopy(document)
    metric = excluded["metrics"].pop(index)
    remove_open_relations(excluded, metric["id"])
    if any(metric["id"] in names for names in references(excluded)):
        raise DecisionError(f"a relation or another metric names {metric['id']!r}")
    exclusions = excluded["exclusions"]
    quotes = _own_quotes(metric)
    place = quotes[0]["start"]
    new = sum(item["evidence"][0]["start"] < place for item in exclusions)
    moved_metrics = {i: i - (i > index) for i in range(len(document["metrics"])) if i != index}
    moved_exclusions = {i: i + (i >= new) for i in range(len(exclusions))}
    exclusions.insert(new, {"evidence": quotes, "reason": reason})
    own = to_pointer(("metrics", index))
    entries = [
        follow(follow(entry, ("metrics",), moved_metrics), ("exclusions",), moved_exclusions)
        for entry in excluded[MEMBER]
        if entry["at"] != own and not entry["at"].startswith(f"{own}/")
    ]
    return _with_entries(excluded, entries)


def refusal(
    checker: Checker, before: Object, after: Object, at: JsonPath, given: Iterable[str] = ()
) -> Problem | None:
    """The first problem that speaks against a decision: one of what it gives, or one below its
    path that the draft had not before; None when there is none. `given` are the members of a
    metric that a person typed. That a figure looks like one that is still open may change."""
    pointer = to_pointer(at)
    if isinstance(at[-1], int) and len(value_at(after, at[:-1])) < len(value_at(before, at[:-1])):
        return None  # what was removed has no problem, and what follows it has its place
    is_merged = len(at) == 2 and isinstance(at[1], int)
    known = {(found.rule, found.pointer, found.message) for found in _problems(checker, before)}
    for problem in _problems(checker, after):
        is_there = problem.pointer == pointer or problem.pointer.startswith(f"{pointer}/")
        is_new = (problem.rule, problem.pointer, problem.message) not in known
        is_new |= problem.pointer in {f"{pointer}/{name}" for name in given}
        is_new |= problem.rule == "figure-repeated" and not _repeats_open(after, problem)
        if is_there and (is_new or not is_merged) and problem.rule != "text-todo":
            return _with_aspects(problem)
    return None


def is_mended_by_reason(problem: Problem, at: JsonPath) -> bool:
    """Whether a problem goes away when the record says what a date or a period was concluded
    from."""
    rules = ("period-not-in-source", "period-differs")
    is_period = problem.pointer == to_pointer((*at, "period"))
    return problem.rule in rules and (is_period or at[-1] in ("published", "period"))


def is_mended_by_quote(problem: Problem) -> bool:
    """Whether a problem goes away when the record quotes what says so outside of the clause."""
    return problem.rule in ("aspect-differs", "aspect-direction-differs", "aspect-baseline-differs")


def meanings() -> dict[str, str]:
    """What each reason of an exclusion means, as the model says."""
    described = Exclusion.model_fields["reason"].description or ""
    return dict(re.findall(r"`([a-z-]+)`: ([^.]+)\.", re.sub(r"\s+", " ", described)))


def is_measure(todo: Todo) -> bool:
    """Whether a to-do asks for the measure of a metric."""
    is_metric = len(todo.at) == 2 and todo.at[0] == "metrics"
    return is_metric and all(
        isinstance(choice, dict) and "measure" in choice for choice in todo.choices
    )


def measure_choice(measure: Measure, metric: Object) -> Object:
    """A measure with the unit of a metric, or with its own first unit where it does not take it."""
    is_relative = metric.keys() & {"change", "share"} and metric["unit"] in RELATIVE_UNITS
    keeps = metric["unit"] in measure.units or is_relative or metric["unit"] == RANK_UNIT
    return {"measure": measure.code, "unit": metric["unit"] if keeps else measure.units[0]}


def search_measures(query: str, metric: Object, vocabularies: Vocabularies) -> list[Object]:
    """The measures that a query finds, as choices, those that take the unit of a metric first."""
    found = search(
        query,
        (measure for measure in vocabularies.measures if measure.units and not measure.deprecated),
        lambda measure: (
            (measure.code, measure.label.zh, measure.label.en, *measure.aliases),
            (measure.definition.zh, measure.definition.en) if measure.definition else (),
        ),
    )
    choices = [measure_choice(measure, metric) for measure in found]
    return sorted(choices, key=lambda choice: bool(choice["unit"] != metric["unit"]))


def excerpt(document: Object, todo: Todo, text: str | None) -> Excerpt | None:
    """The figure or the name that a to-do is about, in its sentence, of a relation the figure on
    its left; None when it is about none."""
    if len(todo.at) < 2 or todo.at[0] not in ("metrics", "exclusions", "initiatives", "relations"):
        return None
    part = value_at(document, todo.at[:2])
    if "metric" in part:
        named = (item for item in document["metrics"] if item["id"] == part["metric"])
        part = next(named, None)
        if part is None:
            return None
    own = _own_quotes(part)[0]
    if text is None:
        return Excerpt("", own["exact"], "")
    ends = f"[{SENTENCE_ENDS}{LINE_BREAKS}]"
    before = text[max(0, own["start"] - REACH) : own["start"]]
    after = text[own["end"] : own["end"] + REACH]
    return Excerpt(re.split(ends, before)[-1], own["exact"], re.split(ends, after)[0])


def value_at(document: Any, path: JsonPath) -> Any:
    """The value at a path of a JSON value."""
    for step in path:
        document = document[step]
    return document


def _repeats_open(document: Object, problem: Problem) -> bool:
    """Whether the metric that another repeats, which the problem names, is still to be decided."""
    named = (
        i for i, metric in enumerate(document["metrics"]) if repr(metric["id"]) in problem.message
    )
    return any(("metrics", i) in open_paths(document) for i in named)


def _own_quotes(part: Object) -> list[Object]:
    """The evidence of a part of a record without the words that only say what it is."""
    return [quote for quote in part["evidence"] if quote.get("role") != "context"]


def _with_aspects(problem: Problem) -> Problem:
    """A problem whose hint says what else two levels that look the same may be."""
    if problem.rule != "figure-repeated":
        return problem
    hint = f"{problem.hint}; or is it a target, a share or a change?"
    return replace(problem, hint=hint)


def _problems(checker: Checker, document: Object) -> Sequence[Problem]:
    return checker.check("draft", read_bytes(dump(document).encode())).problems


def _rename(document: Object, index: int, measure: str) -> None:
    """Name a metric after a measure, and change what refers to it, unless a person named it."""
    metric = document["metrics"][index]
    last = metric["measure"].rpartition(".")[2]
    if not re.fullmatch(f"(?:figure|metric|{re.escape(last)})(?:-[0-9]+)?", metric["id"]):
        return
    new = measure.rpartition(".")[2]
    taken = {other["id"] for i, other in enumerate(document["metrics"]) if i != index}
    name, number = new, 1
    while name in taken:
        number += 1
        name = f"{new}-{number}"
    old, metric["id"] = metric["id"], name
    refer(document, old, name)
    path = to_pointer(("metrics", index, "id"))
    document[MEMBER] = [entry for entry in document[MEMBER] if entry["at"] != path]


def _close(document: Object, todo: Todo, given: Iterable[str] = ()) -> Object:
    """The draft without the first entry that is this to-do, and without those on the members that
    its decision gave; for a placeholder in these there is one in its place."""
    entries = list(document[MEMBER])
    pointer = to_pointer(todo.at)
    below = tuple(f"{pointer}/{name}/" for name in given)
    place = next(i for i, e in enumerate(entries) if (e["at"], e["ask"]) == (pointer, todo.ask))
    before, after = (
        [entry for entry in part if not f"{entry['at']}/".startswith(below)]
        for part in (entries[:place], entries[place + 1 :])
    )
    asked = ask_for_placeholders(document, before + after) if below else []
    new = [entry for entry in asked if entry["at"].startswith(below)]
    return _with_entries(document, [*before, *new, *after])


def _with_entries(document: Object, entries: list[Object]) -> Object:
    rest = {name: value for name, value in document.items() if name != MEMBER}
    return rest | ({MEMBER: entries} if entries else {})


def _end_at_publication(document: Object, holder: Object) -> None:
    """Give a period without an end that it ran up to publication, where nothing else says so."""
    published = document.get("published")
    if not str(holder["period"]).endswith("/.."):
        holder.pop("as_of", None)
    elif published and "measure" in holder:
        holder.setdefault("as_of", published["date"])
