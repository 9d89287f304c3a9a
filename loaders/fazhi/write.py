"""Atomic writes: to a temporary file or folder beside the target, synced, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from fazhi.errors import InputError


def write_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole, or create it with its folders; a symbolic link is followed.

    Raises InputError when it cannot be written.
    """
    try:
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None


def replace_directory(target: Path, fill: Callable[[Path], None], mark: str) -> None:
    """Have a folder filled beside the target, then put it in the target's place.

    Only a folder that is empty or holds a file `mark` is replaced. Raises InputError when the
    target holds anything else or cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise InputError(f"{target}: a file stands where the release should go")
    if target.is_dir() and any(target.iterdir()) and not (target / mark).exists():
        raise InputError(f"{target}: this folder holds no release; name an empty or a new folder")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            fresh, old = beside / "new", beside / "old"
            fresh.mkdir()
            fill(fresh)
            _sync(fresh)
            if target.exists():
                target.rename(old)
            fresh.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise InputError(f"{target}: {error.strerror or error}") from None


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
