"""Words that say something of a figure, by role: one tab-separated file a subject."""

from collections import defaultdict
from importlib.resources import files


def words_by_role(name: str) -> dict[str, tuple[str, ...]]:
    """The words of each role of a lexicon file; lines that begin with # are comments."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            role, _, words = line.partition("\t")
            found[role] += words.split(" ")
    return {role: tuple(words) for role, words in found.items()}
