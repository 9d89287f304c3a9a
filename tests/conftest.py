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


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--prove`, which `make prove` gives."""
    parser.addoption("--prove", action="store_true", help="run hostile campaigns at full length")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What each campaign of `--prove` took."""
    if not terminalreporter.config.getoption("--prove"):
        return
    terminalreporter.section("campaigns")
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, cost in report.user_properties:
            if name == "campaign" and report.when == "call":
                terminalreporter.write_line(
                    f"{cost['name']}: {cost['trials']:,} trials, longest {cost['seconds']:.2f} s, "
                    f"most memory {cost['peak'] >> 20} MiB"
                )


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
