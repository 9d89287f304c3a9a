"""`fazhi build`: a release in a folder or an archive, or a clear refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fazhi.record.canonical import dump
from tests.common import RELEASE, ROOT, SAMPLE

RECORDS = len(list((ROOT / "dataset" / "articles").glob("*.json")))


def test_build_into_a_folder(run, tmp_path: Path) -> None:
    result = run("build", "-o", tmp_path / "release")
    assert result.status == 0
    assert result.out.startswith(f"{RECORDS} records built into ")
    assert (tmp_path / "release" / "manifest.json").exists()


def test_build_never_replaces_what_is_no_release(run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    result = run("build", "-o", tmp_path)
    assert result.status == 2
    assert "this folder holds other files" in result.err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


DRAFT = json.loads((SAMPLE / "lakeside-court.json").read_bytes()) | {
    "todo": [{"at": "/metrics/0", "ask": "what?", "choices": []}]
}


@pytest.mark.parametrize("record", [{}, DRAFT])
def test_build_refuses_a_dataset_with_problems(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: dict[str, object]
) -> None:
    articles = tmp_path / "dataset" / "articles"
    articles.mkdir(parents=True)
    (articles / "lakeside-court.json").write_text(dump(record), "utf-8")
    monkeypatch.setattr("fazhi.validate.check.checkout_directory", lambda: tmp_path)
    result = run("build", "-o", tmp_path / "release")
    assert result.status == 1
    assert "nothing is built" in result.err
    assert not (tmp_path / "release").exists()


def test_build_refuses_broken_vocabularies(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    (folder / "themes.json").write_text("{}")
    monkeypatch.setattr("fazhi.validate.check.vocabulary_directory", lambda: folder)
    result = run("build", "-o", tmp_path / "release")
    assert result.status == 1
    assert "nothing is built" in result.err
    assert not (tmp_path / "release").exists()


def test_build_makes_an_archive(run, tmp_path: Path) -> None:
    archive = tmp_path / "archives" / "0.1.0.zip"
    result = run("build", "-o", tmp_path / "release", "--archive", archive)
    assert result.status == 0
    assert result.out.endswith(f"archived as {archive}\n")
    assert run("diff", RELEASE, archive).out.endswith(": nothing changed\n")
