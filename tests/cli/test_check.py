"""`fazhi check`: what goes in, what comes out, and that nothing ends in a traceback."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fazhi.record.arrow import arrow_fields
from fazhi.record.canonical import to_document, to_json_line
from fazhi.record.model import Article
from fazhi.validate.report import RENDERERS
from tests.common import RELEASE, ROOT, SAMPLE
from tests.github_runner import commands

RECORD = SAMPLE / "lakeside-court.json"


def test_a_valid_record(run) -> None:
    result = run("check", RECORD, "--sources", SAMPLE)
    assert result.status == 0
    assert result.out == (
        "1 record, 0 problems; evidence read again in 1\n16 quantities: 15 measured, 1 excluded\n"
    )
    assert result.err == ""


def test_records_whose_text_is_not_there_are_counted(run) -> None:
    assert "not read in 1 (give --sources DIR to read it)" in run("check", RECORD).out


def test_a_folder_without_the_text_of_a_record(run, tmp_path: Path) -> None:
    assert "not read in 1 (no text at hand)" in run("check", RECORD, "--sources", tmp_path).out


def test_sources_from_the_environment(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_SOURCES", str(SAMPLE))
    assert "evidence read again in 1\n" in run("check", RECORD).out


def test_a_problem_as_text(run, tmp_path: Path) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_text(RECORD.read_text("utf-8").replace('"below"', '"under"'), "utf-8")
    result = run("check", path)
    assert result.status == 1
    first, hint, summary = result.out.splitlines()
    assert first.startswith(f"{path}:")
    assert first.endswith("[structure-unknown-value]")
    assert ": error: 'under' is not one of exact, above, below, approximately" in first
    assert hint.startswith("    ")
    assert summary.startswith("1 record, 1 problem;")


def test_a_problem_as_json(run, tmp_path: Path) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_text(RECORD.read_text("utf-8").replace('"day"', '"days"'), "utf-8")
    result = run("check", path, "--output-format", "json")
    report = json.loads(result.out)
    assert result.status == 1
    assert set(report) == {"problems", "summary"}
    (problem,) = report["problems"]
    assert set(problem) == {
        "rule", "severity", "file", "line", "column", "pointer", "message", "hint"
    }  # fmt: skip
    assert problem["pointer"] == "/metrics/8/unit"
    assert report["summary"]["records"] == report["summary"]["problems"] == 1
    assert report["summary"]["evidence_checked"] == 0
    assert report["summary"]["quantities"] == {"found": 0, "measured": 0, "excluded": 0}


def test_a_problem_as_annotation_and_as_sarif(run, tmp_path: Path) -> None:
    path = tmp_path / "lakeside-court.json"
    path.write_text(RECORD.read_text("utf-8").replace('"below"', '"under"'), "utf-8")
    github = run("check", path, "--output-format", "github")
    sarif = run("check", path, "--output-format", "sarif")
    assert github.status == sarif.status == 1
    (command,) = commands(github.out)
    (result,) = json.loads(sarif.out)["runs"][0]["results"]
    assert result["ruleId"] == command.properties["title"] == "structure-unknown-value"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert tuple(region.values()) == command.place[1:]


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("name", [b"x\n::add-mask::y.json", b"\x1b[31m\xff.json"])
def test_a_strange_file_name(run, tmp_path: Path, form: str, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("{")
    result = run("check", tmp_path, "--output-format", form)
    assert (result.status, result.err) == (1, "")
    assert [command.name for command in commands(result.out)] == ["error"] * (form == "github")
    assert "\x1b" not in result.out or form == "github"


def test_a_strange_file_name_that_cannot_be_read(run, tmp_path: Path) -> None:
    (tmp_path / "x\n::add-mask::y.json").symlink_to("nowhere")
    result = run("check", tmp_path)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert commands(result.err) == []


def test_standard_input(run) -> None:
    assert run("check", "-", stdin=RECORD.read_bytes()).status == 0
    result = run("check", "-", stdin=b"[")
    assert result.status == 1
    assert result.out.startswith("<stdin>:1:2: error: ")


def test_a_folder_and_many_files(run, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    shutil.copy(RECORD, tmp_path / "deep")
    assert run("check", tmp_path).out.startswith("1 record, 0 problems")
    again = run("check", tmp_path, RECORD)
    assert "2 records" in again.out
    assert "[dataset-duplicate-id]" in again.out


def test_a_table_of_records(run, tmp_path: Path) -> None:
    article = Article.model_validate_json(RECORD.read_bytes())
    wrong = article.model_copy(update={"id": "wrong-court", "region": "150399"})
    path = tmp_path / "articles.parquet"
    rows = [to_document(article), to_document(wrong)]
    table = pa.Table.from_pylist(rows, schema=pa.schema(arrow_fields(Article)))
    pq.write_table(table.append_column("published_start", pa.array([None, None])), path)
    result = run("check", path, "--sources", SAMPLE, "--output-format", "json")
    assert result.status == 1
    report = json.loads(result.out)
    assert [(p["rule"], p["line"]) for p in report["problems"]] == [
        ("vocabulary-unknown-code", 2), ("dataset-duplicate-source", 2),
    ]  # fmt: skip
    assert report["problems"][0]["column"] == to_json_line(wrong).index('"150399"') + 1
    assert (report["summary"]["records"], report["summary"]["evidence_checked"]) == (2, 1)


def test_a_row_that_is_no_record(run, tmp_path: Path) -> None:
    row = to_document(Article.model_validate_json(RECORD.read_bytes())) | {"status": "lost"}
    path = tmp_path / "articles.parquet"
    pq.write_table(pa.Table.from_pylist([row], schema=pa.schema(arrow_fields(Article))), path)
    result = run("check", path)
    assert result.status == 1
    assert result.out.startswith(f"{path}:1:")
    assert "[structure-unknown-value]" in result.out


def test_the_table_of_the_release_has_no_problem(run) -> None:
    assert run("check", RELEASE / "articles.parquet").status == 0


@pytest.mark.parametrize(
    ("table", "command"),
    [
        (table, command)
        for table in ("metrics", "broken", "articles")
        for command in (["check"], ["format"], ["migrate"], ["check", "--fix"])
        if (table, command) != ("articles", ["check"])
    ],
)
def test_a_table_where_it_is_of_no_use(run, tmp_path: Path, table: str, command: list[str]) -> None:
    path = RELEASE / f"{table}.parquet"
    if table == "broken":
        path = tmp_path / "broken.parquet"
        path.write_bytes((RELEASE / "metrics.parquet").read_bytes()[:-100])
    before = path.read_bytes()
    result = run(*command, path)
    assert (result.status, len(result.err.splitlines())) == (2, 1)
    assert path.read_bytes() == before


def test_json_lines(run, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = json.dumps(
        json.loads(RECORD.read_text("utf-8")), ensure_ascii=False, separators=(",", ":")
    )
    path.write_text(f"{line}\n\n{line.replace('150300', '150399')}\n{{\n", "utf-8")
    result = run("check", path, "--output-format", "json")
    problems = json.loads(result.out)["problems"]
    assert [(p["rule"], p["line"]) for p in problems] == [
        ("vocabulary-unknown-code", 3),
        ("file-json-syntax", 4),
        ("dataset-duplicate-id", 3),
    ]
    assert problems[0]["column"] == line.index('"150300"') + 1


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
def test_compressed_json_lines(run, tmp_path: Path, codec: str) -> None:
    """They are read line by line, so that a line without end takes no memory."""
    name = {"gzip": "many.jsonl.gz", "zstd": "many.ndjson.zst"}[codec]
    line = to_json_line(Article.model_validate_json(RECORD.read_bytes()))
    data = f"{line}\n[{' ' * (20 << 20)}]\n\n{line[:-1]}".encode()
    with pa.CompressedOutputStream(str(tmp_path / name), codec) as stream:
        stream.write(data)
    result = run("check", tmp_path / name, "--output-format", "json")
    found = [(p["rule"], p["line"]) for p in json.loads(result.out)["problems"]]
    assert found == [("file-too-large", 2), ("file-json-syntax", 4)]
    assert json.loads(result.out)["summary"]["records"] == 3


@pytest.mark.parametrize("name", ["no.jsonl.gz", "no.jsonl.zst", "cut.jsonl.gz"])
def test_what_is_not_compressed_so(run, tmp_path: Path, name: str) -> None:
    data = gzip.compress(RECORD.read_bytes())[:-20] if name.startswith("cut") else b"{}\n"
    (tmp_path / name).write_bytes(data)
    result = run("check", tmp_path / name)
    assert result.status == 2
    assert result.err.startswith(f"fazhi: {tmp_path / name}: ")
    assert len(result.err.splitlines()) == 1


def test_long_work_leaves_nothing_where_there_is_no_terminal(
    run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi.cli._progress.DELAY", -1)
    assert run("check", RECORD).err == ""


FAST_CLOCK = """
import itertools, threading, time
ticks = itertools.count(step=10)
time.monotonic = lambda: float(next(ticks))
from fazhi.cli import main
main()
"""


def test_long_work_shows_its_progress_on_a_terminal() -> None:
    """Ten seconds pass whenever the command looks at the clock."""
    terminal, standard_error = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", FAST_CLOCK, "check", RECORD, RECORD],
        stdout=subprocess.DEVNULL, stderr=standard_error, env=os.environ | {"TERM": "xterm"},
    ):  # fmt: skip
        os.close(standard_error)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal is closed
            while data := os.read(terminal, 1024):
                shown += data
    os.close(terminal)
    assert b"%" in shown
    assert b"\x1b[" in shown


def test_the_checked_out_dataset_is_the_default(run) -> None:
    result = run("check")
    assert result.status == 0
    records = len(list((ROOT / "dataset" / "articles").glob("*.json")))
    assert result.out.startswith(f"{records} records, 0 problems")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.json", b""),
        ("binary.json", bytes(range(256)) * 100),
        ("latin.json", '{"name": "café"}'.encode("latin-1")),
        ("digits.json", b'{"value": ' + b"7" * 300 + b"}"),
        ("brackets.json", b"[" * 100_000_000),
        ("deep.json", b"[" * 100_000),
        ("huge-key.json", b'{"' + b"k" * 1_000_000 + b'": 1}'),
        ("nul.json", b"\0" * 1000),
        ("numbers.json", b"[" + b"1," * 100_000 + b"1]"),
        ("wrong.xlsx", b"PK\x03\x04" + b"\0" * 100),
        ("empty.jsonl", b""),
    ],
)
def test_broken_input_ends_in_a_clear_line(run, tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = run("check", path)
    if name == "empty.jsonl":
        assert (result.status, result.out[:9]) == (0, "0 records")
        return
    assert result.status == 1
    *problems, summary = result.out.splitlines()
    assert len(problems) == (4 if name == "huge-key.json" else 2)
    for problem, hint in zip(problems[::2], problems[1::2], strict=True):
        assert problem.startswith(f"{path}:")
        assert len(problem) < len(str(path)) + 400
        assert hint.strip()
    assert "1 record, " in summary


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.json"], "nowhere.json: there is no such file or folder"),
        ([str(RECORD), "--sources", "nowhere"], "nowhere: there is no such folder of source texts"),
    ],
)
def test_wrong_use_ends_in_a_clear_line(run, arguments: list[str], sentence: str) -> None:
    result = run("check", *arguments)
    assert (result.status, result.out, result.err) == (2, "", f"fazhi: {sentence}\n")


def test_an_empty_folder(run, tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert result.status == 2
    assert "there are no records (*.json) in this folder" in result.err


def test_a_folder_named_like_a_record(run, tmp_path: Path) -> None:
    (tmp_path / "record.json").mkdir()
    assert run("check", tmp_path).status == 2


def test_no_permission(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read everything, so the refusal is the test's own."""
    path = tmp_path / "secret.json"
    path.write_text("{}")
    opened = Path.open

    def refuse(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "secret.json":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)  # type: ignore[arg-type,call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    result = run("check", path, RECORD)
    assert result.status == 2
    assert result.err == f"fazhi: {path}: Permission denied\n"
    assert result.out.startswith("1 record, 0 problems")


def test_an_unreadable_source(run, tmp_path: Path) -> None:
    (tmp_path / "lakeside-court.txt").write_bytes("湖畔".encode("gbk"))
    result = run("check", RECORD, "--sources", tmp_path)
    assert result.status == 2
    assert "is not UTF-8; save it as UTF-8" in result.err


def test_a_source_with_other_line_ends_and_a_mark_is_the_same_text(run, tmp_path: Path) -> None:
    text = (SAMPLE / "lakeside-court.txt").read_text("utf-8")
    (tmp_path / "lakeside-court.txt").write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    )
    assert run("check", RECORD, "--sources", tmp_path).status == 0


def test_a_missing_extra_is_named(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fazhi.validate import schema

    schema._validator.cache_clear()
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    path = tmp_path / "x.json"
    path.write_text("{}")
    result = run("check", path)
    assert result.status == 2
    assert "pip install 'fazhi[check]'" in result.err


def test_check_fix_lists_what_it_fixed(run, tmp_path: Path) -> None:
    shutil.copy(RECORD, tmp_path)
    text = (SAMPLE / "lakeside-court.txt").read_text("utf-8")
    (tmp_path / "lakeside-court.txt").write_text("\n" + text, "utf-8")
    result = run("check", "--fix", tmp_path / RECORD.name, "--sources", tmp_path)
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[0].startswith(f"fixed: {tmp_path / RECORD.name}:")
    assert lines[-2].startswith("1 record, 0 problems")
    again = run("check", "--fix", tmp_path / RECORD.name, "--sources", tmp_path)
    assert "fixed" not in again.out


def test_standard_input_cannot_be_fixed(run) -> None:
    result = run("check", "--fix", "-", stdin=b"{}")
    assert result.status == 2
    assert "only files of one record can be fixed" in result.err
