"""Searching a vocabulary by words in Chinese or English."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from fazhi.punctuation import fold_width

T = TypeVar("T")


def search(
    query: str, entries: Iterable[T], texts: Callable[[T], tuple[Sequence[str], Sequence[str]]]
) -> list[T]:
    """The entries in which each word of the query occurs, the best first; all for an empty query.

    `texts` gives the names of an entry (code, labels, aliases) and its prose (definitions). Case
    and width do not matter. A word that is a name counts most, then one that begins a name, one
    within a name, the more so the more of the name it is, and least one within the prose.
    """
    words = fold_width(query).casefold().split()
    found = []
    for entry in entries:
        names, prose = ([fold_width(text).casefold() for text in part] for part in texts(entry))
        scores = [_score(word, names, prose) for word in words]
        if all(scores):
            found.append((sum(scores), entry))
    return [entry for _, entry in sorted(found, key=lambda item: -item[0])]


def _score(word: str, names: Sequence[str], prose: Sequence[str]) -> float:
    within = [
        (4 if name == word else 2 if name.startswith(word) else 1) + len(word) / len(name)
        for name in names
        if word in name
    ]
    return max(within, default=0.5 if any(word in text for text in prose) else 0)
