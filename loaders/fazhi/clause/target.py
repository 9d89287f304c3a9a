"""Figures of what is to come: 力争结案率达到95%."""

import re
from collections.abc import Sequence
from typing import Final

from fazhi.clause.clauses import Clause
from fazhi.clause.model import Aspect
from fazhi.clause.words import Word
from fazhi.figure import Figure

_ROLES: Final = ("target", "target-likely", "target-perhaps", "past", "past-perhaps")
# 完成95%的目标, 以95%为目标: the figure may be the target or what was reached.
_TARGET_AFTER: Final = re.compile(r"\s?[的为]?(?:预期)?目标")
# 年初确定的95%的目标 is the target.
_SET_BEFORE: Final = re.compile(r"(?:确定|设定|制定|制订|下达|规定|定下|提出|既定|设立|预定)的\s?$")
_LONGEST_SET: Final = 4


def read_targets(
    folded: str,
    figures: Sequence[Figure],
    clause: Clause,
    words: Sequence[Word],
    governing: Word | None,
    aspects: list[Aspect],
) -> Word | None:
    """Make targets of the figures of a clause that a target word governs.

    `governing` is the word that the sentence brings along, and what it brings to its next clause is
    returned. A target is certain in the clause of its word only; no length of time is.
    """
    queue = [word for word in words if word.role in _ROLES]
    at = 0
    for index in clause.figures:
        figure = figures[index]
        while at < len(queue) and queue[at].start < figure.start:
            governing = _succeed(governing, queue[at])
            at += 1
        if figure.is_date or (figure.kind == "ordinal" and aspects[index].kind != "rank"):
            continue
        if _TARGET_AFTER.match(folded, figure.end):
            aspects[index] = aspects[index]._replace(is_certain=False)
            if found := _SET_BEFORE.search(
                folded, max(0, figure.start - _LONGEST_SET), figure.start
            ):
                aspects[index] = Aspect("target", start=found.start(), end=found.end())
                continue
        if governing:
            aspects[index] = _governed(folded, figure, clause, governing, aspects[index])
    for word in queue[at:]:
        governing = _succeed(governing, word)
    return governing if governing and governing.role != "target-perhaps" else None


def _succeed(governing: Word | None, word: Word) -> Word | None:
    """The word that governs what follows a word."""
    if word.role in ("target", "target-likely"):
        return word
    if word.role == "target-perhaps":
        return governing or word
    return word if word.role == "past-perhaps" and governing else None


def _governed(
    folded: str, figure: Figure, clause: Clause, governing: Word, aspect: Aspect
) -> Aspect:
    target = Aspect("target", start=governing.start, end=governing.end, is_certain=False)
    if governing.role == "target":
        certain = governing.start >= clause.start and figure.kind not in ("duration", "identifier")
        return target._replace(is_certain=certain)
    if governing.role == "target-likely":
        return target
    reaches = governing.role == "target-perhaps" and folded.endswith(
        ("达到", "达"), governing.end, figure.start
    )
    return target if reaches else aspect._replace(is_certain=False)
