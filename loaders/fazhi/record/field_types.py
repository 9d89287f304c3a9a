"""What the fields of a record are made of: texts, numbers, codes and ids with their limits, and
`Part`, the base of every object.

They stay inside what pydantic, `jsonschema` and `jsonschema-rs` read alike: closed objects, ASCII
patterns, no `multipleOf`, and absence instead of null for whatever is optional.
"""

from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import CoreSchema

T = TypeVar("T")


class CodeOf(NamedTuple):
    """Marks a field that holds a code of this vocabulary."""

    vocabulary: str


class IdOf(NamedTuple):
    """Marks a field that holds the `id` of an entry of this list of its article. Entries of some
    lists have a `name`."""

    entries: str
    named: bool = True


class Edtf(NamedTuple):
    """Marks a text that is a period in the EDTF subset of `record.period`."""


class _Absent:
    """Marks a field that may be missing but never null: absence has one spelling."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        (present,) = (arm for arm in get_args(source) if arm is not type(None))
        return handler.generate_schema(present)


Maybe = Annotated[T | None, _Absent()]


def _integral(value: object) -> object:
    # JSON Schema counts 1.0 and 1e2 among the integers, so the model does too.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _without_negative_zero(value: float) -> float:
    # -0.0 is 0, and is written so in every form of the release; only the sign of a double differs.
    return value + 0.0


def _shape(words: str, *examples: str) -> Any:
    """Says a pattern in words, for people; `not` keeps out the trailing newline that `$` lets
    pass in some engines."""
    extra: dict[str, Any] = {"$comment": words, "not": {"pattern": "\\n"}}
    return Field(examples=list(examples), json_schema_extra=extra)


def _shortest(value: float) -> float:
    # Whole numbers are written without a fraction.
    return int(value) if value.is_integer() else value


SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[
    str,
    StringConstraints(pattern=SLUG, max_length=64),
    _shape("lower-case letters and digits, words joined by single hyphens", "baotou-enforcement"),
]
Code = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=80),
    _shape("letters and digits, words joined by single hyphens or dots", "enforcement"),
]
RegionCode = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{6}$"),
    _shape("the six digits of a division code (GB/T 2260)", "150200"),
]
Division = Annotated[RegionCode, CodeOf("regions")]
PeriodText = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9.~?%/-]+$", max_length=32),
    _shape("a date or an interval in digits, such as 2025-03 or 2024-11/..", "2025", "2024-11/.."),
    Edtf(),
]
LanguageTag = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"),
    _shape("a BCP 47 language tag such as zh-Hans", "zh-Hans"),
]
Sha256 = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{64}$"),
    _shape("64 lower-case hexadecimal digits", "0" * 64),
]
MetricId = Annotated[Slug, IdOf("metrics", named=False)]
OrganizationId = Annotated[Slug, IdOf("organizations")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Number = Annotated[
    float,
    Field(ge=-1e15, le=1e15, allow_inf_nan=False),
    AfterValidator(_without_negative_zero),
    PlainSerializer(_shortest, return_type=Any, when_used="json"),
]
Offset = Annotated[int, Field(ge=0, le=10_000_000), BeforeValidator(_integral)]
Revision = Annotated[int, Field(ge=1, le=10_000), BeforeValidator(_integral)]


class Part(BaseModel):
    """What every part of a record has in common: closed, strict, immutable."""

    model_config = ConfigDict(
        strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )


def unwrap(annotation: Any, marks: tuple[Any, ...] = ()) -> tuple[Any, bool, tuple[Any, ...]]:
    """The plain type of a field's annotation, whether it may be null, and `marks` followed by the
    metadata of the annotation."""
    if get_origin(annotation) is Annotated:
        return unwrap(get_args(annotation)[0], (*marks, *annotation.__metadata__))
    if get_origin(annotation) in (Union, UnionType):
        (present,) = (arm for arm in get_args(annotation) if arm is not type(None))
        kind, _, marks = unwrap(present, marks)
        return kind, True, marks
    return annotation, False, marks
