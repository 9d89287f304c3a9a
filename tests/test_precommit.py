"""The hooks, tried by pre-commit itself in a contributor's repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from common import ROOT, SAMPLE

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="pre-commit installs hooks from a git repository"
)


@pytest.fixture
def contribution(tmp_path: Path) -> Path:
    """A repository with a good record, a broken one, and JSON that is no record."""
    repository = tmp_path / "contribution"
    articles = repository / "dataset" / "articles"
    articles.mkdir(parents=True)
    good = (SAMPLE / "lakeside-court.json").read_text("utf-8")
    (articles / "lakeside-court.json").write_text(good, "utf-8")
    (articles / "seaside-court.json").write_text(good.replace('"below"', '"under"'), "utf-8")
    (repository / "notes.json").write_text("no record")
    for arguments in ("init --quiet", "add ."):
        subprocess.run(["git", *arguments.split()], cwd=repository, check=True)
    return repository


def test_the_check(contribution: Path, tmp_path: Path) -> None:
    """Installs the hook from this repository, with what is not yet committed, and runs it."""
    own = ("GIT_", "PYTHON", "FAZHI")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(own)}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", ROOT, "fazhi-check", "--all-files"],
        cwd=contribution, env=environment | {"PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    *_, problem, _hint, summary = done.stdout.strip().splitlines()
    assert problem.startswith("dataset/articles/seaside-court.json:")
    assert problem.endswith("[structure-unknown-value]")
    assert summary.startswith("2 records, 1 problem;")
