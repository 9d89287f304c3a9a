"""A release: its manifest and its tables, from a folder, zip, wheel or URI."""

import json
import stat
from pathlib import Path
from typing import Any

import pyarrow as pa

from fazhi.errors import InputError
from fazhi.read.places import MANIFEST as MANIFEST  # exported again
from fazhi.read.places import Place, Unreadable, archive, folder, in_words
from fazhi.read.tables import BrokenTable, check_columns, decode, is_known, schema_versions

_VERIFY_HINT = "; `fazhi verify` shows what changed"
_NAME_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.")


class Store:
    """The files of one release, read by name. Raises InputError when there is no release, or one of
    a schema version that this package does not know.

    With `any_version` every schema version and any columns are accepted, so that two releases can
    be compared.
    """

    def __init__(self, place: Place, *, any_version: bool = False) -> None:
        self.where = place.where
        self.place = place
        self.manifest = _read_manifest(place)
        self._version = None if any_version else _known_version(place, self.manifest)
        self.tables = sorted(
            name.removesuffix(".parquet")
            for name in self.manifest["files"]
            if name.endswith(".parquet")
        )

    def read(self, table: str) -> pa.Table:
        """One table. Raises InputError when its file is missing or broken."""
        name = f"{table}.parquet"
        try:
            found = decode(self.file(name))
            check_columns(found, table, self._version)
        except BrokenTable as error:
            raise InputError(f"{self.where}: {name} {error}{_VERIFY_HINT}") from None
        return found

    def file(self, name: str) -> bytes:
        """The bytes of one file. Raises InputError when it is missing or cannot be read."""
        return self.place.read(name)


def open_store(source: str, *, any_version: bool = False) -> Store:
    """The release at a path, in a zip or wheel, or behind a URI such as `s3://bucket/release`.

    Raises InputError when there is none.
    """
    return Store(open_place(source), any_version=any_version)


def open_place(source: str) -> Place:
    """The folder, zip, wheel or URI as a place of files. Raises InputError when there is none."""
    if "://" in source:
        if not source.startswith("file://"):
            from fazhi.read.remote import remote

            return remote(source)
        source = _local(source)
    try:
        mode = Path(source).stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{source}: does not exist, so it holds no release") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{source[:300]}: cannot be opened ({in_words(error)})") from None
    if stat.S_ISDIR(mode):
        return folder(source)
    if stat.S_ISREG(mode):
        return archive(source)
    raise InputError(f"{source}: is neither a folder nor a zip, so it holds no release")


def _local(uri: str) -> str:
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        parts = urlsplit(uri)
        path = url2pathname(parts.path)
    except ValueError as error:
        raise InputError(f"{uri[:300]}: this is no address ({error})") from None
    if not path or parts.netloc not in ("", "localhost") or parts.query or parts.fragment:
        raise InputError(f"{uri[:300]}: write the address of a folder or zip as file:///its/path")
    return path


def _read_manifest(place: Place) -> dict[str, Any]:
    """The manifest, checked to have every key that this package uses. Raises InputError."""
    where = place.where
    try:
        manifest = json.loads(place.read(MANIFEST))
    except Unreadable as error:
        sentence = f"{where}: there is no release here: {MANIFEST} {error.reason}"
        raise InputError(sentence) from None
    except (ValueError, RecursionError):
        raise InputError(f"{where}: {MANIFEST} is no JSON{_VERIFY_HINT}") from None
    if not isinstance(manifest, dict):
        raise InputError(f"{where}: {MANIFEST} is no object{_VERIFY_HINT}")
    for key in ("version", "schema_version", "licence"):
        if not isinstance(manifest.get(key), str):
            raise InputError(f"{where}: {MANIFEST} has no {key}{_VERIFY_HINT}")
    files = manifest.get("files")
    if not isinstance(files, dict):
        raise InputError(f"{where}: {MANIFEST} has no object `files`{_VERIFY_HINT}")
    for name, entry in files.items():
        if not is_safe_name(name) or not isinstance(entry, dict):
            raise InputError(
                f"{where}: {MANIFEST} has an invalid entry for the file {name[:80]!r}{_VERIFY_HINT}"
            )
    return manifest


def _known_version(place: Place, manifest: dict[str, Any]) -> str:
    version: str = manifest["schema_version"]
    if not is_known(version):
        known = ", ".join(schema_versions())
        raise InputError(
            f"{place.where}: this release has schema version {version[:80]!r}, and this package "
            f"knows {known}; a newer release needs a newer package"
        )
    return version


def is_safe_name(name: str) -> bool:
    """Whether it can be the name of a file of a release: it contains no path separator."""
    return bool(name) and name[0] != "." and len(name) <= 255 and _NAME_CHARACTERS.issuperset(name)
