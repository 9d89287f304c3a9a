"""The nearest of the known names to one that is not known: "did you mean …?"."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name most like the word; None if none has at least the similarity `cutoff`, from
    0 to 1."""
    return next(iter(get_close_matches(word, list(known), 1, cutoff)), None)


def did_you_mean(word: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """The question whether the nearest known name was meant, or `otherwise` if none is near."""
    near = nearest(word, known, cutoff)
    return f"did you mean {near!r}?" if near else otherwise
