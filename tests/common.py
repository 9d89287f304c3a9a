"""Where things are, for every test."""

from __future__ import annotations

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
