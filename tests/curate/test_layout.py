"""The layout of a report: headline, by-lines, and where one report of a page ends."""

from __future__ import annotations

import pytest

from fazhi.curate.layout import read_layout, split_page
from tests.common import REPORT_NAMES, report


@pytest.mark.parametrize(
    ("line", "suppliers", "authors"),
    [
        ("(赤峰市中级人民法院供稿)", ("赤峰市中级人民法院",), ()),
        ("(赤峰市司法局)", ("赤峰市司法局",), ()),
        ("(白云 王 小明)", (), ("白云", "王", "小明")),
        ("(记者 白云、乌兰)", (), ("白云", "乌兰")),
        ("就这样结束了。", (), ()),
    ],
)
def test_by_lines(line: str, suppliers: tuple[str, ...], authors: tuple[str, ...]) -> None:
    layout = read_layout(f"标题\n\n正文,一段。\n\n{line}\n")
    assert (layout.headline, layout.suppliers, layout.authors) == ("标题", suppliers, authors)


def test_a_by_line_at_the_head() -> None:
    assert read_layout("标题\n本报讯(记者 白云 乌兰)昨日……。").authors == ("白云", "乌兰")


def test_a_page_is_split_at_its_by_lines() -> None:
    parts = [report(name).strip("\n") for name in REPORT_NAMES]
    assert split_page("\n\n" + "\n\n\n".join(parts) + "\n") == parts
    assert split_page("没有署名\n") == ["没有署名"]
