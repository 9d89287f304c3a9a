"""Every role of the lexicon has an effect: without its words some text is read differently.

A copy of the package is read with the words of one role taken out at a time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi
from fazhi.figure.lexicon import rows
from fazhi.resources import schema_directory
from tests.figure.corpus import EXAMPLES

ROLES = sorted(role for role, _ in rows("contexts.tsv"))
TEXTS = [example.text for example in EXAMPLES]
READ = """
import json, sys
from fazhi.figure import figures
print([figures(text) for text in json.load(sys.stdin)])
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package."""
    folder = tmp_path_factory.mktemp("copy")
    left_out = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(Path(fazhi.__file__).parent, folder / "loaders" / "fazhi", ignore=left_out)
    shutil.copytree(schema_directory(), folder / "schema")
    return folder / "loaders"


@pytest.fixture(scope="module")
def usual(copy: Path) -> str:
    """The readings with the whole lexicon."""
    return readings(copy)


def readings(folder: Path) -> str:
    """What the package in a folder reads in the examples; a failure of it fails the test."""
    done = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(TEXTS), text=True, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(folder)}, check=True,
    )  # fmt: skip
    return done.stdout


def test_the_copy_reads_as_the_package_does(usual: str) -> None:
    assert usual == f"{[fazhi.figures(text) for text in TEXTS]}\n"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_an_effect(role: str, copy: Path, usual: str) -> None:
    table = copy / "fazhi" / "figure" / "lexicon" / "contexts.tsv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{role}\t")]
    # A word of a private use character stands in no text.
    table.write_text("".join([*kept, f"{role}\t\ue000\n"]), "utf-8")
    try:
        assert readings(copy) != usual
    finally:
        table.write_text("".join(lines), "utf-8")
