"""The files that tests read, and a copy of the source for those that change it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "loaders" / "fazhi" / "validate" / "sample"
RELEASE = ROOT / "dataset" / "release"
RELEASES = ROOT / "tests" / "fixtures" / "releases"
PUBLISHED = RELEASES / "0.2.0.zip"
"""A release that stays as it is, whatever is contributed: what tests count on."""
TODAY = date(2026, 11, 24)
REPORTS = ROOT / "tests" / "curate" / "reports"
REPORT_NAMES = ("riverside-procuratorate", "steppe-police", "banner-mediation")


def report(name: str) -> str:
    """The text of an invented report."""
    return (REPORTS / f"{name}.txt").read_text("utf-8")


def to_full_width(text: str) -> str:
    """The text with its ASCII characters in full width: the inverse of `fold_width`."""
    return "".join(
        "\u3000" if char == " " else chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
        for char in text
    )


def to_half_width(text: str) -> str:
    """The text in the width that the fixtures are written in."""
    return text


WIDTHS = (to_half_width, to_full_width)
"""What a test of punctuation, digits or spaces is parametrised by."""


def copy_source(target: Path) -> Path:
    """Copy the source tree to a folder, without what is built, cached or installed in it."""
    left_out = shutil.ignore_patterns(
        ".git", ".github", ".venv", ".*_cache", ".hypothesis", "node_modules", "__pycache__",
        "*.egg-info", "build", "dist",
    )  # fmt: skip
    return Path(shutil.copytree(ROOT, target, ignore=left_out))
