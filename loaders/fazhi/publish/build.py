"""Building a release: tables as Parquet, records as JSON Lines, their schema, and the
manifest of them all."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from fazhi import __version__
from fazhi.publish.digest import content_digest
from fazhi.publish.tables import build_tables
from fazhi.publish.write import replace_directory
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import dump, to_json_line
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.schema import article_schema

MANIFEST: Final = "manifest.json"
LICENCE: Final = "CC-BY-4.0"
ROW_GROUP: Final = 65_536


def build_release(articles: Sequence[Article], vocabularies: Vocabularies, target: Path) -> None:
    """Write the release of these articles into a folder; what stood there is replaced at once.

    The articles must have passed the check. Equal articles give equal bytes under an equal
    pyarrow. Raises InputError when the folder cannot be written or holds something else.
    """

    def fill(folder: Path) -> None:
        files: dict[str, Any] = {}
        for name, table in build_tables(articles, vocabularies).items():
            path = folder / f"{name}.parquet"
            pq.write_table(_stamped(table), path, compression="zstd", row_group_size=ROW_GROUP)
            files[path.name] = _entry(path, table.num_rows, content_digest(table))
        lines = folder / "articles.jsonl"
        ordered = sorted(articles, key=lambda article: article.id)
        lines.write_bytes("".join(to_json_line(one) + "\n" for one in ordered).encode())
        files[lines.name] = _entry(lines, len(ordered), None)
        schema = folder / "article.schema.json"
        schema.write_bytes(dump(article_schema()).encode())
        files[schema.name] = _entry(schema, None, None)
        manifest = {
            "name": "fazhi",
            "version": __version__,
            "schema_version": SCHEMA_VERSION,
            "licence": LICENCE,
            "files": dict(sorted(files.items())),
        }
        (folder / MANIFEST).write_bytes(dump(manifest).encode())

    replace_directory(target, fill)


def _stamped(table: pa.Table) -> pa.Table:
    stamp = {"dataset": "fazhi", "version": __version__, "licence": LICENCE}
    return table.replace_schema_metadata({**(table.schema.metadata or {}), **stamp})


def _entry(path: Path, rows: int | None, digest: str | None) -> dict[str, Any]:
    data = path.read_bytes()
    entry = {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
    known = {"rows": rows, "content_sha256": digest}
    return entry | {name: value for name, value in known.items() if value is not None}
