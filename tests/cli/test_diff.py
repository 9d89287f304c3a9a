"""`fazhi diff` and `fazhi build --archive` as their user meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fazhi import __version__
from fazhi.publish.version import least_version
from tests.common import RELEASE, ROOT

NEXT = least_version(__version__, "patch") or ""
WRONG, RIGHT = '"value":2542', '"value":2543'


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    """The checked-out release with one figure corrected, and nothing else done about it."""
    folder = tmp_path / "altered"
    shutil.copytree(RELEASE, folder)
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines(keepends=True)
    (at,) = [i for i, line in enumerate(lines) if '"id":"baotou-enforcement"' in line]
    assert lines[at].count(WRONG) == 1
    lines[at] = lines[at].replace(WRONG, RIGHT)
    (folder / "articles.jsonl").write_text("".join(lines), "utf-8")
    return folder


def publish(folder: Path, raised: bool, version: str = NEXT) -> None:
    """Give the altered release a version, and the corrected record a higher revision or not."""
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        record["revision"] += raised and record["id"] == "baotou-enforcement"
    text = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "articles.jsonl").write_text(text, "utf-8")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"version": version}), "utf-8")


def test_equal_releases(run) -> None:
    result = run("diff", RELEASE, RELEASE, "--require")
    assert (result.status, result.err) == (0, "")
    assert result.out.endswith(": nothing changed\n")


def test_without_require_it_only_tells(run, altered: Path) -> None:
    result = run("diff", RELEASE, altered)
    assert (result.status, result.err) == (0, "")
    assert "baotou-enforcement/metrics/" in result.out
    assert "2542 → 2543" in result.out
    assert "revision-not-raised" in result.out


def test_require_refuses_an_old_revision_and_a_small_version(run, altered: Path) -> None:
    result = run("diff", RELEASE, altered, "--require")
    assert result.status == 1
    first, second = result.err.splitlines()
    assert first.endswith("two records under one name. [revision-not-raised]")
    assert f"require a patch step: version {NEXT} or higher, not {__version__}" in second


@pytest.mark.parametrize(
    ("version", "raised", "status"), [(NEXT, True, 0), (__version__, True, 1), (NEXT, False, 1)]
)
def test_require(run, altered: Path, version: str, raised: bool, status: int) -> None:
    publish(altered, raised, version)
    result = run("diff", RELEASE, altered, "--require")
    assert result.status == status
    assert (result.err == "") == (status == 0)


def test_the_changelog_must_have_an_entry(run, altered: Path, tmp_path: Path) -> None:
    publish(altered, raised=True)
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(f"## [{__version__}] - 2026-11-24\n\n- A thing.\n", "utf-8")
    arguments = ("diff", RELEASE, altered, "--require", "--changelog", changelog)
    result = run(*arguments)
    assert (result.status, result.err) == (
        1, f"fazhi: the changelog has no entry `## [{NEXT}] - YYYY-MM-DD`\n"
    )  # fmt: skip
    changelog.write_text(f"## [{NEXT}] - 2026-12-01\n\n- A figure.\n", "utf-8")
    assert run(*arguments).status == 0


def test_the_formats_tell_the_same(run, altered: Path) -> None:
    document = json.loads(run("diff", RELEASE, altered, "--output-format", "json").out)
    page = run("diff", RELEASE, altered, "--output-format", "markdown").out
    text = run("diff", RELEASE, altered).out
    assert {change["kind"] for change in document["changes"]} == {
        "field-changed",
        "revision-not-raised",
    }
    for change in document["changes"]:
        assert change["kind"] in text
        assert change["pointer"] in text
        assert f"`{change['pointer']}`" in page
    assert len(document["refusals"]) == 2
    assert "1 of which no version allows" in text
    assert "1 of which no version allows" in page


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere", RELEASE], "nowhere: does not exist"),
        ([RELEASE, ROOT / "tests"], "there is no release here"),
        ([RELEASE, ROOT / "README.md"], "is neither a folder nor a zip"),
        ([RELEASE], "Missing argument 'NEW'"),
        ([RELEASE, RELEASE, "--changelog", "CHANGELOG.md"], "is read with --require only"),
        ([RELEASE, RELEASE, "--require", "--changelog", "no.md"], "no.md: "),
        ([RELEASE, RELEASE, "--output-format", "html"], "'html' is not one of"),
    ],
)
def test_wrong_use(run, arguments: list[object], sentence: str) -> None:
    result = run("diff", *arguments)
    assert result.status == 2
    assert sentence in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("articles.jsonl", None),
        ("articles.jsonl", b'{"id":'),
        ("articles.jsonl", b"[1]"),
        ("articles.jsonl", b"\xff"),
        ("articles.jsonl", b'{"id": "a", "revision": "1"}'),
        ("article.schema.json", b"{"),
        ("article.schema.json", b"[]"),
        ("article.schema.json", b'{"$ref": "#/$defs/Nowhere"}'),
        ("article.schema.json", b'{"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/A"}}}'),
        ("article.schema.json", None),
        ("metrics.parquet", b"PAR1"),
        ("manifest.json", b"[]"),
        ("manifest.json", b'{"files": {}}'),
        ("manifest.json", b'{"files": {}, "version": "0.1", "schema_version": "1", "licence": ""}'),
        ("manifest.json", b'{"files": [], "version": "1.0.0", "schema_version": "x", '
                          b'"licence": ""}'),
    ],
)  # fmt: skip
def test_a_broken_release(run, tmp_path: Path, name: str, data: bytes | None) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(RELEASE, folder)
    (folder / name).unlink() if data is None else (folder / name).write_bytes(data)
    result = run("diff", RELEASE, folder)
    assert result.status == 2
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("fazhi: ")
