"""Fixes: each corrects what its rule found, facts stay, and a second run changes nothing."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.curate.fix import fix_record
from fazhi.record.canonical import dump, to_json
from fazhi.record.model import Article
from fazhi.testing import articles
from fazhi.validate.check import make_checker
from fazhi.validate.json_text import read_bytes
from tests.common import SAMPLE, TODAY

RECORD = SAMPLE / "lakeside-court.json"
TEXT = SAMPLE / "lakeside-court.txt"


def fixed(data: bytes, sources: Path | None = None) -> tuple[bytes, list[str]]:
    checker = make_checker(sources, TODAY)
    check = partial(checker.check, "x.json")
    result, problems = fix_record(data, check)
    assert fix_record(result, check) == (result, [])
    return result, [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('"revision": 1,', '"revision":1.0  ,', "form-not-canonical"),
        ("\n", "\r\n", "form-line-ending"),
        ("{\n  \"schema", "\ufeff{\n  \"schema", "form-byte-order-mark"),
        ('"Horseback Court"', '" Horseback Court"', "text-untrimmed"),
        ('"Horseback Court"', '"Horse\u200bback Court"', "text-zero-width"),
        ('"Horseback Court"', '"Ｈorseback Court"', "text-full-width"),
    ],
)  # fmt: skip
def test_what_changes_no_fact(old: str, new: str, rule: str) -> None:
    record = RECORD.read_text("utf-8")
    data, rules = fixed(record.replace(old, new).encode())
    assert rule in rules
    assert data == record.encode()


@given(articles(), st.randoms())
@settings(max_examples=30)
def test_parts_are_put_in_order(article: Article, random) -> None:
    ordered, _ = fixed(to_json(article).encode())
    document = json.loads(ordered)
    for name in ("initiatives", "honours", "metrics", "exclusions"):
        random.shuffle(document[name])
        for part in document[name]:
            random.shuffle(part["evidence"])
    again, _ = fixed(json.dumps(dict(reversed(document.items()))).encode())
    starts = [part["evidence"][0]["start"] for part in json.loads(again)["metrics"]]
    assert starts == sorted(starts)
    places = {min((e.start, e.end) for e in metric.evidence) for metric in article.metrics}
    if len(places) == len(starts):
        assert json.loads(again)["metrics"] == json.loads(ordered)["metrics"]
    assert {m["id"] for m in document["metrics"]} == {m.id for m in article.metrics}


def moved(folder: Path, change) -> Path:
    shutil.copy(RECORD, folder)
    (folder / TEXT.name).write_text(change(TEXT.read_text("utf-8")), "utf-8")
    return folder


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "编者按:旧闻新读。\n" + text,
        lambda text: text.replace("该院以", "去年,该院以"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("网上立案", "其中网上立案"),
        lambda text: text.replace("2024年,", "2024年", 1),
    ],
)
def test_quotes_are_found_again_in_a_corrected_text(tmp_path: Path, change) -> None:
    sources = moved(tmp_path, change)
    data, rules = fixed(RECORD.read_bytes(), sources)
    assert {"evidence-quote-differs", "source-differs"} <= set(rules)
    path = tmp_path / RECORD.name
    path.write_bytes(data)
    checked = make_checker(sources, TODAY).check(str(path), read_bytes(data))
    assert checked.problems == []
    before, after = (json.loads(record) for record in (RECORD.read_bytes(), data))
    for old, new in zip(before["metrics"], after["metrics"], strict=True):
        assert (old["id"], old["value"]) == (new["id"], new["value"])


def test_a_repeated_quote_goes_to_its_own_place(tmp_path: Path) -> None:
    """1200件 stands twice; each of the two metrics must keep its own."""
    sources = moved(tmp_path, lambda text: "今日要闻:" + text)
    data, _ = fixed(RECORD.read_bytes(), sources)
    metrics = json.loads(data)["metrics"]
    assert [m["evidence"][0]["start"] for m in metrics[:2]] == [40, 50]


def test_another_report_is_not_taken_for_a_corrected_one(tmp_path: Path) -> None:
    sources = moved(tmp_path, lambda text: "另一篇报道,没有任何数字。")
    data, rules = fixed(RECORD.read_bytes(), sources)
    assert (data, rules) == (RECORD.read_bytes(), [])


def test_deprecated_codes_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fazhi.resources import vocabulary_directory

    copy = tmp_path / "vocabularies"
    shutil.copytree(vocabulary_directory(), copy)
    themes = json.loads((copy / "themes.json").read_text("utf-8"))
    for concept in themes["concepts"]:
        if concept["code"] == "trial":
            concept |= {"deprecated": True, "replaced_by": "enforcement"}
    (copy / "themes.json").write_text(dump(themes), "utf-8")
    monkeypatch.setattr("fazhi.validate.check.vocabulary_directory", lambda: copy)
    data, rules = fixed(RECORD.read_bytes())
    assert rules == ["vocabulary-deprecated-code"]
    assert json.loads(data)["themes"][0] == "enforcement"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"id": 1}'])
def test_what_has_no_structure_is_left_alone(data: bytes) -> None:
    assert fixed(data) == (data, [])
