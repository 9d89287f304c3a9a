"""Columns follow from the fields of a model."""

from __future__ import annotations

from typing import Annotated, Literal

import pyarrow as pa

from fazhi.publish.from_model import Parts, make_table, model_columns, struct_array
from fazhi.record.field_types import Code, CodeOf, Line, Maybe, Number, Part, PeriodText, Slug
from fazhi.record.model import Article, Evidence, Label
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory


class Inner(Part):
    """A part inside a part."""

    depth: Number
    """How deep."""
    note: Maybe[Line] = None
    """What else."""


class Sample(Part):
    """A part with a field of every kind."""

    id: Slug
    """Which one."""
    share: Maybe[Number] = None
    """The share
    of the whole."""
    mood: Literal["good", "bad"]
    """How it is."""
    place: Annotated[Code, CodeOf("regions")]
    """Where."""
    title: Maybe[Label] = None
    """What it is called."""
    when: PeriodText
    """When."""
    inner: Inner
    """What is in it."""
    tags: tuple[Slug, ...] = ()
    """What it is about."""
    evidence: tuple[Evidence, ...]
    """Where the source says so."""
    parts: tuple[Inner, ...] = ()
    """A table of their own."""


SAMPLE = Sample(
    id="a",
    mood="good",
    place="150200",
    when="2024-11/..",
    inner=Inner(depth=2.0),
    tags=("x", "y"),
    evidence=(Evidence(exact="甲", start=0, end=1),),
)


def test_every_field_has_its_columns() -> None:
    nothing = pa.nulls(1, pa.int64())
    vocabularies = load_vocabularies(vocabulary_directory())
    sample = struct_array(Sample, [SAMPLE])
    parts = Parts(struct_array(Article, []), nothing, nothing, sample, vocabularies)
    groups = model_columns(Sample)
    assert list(groups) == list(Sample.model_fields)
    columns = [column for group in groups.values() for column in group]
    (values,) = make_table("Samples.", columns, parts).to_pylist()
    start, end = values.pop("when_start"), values.pop("when_end")
    assert (start.isoformat(), end) == ("2024-11-01", None)
    assert values == {
        "id": "a", "share": None, "mood": "good",
        "place": "150200", "place_zh": "包头市", "place_en": "Baotou City",
        "title_zh": None, "title_en": None,
        "when": "2024-11/..", "when_basis": "stated",
        "inner_depth": 2.0, "inner_note": None, "tags": ["x", "y"],
        "evidence": [{"exact": "甲", "start": 0, "end": 1, "role": None}],
    }  # fmt: skip
    nullable = {column.name for column in columns if column.nullable}
    assert nullable == {"share", "title_zh", "title_en", "when_start", "when_end", "inner_note"}
    codes = {column.name for column in columns if pa.types.is_dictionary(column.type)}
    assert codes == {"mood", "place", "when_basis"}


def test_descriptions_are_the_docstrings_of_the_fields() -> None:
    groups = model_columns(Sample)
    assert groups["share"][0].description == "The share of the whole."
    assert groups["inner"][1].description == "What else."
    assert [column.description for column in groups["title"]] == [
        "What it is called, in Chinese.",
        "What it is called, in English.",
    ]
