"""The benchmark counts as it says it does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import figures as benchmark


def marked(text: str, exact: str, **fields: object) -> dict[str, object]:
    start = text.index(exact)
    return {"start": start, "end": start + len(exact), "exact": exact, **fields}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "一则消息说，3名工人用5天修好了2台机器。"
    figures = [
        marked(text, "一则", kind="count", value="1", unit="则", bound="exact", optional=True),
        marked(text, "3名", kind="count", value="3", unit="名", bound="exact"),
        marked(text, "5天", kind="count", value="5", unit="天", bound="exact"),
        marked(text, "修好", kind="count", value="1", unit="", bound="exact"),
    ]
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "1.json").write_text(json.dumps({"figures": figures}), encoding="utf-8")
    return tmp_path


def test_hits_misses_and_extra_spans(folder: Path) -> None:
    (passage,) = benchmark.passages(folder)
    spans = {(f.start, f.end) for f in benchmark.figures(passage.text)}
    result = benchmark.score(passage, spans)
    assert (result.hits, result.misses, result.extra) == (2, 1, 1)
    assert result.precision == result.recall == result.f1 == pytest.approx(2 / 3)


def test_an_optional_figure_counts_neither_way(folder: Path) -> None:
    (passage,) = benchmark.passages(folder)
    without = benchmark.score(passage, {(6, 8)})
    assert benchmark.score(passage, {(0, 2), (6, 8)}) == without
    assert benchmark.score(passage, {(0, 1), (6, 8)}) == without


def test_fields_are_compared_on_the_hits(folder: Path) -> None:
    counts, differences = benchmark.agreement(benchmark.passages(folder))
    assert counts == {"kind": 1, "value": 2, "unit": 2, "bound": 2}
    assert differences == [
        "1: 5天 kind duration, not count",
        "1: missed 修好",
        "1: too many 2台",
    ]


def test_values_agree_as_numbers() -> None:
    assert benchmark.agree("value", "1.5", "1.50")
    assert not benchmark.agree("value", "1.5", "1.6")
    assert not benchmark.agree("unit", "元", "件")


def test_a_folder_without_passages_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert benchmark.main([str(tmp_path)]) == 2
    assert "no annotated passages" in capsys.readouterr().err
