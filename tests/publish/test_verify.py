"""`fazhi verify` misses nothing: no changed byte, no missing file, no file too many."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi.errors import InputError
from fazhi.publish.manifest import MANIFEST, SUMS, file_digest, parse_sums, render_sums
from fazhi.publish.verify import verify_release
from fazhi.record.canonical import dump
from tests.common import RELEASE

FILES = sorted(path.name for path in RELEASE.iterdir())
ROWS = json.loads((RELEASE / MANIFEST).read_bytes())["files"]["metrics.parquet"]["rows"]
WITNESSES = {MANIFEST, SUMS}
FLIPS = 120


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.file, fault.message) for fault in verify_release(folder).faults]


def reseal(folder: Path) -> None:
    """What a forger would do: write SHA256SUMS anew."""
    digests = {path.name: file_digest(path) for path in folder.iterdir() if path.name != SUMS}
    (folder / SUMS).write_bytes(render_sums(digests))


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((folder / MANIFEST).read_bytes())
    change(manifest)
    (folder / MANIFEST).write_bytes(dump(manifest).encode())
    reseal(folder)


def test_the_release_is_whole() -> None:
    verdict = verify_release(RELEASE)
    assert verdict.faults == ()
    assert verdict.files == len(FILES) > 20
    assert verdict.digest == file_digest(RELEASE / SUMS)


@pytest.mark.parametrize("name", FILES)
def test_every_flipped_byte_is_found(name: str, release: Path) -> None:
    """Random bytes of every file, anew on every run; the one that was missed is in the message."""
    path = release / name
    whole = path.read_bytes()
    chance = random.Random()
    for _ in range(FLIPS):
        place, mask = chance.randrange(len(whole)), chance.randrange(1, 256)
        path.write_bytes(whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :])
        named = {file for file, _ in faults(release)}
        where = f"byte {place} of {name} with mask {mask}"
        assert named, f"missed: {where}"
        assert named == {name} or (name in WITNESSES and named <= WITNESSES), where
    path.write_bytes(whole)
    assert faults(release) == []


def test_every_byte_of_the_witness_counts(release: Path) -> None:
    whole = (RELEASE / SUMS).read_bytes()
    chance = random.Random()
    for place in range(len(whole)):
        mask = chance.randrange(1, 256)
        flipped = whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :]
        (release / SUMS).write_bytes(flipped)
        named = {file for file, _ in faults(release)}
        assert named and named <= WITNESSES, f"byte {place} with mask {mask}: {named}"


@pytest.mark.parametrize("name", FILES)
def test_a_longer_shorter_empty_or_missing_file_is_found(name: str, release: Path) -> None:
    path = release / name
    whole = path.read_bytes()
    for data in (whole + b"\n", whole + b"\0", whole[:-1], whole[1:], b"", whole + whole):
        path.write_bytes(data)
        assert name in {file for file, _ in faults(release)}
    path.unlink()
    assert faults(release) == [(name, "is missing")]


@pytest.mark.parametrize("name", ["notes.txt", ".DS_Store", "统计.parquet", "metrics.parquet.bak"])
def test_a_file_too_many_is_found(name: str, release: Path) -> None:
    (release / name).write_bytes(b"")
    assert faults(release) == [(name, "does not belong here")]


def test_a_folder_is_no_part_of_a_release(release: Path) -> None:
    (release / "skos").mkdir()
    assert faults(release) == [("skos", "is no file")]


def test_a_renamed_file_is_missing_and_too_many(release: Path) -> None:
    (release / "metrics.parquet").rename(release / "figures.parquet")
    assert sorted(faults(release)) == [
        ("figures.parquet", "does not belong here"),
        ("metrics.parquet", "is missing"),
    ]


def test_one_damaged_witness_leaves_the_other(release: Path) -> None:
    (release / "units.parquet").write_bytes(b"")
    for name in (SUMS, MANIFEST):
        whole = (release / name).read_bytes()
        (release / name).write_bytes(b"\xff" * 80)
        assert {file for file, _ in faults(release)} == {name, "units.parquet"}
        (release / name).unlink()
        assert {file for file, _ in faults(release)} == {name, "units.parquet"}
        (release / name).write_bytes(whole)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda m: m["files"]["metrics.parquet"].update(rows=-1),
            f"says rows -1 of metrics.parquet; it is {ROWS}",
        ),
        (lambda m: m["files"]["articles.jsonl"].update(rows=-5), "says rows -5 of articles.jsonl"),
        (lambda m: m["files"]["README.md"].update(bytes=1), "says bytes 1 of README.md"),
        (lambda m: m["files"]["README.md"].update(rows=1), "says rows 1 of README.md"),
        (
            lambda m: m["files"]["units.parquet"].update(content_sha256="0" * 64),
            "says content_sha256 0000",
        ),
        (lambda m: m["files"]["units.parquet"].pop("content_sha256"), "says content_sha256 None"),
        (lambda m: m.pop("version"), "has no version"),
        (lambda m: m.update(licence=4), "has no licence"),
        (lambda m: m["files"].pop("units.parquet"), "does not agree with"),
        (lambda m: m["files"]["units.parquet"].update(sha256="0" * 64), "does not agree with"),
        (lambda m: m.update(files=[]), "is damaged"),
    ],
)
def test_an_untrue_manifest_is_found_though_the_sums_are_right(
    change: Callable[[dict[str, Any]], object], message: str, release: Path
) -> None:
    edit_manifest(release, change)
    assert any(message in text for _, text in faults(release))


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace("  ", " "),
        lambda text: text.replace('"fazhi"', "NaN", 1),
        lambda text: text.replace('"fazhi"', '"\\u0066azhi"', 1),
    ],
)
def test_a_manifest_in_another_layout_is_found(
    rewrite: Callable[[str], str], release: Path
) -> None:
    path = release / MANIFEST
    path.write_text(rewrite(path.read_text("utf-8")), "utf-8")
    reseal(release)
    assert (MANIFEST, "is not in the canonical layout") in faults(release)


def test_a_table_that_cannot_be_read_is_found(release: Path) -> None:
    path = release / "units.parquet"
    path.write_bytes(b"PAR1 but no more")
    edit_manifest(release, lambda m: m["files"][path.name].update(sha256=file_digest(path)))
    assert any(f == path.name and "cannot be read" in text for f, text in faults(release))


def test_sums_are_what_sha256sum_writes() -> None:
    data = (RELEASE / SUMS).read_bytes()
    digests = parse_sums(data)
    assert digests is not None
    assert digests.keys() == {*FILES} - {SUMS}
    assert parse_sums(data.replace(b"  ", b" *")) is None
    assert parse_sums(b"".join(reversed(data.splitlines(keepends=True)))) is None
    assert parse_sums(b"") is None


def test_no_release(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere", RELEASE / "README.md"):
        with pytest.raises(InputError):
            verify_release(folder)


def test_progress_goes_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    verify_release(RELEASE, lambda done, total: told.append((done, total)))
    size = sum(path.stat().st_size for path in RELEASE.iterdir())
    assert {total for _, total in told} == {2 * size}
    assert 0.9 * 2 * size < told[-1][0] <= 2 * size
    assert [done for done, _ in told] == sorted(done for done, _ in told)
