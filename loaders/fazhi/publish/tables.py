"""The tables of a release: what each column holds, and how its rows come from the records.

A table is a list of columns. Withdrawn records stand in `articles` as tombstones and nowhere
else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from fazhi.publish.columns import (
    ARTICLE,
    CODE,
    COUNT,
    DATE,
    NAME,
    NUMBER,
    POSITION,
    REGION,
    TEXT,
    Column,
    Row,
    coded,
    evidence,
    labels,
    make_table,
    metric_region,
    organization_label,
    own,
    period,
)
from fazhi.publish.vocabulary_tables import vocabulary_table
from fazhi.record.arrow import arrow_fields, to_row
from fazhi.record.article import Article, Initiative, Organization
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Vocabularies


def build_tables(articles: Sequence[Article], vocabularies: Vocabularies) -> dict[str, pa.Table]:
    """All tables of a release by name, each sorted; equal articles give equal tables."""
    ordered = sorted(articles, key=lambda article: article.id)
    active = [article for article in ordered if article.status == "active"]
    tables = {"articles": _articles_table(ordered, vocabularies)}
    for name, (description, columns, order) in _PARTS.items():
        rows = [
            Row(article, part, position, vocabularies)
            for article in active
            for position, part in enumerate(_parts(article, name))
        ]
        tables[name] = make_table(description, columns, sorted(rows, key=order))
    for vocabulary in vocabularies:
        tables[vocabulary.id.replace("-", "_")] = vocabulary_table(vocabulary)
    return tables


# The tables. --------------------------------------------------------------------------------

_METRICS = [
    ARTICLE,
    own("id", "The metric's id, unique in its article."),
    *coded("measure", "What was measured", lambda v: v.measures, lambda row: row.part.measure),
    Column(
        "domain",
        CODE,
        "The group the measure belongs to.",
        lambda row: row.part.measure.partition(".")[0],
    ),
    Column(
        "kind",
        CODE,
        "flow (adds up over time), stock (stands at a time) or rate (a quotient).",
        lambda row: row.vocabularies.measures[row.part.measure].kind,
    ),
    Column(
        "summable",
        pa.bool_(),
        "Whether values of disjoint periods may be added up.",
        lambda row: row.vocabularies.measures[row.part.measure].summable,
    ),
    *labels("label", "What tells it from others of its measure", lambda row: row.part.label, True),
    own("value", "The amount, in base units.", NUMBER),
    own("upper", "The upper end of a range.", NUMBER, nullable=True),
    *coded("unit", "The unit", lambda v: v.units, lambda row: row.part.unit),
    own("bound", "exact, above, below or approximately.", CODE),
    Column(
        "change_direction",
        CODE,
        "increase or decrease, when the figure states a change.",
        lambda row: getattr(row.part.change, "direction", None),
        True,
    ),
    Column(
        "change_against",
        CODE,
        "What a change is measured against.",
        lambda row: getattr(row.part.change, "against", None),
        True,
    ),
    own("basis", "stated, absence (the source says there is none) or count (counted).", CODE),
    *period(),
    Column(
        "organization",
        CODE,
        "The id of the organization whose figure it is.",
        lambda row: row.part.organization,
        True,
    ),
    *labels("organization", "That organization", organization_label, True),
    *coded(
        "region",
        "The division the figure is about",
        lambda v: v.regions,
        lambda row: metric_region(row.article, row.part),
    ),
    Column(
        "themes",
        pa.list_(pa.field("element", pa.string(), nullable=False)),
        "The article's themes, the main one first.",
        lambda row: list(row.article.themes),
    ),
    *labels("headline", "The article's headline", lambda row: row.article.headline),
    Column(
        "quote",
        TEXT,
        "The characters of the source that state the figure.",
        lambda row: row.part.evidence[0].exact,
    ),
    evidence(),
]

_INITIATIVES = [
    ARTICLE,
    own("id", "The initiative's id, unique in its article."),
    *NAME,
    *coded("kind", "What it is", lambda v: v.initiative_kinds, lambda row: row.part.kind),
    own("organization", "The id of the one organization that leads it.", CODE, nullable=True),
    *labels("organization", "That organization", organization_label, True),
    *period(nullable=True),
    *REGION,
    evidence(),
]

_PARTICIPANTS = [
    ARTICLE,
    Column(
        "position", COUNT, "Its place among all of its article, from 0.", lambda row: row.position
    ),
    Column("initiative", TEXT, "The id of the initiative.", lambda row: row.part.initiative.id),
    *labels("initiative", "The initiative", lambda row: row.part.initiative.name),
    Column(
        "organization",
        CODE,
        "The id of the organization.",
        lambda row: row.part.organization.id,
    ),
    *labels("organization", "The organization", lambda row: row.part.organization.name),
    *coded(
        "organization_kind",
        "What the organization is",
        lambda v: v.organization_kinds,
        lambda row: row.part.organization.kind,
    ),
    own("role", "lead (it leads, alone or with others on equal terms) or partner.", CODE),
    *REGION,
]

_HONOURS = [
    ARTICLE,
    POSITION,
    *NAME,
    *labels("issuer", "Who gave it", lambda row: row.part.issuer, True),
    own("recipient", "The id of the organization that received it.", CODE),
    *labels(
        "recipient",
        "That organization",
        lambda row: next(o.name for o in row.article.organizations if o.id == row.part.recipient),
    ),
    *REGION,
    evidence(),
]

_CONTRIBUTORS = [
    ARTICLE,
    POSITION,
    *NAME,
    own("kind", "organization or person.", CODE),
    own("role", "supplier or author.", CODE),
    *REGION,
]

_ORGANIZATIONS = [
    ARTICLE,
    own("id", "The organization's id, unique in its article."),
    *NAME,
    *coded("kind", "What it is", lambda v: v.organization_kinds, lambda row: row.part.kind),
    *coded(
        "region", "The division it belongs to", lambda v: v.regions, lambda row: row.part.region
    ),
]

_RELATIONS = [
    ARTICLE,
    POSITION,
    own("kind", "sum, subset, ratio or equal: the metric is the kind of the others.", CODE),
    own("metric", "The id of the metric on the left."),
    Column(
        "of",
        pa.list_(pa.field("element", pa.string(), nullable=False)),
        "The ids of the metrics on the right.",
        lambda row: list(row.part.of),
    ),
    own("holds", "False where the source itself breaks the arithmetic.", pa.bool_()),
    own("note", "What the source has, where it does not hold.", nullable=True),
    *REGION,
]


def _by_place(row: Row) -> tuple[Any, ...]:
    return row.article.region, row.article.id, row.position


def _by_metric_region(row: Row) -> tuple[Any, ...]:
    return metric_region(row.article, row.part), row.article.id, row.position


class _Participation(NamedTuple):
    """One organization in one initiative; who leads it alone is one as well."""

    initiative: Initiative
    organization: Organization
    role: str


def _parts(article: Article, table: str) -> Sequence[Any]:
    return _participations(article) if table == "participants" else getattr(article, table)


def _participations(article: Article) -> list[_Participation]:
    organizations = {one.id: one for one in article.organizations}
    return [
        _Participation(initiative, organizations[name], role)
        for initiative in article.initiatives
        for name, role in (
            *([(initiative.organization, "lead")] if initiative.organization else []),
            *((one.organization, one.role) for one in initiative.participants or ()),
        )
    ]


Order = Callable[[Row], tuple[Any, ...]]
_PARTS: dict[str, tuple[str, list[Column], Order]] = {
    "metrics": (
        "One figure a row, with every label beside its code: enough for an analysis by itself.",
        _METRICS,
        _by_metric_region,
    ),
    "initiatives": (
        "One named programme, mechanism, campaign or event a row.",
        _INITIATIVES,
        _by_place,
    ),
    "participants": (
        "One organization in one initiative a row, whoever leads it included.",
        _PARTICIPANTS,
        _by_place,
    ),
    "honours": ("One award or title a row.", _HONOURS, _by_place),
    "contributors": ("One name of a by-line a row.", _CONTRIBUTORS, _by_place),
    "organizations": ("One organization of one article a row.", _ORGANIZATIONS, _by_place),
    "relations": ("One arithmetic relation between figures a row.", _RELATIONS, _by_place),
}


def _articles_table(articles: Iterable[Article], vocabularies: Vocabularies) -> pa.Table:
    fields = arrow_fields(Article)
    record = [
        Column(
            field.name,
            field.type,
            field.metadata[b"description"].decode(),
            lambda row, name=field.name: to_row(row.article).get(name),  # type: ignore[misc]
            field.nullable,
        )
        for field in fields
    ]
    published = [
        Column(
            f"published_{side}",
            DATE,
            f"{what} day on which the report may have been published.",
            lambda row, side=side: (  # type: ignore[misc]
                getattr(parse_period(row.article.published.date), side)
                if row.article.published
                else None
            ),
            True,
        )
        for side, what in (("start", "The first"), ("end", "The last"))
    ]
    rows = [Row(article, article, i, vocabularies) for i, article in enumerate(articles)]
    return make_table("One report a row, the whole record nested.", [*record, *published], rows)
