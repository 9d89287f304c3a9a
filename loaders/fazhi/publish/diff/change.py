"""One difference between two releases, and the place where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from fazhi.publish.diff.kinds import Step, kinds


@dataclass(frozen=True, slots=True)
class Change:
    """`where` is a record's id, a table or a file; `subject` what it is about in there: the id of
    a metric, a code, a column; `pointer` a JSON Pointer into the new one, or into the old one
    where the new has no such place."""

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


class Place(NamedTuple):
    """Where a comparison stands."""

    where: str
    subject: str = ""
    pointer: str = ""

    def below(self, key: str | int, entry: Any = None) -> Place:
        """One level deeper; the first entry with an id on the way is the subject."""
        token = str(key).replace("~", "~0").replace("/", "~1")
        named = str(entry["id"]) if isinstance(entry, dict) and "id" in entry else ""
        return Place(self.where, self.subject or named, f"{self.pointer}/{token}")

    def change(self, kind: str, old: Any = None, new: Any = None) -> Change:
        """A change of this kind at this place."""
        return Change(kind, *self, old, new)


def order(change: Change) -> tuple[object, ...]:
    """The key by which changes are sorted: by area, then place."""
    areas = list(dict.fromkeys(kind.area for kind in kinds().values()))
    return areas.index(change.area), change.where, change.subject, change.pointer, change.kind


def same(old: object, new: object) -> bool:
    """Whether two JSON values are equal; to Python alone, 1 is True."""
    return old == new and isinstance(old, bool) == isinstance(new, bool)
