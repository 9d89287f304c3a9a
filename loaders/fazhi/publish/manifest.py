"""`manifest.json` and `SHA256SUMS`.

`manifest.json` says of every other file what it is; `SHA256SUMS` has the digest of every file,
the manifest included, in the one layout that `sha256sum` writes. Both follow from the other files,
so any changed byte is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from fazhi.read.store import MANIFEST as MANIFEST

SUMS: Final = "SHA256SUMS"
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


def file_entry(path: Path, rows: int | None = None, content: str | None = None) -> dict[str, Any]:
    """What the manifest says of a file: digest, size in bytes, and of a table its rows and the
    digest of its content. Raises OSError when the file cannot be read."""
    entry: dict[str, Any] = {"sha256": file_digest(path), "bytes": path.stat().st_size}
    if rows is not None:
        entry["rows"] = rows
    if content is not None:
        entry["content_sha256"] = content
    return entry


def render_sums(digests: Mapping[str, str]) -> bytes:
    """The bytes of `SHA256SUMS` for these files, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def parse_sums(data: bytes) -> dict[str, str] | None:
    """The digest of every file in `SHA256SUMS`; None when it is in any layout but its own."""
    digests = {name: digest for digest, name in _LINE.findall(data.decode("utf-8", "replace"))}
    return digests if digests and render_sums(digests) == data else None
