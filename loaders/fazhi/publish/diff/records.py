"""Records compared field by field; what has an id is found by it, whatever its position."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from fazhi.publish.diff.change import Change, Place, same
from fazhi.publish.diff.match import match
from fazhi.record.migration import UnknownVersion, migrate

Record = Mapping[str, Any]

# What an entry of a list is called that has rows of its own in a table. The ids of the first three
# stand there.
_ENTRIES = {
    "organizations": "organization",
    "initiatives": "initiative",
    "metrics": "metric",
    "participants": "entry",
    "contributors": "entry",
    "honours": "entry",
    "relations": "entry",
    "exclusions": "entry",
}


def compare_records(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Change]:
    """The changes between the records of two releases, given by id."""
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield Change("article-removed", name, old=old[name].get("headline"))
        elif name not in old:
            yield Change("article-added", name, new=new[name].get("headline"))
        else:
            yield from _record(name, old[name], new[name])


def says_the_same(old: Record, new: Record) -> bool:
    """Whether two records differ in nothing but their revision and schema version."""
    return not any(_contents(Place(""), *_of_one_version(old, new)))


def _record(name: str, old: Record, new: Record) -> Iterator[Change]:
    place = Place(name)
    changes = list(_contents(place, *_of_one_version(old, new)))
    yield from changes
    versions = old.get("schema_version"), new.get("schema_version")
    if not same(*versions):
        yield place.below("schema_version").change("article-migrated", *versions)
    before, after = old.get("revision", 0), new.get("revision", 0)
    if before != after:
        kind = "revision-raised" if before < after else "revision-lowered"
        yield place.below("revision").change(kind, before, after)
    elif changes:
        yield place.below("revision").change("revision-not-raised", before, after)


def _of_one_version(old: Record, new: Record) -> tuple[Record, Record]:
    """Both records in the later of their schema versions, if steps lead there."""
    with suppress(UnknownVersion):
        return migrate(old, str(new.get("schema_version"))), new
    with suppress(UnknownVersion):
        return old, migrate(new, str(old.get("schema_version")))
    return old, new


def _contents(place: Place, old: Record, new: Record) -> Iterator[Change]:
    if json.dumps(old) == json.dumps(new):  # most records, and a hundred times faster
        return
    judged = {"schema_version", "revision", "source"}
    before, after = old.get("status"), new.get("status")
    if "withdrawn" in (before, after) and before != after:
        judged |= {"status", "withdrawal"}
        kind = "article-withdrawn" if after == "withdrawn" else "article-reinstated"
        yield place.below("status").change(kind, old.get("withdrawal"), new.get("withdrawal"))
    if not same(old.get("source"), new.get("source")):
        yield place.below("source").change("source-changed", old.get("source"), new.get("source"))
    for change in _object(old, new, place, judged):
        # What a tombstone still lists stands in no table, so its ids bind nobody.
        what, _, verb = change.kind.partition("-")
        unbound = {"removed": after, "added": before}.get(verb) == "withdrawn"
        yield replace(change, kind=f"entry-{verb}") if unbound and what != "field" else change


def _object(
    old: Record, new: Record, place: Place, judged: Collection[str] = ()
) -> Iterator[Change]:
    for key in dict.fromkeys([*old, *new]):
        inner = place.below(key)
        if key in judged:
            continue
        lists = old.get(key, []), new.get(key, [])
        if key in _ENTRIES and all(map(_objects, lists)):
            yield from _list(*lists, inner, _ENTRIES[key])
        elif key not in new:
            yield inner.change("field-removed", old[key], None)
        elif key not in old:
            yield inner.change("field-added", None, new[key])
        else:
            yield from _value(old[key], new[key], inner)


def _value(old: Any, new: Any, place: Place) -> Iterator[Change]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _object(old, new, place)
    elif _objects(old) and _objects(new):
        yield from _list(old, new, place, "field")
    elif not same(old, new):
        yield place.change("field-changed", old, new)


def _objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)


def _list(old: list[Any], new: list[Any], place: Place, entry: str) -> Iterator[Change]:
    found = match(old, new)
    for i in found.gone:
        yield place.below(i, old[i]).change(f"{entry}-removed", old[i], None)
    for j in found.come:
        yield place.below(j, new[j]).change(f"{entry}-added", None, new[j])
    for i, j in found.pairs:
        yield from _value(old[i], new[j], place.below(j, new[j]))
    if found.reordered:
        yield place.change("order-changed")
