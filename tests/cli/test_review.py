"""`fazhi review`: where the page goes, and what is said when there is none."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.common import ROOT, SAMPLE

RECORD = SAMPLE / "lakeside-court.json"


def test_a_page_is_written(run, tmp_path: Path) -> None:
    target = tmp_path / "new" / "review.html"
    result = run("review", RECORD, "--sources", SAMPLE, "-o", target)
    assert (result.status, result.err) == (0, "")
    assert result.out == f"{target} written; open it in a browser\n"
    assert "湖畔法庭走进牧区" in target.read_text("utf-8")
    assert [path.name for path in target.parent.iterdir()] == ["review.html"]


def test_sources_from_the_environment(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_SOURCES", str(SAMPLE))
    assert run("review", RECORD, "-o", tmp_path / "x.html").status == 0


def test_a_record_with_problems_is_shown_with_them(run, tmp_path: Path) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_text(RECORD.read_text("utf-8").replace('"day"', '"days"'), "utf-8")
    assert run("review", path, "--sources", SAMPLE, "-o", tmp_path / "x.html").status == 0
    assert "vocabulary-unknown-code" in (tmp_path / "x.html").read_text("utf-8")


def test_a_broken_record_is_told_as_the_check_tells_it(run, tmp_path: Path) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_text(RECORD.read_text("utf-8").replace('"below"', '"under"'), "utf-8")
    result = run("review", path, "--sources", SAMPLE, "-o", tmp_path / "x.html")
    assert result.status == 1
    assert result.out.splitlines() == run("check", path).out.splitlines()[:-1]
    assert not (tmp_path / "x.html").exists()


@pytest.mark.parametrize("name", ["review.html", "dataset/release/x.html", "new/deep/x.html"])
def test_never_into_the_project(run, name: str) -> None:
    result = run("review", RECORD, "--sources", SAMPLE, "-o", ROOT / name)
    assert result.status == 2
    assert result.err.endswith("name a file outside it\n")
    assert len(result.err.splitlines()) == 1
    assert not (ROOT / name).exists()


def test_not_by_a_link_or_a_detour_either(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(ROOT / "docs")
    monkeypatch.chdir(ROOT)
    detour = os.path.relpath(ROOT / "x.html", tmp_path)
    for target in (tmp_path / "link" / "x.html", "x.html", tmp_path / detour):
        assert run("review", RECORD, "--sources", SAMPLE, "-o", target).status == 2
    assert not (ROOT / "x.html").exists()


def test_the_text_is_missing(run, tmp_path: Path) -> None:
    result = run("review", RECORD, "--sources", tmp_path, "-o", tmp_path / "x.html")
    sentence = f"fazhi: {tmp_path / 'lakeside-court.txt'}: the text of this record is not there\n"
    assert (result.status, result.out, result.err) == (2, "", sentence)


def test_a_review_is_of_one_record(run, tmp_path: Path) -> None:
    line = json.dumps(json.loads(RECORD.read_text("utf-8")))
    (tmp_path / "two.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    for name, count in (("two", 2), ("none", 0)):
        path = tmp_path / f"{name}.jsonl"
        result = run("review", path, "--sources", SAMPLE, "-o", tmp_path / "x.html")
        assert (result.status, result.out) == (2, "")
        assert result.err == f"fazhi: {path}: holds {count} records; a review shows one\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.json", "--sources", SAMPLE], "nowhere.json: there is no such file or folder"),
        ([RECORD, "--sources", "nowhere"], "nowhere: there is no such folder of source texts"),
    ],
)
def test_wrong_use_ends_in_a_clear_line(run, tmp_path: Path, arguments, sentence: str) -> None:
    result = run("review", *arguments, "-o", tmp_path / "x.html")
    assert (result.status, result.out, result.err) == (2, "", f"fazhi: {sentence}\n")


def test_an_output_that_cannot_be_written(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = run("review", RECORD, "--sources", SAMPLE, "-o", tmp_path / "file" / "x.html")
    assert result.status == 2
    assert len(result.err.splitlines()) == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_it_says_which_extra_it_needs(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    result = run("review", RECORD, "--sources", SAMPLE, "-o", tmp_path / "x.html")
    sentence = "fazhi: a review needs an extra: pip install 'fazhi[check]'\n"
    assert (result.status, result.out, result.err) == (2, "", sentence)
