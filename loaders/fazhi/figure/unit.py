"""The unit after a numeral: the longest form of the lexicon that stands there.

unit = form ["/" form] ["(" form {"、" form} ")"]       件, 微克/立方米, 只（头）
"""

from decimal import Decimal
from string import ascii_letters, digits
from typing import Final, NamedTuple

from fazhi.figure.context import clause_before
from fazhi.figure.lexicon import CONTEXT, UNIT_FORMS, UNIT_FORMS_BY_BEGINNING, UnitForm
from fazhi.figure.model import Bound, Kind
from fazhi.figure.numeral import Numeral
from fazhi.figure.qualifier import bound_after

# ASCII letters and digits: a unit that ends in one does not end inside a word.
WORD_CHARACTERS: Final = frozenset(ascii_letters + digits)
# 个半, 个多: what may stand inside 个月, 个小时 and their like.
_INSIDE: Final = {"半": "half", "多": "more", "余": "more"}
_LONGEST_ALTERNATIVES: Final = 8


class UnitMatch(NamedTuple):
    """A unit in a text: its entry, its form there, and where it ends."""

    entry: UnitForm
    form: str
    end: int


class Quantity(NamedTuple):
    """A numeral with its unit, or a range of two, without what bounds it.

    ``low`` is its value or lower end, ``high`` the upper end of a range; ``entry`` is the entry of
    the unit ``form``.
    """

    start: int
    end: int
    kind: Kind
    low: Decimal
    high: Decimal | None
    form: str
    bound: Bound
    entry: UnitForm


def unit_at(text: str, number: Numeral, lone: bool = False) -> UnitMatch | None:
    """Return the unit after a numeral, or None.

    ``lone`` says that the numeral is a lone 一 百 千 万, after which more words are no unit.
    """
    start = number.end
    beginning = text[start : start + 2]
    if number.arabic and beginning[:1] == " ":
        start += 2 if beginning == "  " else 1
        beginning = text[start : start + 2]
    for entry in _candidates(beginning):
        if text.startswith(entry.form, start) and (
            (entry.unconditional and not lone) or _fits(text, number, entry, start, lone)
        ):
            end = start + len(entry.form)
            following = text[end : end + 1]
            if following == "/" and entry.kind in ("count", "amount", "rate"):
                return _quotient(text, entry, start) or UnitMatch(entry, entry.form, end)
            if following == "(" and entry.kind == "count":
                end = _alternatives_end(text, end)
            return UnitMatch(entry, text[start:end], end)
    return None


def _fits(text: str, number: Numeral, entry: UnitForm, start: int, lone: bool) -> bool:
    """Whether a form that stands at ``start`` is a unit there, by the flags of its entry."""
    end = start + len(entry.form)
    guarded = bool(entry.not_before) and (lone or entry.always_guarded)
    if guarded and text.startswith(entry.not_before, end) and bound_after(text, end)[1] is None:
        return False
    if entry.digits_only and not number.arabic:
        return False
    if entry.whole_only and (number.low % 1 or text[number.end - 2] == "."):
        return False
    if entry.of_change:
        head = text[max(0, number.end - 30) : number.end].rstrip("0123456789.,")
        clause = clause_before(head, len(head), 10)
        if not any(word in clause for word in CONTEXT["change"]):
            return False
    if entry.form[-1] in WORD_CHARACTERS and text[end : end + 1] in WORD_CHARACTERS:
        return False
    return entry.form not in ("M", "G") or number.low >= 16


def _quotient(text: str, entry: UnitForm, start: int) -> UnitMatch | None:
    """Return 元/吨 or 微克/立方米: what is counted by another unit is an amount."""
    slash = start + len(entry.form)
    for below in _candidates(text[slash + 1 : slash + 3]):
        if text.startswith(below.form, slash + 1):
            end = slash + 1 + len(below.form)
            amount = UNIT_FORMS["元"] if entry.kind == "count" else entry
            return UnitMatch(amount, text[start:end], end)
    return None


def _alternatives_end(text: str, end: int) -> int:
    """Return where the alternatives in brackets of 只(头) or 件(册、份) end, or ``end``."""
    close = text.find(")", end + 2, end + 2 + _LONGEST_ALTERNATIVES)
    if close < 0 or not all(form in UNIT_FORMS for form in text[end + 1 : close].split("、")):
        return end
    return close + 1


def parted_unit_at(text: str, number: Numeral) -> tuple[str, UnitMatch] | None:
    """Return the unit of 两个半小时 (``half``) or 3个多月 (``more``), parted by 半 多 or 余."""
    inside = _INSIDE.get(text[number.end + 1 : number.end + 2])
    if inside is None or text[number.end] != "个":
        return None
    start = number.end + 2
    for entry in _candidates("个" + text[start : start + 1]):
        rest = entry.form[1:]
        if rest and text.startswith(rest, start):
            return inside, UnitMatch(entry, entry.form, start + len(rest))
    return None


def _candidates(beginning: str) -> tuple[UnitForm, ...]:
    """Return the units that may begin with two characters, or one, the longest first."""
    return UNIT_FORMS_BY_BEGINNING.get(beginning) or UNIT_FORMS_BY_BEGINNING.get(beginning[:1], ())
