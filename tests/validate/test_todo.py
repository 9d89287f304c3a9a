"""To-dos: what the check says of them, and that they are no part of the record."""

from __future__ import annotations

import json
from pathlib import Path

from fazhi.record.canonical import dump
from fazhi.validate.check import check_paths
from fazhi.validate.schema import schema_errors
from tests.common import SAMPLE, TODAY

CHOICES = [{"measure": "trial.cases-concluded", "unit": "case"}, "2024-06/..", None]


def test_a_to_do_is_reported_with_its_choices_beside_other_problems(tmp_path: Path) -> None:
    document = json.loads((SAMPLE / "lakeside-court.json").read_bytes())
    document["todo"] = [{"at": "/metrics/3", "ask": "what is it?", "choices": CHOICES}]
    document["region"] = "159999"
    path = tmp_path / "lakeside-court.json"
    path.write_text(dump(document), "utf-8")
    report = check_paths([str(path)], sources=SAMPLE, today=TODAY)
    assert [problem.rule for problem in report.problems] == ["vocabulary-unknown-code", "text-todo"]
    problem = report.problems[1]
    assert problem.message == "left to decide: what is it?"
    assert problem.hint.startswith("trial.cases-concluded case | 2024-06/.. | null; ")
    line = path.read_text("utf-8").splitlines()[problem.line :][0]
    assert f'"id": "{document["metrics"][3]["id"]}"' in line
    assert report.evidence_checked == 1


def test_a_malformed_record_is_not_blamed_for_its_to_dos(tmp_path: Path) -> None:
    document = json.loads((SAMPLE / "lakeside-court.json").read_bytes())
    document |= {"revision": "1", "todo": [{"at": "/themes", "ask": "which?"}]}
    path = tmp_path / "lakeside-court.json"
    path.write_text(dump(document), "utf-8")
    (problem,) = check_paths([str(path)], today=TODAY).problems
    assert problem.pointer == "/revision"


def test_the_schema_of_a_record_has_no_to_dos() -> None:
    document = json.loads((SAMPLE / "lakeside-court.json").read_bytes())
    assert schema_errors(document) == []
    (error,) = schema_errors(document | {"todo": []})
    assert error.keyword == "additionalProperties"
