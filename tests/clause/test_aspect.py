"""What is read of the aspect of figures: the corpus, and what must hold for every text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fazhi.clause
from fazhi.clause.aspect import find_unchanged, read_aspects
from fazhi.clause.words import WORDS
from fazhi.figure import figures
from tests.clause.corpus_of_aspects import EXAMPLES, Example, stated
from tests.figure.strategies import anything
from tests.figure.test_robustness import unbounded
from tests.figure.writing import write
from tests.tracing import lines_run

OPPOSITE = {"increase": "decrease", "decrease": "increase"}
# Words of change and their opposites: nouns, verbs, and words after a comparison, in this order.
FLIPPED = {
    **dict.fromkeys(WORDS["increase"], "下降"),
    **dict.fromkeys(WORDS["decrease"], "上升"),
    **dict.fromkeys(WORDS["increase-noun"], "降幅"),
    **dict.fromkeys(WORDS["decrease-noun"], "增幅"),
}
FLIPPABLE = re.compile("|".join(sorted([*WORDS["other"], *FLIPPED], key=len, reverse=True)))
# Words and marks that the reader looks for, so that random texts come close to them.
FILLER = st.sampled_from(
    [words[0] for words in WORDS.values()]
    + [
        "同比",
        "，",
        "。",
        "分别",
        "、",
        "和",
        "的",
        "比",
        "与",
        "相比",
        "(",
        ")",
        "\n",
        "\u3000",
        "翻",
        "到",
    ]
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:30])
def test_every_figure_of_the_corpus_is_read_as_it_says(example: Example) -> None:
    assert stated(example.text) == example.expected


def test_the_corpus_is_for_and_against_every_class() -> None:
    sides = {(example.name, example.positive) for example in EXAMPLES}
    assert sides == {(name, side) for name, _ in sides for side in (True, False)}
    assert len(EXAMPLES) >= 150
    assert len({example.text for example in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:30])
def test_widths_do_not_matter(example: Example) -> None:
    found = figures(example.text)
    wide = "".join(
        chr(ord(mark) + 0xFEE0) if mark in ",;!?()" and not _inside(at, found) else mark
        for at, mark in enumerate(example.text)
    )
    narrow = "".join(
        chr(ord(mark) - 0xFEE0) if mark in "，；！？（）" else mark for mark in example.text
    )
    expected = read_aspects(example.text, found)
    assert read_aspects(wide, figures(wide)) == expected
    assert read_aspects(narrow, figures(narrow)) == expected


def _inside(at: int, found: list[Any]) -> bool:
    return any(figure.start <= at < figure.end for figure in found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text[:30])
def test_the_opposite_words_state_the_opposite_directions(example: Example) -> None:
    flipped = FLIPPABLE.sub(lambda match: FLIPPED.get(match[0], match[0]), example.text)
    before = read_aspects(example.text, figures(example.text))
    after = read_aspects(flipped, figures(flipped))
    words = [example.text[aspect.start : aspect.end] in FLIPPED for aspect in before]
    expected = [
        (
            aspect.kind,
            OPPOSITE[aspect.direction] if flips and aspect.direction else aspect.direction,
        )
        for aspect, flips in zip(before, words, strict=True)
    ]
    assert [(aspect.kind, aspect.direction) for aspect in after] == expected


@given(st.lists(FILLER | anything.map(write), max_size=14))
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_each_figure_has_its_aspect(parts: list[str]) -> None:
    text = "".join(parts)
    found = figures(text)
    aspects = read_aspects(text, found)
    assert len(aspects) == len(found)
    for aspect in aspects:
        assert (aspect.direction is not None) == (aspect.kind == "change")
        assert aspect.kind == "change" or aspect.against is None
        assert aspect.start == -1 or 0 <= aspect.start <= aspect.end <= len(text)
        assert aspect.of is None or found[aspect.of].start < len(text)


@given(st.text())
def test_no_characters_raise(text: str) -> None:
    assert len(read_aspects(text, figures(text))) == len(figures(text))
    assert all(0 <= start < end <= len(text) for start, end in find_unchanged(text))


@pytest.mark.parametrize(
    ("text", "level", "change"),
    [
        ("结案2542件,同比上升12.8%", "2542件", "12.8%"),
        ("结案2542件（同比上升12.8%）", "2542件", "12.8%"),
        ("受理2542件、审结2400件，同比分别增长5%和3%", "2400件", "3%"),
        ("结案率99.8%，提高1.2个百分点", "99.8%", "1.2个百分点"),
        ("占全院2542件案件的35.6%", "2542件", "35.6%"),
        ("结案2542件，结案率提高1.2个百分点", None, "1.2个百分点"),
        ("审结率82.3%，同比增长15.3%", None, "15.3%"),
        ("受理2542件、审结2400件，同比增长5%", None, "5%"),
        ("结案2542件。同比上升12.8%", None, "12.8%"),
        ("结案1235件，较去年同期的1200件增加35件", "1235件", "35件"),
        ("结案3200件，2023年为2800件，上升14.3%", None, "14.3%"),
        ("减少损失1200万元，同比减少损失300万元", None, "300万元"),
    ],
)
def test_a_change_or_share_is_one_of_a_figure_of_its_sentence(
    text: str, level: str | None, change: str
) -> None:
    found = figures(text)
    quotes = [figure.exact for figure in found]
    of = read_aspects(text, found)[quotes.index(change)].of
    assert (None if of is None else quotes[of]) == level


def test_a_share_names_its_whole_and_a_rank_those_it_is_among() -> None:
    text = "占全部案件的12%，位居全市第一"
    share, rank = read_aspects(text, figures(text))
    assert (share.whole, rank.among) == ("全部案件", "全市")
    assert text[rank.start : rank.end] == "位居全市"


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("发案数较去年同期减少41起，下降三成", "previous-year"),
        ("发案数较去年同期减少41起，查处案件下降三成", None),
        ("发案数较去年同期减少41起。下降三成", None),
        ("发案数减少41起，下降三成", None),
    ],
)
def test_a_second_change_is_against_what_the_first_is(text: str, against: str | None) -> None:
    last = read_aspects(text, figures(text))[-1]
    assert (last.kind, last.direction, last.against) == ("change", "decrease", against)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("收案与去年同期持平，结案增加", ["与去年同期持平"]),
        ("收案基本持平。", ["基本持平"]),
        ("与上年持平", ["与上年持平"]),
        ("坚持平等保护，支持平台建设，保持平稳，维持平衡，手持平板", []),
    ],
)
def test_what_did_not_change(text: str, quotes: list[str]) -> None:
    assert [text[start:end] for start, end in find_unchanged(text)] == quotes


def steps(text: str) -> int:
    """Count the lines of the package that reading the aspects of a text executes."""
    found = figures(text)
    return lines_run("clause", lambda: read_aspects(text, found))


@pytest.mark.parametrize(
    "piece",
    ["同比上升12%、", "占35件的", "上升", "较上年", "力争已", "第一全市", "比2020年", "12%，", "("],
)
def test_twice_the_text_takes_at_most_twice_the_steps(piece: str) -> None:
    once, twice = steps(piece * 100), steps(piece * 200)
    assert twice <= 2.2 * once + 200


def test_no_expression_backtracks_without_bound() -> None:
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.iter_modules(fazhi.clause.__path__, "fazhi.clause.")
    ]
    patterns = {
        value.pattern
        for module in modules
        for value in vars(module).values()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 10
    assert [made for made in patterns if list(unbounded(parser.parse(made)))] == []
