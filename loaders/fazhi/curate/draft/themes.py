"""The themes of a report, by the names of themes in its text."""

from typing import Final

from fazhi.record.vocabulary import Vocabularies

MOST: Final = 3


def suggest_themes(text: str, vocabularies: Vocabularies) -> list[str]:
    """The codes of at most three themes, the likeliest first; empty when the text names none.

    A theme scores the squared length of each of its names, times how often the text has it.
    """
    scores = {
        theme.code: sum(
            len(name) ** 2 * text.count(name) for name in {theme.label.zh, *theme.aliases}
        )
        for theme in vocabularies.themes
        if not theme.deprecated
    }
    named = [code for code, score in scores.items() if score]
    return sorted(named, key=lambda code: (-scores[code], code))[:MOST]
