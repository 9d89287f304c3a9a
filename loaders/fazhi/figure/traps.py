"""Expressions whose numerals count nothing: words, names and short quoted slogans."""

from __future__ import annotations

from typing import Final

from fazhi.figure.lexicon import TRAPS

_QUOTED: Final = {'"': '"', "“": "”", "‘": "’", "『": "』", "「": "」", "《": "》"}


def trap(text: str, at: int) -> int:
    """Return the end of the fixed expression around the numeral at ``at``, or -1."""
    if text[at] in "十百千万亿" and at and text[at - 1] in "数几":
        return -1
    for key in (text[at : at + 2], ">" + text[at - 1 : at + 1] if at else ""):
        for word, offset, not_before in TRAPS.get(key, ()):
            end = at - offset + len(word)
            if offset == 0 and at and text[at - 1] == "第":
                continue
            if (
                at >= offset
                and text.startswith(word, at - offset)
                and not (not_before and text.startswith(not_before, end))
            ):
                return end
    return -1


def slogan(text: str, at: int) -> int:
    """Return the end of a short quoted name that begins with the numeral (“四个一”), or -1."""
    closing = _QUOTED.get(text[at - 1 : at], "")
    if not closing:
        return -1
    stop = text.find(closing, at, at + 9)
    return stop if stop > at and not any(mark in "，。；！？" for mark in text[at:stop]) else -1
