"""The scanner: one walk over the text, from numeral to numeral.

How Chinese news states a quantity (the files named hold the smaller rules):

    text      = { filler | trap | figure }
    figure    = [qualifier] body [qualifier]
    body      = date (dates.py, eras.py) | quantity (quantity.py) | special (special.py)
              | half | bare numeral
    qualifier = 近 | 不足 | 超过 | 约 | … before; 以上 | 左右 | … after (lexicon/qualifiers.tsv)
    half      = 半 unit | 半数 | 一半
    trap      = an expression of lexicon/traps.txt: 统一, 七里河, 五花八门

A numeral in Arabic digits is a figure even without a unit; one in Chinese characters needs a
unit or a noun it counts, since 一, 三 and 万 are part of countless words. The walk never goes
back: every numeral is read once, with windows of bounded width on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.figure.arabic import arabic_step
from fazhi.figure.chinese import chinese_step, half_step
from fazhi.figure.lexicon import NUMERAL_MARKS
from fazhi.figure.model import Figure, Found
from fazhi.figure.units import ARABIC_DIGITS

_L = "A-Za-zＡ-Ｚａ-ｚ"
_CANDIDATE = re.compile(f"[0-9０-９{_L}半{''.join(NUMERAL_MARKS)}]")
# The digits of a word are no figure (C919, PM2.5, an address), but those of GDP1.2万亿 are.
_WORD = re.compile(rf"https?://[!-~]*+|[{_L}]++(?:[{_L}0-9０-９]++|[._@/·\-－—][{_L}0-9０-９]++)*+")
_WORD_NUMBER = re.compile(r"[A-Za-z]++\$?(?=[0-9]++(?:[.][0-9]++)?+[万亿%％年])|[A-Za-z]++\$")


def figures(text: str) -> list[Figure]:
    """Return every figure of a text, in order, none overlapping another.

    Offsets count code points: ``text[f.start:f.end] == f.exact``. Any text is accepted, also
    lone surrogates and control characters; nothing is raised and the time taken grows with the
    length of the text and no faster.
    """
    return [
        Figure(start, end, text[start:end], kind, value, upper, unit, bound)
        for start, end, kind, value, upper, unit, bound in _walk(text)
    ]


def _walk(text: str) -> Iterator[Found]:
    position = floor = 0
    search = _CANDIDATE.search
    while True:
        candidate = search(text, position)
        if candidate is None:
            return
        at = candidate.start()
        mark = text[at]
        if mark in ARABIC_DIGITS:
            position, found = arabic_step(text, at, floor)
        elif mark == "半":
            position, found = half_step(text, at, floor)
        elif mark in NUMERAL_MARKS:
            position, found = chinese_step(text, at, floor)
        else:
            position, found = _word_end(text, at), None
        if found is not None:
            yield found
            floor = position


def _word_end(text: str, at: int) -> int:
    word = _WORD_NUMBER.match(text, at) or _WORD.match(text, at)
    return at + 1 if word is None else word.end()
