"""What the examples of the rules do not show of the structure of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

import fazhi


@pytest.mark.parametrize(
    ("old", "new", "suggested"),
    [
        ('"language":', '"langage":', True),
        ('"language":', '"langage": "zh", "language":', False),
    ],
)
def test_only_a_field_that_is_absent_is_suggested(
    record_text: str, tmp_path: Path, old: str, new: str, suggested: bool
) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_text(record_text.replace(old, new, 1), "utf-8")
    unknown = [p for p in fazhi.check(path) if p.rule == "structure-unknown-field"]
    assert [problem.pointer for problem in unknown] == ["/langage"]
    assert ("'language'" in f"{unknown[0].message} {unknown[0].hint}") == suggested
