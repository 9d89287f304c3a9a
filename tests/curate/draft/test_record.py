"""Drafts: what a machine reads of a report, measured on reports written for this test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.curate.draft.record import draft_record
from fazhi.punctuation import fold_width
from fazhi.record.canonical import dump
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import make_checker
from fazhi.validate.json_text import read_bytes
from fazhi.validate.todo import find_placeholders, without_todos
from tests.common import SAMPLE, TODAY, WIDTHS, report

VOCABULARIES = load_vocabularies(vocabulary_directory())


class Truth(NamedTuple):
    """A figure as a person curates it; `period` is None where the report does not tell it."""

    quote: str
    value: float
    unit: str
    bound: str
    period: str | None
    measure: str | None


CURATED = {
    "riverside-procuratorate": [
        Truth("17人", 17, "person", "exact", "2024", "criminal.arrests-approved"),
        Truth("23人", 23, "person", "exact", "2024", "criminal.prosecutions"),
        Truth("11.5%", 11.5, "percent", "exact", "2024", "criminal.prosecutions"),
        Truth("9人", 9, "person", "exact", "2024", "protection.conditional-non-prosecutions"),
        Truth("12份", 12, "document", "exact", "2024", "protection.family-education-orders"),
        Truth("近60场", 60, "occasion", "below", "2023-09/..", "legal-education.lectures"),
        Truth("31所", 31, "organization", "exact", "2023-09/..", "legal-education.schools-covered"),
        Truth("超过1.8万人", 18000, "person", "above", "2023-09/..", "legal-education.audience"),
        Truth("4000余份", 4000, "document", "above", "2023-09/..",
              "legal-education.materials-distributed"),
        Truth("14件", 14, "case", "exact", "2025-01/2025-03", "public-interest.cases-filed"),
        Truth("8份", 8, "document", "exact", "2025-01/2025-03",
              "public-interest.pre-litigation-suggestions"),
        Truth("326.5万元", 3265000, "CNY", "exact", "2025-01/2025-03",
              "public-interest.damages-recovered"),
        Truth("100%", 100, "percent", "exact", "2025-01/2025-03",
              "public-interest.remediation-rate"),
    ],
    "steppe-police": [
        Truth("86件", 86, "case", "exact", "2025-01/2025-06", "policing.fraud-cases-cracked"),
        Truth("143名", 143, "person", "exact", "2025-01/2025-06", "policing.suspects-caught"),
        Truth("5个", 5, "group", "exact", "2025-01/2025-06", "policing.gangs-broken"),
        Truth("约1200万元", 12000000, "CNY", "approximately", "2025-01/2025-06",
              "policing.fraud-loss-prevented"),
        Truth("380多万元", 3800000, "CNY", "above", "2025-01/2025-06",
              "policing.fraud-loss-prevented"),
        Truth("2.3万人次", 23000, "person-time", "exact", "2025-01/2025-06",
              "policing.fraud-persons-dissuaded"),
        Truth("三成", 30, "percent", "exact", "2025-01/2025-06", "policing.fraud-cases-cracked"),
        Truth("74起", 74, "case", "exact", "2025-01/2025-06", "traffic.drink-driving-cases"),
        Truth("41人", 41, "person", "exact", "2025-01/2025-06",
              "policing.administrative-detentions"),
        Truth("9876起", 9876, "case", "exact", "2025-01/2025-06", "policing.alarms-received"),
        Truth("26名", 26, "person", "exact", None, "legal-education.lecturers"),
        Truth("310余场次", 310, "occasion", "above", "2021/..", "legal-education.activities"),
    ],
    "banner-mediation": [
        Truth("1530件", 1530, "case", "exact", "2024", "mediation.disputes-found"),
        Truth("1498件", 1498, "case", "exact", "2024", "mediation.disputes-resolved"),
        Truth("97.9%", 97.9, "percent", "exact", "2024", "mediation.success-rate"),
        Truth("106件", 106, "case", "exact", "2024", "mediation.judicial-confirmations"),
        Truth("887名", 887, "person", "exact", None, "mediation.mediators"),
        Truth("412件", 412, "case", "exact", "2024", "legal-services.legal-aid-cases"),
        Truth("455人", 455, "person", "exact", "2024", "legal-services.legal-aid-recipients"),
        Truth("逾600万元", 6000000, "CNY", "above", "2024", "protection.wages-recovered"),
        Truth("3200人次", 3200, "person-time", "exact", "2024", "legal-services.consultations"),
        Truth("2044名", 2044, "person", "exact", "2020/2024", "legal-education.law-savvy-persons"),
        Truth("6个", 6, "site", "exact", "2020/2024", "legal-education.bases"),
    ],
}  # fmt: skip


TOGETHER = (
    "春风送法进草原\n\n"
    "近日,扎赉特旗人民检察院、团委、妇联、先锋镇向阳社区和晨光社会工作服务中心共同举办“护苗”主题活动。"
    "旗法院没有参加。扎赉特旗委、旗政府还启动“清朗”专项行动。\n\n"
    "(扎赉特旗人民检察院供稿)\n"
)
SAMPLE_TEXT = (SAMPLE / "lakeside-court.txt").read_text("utf-8")


def draft(text: str, name: str = "x") -> dict[str, Any]:
    return draft_record(text, name, VOCABULARIES)


def drafted(text: str, name: str = "x") -> Article:
    return Article.model_validate_json(json.dumps(without_todos(draft(text, name))))


def choices(document: dict[str, Any], pointer: str) -> list[Any] | None:
    """What may be answered to the to-do at a pointer, None when there is none."""
    return next((todo["choices"] for todo in document["todo"] if todo["at"] == pointer), None)


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


both_widths = pytest.mark.parametrize("width", WIDTHS)


@both_widths
def test_as_good_as_promised(width) -> None:
    """The thresholds are those that the command's users were promised."""
    figures, periods, measures = [], [], []
    for name, curated in CURATED.items():
        document = draft(width(report(name)))
        metrics = {
            metric["evidence"][0]["exact"]: (i, metric)
            for i, metric in enumerate(document["metrics"])
        }
        for truth in curated:
            index, metric = metrics.get(width(truth.quote), (0, {}))
            read = (metric.get("value"), metric.get("unit"), metric.get("bound"))
            figures.append(read == (truth.value, truth.unit, truth.bound))
            is_asked = choices(document, f"/metrics/{index}/period") is not None
            periods.append((None if is_asked else metric.get("period")) == truth.period)
            suggested = choices(document, f"/metrics/{index}") or []
            measures.append(truth.measure in [choice["measure"] for choice in suggested[:3]])
    assert len(figures) == 36
    assert share(figures) >= 0.95
    assert share(periods) >= 0.85
    assert share(measures) >= 0.60


@both_widths
@pytest.mark.parametrize("name", CURATED)
def test_nothing_is_wrong_with_a_draft_but_what_is_left_to_do(
    name: str, tmp_path: Path, width
) -> None:
    text = width(report(name))
    (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    document = draft(text, name)
    checker = make_checker(tmp_path, TODAY)
    checked = checker.check(f"{name}.json", read_bytes(dump(document).encode()))
    todos = [problem for problem in checked.problems if problem.rule == "text-todo"]
    assert sorted(problem.pointer for problem in todos) == sorted(
        todo["at"] for todo in document["todo"]
    )
    assert {problem.rule for problem in checked.problems} <= {
        "text-todo",
        "reference-unused-organization",  # of several, a person says which one acts
    }
    assert {covered.by for covered in checked.coverage or []} <= {"metric", "exclusion", "date"}


@pytest.mark.parametrize("text", [*map(report, CURATED), SAMPLE_TEXT, TOGETHER])
def test_a_draft_of_either_width_is_the_same(text: str) -> None:
    """Folding keeps the length of a text, so the offsets are equal too."""
    half, full = (draft(width(text)) for width in WIDTHS)
    assert half["source"].pop("sha256") != full["source"].pop("sha256")
    assert json.loads(fold_width(json.dumps(full, ensure_ascii=False))) == half


@both_widths
def test_place_and_by_line(width) -> None:
    article = drafted(width(report("riverside-procuratorate")))
    assert article.headline.zh == "守护草原上的少年 临河检察这一年"
    assert article.region == "150802"
    assert [(contributor.name.zh, contributor.role) for contributor in article.contributors] == [
        ("临河区人民检察院", "supplier")
    ]
    first = article.organizations[0]
    assert (first.name.zh, first.kind, first.region) == (
        "巴彦淖尔市临河区人民检察院", "procuratorate", "150802"
    )  # fmt: skip


@both_widths
def test_named_programmes_are_initiatives(width) -> None:
    text = "标题\n\n该院以“草原利剑”专项行动为抓手,打造“马背法庭”党建品牌,人称“铁面”。\n"
    found = [
        (initiative.kind, initiative.name.zh) for initiative in drafted(width(text)).initiatives
    ]
    assert found == [("campaign", "草原利剑专项行动"), ("brand", "马背法庭党建品牌")]


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_gives_a_draft_that_does_not_pass(text: str) -> None:
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    data = dump(draft(text)).encode()
    checked = make_checker(None, TODAY).check("x.json", read_bytes(data))
    assert "text-todo" in {problem.rule for problem in checked.problems}


@both_widths
def test_the_sample_is_drafted_too(width) -> None:
    article = drafted(width(SAMPLE_TEXT))
    assert {metric.period for metric in article.metrics} == {"2024", "2023/.."}


@both_widths
def test_who_holds_an_event_together(width) -> None:
    document = draft(width(TOGETHER))
    organizations = {item["id"]: item["name"]["zh"] for item in document["organizations"]}
    assert list(organizations.values()) == [
        "扎赉特旗人民检察院", "扎赉特旗团委", "扎赉特旗妇联", "先锋镇向阳社区",
        "晨光社会工作服务中心", "扎赉特旗委", "扎赉特旗政府",
    ]  # fmt: skip
    event, alone = document["initiatives"]
    assert [
        (organizations[participant["organization"]], participant["role"])
        for participant in event["participants"]
    ] == [(name, "lead") for name in list(organizations.values())[:5]]
    assert "participants" not in alone
    assert choices(document, "/initiatives/1/organization") == [None, *organizations]


@both_widths
def test_the_content_is_the_first_choice(width) -> None:
    document = draft(width(report("steppe-police")))
    for todo in document["todo"]:
        content: Any = document
        for step in todo["at"].split("/")[1:]:
            content = content[int(step) if isinstance(content, list) else step]
        for choice in todo["choices"][:1]:
            is_part = isinstance(choice, dict) and choice.items() <= content.items()
            assert is_part or choice == content
    assert choices(document, "/themes") is not None
    assert choices(document, "/summary/zh") == []


def test_placeholders_stand_only_where_nothing_can_be_suggested() -> None:
    document = draft("标题\n\n某地有某物3个,第二名。\n")
    found = {path for path, _ in find_placeholders(without_todos(document))}
    asked = {todo["at"] for todo in document["todo"]}
    assert ("metrics", 0, "measure") in found
    assert document["metrics"][0]["id"] == "figure"
    assert {"/metrics/0", "/metrics/0/id", "/metrics/0/period", "/region"} <= asked
    assert choices(document, "/exclusions/0/reason")[:1] == ["ordinal"]
