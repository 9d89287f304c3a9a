"""The other commands, and what holds for every command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from common import PUBLISHED, ROOT
from fazhi import __version__
from fazhi.cli import fazhi
from fazhi.validate.rule import rules

RECORDS = len(list((ROOT / "dataset" / "articles").glob("*.json")))
COMMANDS = fazhi.list_commands(click.Context(fazhi))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(run, name: str) -> None:
    result = run(name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"Usage: fazhi {name}")
    assert len(result.out.splitlines()) > 5
    for page in ("README.md", "README.zh.md"):
        assert f"fazhi {name}" in (ROOT / page).read_text("utf-8")


def test_version(run) -> None:
    result = run("--version")
    assert (result.status, result.out) == (0, f"fazhi, version {__version__}\n")


def test_unknown_command(run) -> None:
    result = run("chekc")
    assert result.status == 2
    assert "No such command 'chekc'" in result.err


def test_explain_lists_every_rule(run) -> None:
    out = run("explain").out
    assert all(f"  {rule.name} " in out for rule in rules())


@pytest.mark.parametrize("rule", [rule.name for rule in rules()])
def test_explain_one(run, rule: str) -> None:
    result = run("explain", rule)
    assert result.status == 0
    assert result.out.startswith(f"{rule} (")
    assert "Good: " in result.out


def test_explain_unknown(run) -> None:
    result = run("explain", "relation-brocken")
    assert (result.status, result.err) == (
        2, "fazhi: there is no rule 'relation-brocken'; did you mean 'relation-broken'?\n"
    )  # fmt: skip


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


def test_show_table(run) -> None:
    result = run(
        "show", "metrics", "--measure", "enforcement.amount-recovered", "--data", PUBLISHED
    )
    assert result.status == 0
    assert "215,000,000 CNY" in result.out
    assert "\x1b" not in result.out
    assert result.err == "1 row\n"


def test_show_aligns_chinese(run) -> None:
    from rich.cells import cell_len

    lines = [line for line in run("show", "metrics", "--region", "150200").out.splitlines() if line]
    assert len({cell_len(line.rstrip("\n")) for line in lines if "2025" in line}) == 1


def test_show_csv_and_json_hold_the_same(run) -> None:
    as_json = json.loads(run("show", "metrics", "--output-format", "json").out)
    as_csv = list(csv.DictReader(io.StringIO(run("show", "metrics", "--output-format", "csv").out)))
    assert len(as_json) == len(as_csv) > 40
    for left, right in zip(as_json, as_csv, strict=True):
        assert list(left) == list(right)
        assert float(right["value"]) == left["value"]
        assert right["measure_zh"] == left["measure_zh"]
        assert json.loads(right["evidence"]) == left["evidence"]


def test_show_chosen_columns(run) -> None:
    out = run("show", "regions", "--columns", "code,label_en", "--output-format", "csv").out
    assert out.splitlines()[0] == "code,label_en"
    assert "150526,Jarud Banner" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["metrix"], "there is no table 'metrix'"),
        (["metrics", "--region", "包头是"], "did you mean 包头市?"),
        (["metrics", "--period", "2025-02-30"], "'2025-02-30' is no period"),
        (["metrics", "--columns", "x"], "there is no column 'x' in metrics"),
        (["relations", "--period", "2025"], "cannot be filtered by period"),
        (["metrics", "--data", "nowhere"], "nowhere: does not exist"),
    ],
)
def test_show_wrong_use(run, arguments: list[str], sentence: str) -> None:
    result = run("show", *arguments)
    assert result.status == 2
    assert sentence in result.err
    assert len(result.err.splitlines()) == 1


def test_build_into_a_folder(run, tmp_path: Path) -> None:
    result = run("build", "-o", tmp_path / "release")
    assert result.status == 0
    assert result.out.startswith(f"{RECORDS} records built into ")
    assert (tmp_path / "release" / "manifest.json").exists()


def test_build_never_replaces_what_is_no_release(run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = run("build", "-o", tmp_path)
    assert result.status == 2
    assert "this folder holds no release" in result.err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_build_refuses_a_dataset_with_problems(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = tmp_path / "dataset" / "articles"
    articles.mkdir(parents=True)
    (articles / "x.json").write_text("{}")
    monkeypatch.setattr("fazhi.validate.check.checkout_directory", lambda: tmp_path)
    result = run("build", "-o", tmp_path / "release")
    assert result.status == 1
    assert "nothing is built" in result.err
    assert not (tmp_path / "release").exists()


def test_generated_files_are_current(run) -> None:
    """Change the model or a rule, and `fazhi generate` must be run and its result committed."""
    result = run("generate", "--check")
    assert (result.status, result.out) == (0, ""), "run `fazhi generate` and commit the result"
