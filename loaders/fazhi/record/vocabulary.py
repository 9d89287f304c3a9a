"""Vocabularies: closed lists of concepts with labels in Chinese and English, after SKOS.

`broader`, `deprecated` and `replaced_by` mean what skos:broader, owl:deprecated and
dcterms:isReplacedBy mean; `aliases` are skos:altLabel.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from fazhi.errors import InputError
from fazhi.punctuation import fold_width
from fazhi.record.field_types import Code, Maybe, Part, RegionCode
from fazhi.record.model import Label, Metric, Summary


class Concept(Part):
    """One entry of a vocabulary."""

    code: Code
    """Unique in its vocabulary, and never given a second meaning."""
    label: Label
    """The preferred label."""
    definition: Maybe[Summary] = None
    """What it means and what it does not."""
    broader: Maybe[Code] = None
    """The code it stands under."""
    aliases: tuple[str, ...] = ()
    """Other names met in the news."""
    deprecated: bool = False
    """No longer to be used in new records."""
    replaced_by: Maybe[Code] = None
    """What to use instead."""


class Region(Concept):
    """A division of Inner Mongolia, coded after GB/T 2260."""

    code: RegionCode
    kind: Literal["region", "city-or-league", "county-or-banner", "zone"]
    """Its level, or `zone` for the statistics bureau's economic zones."""


class Unit(Concept):
    """What a figure is counted in."""

    dimension: Code
    """What the unit is a unit of."""
    forms: tuple[str, ...]
    """How it is written in Chinese text, without 万 or 亿."""
    ucum: Maybe[str] = None
    """Its code in the Unified Code for Units of Measure."""
    iso4217: Maybe[str] = None
    """Its ISO 4217 currency code."""

    def is_written(self, form: str) -> bool:
        """Whether a text writes the unit so, in either width; 只（头） is the unit of 只."""
        folded = fold_width(form)
        known = {fold_width(known) for known in self.forms}
        return folded in known or folded.partition("(")[0] in known


class Measure(Concept):
    """What a figure measures. A concept without a dimension is a group and measures nothing."""

    dimension: Maybe[Code] = None
    """The dimension of its units."""
    units: tuple[Code, ...] = ()
    """The codes of the units it may be given in."""
    kind: Maybe[Literal["flow", "stock", "rate"]] = None
    """`flow` adds up over time, `stock` stands at a time, `rate` is a quotient."""
    summable: Maybe[bool] = None
    """Whether values of disjoint periods may be added up."""
    per: Maybe[Code] = None
    """What it is an average over, such as `judge` or `100000-people`."""
    numerator: Maybe[Code] = None
    """The code of the measure that is divided."""
    denominator: Maybe[Code] = None
    """The code of the measure it is divided by."""


C = TypeVar("C", bound=Concept)

RELATIVE_UNITS: Final = ("percent", "percentage-point", "per-mille", "times", "tenth")
"""The codes of the units in which a change or a share of any measure may be given."""
RANK_UNIT: Final = "place"
"""The code of the unit of ranks, of whatever measure."""


@dataclass(frozen=True, eq=False)
class Vocabulary(Generic[C]):
    """A vocabulary, as a file in `schema/vocabularies/` holds it."""

    __pydantic_config__: ClassVar = ConfigDict(strict=True, extra="forbid")

    id: Code
    """Equal to the file name."""
    title: Label
    """The vocabulary's name."""
    description: Summary
    """What it is for."""
    concepts: Annotated[tuple[C, ...], Field(min_length=1)]
    """Sorted by code."""

    @cached_property
    def by_code(self) -> dict[str, C]:
        """The concepts by their codes."""
        return {concept.code: concept for concept in self.concepts}

    def __contains__(self, code: str) -> bool:
        return code in self.by_code

    def __iter__(self) -> Iterator[C]:
        return iter(self.concepts)

    def __getitem__(self, code: str) -> C:
        return self.by_code[code]

    def get(self, code: str) -> C | None:
        """The concept with this code, or None."""
        return self.by_code.get(code)

    def ancestors(self, code: str) -> Iterator[C]:
        """The concept, the one above it, and so on to the top."""
        concept = self.by_code.get(code)
        while concept is not None:
            yield concept
            concept = self.by_code.get(concept.broader or "")


@dataclass(frozen=True, eq=False)
class Vocabularies:
    """All vocabularies of one schema version."""

    regions: Vocabulary[Region]
    themes: Vocabulary[Concept]
    measures: Vocabulary[Measure]
    units: Vocabulary[Unit]
    organization_kinds: Vocabulary[Concept]
    initiative_kinds: Vocabulary[Concept]
    case_types: Vocabulary[Concept]
    matters: Vocabulary[Concept]
    subject_groups: Vocabulary[Concept]
    offence_groups: Vocabulary[Concept]

    def __iter__(self) -> Iterator[Vocabulary[Concept]]:
        return iter(vars(self).values())

    def allow_unit(self, metric: Metric) -> bool:
        """Whether the measure accepts the unit; unknown measures and groups accept any."""
        measure = self.measures.get(metric.measure)
        if measure is None or not measure.units:
            return True
        if metric.aspect == "rank" or metric.unit == RANK_UNIT:  # see aspect-rank-unit
            return True
        relative = (metric.change or metric.share) and metric.unit in RELATIVE_UNITS
        return bool(relative) or metric.unit in measure.units


@lru_cache(maxsize=4)
def load_vocabularies(folder: Path) -> Vocabularies:
    """Read the vocabulary files of a folder.

    Raises InputError when one is missing or malformed.
    """
    loaded: dict[str, Any] = {
        name: _load(folder / f"{name.replace('_', '-')}.json")
        for name in Vocabularies.__annotations__
    }
    return Vocabularies(**loaded)


def decode_vocabulary(identifier: str, data: str | bytes) -> Vocabulary[Any]:
    """The vocabulary of this id in the text of its file.

    Raises pydantic.ValidationError when it is malformed.
    """
    kinds: dict[str, type[Concept]] = {"regions": Region, "measures": Measure, "units": Unit}
    kind = kinds.get(identifier, Concept)
    form: TypeAdapter[Any] = TypeAdapter(Vocabulary[kind])  # type: ignore[valid-type]
    vocabulary: Vocabulary[Any] = form.validate_json(data)
    return vocabulary


def _load(path: Path) -> Vocabulary[Any]:
    try:
        return decode_vocabulary(path.stem, path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(map(str, first["loc"]))
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise InputError(f"{path}: this is no vocabulary ({what})") from None
