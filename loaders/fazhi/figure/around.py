"""What stands around a figure: qualifiers, modifiers, and the words that settle a reading."""

from __future__ import annotations

from typing import Final

from fazhi.figure.lexicon import AFTER, BEFORE, CONTEXT, PERIODS
from fazhi.figure.model import Bound, Found
from fazhi.figure.units import WORD_MARKS

_PERIODS: Final = tuple(sorted(PERIODS, key=len, reverse=True))
_PERIOD_LAST: Final = frozenset(word[-1] for word in PERIODS)
# 今晚, 当晚, 次早: the word for the part of the day belongs to the word before it.
_PERIOD_GUARD: Final = frozenset("今昨当明前每次较最提同是")
# 总数十余万: 数 belongs to the word before it.
_SEVERAL_GUARD: Final = frozenset("总次件户个票指倍基序参读度计")
# 许 and 前后 bound times only: 3人许某 goes on with a name.
_OF_TIME: Final = ("许", "前")
_SIGNS: Final = frozenset("下上-－−负")
# 减负1.78亿元, 胜负: the character before makes 负 no sign.
_LOAD_GUARD: Final = frozenset("减担背抱欺胜辜自肩欠亏")
_UP_GUARD: Final = frozenset("以之身网晚早马路地会史线桌台海赶追跟加添算谈称数")


def before(text: str, start: int, floor: int) -> tuple[int, Bound | None]:
    """Return where a qualifier before ``start`` begins and its bound, looking no lower."""
    if start > floor:
        stop = start - 1 if text[start - 1] == " " and start - 1 > floor else start
        for entry in BEFORE.get(text[stop - 1], ()):
            begin = stop - len(entry.form)
            if begin >= floor and text.startswith(entry.form, begin):
                if begin and text[begin - 1] in entry.guard:
                    return start, None
                return begin, entry.bound
    return start, None


def after(text: str, end: int) -> tuple[int, Bound | None]:
    """Return where a qualifier after ``end`` ends, and its bound."""
    if end < len(text):
        for entry in AFTER.get(text[end], ()):
            if text.startswith(entry.form, end):
                stop = end + len(entry.form)
                if stop < len(text) and text[stop] in entry.guard:
                    return end, None
                return stop, entry.bound
    return end, None


def modifier(text: str, start: int, floor: int) -> tuple[int, Bound | None]:
    """Return where 数 几 好几 上 before a magnitude begins, and its bound: 数十, 上万."""
    mark = text[start - 1] if start > floor else ""
    if mark == "几":
        wide = start - 2 >= floor and text[start - 2] == "好"
        return start - (2 if wide else 1), "approximately"
    previous = text[start - 2] if start > 1 else ""
    if mark == "数" and previous not in _SEVERAL_GUARD:
        return start - 1, "approximately"
    if mark == "上" and text[start] != "十" and previous not in _UP_GUARD:
        return start - 1, "above"
    return start, None


def period_before(text: str, start: int, floor: int) -> int:
    """Return where the part of the day that touches ``start`` begins, or ``start``."""
    if start <= floor or text[start - 1] not in _PERIOD_LAST:
        return start
    for word in _PERIODS:
        begin = start - len(word)
        if begin >= floor and text.startswith(word, begin):
            if len(word) == 1 and begin and text[begin - 1] in _PERIOD_GUARD:
                return start
            return begin
    return start


def preceded(text: str, start: int, role: str) -> bool:
    """Whether a word of a role in ``lexicon/contexts.tsv`` ends at ``start``."""
    return text.endswith(CONTEXT[role], max(0, start - 4), start)


def followed(text: str, end: int, role: str) -> bool:
    """Whether a word of a role in ``lexicon/contexts.tsv`` begins at ``end``."""
    return text.startswith(CONTEXT[role], end)


def event_follows(text: str, end: int) -> bool:
    """Whether the clause goes on to name an event: 一起 is then a count, not together."""
    clause = text[end : end + 24]
    for stop in "，。；、,;\n（(":
        cut = clause.find(stop)
        if cut >= 0:
            clause = clause[:cut]
    for word in CONTEXT["no-event"]:
        clause = clause.replace(word, "")
    return any(word in clause for word in CONTEXT["one-event"])


def qualified(text: str, found: Found, floor: int, more: bool) -> Found:
    """Add the qualifiers around a body.

    The one before the body decides its bound, then 余 or 多 inside it, then the one after it.
    """
    start, end, kind, value, upper, unit, bound = found
    start, first = before(text, start, floor)
    last = None
    if text[end : end + 1] not in _OF_TIME:
        end, last = after(text, end)
    if first is not None:
        bound = first
    elif more:
        bound = "above"
    elif bound == "exact" and last is not None:
        bound = last
    return start, end, kind, value, upper, unit, bound


def sign(text: str, start: int, floor: int) -> tuple[int, int]:
    """Return where the sign before a numeral begins, and the sign: 零下5℃, -3.2%."""
    if start <= floor or text[start - 1] not in _SIGNS:
        return start, 1
    if start - 2 >= floor and text[start - 2 : start] in ("零下", "零上"):
        return start - 2, -1 if text[start - 1] == "下" else 1
    if text[start - 1] in "-－−负":
        previous = text[start - 2 : start - 1]
        if text[start - 1] == "负":
            return (start, 1) if previous in _LOAD_GUARD else (start - 1, -1)
        if previous not in WORD_MARKS or not previous:
            return start - 1, -1
    return start, 1
