"""Two nested documents compared once: the topmost paths at which they differ."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final, NamedTuple

from fazhi.record.json_pointer import to_pointer

Document = Mapping[Any, Any]
Path = tuple[Any, ...]

ABSENT: Final[Any] = object()
TYPE: Final = ":logical-type"
"""Mappings with another value under this key are not compared key by key."""


class Entry(NamedTuple):
    """The step of a path into a list: the entry's id, and its position in the new list, or in the
    old one where the new one has no such entry."""

    position: int
    id: str


def differing(
    old: Any, new: Any, lists: Collection[str] = (), path: Path = ()
) -> Iterator[tuple[Path, Any, Any]]:
    """The topmost paths that differ, with both values, ABSENT where there is none. Lists of objects
    are compared entry by entry; the path of their order ends in None. An absent list is empty when
    its name is among `lists`."""
    if isinstance(old, dict) and isinstance(new, dict) and old.get(TYPE) == new.get(TYPE):
        for key in dict.fromkeys([*old, *new]):
            missing = [] if key in lists else ABSENT
            values = old.get(key, missing), new.get(key, missing)
            yield from differing(*values, lists, (*path, key))
    elif _are_objects(old) and _are_objects(new):
        before, after = _by_key(old, new), _by_key(new, old)
        for key in dict.fromkeys([*before, *after]):
            position, entry = after.get(key) or before[key]
            values = before.get(key, (0, ABSENT))[1], after.get(key, (0, ABSENT))[1]
            step = Entry(position, str(entry.get("id", "")))
            yield from differing(*values, lists, (*path, step))
        if [key for key in before if key in after] != [key for key in after if key in before]:
            yield (*path, None), None, None
    elif not same(old, new):
        yield path, old, new


def same(old: object, new: object) -> bool:
    """Whether two JSON values are equal; to Python alone, 1 is True."""
    return old == new and isinstance(old, bool) == isinstance(new, bool)


def pointer(path: Iterable[Any]) -> str:
    """The JSON Pointer of a path; a None in it is skipped."""
    steps = (step.position if isinstance(step, Entry) else step for step in path)
    return to_pointer(step for step in steps if step is not None)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


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
    """Each value as text, and how often it occurred before."""
    texts = [json.dumps(value, sort_keys=True, default=str) for value in values]
    seen: Counter[str] = Counter()
    return [(text, seen.update([text]) or seen[text]) for text in texts]
