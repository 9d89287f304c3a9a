"""Figures of what is to come: 力争结案率达到95%."""

import re
from collections.abc import Sequence

from fazhi.clause.clauses import Clause
from fazhi.clause.model import Aspect
from fazhi.clause.words import Word
from fazhi.figure import Figure


def read_targets(
    folded: str,
    figures: Sequence[Figure],
    clause: Clause,
    words: Sequence[Word],
    target: Word | None,
    aspects: list[Aspect],
) -> Word | None:
    """Make targets of the figures after a target word; return the word that reaches further.

    Certain in the clause of the word, and only where no word for results follows it.
    """
    governing = target
    queue = [word for word in words if word.role in ("target", "target-perhaps", "past")]
    at = 0
    for index in clause.figures:
        figure = figures[index]
        while at < len(queue) and queue[at].start < figure.start:
            word = queue[at]
            at += 1
            is_stronger = word.role != "target-perhaps"
            if is_stronger or governing is None or governing.role != "target":
                governing = word
        aspect = aspects[index]
        if figure.is_date or (figure.kind in ("ordinal", "identifier") and aspect.kind != "rank"):
            continue
        if re.match(r"\s?(?:[的为])?(?:预期)?目标", folded[figure.end : figure.end + 6]):
            aspects[index] = aspect._replace(is_certain=False)
        if governing is None:
            continue
        if governing.role == "target":
            certain = governing.start >= clause.start and figure.kind != "duration"
            aspects[index] = Aspect(
                "target", start=governing.start, end=governing.end, is_certain=certain
            )
        elif governing.role == "target-perhaps" and governing.start >= clause.start:
            reaches = "达到" in folded[governing.end : figure.start][-6:]
            aspects[index] = (
                Aspect("target", start=governing.start, end=governing.end, is_certain=False)
                if reaches
                else aspect._replace(is_certain=False)
            )
    for word in queue[at:]:
        governing = word if word.role != "target-perhaps" else governing
    return governing if governing and governing.role == "target" else None
