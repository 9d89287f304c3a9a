"""Where a release is kept: a folder, a zip or wheel, or any filesystem that pyarrow knows."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from fazhi.errors import InputError

MANIFEST = "manifest.json"
Open = Callable[[str], pa.NativeFile]


class Store:
    """The files of one release, opened by name."""

    def __init__(self, where: str, open_file: Open) -> None:
        self.where = where
        self._open = open_file
        try:
            self.manifest: dict[str, Any] = json.loads(self._open(MANIFEST).read())
            self.tables = sorted(
                name.removesuffix(".parquet")
                for name in self.manifest["files"]
                if name.endswith(".parquet")
            )
        except (OSError, KeyError, TypeError) as error:
            raise InputError(f"{where}: there is no release here ({error})") from None
        except ValueError:
            raise InputError(f"{where}: {MANIFEST} is no JSON") from None

    def read(self, table: str) -> pa.Table:
        """One table. Raises InputError when its file is missing or broken."""
        name = f"{table}.parquet"
        try:
            return pq.ParquetFile(self._open(name)).read()
        except (OSError, pa.ArrowInvalid) as error:
            raise InputError(
                f"{self.where}: {name} cannot be read ({error}); `fazhi verify` shows what changed"
            ) from None

    def file(self, name: str) -> bytes:
        """The bytes of one file. Raises InputError when it is missing."""
        try:
            return bytes(self._open(name).read())
        except OSError as error:
            raise InputError(f"{self.where}: {name} cannot be read ({error})") from None


def open_store(source: str) -> Store:
    """The release at a path, in a zip or wheel, or behind a URI such as `s3://bucket/release`.

    Raises InputError when there is none.
    """
    if "://" in source:
        return _remote(source)
    path = Path(source)
    if path.is_dir():
        return Store(source, lambda name: pa.OSFile(str(path / name)))
    if path.is_file() and zipfile.is_zipfile(path):
        return _archive(path)
    what = "is neither a folder nor a zip" if path.exists() else "does not exist"
    raise InputError(f"{source}: {what}, so it holds no release")


def _archive(path: Path) -> Store:
    archive = zipfile.ZipFile(path)
    found = [name for name in archive.namelist() if Path(name).name == MANIFEST]
    if not found:
        raise InputError(f"{path}: there is no {MANIFEST} in this archive")
    folder = min(found, key=len).removesuffix(MANIFEST)

    def open_member(name: str) -> pa.NativeFile:
        try:
            return pa.BufferReader(archive.read(folder + name))
        except KeyError:
            raise FileNotFoundError(f"{name} is not in the archive") from None

    return Store(str(path), open_member)


def _remote(uri: str) -> Store:
    try:
        system, root = fs.FileSystem.from_uri(uri)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{uri}: {error}") from None
    return Store(uri, lambda name: system.open_input_file(f"{root.rstrip('/')}/{name}"))
