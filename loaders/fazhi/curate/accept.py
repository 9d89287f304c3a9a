"""Decisions on the to-dos of a draft. Each function gives a new JSON value; none changes its
argument, so a step back is the value before it."""

import json
import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final, NamedTuple

from fazhi.curate.removal import refer, references, remove, remove_open_relations
from fazhi.punctuation import LINE_BREAKS, SENTENCE_ENDS
from fazhi.record.canonical import dump
from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.record.period import PeriodError, parse_period
from fazhi.record.search import search
from fazhi.record.vocabulary import RANK_UNIT, RELATIVE_UNITS, Measure, Vocabularies
from fazhi.suggest import did_you_mean
from fazhi.validate.check import Checker
from fazhi.validate.json_text import read_bytes
from fazhi.validate.problem import Problem
from fazhi.validate.todo import MEMBER, Todo, follow, read_todos

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
    """The draft with the value of a to-do, which is open no more. The id of a metric follows its
    measure, unless a person has given it another."""
    decided = deepcopy(document)
    *parents, last = todo.at
    holder: Any = _at(decided, tuple(parents))
    if value is None and isinstance(holder, dict) and last not in holder:
        return _close(decided, todo)
    if value is None and isinstance(holder, list):
        remove(decided, todo.at)
        return _with_entries(decided, decided[MEMBER])
    if last == "id" and todo.at[0] == "metrics":
        refer(decided, holder["id"], str(value))
    if isinstance(value, dict) and isinstance(holder[last], dict):
        if is_measure(todo):
            _rename(decided, int(last), value["measure"])
        holder[last].update(value)
        if not holder[last].get("breakdown", True):
            del holder[last]["breakdown"]
    else:
        holder[last] = value
    if last == "period":
        _end_at_publication(decided, holder)
    return _close(decided, todo)


def conclude(document: Object, at: JsonPath, reason: str) -> Object:
    """The draft that says what the date or the period at a path was concluded from."""
    concluded = deepcopy(document)
    if at == ("published",):
        concluded["published"] |= {"basis": "inferred", "note": reason}
    else:
        _at(concluded, at[:-1])["period_inferred_from"] = reason
    return concluded


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
    place = metric["evidence"][0]["start"]
    new = sum(item["evidence"][0]["start"] < place for item in exclusions)
    moved_metrics = {i: i - (i > index) for i in range(len(document["metrics"])) if i != index}
    moved_exclusions = {i: i + (i >= new) for i in range(len(exclusions))}
    exclusions.insert(new, {"evidence": metric["evidence"], "reason": reason})
    own = to_pointer(("metrics", index))
    entries = [
        follow(follow(entry, ("metrics",), moved_metrics), ("exclusions",), moved_exclusions)
        for entry in excluded[MEMBER]
        if entry["at"] != own and not entry["at"].startswith(f"{own}/")
    ]
    return _with_entries(excluded, entries)


def parse(document: Object, todo: Todo, text: str, vocabularies: Vocabularies) -> object:
    """The JSON value of a typed answer: `CODE [UNIT] [offence_group=CODE …]` for a measure, codes
    for themes, a date for `published`, the name or code of a region, the first member of what the
    choices have. Raises DecisionError when it is none."""
    text = text.strip()
    if not text:
        raise DecisionError("nothing was typed")
    if text == "null" and None in todo.choices:
        return None
    if is_measure(todo):
        return _typed_measure(text, document["metrics"][todo.at[1]], vocabularies)
    if todo.at == ("themes",):
        return re.split(r"[\s,，、]+", text)
    if todo.at == ("published",):
        return _publication(text)
    if todo.at[-1] == "region" and not text.isdecimal():
        return _division(text, vocabularies)
    *parents, last = todo.at
    holder = _at(document, tuple(parents))
    if (isinstance(holder, dict) and last not in holder) or isinstance(holder[last], str):
        return text
    if todo.choices and isinstance(todo.choices[0], dict) and not text.startswith("{"):
        return {next(iter(todo.choices[0])): text}
    return _json(text)


def _typed_measure(text: str, metric: Object, vocabularies: Vocabularies) -> Object:
    """The measure of a typed code, with the unit and the breakdown that follow it; `matter=` and
    nothing after it says that there is no breakdown."""
    code, *further = text.split()
    measure = vocabularies.measures.get(code)
    if measure is None or not measure.units:
        hint = did_you_mean(code, vocabularies.measures.by_code, "search with /")
        raise DecisionError(f"there is no measure {code!r}; {hint}")
    choice = measure_choice(measure, metric)
    parts = dict(part.split("=", 1) for part in further if "=" in part)
    for unit in further:
        choice |= {} if "=" in unit else {"unit": unit}
    return choice | ({"breakdown": {k: v for k, v in parts.items() if v}} if parts else {})


def refusal(checker: Checker, before: Object, after: Object, at: JsonPath) -> Problem | None:
    """The first problem that speaks against a decision: one of what it gives, or one below its
    path that the draft had not before; None when there is none."""
    pointer = to_pointer(at)
    if isinstance(at[-1], int) and len(_at(after, at[:-1])) < len(_at(before, at[:-1])):
        return None  # what was removed has no problem, and what follows it has its place
    is_merged = len(at) == 2 and isinstance(at[1], int)
    known = {(found.rule, found.pointer) for found in _problems(checker, before)}
    for problem in _problems(checker, after):
        is_there = problem.pointer == pointer or problem.pointer.startswith(f"{pointer}/")
        is_new = (problem.rule, problem.pointer) not in known
        if is_there and (is_new or not is_merged) and problem.rule != "text-todo":
            return problem
    return None


def is_mended_by_reason(problem: Problem, at: JsonPath) -> bool:
    """Whether a problem goes away when the record says what a date or a period was concluded
    from."""
    rules = ("period-not-in-source", "period-differs")
    return problem.rule in rules and at[-1] in ("published", "period")


def is_measure(todo: Todo) -> bool:
    """Whether a to-do asks for the measure of a metric."""
    is_metric = len(todo.at) == 2 and todo.at[0] == "metrics"
    return is_metric and all("measure" in choice for choice in todo.choices)


def measure_choice(measure: Measure, metric: Object) -> Object:
    """A measure with the unit of a metric, or with its own first unit where it does not take it."""
    is_relative = "change" in metric and metric["unit"] in RELATIVE_UNITS
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
    part = _at(document, todo.at[:2])
    if "metric" in part:
        part = next(item for item in document["metrics"] if item["id"] == part["metric"])
    quote = part["evidence"][0]
    if text is None:
        return Excerpt("", quote["exact"], "")
    ends = f"[{SENTENCE_ENDS}{LINE_BREAKS}]"
    before = text[max(0, quote["start"] - REACH) : quote["start"]]
    after = text[quote["end"] : quote["end"] + REACH]
    return Excerpt(re.split(ends, before)[-1], quote["exact"], re.split(ends, after)[0])


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


def _close(document: Object, todo: Todo) -> Object:
    """The draft without the first entry that is this to-do."""
    entries = list(document[MEMBER])
    pointer = to_pointer(todo.at)
    entries.remove(next(e for e in entries if (e["at"], e["ask"]) == (pointer, todo.ask)))
    return _with_entries(document, entries)


def _with_entries(document: Object, entries: list[Object]) -> Object:
    rest = {name: value for name, value in document.items() if name != MEMBER}
    return rest | ({MEMBER: entries} if entries else {})


def _at(document: Any, path: JsonPath) -> Any:
    for step in path:
        document = document[step]
    return document


def _publication(text: str) -> object:
    """A date that the report states, `null`, or an object as JSON."""
    try:
        parse_period(text)
    except PeriodError:
        return _json(text)
    return {"date": text, "basis": "stated"}


def _division(text: str, vocabularies: Vocabularies) -> str:
    """The code of the division of a Chinese or English name."""
    regions = vocabularies.regions
    named = [region for region in regions if text in (region.label.zh, region.label.en)]
    if len(named) == 1:
        return named[0].code
    if named:
        codes = ", ".join(f"{region.code} in {region.broader}" for region in named)
        raise DecisionError(f"several divisions are called {text!r}: {codes}; type a code")
    names = [region.label.zh for region in regions]
    hint = did_you_mean(text, names, "fazhi show regions --search WORDS lists them")
    raise DecisionError(f"there is no division {text!r}; {hint}")


def _end_at_publication(document: Object, holder: Object) -> None:
    """Give a period without an end that it ran up to publication, where nothing else says so."""
    published = document.get("published")
    if not str(holder["period"]).endswith("/.."):
        holder.pop("as_of", None)
    elif published and "measure" in holder:
        holder.setdefault("as_of", published["date"])


def _json(text: str) -> object:
    document = read_bytes(text.encode())
    if document.faults:
        raise DecisionError(f"{text!r} is no JSON value: {document.faults[0][1].message}")
    return json.loads(text)
