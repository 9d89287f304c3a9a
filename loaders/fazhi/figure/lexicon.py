"""The words of the grammar, read from the tab-separated files in ``lexicon/``."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import Final, NamedTuple, cast

from fazhi.figure.model import Bound, Kind


class Unit(NamedTuple):
    """A unit or classifier and what may stand around it (see ``lexicon/units.tsv``)."""

    form: str
    kind: Kind
    lone_one: bool
    continuous: bool
    digits_only: bool
    lone_magnitude: bool
    always_guarded: bool
    whole_only: bool
    of_change: bool
    not_before: tuple[str, ...]


class Qualifier(NamedTuple):
    """A word that bounds a figure, and the characters that make it part of another word."""

    form: str
    bound: Bound
    guard: str


def rows(name: str) -> list[list[str]]:
    """Return the tab-separated rows of a lexicon file, without comments and empty lines."""
    text = files(__package__).joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _unit(row: list[str]) -> Unit:
    form, kind, flags, guard = (*row, "", "")[:4]
    return Unit(
        form,
        cast(Kind, kind),
        "1" in flags,
        "c" in flags,
        "d" in flags,
        "m" in flags,
        "g" in flags,
        "w" in flags,
        "p" in flags,
        tuple(guard.split("|")) if guard else (),
    )


def _by_first(entries: list[Unit]) -> dict[str, tuple[Unit, ...]]:
    table: defaultdict[str, list[Unit]] = defaultdict(list)
    for entry in sorted(entries, key=lambda unit: -len(unit.form)):
        table[entry.form[0]].append(entry)
    return {first: tuple(found) for first, found in table.items()}


def _qualifiers(place: str) -> dict[str, tuple[Qualifier, ...]]:
    """Group qualifiers by the character that touches the figure, longest first."""
    table: defaultdict[str, list[Qualifier]] = defaultdict(list)
    for row in sorted(rows("qualifiers.tsv"), key=lambda row: -len(row[1])):
        if row[0] == place:
            touching = row[1][-1] if place == "before" else row[1][0]
            guard = row[3] if len(row) > 3 else ""
            table[touching].append(Qualifier(row[1], cast(Bound, row[2]), guard))
    return {mark: tuple(found) for mark, found in table.items()}


def _numerals(role: str) -> dict[str, int]:
    return {row[0]: int(row[2]) for row in rows("numerals.tsv") if row[1] == role}


DIGITS: Final = _numerals("digit")
TENS: Final = _numerals("tens")
MAGNITUDES: Final = _numerals("magnitude")
NUMERAL_MARKS: Final = frozenset([*DIGITS, *TENS, *MAGNITUDES])

_UNITS: Final = [_unit(row) for row in rows("units.tsv")]
UNIT: Final = {unit.form: unit for unit in _UNITS}
UNITS: Final = _by_first(_UNITS)
NUMERAL_UNITS: Final = tuple(u.form for u in _UNITS if u.form[0] in MAGNITUDES and len(u.form) > 1)

BEFORE: Final = _qualifiers("before")
AFTER: Final = _qualifiers("after")


class Trap(NamedTuple):
    """An expression that is no figure: where its first numeral stands, what may not follow."""

    word: str
    offset: int
    not_before: tuple[str, ...]


def _traps() -> dict[str, tuple[Trap, ...]]:
    """Index fixed expressions by their first numeral and the character beside it.

    The key is the numeral with the character after it or, where the numeral ends the
    expression, with the character before it: two look-ups find every expression.
    """
    table: defaultdict[str, list[Trap]] = defaultdict(list)
    starts = NUMERAL_MARKS | set("半0123456789")
    for word, *guard in rows("traps.txt"):
        at = next(i for i, mark in enumerate(word) if mark in starts)
        key = word[at : at + 2] if at + 1 < len(word) else ">" + word[at - 1 : at + 1]
        table[key].append(Trap(word, at, tuple(guard[0].split("|")) if guard else ()))
    return {key: tuple(sorted(found, key=lambda e: -len(e.word))) for key, found in table.items()}


TRAPS: Final = _traps()


def _roles(name: str) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows(name):
        table[row[0]].append(row[1])
    return {role: tuple(sorted(found, key=lambda w: -len(w))) for role, found in table.items()}


CONTEXT: Final = _roles("contexts.tsv")
PERIODS: Final = {row[0]: int(row[1]) for row in rows("periods.tsv")}
