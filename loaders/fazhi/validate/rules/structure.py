"""Structure: the record has the shape of the published schema.

`jsonschema` finds the errors; each rule says those of its keywords in plain words. Only a
well-formed article is checked by the rules of the other files.
"""

from collections.abc import Iterator

from fazhi.record.migration import EARLIER_VERSIONS
from fazhi.record.model import SCHEMA_VERSION
from fazhi.record.period import PeriodError, parse_period
from fazhi.suggest import MOST_WORDS, did_you_mean, for_some, nearest
from fazhi.validate.example import ABSENT, Text, Values
from fazhi.validate.problem import Finding
from fazhi.validate.rule import StructureRule
from fazhi.validate.schema import VERSION_PATH, SchemaError

_NAMES = {bool: "boolean", dict: "object", list: "array", str: "string", int: "integer"}
_TYPES = {
    "object": "an object in braces",
    "array": "a list in brackets",
    "string": "a text in quotes",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_LIMITS = {
    "minimum": ("the number is below {}", "write a number of at least {}"),
    "maximum": ("the number is above {}", "write a number of at most {}"),
    "minLength": ("the text is empty", "write it, or leave the field out where it is optional"),
    "maxLength": ("the text has more than {} characters", "shorten it to {} characters"),
    "minItems": ("the list is empty", "at least {} entry is needed here"),
    "maxItems": ("the list has more than {} entries", "is this one article?"),
}


@StructureRule.named("structure-earlier-version", Values({"/schema_version": EARLIER_VERSIONS[0]}))
def earlier_version(error: SchemaError) -> Iterator[Finding]:
    """The record is written against the newest schema version.

    One of an earlier version has nothing wrong with it, and `fazhi migrate` brings it to the
    newest. Releases of earlier versions load as they are."""
    if error.path == VERSION_PATH and error.value in EARLIER_VERSIONS:
        message = f"schema version {error.value!r} is earlier than {SCHEMA_VERSION!r}"
        yield Finding(VERSION_PATH, message, "run `fazhi migrate` on this file")


@StructureRule.named("structure-unknown-version", Values({"/schema_version": "0.9"}))
def unknown_version(error: SchemaError) -> Iterator[Finding]:
    """The record names a schema version that this package knows.

    A record of another version has other fields; judging it by this schema would only confuse."""
    known = (SCHEMA_VERSION, *EARLIER_VERSIONS)
    if error.path == VERSION_PATH and error.keyword == "const" and error.value not in known:
        yield Finding(
            VERSION_PATH,
            f"schema version {error.value!r} is unknown here",
            f"this package writes {SCHEMA_VERSION!r}; a record of a newer version needs a "
            "newer package",
        )


@StructureRule.named("structure-unknown-field", Text('"headline": {', '"headlin": {'))
def unknown_field(error: SchemaError) -> Iterator[Finding]:
    """An object holds only the fields of the schema.

    A field that nobody reads is a fact that gets lost, and most often a misspelt name."""
    if error.keyword == "additionalProperties":
        otherwise = f"the fields here are {', '.join(error.schema['properties'])}"

        def near(name: str) -> str:
            meant = _meant(name, error)
            return f"did you mean {meant!r}?" if meant else otherwise

        hint = for_some(near, otherwise)
        for name in _unknown(error):
            message = f"there is no field {_show(name)} here"
            yield Finding((*error.path, name), message, hint(name), on_key=True)


@StructureRule.named("structure-missing-field", Values({"/headline/en": ABSENT}, at="/headline"))
def missing_field(error: SchemaError) -> Iterator[Finding]:
    """An object holds every required field."""
    if error.keyword != "required":
        return
    present = {*error.value, *(_meant(name, error) for name in _unknown(error)[:MOST_WORDS])}
    missing = [name for name in error.schema["required"] if name not in present]
    if len(missing) == 1:
        description = error.schema["properties"][missing[0]].get("description", "")
        about = description.partition(". ")[0].rstrip(".")
        hint = f"add it: {about}" if about else "add what the schema requires"
        yield Finding(error.path, f"the field {missing[0]!r} is missing", hint)
    elif missing:
        message = f"the fields {', '.join(map(repr, missing))} are missing"
        yield Finding(error.path, message, "add what the schema requires")


@StructureRule.named("structure-wrong-type", Values({"/metrics/9/value": "240000000"}))
def wrong_type(error: SchemaError) -> Iterator[Finding]:
    """A value has the type of its field."""
    if error.keyword == "type":
        met = _TYPES["null" if error.value is None else _NAMES.get(type(error.value), "number")]
        message = f"{_TYPES[error.wanted]} is expected here, not {met}"
        yield Finding(error.path, message, _type_hint(error.wanted, error.value))


@StructureRule.named("structure-unknown-value", Values({"/metrics/9/bound": "under"}))
def unknown_value(error: SchemaError) -> Iterator[Finding]:
    """A value from a closed list is one of that list."""
    if error.keyword in ("enum", "const") and error.path != VERSION_PATH:
        allowed = error.wanted if error.keyword == "enum" else [error.wanted]
        message = f"{_show(error.value)} is not one of {', '.join(allowed)}"
        hint = did_you_mean(str(error.value), allowed, "write one of them")
        yield Finding(error.path, message, hint)


@StructureRule.named("structure-malformed", Values({"/initiatives/0/id": "Horseback Court"}))
def malformed(error: SchemaError) -> Iterator[Finding]:
    """A code, an identifier or a period is written in its alphabet."""
    if error.keyword in ("pattern", "not") and isinstance(error.value, str):
        message = f"{_show(error.value)} does not have the form of this field"
        yield Finding(error.path, message, _form_hint(error))


@StructureRule.named("structure-out-of-range", Values({"/themes": []}))
def out_of_range(error: SchemaError) -> Iterator[Finding]:
    """A number, a text or a list is no smaller and no larger than its field allows."""
    if error.keyword in _LIMITS:
        message, hint = _LIMITS[error.keyword]
        yield Finding(error.path, message.format(error.wanted), hint.format(error.wanted))


def _unknown(error: SchemaError) -> list[str]:
    """The members of an object that are no fields of it."""
    return [name for name in error.value if name not in error.schema["properties"]]


def _meant(name: str, error: SchemaError) -> str | None:
    """The absent field that an unknown name is most like, if any."""
    absent = [known for known in error.schema["properties"] if known not in error.value]
    return nearest(name, absent, 0.7)


def _type_hint(wanted: str, value: object) -> str:
    if value is None:
        return "leave an optional field out instead of writing null"
    if wanted in ("number", "integer") and isinstance(value, str):
        return "write the number without quotes, in base units: 2.15亿 is 215000000"
    if wanted == "array":
        return "put it in brackets, even where there is only one"
    return f"write {_TYPES[wanted]}"


def _form_hint(error: SchemaError) -> str:
    form = error.schema.get("$comment", "another form")
    if "interval" in form:
        try:
            parse_period(error.value)
        except PeriodError as reason:
            return str(reason)
    return f"expected: {form}"


def _show(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 42 else shown[:40] + "…'"


RULES = (
    earlier_version,
    unknown_version,
    unknown_field,
    missing_field,
    wrong_type,
    unknown_value,
    malformed,
    out_of_range,
)
