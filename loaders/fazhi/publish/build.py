"""Building a release: tables as Parquet, records as JSON Lines, their schema, metadata, and the
manifest of them all; and its archive."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from fazhi import __version__
from fazhi.errors import InputError
from fazhi.publish.manifest import MANIFEST, SCHEMA_FILE, SUMS, file_digest, path_entry, render_sums
from fazhi.publish.metadata import STANDARDS
from fazhi.publish.metadata.description import LICENCE, NAME, Description, read_citation
from fazhi.publish.tables import build_tables
from fazhi.read.store import open_store
from fazhi.record.canonical import dump, to_json_line
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.record.vocabulary import Vocabularies
from fazhi.resources import citation_file
from fazhi.validate.schema import article_schema
from fazhi.write import replace_directory, write_file

ROW_GROUP: Final = 65_536


def build_release(articles: Sequence[Article], vocabularies: Vocabularies, target: Path) -> None:
    """Write the release of these articles into a folder; what stood there is replaced at once.

    The articles must have passed the check. Equal articles give equal bytes under an equal
    pyarrow: no time, place or environment goes in. Raises InputError when the folder cannot be
    written or holds something else.
    """

    def fill(folder: Path) -> None:
        tables = build_tables(articles, vocabularies)
        ordered = sorted(articles, key=lambda article: article.id)
        lines = "".join(to_json_line(article) + "\n" for article in ordered)
        (folder / "articles.jsonl").write_bytes(lines.encode())
        stamp = {"dataset": NAME, "version": __version__, "licence": LICENCE}
        for name, table in tables.items():
            stamped = table.replace_schema_metadata({**(table.schema.metadata or {}), **stamp})
            path = folder / f"{name}.parquet"
            pq.write_table(stamped, path, compression="zstd", row_group_size=ROW_GROUP)
        data = ("articles.jsonl", *(f"{name}.parquet" for name in tables))
        files = {name: path_entry(folder / name) for name in data}
        citation = read_citation(citation_file())
        description = Description(citation, tables, files, vocabularies)
        metadata = {"CITATION.cff": citation.text, SCHEMA_FILE: dump(article_schema())}
        for standard in STANDARDS:
            metadata |= standard(description)
        for name, text in metadata.items():
            (folder / name).write_bytes(text.encode())
        files = files | {name: path_entry(folder / name) for name in metadata}
        manifest = {
            "name": NAME,
            "version": __version__,
            "schema_version": SCHEMA_VERSION,
            "licence": LICENCE,
            "files": dict(sorted(files.items())),
        }
        (folder / MANIFEST).write_bytes(dump(manifest).encode())
        digests = {path.name: file_digest(path) for path in folder.iterdir()}
        (folder / SUMS).write_bytes(render_sums(digests))

    replace_directory(target, fill, _is_release)


def _is_release(folder: Path) -> bool:
    """Whether a folder holds a release of this dataset and nothing else."""
    try:
        manifest = open_store(str(folder), any_version=True).manifest
    except InputError:
        return False
    known = {MANIFEST, SUMS, *manifest["files"]}
    return manifest.get("name") == NAME and {path.name for path in folder.iterdir()} <= known


def write_archive(release: Path, target: Path) -> None:
    """Put a release folder into a zip, under `fazhi-<version>/`.

    Nothing in it depends on the time or the machine; the files are stored as they are, because
    compressed bytes differ between zlib versions. Raises InputError when the folder holds no
    release, the zip cannot be written, or what stands there is no such zip.
    """
    if target.resolve().is_relative_to(release.resolve()):
        raise InputError(f"{target}: an archive of a release does not stand in it")
    if target.exists():
        try:
            open_store(str(target), any_version=True)
        except InputError:
            raise InputError(f"{target}: this is no release; name a new file") from None
    try:
        version = json.loads((release / MANIFEST).read_bytes())["version"]
        files = sorted(path for path in release.rglob("*") if path.is_file())
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for path in files:
                name = f"fazhi-{version}/{path.relative_to(release).as_posix()}"
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{release}: there is no release here ({error})") from None
    write_file(target, buffer.getvalue())
