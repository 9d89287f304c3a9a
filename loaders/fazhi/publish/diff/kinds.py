"""What a delta means: its kind, and the version step that it requires, by `kinds.tsv`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple, cast

from fazhi.publish.diff.paths import ABSENT
from fazhi.publish.version import Step


@dataclass(frozen=True, slots=True)
class DifferenceKind:
    """A row of the table. `mirror` is the kind when old and new are exchanged."""

    area: str
    name: str
    step: Step
    mirror: str
    when: str
    reason: str


class Delta(NamedTuple):
    """Two values that differ, with the names of `kinds.tsv` for what they are and what happened. An
    event that is not given follows from the values. The place is that of a `Difference`."""

    role: str
    where: str
    subject: str = ""
    pointer: str = ""
    old: Any = None
    new: Any = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two releases. `where` is the id of a record, a table or a file;
    `subject` the id of a metric, a code or a column; `pointer` a JSON Pointer into the new
    document, or into the old one where the new one has no such place."""

    kind: str
    where: str
    subject: str = ""
    pointer: str = ""
    old: Any = None
    new: Any = None

    @property
    def area(self) -> str:
        """The part of a release it belongs to."""
        return kinds()[self.kind].area

    @property
    def step(self) -> Step:
        """The least version step that allows it."""
        return kinds()[self.kind].step


@cache
def kinds() -> dict[str, DifferenceKind]:
    """Every kind by its name, in the order of the table."""
    text = files(__package__).joinpath("kinds.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[1]: DifferenceKind(row[0], row[1], cast(Step, row[2]), *row[3:]) for row in rows}


def differences(area: str, deltas: Iterable[Delta]) -> list[Difference]:
    """The differences that the deltas of an area mean, sorted by place; those that the table has
    no kind for are left out."""
    events = _events(area)
    roles = {role for role, _ in events}
    found = []
    for role, where, subject, pointer, old, new, given in deltas:
        known, event = role if role in roles else "*", given or _event(old, new)
        other = "" if event in ("added", "removed") else "changed"
        if kind := events.get((known, event)) or events.get((known, other)):
            found.append(Difference(kind, where, subject, pointer, _shown(old), _shown(new)))
    return sorted(found, key=attrgetter("where", "subject", "pointer", "kind"))


@cache
def _events(area: str) -> dict[tuple[str, str], str]:
    """The name of the kind by role and event, from groups such as `a,b:x,y`."""
    return {
        pair: kind.name
        for kind in kinds().values()
        if kind.area == area
        for roles, _, events in (group.partition(":") for group in kind.when.split(" "))
        for pair in product(roles.split(","), events.split(","))
    }


def _event(old: Any, new: Any) -> str:
    if old is ABSENT or new is ABSENT:
        return "added" if old is ABSENT else "removed"
    if isinstance(old, (int, float)) and isinstance(new, (int, float)):
        return "raised" if old < new else "lowered"
    if isinstance(old, frozenset) and (old < new or new < old):
        return "widened" if old < new else "narrowed"
    return "changed"


def _shown(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    return None if value is ABSENT else value
