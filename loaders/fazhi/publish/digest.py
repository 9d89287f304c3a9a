"""The content digest of a table, which depends on its rows and not on the bytes of its file.

Parquet bytes differ between writer versions, compressions and row-group sizes; the rows do not.
The digest is the SHA-256 of the column names and logical types, then of every row as compact
JSON, in order.
"""

from __future__ import annotations

import json
from hashlib import sha256

import pyarrow as pa

_BATCH = 4096


def content_digest(table: pa.Table) -> str:
    """The digest, as hexadecimal SHA-256. Equal for equal rows of equal columns in equal order,
    under any pyarrow, chunking, dictionary encoding or compression."""
    digest = sha256()
    digest.update(_line([[field.name, logical_type(field.type)] for field in table.schema]))
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            digest.update(_line(list(row.values())))
    return digest.hexdigest()


def _line(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode() + b"\n"


def logical_type(kind: pa.DataType) -> str:
    """A type in words, blind to how its values are stored: `string`, `list<struct<zh:string>>`."""
    if pa.types.is_dictionary(kind):
        return logical_type(kind.value_type)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"list<{logical_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        inner = ",".join(
            f"{kind.field(i).name}:{logical_type(kind.field(i).type)}"
            for i in range(kind.num_fields)
        )
        return f"struct<{inner}>"
    return "string" if pa.types.is_large_string(kind) else str(kind)
