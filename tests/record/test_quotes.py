"""Quotes in a text that has changed since the record was made."""

from __future__ import annotations

import pytest

from fazhi.record.model import Article, Evidence
from fazhi.record.quotes import find_again, in_place, is_sound, quotes
from tests.common import SAMPLE

TEXT = (SAMPLE / "lakeside-court.txt").read_text("utf-8")
ARTICLE = Article.model_validate_json((SAMPLE / "lakeside-court.json").read_bytes())


@pytest.mark.parametrize("inserted", ["", "甲", "甲" * 9, "1200件,"])
@pytest.mark.parametrize("at", [0, 20])
def test_every_quote_is_found_again(inserted: str, at: int) -> None:
    """Also the two equal quotes of 1200件, and beside a third that came later."""
    text = TEXT[:at] + inserted + TEXT[at:]
    found = find_again(quotes(ARTICLE), text)
    assert found == {path: quote.start + len(inserted) for path, quote in quotes(ARTICLE)}


def test_what_is_gone_is_left_out() -> None:
    gone = {path for path, quote in quotes(ARTICLE) if quote.exact == "1140件"}
    found = find_again(quotes(ARTICLE), TEXT.replace("1140件", "若干件"))
    assert found.keys() == {path for path, _ in quotes(ARTICLE)} - gone


@pytest.mark.parametrize(
    ("exact", "length", "sound"),
    [("2542件", 5, True), ("2542件", 6, False), ("25\n2件", 5, False), ("牧" * 41, 41, False)],
)
def test_a_sound_quote(exact: str, length: int, sound: bool) -> None:
    assert is_sound(Evidence(exact=exact, start=7, end=7 + length)) is sound


def test_in_place() -> None:
    assert in_place(Evidence(exact="件", start=1, end=2), "3件")
    assert not in_place(Evidence(exact="件", start=0, end=1), "3件")
