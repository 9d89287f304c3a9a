"""The period of a figure: the corpus, widths, any text, and long texts."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.clause.period import Governing, governing_periods
from fazhi.figure import figures
from fazhi.record.period import parse_period
from tests.common import WIDTHS, to_full_width

CORPUS = Path(__file__).with_name("corpus") / "period.tsv"
# Pieces that time expressions and what stands around them are made of.
PIECES = (
    "2025年", "2023年", "今年", "去年", "全年", "同期", "上半年", "三季度", "1-6月", "2月30日",
    "1月5日", "0月", "十二月", "截至", "自", "以来", "起", "目前", "本月", "当日", "近三年来",
    "十四五", "“", "”", "《", "》", "（", "）", "(", ")", "较", "由", "的", "至", "-", "将继续",
    "获悉", "成立", "被评为", "累计", "在册", "5件", "91%", "，", "。", ".", "；", "\n", "　",
    "时间：2025-10-12", "时间：2025-13-40", "\0", "\ud800", "9", "二〇",
)  # fmt: skip


class Example(NamedTuple):
    group: str
    published: str
    text: str
    expected: list[str]


def examples() -> list[Example]:
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        Example(group, published, text.replace("\\n", "\n"), expected)
        for group, published, text, *expected in rows
    ]


EXAMPLES = examples()


def governed(text: str, published: str = "") -> list[tuple[str, Governing]]:
    found = figures(text)
    when = parse_period(published) if published else None
    read = governing_periods(text, found, when)
    return [(figure.exact, item) for figure, item in zip(found, read, strict=True)]


def shown(exact: str, governing: Governing) -> str:
    until = f"@{governing.as_of}" if governing.as_of else ""
    return f"{exact}={governing.period or '?'}{until}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.group}: {example.text}"
)
def test_the_corpus(example: Example, width) -> None:
    pairs = [item.partition("=") for item in example.expected]
    expected = [f"{width(exact)}={period}" for exact, _, period in pairs]
    exacts = {width(exact) for exact, _, _ in pairs}
    read = governed(width(example.text), example.published)
    assert [shown(*item) for item in read if item[0] in exacts] == expected


def test_the_corpus_is_large() -> None:
    assert len(EXAMPLES) >= 120


@pytest.mark.parametrize(
    ("text", "published", "basis", "words"),
    [
        ("2025年上半年办案5件。", "", "stated", "from 2025年上半年"),
        ("2025年办案6件。\n上半年办案5件。", "", "inferred", "in 2025, the year named before"),
        ("今年办案5件。", "2025-10-12", "inferred", "counted from publication"),
        ("办案5件。", "", "inferred", "no time expression"),
        ("“十四五”期间办案5件。", "", "inferred", "the years of the plan"),
    ],
)
def test_the_basis_and_the_reason(text: str, published: str, basis: str, words: str) -> None:
    governing = dict(governed(text, published))["5件"]
    assert governing.basis == basis
    assert words in governing.reason


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_the_offsets_are_those_of_the_words(example: Example) -> None:
    for _, governing in governed(example.text, example.published):
        if governing.start >= 0:
            assert example.text[governing.start : governing.end].strip() in governing.reason


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=200)
def test_any_text_is_read_and_every_period_is_one(text: str) -> None:
    for _, governing in governed(text, "2025-10-12"):
        for period in filter(None, (governing.period, governing.as_of)):
            parse_period(period)
    governed(text)


@given(st.lists(st.sampled_from([piece for piece in PIECES if piece != "."]), max_size=30))
@settings(max_examples=150)
def test_the_width_does_not_matter(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = figures(text)
    wide = to_full_width(text)
    assert [item[:3] for item in governing_periods(wide, found)] == [
        item[:3] for item in governing_periods(text, found)
    ]


@pytest.mark.parametrize("piece", ["", *PIECES, "2025年办案5件，", "截至9月30日受理5件（"])
def test_a_long_text_takes_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = (piece + "办案5件，由2023年的5件") * times
        found = figures(text)
        begin = process_time()
        governing_periods(text, found)
        return process_time() - begin

    once = min(seconds(30) for _ in range(3))
    assert min(seconds(240) for _ in range(2)) <= 8 * 3 * once + 0.05
