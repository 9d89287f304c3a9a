"""A rule of the grammar: a name, where it can apply, and a pattern or a reader that applies it."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from fazhi.figure.cursor import Cursor, Script
from fazhi.figure.model import Kind, Result, Skip, Span

Reader: TypeAlias = Callable[[Cursor], Result]
Marks: TypeAlias = Iterable[str] | None


class Rule(NamedTuple):
    """One rule of a dimension.

    ``read`` is called with the place of a numeral; it yields the figure there, a ``Skip``, or None
    where the rule does not apply. It is called only where the numeral is written in one of
    ``scripts``, the character before it is in ``before`` and the one after it in ``after``; None
    stands for any character. These sets keep the grammar fast, so they may be wider than needed.
    """

    name: str
    read: Reader
    scripts: frozenset[Script]
    before: frozenset[str] | None
    after: frozenset[str] | None

    def applies(self, script: Script, previous: str, following: str) -> bool:
        """Whether the rule is asked between two characters, each empty at the text's ends."""
        return (
            script in self.scripts
            and (self.before is None or previous in self.before)
            and (self.after is None or following in self.after)
        )


def rule(
    name: str, *scripts: Script, before: Marks = None, after: Marks = None
) -> Callable[[Reader], Rule]:
    """Make a rule of the decorated reader; see ``Rule`` for the arguments."""
    previous = None if before is None else frozenset(before)
    following = None if after is None else frozenset(after)
    return lambda read: Rule(name, read, frozenset(scripts), previous, following)


def pattern_rule(
    name: str,
    pattern: str,
    kind: Kind | None,
    *scripts: Script,
    before: Marks = None,
    after: Marks = None,
) -> Rule:
    """Make a rule of a pattern that is matched where the numeral begins.

    It yields a figure of ``kind`` whose value is the text matched, or, without a kind, a ``Skip``.
    """
    match = re.compile(pattern).match

    def read(c: Cursor) -> Result:
        found = match(c.text, c.start)
        if found is None:
            return None
        return Skip(found.end()) if kind is None else Span(c.start, found.end(), kind, found[0])

    return rule(name, *scripts, before=before, after=after)(read)
