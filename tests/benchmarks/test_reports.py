"""The invented reports of the benchmarks have no problem, and broken ones the one they are named
for."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.reports import BREAKS, generate, make
from fazhi.validate.check import make_checker
from fazhi.validate.json_text import decode_bytes
from fazhi.validate.problem import Problem
from fazhi.validate.rules import RULES


def problems(number: int, folder: Path, broken_by: str = "") -> list[Problem]:
    report = make(number)
    if broken_by:
        BREAKS[broken_by](report.record, Random(number))
    path = folder / f"{report.record['id']}.txt"
    path.write_text(report.text, "utf-8")
    document = decode_bytes(report.line.encode(), line=1)
    return make_checker(folder).check("x", document).problems


@pytest.mark.parametrize("number", range(25))
def test_a_report_has_no_problem(number: int, tmp_path: Path) -> None:
    assert problems(number, tmp_path) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_report_has_that_problem(name: str, tmp_path: Path) -> None:
    assert name in {rule.name for rule in RULES}
    for number in range(5):
        assert name in {problem.rule for problem in problems(number, tmp_path, name)}


def test_a_share_of_them_is_broken_and_equal_numbers_are_equal() -> None:
    reports = list(generate(1_000, 0.05))
    assert 25 <= sum(name is not None for _, name in reports) <= 80
    assert reports[7][0] == make(7) or reports[7][1]
    assert len({report.text for report, _ in reports}) == 1_000
