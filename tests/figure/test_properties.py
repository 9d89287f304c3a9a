"""What must hold for every figure and every text."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fazhi.figure import Figure, figures, read
from fazhi.figure.numeral import chinese_value
from tests.figure.strategies import anything, figure
from tests.figure.writing import meaning, write

FILLER = st.sampled_from(
    ["，记者了解到，", "。据介绍，", "；其中", "、", "，共计", "（注）", "。\n", "，同比增长", " "]
)
# Characters that figures are made of, so that random texts come close to them.
MARKS = (
    "0123456789０５９一二两三四五六七八九十百千万亿零〇半几数多余第年月日时点分秒个约近超上下"
    "至到-—～、，。：:/%件人元岁级倍成之比零下负（）()“”+.·公元前世纪代季度条款项周 \n\0\ud800aZ"
)


@given(anything)
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_again(stated: Figure) -> None:
    text = write(stated)
    again = read(text)
    assert again is not None
    assert meaning(again) == meaning(stated)
    assert (again.start, again.end, again.exact) == (0, len(text), text)
    assert read(write(again)) == again


@given(st.lists(st.tuples(FILLER, anything), max_size=6))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_figures_between_filler_are_found_and_nothing_else(
    parts: list[tuple[str, Figure]],
) -> None:
    text, expected = "", []
    for filler, stated in parts:
        # A comma keeps a figure apart from the filler's words; 、 and a space alone would make
        # lists and ranges of neighbours.
        text += filler if filler[-1] in "，。\n" else filler + "，"
        quote = write(stated)
        expected.append((len(text), quote, meaning(stated)))
        text += quote + "，"
    assert [(f.start, f.exact, meaning(f)) for f in figures(text)] == expected


@given(st.text() | st.text(alphabet=MARKS, max_size=40))
@settings(max_examples=1500)
def test_no_text_raises_and_figures_never_overlap(text: str) -> None:
    position = 0
    for found in figures(text):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.exact
        assert isinstance(found.upper, type(found.value)) or found.upper is None
        position = found.end


@given(st.text(alphabet=MARKS, max_size=30))
@settings(max_examples=1500)
def test_a_quote_is_read_as_the_text_reads_it(text: str) -> None:
    for found in figures(text):
        again = read(found.exact, text[: found.start], text[found.end :])
        assert again is not None
        assert meaning(again) == meaning(found)


@given(st.text(alphabet=MARKS, max_size=12))
def test_reading_a_whole_text_agrees_with_scanning_it(text: str) -> None:
    whole = [f for f in figures(text) if f.exact == text]
    if whole:
        assert read(text) == whole[0]


@given(st.integers(1, 10**15))
def test_chinese_numerals_agree_with_cn2an(value: int) -> None:
    assert chinese_value(cn2an.an2cn(value)) == (value, None)


@given(st.text(alphabet="零一二三四五六七八九十百千万亿", min_size=1, max_size=9))
@settings(max_examples=2000)
def test_whatever_cn2an_reads_strictly_has_the_same_value(numeral: str) -> None:
    try:
        expected = cn2an.cn2an(numeral, "strict")
    except ValueError:
        return
    # cn2an drops a 十 without a digit after another magnitude: it reads 一亿十万 as 一亿.
    assume(not re.search("[百千万亿零]十", numeral))
    if chinese_value(numeral) is not None:
        assert chinese_value(numeral) == (expected, None)


@pytest.mark.parametrize(
    "stated",
    [
        figure("rate", Decimal("0.1234567"), "", "exact"),
        figure("identifier", "1571", ""),
        figure("date", "2024-13", "月"),
    ],
)
def test_what_no_quote_states_cannot_be_written(stated: Figure) -> None:
    with pytest.raises(ValueError, match="no "):
        write(stated)


def test_a_quote_that_is_no_whole_figure_is_not_read() -> None:
    assert read("共2542件") is None
    assert read("2542件案件") is None
    assert read("统一") is None
    assert read("") is None


def test_the_words_around_a_quote_settle_its_reading() -> None:
    date, length = read("7日"), read("7日", before="判决生效后", after="内")
    assert date is not None and length is not None
    assert (date.kind, date.value) == ("date", "---07")
    assert (length.kind, length.value) == ("duration", Decimal(7))
