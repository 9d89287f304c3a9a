"""The words that the grammars of clauses read, from the tab-separated files beside this one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files


def read_words(name: str) -> dict[str, dict[str, str]]:
    """Return for each role of a file its words with their values, "" where a row has none.

    A row holds a role, words parted by spaces, and perhaps a value.
    """
    roles: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line in files(__package__).joinpath(name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            role, words, value, *_ = [*line.split("\t"), ""]
            roles[role].update(dict.fromkeys(words.split(" "), value))
    return dict(roles)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"
