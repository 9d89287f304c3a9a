"""What a person types in answer to a to-do, as the JSON value that decides it.

    trial.cases-concluded case case_type=civil period=2024 organization=none

A figure is answered with a measure and any of its fields, each by its name.
"""

import json
import re
from collections.abc import Iterable, Mapping
from itertools import chain
from math import isfinite
from typing import Any, Final, get_args

from fazhi.curate.accept import DecisionError, Object, is_measure, measure_choice, value_at
from fazhi.curate.draft.names import name as label
from fazhi.record.model import Breakdown, Change, Metric
from fazhi.record.period import PeriodError, parse_period
from fazhi.record.vocabulary import RANK_UNIT, Vocabularies, Vocabulary
from fazhi.suggest import did_you_mean
from fazhi.validate.json_text import read_bytes
from fazhi.validate.todo import Todo, is_todo

BREAKDOWNS: Final = tuple(Breakdown.model_fields)
"""The fields that say which part of a measure a figure counts."""
MEMBERS: Final = (
    "value", "upper", "unit", "bound", "aspect", "period", "as_of", "organization", "region",
    "label",
)  # fmt: skip
"""The members of a metric that may be typed beside its measure."""
DETAILS: Final = {
    "change": ("direction", "against", "baseline", "of"),
    "share": ("of", "whole"),
    "rank": ("among",),
}
"""The fields that describe an aspect, in the member of its name."""
_NEEDED: Final = {"change": ("direction",), "share": ("of", "whole"), "rank": ("among",)}
"""The fields of which an aspect needs one."""
FIELDS: Final = tuple(dict.fromkeys((*BREAKDOWNS, *MEMBERS, *chain(*DETAILS.values()))))
_WORDS: Final = {
    name: get_args(part.model_fields[name].annotation)
    for part, name in (
        (Metric, "aspect"), (Metric, "bound"), (Change, "direction"), (Change, "against"),
    )
}  # fmt: skip
"""The fields that have one of a few words."""
_KEPT: Final = {"value", "unit", "period", *_WORDS}
"""The fields that no metric, or no change, is without."""


def parse(document: Object, todo: Todo, text: str, vocabularies: Vocabularies) -> object:
    """The JSON value of a typed answer: `[CODE] [UNIT] [FIELD=VALUE …]` for a measure, codes for
    themes, a date for `published`, the name or code of a region or an organization, the first
    member of what the choices have. Raises DecisionError when it is none."""
    text = text.strip()
    if not text:
        raise DecisionError("nothing was typed")
    if text == "null" and None in todo.choices:
        return None
    if is_measure(todo):
        return _metric(text, document, todo, vocabularies)
    if todo.at == ("themes",):
        return re.split(r"[\s,，、]+", text)
    if todo.at == ("published",):
        return _publication(text)
    *parents, last = todo.at
    if last == "region" or (todo.at[0] == "metrics" and len(todo.at) == 3 and last in MEMBERS):
        return _value(str(last), text, document, vocabularies)
    holder = value_at(document, tuple(parents))
    if (isinstance(holder, dict) and last not in holder) or isinstance(holder[last], str):
        return text
    if todo.choices and isinstance(todo.choices[0], dict) and not text.startswith("{"):
        return {next(iter(todo.choices[0])): text}
    return _json(text)


def _metric(text: str, document: Object, todo: Todo, vocabularies: Vocabularies) -> Object:
    """The members of a metric that a typed answer gives, None for those to be taken away. The
    measure is that of a code, that of the choice with a number, or else the one that is there."""
    metric = document["metrics"][todo.at[1]]
    words, fields = _split(text)
    code, unit, *more = [*words, "", ""][: max(2, len(words))]
    if more:
        raise DecisionError(f"{more[0]!r} has no name; type it as FIELD={more[0]}")
    if unit:
        fields = {"unit": unit} | fields
    chosen: Object = {}
    if code.isdecimal() and 1 <= int(code) <= len(todo.choices):
        chosen = todo.choices[int(code) - 1]
        code = chosen["measure"]
    measure = vocabularies.measures.get(code or metric["measure"])
    if measure is None or not measure.units:
        if not code and is_todo(metric["measure"]):
            raise DecisionError("type the code of a measure first, or search with /")
        hint = did_you_mean(code, vocabularies.measures.by_code, "search with /")
        raise DecisionError(f"there is no measure {code!r}; {hint}")
    members = _members(fields, metric | chosen, document, vocabularies)
    as_typed = _present(metric | chosen | members)
    if (as_typed["aspect"] == "rank") != (as_typed["unit"] == RANK_UNIT):
        as_typed["unit"] = RANK_UNIT if as_typed["aspect"] == "rank" else measure.units[0]
    return chosen | measure_choice(measure, as_typed) | members


def _split(text: str) -> tuple[list[str], dict[str, str]]:
    """The words before the first `FIELD=`, and the text after each, which goes on to the next."""
    words: list[str] = []
    fields: dict[str, str] = {}
    last = ""
    for word in text.split():
        name, sign, value = word.partition("=")
        if sign and name not in FIELDS:
            hint = did_you_mean(name, FIELDS, f"there is {', '.join(FIELDS)}")
            raise DecisionError(f"there is no field {name!r}; {hint}")
        if sign:
            last, fields[name] = name, value
        elif last:
            fields[last] = f"{fields[last]} {word}".strip()
        else:
            words.append(word)
    return words, fields


def _members(
    fields: Mapping[str, str], metric: Object, document: Object, vocabularies: Vocabularies
) -> Object:
    """The members of a metric that typed fields give. What a period was concluded from goes with
    it; the breakdown keeps what was not typed."""
    given = {name: _value(name, text, document, vocabularies) for name, text in fields.items()}
    members = {name: value for name, value in given.items() if name in MEMBERS}
    if "period" in given:
        members["period_inferred_from"] = None
    if given.keys() & set(BREAKDOWNS):
        merged = metric.get("breakdown", {}) | given
        members["breakdown"] = _present({name: merged.get(name) for name in BREAKDOWNS})
    return members | _described(given, metric)


def _described(given: Object, metric: Object) -> Object:
    """The members that describe the aspect of a metric, None for those of another aspect."""
    aspect = str(given.get("aspect", metric["aspect"]))
    own = DETAILS.get(aspect, ())
    for name in given:
        if name not in (*own, *MEMBERS, *BREAKDOWNS):
            of = " or ".join(kind for kind, names in DETAILS.items() if name in names)
            raise DecisionError(f"a {aspect} has no {name!r}; type aspect={of} as well")
    members: Object = {name: None for name in DETAILS if name != aspect and name in metric}
    if own and (aspect not in metric or given.keys() & set(own)):
        before = metric.get(aspect, {"against": "unstated"} if aspect == "change" else {})
        described = _present(before | {name: given[name] for name in own if name in given})
        if described.keys().isdisjoint(_NEEDED[aspect]):
            needed = " or ".join(f"{name}=…" for name in _NEEDED[aspect])
            raise DecisionError(f"a {aspect} needs {needed} as well")
        members[aspect] = described
    return members


def _value(name: str, text: str, document: Object, vocabularies: Vocabularies) -> Any:
    """The value of a typed field, None where it is to be taken away."""
    if text in ("", "none", "null"):
        if name in _KEPT:
            raise DecisionError(f"{name!r} needs a value")
        return None
    if name in _WORDS:
        return _one_of(name, text, {word: word for word in _WORDS[name]})
    if name in BREAKDOWNS:
        return _code(name, text, getattr(vocabularies, f"{name}s"))
    match name:
        case "value" | "upper":
            return _number(text)
        case "unit":
            return _code(name, text, vocabularies.units)
        case "organization":
            named = [(item["id"], item["name"].values()) for item in document["organizations"]]
            ids = {word: key for key, words in named for word in (key, *words)}
            return _one_of(name, text, ids, [key for key, _ in named])
        case "of":
            return _one_of("metric", text, {item["id"]: item["id"] for item in document["metrics"]})
        case "label" | "whole" | "among":
            return label(text)
        case "region" if not text.isdecimal():
            return _division(text, vocabularies)
    return text


def _one_of(
    what: str, text: str, known: Mapping[str, str], listed: Iterable[str] | None = None
) -> str:
    """What a word stands for. Raises DecisionError with the nearest, or with a list, when it stands
    for nothing."""
    if text in known:
        return known[text]
    words = ", ".join([*(known if listed is None else listed)][:9])
    hint = did_you_mean(text, known, f"there is {words}" if words else "there is none")
    raise DecisionError(f"there is no {what} {text!r}; {hint}")


def _code(what: str, text: str, vocabulary: Vocabulary[Any]) -> str:
    """The code of a code or of a label."""
    labels = [(concept.code, concept.label) for concept in vocabulary]
    known = {word: code for code, words in labels for word in (words.zh, words.en)}
    known |= {code: code for code, _ in labels}
    return _one_of(what, text, known, [code for code, _ in labels])


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise DecisionError(f"{text!r} is no number; 2.15亿 is 215000000")
    return int(number) if number.is_integer() else number


def _present(members: Object) -> Object:
    return {name: value for name, value in members.items() if value is not None}


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


def _json(text: str) -> object:
    document = read_bytes(text.encode())
    if document.faults:
        raise DecisionError(f"{text!r} is no JSON value: {document.faults[0][1].message}")
    return json.loads(text)
