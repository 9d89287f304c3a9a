"""`fazhi accept`: a decision a line, saved at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.common import REPORTS, SAMPLE


@pytest.fixture
def record(run, tmp_path: Path) -> Path:
    path = tmp_path / "banner-mediation.json"
    run("draft", REPORTS / "banner-mediation.txt", "-o", path)
    return path


def read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def answers(record: Path) -> str:
    """A line for each decision: the first choice, or else a text of one's own."""
    lines = []
    for todo in read(record)["todo"]:
        words = "用自己的话写。" if todo["at"].endswith("zh") else "In my own words"
        first = "2" if todo["at"].endswith("/organization") else ""
        lines += [first] if todo["choices"] else ["e", words]
    return "\n".join([*lines, ""])


def test_a_draft_is_finished_by_keys(run, record: Path) -> None:
    result = run("accept", record, "--sources", REPORTS, stdin=answers(record).encode())
    assert result.status == 0, result.out
    assert "1 record, 0 problems; evidence read again in 1" in result.out
    assert "todo" not in read(record)
    assert run("format", "--check", record).status == 0
    again = run("accept", record, "--sources", REPORTS)
    assert again.status == 0


def test_what_is_decided_is_saved_and_the_rest_asked_again(run, record: Path) -> None:
    open_before = len(read(record)["todo"])
    first = run("accept", record, "--sources", REPORTS, stdin="e\n一句话。\ns\nq\n".encode())
    assert first.status == 1
    assert read(record)["summary"]["zh"] == "一句话。"
    assert f"{open_before - 1} decisions open" in first.out
    second = run("accept", record, "--sources", REPORTS, stdin=b"")
    assert second.status == 1
    assert "/summary/en" in second.out
    assert len(read(record)["todo"]) == open_before - 1


def test_one_decision_back(run, record: Path) -> None:
    before = record.read_bytes()
    keys = "b\ne\n一句话。\ns\nb\nb\nq\n"
    result = run("accept", record, "--sources", REPORTS, stdin=keys.encode())
    assert "this is the first decision" in result.out
    assert record.read_bytes() == before


def test_exclusion_search_and_help(run, record: Path) -> None:
    metrics = read(record)["metrics"]
    keys = "?\ns\ns\ns\nx\n2\n/\n调解\n1\nq\n"
    result = run("accept", record, "--sources", REPORTS, stdin=keys.encode())
    assert "search the measures" in result.out
    document = read(record)
    assert document["exclusions"][0]["evidence"] == metrics[0]["evidence"]
    assert document["exclusions"][0]["reason"] == "name"
    assert document["metrics"][0]["evidence"] == metrics[1]["evidence"]
    assert "mediat" in document["metrics"][0]["measure"]


def test_a_value_that_cannot_stand_is_refused(run, record: Path) -> None:
    keys = "s\ns\ns\ne\nmediation.disputs\n9\nzzz\n/\n没有的词\ne\n"
    result = run("accept", record, "--sources", REPORTS, stdin=keys.encode())
    assert "did you mean 'mediation.disputes" in result.out
    assert "no measure has these words" in result.out
    assert "press ? for the keys" in result.out
    assert "nothing was typed" in result.out


UNDATED = (
    "湖边的法庭\n\n1月16日,记者获悉,2023年,批准逮捕17人。\n今年提起公诉23人,位居全盟第二名。\n"
)


@pytest.fixture
def undated(run, tmp_path: Path) -> Path:
    (tmp_path / "lakeside.txt").write_text(UNDATED, "utf-8")
    run("draft", tmp_path / "lakeside.txt", "-o", tmp_path / "lakeside.json")
    return tmp_path / "lakeside.json"


def test_what_a_typed_date_was_concluded_from_is_asked(run, undated: Path) -> None:
    keys = "s\ns\ne\n2024-01-17\n\ne\n2024-01-17\nthe page of the paper\nq\n"
    result = run("accept", undated, "--sources", undated.parent, stdin=keys.encode())
    assert "the source does not name the year 2024" in result.out
    assert "what is it concluded from?" in result.out
    assert "nothing was typed" in result.out
    document = read(undated)
    assert document["published"] == {
        "date": "2024-01-17", "basis": "inferred", "note": "the page of the paper",
    }  # fmt: skip
    assert [metric["period"] for metric in document["metrics"]] == ["2023", "2024", "2024"]
    assert "/metrics/1/period" not in {todo["at"] for todo in document["todo"]}


def test_what_a_choice_brings_with_it_is_shown(run, undated: Path) -> None:
    result = run("accept", undated, "--sources", undated.parent, stdin=b"s\ns\n1\ns\ns\nq\n")
    assert "17 person, level, 2023" in result.out
    assert "23 person, level, 2024" in result.out
    assert "2 place, rank, 2024" in result.out
    assert "date 2024-01-16, basis inferred, note from 1月16日" in result.out


def test_a_name_inside_a_metric_is_a_decision_of_its_own(undated: Path) -> None:
    assert "/metrics/2/rank/among/en" in {todo["at"] for todo in read(undated)["todo"]}


def test_a_division_is_found_by_its_name(run, undated: Path) -> None:
    open_before = [todo["at"] for todo in read(undated)["todo"]]
    skipped = "s\n" * open_before.index("/region")
    keys = f"{skipped}\n科尔沁\n\n科尔沁区\nq\n"
    result = run("accept", undated, "--sources", undated.parent, stdin=keys.encode())
    assert "there is no division '科尔沁'" in result.out
    assert read(undated)["region"] == "150502"


SHORT = (
    "湖边的法庭\n\n2023年,湖边区法院审结合同纠纷案件17件,湖边区检察院提起公诉23人。\n"
    "2024年,提起公诉23人。有某物3个。\n"
)


@pytest.fixture
def short(run, tmp_path: Path) -> Path:
    (tmp_path / "short.txt").write_text(SHORT, "utf-8")
    run("draft", tmp_path / "short.txt", "-o", tmp_path / "short.json")
    return tmp_path / "short.json"


def skipped(path: Path, pointer: str) -> str:
    """The keys that skip what is asked before a pointer."""
    return "s\n" * [todo["at"] for todo in read(path)["todo"]].index(pointer)


def test_a_shown_field_is_corrected_beside_the_measure(run, short: Path) -> None:
    keys = skipped(short, "/metrics/0") + "e\ncase_type=civl\ne\ncase_type=civil label=第一批\nq\n"
    result = run("accept", short, "--sources", short.parent, stdin=keys.encode())
    assert "17 case, contract, level, 2023" in result.out
    assert "case_type= matter= subject_group= offence_group=" in result.out
    assert "period= as_of= organization=" in result.out
    assert "did you mean 'civil'" in result.out
    assert "✓ 17件 = trial.cases-concluded case, civil, contract, 第一批, 2023\n" in result.out
    assert "in English: 第一批" in result.out  # the next question
    metric = read(short)["metrics"][0]
    assert metric["breakdown"] == {"case_type": "civil", "matter": "contract"}


def test_what_a_corrected_period_was_concluded_from_is_asked(run, short: Path) -> None:
    keys = skipped(short, "/metrics/0") + "e\n1 period=2024\nthe heading\nq\n"
    result = run("accept", short, "--sources", short.parent, stdin=keys.encode())
    assert "the text says 2023" in result.out
    assert "✓ 17件 = trial.cases-concluded case, contract, 2024\n" in result.out
    metric = read(short)["metrics"][0]
    assert metric["period"] == "2024"
    assert metric["period_inferred_from"] == "the heading"


def test_the_words_that_say_what_a_figure_is_are_quoted(run, short: Path) -> None:
    typed = "e\naspect=target\n没有的词\ne\naspect=target\n合同纠纷\nq\n"
    keys = skipped(short, "/metrics/0") + typed
    result = run("accept", short, "--sources", short.parent, stdin=keys.encode())
    assert "the clause says a level, the record a target" in result.out
    assert "the text has no '没有的词'" in result.out
    assert "✓ 17件 = trial.cases-concluded case, contract, target, 2023\n" in result.out
    metric = read(short)["metrics"][0]
    assert metric["aspect"] == "target"
    quoted, own = metric["evidence"]
    assert quoted["exact"] == SHORT[quoted["start"] : quoted["end"]] == "合同纠纷"
    assert quoted["role"] == "context"
    assert own["exact"] == "17件"


def test_two_figures_that_would_be_the_same_are_refused(run, short: Path) -> None:
    typed = "e\n1 period=2023\nthe heading\nq\n"
    keys = skipped(short, "/metrics/2") + typed
    result = run("accept", short, "--sources", short.parent, stdin=keys.encode())
    assert "'prosecutions' already measures the same" in result.out
    assert "or is it a target, a share or a change?" in result.out
    assert read(short)["metrics"][2]["period"] == "2024"


def test_the_reasons_are_explained_and_an_exclusion_is_undone(run, short: Path) -> None:
    before = short.read_bytes()
    keys = skipped(short, "/metrics/3") + "x\n?\n4\nb\nq\n"
    result = run("accept", short, "--sources", short.parent, stdin=keys.encode())
    assert "idiom            no quantity is meant" in result.out
    assert "✓ 3个 = no metric, idiom; b takes it back" in result.out
    assert short.read_bytes() == before


def test_the_reason_of_a_drafted_exclusion_is_explained(run, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text(
        "湖边的法庭\n\n2024年,批准逮捕17人。有某物,第二名。\n", "utf-8"
    )
    path = tmp_path / "second.json"
    run("draft", tmp_path / "second.txt", "-o", path)
    keys = skipped(path, "/exclusions/0/reason") + "?\n\nq\n"
    result = run("accept", path, "--sources", tmp_path, stdin=keys.encode())
    assert "ordinal          a rank or a step" in result.out
    assert "✓ /exclusions/0/reason = ordinal" in result.out


def test_what_is_left_is_named(run, short: Path) -> None:
    document = read(short)
    document["metrics"][0]["value"] = 18
    short.write_text(json.dumps(document), "utf-8")
    result = run("accept", short, "--sources", short.parent, stdin=b"e\n\xe4\xb8\x80\nq\n")
    assert "✓ /summary/zh = 一" in result.out
    assert "open: /summary/zh" not in result.out
    assert "open: /metrics/0: what does 17件 measure?" in result.out
    assert "17件 reads as 17, not 18 [figure-differs]" in result.out


def test_the_figure_stands_in_its_sentence_without_colour(run, record: Path) -> None:
    text = REPORTS / "banner-mediation.txt"
    result = run("accept", record, "--text", text, stdin=b"s\ns\ns\nq\n")
    assert "1530件" in result.out
    assert "\x1b" not in result.out
    assert "evidence read again in 1" in result.out
    without = run("accept", record, stdin=b"s\ns\ns\nq\n")
    assert "…1530件…" in without.out


def test_wrong_use(run, tmp_path: Path) -> None:
    assert run("accept", tmp_path / "none.json").status == 2
    (tmp_path / "x.jsonl").write_bytes(b"{}")
    assert run("accept", tmp_path / "x.jsonl").status == 2
    assert run("accept", tmp_path).status == 2
    (tmp_path / "x.json").write_bytes(b"{}")
    assert run("accept", tmp_path / "x.json").status == 1
    broken = read(SAMPLE / "lakeside-court.json") | {"todo": 3}
    (tmp_path / "broken.json").write_text(json.dumps(broken), "utf-8")
    result = run("accept", tmp_path / "broken.json")
    assert result.status == 2
    assert "the to-dos cannot be read" in result.err
