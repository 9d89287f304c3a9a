"""The files that tests read, and a copy of the source for those that change it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "sample"
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


def copy_source(target: Path) -> Path:
    """Copy the source tree to a folder, without what is built, cached or installed in it."""
    left_out = shutil.ignore_patterns(
        ".git", ".github", ".venv", ".*_cache", ".hypothesis", "node_modules", "__pycache__",
        "*.egg-info", "build", "dist",
    )  # fmt: skip
    return Path(shutil.copytree(ROOT, target, ignore=left_out))
