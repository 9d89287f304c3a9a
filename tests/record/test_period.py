"""Periods: what is accepted, exact bounds, and an independent reader as oracle."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.record.period import PeriodError, parse_period
from fazhi.testing import periods


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2026-01-05", date(2026, 1, 5), date(2026, 1, 5)),
        ("2026-01-05~", date(2026, 1, 5), date(2026, 1, 5)),
        ("2024/2025-06", date(2024, 1, 1), date(2025, 6, 30)),
        ("2024-11/..", date(2024, 11, 1), None),
        ("../2024-11", None, date(2024, 11, 30)),
    ],
)
def test_bounds(text: str, start: date | None, end: date | None) -> None:
    period = parse_period(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize("text", ["2025~", "2025?", "2025%"])
def test_a_qualifier_does_not_move_the_bounds(text: str) -> None:
    assert parse_period(text) == parse_period("2025")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-29", "no day 29"),
        ("2025-13", "no month 13"),
        ("2025-00", "no month 00"),
        ("2025-04-31", "only 01 to 30"),
        ("0000", "no year 0000"),
        ("2025/2024", "did you mean 2024/2025"),
        ("2025-06/2025-01", "did you mean 2025-01/2025-06"),
        ("2025 ", "no spaces"),
        ("2025 / 2026", "no spaces"),
        ("２０２５", "only ASCII"),
        ("2025年", "only ASCII"),
        ("../..", "open on both sides"),
        ("2024/2025/2026", "one '/'"),
        ("", "is no date"),
        ("..", "is no date"),
        ("2025/", "is no date"),
        ("20250101", "is no date"),
        ("2025-1", "is no date"),
        ("2025-01-05T10:00", "is no date"),
        ("2025~~", "is no date"),
        ("202X", "is no date"),
        ("-2025", "is no date"),
        ("2025\n", "no spaces"),
    ],
)
def test_rejected_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(PeriodError, match=reason):
        parse_period(text)


@given(st.text(max_size=24))
def test_any_text_is_a_period_or_an_error(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodError as error:
        assert str(error)
    else:
        assert period.start or period.end


@given(periods())
def test_strict_bounds_are_those_of_the_edtf_package(text: str) -> None:
    period = parse_period(text)
    theirs = edtf.parse_edtf(text)
    if period.start:
        assert theirs.lower_strict()[:3] == period.start.timetuple()[:3]
    if period.end:
        assert theirs.upper_strict()[:3] == period.end.timetuple()[:3]
