"""Data Package (v1): flat tables with their schema, other files as they are.

https://specs.frictionlessdata.io/data-package/
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from fazhi.publish.metadata.description import (
    LICENCE,
    LICENCE_URL,
    NAME,
    Description,
    described,
    value_type,
)
from fazhi.record.canonical import dump

_MEDIA_TYPES = {"parquet": "application/vnd.apache.parquet", "jsonl": "application/jsonl"}


def datapackage(description: Description) -> dict[str, str]:
    """The descriptor of a release."""
    citation = description.citation
    document = {
        "profile": "data-package",
        "name": NAME,
        "id": description.urn,
        "title": citation.title,
        "description": citation.abstract,
        "version": citation.version,
        "created": f"{citation.date}T00:00:00Z",
        "keywords": list(citation.keywords),
        "contributors": [{"title": citation.author, "role": "author"}],
        "licenses": [{"name": LICENCE, "path": LICENCE_URL}],
        "resources": [
            _resource(name, entry, description.tables.get(name.removesuffix(".parquet")))
            for name, entry in description.files.items()
        ],
    }
    return {"datapackage.json": dump(document)}


def _resource(name: str, entry: Mapping[str, Any], table: pa.Table | None) -> dict[str, Any]:
    form = name.rpartition(".")[2]
    head = {"name": name, "path": name, "format": form, "mediatype": _MEDIA_TYPES[form]}
    if table is not None:
        head["description"] = described(table.schema)
        if not any(pa.types.is_nested(field.type) for field in table.schema):
            # No size and hash: readers of tabular resources count the bytes of text files only.
            return head | {"type": "table", "schema": {"fields": [*map(_field, table.schema)]}}
    return head | {"type": "file", "bytes": entry["bytes"], "hash": f"sha256:{entry['sha256']}"}


def _field(column: pa.Field) -> dict[str, Any]:
    kind = value_type(column.type)
    field = {"name": column.name, "type": kind, "description": described(column)}
    return field | ({} if column.nullable else {"constraints": {"required": True}})
