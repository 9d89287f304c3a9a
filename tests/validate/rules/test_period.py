"""What the examples of the rules do not show of periods."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import fazhi


@pytest.mark.parametrize(
    ("published", "rules"),
    [
        (None, []),
        ({"date": "2024", "basis": "stated"}, []),
        ({"date": "2024", "basis": "inferred", "note": "the page says so"}, ["of-publication"]),
    ],
)
def test_a_figure_of_the_time_of_publication(
    record_text: str, tmp_path: Path, published: dict[str, Any] | None, rules: list[str]
) -> None:
    """It is as inferred as that time is; where that is stated or unknown, nothing is asked."""
    record = json.loads(record_text)
    record["published"] = published
    record["metrics"] = [metric for metric in record["metrics"] if metric["period"] == "2024"]
    record |= {"relations": [], "initiatives": []}
    path = tmp_path / "lakeside-court.json"
    path.write_text(json.dumps(record), "utf-8")
    found = {problem.rule for problem in fazhi.check(path) if "publication" in problem.rule}
    assert found == {f"period-{rule}" for rule in rules}
