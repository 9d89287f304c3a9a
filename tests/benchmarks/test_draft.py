"""The benchmark of drafts counts what its columns say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import draft as benchmark


def metric(start: int, **fields: Any) -> dict[str, Any]:
    quotes = [{"exact": "9件", "start": start, "end": start + 2}]
    known = {"aspect": "level", "measure": "trial.cases-concluded", "value": 9, "unit": "case"}
    return {
        **known,
        "bound": "exact",
        "basis": "stated",
        "period": "2024",
        "evidence": quotes,
    } | fields


def record(*metrics: dict[str, Any], name: str = "湖畔人民法院", **fields: Any) -> dict[str, Any]:
    return {"organizations": [{"id": "court", "name": {"zh": name}}], "metrics": metrics, **fields}


def scores(
    curated: dict[str, Any], drafted: dict[str, Any], *todo: dict[str, Any]
) -> dict[str, str]:
    found = list(benchmark.pairs(record(curated), record(drafted, name="人民法院", todo=todo)))
    return dict(zip(benchmark.COLUMNS, benchmark.score(found), strict=True))


def test_what_agrees_is_counted_in_every_column() -> None:
    same = metric(0, organization="court")
    right = dict.fromkeys(benchmark.COLUMNS, "1/1")
    assert scores(same, same) == right | {"silent": "0/1", "change": "0/0", "false change": "0/1"}


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"value": 8}, "value, unit"),
        ({"upper": 10}, "value, unit"),
        ({"unit": "person"}, "value, unit"),
        ({"bound": "above"}, "bound"),
        ({"period": "2023"}, "period"),
        ({"organization": "court"}, "organization"),
        ({"measure": "trial.cases-received"}, "first"),
        ({"measure": "trial.cases-received"}, "three"),
    ],
)
def test_what_differs_is_not(fields: dict[str, Any], column: str) -> None:
    assert scores(metric(0), metric(0, **fields))[column] == "0/1"


def test_a_figure_that_was_not_drafted_is_right_in_no_column() -> None:
    assert {cells[0] for cells in scores(metric(0), metric(5)).values()} == {"0"}


@pytest.mark.parametrize(
    ("period", "todo", "silent"),
    [
        ("2023", [], "1/1"),
        ("2024", [], "0/1"),
        ("../..", [], "0/1"),
        ("2023", [{"at": "/metrics/0/period", "ask": "when?"}], "0/1"),
    ],
)
def test_a_wrong_period_is_silent_where_nothing_asks(
    period: str, todo: list[dict[str, Any]], silent: str
) -> None:
    assert scores(metric(0), metric(0, period=period), *todo)["silent"] == silent


def test_a_change_is_right_with_its_direction_and_base() -> None:
    up = {"direction": "increase", "against": "previous-year"}
    curated = metric(0, aspect="change", change=up | {"of": "concluded"})
    assert scores(curated, metric(0, aspect="change", change=up))["change"] == "1/1"
    down = up | {"direction": "decrease"}
    assert scores(curated, metric(0, aspect="change", change=down))["change"] == "0/1"
    assert scores(metric(0), metric(0, aspect="change", change=up))["false change"] == "1/1"


def test_the_choices_come_before_what_the_draft_holds() -> None:
    choices = [{"measure": code, "unit": "case"} for code in ("a", "trial.cases-concluded")]
    todo = {"at": "/metrics/0", "ask": "what?", "choices": choices}
    found = scores(metric(0), metric(0), todo)
    assert (found["first"], found["three"]) == ("0/1", "1/1")


def test_a_cell_is_found_beside_its_header() -> None:
    header = {"exact": "审结(件)", "start": 0, "end": 5, "role": "header"}
    cell = {"exact": "9", "start": 9, "end": 10, "role": "cell"}
    assert benchmark.span({"evidence": [header, cell]}) == (9, 10)


def test_both_groups_and_a_total_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert benchmark.main(tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"no text in {tmp_path}" in lines[1]
    (invented,) = (line for line in lines if line.startswith("all invented reports"))
    assert lines[-1].removeprefix("total").split() == invented.split()[3:]
