"""The date of a report that states none."""

from __future__ import annotations

import pytest

from fazhi.curate.draft.publication import publication_choices
from tests.common import WIDTHS


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1月16日,记者获悉,2023年,办案5件。", ["2024-01-16", "2023-01-16"]),
        ("11月2日,记者获悉,2023年以来,办案5件。", ["2023-11-02", "2024-11-02"]),
        ("2024年3月5日,记者获悉,办案5件。", ["2024-03-05"]),
        ("2023年办案5件。2月29日召开会议。", ["2024-02-29"]),
        ("1月16日,办案5件。", []),
        ("2023年,办案5件。", []),
    ],
)
def test_the_first_day_of_the_text_with_the_likeliest_year(width, text: str, dates) -> None:
    found = publication_choices(width(text))
    assert [choice["date"] for choice in found] == dates
    assert {choice["basis"] for choice in found} <= {"inferred"}


def test_the_note_says_what_the_date_was_concluded_from() -> None:
    after, within = publication_choices("1月16日,记者获悉,2023年,办案5件。")
    assert after["note"] == "from 1月16日, in the year after the last that the report names"
    assert within["note"] == "from 1月16日, in the last year that the report names"
    (stated,) = publication_choices("2024年3月5日,记者获悉,办案5件。")
    assert stated["note"] == "from 2024年3月5日, the first day that the report names"
