"""What every test starts from: one valid record, the text it was made from, and a fixed day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SAMPLE = Path(__file__).parent / "sample"
TODAY = date(2026, 11, 24)

settings.register_profile(
    "fazhi", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("fazhi")


@pytest.fixture
def record_text() -> str:
    """The canonical text of the valid record."""
    return (SAMPLE / "lakeside-court.json").read_text("utf-8")


@pytest.fixture
def source_text() -> str:
    """The report it was made from."""
    return (SAMPLE / "lakeside-court.txt").read_text("utf-8")


@pytest.fixture
def sources() -> Path:
    """The folder of source texts."""
    return SAMPLE


@pytest.fixture(autouse=True)
def no_sources_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own texts, never those of the machine, unless a test asks for them."""
    monkeypatch.delenv("FAZHI_SOURCES", raising=False)
