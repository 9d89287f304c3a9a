"""A release may be damaged or made to harm in any way: what comes out is right, or one sentence."""

from __future__ import annotations

import json
import os
import socket
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fazhi
from fazhi.publish.manifest import MANIFEST
from fazhi.publish.verify import verify_release
from fazhi.read import remote
from fazhi.read.places import LIMIT_VARIABLE
from tests.common import PUBLISHED, RELEASE, RELEASES
from tests.hostile import releases
from tests.hostile.campaign import repeat
from tests.hostile.conftest import Campaign

SECONDS = 60.0
"""A trial takes two on a machine that does nothing else, and ten times as long on a full one."""
MEBIBYTES = 1024


def damaged_folder(random: Random) -> None:
    """A folder with one to three damages, its digests made right again or not."""
    files = dict(releases.whole())
    for _ in range(random.choice([1, 1, 2, 3])):
        random.choice(releases.DAMAGES)(files, random)
    if random.random() < 0.5:
        releases.reseal(files, random)
    with tempfile.TemporaryDirectory() as place:
        releases.examine(releases.write(files, Path(place) / "release"), random)


def damaged_archive(random: Random) -> None:
    """A zip or wheel, damaged as a zip, or with damaged files."""
    files = dict(releases.whole())
    damaged = random.random()
    if damaged < 0.5:
        random.choice(releases.DAMAGES)(files, random)
    data = releases.pack(files, random)
    if damaged > 0.3:
        data = releases.damage_archive(data, random)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / random.choice(["release.zip", "fazhi-0.3.0-py3-none-any.whl"])
        source.write_bytes(data)
        releases.examine(source, random)


@pytest.mark.parametrize("trial", [damaged_folder, damaged_archive])
def test_damage_gives_a_right_answer_or_one_sentence(
    trial: Callable[[Random], None], campaign: Campaign
) -> None:
    campaign(trial, short=12, long=2000, seconds=SECONDS, mebibytes=MEBIBYTES)


# Each case that was found by trying or by attack. ------------------------------------------------


def refused(source: object, sentence: str) -> None:
    """`load`, `verify` and `show` all refuse it in one sentence, or `verify` names its fault."""
    with pytest.raises(fazhi.InputError, match=sentence) as raised:
        dataset = fazhi.load(source)  # type: ignore[arg-type]
        for name in dataset.tables:
            dataset.table(name)
    assert len(str(raised.value).splitlines()) == 1
    for arguments in (["verify", source], ["show", "metrics", "--data", source]):
        assert releases.command(*arguments) in (0, 1, 2)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return releases.write(dict(releases.whole()), tmp_path / "release")


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [
        (b"[]", "is no object"),
        (b"null", "is no object"),
        (b'{"schema_version": "1.2", "licence": "x", "files": {}}', "has no version"),
        (b'{"version": 1, "schema_version": "1.2", "licence": "x", "files": {}}', "has no version"),
        (b'{"version": "1.0.0", "schema_version": "9.9", "licence": "", "files": {}}', "'9.9'"),
        (b'{"version": "1.0.0", "schema_version": "../1", "licence": "", "files": {}}', "knows"),
        (b'{"version": "1.0.0", "schema_version": "1.2", "licence": "", "files": [1]}', "files"),
        (b'{"version": "1.0.0", "schema_version": "1.2", "licence": "", "files": {"a": 1}}', "'a'"),
        (
            b'{"version": "1.0.0", "schema_version": "1.2", "licence": "", "files": {"../a": {}}}',
            "invalid entry for the file",
        ),
        (b"[" * 100_000, "is no JSON"),
        (b"\xff", "is no JSON"),
        (b" " * (1 << 21), "is larger than the 1,048,576 bytes"),
    ],
)
def test_a_wrong_manifest(release: Path, manifest: bytes, sentence: str) -> None:
    (release / MANIFEST).write_bytes(manifest)
    refused(release, sentence)


def test_a_manifest_of_a_gibibyte_in_a_zip_of_a_mebibyte(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
    with archive, archive.open(MANIFEST, "w") as stream:
        for _ in range(1 << 10):
            stream.write(b" " * (1 << 20))
    assert path.stat().st_size < 2 << 20
    started = time.perf_counter()
    refused(path, "is larger than the 1,048,576 bytes")
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("given", ["lots", "-1", "1e9", "٣"])
def test_a_limit_that_is_none(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, given)
    refused(RELEASE, "FAZHI_MAX_BYTES must be a number of bytes")


def test_the_limit_is_set_by_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "20000000")
    with pytest.raises(fazhi.InputError, match=r"metrics\.parquet is larger"):
        dataset = fazhi.load(RELEASE)
        monkeypatch.setenv(LIMIT_VARIABLE, "20000")
        dataset.table("metrics")
    refused(RELEASE, "manifest.json is larger than the 19 bytes")


def text_that_stands_in_every_row(release: Path) -> None:
    """A table of 20 KB that would take 40 GB."""
    table = pa.table({"note": pa.array(["x" * (1 << 20)] * 2).take(pa.array([0] * 400))})
    path = release / "note.parquet"
    pq.write_table(table, path, row_group_size=200, use_dictionary=True)


def test_a_text_that_stands_in_every_row(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text_that_stands_in_every_row(release)
    assert (release / "note.parquet").stat().st_size < 1 << 18
    manifest = json.loads((release / MANIFEST).read_bytes())
    manifest["files"] = {"note.parquet": {}}
    (release / MANIFEST).write_text(json.dumps(manifest))
    monkeypatch.setenv(LIMIT_VARIABLE, str(64 << 20))
    refused(release, "note.parquet is larger than the 67,108,864 bytes")


def change_column(release: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    path = release / f"{name}.parquet"
    pq.write_table(change(pq.read_table(path)), path)


def _set(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda t: t.drop_columns("value"), "metrics.parquet has no column value"),
        (
            lambda t: _set(t, "value", t["value"].cast(pa.string())),
            "metrics.parquet has string in the column value, where double is",
        ),
        (
            lambda t: _set(t, "region", pa.array([150200] * t.num_rows)),
            "metrics.parquet has int64 in the column region, where string is",
        ),
        (
            lambda t: _set(t, "id", pa.nulls(t.num_rows, pa.string())),
            "metrics.parquet may have nulls in the column id",
        ),
        (lambda t: t.append_column("value", t["value"]), "has the column value twice"),
    ],
)
def test_a_table_with_other_columns(
    release: Path, change: Callable[[pa.Table], pa.Table], sentence: str
) -> None:
    change_column(release, "metrics", change)
    refused(release, sentence)


def definitions(count: int) -> dict[str, object]:
    """A schema of few bytes that names 2 ** count fields."""
    twice = {
        f"D{i}": {"properties": {name: {"$ref": f"#/$defs/D{i + 1}"} for name in ("a", "b")}}
        for i in range(count)
    }
    return {"$ref": "#/$defs/D0", "$defs": {**twice, f"D{count}": {"type": "string"}}}


@pytest.mark.parametrize(
    ("schema", "status"),
    [
        (definitions(60), 2),
        ({"anyOf": [{"$ref": "#/$defs/A"}] * 2, "$defs": {"A": {"$ref": "#/$defs/A"}}}, 2),
        ({"properties": {"": {}}}, 2),
        ({"properties": {"a": {"not": {"pattern": "x"}, "examples": [{"x": [1]}]}}}, 0),
    ],
)
def test_a_schema_that_is_compared(release: Path, schema: object, status: int) -> None:
    (release / "article.schema.json").write_text(json.dumps(schema))
    started = time.perf_counter()
    assert releases.command("diff", RELEASE, release) == status
    assert time.perf_counter() - started < 10


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    kept, where = Path.cwd(), path.parent
    os.chdir(where)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(kept)


def link(path: Path) -> None:
    path.symlink_to(RELEASE / path.name)


@pytest.mark.parametrize("name", [MANIFEST, "metrics.parquet"])
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (pipe, "is a pipe"),
        (listening, "is a socket"),
        (link, "is a symbolic link"),
        (lambda path: path.symlink_to("/dev/zero"), "is a symbolic link"),
        (Path.mkdir, "is a folder"),
    ],
)
def test_what_is_no_regular_file(
    release: Path, name: str, make: Callable[[Path], None], sentence: str
) -> None:
    (release / name).unlink()
    make(release / name)
    refused(release, sentence)
    assert [f.file for f in verify_release(release).faults if f.message == "is no file"] == [name]


def test_a_place_that_is_none(tmp_path: Path) -> None:
    pipe(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("x")
    refused(tmp_path / "pipe", "is neither a folder nor a zip")
    refused("/dev/zero", "is neither a folder nor a zip")
    refused((tmp_path / "pipe").as_uri(), "is neither a folder nor a zip")
    refused(tmp_path / "empty", "there is no release here: manifest.json is missing")
    refused(tmp_path / "text.zip", "is neither a folder nor a zip")
    refused("x" * 5000, "longer than a path")
    refused("x" * 300, "cannot be opened")
    refused(tmp_path / "text.zip" / "x", "cannot be opened")


def test_a_changelog_is_a_regular_file(tmp_path: Path) -> None:
    pipe(tmp_path / "pipe")
    arguments = ("diff", RELEASE, RELEASE, "--require", "--changelog", tmp_path / "pipe")
    assert releases.command(*arguments) == 2


def test_a_table_that_is_checked_is_a_regular_file(tmp_path: Path) -> None:
    table = tmp_path / "articles.parquet"
    pipe(table)
    assert releases.command("check", table) == 2
    table.unlink()
    change = pq.read_table(RELEASE / "articles.parquet")
    pq.write_table(change.append_column("id", change["id"]), table)
    with pytest.raises(fazhi.InputError, match="has the column id twice"):
        fazhi.check(table)


def archive_with(path: Path, change: Callable[[zipfile.ZipFile], None]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in releases.whole().items():
            archive.writestr(f"fazhi/{name}", data)
        change(archive)
    return path


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "a\\b", "C:x"])
def test_a_member_whose_name_leads_elsewhere(tmp_path: Path, name: str) -> None:
    path = archive_with(tmp_path / "x.zip", lambda archive: archive.writestr(name, b""))
    refused(path, "a name that leads elsewhere")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(tmp_path: Path) -> None:
    path = archive_with(
        tmp_path / "x.zip", lambda archive: archive.writestr(f"fazhi/{MANIFEST}", b"")
    )
    refused(path, "twice")


def test_a_member_that_is_a_link(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo(MANIFEST)
    entry.external_attr = 0o120777 << 16
    path = archive_with(tmp_path / "x.zip", lambda archive: archive.writestr(entry, b"/etc/passwd"))
    refused(path, "is a symbolic link")


def rewrite(path: Path, offset_in_entry: int, value: bytes) -> None:
    """Change a field of every entry of the directory of a zip, and of the members' heads."""
    data = bytearray(path.read_bytes())
    for sign, shift in ((b"PK\x01\x02", 0), (b"PK\x03\x04", -2)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            start = at + offset_in_entry + shift
            data[start : start + len(value)] = value
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("offset", "value", "sentence"),
    [
        (8, b"\x01\0", "is encrypted"),
        (10, b"\x63\0", "is compressed in another way"),
        (10, b"\x0c\0", "is compressed in another way"),
        (16, b"\1\2\3\4", "cannot be read"),
    ],
)
def test_a_zip_that_is_read_by_others_only(
    tmp_path: Path, offset: int, value: bytes, sentence: str
) -> None:
    path = archive_with(tmp_path / "x.zip", lambda archive: None)
    rewrite(path, offset, value)
    refused(path, sentence)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_zip_that_is_cut_off(tmp_path: Path, share: float) -> None:
    data = PUBLISHED.read_bytes()
    path = tmp_path / "x.zip"
    path.write_bytes(data[: int(len(data) * share)])
    refused(path, "is neither a folder nor a zip that can be read")


def test_a_damaged_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(PUBLISHED) as archive:
        entry = archive.getinfo("fazhi-0.2.0/metrics.parquet")
    data = bytearray(PUBLISHED.read_bytes())
    data[entry.header_offset + 200] ^= 1
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    refused(path, "metrics.parquet cannot be read")
    assert [fault.file for fault in verify_release(path).faults] == ["metrics.parquet"]
    assert releases.command("verify", path) == 1


def test_archives_are_verified(tmp_path: Path) -> None:
    for path in RELEASES.glob("*.zip"):
        verdict = verify_release(path)
        assert verdict.faults == () and verdict.files > 20
    wheel = archive_with(
        tmp_path / "x.whl", lambda archive: archive.writestr("fazhi-0.3.0.dist-info/RECORD", b"")
    )
    assert verify_release(wheel) == verify_release(RELEASE)
    assert verify_release(RELEASE.as_uri()) == verify_release(RELEASE)


def behind(monkeypatch: pytest.MonkeyPatch, from_uri: Callable[[str], object]) -> None:
    """Have URIs lead to another filesystem."""
    systems = type("FileSystem", (), {"from_uri": staticmethod(from_uri)})
    monkeypatch.setattr(remote, "fs", type("fs", (), {"FileSystem": systems}))


def test_what_gives_no_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "ANSWER", 0.2)
    behind(monkeypatch, lambda uri: time.sleep(3))
    started = time.perf_counter()
    refused("gs://nowhere/release", "there is no way to it")
    assert time.perf_counter() - started < 2


def test_a_filesystem_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(uri: str) -> None:
        raise ImportError("No module named 'huggingface_hub'", name="huggingface_hub")

    behind(monkeypatch, fail)
    with pytest.raises(fazhi.InputError, match="pip install huggingface_hub"):
        fazhi.load("hf://datasets/x/y")


def test_a_trial_can_be_run_again() -> None:
    repeat(damaged_folder, 0)
