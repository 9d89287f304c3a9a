"""Verifying a release: the digest of every file, then the statements of the manifest.

A file is opened only when its digest is right.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow as pa

from fazhi.errors import InputError
from fazhi.publish.manifest import MANIFEST, SUMS, file_digest, parse_sums, path_entry
from fazhi.record.canonical import dump

Progress = Callable[[int, int], None]

_RESTORE: Final = "put back the published file, or build the release again: `fazhi build`"
_RESTORE_BOTH: Final = f"put back both {MANIFEST} and {SUMS}, or build again: `fazhi build`"
_REMOVE: Final = "take it out: a release holds nothing but the files of its manifest"
_REBUILD: Final = "whoever built this release must build it again: `fazhi build`"


class Fault(NamedTuple):
    """One file that is not as it should be: which, what is wrong, and what to do."""

    file: str
    message: str
    hint: str


class Verdict(NamedTuple):
    """What was found in a release. `digest` is the SHA-256 of its `SHA256SUMS`: it
    depends on every byte, and can be compared with a digest published elsewhere."""

    files: int
    faults: tuple[Fault, ...]
    digest: str | None


def verify_release(folder: Path, progress: Progress = lambda done, total: None) -> Verdict:
    """Compare a release with its own manifest and `SHA256SUMS`. `progress` is told how many of how
    many bytes are done; each counts twice, for its digest and for its meaning.

    Finds accidents, not forgery: whoever can write the folder can also rewrite both files.
    Raises InputError when the folder cannot be read or holds no release.
    """
    try:
        paths = {path.name: path for path in sorted(folder.iterdir())}
        if not paths.keys() & {MANIFEST, SUMS}:
            raise InputError(f"{folder}: there is no release here: neither {MANIFEST} nor {SUMS}")
        files = {name: path for name, path in paths.items() if path.is_file()}
        total = 2 * sum(path.stat().st_size for path in files.values())
        done = 0

        def advance(size: int) -> None:
            nonlocal done
            done += size
            progress(done, total)

        digests = {name: file_digest(path, advance) for name, path in files.items()}
        expected, faults = _expected_digests(folder, digests)
        faults += [Fault(name, "is no file", _REMOVE) for name in sorted({*paths} - {*files})]
        if expected is not None:
            faults += _differences(expected, digests)
        if not faults:
            faults += _wrong_statements(folder, advance)
    except OSError as error:
        raise InputError(f"{error.filename or folder}: {error.strerror or error}") from None
    return Verdict(len(paths), tuple(faults), digests.get(SUMS))


def _expected_digests(
    folder: Path, digests: dict[str, str]
) -> tuple[dict[str, str] | None, list[Fault]]:
    """The digests that all the other files should have, and what is wrong with the two files that
    list them. Each has the digests, so one that is damaged leaves the other; None when both are."""
    listed = parse_sums((folder / SUMS).read_bytes()) if SUMS in digests else None
    listed = listed if listed and MANIFEST in listed else None
    if listed and listed[MANIFEST] != digests.get(MANIFEST):
        what = f"is not the file that {SUMS} was written for"
        what = what if MANIFEST in digests else "is missing"
        return listed, [Fault(MANIFEST, what, _RESTORE_BOTH)]
    entries = _entries(folder) if MANIFEST in digests else None
    faults = [
        Fault(name, "is damaged" if name in digests else "is missing", _RESTORE)
        for name, known in ((MANIFEST, entries), (SUMS, listed))
        if known is None
    ]
    if listed and entries is not None and listed != entries | {MANIFEST: listed[MANIFEST]}:
        faults.append(Fault(SUMS, f"does not agree with {MANIFEST}", _RESTORE_BOTH))
    return listed if entries is None else entries, faults


def _differences(expected: dict[str, str], digests: dict[str, str]) -> Iterator[Fault]:
    for name in sorted((expected.keys() | digests.keys()) - {MANIFEST, SUMS}):
        if name not in digests:
            yield Fault(name, "is missing", _RESTORE)
        elif name not in expected:
            yield Fault(name, "does not belong here", _REMOVE)
        elif digests[name] != expected[name]:
            yield Fault(name, f"has changed: its SHA-256 is {digests[name]}", _RESTORE)


def _entries(folder: Path) -> dict[str, str] | None:
    """The digests in the manifest; None when it is no manifest."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name): str(entry["sha256"]) for name, entry in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _wrong_statements(folder: Path, advance: Callable[[int], None]) -> Iterator[Fault]:
    """What the manifest says wrongly of files whose bytes are as it says."""
    data = (folder / MANIFEST).read_bytes()
    manifest = json.loads(data)
    for key in ("name", "version", "schema_version", "licence"):
        if not isinstance(manifest.get(key), str):
            yield Fault(MANIFEST, f"has no {key}", _REBUILD)
    if not _is_canonical(manifest, data):
        yield Fault(MANIFEST, "is not in the canonical layout", _REBUILD)
    for name, entry in manifest["files"].items():
        try:
            true = path_entry(folder / name)
        except (OSError, ValueError, pa.ArrowException) as error:
            yield Fault(name, f"cannot be read: {error}", _REBUILD)
            continue
        advance(true["bytes"])
        for key in dict.fromkeys([*true, *entry]):
            if true.get(key) != entry.get(key):
                message = f"says {key} {entry.get(key)} of {name}; it is {true.get(key)}"
                yield Fault(MANIFEST, message, _REBUILD)


def _is_canonical(document: object, data: bytes) -> bool:
    try:
        return dump(document).encode() == data
    except (ValueError, RecursionError):
        return False
