"""`fazhi completion`: what a shell is given, and what it answers."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("shell", "registered"),
    [
        ("bash", "complete -o nosort -F _fazhi_completion fazhi\n"),
        ("zsh", "compdef _fazhi_completion fazhi\n"),
        ("fish", "complete --no-files --command fazhi "),
    ],
)
def test_completion(run, shell: str, registered: str) -> None:
    out = run("completion", shell).out
    assert f"_FAZHI_COMPLETE={shell}_complete" in out
    assert registered in out


def test_completion_completes() -> None:
    environment = os.environ | {
        "_FAZHI_COMPLETE": "bash_complete", "COMP_WORDS": "fazhi exp", "COMP_CWORD": "1"
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "from fazhi.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "explain" in done.stdout
