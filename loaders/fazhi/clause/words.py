"""The words of `lexicon/aspect.tsv` in a text, each with its role."""

import re
from typing import Final, NamedTuple

from fazhi.clause.lexicon import any_of, read_words

WORDS: Final = {role: tuple(words) for role, words in read_words("aspect.tsv").items()}
_COMPARED: Final = ("previous-year", "previous-period", "baseline", "baseline-end")
_ROLES: Final = {
    word: role for role, words in WORDS.items() if role not in _COMPARED for word in words
}
_PATTERN: Final = re.compile(any_of(_ROLES))


class Word(NamedTuple):
    """A word of the lexicon at a place of the text."""

    start: int
    end: int
    role: str


def find_words(folded: str) -> list[Word]:
    """The words in their order, the longest at each place; those of the role `other` left out."""
    found = (Word(m.start(), m.end(), _ROLES[m[0]]) for m in _PATTERN.finditer(folded))
    return [word for word in found if word.role != "other"]


def one_of(*roles: str) -> str:
    """A pattern for the words of some roles, the longest first."""
    return any_of(word for role in roles for word in WORDS[role])
