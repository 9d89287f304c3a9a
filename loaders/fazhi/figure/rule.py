"""A rule of the grammar: a name, where it can apply, and the reader that applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from fazhi.figure.cursor import Cursor, Script
from fazhi.figure.model import Result

Reader: TypeAlias = Callable[[Cursor], Result]


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
    name: str,
    *scripts: Script,
    before: Iterable[str] | None = None,
    after: Iterable[str] | None = None,
) -> Callable[[Reader], Rule]:
    """Make a rule of the decorated reader; see ``Rule`` for the arguments."""

    def named(read: Reader) -> Rule:
        return Rule(
            name,
            read,
            frozenset(scripts),
            None if before is None else frozenset(before),
            None if after is None else frozenset(after),
        )

    return named
