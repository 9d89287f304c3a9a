"""Whether a release is what was built: every byte of every file, and what the manifest says.

Bytes first, meaning second: only files whose bytes are right are opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from fazhi.errors import InputError
from fazhi.publish.digest import content_digest
from fazhi.publish.manifest import (
    MANIFEST,
    SUMS,
    file_digest,
    file_entry,
    parse_sums,
)
from fazhi.record.canonical import dump

Progress = Callable[[int, int], None]

_RESTORE: Final = "put back the published file, or build the release again: `fazhi build`"
_RESTORE_BOTH: Final = (
    f"put back the published {MANIFEST} and {SUMS}, or build again: `fazhi build`"
)
_REMOVE: Final = "take it out: a release holds nothing but the files of its manifest"
_REBUILD: Final = "whoever built this release must build it again: `fazhi build`"


@dataclass(frozen=True, slots=True)
class Fault:
    """One file that is not as it should be: which, what is wrong, and what to do."""

    file: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a release. `digest` is the SHA-256 of its `SHA256SUMS`: one value that
    stands for every byte, to compare with one published elsewhere."""

    files: int
    faults: tuple[Fault, ...]
    digest: str | None


def verify_release(folder: Path, progress: Progress = lambda done, total: None) -> Verdict:
    """Compare a release with its own manifest and `SHA256SUMS`; `progress` is told how many bytes
    of how many are read.

    Finds accidents, not forgery: who can write the folder can also write both witnesses anew.
    Raises InputError when the folder cannot be read or holds no release.
    """
    try:
        paths = {path.name: path for path in sorted(folder.iterdir())}
        if not paths.keys() & {MANIFEST, SUMS}:
            raise InputError(f"{folder}: there is no release here: neither {MANIFEST} nor {SUMS}")
        digests = _digests([path for path in paths.values() if path.is_file()], progress)
        faults = list(_odd(paths)) + list(_changed(folder, digests))
        if not faults:
            faults += _untrue(folder, digests)
    except OSError as error:
        raise InputError(f"{error.filename or folder}: {error.strerror or error}") from None
    return Verdict(len(paths), tuple(faults), digests.get(SUMS))


def _digests(paths: list[Path], progress: Progress) -> dict[str, str]:
    total = sum(path.stat().st_size for path in paths)
    done = 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        progress(done, total)

    return {path.name: file_digest(path, advance) for path in paths}


def _odd(paths: dict[str, Path]) -> Iterator[Fault]:
    for name, path in paths.items():
        if not path.is_file():
            yield Fault(name, "is no file", _REMOVE)


def _changed(folder: Path, digests: dict[str, str]) -> Iterator[Fault]:
    """What the bytes show. The manifest and `SHA256SUMS` vouch for each other and each for all
    the other files, so one damaged witness leaves the other."""
    found = {name: digest for name, digest in digests.items() if name not in (MANIFEST, SUMS)}
    manifest = digests.get(MANIFEST)
    listed = parse_sums((folder / SUMS).read_bytes()) if SUMS in digests else None
    listed = listed if listed and MANIFEST in listed else None
    sealed = manifest is not None and listed is not None and listed[MANIFEST] == manifest
    entries = _entries(folder) if manifest and (sealed or listed is None) else None

    if manifest is None:
        yield Fault(MANIFEST, "is missing", _RESTORE)
    elif listed is not None and not sealed:
        yield Fault(MANIFEST, f"is not the file that {SUMS} was written for", _RESTORE_BOTH)
    elif entries is None:
        yield Fault(MANIFEST, "is damaged", _RESTORE)
    if SUMS not in digests:
        yield Fault(SUMS, "is missing", _RESTORE)
    elif listed is None or (
        entries is not None and listed != entries | {MANIFEST: digests[MANIFEST]}
    ):
        yield Fault(SUMS, f"is damaged or does not agree with {MANIFEST}", _RESTORE_BOTH)

    expected = entries if entries is not None else listed
    if expected is None:
        return
    for name in sorted((expected.keys() | found.keys()) - {MANIFEST, SUMS}):
        if name not in found:
            yield Fault(name, "is missing", _RESTORE)
        elif name not in expected:
            yield Fault(name, "does not belong here", _REMOVE)
        elif found[name] != expected[name]:
            yield Fault(name, f"has changed: its SHA-256 is {found[name]}", _RESTORE)


def _entries(folder: Path) -> dict[str, str] | None:
    """The digests in the manifest; None when it is no manifest."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name): str(entry["sha256"]) for name, entry in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _untrue(folder: Path, digests: dict[str, str]) -> Iterator[Fault]:
    """What the manifest says wrongly of files whose bytes are as it says."""
    data = (folder / MANIFEST).read_bytes()
    manifest = json.loads(data)
    for key in ("name", "version", "schema_version", "licence"):
        if not isinstance(manifest.get(key), str):
            yield Fault(MANIFEST, f"has no {key}", _REBUILD)
    if not _canonical(manifest, data):
        yield Fault(MANIFEST, "is not in the canonical layout", _REBUILD)
    for name, entry in manifest["files"].items():
        try:
            true = _entry(folder / name)
        except (OSError, ValueError, pa.ArrowException) as error:
            yield Fault(name, f"cannot be read: {error}", _REBUILD)
            continue
        for key in dict.fromkeys([*true, *entry]):
            if true.get(key) != entry.get(key):
                message = f"says {key} {entry.get(key)} of {name}; it is {true.get(key)}"
                yield Fault(MANIFEST, message, _REBUILD)


def _canonical(document: object, data: bytes) -> bool:
    try:
        return dump(document).encode() == data
    except ValueError:
        return False


def _entry(path: Path) -> dict[str, Any]:
    if path.suffix == ".parquet":
        table = pq.ParquetFile(path).read()
        return file_entry(path, table.num_rows, content_digest(table))
    rows = path.read_bytes().count(b"\n") if path.suffix == ".jsonl" else None
    return file_entry(path, rows)
