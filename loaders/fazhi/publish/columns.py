"""Columns: what a table is made of, and the groups of columns that several tables share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fazhi.record.arrow import arrow_fields
from fazhi.record.article import Article, Evidence, Label, Metric
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Vocabularies, Vocabulary

CODE = pa.dictionary(pa.int32(), pa.string())
TEXT = pa.string()
COUNT = pa.int32()
NUMBER = pa.float64()
DATE = pa.date32()
EVIDENCE = pa.list_(pa.field("element", pa.struct(arrow_fields(Evidence)), nullable=False))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `value` computes it from a row's subject."""

    name: str
    type: pa.DataType
    description: str
    value: Callable[[Any], Any]
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The subject of a row: an article, a part of it, and the vocabularies for the labels."""

    article: Article
    part: Any
    position: int
    vocabularies: Vocabularies


def make_table(description: str, columns: Sequence[Column], rows: Sequence[Any]) -> pa.Table:
    """A table of these columns, one row for each of the subjects in `rows`."""
    schema = pa.schema(
        [
            pa.field(c.name, c.type, c.nullable, metadata={"description": c.description})
            for c in columns
        ],
        metadata={"description": description},
    )
    arrays = [pa.array([c.value(row) for row in rows], c.type) for c in columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def labels(
    name: str, what: str, find: Callable[[Row], Label | None], nullable: bool = False
) -> list[Column]:
    """A text in both languages: two columns."""

    def text(language: str) -> Callable[[Row], str | None]:
        return lambda row: getattr(find(row), language, None)

    return [
        Column(f"{name}_zh", TEXT, f"{what}, in Chinese.", text("zh"), nullable),
        Column(f"{name}_en", TEXT, f"{what}, in English.", text("en"), nullable),
    ]


def period(nullable: bool = False) -> list[Column]:
    """The period of the row's part as written, its first and last day, and how it is known."""

    def side(which: str) -> Callable[[Row], Any]:
        return lambda row: row.part.period and getattr(parse_period(row.part.period), which)

    def basis(row: Row) -> str | None:
        known = "inferred" if row.part.period_inferred_from else "stated"
        return known if row.part.period else None

    return [
        own("period", "The period, in the EDTF subset of the schema.", nullable=nullable),
        Column("period_start", DATE, "Its first day; null when open.", side("start"), True),
        Column("period_end", DATE, "Its last day; null when open.", side("end"), True),
        Column(
            "period_basis",
            CODE,
            "stated (the source names its years) or inferred (concluded by the curator).",
            basis,
            nullable,
        ),
        own("period_inferred_from", "What it was concluded from.", nullable=True),
    ]


def coded(
    name: str,
    what: str,
    vocabulary: Callable[[Vocabularies], Vocabulary[Any]],
    code: Callable[[Row], str],
) -> list[Column]:
    """A code and its labels."""
    return [
        Column(name, CODE, f"{what}: its code.", code),
        *labels(name, what, lambda row: vocabulary(row.vocabularies)[code(row)].label),
    ]


def own(name: str, description: str, type_: pa.DataType = TEXT, nullable: bool = False) -> Column:
    """A field of the row's part, under its own name."""
    return Column(name, type_, description, lambda row: getattr(row.part, name), nullable)


def evidence() -> Column:
    """The quotes of the row's part."""
    return Column(
        "evidence",
        EVIDENCE,
        "The quotes that state it; offsets are code points of the source, the end exclusive.",
        lambda row: [dict(one) for one in row.part.evidence],
    )


def organization_label(row: Row) -> Label | None:
    """The name of the organization that the row's part refers to."""
    named = getattr(row.part, "organization", None)
    return next((one.name for one in row.article.organizations if one.id == named), None)


def metric_region(article: Article, metric: Metric) -> str:
    """The division a metric is about: its own where it has one, else its article's."""
    return metric.region or article.region


ARTICLE = Column("article", CODE, "The article's id.", lambda row: row.article.id)
REGION = coded(
    "region",
    "The article's division",
    lambda v: v.regions,
    lambda row: row.article.region,
)
NAME = labels("name", "The name", lambda row: row.part.name)
POSITION = Column("position", COUNT, "Its place in the record, from 0.", lambda row: row.position)
