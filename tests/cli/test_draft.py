"""`fazhi draft`: a record to finish, or the texts of a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.common import REPORT_NAMES, REPORTS, WIDTHS, report


def test_the_command(run, tmp_path: Path) -> None:
    text = REPORTS / "steppe-police.txt"
    record = tmp_path / "steppe-police.json"
    result = run("draft", text, "-o", record)
    assert result.status == 0
    assert result.out == f"{record}: 12 metrics, 0 exclusions, 1 organization, 0 initiatives\n"
    assert json.loads(record.read_text("utf-8"))["id"] == "steppe-police"
    again = run("draft", text, "-o", record)
    assert again.status == 2
    assert "this file exists" in again.err


def test_a_draft_that_a_person_finished_passes(run, tmp_path: Path) -> None:
    """Every to-do decided, and nothing else touched: the way CONTRIBUTING.md describes."""
    record = tmp_path / "banner-mediation.json"
    run("draft", REPORTS / "banner-mediation.txt", "-o", record)
    article = json.loads(record.read_bytes())
    article["headline"]["en"] = "A stone to reason on"
    article["summary"] = {"zh": "奈曼旗司法局一年的调解与法律援助。", "en": "A year of mediation."}
    article["contributors"][0]["name"]["en"] = "Naiman Banner Justice Bureau"
    article["themes"] = ["dispute-resolution.mediation"]
    for organization in article["organizations"]:
        organization["name"]["en"] = "Naiman Banner Justice Bureau"
    for initiative in article["initiatives"]:
        initiative["name"]["en"] = "A stone to reason on"
    for todo in article.pop("todo"):
        assert not todo["at"].startswith("/metrics") or todo["choices"]
        *_, index, member = todo["at"].split("/")
        if member == "organization":
            article["metrics"][int(index)][member] = todo["choices"][1]
        if member == "period":
            decided = {"period": "2024", "period_inferred_from": "the last year of the report"}
            article["metrics"][int(index)] |= decided
    record.write_text(json.dumps(article), "utf-8")
    assert run("format", record).status == 0
    result = run("check", record, "--sources", REPORTS)
    assert result.out.startswith("1 record, 0 problems; evidence read again in 1")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.txt", "-o", "x.json"], "nowhere.txt: No such file or directory"),
        ([str(REPORTS / "steppe-police.txt")], "name the record to write"),
        ([str(REPORTS / "steppe-police.txt"), "-o", "Big Name.json"], "'Big Name' is no id"),
    ],
)
def test_wrong_use(run, arguments: list[str], sentence: str) -> None:
    result = run("draft", *arguments)
    assert result.status == 2
    assert sentence in result.err


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_of_several_reports(run, tmp_path: Path, width) -> None:
    page = tmp_path / "page.txt"
    page.write_text(width("\n\n".join(report(name) for name in REPORT_NAMES)), "utf-8")
    refused = run("draft", page, "-o", tmp_path / "x.json")
    assert refused.status == 2
    assert "3 reports end here with a by-line each" in refused.err
    result = run("draft", page, "--split", tmp_path / "texts")
    assert result.status == 0
    second = (tmp_path / "texts" / "page-2.txt").read_text("utf-8")
    assert second == width(report("steppe-police")).strip("\n")
