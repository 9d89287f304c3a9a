"""The nearest of the known names to one that is not known: "did you mean …?".

A word costs little however many names are known, and a record with many unknown words little
altogether: only the likeliest names are compared in full, and only so many words answered.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from operator import add
from typing import Final, TypeVar

LONGEST: Final = 100
"""The most characters of a word that is compared."""
LIKELIEST: Final = 20
"""How many names are compared in full: those that share the most characters and pairs of them."""
MOST_WORDS: Final = 100
"""How many different words are answered in one place."""

W = TypeVar("W")


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name most like the word; None if none has at least the similarity `cutoff`, from
    0 to 1."""
    if len(word) > LONGEST:
        return None
    names = [name for name in known if len(name) <= LONGEST]
    if len(names) > LIKELIEST:
        parts = _parts(word)
        names = nlargest(LIKELIEST, names, key=lambda name: len(parts & _parts(name)))
    return next(iter(get_close_matches(word, names, 1, cutoff)), None)


def did_you_mean(word: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """The question whether the nearest known name was meant, or `otherwise` if none is near."""
    near = nearest(word, known, cutoff)
    return f"did you mean {near!r}?" if near else otherwise


def for_some(answer: Callable[[W], str], otherwise: str) -> Callable[[W], str]:
    """A function that answers each of the first MOST_WORDS different words as `answer` does, once,
    and any other with `otherwise`."""
    answers: dict[W, str] = {}

    def of(word: W) -> str:
        if word not in answers and len(answers) < MOST_WORDS:
            answers[word] = answer(word)
        return answers.get(word, otherwise)

    return of


@lru_cache(maxsize=1 << 14)
def _parts(word: str) -> frozenset[str]:
    return frozenset((*word, *map(add, word, word[1:])))
