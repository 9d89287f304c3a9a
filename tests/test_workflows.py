"""The workflows: what they promise a pull request, and that they hold no more than they need.

`make lint` has zizmor and check-jsonschema read them too.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from fazhi import __version__
from fazhi.cli import fazhi
from tests.common import ROOT
from tests.github_runner import commands

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TEXTS = {path.stem: path.read_text("utf-8") for path in FILES}
WORKFLOWS = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = [(name, job) for name, flow in WORKFLOWS.items() for job in flow["jobs"].values()]


def trigger(workflow: str) -> Any:
    """What starts a workflow; YAML 1.1 reads the name `on` as true."""
    return WORKFLOWS[workflow][True]


def lines(job: dict[str, Any]) -> list[str]:
    """What a job runs, step by step."""
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout's dataset with this environment in it, as `make` would set it up."""
    root = tmp_path / "checkout"
    for name in ("dataset/articles", "schema/vocabularies"):
        shutil.copytree(ROOT / name, root / name)
    (root / ".venv").symlink_to(sys.prefix)
    return root


def runner(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a step's line as GitHub's runner does."""
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", line]
    environment = os.environ | {"GITHUB_WORKSPACE": str(root)}
    return subprocess.run(
        shell, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def checks() -> tuple[str, str]:
    """The lines of the contribution's check: annotations, and the same as SARIF."""
    annotate, keep = [
        line for line in lines(WORKFLOWS["check"]["jobs"]["check"]) if "fazhi check" in line
    ]
    return annotate, keep


def break_it(articles: Path) -> set[tuple[str, str, int, int]]:
    """Break the contribution in five places, and say where: rule, file, line and column."""
    expected = set()

    def put(name: str, rule: str, text: str, at: int) -> None:
        (articles / name).write_bytes(text.encode())
        before = text[:at].split("\n")
        place = f"dataset/articles/{name}", len(before), len(before[-1]) + 1
        expected.add((rule, *place))

    def change(name: str, rule: str, old: str, new: str) -> None:
        text = (articles / name).read_text("utf-8")
        at = text.index(old)
        put(name, rule, text[:at] + new + text[at + len(old) :], at)

    change("baotou-enforcement.json", "structure-unknown-value", '"supplier"', '"editor"')
    change("jarud-ecology.json", "vocabulary-unknown-code", '"ecology"', '"geology"')
    change("ordos-party-building.json", "file-json-syntax", '"status"', "status")
    put("空白,100%.json", "file-empty", "", 0)
    put("x\n::add-mask::y.json", "file-json-syntax", "[", 1)
    return expected


def test_a_broken_contribution_is_shown_at_its_lines(checkout: Path) -> None:
    expected = break_it(checkout / "dataset" / "articles")
    annotate, keep = checks()

    shown = runner(checkout, annotate)
    assert (shown.returncode, shown.stderr) == (1, "")
    found = commands(shown.stdout)
    assert {command.name for command in found} == {"error"}
    assert {(command.properties["title"], *command.place) for command in found} == expected
    assert len(found) == len(expected) == 5

    kept = runner(checkout, keep)
    assert (kept.returncode, kept.stdout, kept.stderr) == (1, "", "")
    (run,) = json.loads((checkout / "fazhi.sarif").read_text("utf-8"))["runs"]
    assert len(run["results"]) == len(expected)
    for result, command in zip(run["results"], found, strict=True):
        place = result["locations"][0]["physicalLocation"]["region"]
        assert (place["startLine"], place["startColumn"]) == command.place[1:]
        assert result["ruleId"] == command.properties["title"]


def test_a_contribution_cannot_change_what_it_is_checked_by(
    tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step takes its records and vocabularies, and neither its rules nor its workflow."""

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=checkout, check=True, capture_output=True)

    rules = checkout / "loaders" / "fazhi" / "validate" / "rules" / "__init__.py"
    flow = checkout / ".github" / "workflows" / "check.yml"
    for path in (rules, flow):
        path.parent.mkdir(parents=True)
        path.write_text("ours", "utf-8")
    (checkout / ".gitignore").write_text(".venv\n", "utf-8")
    git("init", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--message=ours")
    git("checkout", "-b", "theirs")
    for path in (rules, flow):
        path.write_text("theirs", "utf-8")
    articles = checkout / "dataset" / "articles"
    (articles / "ordos-party-building.json").unlink()
    (articles / "new.json").write_text("{}", "utf-8")
    (articles / "link.json").symlink_to("/etc/hostname")
    git("add", "--all")
    git("commit", "--message=theirs")
    git("update-ref", "refs/pull/7/merge", "theirs")
    git("checkout", "main")
    git("remote", "add", "origin", ".")
    monkeypatch.setenv("NUMBER", "7")
    (take,) = [line for line in lines(WORKFLOWS["check"]["jobs"]["check"]) if "git fetch" in line]
    assert runner(checkout, take).returncode == 0
    assert [path.read_text("utf-8") for path in (rules, flow)] == ["ours", "ours"]
    names = {path.name for path in articles.iterdir()}
    assert {"new.json", "ordos-party-building.json", "link.json"} & names == {"new.json"}
    assert (checkout / "schema" / "vocabularies" / "measures.json").is_file()
    shown = runner(checkout, checks()[0])
    assert shown.returncode == 1
    assert {command.place[0] for command in commands(shown.stdout)} == {"dataset/articles/new.json"}


def test_a_good_contribution_passes(checkout: Path) -> None:
    annotate, keep = checks()
    shown = runner(checkout, annotate)
    assert (shown.returncode, commands(shown.stdout)) == (0, [])
    assert runner(checkout, keep).returncode == 0
    assert json.loads((checkout / "fazhi.sarif").read_text("utf-8"))["runs"][0]["results"] == []


@pytest.mark.parametrize(("tag", "status"), [(f"v{__version__}", 0), ("v99.0.0", 1)])
def test_a_tag_that_is_not_the_version_is_refused(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tag: str, status: int
) -> None:
    monkeypatch.setenv("GITHUB_REF_NAME", tag)
    build = WORKFLOWS["release"]["jobs"]["build"]
    (line,) = [line for line in lines(build) if line.startswith("test ")]
    assert runner(checkout, line).returncode == status


def test_a_release_is_held_to_the_one_before_and_described(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if this were the release commit: its archive is there, the last before it too."""
    for name in ("dataset/release", "tests/fixtures/releases"):
        shutil.copytree(ROOT / name, checkout / name)
    for archive in (checkout / "tests" / "fixtures" / "releases").iterdir():
        if archive.stem not in ("0.1.0", "0.2.0"):
            archive.unlink()
    with zipfile.ZipFile(checkout / "tests" / "fixtures" / "releases" / "0.2.0.zip") as archive:
        for name in archive.namelist():
            target = checkout / "dataset" / "release" / name.partition("/")[2]
            target.write_bytes(archive.read(name))
    shutil.copy(ROOT / "CHANGELOG.md", checkout)
    monkeypatch.setenv("RUNNER_TEMP", str(checkout))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(checkout / "summary.md"))
    build = WORKFLOWS["release"]["jobs"]["build"]
    (line,) = [line for line in lines(build) if "--require" in line]
    held = runner(checkout, line)
    assert (held.returncode, held.stderr) == (0, "")
    notes = (checkout / "notes.md").read_text("utf-8")
    assert notes.startswith("## `0.1.0` → `0.2.0`\n")
    assert (checkout / "summary.md").read_text("utf-8") == notes
    (checkout / "CHANGELOG.md").write_text("# Changelog\n", "utf-8")
    refused = runner(checkout, line)
    assert refused.returncode == 1
    assert "the changelog has no entry" in refused.stderr


def test_commands_are_those_of_the_project() -> None:
    """What a contributor is told, a contributor can run: make targets and fazhi commands."""
    known = set(fazhi.list_commands(click.Context(fazhi)))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name, job in JOBS:
        for line in lines(job):
            for called in re.findall(r"\bfazhi ([a-z]+)", line):
                assert called in known, name
            if line.startswith("make "):
                for target in shlex.split(line.splitlines()[0])[1:]:
                    assert target == ".venv/ready" or f"\n{target}:" in makefile, name


@pytest.mark.parametrize("name", TEXTS)
def test_actions_are_pinned_by_commit(name: str) -> None:
    used = re.findall(r"uses: .*", TEXTS[name])
    assert used
    for line in used:
        assert re.fullmatch(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_one_commit_an_action() -> None:
    pins = set(re.findall(r"uses: (\S+)@(\S+)", "".join(TEXTS.values())))
    assert len(pins) == len({action for action, _ in pins})


def test_no_workflow_holds_a_secret() -> None:
    assert [name for name, text in TEXTS.items() if "secrets" in text] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_given_to_a_job_and_never_to_all(name: str) -> None:
    assert WORKFLOWS[name]["permissions"] == {}
    for job in WORKFLOWS[name]["jobs"].values():
        assert job["timeout-minutes"] <= 60


def test_only_the_job_that_publishes_may_write() -> None:
    writers = [(name, job) for name, job in JOBS if set(job["permissions"].values()) != {"read"}]
    ((name, job),) = writers
    assert name == "release"
    assert job["permissions"] == {"id-token": "write", "attestations": "write"}
    assert job["environment"] == {"name": "pypi"}
    assert lines(job) == []


def test_what_starts_them() -> None:
    assert trigger("check") == {"pull_request_target": None}
    assert trigger("contribution") == {"pull_request": None}
    assert trigger("release") == {"push": {"tags": ["v*"]}}
    assert set(trigger("weekly")) == {"schedule", "workflow_dispatch"}


def test_no_checkout_leaves_credentials_behind() -> None:
    for _, job in JOBS:
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
