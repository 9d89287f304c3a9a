"""`fazhi show`: the rows of a table in every output format."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.common import PUBLISHED


def test_show_table(run) -> None:
    result = run(
        "show", "metrics", "--measure", "enforcement.amount-recovered", "--data", PUBLISHED
    )
    assert result.status == 0
    assert "215,000,000 CNY" in result.out
    assert "\x1b" not in result.out
    assert result.err == "1 row\n"


def test_show_aligns_chinese(run) -> None:
    from rich.cells import cell_len

    lines = [line for line in run("show", "metrics", "--region", "150200").out.splitlines() if line]
    assert len({cell_len(line.rstrip("\n")) for line in lines if "2025" in line}) == 1


def test_show_csv_and_json_hold_the_same(run) -> None:
    as_json = json.loads(run("show", "metrics", "--output-format", "json").out)
    as_csv = list(csv.DictReader(io.StringIO(run("show", "metrics", "--output-format", "csv").out)))
    assert len(as_json) == len(as_csv) > 40
    for left, right in zip(as_json, as_csv, strict=True):
        assert list(left) == list(right)
        assert float(right["value"]) == left["value"]
        assert right["measure_zh"] == left["measure_zh"]
        assert json.loads(right["evidence"]) == left["evidence"]


def test_show_chosen_columns(run) -> None:
    out = run("show", "regions", "--columns", "code,label_en", "--output-format", "csv").out
    assert out.splitlines()[0] == "code,label_en"
    assert "150526,Jarud Banner" in out


@pytest.mark.parametrize(
    ("table", "words", "code"),
    [
        ("measures", "调解成功率", "mediation.success-rate"),
        ("measures", "mediation success rate", "mediation.success-rate"),
        ("regions", "Jarud", "150526"),
        ("units", "％", "percent"),
        ("organization_kinds", "检察院", "procuratorate"),
    ],
)
def test_a_vocabulary_is_searched(run, table: str, words: str, code: str) -> None:
    options = ("--search", words, "--columns", "code", "--output-format", "csv")
    found = run("show", table, *options).out.splitlines()
    assert found[:2] == ["code", code]
    assert len(found) < 20
    assert run("show", table, "--search", "没有的词").err == "0 rows\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["metrix"], "there is no table 'metrix'"),
        (["metrics", "--region", "包头是"], "did you mean 包头市?"),
        (["metrics", "--period", "2025-02-30"], "'2025-02-30' is no period"),
        (["metrics", "--columns", "x"], "there is no column 'x' in metrics"),
        (["relations", "--period", "2025"], "cannot be filtered by period"),
        (["metrics", "--search", "调解"], "--search is for vocabularies"),
        (["metrics", "--data", "nowhere"], "nowhere: does not exist"),
    ],
)
def test_show_wrong_use(run, arguments: list[str], sentence: str) -> None:
    result = run("show", *arguments)
    assert result.status == 2
    assert sentence in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("articles", "id region headline published_start"),
        ("metrics", "region measure measure_en amount period"),
        ("initiatives", "region name name_en kind period"),
        ("participants", "region initiative organization organization_en role"),
        ("honours", "recipient name name_en"),
        ("contributors", "article name name_en kind role"),
        ("organizations", "article name name_en kind region"),
        ("relations", "article metric kind of holds"),
        ("regions", "code label label_en broader"),
        ("units", "code label label_en broader"),
    ],
)
def test_show_the_usual_columns(run, table: str, columns: str) -> None:
    lines = run("show", table, "--data", PUBLISHED).out.split("\n")
    header = next(line for line in lines if line.strip())
    assert header.split() == columns.split()
