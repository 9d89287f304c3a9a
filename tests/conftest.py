"""Fixtures and settings of every test."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from tests.common import SAMPLE

settings.register_profile(
    "fazhi", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("fazhi")


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and no test may be: {report.longrepr}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped fails: everything that a test needs is installed by `make test`."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So does a module that skips all its tests."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.fixture
def record_text() -> str:
    """The canonical text of the valid record."""
    return (SAMPLE / "lakeside-court.json").read_text("utf-8")


@pytest.fixture(autouse=True)
def no_sources_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own texts, never those of the machine, unless a test asks for them."""
    monkeypatch.delenv("FAZHI_SOURCES", raising=False)
