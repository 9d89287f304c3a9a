"""The layout of a report: headline, by-lines, and where one report of a page ends."""

from __future__ import annotations

import pytest

from fazhi.curate.draft.layout import read_layout, split_page
from tests.common import REPORT_NAMES, WIDTHS, report

both_widths = pytest.mark.parametrize("width", WIDTHS)


@both_widths
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
def test_by_lines(line: str, suppliers: tuple[str, ...], authors: tuple[str, ...], width) -> None:
    layout = read_layout(width(f"标题\n\n正文,一段。\n\n{line}\n"))
    assert (layout.headline, layout.suppliers, layout.authors) == ("标题", suppliers, authors)


@both_widths
def test_a_by_line_at_the_head(width) -> None:
    assert read_layout(width("标题\n本报讯(记者 白云 乌兰)昨日……。")).authors == ("白云", "乌兰")


def test_brackets_of_two_widths_make_a_by_line_too() -> None:
    assert read_layout("标题\n\n正文。\n\n(赤峰市司法局供稿）").suppliers == ("赤峰市司法局",)
    assert read_layout("标题\n\n正文。\n\n（白云，乌兰)").authors == ("白云", "乌兰")


@both_widths
@pytest.mark.parametrize("end", "。;")
def test_a_sentence_is_no_headline(end: str, width) -> None:
    assert read_layout(width(f"这是一句话{end}\n\n正文。")).headline is None


@both_widths
def test_a_page_is_split_at_its_by_lines(width) -> None:
    parts = [width(report(name)).strip("\n") for name in REPORT_NAMES]
    assert split_page("\n\n" + "\n\n\n".join(parts) + "\n") == parts
    assert split_page("没有署名\n") == ["没有署名"]
