"""Periods: what is accepted, exact bounds, order, and an independent reader as oracle."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

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
    assert (period.text, period.start, period.end) == (text, start, end)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2025", 0, 0), ("2025~", 1, 0), ("2025?", 0, 1), ("2025%", 1, 1), ("2024~/2025?", 1, 1)],
)
def test_qualifiers(text: str, approximate: bool, uncertain: bool) -> None:
    period = parse_period(text)
    assert (period.approximate, period.uncertain) == (bool(approximate), bool(uncertain))


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


@given(st.lists(periods(), min_size=2, max_size=6))
def test_order_follows_the_first_day_then_the_last(texts: list[str]) -> None:
    found = sorted(map(parse_period, texts))
    keys = [(p.start or date.min, p.end or date.max) for p in found]
    assert all(a <= b for a, b in pairwise(keys))


@given(periods(), periods(), st.dates(date(1990, 1, 1), date(2019, 12, 31)))
def test_overlap_and_containment_agree_with_days(left: str, right: str, day: date) -> None:
    a, b, point = parse_period(left), parse_period(right), parse_period(day.isoformat())
    assert a.overlaps(b) == b.overlaps(a)
    assert a.contains(a)
    if a.contains(point) and b.contains(point):
        assert a.overlaps(b)
    if a.contains(b) and b.contains(point):
        assert a.contains(point)
    assert a.overlaps(point) == a.contains(point)
