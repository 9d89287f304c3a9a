"""What every test starts from."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.common import SAMPLE

settings.register_profile(
    "fazhi", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("fazhi")


@pytest.fixture
def record_text() -> str:
    """The canonical text of the valid record."""
    return (SAMPLE / "lakeside-court.json").read_text("utf-8")


@pytest.fixture(autouse=True)
def no_sources_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own texts, never those of the machine, unless a test asks for them."""
    monkeypatch.delenv("FAZHI_SOURCES", raising=False)
