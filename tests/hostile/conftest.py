"""The fixture that runs campaigns, at the length that is asked for, and holds them to bounds."""

from collections.abc import Callable
from dataclasses import asdict

import pytest

from tests.hostile.campaign import Trial, run

Campaign = Callable[..., None]


@pytest.fixture
def campaign(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """Run `trial` `short` times, with --prove `long` times. No trial may take more than `seconds`,
    nor the process more than `mebibytes`. The environment variable FAZHI_SHARE tells the trials by
    what to divide the size of their input: by `share`, with --prove by 1."""

    def run_campaign(
        trial: Trial, *, short: int, long: int, seconds: float, mebibytes: int, share: int = 1
    ) -> None:
        is_long = request.config.getoption("--prove")
        monkeypatch.setenv("FAZHI_SHARE", "1" if is_long else str(share))
        cost = run(trial, long if is_long else short)
        request.node.user_properties.append(("campaign", asdict(cost)))
        assert cost.seconds <= seconds, f"trial {cost.slowest} took {cost.seconds:.1f} s"
        assert cost.peak <= mebibytes << 20, f"{cost.peak >> 20} MiB were taken"

    return run_campaign
