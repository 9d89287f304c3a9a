"""Atomic writes: to a temporary file or folder beside the target, synced, then renamed."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fazhi.errors import InputError


def write_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole, or create it with its folders; a symbolic link is followed.

    Raises InputError when it cannot be written.
    """
    path = path.resolve()
    with _folder_beside(path) as folder:
        new = folder / "new"
        new.write_bytes(data)
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        _sync(new)
        new.replace(path)


def replace_directory(target: Path, fill: Callable[[Path], None], mark: str) -> None:
    """Have a folder filled beside the target, then put it in the target's place.

    Only a folder that is empty or holds a file `mark` is replaced. Raises InputError when the
    target holds anything else or cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise InputError(f"{target}: a file stands where the release should go")
    if target.is_dir() and any(target.iterdir()) and not (target / mark).exists():
        raise InputError(f"{target}: this folder holds no release; name an empty or a new folder")
    with _folder_beside(target) as folder:
        new = folder / "new"
        new.mkdir()
        fill(new)
        for path in filter(Path.is_file, new.rglob("*")):
            _sync(path)
        if target.exists():
            target.rename(folder / "old")
        new.rename(target)


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A temporary folder on the file system of the target; an OSError is raised as InputError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            yield Path(folder)
    except OSError as error:
        raise InputError(f"{target}: {error.strerror or error}") from None


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
