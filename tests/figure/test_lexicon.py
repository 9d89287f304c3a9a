"""The lexicon files hold what the grammar expects, and every entry has an effect."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from fazhi.figure import Bound, Kind, figures
from fazhi.figure.lexicon import AFTER, BEFORE, NUMERAL_MARKS, TRAPS, UNIT, rows

FILES = ("units.tsv", "qualifiers.tsv", "traps.txt", "contexts.tsv", "periods.tsv", "numerals.tsv")
WORDS = sorted(trap.word for found in TRAPS.values() for trap in found)


@pytest.mark.parametrize("name", FILES)
def test_no_entry_stands_twice(name: str) -> None:
    keys = [
        tuple(row[:2]) if name in ("qualifiers.tsv", "contexts.tsv") else row[0]
        for row in rows(name)
    ]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_no_field_has_stray_blanks(name: str) -> None:
    assert [row for row in rows(name) if any(field != field.strip() for field in row)] == []


def test_kinds_flags_and_bounds_are_known() -> None:
    for form, kind, flags, *_ in ([*row, "", ""] for row in rows("units.tsv")):
        assert kind in get_args(Kind), form
        assert set(flags) <= set("1cdmgpw"), form
    for table in (BEFORE, AFTER):
        assert {entry.bound for found in table.values() for entry in found} <= set(get_args(Bound))


@pytest.mark.parametrize("word", WORDS)
def test_a_trap_is_no_figure(word: str) -> None:
    text = f"说到{word}，大家都明白。"
    assert [found.exact for found in figures(text)] == []


def test_a_trap_has_a_numeral() -> None:
    digits = NUMERAL_MARKS | set("半0123456789")
    assert [word for word in WORDS if not digits & set(word)] == []


@pytest.mark.parametrize("form", sorted(UNIT))
def test_a_unit_is_found_after_a_number(form: str) -> None:
    # 3,400 is no year and no small number before M or G; 番 counts only after 翻.
    number = "90" if form == "后" else "3,400"
    found = figures(f"上涨翻了{number}{form}，")
    assert [(f.exact, f.unit) for f in found] == [(f"{number}{form}", form)]


@pytest.mark.parametrize("form", sorted(form for form, unit in UNIT.items() if unit.not_before))
def test_a_unit_is_none_where_another_word_begins(form: str) -> None:
    for word in UNIT[form].not_before:
        if UNIT[form].always_guarded:
            found = figures(f"共有34{form}{word}，")
            assert all(f.exact != f"34{form}" for f in found), word
