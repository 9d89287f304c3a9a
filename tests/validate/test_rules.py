"""The catalogue of rules, and what the examples of single rules do not show."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fazhi.record.canonical import dump
from fazhi.validate.check import check_paths
from fazhi.validate.example import edited, written
from fazhi.validate.problem import Problem
from fazhi.validate.rule import Rule
from fazhi.validate.rules import RULES
from tests.common import ROOT, SAMPLE, TODAY

FILES = sorted(
    path.stem
    for path in (ROOT / "loaders" / "fazhi" / "validate" / "rules").glob("*.py")
    if path.stem != "__init__"
)


def problems(path: Path, sources: Path | None = None) -> list[Problem]:
    return check_paths([str(path)], sources=sources, today=TODAY).problems


def write(folder: Path, data: bytes, name: str = "lakeside-court.json") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def only(found: list[Problem], rule: str) -> Problem:
    assert [problem.rule for problem in found] == [rule], found
    return found[0]


@pytest.mark.parametrize("file", FILES)
def test_every_rule_is_listed_and_named_for_its_file(file: str) -> None:
    module = import_module(f"fazhi.validate.rules.{file}")
    assert all(rule.name.startswith(f"{file}-") for rule in module.RULES)
    made = [value for value in vars(module).values() if isinstance(value, Rule)]
    assert {rule.name for rule in made} <= {rule.name for rule in module.RULES}
    assert [rule for rule in RULES if rule.family == file] == list(module.RULES)


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why == "" or rule.why.endswith(".")
    assert "\n" not in rule.summary + rule.why


def test_a_valid_record_has_no_problem() -> None:
    report = check_paths([str(SAMPLE / "lakeside-court.json")], sources=SAMPLE, today=TODAY)
    assert report.problems == []
    assert (report.records, report.evidence_checked) == (1, 1)


def unstated(folder: Path, document: Any, sources: Path = SAMPLE) -> list[str]:
    """Where the check misses a year in the text."""
    found = problems(write(folder, written(document).encode()), sources)
    return [problem.pointer for problem in found if problem.rule == "period-not-in-source"]


def test_an_inferred_period_needs_no_year_in_the_text(record_text: str, tmp_path: Path) -> None:
    document = edited(json.loads(record_text), {"/metrics/12/period": "2021"})
    assert unstated(tmp_path, document) == ["/metrics/12/period"]
    inferred = edited(document, {"/metrics/12/period_inferred_from": "the page"})
    assert problems(write(tmp_path, written(inferred).encode()), SAMPLE) == []


def test_a_stated_publication_states_three_years(record_text: str, tmp_path: Path) -> None:
    document = json.loads(record_text)
    document["published"] = {"date": "2024-12-31", "basis": "stated"}
    refused = {
        year: unstated(tmp_path, edited(document, {"/metrics/12/period": str(year)}))
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
    text = (SAMPLE / "lakeside-court.txt").read_text("utf-8").replace("2023年", "前些年")
    text = text.replace("2024年,", words, 1)
    (tmp_path / "lakeside-court.txt").write_text(text, "utf-8")
    document = edited(json.loads(record_text), {"/metrics/12/period": "2023"})
    assert ("/metrics/12/period" not in unstated(tmp_path, document, tmp_path)) is stated


def test_a_withdrawn_record_keeps_its_organizations(record_text: str, tmp_path: Path) -> None:
    document = json.loads(record_text)
    document |= {"metrics": [], "initiatives": [], "honours": [], "relations": []}
    only(problems(write(tmp_path, dump(document).encode())), "reference-unused-organization")
    document |= {"status": "withdrawn", "withdrawal": {"reason": "A test."}}
    assert problems(write(tmp_path, written(document).encode())) == []


def test_unknown_replacement(record_text: str, tmp_path: Path) -> None:
    document = json.loads(record_text)
    items = list(document.items())
    items[3] = ("status", "withdrawn")
    items.insert(4, ("withdrawal", {"reason": "A test.", "replaced_by": "elsewhere"}))
    path = write(tmp_path, dump(dict(items)).encode())
    assert problems(path) == []
    document |= {"id": "z", "source": {"sha256": "0" * 64, "characters": 400}}
    write(tmp_path, dump(document).encode(), "z.json")
    problem = only(problems(tmp_path), "withdrawal-replacement-unknown")
    assert problem.pointer == "/withdrawal/replaced_by"


def test_an_active_record_has_no_withdrawal(record_text: str, tmp_path: Path) -> None:
    text = written(edited(json.loads(record_text), {"/withdrawal": {"reason": "A test."}}))
    problem = only(problems(write(tmp_path, text.encode())), "withdrawal-inconsistent")
    line = text.splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith('"withdrawal"')
