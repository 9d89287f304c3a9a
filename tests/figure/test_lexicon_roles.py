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

FOLDER = Path(__file__).parent
ROLES = sorted({role for role, *_ in rows("contexts.tsv")})
# What the other examples of the folder do not have.
TEXTS = [
    "新华社呼和浩特一日电，法院受理案件。",
    "党的六大报告提出要求。",
    "这座古城距今2000年。",
    "法庭逢周三件件落实。",
    "全村收入翻了一番。",
]
READ = """
import json, sys
from fazhi.figure import figures
print([figures(text) for text in json.load(sys.stdin)])
"""


def texts() -> list[str]:
    """Every example of the folder: the first field of a table, or a line of text."""
    files = sorted(path for ending in ("tsv", "txt") for path in FOLDER.rglob(f"*.{ending}"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    return [line.split("\t")[0] for line in lines if not line.startswith("#")] + TEXTS


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package."""
    folder = tmp_path_factory.mktemp("copy")
    package = Path(fazhi.__file__).parent
    shutil.copytree(package, folder / "fazhi", ignore=shutil.ignore_patterns("__pycache__", "data"))
    return folder


@pytest.fixture(scope="module")
def usual(copy: Path) -> str:
    """The readings with the whole lexicon."""
    return readings(copy)


def readings(folder: Path) -> str:
    """What the package in a folder reads in the examples, or how it fails."""
    done = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(texts()), text=True, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(folder)}, check=False,
    )  # fmt: skip
    return done.stdout or done.stderr


def test_the_copy_reads_as_the_package_does(usual: str) -> None:
    assert usual == f"{[fazhi.figures(text) for text in texts()]}\n"


# Nothing reads the role `doubling` yet.
UNUSED = {"doubling": pytest.mark.xfail(strict=True)}


@pytest.mark.parametrize("role", [pytest.param(role, marks=UNUSED.get(role, ())) for role in ROLES])
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
