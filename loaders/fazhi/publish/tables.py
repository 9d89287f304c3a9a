"""The tables of a release: one entry of `_TABLES` each, and one for every vocabulary.

Withdrawn records stand in `articles` as tombstones and nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Annotated, Final

import pyarrow as pa

from fazhi.publish.columns import (
    CODE,
    COUNT,
    DATE,
    TEXT,
    Column,
    Row,
    code_columns,
    make_table,
    model_columns,
    text_columns,
)
from fazhi.record.arrow import arrow_fields, arrow_type, to_row
from fazhi.record.article import (
    Article,
    Contributor,
    Honour,
    Initiative,
    Metric,
    Organization,
    Participant,
    Relation,
)
from fazhi.record.field_types import IdOf, Part, Slug
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Concept, Measure, Vocabularies, Vocabulary


class Participation(Participant):
    """One organization in one initiative, whoever leads it alone included."""

    initiative: Annotated[Slug, IdOf("initiatives")]
    """The `id` of the initiative."""


def _participations(article: Article) -> list[Participation]:
    parts = []
    for initiative in article.initiatives:
        leader = initiative.organization
        alone = [Participant(organization=leader, role="lead")] if leader else []
        parts += [
            Participation(initiative=initiative.id, **dict(participant))
            for participant in (*alone, *(initiative.participants or ()))
        ]
    return parts


def _region(row: Row) -> str:
    """The division that a part is about: its own where it has one, else its article's."""
    region: str = getattr(row.part, "region", None) or row.article.region
    return region


def _of_measure(name: str) -> Column:
    """A field of the measure of the row's metric; a group of measures, which lacks some, has no
    metrics."""
    (column,) = model_columns(Measure)[name]
    return replace(
        column,
        value=lambda row: getattr(row.vocabularies.measures[row.part.measure], name),
        nullable=False,
    )


_ARTICLE: Final = Column("article", CODE, "The article's id.", lambda row: row.article.id)
_POSITION: Final = Column(
    "position", COUNT, "Its position among those of its article, from 0.", lambda row: row.position
)
_PUBLISHED: Final = [
    pa.field(
        f"published_{side}",
        DATE,
        metadata={"description": f"{what} day on which the report may have appeared."},
    )
    for side, what in (("start", "The first"), ("end", "The last"))
]
_REGION_SAYS: Final = "The division: its own where it has one, else its article's."
_REGION: Final = list(code_columns("region", _REGION_SAYS, "regions", _region))


@dataclass(frozen=True)
class _Table:
    """A table with a row for every part of a list in an article. The columns are those of the
    model's fields: `first` these, then the others, each followed by what is `beside` it."""

    name: str
    description: str
    model: type[Part]
    first: tuple[str, ...] = ()
    beside: Mapping[str, Sequence[Column]] = field(default_factory=dict)
    parts: Callable[[Article], Sequence[Part]] | None = None
    sorted_by: Callable[[Row], str] = lambda row: row.article.region

    def columns(self) -> list[Column]:
        """The article, the position of what has no id, the fields, the division, the quotes."""
        own = model_columns(self.model) | {"region": _REGION}
        last = [name for name in ("region", "evidence") if name in own]
        names = [name for name in dict.fromkeys([*self.first, *own]) if name not in last]
        columns = [_ARTICLE, *([] if "id" in own else [_POSITION])]
        for name in [*names, *last]:
            columns += [*own[name], *self.beside.get(name, ())]
        return columns

    def build(self, articles: Iterable[Article], vocabularies: Vocabularies) -> pa.Table:
        """The table of these articles, sorted by division, article and position."""
        rows = []
        for article in articles:
            entries = {
                (name, entry.id): entry
                for name in ("organizations", "initiatives")
                for entry in getattr(article, name)
            }
            parts = self.parts(article) if self.parts else getattr(article, self.name)
            rows += [Row(article, part, i, entries, vocabularies) for i, part in enumerate(parts)]
        rows.sort(key=lambda row: (self.sorted_by(row), row.article.id, row.position))
        return make_table(self.description, self.columns(), rows)


_TABLES: Final = (
    _Table(
        "metrics",
        "One figure a row, with every label beside its code: enough for an analysis by itself.",
        Metric,
        first=("id", "measure", "label"),
        beside={
            "measure": [
                Column(
                    "domain",
                    CODE,
                    "The group the measure belongs to.",
                    lambda row: row.part.measure.partition(".")[0],
                ),
                _of_measure("kind"),
                _of_measure("summable"),
            ],
            "region": [
                Column(
                    "themes",
                    arrow_type(tuple[str, ...]),
                    "The article's themes, the main one first.",
                    lambda row: list(row.article.themes),
                ),
                *text_columns(
                    "headline", "The article's headline.", lambda row: row.article.headline
                ),
                Column(
                    "quote",
                    TEXT,
                    "The characters of the source that state the figure.",
                    lambda row: row.part.evidence[0].exact,
                ),
            ],
        },
        sorted_by=_region,
    ),
    _Table("initiatives", "One named programme, mechanism, campaign or event a row.", Initiative),
    _Table(
        "participants",
        "One organization in one initiative a row, whoever leads it included.",
        Participation,
        first=("initiative", "organization"),
        beside={
            "organization": [
                *code_columns(
                    "organization_kind",
                    "What the organization is: a code of the organization kinds.",
                    "organization_kinds",
                    lambda row: row.entries["organizations", row.part.organization].kind,
                )
            ]
        },
        parts=_participations,
    ),
    _Table("honours", "One award or title a row.", Honour),
    _Table("contributors", "One name of a by-line a row.", Contributor),
    _Table("organizations", "One organization of one article a row.", Organization),
    _Table("relations", "One arithmetic relation between figures a row.", Relation),
)


def build_tables(articles: Sequence[Article], vocabularies: Vocabularies) -> dict[str, pa.Table]:
    """All tables of a release by name, each sorted; equal articles give equal tables."""
    ordered = sorted(articles, key=lambda article: article.id)
    active = [article for article in ordered if article.status == "active"]
    return {
        "articles": _articles(ordered),
        **{table.name: table.build(active, vocabularies) for table in _TABLES},
        **{
            vocabulary.id.replace("-", "_"): _vocabulary(vocabulary, vocabularies)
            for vocabulary in vocabularies
        },
    }


def _articles(articles: Sequence[Article]) -> pa.Table:
    rows = []
    for article in articles:
        period = article.published and parse_period(article.published.date)
        days = {f"published_{side}": period and getattr(period, side) for side in ("start", "end")}
        rows.append(to_row(article) | days)
    description = {"description": "One report a row, the whole record nested."}
    schema = pa.schema([*arrow_fields(Article), *_PUBLISHED], metadata=description)
    return pa.Table.from_pylist(rows, schema)


def _vocabulary(vocabulary: Vocabulary[Concept], vocabularies: Vocabularies) -> pa.Table:
    """One concept a row, sorted by code."""
    concepts = sorted(vocabulary, key=lambda concept: concept.code)
    # Text as it is: hardly a value of a vocabulary occurs twice.
    columns = [
        replace(column, type=TEXT) if column.type == CODE else column
        for column in chain.from_iterable(model_columns(type(concepts[0])).values())
    ]
    rows = [Row(None, concept, i, {}, vocabularies) for i, concept in enumerate(concepts)]
    return make_table(vocabulary.description.en, columns, rows)
