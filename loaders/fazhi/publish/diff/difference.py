"""Two nested documents compared once: the topmost paths that differ, and what happened there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, NamedTuple

from fazhi.publish.diff.kinds import kind_of, kinds
from fazhi.publish.version import Step

Document = Mapping[Any, Any]
Path = tuple[Any, ...]

ABSENT: Final = object()
TYPE: Final = ":logical-type"
"""Mappings whose values under this key differ are not compared key by key."""


class Entry(NamedTuple):
    """The step of a path into a list: the position in the new list, or in the old one where the
    new one has no such entry, and the entry's id."""

    position: int
    id: str


class Place(NamedTuple):
    """`where` is the id of a record, a table or a file; `subject` what it is about in there: the id
    of a metric, a code, a column; `pointer` a JSON Pointer (RFC 6901) into the new document, or
    into the old one where the new one has no such place."""

    where: str
    subject: str = ""
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two releases; the fields between kind and old are a `Place`."""

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


def pointer(tokens: Iterable[Any]) -> str:
    """The JSON Pointer of these steps of a path."""
    texts = (
        str(one.position if isinstance(one, Entry) else one) for one in tokens if one is not None
    )
    return "".join("/" + text.replace("~", "~0").replace("/", "~1") for text in texts)


def differing(
    old: Any, new: Any, lists: Collection[str] = (), path: Path = ()
) -> Iterator[tuple[Path, Any, Any]]:
    """The topmost paths at which two documents differ, with both values, ABSENT where there is
    none. Lists of objects are compared entry by entry; the path of their order ends in None.
    An absent list is empty when its name is among `lists`."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old.get(TYPE) == new.get(TYPE):
        for key in dict.fromkeys([*old, *new]):
            missing = [] if key in lists else ABSENT
            values = old.get(key, missing), new.get(key, missing)
            yield from differing(*values, lists, (*path, key))
    elif _are_objects(old) and _are_objects(new):
        before, after = _by_key(old, new), _by_key(new, old)
        for key in dict.fromkeys([*before, *after]):
            i, entry = after.get(key) or before[key]
            step = Entry(i, str(entry.get("id", "")))
            values = before.get(key, (0, ABSENT))[1], after.get(key, (0, ABSENT))[1]
            yield from differing(*values, lists, (*path, step))
        order = [key for key in before if key in after]
        if order != [key for key in after if key in before]:
            yield (*path, None), None, None
    elif not same(old, new):
        yield path, old, new


def same(old: object, new: object) -> bool:
    """Whether two JSON values are equal; to Python alone, 1 is True."""
    return old == new and isinstance(old, bool) == isinstance(new, bool)


def difference(
    area: str, role: str, place: Place, old: Any, new: Any, *, event: str = ""
) -> Iterator[Difference]:
    """The difference that two values of a role mean by `kinds.tsv`; none when it has no such kind.
    The event follows from the values unless it is given."""
    event = event or _event(old, new)
    kind = kind_of(area, role, event)
    if kind is None and event not in ("added", "removed"):
        kind = kind_of(area, role, "changed")
    if kind is not None:
        yield Difference(kind, *place, _shown(old), _shown(new))


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


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value)


def _by_key(entries: list[Document], others: list[Document]) -> dict[Any, tuple[int, Document]]:
    """Position and entry by a key that is equal in both lists for what belongs together: the id
    where all have one; else equal entries have equal keys, and what is left is numbered."""
    if all("id" in entry for entry in (*entries, *others)):
        keys: list[Any] = _numbered(entry["id"] for entry in entries)
    else:
        known, rest = set(_numbered(others)), count()
        keys = [key if key in known else next(rest) for key in _numbered(entries)]
    return {key: (i, entry) for i, (key, entry) in enumerate(zip(keys, entries, strict=True))}


def _numbered(values: Iterable[Any]) -> list[tuple[str, int]]:
    """Each value as text, with how often it occurred before."""
    seen: Counter[str] = Counter()
    numbered = []
    for value in values:
        text = json.dumps(value, sort_keys=True, default=str)
        numbered.append((text, seen[text]))
        seen[text] += 1
    return numbered
