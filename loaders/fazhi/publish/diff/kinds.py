"""The kinds of change and the version step each requires, read from `kinds.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

Step = Literal["none", "patch", "minor", "major", "never"]
STEPS: Final[tuple[Step, ...]] = ("none", "patch", "minor", "major", "never")


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table. `mirror` is what the change is when old and new are exchanged."""

    area: str
    name: str
    step: Step
    mirror: str
    reason: str


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its name, in the order of the table."""
    text = files(__package__).joinpath("kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        name: Kind(area, name, cast(Step, step), mirror, reason)
        for area, name, step, mirror, reason in rows
    }


def highest(steps: list[Step]) -> Step:
    """The step that allows all of these; `none` of nothing."""
    return max(steps, key=STEPS.index, default="none")
