"""Fixes and migration keep the to-dos of a draft, and their pointers follow what is moved."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from fazhi.curate.fix import fix_record
from fazhi.curate.migrate import migrate_file
from fazhi.record.canonical import dump
from fazhi.validate.check import check_paths, make_checker
from fazhi.validate.inputs import Input
from tests.common import SAMPLE, TODAY, sample_of_1_0

RECORD = SAMPLE / "lakeside-court.json"


def test_the_pointers_follow_metrics_that_are_sorted() -> None:
    document = json.loads(RECORD.read_bytes())
    document["metrics"].reverse()
    last = len(document["metrics"]) - 1
    document["todo"] = [
        {"at": f"/metrics/{last}", "ask": "what?", "choices": [{"measure": "trial.cases-closed"}]},
        {"at": "/metrics/0/period", "ask": "when?", "choices": ["2024"]},
        {"at": "/themes", "ask": "which?", "choices": []},
    ]
    check = partial(make_checker(SAMPLE, TODAY).check, RECORD.name)
    fixed, problems = fix_record(json.dumps(document).encode(), check)
    assert {problem.rule for problem in problems} == {"form-not-sorted"}
    pointers = [todo["at"] for todo in json.loads(fixed)["todo"]]
    assert pointers == ["/metrics/0", f"/metrics/{last}/period", "/themes"]
    assert fixed.startswith(RECORD.read_bytes()[:-3])
    assert fix_record(fixed, check) == (fixed, [])


def test_an_empty_list_is_left_out(tmp_path: Path) -> None:
    document = json.loads(RECORD.read_bytes()) | {"todo": []}
    check = partial(make_checker(None, TODAY).check, RECORD.name)
    fixed, _ = fix_record(dump(document).encode(), check)
    assert fixed == RECORD.read_bytes()


def test_migration_keeps_the_to_dos(tmp_path: Path) -> None:
    todo = [{"at": "/themes", "ask": "which?", "choices": []}]
    document = sample_of_1_0() | {"todo": todo}
    path = tmp_path / RECORD.name
    path.write_text(dump(document), "utf-8")
    data, versions, problems = migrate_file(Input(str(path), path))
    assert (versions, problems) == (["1.0"], [])
    assert json.loads(data)["todo"] == todo
    path.write_bytes(data)
    (problem,) = check_paths([str(path)], today=TODAY).problems
    assert (problem.rule, problem.pointer) == ("text-todo", "/themes")
    assert problem.message == "left to decide: which?"
