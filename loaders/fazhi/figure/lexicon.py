"""The words of the grammar, read from the files in ``lexicon/`` and the unit vocabulary.

The files are tab-separated; their first lines say what each column holds. Words are folded to half
width (see ``folding``), as the texts are that the grammar reads.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from typing import Final, NamedTuple, cast

from fazhi.errors import InputError
from fazhi.figure.folding import fold
from fazhi.figure.model import Bound, Kind
from fazhi.resources import vocabulary_directory


class UnitForm(NamedTuple):
    """A unit or classifier as text writes it, and what may stand around it; the fields are the
    flags of ``lexicon/classifiers.tsv``."""

    form: str
    kind: Kind
    lone_one: bool
    continuous: bool
    digits_only: bool
    lone_magnitude: bool
    of_change: bool
    tenths: bool
    whole_only: bool
    always_guarded: bool
    not_before: tuple[str, ...]
    unconditional: bool
    """Whether the form is a unit wherever it stands after a numeral that is not lone."""


_FLAGS: Final = {
    "1": "lone_one",
    "c": "continuous",
    "d": "digits_only",
    "m": "lone_magnitude",
    "p": "of_change",
    "t": "tenths",
    "w": "whole_only",
    "g": "always_guarded",
}


class Qualifier(NamedTuple):
    """A word that bounds a figure. ``guard`` holds the characters that make it part of another
    word; ``ends_clause`` says that nothing of the clause may follow it."""

    form: str
    bound: Bound
    guard: str
    ends_clause: bool


class FixedExpression(NamedTuple):
    """An expression that is no figure: where its first numeral stands, what may not follow it."""

    form: str
    offset: int
    not_before: tuple[str, ...]


def rows(name: str) -> list[list[str]]:
    """Return the rows of a lexicon file, without comments and empty lines.

    The first column may hold several entries, parted by spaces: each is a row of its own.
    """
    text = files(__package__).joinpath("lexicon", name).read_text(encoding="utf-8")
    lines = (fold(line) for line in text.splitlines() if line and line[0] != "#")
    split = (line.split("\t") for line in lines)
    return [[entry, *rest] for entries, *rest in split for entry in entries.split(" ")]


def one_of(words: Iterable[str]) -> str:
    """Return a pattern that matches one of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


def _words(field: str) -> tuple[str, ...]:
    return tuple(sorted(field.split("|"), key=len, reverse=True)) if field else ()


def _by_beginning(forms: Iterable[UnitForm]) -> dict[str, tuple[UnitForm, ...]]:
    """Group units by their first two characters, the longest first.

    The unit of one character that begins like the others is the last of each group, and a group of
    its own.
    """
    table: defaultdict[str, list[UnitForm]] = defaultdict(list)
    for entry in sorted(forms, key=lambda unit: -len(unit.form)):
        table[entry.form[:2]].append(entry)
    for beginning, found in list(table.items()):
        if len(beginning) == 2:
            found += table.get(beginning[0], ())
    return {beginning: tuple(found) for beginning, found in table.items()}


def _unit_form(form: str, kind: str, flags: str = "", not_before: str = "") -> UnitForm:
    named = {name: flag in flags for flag, name in _FLAGS.items()}
    conditions = ("digits_only", "of_change", "whole_only", "always_guarded")
    return UnitForm(
        form,
        cast(Kind, kind),
        not_before=_words(not_before),
        unconditional=not (any(map(named.get, conditions)) or form[-1].isascii()),
        **named,
    )


def _unit_forms() -> dict[str, UnitForm]:
    """Return every form of the vocabulary's units and every row of ``classifiers.tsv``."""
    dimensions = {row[0]: row[1:] for row in rows("dimensions.tsv")}
    path = vocabulary_directory() / "units.json"
    try:
        found = {
            fold(form): _unit_form(fold(form), *dimensions.get(unit["dimension"], ("count", "1m")))
            for unit in json.loads(path.read_text("utf-8"))["concepts"]
            for form in unit["forms"]
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: this is no vocabulary of units ({error})") from None
    for row in rows("classifiers.tsv"):
        found.pop(row[0], None)
        if row[1] != "none":
            found[row[0]] = _unit_form(*row)
    return found


def _qualifiers(*places: str) -> dict[str, tuple[Qualifier, ...]]:
    """Group qualifiers by the character that touches the figure, the longest first."""
    table: defaultdict[str, list[Qualifier]] = defaultdict(list)
    for place, form, bound, *guard in sorted(rows("qualifiers.tsv"), key=lambda row: -len(row[1])):
        if place in places:
            touching = form[-1] if place == "before" else form[0]
            guarded = guard[0] if guard else ""
            entry = Qualifier(form, cast(Bound, bound), guarded.strip("$"), guarded == "$")
            table[touching].append(entry)
    return {mark: tuple(found) for mark, found in table.items()}


def _numerals(role: str) -> dict[str, int]:
    return {row[0]: int(row[2]) for row in rows("numerals.tsv") if row[1] == role}


def _fixed_expressions(ending: bool) -> dict[str, tuple[FixedExpression, ...]]:
    """Index fixed expressions by their first numeral and the character after it.

    With ``ending`` those that end with their first numeral, by it and the character before it.
    """
    table: defaultdict[str, list[FixedExpression]] = defaultdict(list)
    starts = NUMERAL_CHARACTERS | set("半0123456789")
    for form, *guard in rows("fixed_expressions.txt"):
        at = next(i for i, mark in enumerate(form) if mark in starts)
        if ending == (at + 1 == len(form)):
            key = form[at - 1 : at + 1] if ending else form[at : at + 2]
            table[key].append(FixedExpression(form, at, _words(guard[0]) if guard else ()))
    return {key: tuple(sorted(found, key=lambda e: -len(e.form))) for key, found in table.items()}


_DATE_DIGITS: Final = _numerals("digit")
DIGITS: Final = _DATE_DIGITS | _numerals("counting")
# The digits of dates, as the contents of a character class.
ZEROS: Final = "".join(mark for mark, value in _DATE_DIGITS.items() if value == 0)
ONE_TO_NINE: Final = "".join(mark for mark, value in _DATE_DIGITS.items() if value > 0)
TENS: Final = _numerals("tens")
MAGNITUDES: Final = _numerals("magnitude")
# The Chinese characters that write numbers.
NUMERAL_CHARACTERS: Final = frozenset([*DIGITS, *TENS, *MAGNITUDES])
# 余 多 来 几, each with what may not follow it.
MORE: Final = {
    row[0]: _words(row[2] if len(row) > 2 else "")
    for row in rows("numerals.tsv")
    if row[1] == "more"
}

UNIT_FORMS: Final = _unit_forms()
UNIT_FORMS_BY_BEGINNING: Final = _by_beginning(UNIT_FORMS.values())
# The characters that units begin with.
UNIT_STARTS: Final = frozenset(form[0] for form in UNIT_FORMS)
# 千克, 百分点: the units that begin with a magnitude.
UNIT_FORMS_IN_MAGNITUDE: Final = tuple(
    form for form in UNIT_FORMS if form[0] in MAGNITUDES and len(form) > 1
)

QUALIFIERS_BEFORE: Final = _qualifiers("before")
QUALIFIERS_AFTER: Final = _qualifiers("after")
QUALIFIERS_AFTER_DATE: Final = _qualifiers("after", "after-date")

FIXED_EXPRESSIONS: Final = _fixed_expressions(ending=False)
FIXED_EXPRESSIONS_ENDING: Final = _fixed_expressions(ending=True)
CONTEXT: Final = {role: _words(words) for role, words in rows("contexts.tsv")}
# A part of the day and the hour from which twelve is not added: 下午3时 is 15:00.
DAY_PARTS: Final = {row[0]: int(row[1]) for row in rows("day_parts.tsv")}
