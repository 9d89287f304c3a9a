"""The words around a place of the text, by their role in ``lexicon/contexts.tsv``."""

from typing import Final

from fazhi.figure.lexicon import CONTEXT
from fazhi.punctuation import CLAUSE_ENDS, CLOSING_BRACKETS, ENUMERATION

_LONGEST: Final = max(len(word) for words in CONTEXT.values() for word in words)
# By role, the characters that its words begin and end with: most places are settled by one look-up.
_FIRST: Final = {role: frozenset(word[0] for word in words) for role, words in CONTEXT.items()}
_LAST: Final = {role: frozenset(word[-1] for word in words) for role, words in CONTEXT.items()}
_STOPS = CLAUSE_ENDS + ENUMERATION


def preceded(text: str, start: int, role: str) -> bool:
    """Whether a word of a role ends at ``start``."""
    if text[start - 1 : start] not in _LAST[role]:
        return False
    return text.endswith(CONTEXT[role], max(0, start - _LONGEST), start)


def followed(text: str, end: int, role: str) -> bool:
    """Whether a word of a role begins at ``end``."""
    if text[end : end + 1] not in _FIRST[role]:
        return False
    return text.startswith(CONTEXT[role], end)


def clause_before(text: str, end: int, width: int) -> str:
    """Return what precedes ``end`` in its clause, ``width`` characters at most."""
    near = text[max(0, end - width) : end]
    return near[max(map(near.rfind, _STOPS)) + 1 :]


def clause_after(text: str, start: int, width: int) -> str:
    """Return what follows ``start`` in its clause, ``width`` characters at most."""
    near = text[start : start + width]
    return near[: min((at for at in map(near.find, _STOPS + "(") if at >= 0), default=width)]


def begins_clause(text: str, start: int) -> bool:
    """Whether nothing of a clause stands before ``start``."""
    return not start or text[start - 1] in _STOPS or text[start - 1] in "(“《"


def ends_clause(text: str, end: int) -> bool:
    """Whether the clause ends at ``end``, but for a 的 or 了."""
    following = text[end : end + 1]
    return not following or following in _STOPS or following in CLOSING_BRACKETS + "的了"


def is_han(mark: str) -> bool:
    """Whether a string is one character of the block CJK Unified Ideographs."""
    return "\u4e00" <= mark <= "\u9fff"
