"""The fixture that runs campaigns, at the length that is asked for, and holds them to bounds."""

from collections.abc import Callable
from dataclasses import asdict

import pytest

from tests.hostile.campaign import Trial, run

Campaign = Callable[..., None]


@pytest.fixture
def campaign(request: pytest.FixtureRequest) -> Campaign:
    """Run `trial` `short` times, with --prove `long` times. No trial may take more than `seconds`,
    nor the process more than `mebibytes`."""

    def run_campaign(
        trial: Trial, *, short: int, long: int, seconds: float, mebibytes: int
    ) -> None:
        cost = run(trial, long if request.config.getoption("--prove") else short)
        request.node.user_properties.append(("campaign", asdict(cost)))
        assert cost.seconds <= seconds, f"trial {cost.slowest} took {cost.seconds:.1f} s"
        assert cost.peak <= mebibytes << 20, f"{cost.peak >> 20} MiB were taken"

    return run_campaign
