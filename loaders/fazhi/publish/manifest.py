"""`manifest.json` and `SHA256SUMS`.

`manifest.json` says of every other file what it is; `SHA256SUMS` has the digest of every file,
the manifest included, in the one layout that `sha256sum` writes. Both follow from the other files,
so any changed byte is found.

The content digest of a table depends on its rows and not on the bytes of its file, which differ
between writer versions, compressions and row-group sizes: it is the SHA-256 of the column names and
logical types, then of every row as compact JSON, in order.
"""

import json
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from fazhi.read.places import MANIFEST as MANIFEST
from fazhi.read.places import SCHEMA_FILE as SCHEMA_FILE
from fazhi.read.places import SUMS as SUMS
from fazhi.read.tables import decode, logical_type

_CHUNK: Final = 1 << 20
_LINE: Final = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_.-]+)")


def file_digest(path: Path, advance: Callable[[int], None] = lambda size: None) -> str:
    """The SHA-256 of a file, as hexadecimal; `advance` is told the bytes of every chunk read.

    Raises OSError when it cannot be read.
    """
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            advance(len(chunk))
    return digest.hexdigest()


def path_entry(path: Path) -> dict[str, Any]:
    """What the manifest says of a file. Raises OSError or BrokenTable when it cannot be read."""
    return file_entry(path.name, path.read_bytes())


def file_entry(name: str, data: bytes) -> dict[str, Any]:
    """What the manifest says of a file with these bytes: digest, size in bytes, and of records and
    tables their rows and the digest of a table's content. Raises BrokenTable for Parquet that
    cannot be read."""
    entry: dict[str, Any] = {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
    if name.endswith(".jsonl"):
        entry["rows"] = data.count(b"\n")
    elif name.endswith(".parquet"):
        table = decode(data)
        entry |= {"rows": table.num_rows, "content_sha256": content_digest(table)}
    return entry


def render_sums(digests: Mapping[str, str]) -> bytes:
    """The bytes of `SHA256SUMS` for these files, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def parse_sums(data: bytes) -> dict[str, str] | None:
    """The digest of every file in `SHA256SUMS`; None when it is in any layout but its own."""
    digests = {name: digest for digest, name in _LINE.findall(data.decode("utf-8", "replace"))}
    return digests if digests and render_sums(digests) == data else None


def content_digest(table: pa.Table) -> str:
    """The digest, as hexadecimal SHA-256. Equal for equal rows of equal columns in equal order,
    under any pyarrow, chunking, dictionary encoding or compression."""
    digest = sha256()
    digest.update(_line([[field.name, logical_type(field.type)] for field in table.schema]))
    for batch in table.to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            digest.update(_line(list(row.values())))
    return digest.hexdigest()


def _line(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode() + b"\n"
