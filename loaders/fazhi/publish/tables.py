"""The tables of a release: one entry of `_TABLES` each, and one for every vocabulary.

Withdrawn records appear in `articles` only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Annotated, Final

import pyarrow as pa
import pyarrow.compute as pc

from fazhi.publish.from_model import (
    CODE,
    COUNT,
    DATE,
    TEXT,
    Column,
    Parts,
    Value,
    code_columns,
    concept_field,
    field_value,
    make_table,
    mapped,
    model_columns,
    struct_array,
    text_columns,
)
from fazhi.record.arrow import arrow_fields, arrow_type, read_lines
from fazhi.record.canonical import to_json_line
from fazhi.record.field_types import IdOf, Part, Slug
from fazhi.record.model import (
    Article,
    Contributor,
    Honour,
    Initiative,
    Metric,
    Organization,
    Participant,
    Relation,
)
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Concept, Measure, Vocabularies, Vocabulary


class Participation(Participant):
    """One organization in one initiative. A sole leader counts too."""

    initiative: Annotated[Slug, IdOf("initiatives")]
    """The `id` of the initiative."""


def _list_parts(articles: pa.StructArray, name: str) -> tuple[pa.Array, pa.Array]:
    """The parts in a list of each article; and for each part, the index of its article."""
    lists = articles.field(name)
    return lists.flatten(), pc.list_parent_indices(lists)


def _participations(articles: pa.StructArray) -> tuple[pa.Array, pa.Array]:
    """The participations of all articles; and for each, the index of its article."""
    initiatives, parents = _list_parts(articles, "initiatives")
    found: list[dict[str, str]] = []
    owners: list[int] = []
    for initiative, parent in zip(initiatives.to_pylist(), parents.to_pylist(), strict=True):
        leader = initiative["organization"]
        sole_leader = [{"organization": leader, "role": "lead"}] if leader else []
        for participant in (*sole_leader, *(initiative["participants"] or ())):
            found.append(participant | {"initiative": initiative["id"]})
            owners.append(parent)
    return pa.array(found, pa.struct(arrow_fields(Participation))), pa.array(owners, pa.int64())


def _region(parts: Parts) -> pa.Array:
    """The division that a part is about: its own where it has one, else its article's."""
    of_article = parts.of_article("region")
    if parts.values.type.get_field_index("region") < 0:
        return of_article
    return pc.coalesce(pc.struct_field(parts.values, "region"), of_article)


def _measure_column(name: str) -> Column:
    """A field of the measure of the row's metric. It is never null: only groups of measures lack
    it, and no metric uses a group."""
    (column,) = model_columns(Measure)[name]
    measure = field_value("measure")
    return replace(
        column,
        value=lambda parts: concept_field(parts.vocabularies.measures, measure(parts), name),
        nullable=False,
    )


def _article_field(name: str) -> Value:
    return lambda parts: parts.of_article(name)


def _quote(parts: Parts) -> pa.Array:
    """The text of the first quote."""
    return pc.struct_field(pc.list_element(field_value("evidence")(parts), 0), "exact")


def _organization_kind(parts: Parts) -> pa.Array:
    return parts.of_entry("organizations", field_value("organization")(parts), "kind")


_ARTICLE: Final = Column("article", CODE, "The article's id.", _article_field("id"))
_POSITION_DESCRIPTION: Final = "Its position among those of its article, from 0."
_POSITION: Final = Column("position", COUNT, _POSITION_DESCRIPTION, lambda parts: parts.position)
_PUBLISHED: Final = [
    pa.field(
        f"published_{side}",
        DATE,
        metadata={"description": f"{what} day on which the report may have appeared."},
    )
    for side, what in (("start", "The first"), ("end", "The last"))
]
_REGION_DESCRIPTION: Final = "The division: its own where it has one, else its article's."
_REGION: Final = list(code_columns("region", _REGION_DESCRIPTION, "regions", _region))


@dataclass(frozen=True)
class _Table:
    """A table with a row for every part of a list in an article, and columns for its fields.

    `first` are the fields that stand first, `columns_after` further columns after a field, such as
    the domain after the measure. `find_parts` finds the parts where they are not simply those of
    the list `name`.
    """

    name: str
    description: str
    model: type[Part]
    first: tuple[str, ...] = ()
    columns_after: Mapping[str, Sequence[Column]] = field(default_factory=dict)
    find_parts: Callable[[pa.StructArray], tuple[pa.Array, pa.Array]] | None = None
    sorted_by: Value = lambda parts: parts.of_article("region")

    def columns(self) -> list[Column]:
        """In order: article, position if the part has no id, fields, region, evidence."""
        of_fields = model_columns(self.model) | {"region": _REGION}
        last = [name for name in ("region", "evidence") if name in of_fields]
        names = [name for name in dict.fromkeys([*self.first, *of_fields]) if name not in last]
        columns = [_ARTICLE, *([] if "id" in of_fields else [_POSITION])]
        for name in [*names, *last]:
            columns += [*of_fields[name], *self.columns_after.get(name, ())]
        return columns

    def build(self, articles: pa.StructArray, vocabularies: Vocabularies) -> pa.Table:
        """The table of these articles, sorted by division, article and position."""
        values, owners = (
            self.find_parts(articles) if self.find_parts else _list_parts(articles, self.name)
        )
        first_row = pc.index_in(owners, value_set=owners)  # of the same article
        position = pc.subtract(pa.array(range(len(owners)), COUNT), first_row)
        parts = Parts(articles, owners, position, values, vocabularies)
        keys = (self.sorted_by(parts), parts.of_article("id"), position)
        names = ["by", "article", "position"]
        ascending = [(name, "ascending") for name in names]
        order = pc.sort_indices(pa.Table.from_arrays(keys, names=names), sort_keys=ascending)
        return make_table(self.description, self.columns(), parts.take(order))


_TABLES: Final = (
    _Table(
        "metrics",
        "One figure a row, with every label beside its code: enough for an analysis by itself.",
        Metric,
        first=("id", "measure", "label"),
        columns_after={
            "measure": [
                Column(
                    "domain",
                    CODE,
                    "The group the measure belongs to.",
                    lambda parts: mapped(
                        field_value("measure")(parts), lambda code: code.partition(".")[0], TEXT
                    ),
                ),
                _measure_column("kind"),
                _measure_column("summable"),
            ],
            "region": [
                Column(
                    "themes",
                    arrow_type(tuple[str, ...]),
                    "The article's themes, the main one first.",
                    _article_field("themes"),
                ),
                *text_columns("headline", "The article's headline.", _article_field("headline")),
                Column(
                    "quote",
                    TEXT,
                    "The characters of the source that state the figure.",
                    _quote,
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
        columns_after={
            "organization": [
                *code_columns(
                    "organization_kind",
                    "What the organization is: a code of the organization kinds.",
                    "organization_kinds",
                    _organization_kind,
                )
            ]
        },
        find_parts=_participations,
    ),
    _Table("honours", "One award or title a row.", Honour),
    _Table("contributors", "One name of a by-line a row.", Contributor),
    _Table("organizations", "One organization of one article a row.", Organization),
    _Table("relations", "One arithmetic relation between figures a row.", Relation),
)


def build_tables(articles: Sequence[Article], vocabularies: Vocabularies) -> dict[str, pa.Table]:
    """All tables of a release by name, each sorted; equal articles give equal tables."""
    ordered = sorted(articles, key=lambda article: article.id)
    table = read_lines("".join(f"{to_json_line(article)}\n" for article in ordered).encode())
    active = table.filter(pc.equal(table["status"], "active"))
    structs = pa.StructArray.from_arrays(
        [column.combine_chunks() for column in active.columns], fields=list(active.schema)
    )
    return {
        "articles": _articles(table),
        **{table.name: table.build(structs, vocabularies) for table in _TABLES},
        **{
            vocabulary.id.replace("-", "_"): _vocabulary(vocabulary, vocabularies)
            for vocabulary in vocabularies
        },
    }


def _articles(articles: pa.Table) -> pa.Table:
    """The table `articles`: the records, and the days on which each may have appeared."""
    dates = pc.struct_field(articles["published"], "date").combine_chunks()
    days = [
        mapped(dates, lambda period: parse_period(period).start, DATE),
        mapped(dates, lambda period: parse_period(period).end, DATE),
    ]
    metadata = {"description": "One report a row, the whole record nested."}
    schema = pa.schema([*articles.schema, *_PUBLISHED], metadata=metadata)
    return pa.Table.from_arrays([*articles.columns, *days], schema=schema)


def _vocabulary(vocabulary: Vocabulary[Concept], vocabularies: Vocabularies) -> pa.Table:
    """One concept a row, sorted by code."""
    concepts = sorted(vocabulary, key=lambda concept: concept.code)
    model = type(concepts[0])
    # No dictionary encoding: values of a vocabulary rarely repeat.
    columns = [
        replace(column, type=TEXT) if column.type == CODE else column
        for column in chain.from_iterable(model_columns(model).values())
    ]
    values = struct_array(model, concepts)
    nothing = pa.nulls(len(values), COUNT)
    parts = Parts(struct_array(Article, ()), nothing, nothing, values, vocabularies)
    return make_table(vocabulary.description.en, columns, parts)
