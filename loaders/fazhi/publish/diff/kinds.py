"""The kinds of difference and the version step that each requires, read from `kinds.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from fazhi.publish.version import Step


@dataclass(frozen=True, slots=True)
class DifferenceKind:
    """A row of the table. `mirror` is the kind when old and new are exchanged; `events` are pairs
    of the role that differs and how it does."""

    area: str
    name: str
    step: Step
    mirror: str
    events: frozenset[tuple[str, str]]
    reason: str


@cache
def kinds() -> dict[str, DifferenceKind]:
    """Every kind by its name, in the order of the table."""
    text = files(__package__).joinpath("kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        name: DifferenceKind(area, name, cast(Step, step), mirror, _events(when), reason)
        for area, name, step, mirror, when, reason in rows
    }


@cache
def kind_of(area: str, role: str, event: str) -> str | None:
    """The name of the kind of an event in an area; None when the table has none."""
    found = (kind for kind in kinds().values() if kind.area == area)
    return next((kind.name for kind in found if (role, event) in kind.events), None)


def _events(when: str) -> frozenset[tuple[str, str]]:
    pairs = (group.split(":") for group in when.split(" "))
    return frozenset(
        (role, event)
        for roles, events in pairs
        for role in roles.split(",")
        for event in events.split(",")
    )
