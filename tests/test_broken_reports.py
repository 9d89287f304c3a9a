"""What a clause says of a figure, held against records broken in one way: exactly that problem."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fazhi.validate.check import check_paths
from fazhi.validate.example import ABSENT, edited, written
from tests.common import ROOT, TODAY

REPORTS = ROOT / "tests" / "fixtures" / "reports"
LABEL = {"zh": "较年初", "en": "Since the start of the year"}
YEARLY = {"direction": "increase", "against": "previous-year"}

# The report, the values that break its record, the rule, and where it finds the problem.
BROKEN: list[tuple[str, dict[str, Any], str, str]] = [
    (
        "hinggan-intermediate-court",
        {"/metrics/12/change/direction": "increase"},
        "aspect-direction-differs",
        "/metrics/12/change/direction",
    ),
    (
        "hinggan-intermediate-court",
        {"/metrics/12/aspect": "level", "/metrics/12/change": ABSENT, "/metrics/12/label": LABEL},
        "aspect-differs",
        "/metrics/12/aspect",
    ),
    (
        "shangdu-procuratorate",
        {"/metrics/15/aspect": "change", "/metrics/15/change": YEARLY},
        "aspect-differs",
        "/metrics/15/aspect",
    ),
    (
        "hinggan-intermediate-court",
        {"/metrics/24/aspect": "level"},
        "aspect-differs",
        "/metrics/24/aspect",
    ),
    (
        "hinggan-intermediate-court",
        {"/metrics/8/change/against": "previous-year"},
        "aspect-baseline-differs",
        "/metrics/8/change/against",
    ),
    (
        "urad-justice-bureau",
        {"/metrics/9/change/baseline": "2020-12-31"},
        "aspect-baseline-differs",
        "/metrics/9/change/baseline",
    ),
    (
        "kundulun-court-quarters",
        {"/metrics/21/period": "2025-01/2025-06"},
        "period-differs",
        "/metrics/21/period",
    ),
    (
        "kundulun-court-quarters",
        {"/metrics/4/period": "2025-01/2025-03", "/metrics/4/label": LABEL},
        "period-differs",
        "/metrics/4/period",
    ),
    (
        "shangdu-procuratorate",
        {"/metrics/15/as_of": "2025-08-31"},
        "period-as-of-differs",
        "/metrics/15/as_of",
    ),
    (
        "shangdu-procuratorate",
        {"/metrics/19/label": ABSENT},
        "figure-repeated",
        "/metrics/19/measure",
    ),
    (
        "hinggan-intermediate-court",
        {"/metrics/5/measure": "trial.cases-concluded", "/metrics/5/change/of": ABSENT},
        "aspect-points-of-count",
        "/metrics/5/unit",
    ),
    (
        "urad-justice-bureau",
        {"/relations/4/of": ["aid-cases"]},
        "relation-units-differ",
        "/relations/4/of",
    ),
]


@pytest.mark.parametrize(("report", "values", "rule", "pointer"), BROKEN)
def test_one_thing_broken_is_one_problem(
    report: str, values: dict[str, Any], rule: str, pointer: str, tmp_path: Path
) -> None:
    document = edited(json.loads((REPORTS / f"{report}.json").read_bytes()), values)
    path = tmp_path / f"{report}.json"
    path.write_text(written(document), "utf-8")
    problems = check_paths([str(path)], sources=REPORTS, today=TODAY).problems
    assert [(problem.rule, problem.pointer) for problem in problems] == [(rule, pointer)]
