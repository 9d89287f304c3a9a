"""Version numbers (semver), the least one that a step leads to, and its changelog entry."""

import re
from typing import Final, Literal

from fazhi.errors import InputError

Step = Literal["none", "patch", "minor", "major", "never"]
STEPS: Final[tuple[Step, ...]] = ("none", "patch", "minor", "major", "never")
_SHAPE: Final = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", re.ASCII)


def parse_version(text: str) -> tuple[int, int, int]:
    """`"0.2.1"` as numbers. Raises InputError when it is no version of three numbers."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r} is no version of three numbers, such as 1.4.2")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def parse_schema_version(text: str) -> tuple[int, ...]:
    """The numbers of a schema version, such as `"1.1"`. Raises ValueError when it has none."""
    return tuple(map(int, text.split(".")))


def highest(steps: list[Step]) -> Step:
    """The step that allows all of these; `none` for an empty list."""
    return max(steps, key=STEPS.index, default="none")


def least_version(old: str, step: Step) -> str | None:
    """The least version that takes this step from an old version; None when no version does.

    Before 1.0.0 a major step raises the middle number and every other step the last. Raises
    InputError when the old version is no version.
    """
    numbers = parse_version(old)
    if step in ("none", "never"):
        return old if step == "none" else None
    raised = ("major", "minor", "patch").index(step)
    if numbers[0] == 0:
        raised = min(raised + 1, 2)
    return ".".join(map(str, (*numbers[:raised], numbers[raised] + 1, 0, 0)[:3]))


def allows(old: str, new: str, step: Step) -> bool:
    """Whether the new version takes at least this step. Raises InputError for no version."""
    least = least_version(old, step)
    return least is not None and parse_version(new) >= parse_version(least)


def changelog_refusals(changelog: str, version: str) -> list[str]:
    """Reasons the changelog entry of a version is missing or empty."""
    head = rf"^## \[{re.escape(version)}\] - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$"
    entry = re.search(rf"{head}(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if entry is None:
        return [f"the changelog has no entry `## [{version}] - YYYY-MM-DD`"]
    if not re.search(r"^[-*] \S", entry[1], re.MULTILINE):
        return [f"the changelog entry for {version} says nothing"]
    return []
