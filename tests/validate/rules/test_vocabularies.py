"""Vocabulary files through the check: which are read, and what a broken one stops."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fazhi.errors import InputError
from fazhi.record.canonical import dump
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import check_paths
from fazhi.validate.report import RENDERERS
from tests.common import SAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(vocabulary_directory(), tmp_path / "vocabularies"))


def break_unit(folder: Path) -> Path:
    """Give a measure a unit that is none."""
    path = folder / "measures.json"
    document = json.loads(path.read_text("utf-8"))
    next(c for c in document["concepts"] if "units" in c)["units"][0] = "caes"
    path.write_text(dump(document), "utf-8")
    return path


def test_the_vocabularies_have_no_problem() -> None:
    report = check_paths([str(vocabulary_directory())])
    assert report.problems == []
    assert report.vocabularies == len(list(vocabulary_directory().glob("*.json")))


@pytest.mark.parametrize("whole", [True, False])
def test_a_folder_and_a_single_file(folder: Path, whole: bool) -> None:
    path = break_unit(folder)
    (problem,) = check_paths([str(folder if whole else path)]).problems
    assert (problem.rule, problem.file) == ("vocabularies-unknown-unit", str(path))
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith('"caes"')


@pytest.mark.parametrize("form", RENDERERS)
def test_every_output_format_shows_it(folder: Path, form: str) -> None:
    break_unit(folder)
    out = RENDERERS[form](check_paths([str(folder)]))
    assert "vocabularies-unknown-unit" in out
    assert "measures.json" in out


@pytest.mark.parametrize(
    ("data", "rule", "line", "column"),
    [
        (b"", "file-empty", 1, 1),
        (b"{,}", "file-json-syntax", 1, 2),
        (b'{"id": "themes",\n "id": "themes"}', "file-duplicate-key", 2, 2),
        (b"\xff", "file-not-utf8", 1, 1),
        (b"[]", "vocabularies-malformed", 1, 1),
        (b"{}", "vocabularies-malformed", 1, 1),
    ],
)
def test_a_file_of_another_form(
    folder: Path, data: bytes, rule: str, line: int, column: int
) -> None:
    path = folder / "themes.json"
    path.write_bytes(data)
    (problem,) = check_paths([str(path)]).problems
    assert (problem.rule, problem.line, problem.column) == (rule, line, column)
    with pytest.raises(InputError, match=r"themes\.json"):
        load_vocabularies(folder)


def test_each_wrong_value_is_one_problem(folder: Path) -> None:
    path = folder / "themes.json"
    document = json.loads(path.read_text("utf-8"))
    document["concepts"][0]["code"] = 1
    document["concepts"][1]["labels"] = {}
    path.write_text(dump(document), "utf-8")
    pointers = [problem.pointer for problem in check_paths([str(path)]).problems]
    assert pointers == ["/concepts/0/code", "/concepts/1/labels"]


def test_units_that_cannot_be_read_are_their_own_problem_only(folder: Path) -> None:
    (folder / "units.json").write_text("{}", "utf-8")
    (problem,) = check_paths([str(folder)]).problems
    assert problem.file == str(folder / "units.json")


def test_records_are_not_checked_against_broken_vocabularies(folder: Path) -> None:
    break_unit(folder)
    report = check_paths([str(folder), str(SAMPLE / "lakeside-court.json")])
    assert len(report.problems) == 1
    assert report.records == 0


def test_a_missing_vocabulary_is_named(folder: Path) -> None:
    (folder / "regions.json").unlink()
    with pytest.raises(InputError, match=r"regions\.json: No such file"):
        load_vocabularies(folder)
