"""Every rule: a valid record has no problem, and one fault is that one problem in its place."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from fazhi.record.article import Article
from fazhi.record.canonical import dump, to_json
from fazhi.validate.check import check_paths
from fazhi.validate.problem import Problem
from fazhi.validate.rule import rules
from tests.common import SAMPLE, TODAY
from tests.validate.rule_cases import DATA, DELETED, NEEDS_SOURCE, TEXTS, VALUES, Data, Text, Value

MARK = "@mark@"
# What needs more than one record, or a vocabulary that has aged, is tested by name below.
BY_NAME = {
    "dataset-duplicate-id",
    "dataset-duplicate-source",
    "dataset-replacement-unknown",
    "vocabulary-deprecated-code",
}


def problems(path: Path, sources: Path | None = None) -> list[Problem]:
    return check_paths([str(path)], sources=sources, today=TODAY).problems


def write(folder: Path, data: bytes, name: str = "lakeside-court.json") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted another way than the package counts them."""
    lines = text[:offset].split("\n")
    return len(lines), len(lines[-1]) + 1


def only(found: list[Problem], rule: str) -> Problem:
    assert [problem.rule for problem in found] == [rule], found
    assert found[0].message
    assert found[0].hint
    return found[0]


def edit(document: Any, pointer: str, value: Any) -> Any:
    """The document with the value at a JSON Pointer set, added or deleted."""
    if not pointer:
        return value
    changed = deepcopy(document)
    *way, last = pointer.split("/")[1:]
    target = changed
    for step in way:
        target = target[int(step)] if isinstance(target, list) else target[step]
    if value is DELETED:
        del target[int(last) if isinstance(target, list) else last]
    elif isinstance(target, list) and int(last) == len(target):
        target.append(value)
    else:
        target[int(last) if isinstance(target, list) else last] = value
    return changed


def changed(record_text: str, case: Value) -> str:
    document = json.loads(record_text)
    for pointer, value in case.changes.items():
        document = edit(document, pointer, value)
    return written(document)


def written(document: Any) -> str:
    """The document's text, in the canonical layout where it is a record."""
    text = dump(document)
    try:
        return to_json(Article.model_validate_json(text))
    except ValidationError:
        return text


@pytest.mark.parametrize("case", DATA, ids=lambda case: case.rule)
def test_bytes_that_are_no_record(case: Data, tmp_path: Path) -> None:
    problem = only(problems(write(tmp_path, case.data)), case.rule)
    assert (problem.line, problem.column) == (case.line, case.column)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.rule)
def test_text_changed_in_one_place(case: Text, record_text: str, tmp_path: Path) -> None:
    assert record_text.count(case.old) == 1
    text = record_text.replace(case.old, case.new)
    assert text.count(case.at) == 1
    problem = only(problems(write(tmp_path, text.encode())), case.rule)
    assert (problem.line, problem.column) == place(text, text.index(case.at))


@pytest.mark.parametrize("case", VALUES + NEEDS_SOURCE, ids=lambda case: f"{case.rule}{case.at}")
def test_value_changed_in_one_place(case: Value, record_text: str, tmp_path: Path) -> None:
    text = changed(record_text, case)
    sources = SAMPLE if case in NEEDS_SOURCE else None
    problem = only(problems(write(tmp_path, text.encode()), sources), case.rule)
    marked = dump(edit(json.loads(text), case.at, MARK))
    assert problem.pointer == case.at
    assert (problem.line, problem.column) == place(text, marked.index(f'"{MARK}"'))


def test_a_valid_record_has_no_problem() -> None:
    report = check_paths([str(SAMPLE / "lakeside-court.json")], sources=SAMPLE, today=TODAY)
    assert report.problems == []
    assert (report.records, report.evidence_checked) == (1, 1)


def test_every_rule_has_a_case() -> None:
    shown = {case.rule for case in (*DATA, *TEXTS, *VALUES, *NEEDS_SOURCE)} | BY_NAME
    assert {rule.name for rule in rules()} == shown


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule: Any) -> None:
    assert rule.summary.endswith(".")
    assert "\nGood: " in rule.explanation
    assert "\nBad: " in rule.explanation


def unstated(folder: Path, document: Any, sources: Path = SAMPLE) -> list[str]:
    """Where the check misses a year in the text."""
    found = problems(write(folder, written(document).encode()), sources)
    return [one.pointer for one in found if one.rule == "period-not-in-source"]


def test_an_inferred_period_needs_no_year_in_the_text(record_text: str, tmp_path: Path) -> None:
    document = edit(json.loads(record_text), "/metrics/0/period", "2021")
    assert unstated(tmp_path, document) == ["/metrics/0/period"]
    inferred = edit(document, "/metrics/0/period_inferred_from", "the page")
    assert problems(write(tmp_path, written(inferred).encode()), SAMPLE) == []


def test_a_stated_publication_states_three_years(record_text: str, tmp_path: Path) -> None:
    document = json.loads(record_text)
    document["published"] = {"date": "2024-12-31", "basis": "stated"}
    refused = {
        year: unstated(tmp_path, edit(document, "/metrics/0/period", str(year)))
        for year in range(2020, 2026)
    }
    assert [year for year, found in refused.items() if found] == [2020, 2021, 2025]
    document["published"]["date"] = "2025-01-05"
    assert unstated(tmp_path, document) == ["/published/date"]


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("2023、2024年,", True),
        ("2023、2024两年,", True),
        ("2022至2024年,", True),
        ("二〇二三年至今,", True),
        ("“2023护航”启动,", True),
        ("2023.06—2024.06,", True),
        ("2024年,", False),
        ("12023号,2024年,", False),
        ("近三年,", False),
    ],
)
def test_how_a_text_may_name_a_year(
    record_text: str, tmp_path: Path, words: str, stated: bool
) -> None:
    text = (SAMPLE / "lakeside-court.txt").read_text("utf-8").replace("2024年,", words, 1)
    (tmp_path / "lakeside-court.txt").write_text(text, "utf-8")
    document = edit(json.loads(record_text), "/metrics/0/period", "2023")
    assert ("/metrics/0/period" not in unstated(tmp_path, document, tmp_path)) is stated


def test_a_withdrawn_record_keeps_its_organizations(record_text: str, tmp_path: Path) -> None:
    document = json.loads(record_text)
    document |= {"metrics": [], "initiatives": [], "honours": [], "relations": []}
    only(problems(write(tmp_path, dump(document).encode())), "reference-unused-organization")
    document |= {"status": "withdrawn", "withdrawal": {"reason": "A test."}}
    assert problems(write(tmp_path, written(document).encode())) == []


def test_duplicate_id_and_source(record_text: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", record_text.encode())
    other = json.loads(record_text)
    other["source"]["sha256"] = "0" * 64
    write(tmp_path, dump(other).encode())
    problem = only(problems(tmp_path), "dataset-duplicate-id")
    assert problem.file == str(tmp_path / "lakeside-court.json")
    assert str(tmp_path / "a") in problem.message


def test_duplicate_source(record_text: str, tmp_path: Path) -> None:
    write(tmp_path, record_text.encode())
    other = record_text.replace('"id": "lakeside-court",\n  "revision"', '"id": "z",\n  "revision"')
    write(tmp_path, other.encode(), "z.json")
    problem = only(problems(tmp_path), "dataset-duplicate-source")
    assert (problem.file, problem.pointer) == (str(tmp_path / "z.json"), "/source/sha256")


def test_unknown_replacement(record_text: str, tmp_path: Path) -> None:
    document = json.loads(record_text)
    items = list(document.items())
    items[3] = ("status", "withdrawn")
    items.insert(4, ("withdrawal", {"reason": "A test.", "replaced_by": "elsewhere"}))
    path = write(tmp_path, dump(dict(items)).encode())
    assert problems(path) == []
    document |= {"id": "z", "source": {"sha256": "0" * 64, "characters": 256}}
    write(tmp_path, dump(document).encode(), "z.json")
    problem = only(problems(tmp_path), "dataset-replacement-unknown")
    assert problem.pointer == "/withdrawal/replaced_by"


def test_deprecated_code(record_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the vocabularies in which one theme has been replaced by another."""
    from fazhi.resources import vocabulary_directory

    vocabularies = tmp_path / "vocabularies"
    vocabularies.mkdir()
    for file in vocabulary_directory().iterdir():
        text = file.read_text("utf-8")
        if file.name == "themes.json":
            document = json.loads(text)
            for concept in document["concepts"]:
                if concept["code"] == "trial":
                    concept |= {"deprecated": True, "replaced_by": "enforcement"}
            text = dump(document)
        (vocabularies / file.name).write_text(text, "utf-8")
    monkeypatch.setattr("fazhi.validate.check.vocabulary_directory", lambda: vocabularies)
    problem = only(problems(write(tmp_path, record_text.encode())), "vocabulary-deprecated-code")
    assert problem.pointer == "/themes/0"
    assert "enforcement" in problem.hint
