"""Searching names and prose in both languages, the best first."""

from __future__ import annotations

import pytest

from fazhi.record.search import search

ENTRIES = [
    (("a.mediators", "人民调解员", "People's mediators"), ("从事调解的人。", "Persons.")),
    (("a.mediation", "调解", "Mediation", "诉前调解"), ()),
    (("a.mediation-rate", "调解成功率", "Success rate of mediation"), ("百分比。", "Percentage.")),
    (("b.lectures", "讲座", "Lectures"), ("不含调解。", "Talks.")),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("调解", ["a.mediation", "a.mediation-rate", "a.mediators", "b.lectures"]),
        ("调解 率", ["a.mediation-rate"]),
        ("MEDIATION rate", ["a.mediation-rate"]),
        ("ｍｅｄｉａｔｏｒｓ", ["a.mediators"]),
        ("percentage", ["a.mediation-rate"]),
        ("仲裁", []),
    ],
)
def test_the_best_first(query: str, found: list[str]) -> None:
    assert [names[0] for names, _ in search(query, ENTRIES, lambda entry: entry)] == found


def test_without_words_everything_is_found() -> None:
    assert search(" ", ENTRIES, lambda entry: entry) == ENTRIES
