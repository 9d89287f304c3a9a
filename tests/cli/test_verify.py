"""`fazhi verify` as its user meets it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.common import RELEASE


def test_the_release_of_the_package_is_whole(run) -> None:
    status, out, err = run("verify")
    assert (status, err) == (0, "")
    assert f"{len(list(RELEASE.iterdir()))} files, all whole; digest " in out


def test_a_changed_file_is_named_with_what_to_do(run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RELEASE, tmp_path / "release"))
    (folder / "metrics.parquet").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    status, out, _ = run("verify", folder)
    assert status == 1
    assert "metrics.parquet has changed" in out
    assert "fazhi build" in out
    assert "notes.txt does not belong here\n    take it out" in out
    assert out.endswith("2 faults\n")


def test_a_name_that_is_no_text_is_shown(run, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(RELEASE, tmp_path / "release"))
    (folder / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    status, out, _ = run("verify", folder)
    assert status == 1
    assert r"\udcff.txt does not belong here" in out
    assert out.endswith("1 fault\n")


def test_no_release_is_wrong_use(run, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", RELEASE / "README.md"):
        status, out, err = run("verify", folder)
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert str(folder) in err
