"""The wheel, installed into an empty environment outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from fazhi import __version__, load
from tests.common import ROOT, SAMPLE


def call(*arguments: object, cwd: Path, status: int = 0) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FAZHI"))}
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment that has the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / "bin"
    call(
        programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--constraint", ROOT / "constraints.txt", wheel, cwd=folder,
    )  # fmt: skip
    return programs


def test_what_the_wheel_holds(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "fazhi/py.typed",
        "fazhi/curate/review/page.css",
        "fazhi/curate/review/page.html",
        "fazhi/curate/review/page.js",
        "fazhi/data/release/manifest.json",
        "fazhi/data/release/metrics.parquet",
        "fazhi/data/schema/article.schema.json",
        "fazhi/data/schema/versions/1.0/article.schema.json",
        "fazhi/data/schema/versions/1.1/article.schema.json",
        "fazhi/data/schema/vocabularies/regions.json",
    ):
        assert name in names
    assert not any(name.startswith(("tests", "dataset", "schema")) for name in names)
    assert any(name.endswith("licenses/LICENSE-DATA") for name in names)


def test_the_door_opens(installed: Path) -> None:
    code = (
        "import fazhi; ds = fazhi.load(); "
        "print(ds.version, ds.table('metrics', region='150200').num_rows, len(ds.articles))"
    )
    out = call(installed / "python", "-c", code, cwd=installed)
    ours = load(ROOT / "dataset" / "release")
    rows = ours.table("metrics", region="150200").num_rows
    assert out == f"{__version__} {rows} {len(ours.articles)}\n"
    assert rows >= 28


def test_only_the_few_dependencies_come_along(installed: Path) -> None:
    out = call(installed / "python", "-m", "pip", "list", "--format", "freeze", cwd=installed)
    names = {line.partition("==")[0].lower() for line in out.splitlines()}
    assert {"fazhi", "pyarrow", "pydantic", "click", "rich"} <= names
    assert not names & {
        "pandas", "polars", "duckdb", "numpy", "jsonschema", "jinja2", "pyyaml", "hypothesis"
    }  # fmt: skip


def test_the_command_works(installed: Path, tmp_path: Path) -> None:
    out = call(installed / "fazhi", "show", "metrics", "--region", "包头市", cwd=tmp_path)
    assert "215,000,000 CNY" in out
    assert "all whole" in call(installed / "fazhi", "verify", cwd=tmp_path)
    out = call(installed / "fazhi", "check", SAMPLE / "lakeside-court.json", cwd=tmp_path)
    assert "1 record, 0 problems" in out
    out = call(installed / "fazhi", "check", cwd=tmp_path, status=2)
    assert "there is no checked-out dataset here" in out


def test_two_wheels_are_compared(installed: Path, wheel: Path, tmp_path: Path) -> None:
    out = call(installed / "fazhi", "diff", wheel, ROOT / "dataset" / "release", cwd=tmp_path)
    assert out.endswith(": nothing changed\n")


def test_what_needs_an_extra_says_which(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    out = call(installed / "fazhi", "check", "x.json", cwd=tmp_path, status=2)
    assert "pip install 'fazhi[check]'" in out
    out = call(
        installed / "python", "-c", "import fazhi; fazhi.load().sql('select 1')",
        cwd=tmp_path, status=1,
    )  # fmt: skip
    assert "pip install 'fazhi[sql]'" in out.splitlines()[-1]


def test_the_check_with_its_extra(installed: Path, wheel: Path, tmp_path: Path) -> None:
    """In the same environment, once the tests of what is missing there are through."""
    text = (SAMPLE / "lakeside-court.json").read_text("utf-8")
    (tmp_path / "x.json").write_text(text.replace('"below"', '"under"'), "utf-8")
    call(
        installed / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--constraint", ROOT / "constraints.txt", f"{wheel}[check]", cwd=tmp_path,
    )  # fmt: skip
    out = call(installed / "fazhi", "check", "x.json", cwd=tmp_path, status=1)
    assert "[structure-unknown-value]" in out
    assert "1 record, 1 problem;" in out
    (tmp_path / "x.json").write_text(text, "utf-8")
    out = call(
        installed / "fazhi", "review", "x.json", "--sources", SAMPLE, "-o", "x.html", cwd=tmp_path
    )
    assert out == "x.html written; open it in a browser\n"
