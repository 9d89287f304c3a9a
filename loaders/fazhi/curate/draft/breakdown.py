"""What words narrow a measure to: 民事案件 is {"case_type": "civil"}."""

import re
from collections.abc import Mapping
from typing import Final

from fazhi.curate.draft.near import AFTER, BREAKDOWNS, INHERITED, words_near
from fazhi.figure import Figure
from fazhi.record.vocabulary import Concept, Vocabularies, Vocabulary

_SHORTEST_NAME: Final = 2


def suggest_breakdown(text: str, figure: Figure, vocabularies: Vocabularies) -> dict[str, str]:
    """What the figure's own words narrow its measure to, by part of a breakdown, else what the
    words that it inherits do. A part of which they name several is left out."""
    near = words_near(text, figure, vocabularies)
    own = "\n".join(item.text for item in near if item.weight >= AFTER)
    inherited = "\n".join(item.text for item in near if item.weight == INHERITED)
    return read_breakdown(own, vocabularies, inherited)


def read_breakdown(words: str, vocabularies: Vocabularies, inherited: str = "") -> dict[str, str]:
    """The code of the only concept that the words name, else that the inherited ones name, by part
    of a breakdown."""
    found: dict[str, str] = {}
    for part, attribute in BREAKDOWNS.items():
        vocabulary: Vocabulary[Concept] | None = getattr(vocabularies, attribute, None)
        if vocabulary is None:
            continue
        codes = _narrowest(words, vocabulary) or _narrowest(inherited, vocabulary)
        if len(codes) == 1:
            found[part] = codes.pop()
    return found


def is_within(inner: Mapping[str, str], outer: Mapping[str, str]) -> bool:
    """Whether what the one narrows to may be a part of what the other narrows to."""
    shared = inner.keys() & outer.keys()
    return all(f"{inner[part]}.".startswith(f"{outer[part]}.") for part in shared)


def _narrowest(words: str, vocabulary: Vocabulary[Concept]) -> set[str]:
    """The codes of the concepts that the words name, without those above another of them."""
    names = {
        name: concept.code
        for concept in vocabulary
        if not concept.deprecated
        for name in (concept.label.zh, *concept.aliases)
        if len(name) >= _SHORTEST_NAME and not name.isascii()
    }
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    codes = {names[name] for name in re.findall(pattern, words)} if names else set()
    above = {
        concept.code
        for code in codes
        for concept in vocabulary.ancestors(code)
        if concept.code != code
    }
    return codes - above
