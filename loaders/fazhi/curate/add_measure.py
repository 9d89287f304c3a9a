"""A new measure for the vocabulary: defaults, checks, and its place in the file.

A proposal is the JSON object of the concept, filled in field by field in the order of CHECKS. Each
check looks at one field and those before it.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.record.canonical import dump
from fazhi.record.field_types import SLUG
from fazhi.record.vocabulary import Measure, Vocabularies
from fazhi.suggest import did_you_mean

Object = dict[str, Any]
Check = Callable[[Object, Vocabularies], str | None]

QUOTIENT: Final = ("per", "numerator", "denominator")
"""The fields that say what a rate is the quotient of. Each may be empty."""
KINDS: Final = ("flow", "stock", "rate")


def similar(label: str, vocabularies: Vocabularies) -> list[Measure]:
    """The measures with a name that shares pairs of neighbouring characters with a Chinese label,
    those with the largest share (Dice coefficient) first."""
    shared = [
        (max(_likeness(label, name) for name in (measure.label.zh, *measure.aliases)), measure)
        for measure in vocabularies.measures
        if measure.units
    ]
    near = [(likeness, measure) for likeness, measure in shared if likeness]
    return [measure for _, measure in sorted(near, key=lambda item: -item[0])]


def _likeness(one: str, other: str) -> float:
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / ((len(pairs) + len(others)) or 1)


def default(field: str, proposal: Object, vocabularies: Vocabularies) -> str | None:
    """The likeliest answer for a field of CHECKS; None where only a person knows."""
    match field:
        case "broader":
            near = Counter(m.broader for m in similar(proposal["label_zh"], vocabularies)[:9])
            return near.most_common(1)[0][0] if near else None
        case "code":
            words = re.findall("[a-z0-9]+", proposal["label_en"].lower())
            return f"{proposal['broader']}.{'-'.join(words)}" if words else None
        case "units":
            return "case"
        case "kind":
            is_average = re.search("人均|平均|每", proposal["label_zh"]) is not None
            is_rate = is_average or _dimensions(proposal, vocabularies) == {"ratio"}
            return "rate" if is_rate else "flow"
        case "summable":
            return "yes" if proposal["kind"] == "flow" else "no"
        case "per" | "numerator" | "denominator":
            return ""
        case "aliases":
            return str(proposal["label_zh"])
    return None


def refusal(field: str, proposal: Object, vocabularies: Vocabularies) -> str | None:
    """What is wrong with a field of a proposal, in one sentence; None when nothing is."""
    return CHECKS[field](proposal, vocabularies)


def is_asked(field: str, proposal: Object) -> bool:
    """Whether a field of CHECKS is for a measure of this kind: only a rate is a quotient, and has
    what it is over, its numerator and its denominator."""
    return field not in QUOTIENT or proposal.get("kind") == "rate"


def concept(proposal: Object, vocabularies: Vocabularies) -> Object:
    """The JSON object of a complete proposal, keys in the order of the vocabulary file.

    Raises ValueError with a sentence when it is no measure.
    """
    for field in CHECKS:
        if sentence := refusal(field, proposal, vocabularies):
            raise ValueError(sentence)
    quotient = {field: proposal[field] for field in QUOTIENT if proposal.get(field)}
    document = {
        "code": proposal["code"],
        "label": {"zh": proposal["label_zh"], "en": proposal["label_en"]},
        "definition": {"zh": proposal["definition_zh"], "en": proposal["definition_en"]},
        "broader": proposal["broader"],
        "aliases": proposal["aliases"],
        "dimension": min(_dimensions(proposal, vocabularies)),
        "units": proposal["units"],
        "kind": proposal["kind"],
        "summable": proposal["summable"],
        **quotient,
    }
    try:
        Measure.model_validate_json(dump(document))
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return document


def insert(text: str, measure: Object) -> str:
    """The text of the vocabulary file with one more measure, sorted by code. Raises InputError when
    the code stands there already."""
    document = json.loads(text)
    if any(concept["code"] == measure["code"] for concept in document["concepts"]):
        raise InputError(f"{measure['code']} was added by somebody else meanwhile")
    document["concepts"] = sorted(
        [*document["concepts"], measure], key=lambda concept: str(concept["code"])
    )
    return dump(document)


def _pairs(text: str) -> set[str]:
    return {first + second for first, second in pairwise(text)}


def _text(field: str) -> Check:
    def check(proposal: Object, vocabularies: Vocabularies) -> str | None:
        value = proposal[field]
        if not value or value != value.strip() or not value.isprintable():
            return "a text is needed, on one line"
        return None

    return check


def _label(field: str) -> Check:
    def check(proposal: Object, vocabularies: Vocabularies) -> str | None:
        if sentence := _text(field)(proposal, vocabularies):
            return sentence
        for measure in vocabularies.measures:
            if proposal[field] in (measure.label.zh, measure.label.en, *measure.aliases):
                return f"{proposal[field]!r} is already a name of {measure.code!r}"
        return None

    return check


def _check_group(proposal: Object, vocabularies: Vocabularies) -> str | None:
    groups = [measure.code for measure in vocabularies.measures if not measure.units]
    if proposal["broader"] in groups:
        return None
    hint = did_you_mean(proposal["broader"], groups, f"the groups are {', '.join(groups)}")
    return f"there is no group {proposal['broader']!r}; {hint}"


def _check_code(proposal: Object, vocabularies: Vocabularies) -> str | None:
    code, group = proposal["code"], proposal["broader"]
    if not code.startswith(f"{group}.") or not re.fullmatch(SLUG, code.removeprefix(f"{group}.")):
        return f"a code is {group}. and English words joined by hyphens, not {code!r}"
    if code in vocabularies.measures:
        return f"{code!r} is taken: {vocabularies.measures[code].label.zh}"
    return None


def _check_units(proposal: Object, vocabularies: Vocabularies) -> str | None:
    units = vocabularies.units
    for code in proposal["units"]:
        unit = units.get(code)
        if unit is None:
            return (
                f"there is no unit {code!r}; {did_you_mean(code, units.by_code, 'see units.json')}"
            )
        if unit.deprecated:
            return f"the unit {code!r} is deprecated"
    if len(_dimensions(proposal, vocabularies)) != 1:
        return "units of one dimension are needed"
    return None


def _check_kind(proposal: Object, vocabularies: Vocabularies) -> str | None:
    kind = proposal["kind"]
    return None if kind in KINDS else f"a kind is {', '.join(KINDS)}, not {kind!r}"


def _check_summable(proposal: Object, vocabularies: Vocabularies) -> str | None:
    if proposal["summable"] and proposal["kind"] != "flow":
        return f"a {proposal['kind']} cannot be summed over periods"
    return None


def _check_per(proposal: Object, vocabularies: Vocabularies) -> str | None:
    per = proposal.get("per")
    if per and proposal["kind"] != "rate":
        return f"a {proposal['kind']} is no average"
    if per and not re.fullmatch(SLUG, per):
        return f"English words joined by hyphens are needed, such as judge, not {per!r}"
    return None


def _operand(field: str) -> Check:
    def check(proposal: Object, vocabularies: Vocabularies) -> str | None:
        code, measures = proposal.get(field), vocabularies.measures
        if not code:
            return None
        if proposal["kind"] != "rate":
            return f"a {proposal['kind']} has no {field}"
        if code in measures and measures[code].units:
            return None
        known = [measure.code for measure in measures if measure.units]
        return f"there is no measure {code!r}; {did_you_mean(code, known, 'add it first')}"

    return check


def _check_aliases(proposal: Object, vocabularies: Vocabularies) -> str | None:
    aliases = proposal["aliases"]
    if len(set(aliases)) < len(aliases):
        return "an alias stands twice"
    for measure in vocabularies.measures:
        for alias in aliases:
            if alias in (measure.label.zh, measure.label.en):
                return f"{alias!r} is the label of {measure.code!r}"
    return None


def _dimensions(proposal: Object, vocabularies: Vocabularies) -> set[str]:
    units = vocabularies.units
    return {units[code].dimension for code in proposal["units"] if code in units}


CHECKS: Final[dict[str, Check]] = {
    "label_zh": _label("label_zh"),
    "label_en": _label("label_en"),
    "broader": _check_group,
    "code": _check_code,
    "definition_zh": _text("definition_zh"),
    "definition_en": _text("definition_en"),
    "units": _check_units,
    "kind": _check_kind,
    "summable": _check_summable,
    "per": _check_per,
    "numerator": _operand("numerator"),
    "denominator": _operand("denominator"),
    "aliases": _check_aliases,
}
"""The check of each field of a proposal, in the order in which the fields are filled in."""
