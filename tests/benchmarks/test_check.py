"""The benchmark of the check runs, and names every peer in the same run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import check


def test_it_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["check", "20"])
    monkeypatch.setattr(check, "RESULTS", tmp_path / "results" / "check.json")
    check.main()
    written = json.loads(check.RESULTS.read_bytes())
    assert written["records"] == 20
    peers = {peer for _, _, peer, _ in written["rows"] if peer}
    assert peers <= {name for name, *_ in written["rows"]}
    assert len(capsys.readouterr().out.splitlines()) == len(written["rows"])
