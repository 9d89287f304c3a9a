"""The metrics of a draft: what a figure counts, and what it takes over from the one before it."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.curate.draft.record import draft_record
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
both_widths = pytest.mark.parametrize("width", WIDTHS)


def draft(body: str) -> dict[str, Any]:
    return draft_record(f"标题\n\n{body}\n", "lakeside-court", VOCABULARIES)


@both_widths
def test_how_often_in_a_row_is_no_metric(width) -> None:
    document = draft(width("该院连续两年位居全盟第二名,服务10年。"))
    assert [item["evidence"][0]["exact"] for item in document["exclusions"]] == ["两年"]
    assert "/exclusions/0/reason" in {todo["at"] for todo in document["todo"]}


@both_widths
def test_a_rank_is_that_of_the_figure_before_it_in_its_sentence(width) -> None:
    score, rank = draft(width("群众满意度测评得分98.65分,居全盟第一位。"))["metrics"]
    assert (rank["measure"], rank["unit"], rank["aspect"]) == (score["measure"], "place", "rank")
    _, alone = draft(width("群众满意度测评得分98.65分。居全盟第一位。"))["metrics"]
    assert alone["measure"] == "TODO"


def test_a_figure_without_a_measure_keeps_its_breakdown() -> None:
    (metric,) = draft("电信网络诈骗案件发案数较去年同期减少41起。")["metrics"]
    assert metric["measure"] == "TODO"
    assert metric["breakdown"] == {"offence_group": "fraud.telecom"}


@both_widths
def test_what_begins_after_publication_is_a_plan(width) -> None:
    body = "发布时间:2024-07-12\n\n办案5件。下一步,力争年底前覆盖率达到100%,办案500件。"
    document = draft(width(body))
    assert [(item["evidence"][0]["exact"], item["reason"]) for item in document["exclusions"]] == [
        (width("100%"), "plan"),
        (width("500件"), "plan"),
    ]
    assert {"/exclusions/0/reason", "/exclusions/1/reason"} <= {
        todo["at"] for todo in document["todo"]
    }


@both_widths
def test_a_rank_has_the_measure_of_its_subject(width) -> None:
    body = "结案率91.5%,同比上升2个百分点,结案率在全市9家基层法院中排名第3位。"
    *_, rank = draft(width(body))["metrics"]
    assert (rank["measure"], rank["aspect"]) == ("trial.conclusion-rate", "rank")
    body = "结案率91.5%,同比上升2个百分点,在全市9家基层法院中排名第3位。"
    *_, rank = draft(width(body))["metrics"]
    assert (rank["measure"], rank["aspect"]) == ("trial.conclusion-rate", "rank")


@both_widths
def test_what_is_only_weakly_likely_is_not_offered(width) -> None:
    document = draft(width("现有年初确定的事宜55%。"))
    assert document["metrics"][0]["measure"] == "TODO"
    assert [todo["choices"] for todo in document["todo"] if todo["at"] == "/metrics/0"] == [[]]


@both_widths
def test_the_unit_beside_a_figure_stands_without_a_measure(width) -> None:
    (metric,) = draft(width("前来者达3.2万人次。"))["metrics"]
    assert (metric["measure"], metric["unit"]) == ("TODO", "person-time")


def test_the_aspect_is_asked_for_before_the_measure() -> None:
    asked = [todo["at"] for todo in draft("完成95%的目标任务。")["todo"]]
    assert asked.index("/metrics/0/aspect") < asked.index("/metrics/0")


@both_widths
def test_a_target_that_was_set_has_the_measure_of_what_reached_it(width) -> None:
    reached, target = draft(width("调解成功率62%,高于年初确定的55%以上的目标。"))["metrics"]
    assert (target["measure"], target["aspect"]) == (reached["measure"], "target")


@both_widths
def test_a_target_of_the_year_has_its_period(width) -> None:
    body = "2024年1至6月调解成功率62%,高于年初确定的55%以上的目标。"
    _, target = draft(width(body))["metrics"]
    assert target["period"] == "2024"


@both_widths
def test_no_target_is_over_before_another_period(width) -> None:
    body = "2024年1至6月调解成功率62%。2021年审结9件。下一步力争{}结案率达到95%以上。"
    *_, target = draft(width(body.format("全年")))["metrics"]
    assert (target["aspect"], target["period"]) == ("target", "2024")
    document = draft(width(body.format("")))
    assert "/metrics/2/period" in {todo["at"] for todo in document["todo"]}


@both_widths
def test_what_a_court_does_not_publish_is_not_first(width) -> None:
    lake = "赤峰市红山区人民法院"
    metrics = draft(width(f"{lake}审判工作平稳,{lake}有刑事案件186件。"))["metrics"]
    assert not metrics[0]["measure"].startswith(("criminal.", "procuratorial.", "policing."))
