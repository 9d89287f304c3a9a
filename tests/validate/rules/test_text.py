"""What the examples of the rules do not show of texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import fazhi


@pytest.mark.parametrize(("mark", "allowed"), [("\n", True), ("\r", True), ("\t", False)])
def test_a_quote_may_hold_the_line_break_of_its_source(
    record_text: str, tmp_path: Path, mark: str, allowed: bool
) -> None:
    record = json.loads(record_text)
    quote = record["metrics"][0]["evidence"][0]
    quote["exact"] = quote["exact"][0] + mark + quote["exact"][2:]
    path = tmp_path / "lakeside-court.json"
    path.write_text(json.dumps(record), "utf-8")
    found = [p.pointer for p in fazhi.check(path) if p.rule == "text-control-character"]
    assert found == ([] if allowed else ["/metrics/0/evidence/0/exact"])
