"""What attacks by hand found, each as it was done. The classes are proved beside this file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fazhi
from fazhi.record.canonical import dump
from tests.common import RELEASE, REPORTS, ROOT, SAMPLE
from tests.hostile.calling import call

RECORD = "lakeside-court"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "banner-mediation.json"
    assert call("draft", REPORTS / "banner-mediation.txt", "-o", path).status == 0
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    for suffix in ("json", "txt"):
        shutil.copy(SAMPLE / f"{RECORD}.{suffix}", tmp_path)
    return tmp_path / f"{RECORD}.json"


@pytest.mark.parametrize("suffix", ["json", "txt"])
def test_a_review_is_not_written_over_its_input(record: Path, suffix: str) -> None:
    target = record.with_suffix(f".{suffix}")
    before = target.read_bytes()
    called = call("review", record, "--sources", record.parent, "-o", target)
    assert (called.status, target.read_bytes()) == (2, before)
    assert "this file is no review" in called.err


def test_a_review_is_written_over_an_earlier_one(record: Path) -> None:
    page = record.with_suffix(".html")
    for _ in range(2):
        assert call("review", record, "--sources", record.parent, "-o", page).status == 0


@pytest.mark.parametrize(
    "files",
    [
        {"manifest.json": '{"manifest_version": 3}', "main.js": "precious"},
        {"manifest.json": "[", "main.js": "precious"},
        {"manifest.json": '{"name": "fazhi", "files": {}}', "mine.csv": "precious"},
    ],
)
def test_a_folder_with_other_files_is_not_replaced(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    called = call("build", "-o", tmp_path)
    assert called.status == 2
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == files


def test_an_archive_is_not_written_over_another_file(record: Path, tmp_path: Path) -> None:
    before = record.read_bytes()
    called = call("build", "-o", tmp_path / "r", "--archive", record)
    assert (called.status, record.read_bytes()) == (2, before)
    inside = call("build", "-o", tmp_path / "r", "--archive", tmp_path / "r" / "r.zip")
    assert inside.status == 2
    assert call("verify", tmp_path / "r").status == 0


def test_accept_does_not_write_over_an_edit_beside_it(draft: Path) -> None:
    command = [sys.executable, "-m", "fazhi", "accept", str(draft), "--sources", str(REPORTS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        while "summary" not in process.stdout.readline():
            pass
        edited = json.loads(draft.read_bytes()) | {"revision": 2}
        draft.write_text(dump(edited), "utf-8")
        process.stdin.write("e\n一句话。\nq\n")
        process.stdin.close()
        assert process.wait(60) == 2
        assert "the file was changed" in process.stderr.read()
    assert json.loads(draft.read_bytes()) == edited


@pytest.mark.parametrize(
    ("at", "choices"),
    [
        ("", []), ("/id", [{"measure": 5}]), ("/id", [{"measure": None}]),
        ("/id", [{"measure": ["x"]}]), ("/id", [{"measure": "x", "breakdown": 5}]),
        ("/id", [{"measure": "x", "unit": 1}]),
    ],
)  # fmt: skip
def test_a_malformed_to_do_is_said(draft: Path, at: str, choices: list[object]) -> None:
    document = json.loads(draft.read_bytes())
    document["todo"] = [{"at": at, "ask": "?", "choices": choices}]
    draft.write_text(dump(document), "utf-8")
    for keys in ("\n", "e\nx\n", "x\n1\n", "1\n", "/\nx\n"):
        called = call("accept", draft, "--sources", REPORTS, stdin=keys.encode())
        assert called.status in (1, 2)
        assert "Traceback" not in called.out + called.err
    assert "text-todo" in call("check", draft).out


def test_a_part_that_is_left_out_is_said(draft: Path) -> None:
    """The last of its list, which is then shorter than its place."""
    document = json.loads(draft.read_bytes())
    names = [metric["id"] for metric in document["metrics"][:2]]
    document["relations"] = [{"kind": "subset", "metric": names[0], "of": names[1:], "holds": True}]
    document["todo"] = [{"at": "/relations/0", "ask": "?", "choices": [{"holds": True}, None]}]
    draft.write_text(dump(document), "utf-8")
    called = call("accept", draft, "--sources", REPORTS, stdin=b"2\n")
    assert "\u2713 /relations/0 is left out" in called.out
    assert json.loads(draft.read_bytes())["relations"] == []


@pytest.mark.parametrize("command", [["accept"], ["add", "measure"], ["check", "-"]])
def test_closed_standard_input(draft: Path, command: list[str]) -> None:
    arguments = [*command, str(draft)] if command == ["accept"] else command
    line = [sys.executable, "-m", "fazhi", *arguments]
    result = subprocess.run(
        ["/bin/bash", "-c", '"$@" <&-', "-", *line], capture_output=True, text=True, cwd=ROOT
    )
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == "fazhi: standard input is closed"


def test_what_is_no_record_is_named_by_format(record: Path) -> None:
    record.write_text(json.dumps(json.loads(record.read_bytes())), "utf-8")
    (record.parent / "broken.json").write_text('{"id":', "utf-8")
    (record.parent / "folder.json").mkdir()
    called = call("format", record.parent)
    assert called.status == 2
    assert f"formatted: {record}" in called.out
    assert "broken.json: this is no record" in called.err
    assert "folder.json: Is a directory" in called.err


def test_a_link_to_a_folder_is_followed_once(record: Path, tmp_path: Path) -> None:
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "linked").symlink_to(record.parent)
    (tmp_path / "top" / "again").symlink_to(tmp_path / "top")
    record.write_text("{}", "utf-8")
    called = call("check", tmp_path / "top")
    assert called.status == 1
    assert f"{RECORD}.json" in called.out


def test_a_colour_in_the_name_of_a_file_is_escaped_in_annotations(tmp_path: Path) -> None:
    folder = tmp_path / "e\x1b[8mx"
    folder.mkdir()
    (folder / "a.json").write_text("{", "utf-8")
    assert "\x1b" not in call("check", folder, "--output-format", "github").out


@pytest.mark.parametrize(
    "uri", ["file://[", "file://example.com/r", "file://nowhere", "file:///r#x"]
)
def test_a_file_address_is_of_this_machine(uri: str) -> None:
    with pytest.raises(fazhi.InputError):
        fazhi.load(uri)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([2**31 - 1], pa.date32()),
        pa.array([2**63 - 1], pa.timestamp("us")),
        pa.array([0], pa.timestamp("us", "No/Where")),
    ],
)
def test_a_date_that_no_calendar_has(tmp_path: Path, column: pa.Array) -> None:
    release = Path(shutil.copytree(RELEASE, tmp_path / "r"))
    table = pq.ParquetFile(release / "metrics.parquet").read()
    column = pa.concat_arrays([column] * table.num_rows)
    pq.write_table(table.append_column("odd", column), release / "metrics.parquet")
    called = call("show", "metrics", "--data", release)
    assert called.status == 2
    assert "odd" in called.err


def test_long_paths_in_python(record: Path) -> None:
    for arguments in ({"path": "a" * 5_000}, {"path": record, "sources": "a" * 5_000}):
        with pytest.raises(fazhi.InputError):
            fazhi.check(**arguments)
