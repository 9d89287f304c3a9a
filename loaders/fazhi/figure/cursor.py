"""A place in a text where a numeral begins: what every rule of the grammar is given."""

import re
from string import ascii_letters
from typing import Final, Literal, TypeAlias

from fazhi.figure.lexicon import NUMERAL_CHARACTERS
from fazhi.figure.numeral import Numeral, arabic_end, arabic_numeral, chinese_numeral

Script: TypeAlias = Literal["arabic", "chinese", "half", "latin"]

SCRIPTS: Final[dict[str, Script]] = {
    **dict.fromkeys("0123456789", "arabic"),
    **dict.fromkeys(NUMERAL_CHARACTERS, "chinese"),
    "半": "half",
    **dict.fromkeys(ascii_letters, "latin"),
}
_CHINESE_RUN = re.compile("[" + "".join(NUMERAL_CHARACTERS) + "]++")


class Cursor:
    """The numeral at an offset of a folded text, and the characters beside it.

    ``start``       where the numeral begins
    ``end``         where it ends: after digits and magnitude words (12.8万), after the whole run of
                    Chinese numeral characters, after 半, after one letter
    ``left_limit``  where the figure before ends: nothing before it belongs to this one
    ``previous``    the character before ``start``, empty at the beginning of the text
    ``following``   the character at ``end``, empty at the end of the text
    ``script``      how the numeral is written
    """

    __slots__ = (
        "_numeral",
        "end",
        "following",
        "left_limit",
        "previous",
        "script",
        "start",
        "text",
    )

    def __init__(self, text: str, start: int, left_limit: int) -> None:
        self.text = text
        self.start = start
        self.left_limit = left_limit
        self.script = script = SCRIPTS[text[start]]
        self._numeral: Numeral | None = None
        if script == "arabic":
            self._numeral = arabic_numeral(text, start)
            self.end = arabic_end(text, start) if self._numeral is None else self._numeral.end
        elif script == "chinese":
            run = _CHINESE_RUN.match(text, start)
            self.end = start + 1 if run is None else run.end()
        else:
            self.end = start + 1
        self.previous = text[start - 1 : start]
        self.following = text[self.end : self.end + 1]

    @property
    def numeral(self) -> Numeral | None:
        """The number, None where the characters make none (三三, or more than 40 digits).

        A Chinese numeral is read when it is first asked for, since most are part of words.
        """
        if self._numeral is None and self.script == "chinese":
            self._numeral = chinese_numeral(self.text, self.start)
        return self._numeral
