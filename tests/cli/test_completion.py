"""`fazhi completion`: what a shell is given, and what it answers."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell: str) -> None:
    assert "_FAZHI_COMPLETE" in run("completion", shell).out


def test_completion_completes() -> None:
    environment = os.environ | {
        "_FAZHI_COMPLETE": "bash_complete", "COMP_WORDS": "fazhi exp", "COMP_CWORD": "1"
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "from fazhi.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "explain" in done.stdout
