"""Columns that follow from the fields of a model, with the fields' docstrings as descriptions.

A field becomes a column of its own name. Beside it, a text in two languages becomes two columns, a
code or an id brings its label, a period its first and last day; the fields of a part inside a part
follow its name. All is computed by columns (Arrow arrays), never row by row.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa
import pyarrow.compute as pc
from pydantic.fields import FieldInfo

from fazhi.record.arrow import arrow_fields, arrow_type
from fazhi.record.canonical import to_document
from fazhi.record.field_types import CodeOf, Edtf, IdOf, Part, unwrap
from fazhi.record.model import Evidence, Label, Summary
from fazhi.record.period import parse_period
from fazhi.record.vocabulary import Vocabularies, Vocabulary

CODE = pa.dictionary(pa.int32(), pa.string())
TEXT = pa.string()
COUNT = pa.int32()
DATE = pa.date32()

_LANGUAGES = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True)
class Parts:
    """The subjects of the rows of a table. `values` are parts of articles, or concepts of a
    vocabulary, as structs; `article` is the index of the article of each, `position` its place
    there, from 0. Of concepts, which have no article, both are null."""

    articles: pa.StructArray
    article: pa.Array
    position: pa.Array
    values: pa.StructArray
    vocabularies: Vocabularies

    def of_article(self, name: str) -> pa.Array:
        """A field of each part's article."""
        return self.articles.field(name).take(self.article)

    def of_entry(self, list_name: str, ids: pa.Array, name: str) -> pa.Array:
        """A field of the entry of each part's article that has the id, such as an organization's
        name; null where there is no id."""
        lists = self.articles.field(list_name)
        entries = lists.flatten()
        known = _key(pc.list_parent_indices(lists), pc.struct_field(entries, "id"))
        found = pc.index_in(_key(self.article, ids), value_set=known)
        return pc.struct_field(entries, name).take(found)

    def take(self, order: pa.Array) -> "Parts":
        """The parts of these numbers."""
        article, position = self.article.take(order), self.position.take(order)
        return Parts(self.articles, article, position, self.values.take(order), self.vocabularies)


def _key(article: pa.Array, ids: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(pc.cast(article, TEXT), ids, " ")


Value = Callable[[Parts], pa.Array]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `value` computes it."""

    name: str
    type: pa.DataType
    description: str
    value: Value
    nullable: bool = False


def make_table(description: str, columns: Sequence[Column], parts: Parts) -> pa.Table:
    """A table of these columns, one row for each part."""
    fields = [
        pa.field(column.name, column.type, column.nullable, {"description": column.description})
        for column in columns
    ]
    schema = pa.schema(fields, metadata={"description": description})
    arrays = [_typed(column.value(parts), column.type) for column in columns]
    return pa.Table.from_arrays(arrays, schema=schema)


def _typed(array: pa.Array, type_: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(type_) and not pa.types.is_dictionary(array.type):
        return array.dictionary_encode()
    return array if array.type == type_ else array.cast(type_)


def mapped(array: pa.Array, function: Callable[[Any], Any], type_: pa.DataType) -> pa.Array:
    """The results of a function, which is called once for each different value; null stays null."""
    encoded = array.dictionary_encode()
    results = pa.array([function(value) for value in encoded.dictionary.to_pylist()], type_)
    return results.take(encoded.indices)


def concept_field(vocabulary: Vocabulary[Any], codes: pa.Array, name: str) -> pa.Array:
    """A field of the concept of each code; null where there is no code."""
    concepts = list(vocabulary)
    found = pc.index_in(codes, value_set=pa.array([concept.code for concept in concepts], TEXT))
    values = [_plain(getattr(concept, name, None)) for concept in concepts]
    model = next(type(concept) for concept in concepts if name in type(concept).model_fields)
    return pa.array(values, arrow_type(model.model_fields[name].annotation)).take(found)


def struct_array(model: type[Part], parts: Sequence[Part]) -> pa.StructArray:
    """Parts of one model as structs."""
    return pa.array([to_document(part) for part in parts], pa.struct(arrow_fields(model)))


def _plain(value: Any) -> Any:
    return to_document(value) if isinstance(value, Part) else value


def model_columns(model: type[Part]) -> dict[str, list[Column]]:
    """The columns of every field of a model, by the name of the field. A list of parts has none: it
    has a table of its own."""
    return {
        name: list(_field_columns(name, field, field_value(name)))
        for name, field in model.model_fields.items()
    }


def field_value(name: str) -> Value:
    """A field of the parts."""
    return _inside(lambda parts: parts.values, name)


def _inside(value: Value, name: str) -> Value:
    return lambda parts: pc.struct_field(value(parts), name)


def text_columns(
    name: str, description: str, value: Value, nullable: bool = False
) -> Iterator[Column]:
    """A text in both languages: two columns."""
    for language, english in _LANGUAGES.items():
        says = f"{description.removesuffix('.')}, in {english}."
        yield Column(f"{name}_{language}", TEXT, says, _inside(value, language), nullable)


def code_columns(
    name: str, description: str, vocabulary: str, value: Value, nullable: bool = False
) -> Iterator[Column]:
    """A code of a vocabulary, and its labels."""

    def label(parts: Parts) -> pa.Array:
        return concept_field(getattr(parts.vocabularies, vocabulary), value(parts), "label")

    yield Column(name, CODE, description, value, nullable)
    yield from text_columns(name, f"The label of `{name}`.", label, nullable)


def _field_columns(name: str, field: FieldInfo, value: Value) -> Iterator[Column]:
    kind, nullable, marks = unwrap(field.annotation, tuple(field.metadata))
    description = " ".join((field.description or "The code.").split())
    role = next((mark for mark in marks if isinstance(mark, (CodeOf, IdOf, Edtf))), None)
    if isinstance(role, CodeOf):
        yield from code_columns(name, description, role.vocabulary, value, nullable)
    elif isinstance(role, IdOf):
        yield Column(name, CODE, description, value, nullable)
        if not role.named:
            return
        entries = role.entries
        names = f"The name of `{name}`."
        yield from text_columns(
            name, names, lambda parts: parts.of_entry(entries, value(parts), "name"), nullable
        )
    elif isinstance(role, Edtf):
        yield Column(name, TEXT, description, value, nullable)
        yield from _period_columns(name, value, nullable)
    elif get_origin(kind) is tuple:
        item = unwrap(get_args(kind)[0])[0]
        if item is Evidence or not issubclass(item, Part):
            yield Column(name, arrow_type(kind), description, value, nullable)
    elif kind in (Label, Summary):
        yield from text_columns(name, description, value, nullable)
    elif isinstance(kind, type) and issubclass(kind, Part):
        for inner, inner_field in kind.model_fields.items():
            inside = _field_columns(f"{name}_{inner}", inner_field, _inside(value, inner))
            yield from (replace(column, nullable=nullable or column.nullable) for column in inside)
    else:
        type_ = CODE if get_origin(kind) is Literal else arrow_type(kind)
        yield Column(name, type_, description, value, nullable)


def _period_columns(name: str, value: Value, nullable: bool) -> Iterator[Column]:
    def day(side: str) -> Value:
        return lambda parts: mapped(
            value(parts), lambda period: getattr(parse_period(period), side), DATE
        )

    def basis(parts: Parts) -> pa.Array:
        period = value(parts)
        names = [field.name for field in parts.values.type]
        inferred_from = f"{name}_inferred_from"
        inferred = (
            pc.is_valid(pc.struct_field(parts.values, inferred_from))
            if inferred_from in names
            else pa.scalar(False)
        )
        says = pc.if_else(inferred, "inferred", "stated")
        return pc.if_else(pc.is_valid(period), says, pa.scalar(None, TEXT))

    says = "stated (the source names its years) or inferred (concluded by the curator)."
    yield Column(f"{name}_start", DATE, "Its first day; null when open.", day("start"), True)
    yield Column(f"{name}_end", DATE, "Its last day; null when open.", day("end"), True)
    yield Column(f"{name}_basis", CODE, says, basis, nullable)
