"""The JavaScript implementations in `tests/node`, called as programs."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from tests.common import ROOT

NODE = ROOT / "tests" / "node"


def ask(program: str, *arguments: object, question: Any = None, status: int = 0) -> Any:
    """What a program of `tests/node` answers to a JSON question; what it complains of when it is
    to end with another status than 0."""
    if shutil.which("node") is None or not (NODE / "node_modules").is_dir():
        pytest.fail("run `make node`, which needs npm: apt-get install nodejs npm")
    done = subprocess.run(
        ["node", NODE / program, *map(str, arguments)],
        input=json.dumps(question), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    return done.stderr if status else json.loads(done.stdout)
