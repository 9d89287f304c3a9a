"""Where things are, for every test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "sample"
RELEASE = ROOT / "dataset" / "release"
TODAY = date(2026, 11, 24)
