"""Generated parts of pages are written between their marks, and nothing else is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi.errors import InputError
from fazhi.publish.generate import generated_files
from tests.common import ROOT

PAGE = "docs/versioning.md"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path


def test_what_is_written_by_hand_stays(checkout: Path) -> None:
    page = checkout / PAGE
    kept = page.read_text("utf-8")
    head, mark, _ = kept.partition("<!-- generated: kinds of difference -->\n")
    tail = kept[kept.index("<!-- end -->") :]
    page.write_text(f"{head}Mine.\n\n{mark}old\n{tail}Mine too.\n", "utf-8")
    written = generated_files(checkout)[PAGE]
    assert written == kept.replace(mark, f"Mine.\n\n{mark}") + "Mine too.\n"
    page.write_text(written, "utf-8")
    assert generated_files(checkout)[PAGE] == written


def test_an_unknown_part_and_a_missing_page_are_told(checkout: Path) -> None:
    page = checkout / PAGE
    page.write_text(page.read_text("utf-8").replace("kinds of difference", "kinds"), "utf-8")
    with pytest.raises(InputError, match=r"versioning\.md: there is no generated part 'kinds'"):
        generated_files(checkout)
    page.unlink()
    with pytest.raises(InputError, match=r"versioning\.md"):
        generated_files(checkout)
