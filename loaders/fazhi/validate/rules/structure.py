"""Structure: the record has the shape of the published schema.

`jsonschema` finds the faults; the rules here say them in words a person understands, each rule
for the keywords it owns. Only a well-formed article meets the rules of the other families.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from fazhi.record.article import SCHEMA_VERSION
from fazhi.record.migration import EARLIER_VERSIONS
from fazhi.record.period import PeriodError, parse_period
from fazhi.validate.problem import Finding
from fazhi.validate.rule import rule
from fazhi.validate.schema import VERSION_PATH, SchemaError

_WORDS = {
    "object": "an object in braces",
    "array": "a list in brackets",
    "string": "a text in quotes",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


@rule("schema-version-earlier", "structure")
def schema_version_earlier(errors: list[SchemaError]) -> Iterator[Finding]:
    """The record is written against the newest schema version.

    One of an earlier version has nothing wrong with it, and `fazhi migrate` lifts it. Releases of
    earlier versions load as they are.

    Good: "schema_version": "1.1"
    Bad: "schema_version": "1.0"
    """
    for error in errors:
        if error.path == VERSION_PATH and error.value in EARLIER_VERSIONS:
            yield Finding(
                VERSION_PATH,
                f"schema version {error.value!r} is earlier than {SCHEMA_VERSION!r}",
                "run `fazhi migrate` on this file",
            )


@rule("schema-version-unknown", "structure")
def schema_version_unknown(errors: list[SchemaError]) -> Iterator[Finding]:
    """The record names a schema version that this package knows.

    A record of another version has other fields; judging it by this schema would only confuse.

    Good: "schema_version": "1.1"
    Bad: "schema_version": "0.9"
    """
    for error in errors:
        known = (SCHEMA_VERSION, *EARLIER_VERSIONS)
        if error.path == VERSION_PATH and error.keyword == "const" and error.value not in known:
            yield Finding(
                VERSION_PATH,
                f"schema version {error.value!r} is unknown here",
                f"this package writes {SCHEMA_VERSION!r}; a record of a newer version needs a "
                "newer package",
            )


@rule("structure-unknown-field", "structure")
def structure_unknown_field(errors: list[SchemaError]) -> Iterator[Finding]:
    """An object holds only the fields of the schema.

    A field that nobody reads is a fact that gets lost, and most often a misspelt name.

    Good: "headline": {"zh": …, "en": …}
    Bad: "headlin": {"zh": …, "en": …}
    """
    for error in errors:
        if error.keyword != "additionalProperties":
            continue
        for name in _unknown(error.value, error.schema):
            near = _meant(name, error.value, error.schema)
            known = ", ".join(error.schema["properties"])
            yield Finding(
                (*error.path, name),
                f"there is no field {_show(name)} here",
                f"did you mean {near!r}?" if near else f"the fields here are {known}",
                on_key=True,
            )


@rule("structure-missing-field", "structure")
def structure_missing_field(errors: list[SchemaError]) -> Iterator[Finding]:
    """An object holds every required field.

    Good: {"zh": "攻坚执行破难题", "en": "Tackling enforcement"}
    Bad: {"zh": "攻坚执行破难题"}
    """
    places = {error.path: error for error in errors if error.keyword == "required"}
    for path, error in places.items():
        known = error.schema["properties"]
        misspelt = {
            _meant(name, error.value, error.schema) for name in _unknown(error.value, error.schema)
        }
        missing = [
            name for name in error.schema["required"] if name not in {*error.value, *misspelt}
        ]
        if missing:
            one = len(missing) == 1
            about = known[missing[0]].get("description", "").partition(". ")[0].rstrip(".")
            yield Finding(
                path,
                f"the field{'' if one else 's'} {', '.join(map(repr, missing))} "
                f"{'is' if one else 'are'} missing",
                f"add it: {about}" if one and about else "add what the schema requires",
            )


@rule("structure-wrong-type", "structure")
def structure_wrong_type(errors: list[SchemaError]) -> Iterator[Finding]:
    """A value has the type of its field.

    Good: "value": 2542
    Bad: "value": "2542"
    """
    for error in errors:
        if error.keyword != "type":
            continue
        wanted = _WORDS[error.wanted]
        yield Finding(
            error.path,
            f"{wanted} is expected here, not {_WORDS[_kind(error.value)]}",
            _type_hint(error.wanted, error.value),
        )


@rule("structure-unknown-value", "structure")
def structure_unknown_value(errors: list[SchemaError]) -> Iterator[Finding]:
    """A value from a closed list is one of that list.

    Good: "bound": "above"
    Bad: "bound": "more"
    """
    for error in errors:
        if error.keyword not in ("enum", "const"):
            continue
        if error.path == VERSION_PATH:
            continue
        allowed = error.wanted if error.keyword == "enum" else [error.wanted]
        near = get_close_matches(str(error.value), allowed, 1)
        yield Finding(
            error.path,
            f"{_show(error.value)} is not one of {', '.join(allowed)}",
            f"did you mean {near[0]!r}?" if near else "write one of them",
        )


@rule("structure-malformed", "structure")
def structure_malformed(errors: list[SchemaError]) -> Iterator[Finding]:
    """A code, an identifier or a period is written in its alphabet.

    Good: "id": "baotou-enforcement"
    Bad: "id": "Baotou Enforcement"
    """
    for error in errors:
        if error.keyword not in ("pattern", "not"):
            continue
        shape = error.schema.get("$comment", "another form")
        yield Finding(
            error.path,
            f"{_show(error.value)} does not have the form of this field",
            _period_reason(error) or f"expected: {shape}",
        )


@rule("structure-out-of-range", "structure")
def structure_out_of_range(errors: list[SchemaError]) -> Iterator[Finding]:
    """A number, a text or a list is no smaller and no larger than its field allows.

    Good: "evidence": [{"exact": "2542件", "start": 100, "end": 105}]
    Bad: "evidence": []
    """
    for error in errors:
        limit = _LIMITS.get(error.keyword)
        if limit:
            yield Finding(
                error.path,
                limit[0].format(error.wanted),
                limit[1].format(error.wanted),
            )


_LIMITS = {
    "minimum": ("the number is below {}", "write a number of at least {}"),
    "maximum": ("the number is above {}", "write a number of at most {}"),
    "minLength": ("the text is empty", "write it, or leave the field out where it is optional"),
    "maxLength": ("the text has more than {} characters", "shorten it to {} characters"),
    "minItems": ("the list is empty", "at least {} entry is needed here"),
    "maxItems": ("the list has more than {} entries", "is this one article?"),
}


def _unknown(instance: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    return [name for name in instance if name not in schema["properties"]]


def _meant(name: str, instance: dict[str, Any], schema: dict[str, Any]) -> str | None:
    absent = [known for known in schema["properties"] if known not in instance]
    return next(iter(get_close_matches(name, absent, 1, 0.7)), None)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    kinds = {dict: "object", list: "array", str: "string", int: "integer", float: "number"}
    return kinds.get(type(value), "null")


def _type_hint(wanted: str, value: object) -> str:
    if value is None:
        return "leave an optional field out instead of writing null"
    if wanted in ("number", "integer") and isinstance(value, str):
        return "write the number without quotes, in base units: 2.15亿 is 215000000"
    if wanted == "array":
        return "put it in brackets, even where there is only one"
    return f"write {_WORDS[wanted]}"


def _period_reason(error: SchemaError) -> str | None:
    if "interval" not in error.schema.get("$comment", ""):
        return None
    try:
        parse_period(error.value)
    except PeriodError as reason:
        return str(reason)
    return None


def _show(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 42 else shown[:40] + "…'"
