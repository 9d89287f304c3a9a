"""`fazhi format`: the canonical layout, and no fact changed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.common import SAMPLE

RECORD = SAMPLE / "lakeside-court.json"


def test_format_command(run, tmp_path: Path) -> None:
    path = tmp_path / RECORD.name
    path.write_text(json.dumps(json.loads(RECORD.read_text("utf-8"))))
    path.chmod(0o600)
    result = run("format", "--check", path)
    assert (result.status, result.out) == (1, f"would be formatted: {path}\n")
    assert run("format", path).out == f"formatted: {path}\n"
    assert path.read_bytes() == RECORD.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert run("format", "--check", path) == (0, "", "")
    assert [file.name for file in tmp_path.iterdir()] == [RECORD.name]


def test_format_changes_no_fact(run, tmp_path: Path) -> None:
    path = tmp_path / RECORD.name
    path.write_text(RECORD.read_text("utf-8").replace('"Horseback Court"', '"Horse "'), "utf-8")
    assert run("format", path) == (0, "", "")
