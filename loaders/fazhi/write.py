"""Atomic writes: a temporary file or folder beside the target is written, synced, and renamed.

The temporary name of `NAME` is `.NAME.fazhi`. A writer holds a lock on it, which the system
releases when the process ends, however it ends; so a writer that gets the lock may overwrite what
an interrupted process left there. At every moment the target is complete: the old or the new
version. Only where the system cannot exchange two names in one step (see `_exchange`) may a folder
be missing after a kill; the next write then restores the old one.
"""

import ctypes
import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from fazhi.errors import InputError

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: no locks, see docs/reliability.md
    flock = None  # type: ignore[assignment]

LOCK_TIMEOUT: Final = 10.0
"""Seconds to wait for another process that writes the same target."""


def write_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole, or create it with its folders; a symbolic link is followed.

    Raises InputError when it cannot be written, or is no regular file.
    """
    update_file(path, lambda old: data)


def update_file(path: Path, change: Callable[[bytes | None], bytes]) -> None:
    """The same with what `change` makes of the bytes that are there, None where there is no file.
    No other `fazhi` writes the file between the reading and the writing.

    Raises InputError as `write_file` does, and whatever `change` raises.
    """
    with _as_input_error(path):
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise InputError(f"{path}: is no file; name a file to write")
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
        with _locked(path, folder=False) as new:
            try:
                data = change(path.read_bytes() if path.exists() else None)
                new.write_bytes(data)
                new.chmod(mode)
                _sync(new)
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)
            _sync(path.parent)


def replace_directory(
    target: Path, fill: Callable[[Path], None], may_go: Callable[[Path], bool]
) -> None:
    """Have a folder filled beside the target, then put it in the target's place.

    Only a folder that is empty, or of which `may_go` is true, is replaced; a symbolic link is
    followed. Raises InputError when the target holds anything else or cannot be written.
    """
    with _as_input_error(target):
        target = target.resolve()
        if target.exists() and not target.is_dir():
            raise InputError(f"{target}: a file stands where the release should go")
        with _locked(target, folder=True) as work:
            try:
                _restore_and_clear(work, target)
                if target.is_dir() and any(target.iterdir()) and not may_go(target):
                    sentence = "this folder holds other files; name an empty or a new folder"
                    raise InputError(f"{target}: {sentence}")
                new = work / "new"
                new.mkdir()
                fill(new)
                for path in (*new.rglob("*"), new):
                    _sync(path)
                if not target.exists():
                    new.rename(target)
                elif not _exchange(new, target):
                    target.rename(work / "old")
                    new.rename(target)
                _sync(target.parent)
            finally:
                _restore_and_clear(work, target)
                work.rmdir()


@contextmanager
def _as_input_error(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # a ValueError for a path with a null character
        raise InputError(f"{target}: {getattr(error, 'strerror', None) or error}") from None


@contextmanager
def _locked(target: Path, folder: bool) -> Iterator[Path]:
    """The temporary file or folder, locked for this process; it may hold what an interrupted one
    left. Raises InputError when another process holds it for longer than LOCK_TIMEOUT."""
    target.parent.mkdir(parents=True, exist_ok=True)
    work = target.with_name(f".{target.name}.fazhi")
    until = time.monotonic() + LOCK_TIMEOUT
    while time.monotonic() < until:
        if folder:
            work.mkdir(mode=0o700, exist_ok=True)
        if flock is None:
            yield work
            return
        flags = os.O_RDONLY | os.O_DIRECTORY if folder else os.O_RDWR | os.O_CREAT
        try:
            opened = os.open(work, flags | os.O_NOFOLLOW, 0o600)
        except FileNotFoundError:
            continue  # whoever held the folder has just removed it
        try:
            # The path may have been replaced while this process waited.
            if _lock(opened) and work.exists() and os.path.samestat(os.fstat(opened), work.stat()):
                yield work
                return
        finally:
            os.close(opened)
        time.sleep(0.05)
    sentence = "another process is writing here; wait for it, then run this again"
    raise InputError(f"{target}: {sentence}")


def _lock(opened: int) -> bool:
    """Lock a file descriptor. False while another process has the lock; True also where the file
    system has no locks."""
    try:
        flock(opened, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in (errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS):
            raise
    return True


def _restore_and_clear(work: Path, target: Path) -> None:
    """Empty a work folder. If the target is missing, the folder that was moved away from it is
    moved back first."""
    old = work / "old"
    if old.exists():
        old.rename(work / "replaced" if target.exists() else target)
    for path in work.iterdir():
        shutil.rmtree(path)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths in one step; False where the system cannot.

    Linux has renameat2(2) with RENAME_EXCHANGE, macOS renamex_np(2) with RENAME_SWAP.
    """
    # Calls through ctypes are not audited by the interpreter, and this one is a rename.
    sys.audit("os.rename", str(one), str(other), -1, -1)
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, 2) == 0)
        at_cwd = -100  # AT_FDCWD: paths are relative to the current folder
        return bool(library.renameat2(at_cwd, names[0], at_cwd, names[1], 2) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _sync(path: Path) -> None:
    """Have the system write a file or folder to the disk, where it can."""
    if os.name == "nt" and path.is_dir():
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
