"""The region of a report, and the organizations that it names."""

from __future__ import annotations

import pytest

from fazhi.curate.draft.entities import find_organizations, find_region
from fazhi.curate.draft.layout import read_layout
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
both_widths = pytest.mark.parametrize("width", WIDTHS)


@both_widths
@pytest.mark.parametrize(
    ("text", "region"),
    [
        # The by-line decides, whatever the text mentions more often.
        ("标题\n\n赤峰市、赤峰市、赤峰市的案件。\n\n(赤峰市红山区人民法院供稿)", "150402"),
        # Then the headline.
        ("红山法院这一年\n\n赤峰市中级人民法院与赤峰市司法局来访。", "150402"),
        # Then the organizations: a county's court stays with the county.
        ("标题\n\n赤峰市红山区人民法院开庭。红山区法院在赤峰市率先结案,赤峰市推广。", "150402"),
        # The courts of several counties are those of their city.
        ("标题\n\n红山区法院结案2件;松山区法院结案3件;元宝山区法院结案4件。", "150400"),
        ("标题\n\n自治区高级人民法院受理案件。自治区高院举行发布会。包头市来人。", "150000"),
        ("标题\n\n内蒙古自治区人民检察院发布公告。", "150000"),
        # A mention of Inner Mongolia is not yet its organization.
        ("标题\n\n在内蒙古,包头市东河区人民法院结案。内蒙古很大。", "150202"),
        ("标题\n\n无地名。", None),
    ],
)
def test_the_region(text: str, region: str | None, width) -> None:
    text = width(text)
    assert find_region(text, read_layout(text), VOCABULARIES) == region


@both_widths
@pytest.mark.parametrize(
    ("text", "region", "names"),
    [
        ("包头市中院开庭。包头市中级人民法院宣判。", "150200", ["包头市中级人民法院"]),
        ("东河区法院开庭,东河区人民法院宣判,区法院执行。", "150202", ["东河区人民法院"]),
        ("青山区检察院与青山区公安分局", "150204", ["青山区检察院", "青山区公安分局"]),
        ("自治区高院、旗司法局", "150000", ["自治区高院"]),
        ("扎鲁特旗司法局普法,旗司法局调解。", "150526", ["扎鲁特旗司法局"]),
        ("红山法院结案,红山区公安局破案。", "150402", ["红山法院", "红山区公安局"]),
        ("红山美景,青山公司。", "150402", []),
        ("旗法院结案。", "150526", []),
        ("全市法院结案,全区检察机关办案", "150400", ["赤峰市全市法院", "内蒙古自治区全区检察机关"]),
        ("全旗公安机关破案", "150526", ["扎鲁特旗全旗公安机关"]),
        ("全旗公安机关破案", None, []),
    ],
)
def test_the_organizations(text: str, region: str | None, names: list[str], width) -> None:
    found = find_organizations(width(text), VOCABULARIES, region)
    assert [mention.name for mention in found] == names
    assert all(mention.start == mention.spans[0][0] for mention in found)
