"""The periods of a draft, and what a date of publication changes in them."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.curate.draft.periods import read_again
from fazhi.curate.draft.record import draft_record
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
TEXT = (
    "标题\n\n1月16日,记者获悉,2023年,批准逮捕17人,同比持平。自2020年以来,累计提起公诉80人。\n"
    "今年批准逮捕9人。\n"
)
PUBLISHED = {"date": "2024-01-16", "basis": "inferred", "note": "from 1月16日"}


def draft(text: str = TEXT) -> dict[str, Any]:
    return draft_record(text, "lakeside-court", VOCABULARIES)


def times(document: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [
        (metric["evidence"][-1]["exact"], metric["period"], metric.get("as_of"))
        for metric in document["metrics"]
    ]


def asked(document: dict[str, Any]) -> list[str]:
    return [todo["at"] for todo in document["todo"] if todo["at"].endswith("/period")]


def dated(document: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    return read_again(document | {"published": PUBLISHED}, text, VOCABULARIES)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_counted_from_publication_is_read_again(width) -> None:
    text = width(TEXT)
    before = draft(text)
    assert asked(before) == ["/metrics/3/period"]
    after = dated(before, text)
    found = [(period, as_of) for _, period, as_of in times(after)]
    assert found == [
        ("2023", None), ("2023", None), ("2020/..", "2024-01-16"), ("2024", None),
    ]  # fmt: skip
    assert "counted from publication" in after["metrics"][3]["period_inferred_from"]
    assert asked(after) == []


def test_a_period_that_a_person_decided_stays() -> None:
    document = draft()
    document["metrics"][3]["period"] = "2022"
    document["metrics"][0]["period"] = "2021"
    document["todo"] = [todo for todo in document["todo"] if not todo["at"].endswith("/period")]
    after = dated(document)
    assert [period for _, period, _ in times(after)] == ["2021", "2023", "2020/..", "2022"]


def test_what_stays_open_may_be_the_time_of_publication() -> None:
    text = "标题\n\n批准逮捕17人。\n"
    document = dated(draft(text), text)
    (todo,) = (todo for todo in document["todo"] if todo["at"] == "/metrics/0/period")
    assert todo["choices"] == ["2024", "2024-01-16"]


def test_when_a_target_is_due_is_asked_where_it_was_read_to_be_over() -> None:
    text = (
        "标题\n发布时间:2024-07-12\n\n上半年批准逮捕5人。\n下一步,争取在3月底前批准逮捕9人。\n"
        "计划在2023年批准逮捕8人。\n"
    )
    document = draft(text)
    assert [metric["aspect"] for metric in document["metrics"]] == ["level", "target", "target"]
    assert asked(document) == ["/metrics/1/period", "/metrics/2/period"]
    assert document["metrics"][1]["period"] == "2024"


def test_a_target_is_asked_for_once_the_date_says_that_it_was_read_to_be_over() -> None:
    text = "标题\n\n1月16日,记者获悉,2023年,批准逮捕17人。\n今年目标是批准逮捕20人。\n"
    before = draft(text)
    assert asked(before) == []
    after = dated(before, text)
    assert asked(after) == ["/metrics/1/period"]
    assert after["metrics"][1]["period"] == "2024"


def test_a_record_with_nothing_else_to_decide_is_read_again() -> None:
    document = {name: value for name, value in draft().items() if name != "todo"}
    after = dated(document)
    assert after["metrics"][2]["as_of"] == "2024-01-16"
    assert "todo" not in after


def test_a_metric_where_no_figure_stands_stays() -> None:
    document = draft()
    document["metrics"][0]["evidence"][0] |= {"start": 0, "end": 2}
    assert dated(document)["metrics"][0]["period"] == "2023"
