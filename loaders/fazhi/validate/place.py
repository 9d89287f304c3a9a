"""Where a checked file stands in the checkout, which is how GitHub and code scanners name it."""

from __future__ import annotations

import os
from pathlib import Path


def in_checkout(file: str) -> str:
    """The file's path from the root of the checkout, which is GitHub's workspace or else the
    current folder, with slashes; the absolute path of a file outside."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).absolute()
    # Not resolved: a record that is a symbolic link stands where the link stands.
    path = Path(os.path.normpath(Path(file).absolute()))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
