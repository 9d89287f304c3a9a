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


TEXT = "\n\n2025年,赤峰市红山区人民法院结案1200件。\n\n"


@both_widths
@pytest.mark.parametrize(
    ("head", "end", "expected"),
    [
        (
            "来源:内蒙古法治报 作者:白云 时间:2025-10-12 09:30\n标题",
            "编辑:某某",
            {"source": "内蒙古法治报", "authors": ("白云",), "date": "2025-10-12"},
        ),
        (
            "标题\n发布时间:2025年10月2日\n来源:法治草原网",
            "责编:李 强",
            {"source": "法治草原网", "date": "2025-10-02"},
        ),
        ("标题\n记者 白云 通讯员 李强", "", {"authors": ("白云", "李强")}),
        ("标题\n(记者 白 云 通讯员 李强)", "", {"authors": ("白云", "李强")}),
        (
            "标题\n《北方法治报》 2025年10月12日 第3版",
            "作者:赤峰市中级人民法院",
            {
                "source": "北方法治报",
                "section": "第3版",
                "date": "2025-10-12",
                "suppliers": ("赤峰市中级人民法院",),
            },
        ),
        ("标题", "供稿单位:红山区司法局", {"suppliers": ("红山区司法局",)}),
        ("标题", "来源:草原日报 A2版", {"source": "草原日报", "section": "A2版"}),
        ("标题", "https://example.cn/a/1.html", {"address": "https://example.cn/a/1.html"}),
        (
            "标题\n\n草原日报讯(记者白云 通讯员李强)昨日开庭。",
            "",
            {"source": "草原日报", "authors": ("白云", "李强")},
        ),
        ("标题\n时间:2025-13-40", "", {"date": None}),
    ],
)
def test_where_a_report_comes_from(head: str, end: str, expected: dict[str, object], width) -> None:
    text = width(head + TEXT + end)
    layout = read_layout(text)
    assert layout.headline == "标题"
    assert {name: getattr(layout, name) for name in expected} == expected
    assert split_page(text) == [text.strip("\n")]


@both_widths
def test_labels_stay_with_their_report(width) -> None:
    first = width("标题甲\n\n正文一段。\n\n(赤峰市司法局供稿)\n编辑:某某")
    second = width("来源:草原日报\n标题乙\n\n正文一段。")
    assert split_page(first + "\n\n" + second) == [first, second]
