"""The lexicon files hold what the grammar expects, and every entry has an effect."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

import fazhi.figure
from fazhi.figure import NUMERALS, Bound, Kind, figures
from fazhi.figure.lexicon import (
    CONTEXT,
    FIXED_EXPRESSIONS,
    FIXED_EXPRESSIONS_ENDING,
    QUALIFIERS_AFTER_DATE,
    QUALIFIERS_BEFORE,
    UNIT_FORMS,
    rows,
)

FOLDER = Path(fazhi.figure.__path__[0])
FILES = sorted(path.name for path in (FOLDER / "lexicon").iterdir())
SOURCE = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
EXPRESSIONS = sorted(
    entry.form
    for table in (FIXED_EXPRESSIONS, FIXED_EXPRESSIONS_ENDING)
    for entries in table.values()
    for entry in entries
)
# How many columns of a file name an entry.
KEYS = {"qualifiers.tsv": 2, "compounds.tsv": 2, "surroundings.tsv": 2}


@pytest.mark.parametrize("name", FILES)
def test_no_entry_stands_twice(name: str) -> None:
    keys = Counter(tuple(row[: KEYS.get(name, 1)]) for row in rows(name))
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_word_of_a_role_stands_twice() -> None:
    assert [role for role, words in CONTEXT.items() if len(set(words)) < len(words)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_field_has_stray_blanks(name: str) -> None:
    assert [row for row in rows(name) if any(field != field.strip() for field in row)] == []


def test_kinds_flags_and_bounds_are_known() -> None:
    for form, kind, flags, *_ in ([*row, "", ""] for row in rows("classifiers.tsv")):
        assert kind in (*get_args(Kind), "none"), form
        assert set(flags) <= set("1cdmgptw"), form
    for table in (QUALIFIERS_BEFORE, QUALIFIERS_AFTER_DATE):
        assert {entry.bound for found in table.values() for entry in found} <= set(get_args(Bound))


@pytest.mark.parametrize("form", EXPRESSIONS)
def test_a_fixed_expression_is_no_figure(form: str) -> None:
    text = f"说到{form}，大家都明白。"
    assert [found.exact for found in figures(text)] == []


def test_a_fixed_expression_has_a_numeral() -> None:
    assert [form for form in EXPRESSIONS if not NUMERALS & set(form)] == []


@pytest.mark.parametrize("form", sorted(UNIT_FORMS))
def test_a_unit_is_found_after_a_number(form: str) -> None:
    # 3,400 is no year and no small number before M or G; 番 counts only after 翻.
    number = "90" if form == "后" else "3,400"
    found = figures(f"上涨翻了{number}{form}，")
    assert [(f.exact, f.unit) for f in found] == [(f"{number}{form}", form)]


@pytest.mark.parametrize("form", sorted(f for f, unit in UNIT_FORMS.items() if unit.always_guarded))
def test_a_unit_is_none_where_another_word_begins(form: str) -> None:
    assert UNIT_FORMS[form].not_before
    for word in UNIT_FORMS[form].not_before:
        assert all(f.exact != f"34{form}" for f in figures(f"共有34{form}{word}，")), word
