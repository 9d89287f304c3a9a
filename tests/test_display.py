"""Text, amounts and counts as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.display import amount, count, printable
from fazhi.errors import InputError


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("湖畔　法庭 ok", "湖畔　法庭 ok"),
        ("a\nb\tc\x1b[2J", r"a\nb\tc\x1b[2J"),
        ("\u202eevil\u2066\u200b\u2028", r"\u202eevil\u2066\u200b\u2028"),
        ("\udcff\x85\ufeff", r"\udcff\x85\ufeff"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_does_not_print_is_escaped(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert str(InputError(text)) == shown


@given(st.text())
def test_any_text_stays_on_its_line(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert all(char.isprintable() or char.isspace() for char in shown)
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((215000000.0,), "215,000,000"),
        ((60.0, None, "above"), "≥60"),
        ((30.0, 45.0), "30–45"),
        ((3.5, None, "exact", "increase"), "+3.5"),
        ((1.25, 2.0, "approximately", "decrease"), "≈−1.25–2"),
    ],
)
def test_amounts(arguments: tuple, shown: str) -> None:
    assert amount(*arguments) == shown


def test_counts() -> None:
    assert [count(quantity, "record") for quantity in (0, 1, 2)] == [
        "0 records", "1 record", "2 records"
    ]  # fmt: skip
