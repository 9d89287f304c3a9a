"""Places that hold files: a folder, a zip or wheel, or any filesystem that pyarrow knows.

Whatever a place holds, only regular files are opened, and none is read beyond what its kind can be.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import IO, Any, Final

from fazhi.errors import InputError

MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
SCHEMA_FILE: Final = "article.schema.json"
LIMIT_VARIABLE: Final = "FAZHI_MAX_BYTES"
"""The environment variable that sets how large a file of a release may be."""
_LARGEST: Final = 1 << 30
_CHUNK: Final = 1 << 20

_KINDS: Final = {
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class Unreadable(InputError):
    """A file of a place that is missing or cannot be read; `reason` says so without its name."""

    def __init__(self, where: str, name: str, reason: str) -> None:
        super().__init__(f"{where}: {name} {reason}")
        self.reason = reason


class Refused(Exception):
    """Why a file is not opened, in words that follow its name."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name for people. `open` opens a file by name and raises FileNotFoundError,
    Refused or what its kind of place raises; so does `names`, which has every name, with its size
    if it is a regular file. The methods raise InputError alone."""

    where: str
    open: Callable[[str], IO[bytes] | RawIOBase]
    names: Callable[[], dict[str, int | None]]

    def sizes(self) -> dict[str, int | None]:
        """Every name, with its size if it is a regular file. Raises InputError."""
        try:
            return self.names()
        except Exception as error:
            raise InputError(f"{self.where}: cannot be listed ({in_words(error)})") from None

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, a mebibyte at a time. Raises Unreadable."""
        most = left = largest(name)
        try:
            with self.open(name) as stream:
                while chunk := stream.read(min(_CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        raise Refused(too_large(most))
                    yield chunk
        except FileNotFoundError:
            raise Unreadable(self.where, name, "is missing") from None
        except Refused as refused:
            raise Unreadable(self.where, name, str(refused)) from None
        except (InputError, GeneratorExit, KeyboardInterrupt):
            raise
        except Exception as error:  # zipfile and filesystems raise whatever their parts raise
            raise Unreadable(self.where, name, f"cannot be read ({in_words(error)})") from None

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises Unreadable."""
        return b"".join(self.chunks(name))


def largest(name: str) -> int:
    """How many bytes a file of this name may have: by default a gibibyte, and a mebibyte if it
    describes the others. Raises InputError when the variable that sets it is no number."""
    given = os.environ.get(LIMIT_VARIABLE, "")
    if given and not (given.isascii() and given.isdigit() and len(given) < 19):
        raise InputError(f"{LIMIT_VARIABLE} must be a number of bytes, not {given[:80]!r}")
    most = int(given) if given else _LARGEST
    return most >> 10 if name in (MANIFEST, SUMS, SCHEMA_FILE) else most


def too_large(most: int) -> str:
    """The words that refuse a file of more bytes than this."""
    return f"is larger than the {most:,} bytes that it may have; {LIMIT_VARIABLE} sets the limit"


def in_words(error: BaseException) -> str:
    """An error of the system or of a library on one line."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(words.split())[:300] or type(error).__name__


def open_regular(path: str, *, follow: bool) -> IO[bytes]:
    """Open a regular file and nothing else, without waiting for one; `follow` allows that the path
    is a symbolic link. Raises OSError or Refused."""
    refuse_other_kinds(Path(path).stat(follow_symlinks=follow).st_mode)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags), "rb", buffering=0)


def read_alone(path: Path) -> bytes:
    """The bytes of a file that stands for itself. Raises Unreadable."""
    place = Place(str(path), lambda name: open_regular(str(path), follow=True), dict)
    return place.read(path.name)


def refuse_other_kinds(mode: int) -> None:
    """Raise Refused unless this is the mode of a regular file."""
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "no file")
        raise Refused(f"is {kind}, not a regular file; put the file itself there")


def folder(path: str) -> Place:
    """A folder of this machine. Links in it are not followed: they could lead out of it."""

    def names() -> dict[str, int | None]:
        with os.scandir(path) as entries:
            return {
                entry.name: entry.stat().st_size if entry.is_file(follow_symlinks=False) else None
                for entry in entries
            }

    return Place(path, lambda name: open_regular(f"{path}/{name}", follow=False), names)


def archive(path: str) -> Place:
    """The folder with the manifest in a zip or wheel. Raises InputError when there is none, or
    when a member has a name that could stand for something outside of it."""
    import zipfile

    try:
        members = zipfile.ZipFile(path)
    except Exception as error:
        what = f"is neither a folder nor a zip that can be read ({in_words(error)})"
        raise InputError(f"{path}: {what}, so it holds no release") from None
    entries: dict[str, Any] = {}
    for entry in members.infolist():
        name = entry.orig_filename
        if name in entries or name.startswith("/") or ".." in name.split("/") or (
            any(sign in name for sign in "\\\0:")
        ):  # fmt: skip
            what = "twice" if name in entries else "a name that leads elsewhere"
            raise InputError(f"{path}: this archive has {what}: {name[:80]!r}; download it again")
        entries[name] = entry
    found = [name for name in entries if name.rpartition("/")[2] == MANIFEST]
    if not found:
        raise InputError(f"{path}: there is no {MANIFEST} in this archive, so it holds no release")
    inside = min(found, key=len).removesuffix(MANIFEST)

    def open_member(name: str) -> IO[bytes]:
        entry = entries.get(inside + name)
        if entry is None:
            raise FileNotFoundError
        refuse_other_kinds(_mode(entry))
        if entry.flag_bits & 1:
            raise Refused("is encrypted; only archives without a password are read")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("is compressed in another way than stored or deflated")
        if entry.file_size > largest(name):
            raise Refused(too_large(largest(name)))
        return members.open(entry)

    def names() -> dict[str, int | None]:
        sizes: dict[str, int | None] = {}
        for name, entry in entries.items():
            if name.startswith(inside) and name != inside:
                first, slash, _ = name.removeprefix(inside).partition("/")
                regular = not slash and stat.S_ISREG(_mode(entry))
                sizes[first] = entry.file_size if regular else None
        return sizes

    return Place(path, open_member, names)


def _mode(entry: Any) -> int:
    """The kind of a member; an archive that was not made on Unix says none and means a file."""
    mode: int = entry.external_attr >> 16
    return mode if stat.S_IFMT(mode) else mode | stat.S_IFREG
