"""The hooks, tried by pre-commit itself in a contributor's repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.common import SAMPLE, copy_source


def make_repository(folder: Path) -> Path:
    """Make a git repository of a folder, with everything in it added."""
    for arguments in ("init --quiet", "add ."):
        subprocess.run(["git", *arguments.split()], cwd=folder, check=True)
    return folder


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository of this source as it is now, in an sdist too: pre-commit installs from git."""
    repository = make_repository(copy_source(tmp_path / "source"))
    name = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *name, "commit", "--quiet", "-m", "x"], cwd=repository, check=True)
    return repository


@pytest.fixture
def contribution(tmp_path: Path) -> Path:
    """A repository with a record ill laid out, a broken one, and JSON that is no record."""
    repository = tmp_path / "contribution"
    articles = repository / "dataset" / "articles"
    articles.mkdir(parents=True)
    good = (SAMPLE / "lakeside-court.json").read_text("utf-8")
    (articles / "lakeside-court.json").write_text(good.replace("\n  ", "\n    "), "utf-8")
    (articles / "seaside-court.json").write_text(good.replace('"below"', '"under"'), "utf-8")
    (repository / "notes.json").write_text("no record")
    return make_repository(repository)


def test_both_hooks(contribution: Path, hooks: Path, tmp_path: Path) -> None:
    """Install the hooks as pre-commit does, and run them."""
    own = ("GIT_", "PYTHON", "FAZHI")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(own)}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", hooks, "--all-files", "--verbose"],
        cwd=contribution, env=environment | {"PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    shown = done.stdout[done.stdout.index("- hook id: ") :]
    check, layout = shown.split("- hook id: ")[1:]

    assert check.startswith("fazhi-check\n")
    places = re.findall(r"^(\S+?):\d+:\d+: error: .* \[([a-z-]+)\]$", check, re.MULTILINE)
    assert places == [
        ("dataset/articles/lakeside-court.json", "form-not-canonical"),
        ("dataset/articles/seaside-court.json", "structure-unknown-value"),
    ]
    assert "2 records, 2 problems;" in check

    assert layout.startswith("fazhi-format\n")
    assert re.findall("^would be formatted: .*$", layout, re.MULTILINE) == [
        "would be formatted: dataset/articles/lakeside-court.json"
    ]
