"""The JSON Schema of a record, generated from the model, and what a document violates of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from fazhi.errors import MissingExtra
from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.resources import schema_directory

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION_PATH: Final[JsonPath] = ("schema_version",)
MOST_ERRORS: Final = 10_000
"""How many errors are looked for in one document; what follows them is not judged."""


class _Generator(GenerateJsonSchema):
    """Leaves defaults out of the schema: an optional field is absent, never null."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])


def article_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, as `schema/article.schema.json` holds it."""
    generated = Article.model_json_schema(schema_generator=_Generator)
    head = {
        "$schema": DIALECT,
        "$id": f"urn:fazhi:schema:article:{SCHEMA_VERSION}",
        "title": generated.pop("title"),
        "description": generated.pop("description"),
    }
    return head | generated


@dataclass(frozen=True, slots=True)
class SchemaError:
    """A keyword of the schema that a value does not satisfy. `wanted` is the keyword's value,
    `schema` the object that it stands in."""

    keyword: str
    wanted: Any
    value: Any
    path: JsonPath
    schema: dict[str, Any]


def schema_errors(value: object, version: str = SCHEMA_VERSION) -> list[SchemaError]:
    """The first MOST_ERRORS errors of a document by the schema of a version; a version mismatch
    hides the rest. Where a choice of forms failed, the errors of the form that was meant.

    Raises MissingExtra when `jsonschema` is not installed.
    """
    errors = [
        SchemaError(
            str(leaf.validator),
            leaf.validator_value,
            leaf.instance,
            tuple(leaf.absolute_path),
            cast("dict[str, Any]", leaf.schema),
        )
        for error in islice(_validator(version).iter_errors(value), MOST_ERRORS)
        for leaf in _leaves(error)
    ]
    return [error for error in errors if error.path == VERSION_PATH] or errors


def _leaves(error: ValidationError) -> list[ValidationError]:
    if error.validator != "anyOf":
        return [error]
    # The only choice in the schema is an object or null: an object was meant to be that object,
    # and anything else is of the wrong type.
    return [
        inner
        for inner in error.context or []
        if inner.schema_path[0] == 0
        and (isinstance(error.instance, dict) or inner.validator == "type")
    ]


@cache
def _validator(version: str) -> Draft202012Validator:
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        raise MissingExtra("explaining a malformed record", "check") from None
    if version == SCHEMA_VERSION:
        return Draft202012Validator(article_schema())
    # The schemas of earlier versions are kept as they were published.
    file = schema_directory() / "versions" / version / "article.schema.json"
    return Draft202012Validator(json.loads(file.read_bytes()))
