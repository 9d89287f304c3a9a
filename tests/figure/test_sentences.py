"""Every figure of several hundred invented sentences, to the character and in every field."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fazhi.figure import Figure, figures

FILE = Path(__file__).with_name("sentences.tsv")
ROWS = [
    line.split("\t")
    for line in FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def shown(figure: Figure) -> str:
    ends = [figure.value] if figure.upper is None else [figure.value, figure.upper]
    value = "..".join(format(end, "f") if isinstance(end, Decimal) else end for end in ends)
    return f"{figure.exact}|{figure.kind}|{value}|{figure.unit}|{figure.bound}"


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:24] for row in ROWS])
def test_finds_exactly_the_figures_of_a_sentence(row: list[str]) -> None:
    sentence, *expected = row
    assert [shown(figure) for figure in figures(sentence)] == expected


def test_the_sentences_are_many_and_none_twice() -> None:
    sentences = [row[0] for row in ROWS]
    assert len(sentences) > 400
    assert len(sentences) == len(set(sentences))


def test_offsets_are_code_points_of_the_text() -> None:
    text = "𠮷野家收入3.5亿元，𠀀村有12户"
    assert [(f.start, f.end, f.exact) for f in figures(text)] == [
        (5, 10, "3.5亿元"),
        (14, 17, "12户"),
    ]
    assert all(text[f.start : f.end] == f.exact for f in figures(text))
