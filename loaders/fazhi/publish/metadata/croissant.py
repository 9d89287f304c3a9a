"""Croissant 1.0: the files and the columns, for programs that load datasets for machine learning.

https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import pyarrow as pa

from fazhi.publish.metadata.description import (
    LANGUAGES,
    LICENCE_URL,
    NAME,
    Description,
    described,
    value_type,
)
from fazhi.record.canonical import dump

# The context of the specification, word for word: readers compare it key by key.
_CONTEXT: Final = json.loads(files(__package__).joinpath("croissant-context.json").read_bytes())
_TYPES: Final = {
    "boolean": "sc:Boolean",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "date": "sc:Date",
    "string": "sc:Text",
}
_FORMATS: Final = {"parquet": "application/x-parquet", "jsonl": "application/jsonlines"}


def croissant(description: Description) -> dict[str, str]:
    """The JSON-LD of a release.

    A list of structs inside another has no place in Croissant: the quotes inside the parts of an
    article are left to the tables of those parts and to `articles.jsonl`.
    """
    citation = description.citation
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": NAME,
        "description": citation.abstract,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "citeAs": citation.bibtex,
        "creator": {"@type": "sc:Organization", "name": citation.author},
        "datePublished": citation.date,
        "inLanguage": list(LANGUAGES),
        "keywords": list(citation.keywords),
        "license": LICENCE_URL,
        "url": description.urn,
        "version": citation.version,
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": name,
                "name": name,
                "contentUrl": name,
                "contentSize": f"{entry['bytes']} B",
                "encodingFormat": _FORMATS[name.rpartition(".")[2]],
                "sha256": entry["sha256"],
            }
            for name, entry in description.files.items()
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": name,
                "name": name,
                "description": described(table.schema),
                "field": [_column(name, field) for field in table.schema],
            }
            for name, table in description.tables.items()
        ],
    }
    return {"croissant.json": dump(document)}


def _column(table: str, column: pa.Field) -> dict[str, Any]:
    source = {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column.name}}
    place = f"{table}/{column.name}"
    item = _item(column.type)
    if not pa.types.is_struct(item):
        return _field(place, column, dataType=_TYPES[value_type(item)], source=source)
    parts = [
        _field(
            f"{place}/{'/'.join(way)}",
            leaf,
            dataType=_TYPES[value_type(_item(leaf.type))],
            source=source | {"transform": {"jsonPath": f"$.{'.'.join(way)}"}},
        )
        for way, leaf in _leaves(item)
    ]
    return _field(place, column, subField=parts)


def _leaves(
    struct: pa.DataType, way: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], pa.Field]]:
    """Every value inside a struct but lists of structs: the names that lead to it, its field."""
    for field in struct:
        here = (*way, field.name)
        if pa.types.is_struct(field.type):
            yield from _leaves(field.type, here)
        elif not pa.types.is_struct(_item(field.type)):
            yield here, field


def _field(place: str, field: pa.Field, **content: Any) -> dict[str, Any]:
    head = {"@type": "cr:Field", "@id": place, "name": place, "description": described(field)}
    return head | ({"repeated": True} if pa.types.is_list(field.type) else {}) | content


def _item(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_list(kind) else kind
