"""Verifying a release: the digest of every file, then the statements of the manifest.

A file is opened only when its digest is right.
"""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from os import PathLike
from typing import Final, NamedTuple

from fazhi.errors import InputError
from fazhi.publish.manifest import MANIFEST, SUMS, file_entry, parse_sums
from fazhi.read.places import Place, Unreadable, in_words
from fazhi.read.store import is_safe_name, open_place
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


def verify_release(
    source: str | PathLike[str], progress: Progress = lambda done, total: None
) -> Verdict:
    """Compare a release in a folder, a zip, a wheel or behind a URI with its own manifest and
    `SHA256SUMS`. `progress` is told how many of how many bytes are done; each counts twice, for its
    digest and for its meaning.

    Finds accidents, not forgery: whoever can write the release can also rewrite both files.
    Raises InputError when the place cannot be read or holds no release.
    """
    place = open_place(str(source))
    sizes = place.sizes()
    if not sizes.keys() & {MANIFEST, SUMS}:
        raise InputError(f"{place.where}: there is no release here: neither {MANIFEST} nor {SUMS}")
    total = 2 * sum(size or 0 for size in sizes.values())
    done = 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        progress(done, total)

    faults: list[Fault] = []
    digests: dict[str, str] = {}
    for name in sorted(sizes):
        if sizes[name] is None:
            faults.append(Fault(name, "is no file", _REMOVE))
            continue
        try:
            digests[name] = _digest(place, name, advance)
        except Unreadable as error:
            faults.append(Fault(name, error.reason, _RESTORE))
    unread = {fault.file for fault in faults}
    expected, wrong = _expected_digests(place, digests)
    if expected is not None:
        wrong += _differences(expected, digests)
    faults += [fault for fault in wrong if fault.file not in unread]
    if not faults:
        faults += _wrong_statements(place, advance)
    return Verdict(len(sizes), tuple(faults), digests.get(SUMS))


def _digest(place: Place, name: str, advance: Callable[[int], None]) -> str:
    digest = sha256()
    for chunk in place.chunks(name):
        digest.update(chunk)
        advance(len(chunk))
    return digest.hexdigest()


def _expected_digests(
    place: Place, digests: dict[str, str]
) -> tuple[dict[str, str] | None, list[Fault]]:
    """The digests that all the other files should have, and what is wrong with the two files that
    list them. Each has the digests, so one that is damaged leaves the other; None when both are."""
    listed = parse_sums(place.read(SUMS)) if SUMS in digests else None
    listed = listed if listed and MANIFEST in listed else None
    if listed and listed[MANIFEST] != digests.get(MANIFEST):
        what = f"is not the file that {SUMS} was written for"
        what = what if MANIFEST in digests else "is missing"
        return listed, [Fault(MANIFEST, what, _RESTORE_BOTH)]
    entries = _entries(place) if MANIFEST in digests else None
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


def _entries(place: Place) -> dict[str, str] | None:
    """The digests in the manifest; None when it is no manifest."""
    try:
        files = json.loads(place.read(MANIFEST))["files"]
        entries = {name: str(entry["sha256"]) for name, entry in files.items()}
        return entries if all(map(is_safe_name, entries)) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _wrong_statements(place: Place, advance: Callable[[int], None]) -> Iterator[Fault]:
    """What the manifest says wrongly of files whose bytes are as it says."""
    data = place.read(MANIFEST)
    manifest = json.loads(data)
    for key in ("name", "version", "schema_version", "licence"):
        if not isinstance(manifest.get(key), str):
            yield Fault(MANIFEST, f"has no {key}", _REBUILD)
    if not _is_canonical(manifest, data):
        yield Fault(MANIFEST, "is not in the canonical layout", _REBUILD)
    for name, entry in manifest["files"].items():
        try:
            true = file_entry(name, place.read(name))
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            yield Fault(name, in_words(error), _REBUILD)
            continue
        advance(true["bytes"])
        for key in dict.fromkeys([*true, *entry]):
            if true.get(key) != entry.get(key):
                said = f"{str(key)[:80]} {str(entry.get(key))[:80]}"
                message = f"says {said} of {name}; it is {true.get(key)}"
                yield Fault(MANIFEST, message, _REBUILD)


def _is_canonical(document: object, data: bytes) -> bool:
    try:
        return dump(document).encode() == data
    except (ValueError, RecursionError):
        return False
