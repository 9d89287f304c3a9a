"""Punctuation of Chinese text by what it does, in half and full width, and the folding of widths.

Every class is a string of single characters, written as escapes so that the two widths cannot be
confused when reading the source. Names follow GB/T 15834-2011 (use of punctuation marks).
"""

from typing import Final

LINE_BREAKS: Final = "\n\r"
COMMAS: Final = ",\uff0c"  # , ，
ENUMERATION: Final = "\u3001"  # 、
COLONS: Final = ":\uff1a\u2236\ufe30"  # : ： ∶ ︰
SEMICOLONS: Final = ";\uff1b"  # ; ；
SENTENCE_ENDS: Final = "\u3002!?\uff01\uff1f"  # 。 ! ? ！ ？
# What ends a clause: the reach of a word that governs the figures after it.
CLAUSE_ENDS: Final = COMMAS + SEMICOLONS + SENTENCE_ENDS + LINE_BREAKS
MIDDLE_DOTS: Final = "\u00b7\u30fb\u2022"  # · ・ •
OPENING_BRACKETS: Final = "([{\uff08\uff3b\uff5b\u3014\u3010"  # ( [ { （ ［ ｛ 〔 【
CLOSING_BRACKETS: Final = ")]}\uff09\uff3d\uff5d\u3015\u3011"  # ) ] } ） ］ ｝ 〕 】
OPENING_QUOTES: Final = "\u201c\u2018\u300c\u300e"  # “ ‘ 「 『
CLOSING_QUOTES: Final = "\u201d\u2019\u300d\u300f"  # ” ’ 」 』
OPENING_TITLES: Final = "\u300a\u3008"  # 《 〈
CLOSING_TITLES: Final = "\u300b\u3009"  # 》 〉
# Dashes and tildes, all of which may join the two ends of a range.
DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\uff0d"  # - ‐ ‑ ‒ – — ― − ─ －
TILDES: Final = "~\uff5e\u301c"  # ~ ～ 〜

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def fold_width(text: str) -> str:
    """Return the text with full-width ASCII (U+FF01 to U+FF5E) and U+3000 in half width.

    Every character becomes one character, so offsets stay valid.
    """
    return text.translate(_FULL_WIDTH)
