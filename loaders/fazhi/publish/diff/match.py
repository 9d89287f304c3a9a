"""Which entries of two lists belong together."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Match(NamedTuple):
    """Pairs of positions in the old and the new list, and the positions without a partner."""

    pairs: list[tuple[int, int]]
    gone: list[int]
    come: list[int]

    @property
    def reordered(self) -> bool:
        """Whether what is in both stands in another order."""
        olds = [old for old, _ in sorted(self.pairs, key=lambda pair: pair[1])]
        return olds != sorted(olds)


def match(old: Sequence[Any], new: Sequence[Any]) -> Match:
    """Pair the entries of two lists: by id where all have one, else equal ones first and then
    what is left, in order."""
    if all(isinstance(one, Mapping) and "id" in one for one in [*old, *new]):
        return _pair([_key(one["id"]) for one in old], [_key(one["id"]) for one in new])
    equal = _pair([_key(one) for one in old], [_key(one) for one in new])
    rest = list(zip(equal.gone, equal.come, strict=False))
    return Match([*equal.pairs, *rest], equal.gone[len(rest) :], equal.come[len(rest) :])


def _pair(old: list[str], new: list[str]) -> Match:
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for j, key in enumerate(new):
        places[key].append(j)
    pairs = [(i, places[key].popleft()) for i, key in enumerate(old) if places[key]]
    paired = {i for i, _ in pairs}
    gone = [i for i in range(len(old)) if i not in paired]
    return Match(pairs, gone, sorted(j for left in places.values() for j in left))


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)
