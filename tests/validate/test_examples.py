"""Every rule's example, and more cases of each: the good record has no problem, and the bad one,
which differs from it in one place, exactly this one at its line and column."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi.record.canonical import dump
from fazhi.validate.catalogue import find_rule, run_example
from fazhi.validate.check import check_paths
from fazhi.validate.example import Example, Text, edited
from fazhi.validate.problem import MOST_PROBLEMS
from fazhi.validate.rules import RULES
from fazhi.validate.rules.file import more_problems
from tests.common import SAMPLE, TODAY
from tests.validate.rule_cases import CASES, DATA, Data

MARK = "@mark@"
EXAMPLES = [(rule.name, rule.example) for rule in RULES if rule is not more_problems]
MORE = [(name, example) for name, examples in CASES.items() for example in examples]


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The place of an offset, counted another way than the package counts it."""
    lines = text[:offset].split("\n")
    return len(lines), len(lines[-1]) + 1


def expected_place(example: Example, text: str) -> tuple[int, int]:
    """The line and column at which the example says that the problem is."""
    if isinstance(example, Text):
        if example.at:
            assert text.count(example.at) == 1
        return line_and_column(text, text.index(example.at or example.bad))
    marked = dump(edited(json.loads(text), {pointer(example): MARK}))
    return line_and_column(text, marked.index(f'"{MARK}"'))


def pointer(example: Example) -> str:
    assert not isinstance(example, Text)
    return list(example.bad)[-1] if example.at is None else example.at


def test_what_is_not_listed_is_counted() -> None:
    assert run_example(more_problems, bad=False) == []
    *listed, rest = run_example(more_problems, bad=True)
    assert {problem.rule for problem in listed} == {"file-duplicate-key"}
    assert len(listed) == MOST_PROBLEMS
    assert rest.rule == more_problems.name
    assert rest.message == "not listed from here on: at least 1 more problem"
    assert (rest.line, rest.column) > (listed[-1].line, listed[-1].column)


IDS = [f"{name}-{number}" for number, (name, _) in enumerate(EXAMPLES + MORE)]


@pytest.mark.parametrize(("name", "example"), EXAMPLES + MORE, ids=IDS)
def test_one_change_is_one_problem(name: str, example: Example) -> None:
    rule = replace(find_rule(name), example=example)
    assert run_example(rule, bad=False) == []
    problems = run_example(rule, bad=True)
    assert [problem.rule for problem in problems] == [name], problems
    (problem,) = problems
    assert problem.message
    assert problem.hint
    file, data = list(example.files(bad=True).items())[-1]
    assert problem.file == file
    text = data.decode("utf-8", "surrogateescape")
    assert (problem.line, problem.column) == expected_place(example, text)
    if not isinstance(example, Text):
        assert problem.pointer == pointer(example)


@pytest.mark.parametrize("example", [e for _, e in EXAMPLES + MORE if isinstance(e, Text)])
def test_what_an_example_changes_stands_once_in_the_sample(example: Text) -> None:
    text = (SAMPLE / "lakeside-court.json").read_text("utf-8")
    assert not example.good or text.count(example.good) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_two_lines_of_an_example_differ(rule) -> None:
    good, bad = rule.example.lines()
    assert good != bad
    assert "\n" not in good + bad


@pytest.mark.parametrize("case", DATA, ids=lambda case: case.rule)
def test_bytes_that_are_no_record(case: Data, tmp_path: Path) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_bytes(case.data)
    (problem,) = check_paths([str(path)], today=TODAY).problems
    assert (problem.rule, problem.line, problem.column) == (case.rule, case.line, case.column)
    assert problem.message
    assert problem.hint
