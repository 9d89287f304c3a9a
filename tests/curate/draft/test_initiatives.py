"""The initiatives that a draft offers: names in quotation marks beside a word for their kind."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.curate.accept import decide, refusal, todos
from fazhi.curate.draft.initiatives import MOST_INITIATIVES
from fazhi.curate.draft.record import draft_record
from fazhi.errors import InputError
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import make_checker
from fazhi.validate.todo import Todo
from tests.common import TODAY, WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())


def draft(text: str) -> dict[str, Any]:
    return draft_record(f"湖边的法庭\n\n{text}\n", "lakeside-court", VOCABULARIES)


def named(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["name"]["zh"], item["kind"]) for item in document["initiatives"]]


def at(document: dict[str, Any], *path: str | int) -> Todo:
    return next(todo for todo in todos(document) if todo.at == path)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展“夏日清风”专项行动,", [("夏日清风专项行动", "campaign")]),
        ("开展“夏日清风”涉民生执行专项行动。", [("夏日清风涉民生执行专项行动", "campaign")]),
        ("已建成“同心圆”巡回审判点6处。", [("同心圆巡回审判点", "base")]),
        ("设立“老班长”调解工作室。", [("老班长调解工作室", "base")]),
        ("组建「红柳」服务队,", [("红柳服务队", "team")]),
        ("总结“三问三访”的工作法。", [("三问三访工作法", "working-method")]),
        ("以“守护绿洲”为主题的党日活动。", [("守护绿洲主题党日活动", "event")]),
        ("打造党建品牌“湖畔初心”,", [("湖畔初心党建品牌", "brand")]),
        ("开展专项行动——“寒冬”,", [("寒冬专项行动", "campaign")]),
        ("来到“马兰花调解室”,", [("马兰花调解室", "base")]),
        ("“甲乙”、“丙丁”等多个特色支部品牌", [("甲乙", "brand"), ("丙丁支部品牌", "brand")]),
        ("“夏日清风”专项行动。“夏日清风”行动", [("夏日清风专项行动", "campaign")]),
        ("“法治体检”工程计划", [("法治体检工程计划", "programme")]),
    ],
)
def test_a_quoted_name_and_a_word_for_its_kind(width, text: str, expected) -> None:
    document = draft(width(text))
    assert named(document) == expected
    for item in document["initiatives"]:
        (quote,) = item["evidence"]
        whole = width(f"湖边的法庭\n\n{text}\n")
        assert whole[quote["start"] : quote["end"]] == quote["exact"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "text",
    [
        "落实防止干预司法“三个规定”机制,",  # a slogan
        "坚持和发展新时代“枫桥经验”,",
        "拨打“12368”平台。",
        "荣获“最美团队”称号。",  # an honour
        "被评为“优秀法庭”,",
        "印发“关于推进工作的计划”。",  # a document
        "“明年还要办活动。”他说。",  # speech
        "人称“铁面”,“铁面”法官开展普法活动。",
        "“一站式”化解纠纷。",
        "调解中心“一站式”化解纠纷。",
    ],
)
def test_what_is_no_initiative(width, text: str) -> None:
    assert named(draft(width(text))) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_whose_it_is_and_when(width) -> None:
    document = draft(width("2025年4月以来,达茂旗人民法院开展“夏日清风”专项行动,拘留3人。"))
    (item,) = document["initiatives"]
    (court,) = document["organizations"]
    assert (item["organization"], item["period"]) == (court["id"], "2025-04/..")
    assert "/initiatives/0/organization" not in {todo["at"] for todo in document["todo"]}


def test_whose_it_is_may_be_open() -> None:
    document = draft("达茂旗人民法院审结3件。全市开展“夏日清风”专项行动。")
    ids = [item["id"] for item in document["organizations"]]
    assert at(document, "initiatives", 0, "organization").choices == (None, *ids)
    assert "period" not in document["initiatives"][0]


def test_what_is_asked() -> None:
    document = draft("“甲乙”专项行动,“丙丁”工作法。")
    asked = [todo["at"] for todo in document["todo"] if todo["at"].startswith("/initiatives/0")]
    assert asked == ["/initiatives/0", "/initiatives/0/id", "/initiatives/0/name/en"]
    assert at(document, "initiatives", 0).choices == ({"kind": "campaign"}, None)
    kept = decide(document, at(document, "initiatives", 0), {"kind": "campaign"})
    assert kept["initiatives"] == document["initiatives"]


def test_null_drops_one_with_all_that_is_asked_of_it() -> None:
    document = draft("“甲乙”专项行动,“丙丁”工作法。")
    dropped = decide(document, at(document, "initiatives", 0), None)
    checker = make_checker(None, TODAY)
    assert refusal(checker, document, dropped, ("initiatives", 0)) is None
    assert named(dropped) == [("丙丁工作法", "working-method")]
    asked = [todo["at"] for todo in dropped["todo"] if todo["at"].startswith("/initiatives")]
    assert asked == ["/initiatives/0", "/initiatives/0/id", "/initiatives/0/name/en"]


def test_more_than_a_record_may_have_are_refused() -> None:
    text = "".join(f"“第{index}家”专项行动\n" for index in range(MOST_INITIATIVES + 1))
    with pytest.raises(InputError, match="initiatives"):
        draft(text)
