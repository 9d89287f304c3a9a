"""A checked file's path in the checkout, which is how GitHub and code scanners name it."""

from __future__ import annotations

import os
from pathlib import Path


def checkout_path(file: str) -> str:
    """The file's path from the root of the checkout, which is $GITHUB_WORKSPACE or else the
    current folder, with slashes; the absolute path of a file outside."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).absolute()
    # Not resolved: a symbolic link is reported where it stands.
    path = Path(os.path.normpath(Path(file).absolute()))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
