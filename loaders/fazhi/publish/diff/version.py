"""Version numbers: reading them, and the least one that a step leads to."""

from __future__ import annotations

import re

from fazhi.errors import InputError
from fazhi.publish.diff.kinds import Step

Version = tuple[int, int, int]
_SHAPE = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", re.ASCII)


def parse_version(text: str) -> Version:
    """`"0.2.1"` as numbers. Raises InputError when it is no version of three numbers."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise InputError(f"{text!r} is no version of three numbers, such as 1.4.2")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def least_version(old: str, step: Step) -> str | None:
    """The least version that takes this step from an old one; None when no version does.

    Before 1.0.0 a major step raises the middle number and every other step the last. Raises
    InputError when the old version is none.
    """
    major, minor, patch = parse_version(old)
    if step == "never":
        return None
    if step == "none":
        return old
    if major == 0:
        return f"0.{minor + 1}.0" if step == "major" else f"0.{minor}.{patch + 1}"
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
    }[step]


def allows(old: str, new: str, step: Step) -> bool:
    """Whether the new version takes at least this step. Raises InputError when one is none."""
    least = least_version(old, step)
    return least is not None and parse_version(new) >= parse_version(least)
