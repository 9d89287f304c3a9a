"""JSON Pointers, by the examples of RFC 6901, section 5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.record.json_pointer import steps, to_pointer


@pytest.mark.parametrize(
    ("pointer", "path"),
    [
        ("", []),
        ("/foo", ["foo"]),
        ("/foo/0", ["foo", "0"]),
        ("/", [""]),
        ("/a~1b", ["a/b"]),
        ("/c%d", ["c%d"]),
        ("/e^f", ["e^f"]),
        ("/g|h", ["g|h"]),
        ("/i\\j", ["i\\j"]),
        ('/k"l', ['k"l']),
        ("/ ", [" "]),
        ("/m~0n", ["m~n"]),
        ("/~01", ["~1"]),
    ],
)
def test_the_examples_of_the_standard(pointer: str, path: list[str]) -> None:
    assert steps(pointer) == path
    assert to_pointer(path) == pointer


@given(st.lists(st.text()))
def test_a_path_comes_back(path: list[str]) -> None:
    assert steps(to_pointer(path)) == path
