"""The archive of a release depends on the release alone."""

from __future__ import annotations

import shutil
from pathlib import Path

from fazhi.publish.build import write_archive
from tests.common import RELEASE


def test_an_archive_depends_on_the_release_alone(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in sorted(RELEASE.iterdir(), reverse=True):
        shutil.copyfile(path, copy / path.name)
        (copy / path.name).chmod(0o600)
    write_archive(RELEASE, tmp_path / "a.zip")
    write_archive(copy, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
