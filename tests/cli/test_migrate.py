"""`fazhi migrate`: files migrated whole or left alone."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from fazhi.record.canonical import dump, to_json
from fazhi.record.migration import migrate
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.validate.schema import _validator as validator
from tests.common import ROOT, SAMPLE, sample_of_1_0

ARCHIVE = ROOT / "tests" / "fixtures" / "releases" / "0.1.0.zip"

OLD = dump(sample_of_1_0())
NEW = to_json(Article.model_validate_json(dump(migrate(json.loads(OLD)))))
MIGRATED = f"migrated from 1.0 to {SCHEMA_VERSION}: "


def record(folder: Path, text: str, name: str = "lakeside-court.json") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_record_is_migrated_and_then_passes(run, tmp_path: Path) -> None:
    path = record(tmp_path, OLD)
    told = run("check", path)
    assert told.status == 1
    assert "[structure-earlier-version]\n    run `fazhi migrate` on this file\n" in told.out
    assert run("migrate", path) == (0, f"{MIGRATED}{path}\n", "")
    assert path.read_text("utf-8") == NEW
    assert run("check", path, "--sources", SAMPLE).status == 0
    assert run("migrate", path) == (0, "", "")


def test_the_layout_is_the_canonical_one(run, tmp_path: Path) -> None:
    shuffled = json.dumps(dict(reversed(json.loads(OLD).items())))
    path = record(tmp_path, shuffled)
    assert run("migrate", path).status == 0
    assert path.read_text("utf-8") == NEW


def test_check_writes_nothing(run, tmp_path: Path) -> None:
    path = record(tmp_path, OLD)
    assert run("migrate", "--check", path) == (1, f"would be {MIGRATED}{path}\n", "")
    assert path.read_text("utf-8") == OLD
    path.write_text(NEW, "utf-8")
    assert run("migrate", "--check", path) == (0, "", "")


def test_json_lines_of_both_versions(run, tmp_path: Path) -> None:
    old, new = (json.dumps(json.loads(text), ensure_ascii=False) for text in (OLD, NEW))
    path = record(tmp_path, f"{new}\n\n{old}\n", "records.jsonl")
    assert run("migrate", path) == (0, f"{MIGRATED}{path}\n", "")
    first, second, rest = path.read_text("utf-8").split("\n")
    assert (first, rest) == (new, "")
    assert json.loads(second) == json.loads(NEW)
    assert second == json.dumps(json.loads(NEW), ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (OLD.replace('"revision": 1,', '"revision": "1",'), "structure-wrong-type"),
        (OLD.replace('"revision": 1,', '"revision": 1, "participants": [],'),
         "structure-unknown-field"),
        (OLD.replace('"revision": 1,', '"revision": 1'), "file-json-syntax"),
        (OLD.replace('"1.0"', '"9.0"'), "structure-unknown-version"),
        (OLD.replace('"1.0"', "1.0"), "structure-unknown-version"),
        (OLD.replace('"1.0"', SCHEMA_VERSION), "structure-unknown-version"),
        (NEW.replace('"revision": 1,', '"revision": 1, "schema_version": "1.0",', 1),
         "file-duplicate-key"),
        ("[]", "structure-wrong-type"),
        ("", "file-empty"),
    ],
)  # fmt: skip
def test_what_its_own_schema_refuses_stays(run, tmp_path: Path, text: str, rule: str) -> None:
    path = record(tmp_path, text)
    good = record(tmp_path, OLD, "good.json")
    result = run("migrate", tmp_path)
    assert (result.status, result.err) == (1, "")
    assert f"[{rule}]" in result.out
    assert result.out.count(": error: ") == 1
    assert path.read_text("utf-8") == text
    assert good.read_text("utf-8") == NEW


def test_one_bad_line_keeps_the_file(run, tmp_path: Path) -> None:
    lines = [json.dumps(json.loads(OLD)), json.dumps(json.loads(OLD) | {"revision": 0})]
    path = record(tmp_path, "\n".join(lines), "records.ndjson")
    result = run("migrate", path)
    assert result.status == 1
    assert f"{path}:2:" in result.out
    assert path.read_text("utf-8") == "\n".join(lines)


def test_wrong_use(run, tmp_path: Path) -> None:
    for arguments in (["nowhere"], ["-"], [tmp_path]):
        result = run("migrate", *arguments)
        assert (result.status, result.out) == (2, "")
        assert len(result.err.splitlines()) == 1


def test_the_records_of_a_published_release_can_be_migrated(run, tmp_path: Path) -> None:
    with zipfile.ZipFile(ARCHIVE) as archive:
        lines = archive.read("fazhi-0.1.0/articles.jsonl").decode().splitlines()
    for line in lines:
        old = json.loads(line)
        record(tmp_path, dump(old), f"{old['id']}.json")
    result = run("migrate", tmp_path)
    assert (result.status, len(result.out.splitlines())) == (0, len(lines))
    for line in lines:
        old = json.loads(line)
        migrated = json.loads((tmp_path / f"{old['id']}.json").read_bytes())
        assert migrated == migrate(old)


def test_one_file_that_cannot_be_read_does_not_stop_the_rest(run, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    first, last = record(tmp_path, OLD, "a.json"), record(tmp_path, OLD, "z.json")
    result = run("migrate", tmp_path)
    assert result.status == 2
    assert result.out == f"{MIGRATED}{first}\n{MIGRATED}{last}\n"
    assert result.err == f"fazhi: {tmp_path / 'folder.json'}: Is a directory\n"


def test_line_ends_of_json_lines_become_one_kind(run, tmp_path: Path) -> None:
    old, new = (json.dumps(json.loads(text), ensure_ascii=False) for text in (OLD, NEW))
    path = tmp_path / "records.jsonl"
    path.write_bytes(f"{new}\r\n{old}\r\n".encode())
    assert run("migrate", path).status == 0
    assert b"\r" not in path.read_bytes()
    assert len(path.read_bytes().splitlines()) == 2


def test_a_link_stays_a_link(run, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    target = record(tmp_path / "kept", OLD)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    assert run("migrate", link).status == 0
    assert link.is_symlink()
    assert target.read_text("utf-8") == NEW


def test_a_file_name_stays_on_its_line(run, tmp_path: Path) -> None:
    record(tmp_path, OLD, "a\n::add-mask::b.json")
    result = run("migrate", tmp_path)
    assert (result.status, len(result.out.splitlines())) == (0, 1)


def test_it_says_which_extra_it_needs(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    validator.cache_clear()
    result = run("migrate", record(tmp_path, OLD))
    validator.cache_clear()
    assert (result.status, result.out) == (2, "")
    assert result.err == "fazhi: migrating records needs an extra: pip install 'fazhi[check]'\n"
