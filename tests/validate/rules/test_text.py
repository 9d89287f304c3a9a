"""What the examples of the rules do not show of texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import fazhi
from fazhi.record.canonical import dump
from fazhi.validate.rules import text
from tests.common import SAMPLE

HOSTILE = [
    chr(code) for code in (
        *range(0x20), 0x7F, 0x85, 0x9F, 0xA0, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x2028, 0x202E,
        0x2066, 0x3000, 0xFEFF, 0xFF10, 0xFF21, 0xFF5A,
    )
]  # fmt: skip
TEXTS = (" a", "a ", "a\u3000", "TODO: x", "13800000000", "15010219800101123x", 'a"', "a\\")


@pytest.mark.parametrize("pretty", [True, False])
@pytest.mark.parametrize("said", [*(f"a{mark}b" for mark in HOSTILE), *HOSTILE, *TEXTS], ids=ascii)
def test_no_text_is_passed_over(
    said: str, pretty: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts of a file without suspect characters are not looked at: with and without that
    short cut the check finds the same."""
    record = json.loads((SAMPLE / "lakeside-court.json").read_text("utf-8"))
    record["summary"]["en"] = record["metrics"][0]["evidence"][0]["exact"] = said
    path = tmp_path / "lakeside-court.json"
    path.write_text(dump(record) if pretty else json.dumps(record, ensure_ascii=False), "utf-8")
    found = fazhi.check(path)
    monkeypatch.setattr(text, "_is_suspect", lambda file: True)
    assert fazhi.check(path) == found


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
