"""The period of a figure: that of the time expression before it."""

from __future__ import annotations

import pytest

from fazhi.curate.draft.periods import find_periods
from fazhi.figure import figures
from tests.common import WIDTHS


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2024年3月办案5件。", ["2024-03"]),
        ("2024年以来办案5件,自2023年起办案6件。", ["2024/..", "2023/.."]),
        ("2023年6月办案5件,全年办案9件。", ["2023-06", "2023"]),
        ("2023年办案5件,全年9件。2024年6月1件,全年办案7件。", ["2023", "2023", "2024-06", "2024"]),
        ("2024年办案5件。目前有干警7人。", ["2024", None]),
        ("办案5件,比2023年多2件。", [None, None]),
        ("2024年5月1日至7月1日办案5件。", ["2024-05-01/2024-07-01"]),
    ],
)
def test_the_period_of_each_figure(text: str, periods: list[str | None], width) -> None:
    found = figures(width(text))
    read = zip(found, find_periods(width(text), found), strict=True)
    assert [period for figure, period in read if not isinstance(figure.value, str)] == periods
