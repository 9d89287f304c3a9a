"""Damaged releases, made from random numbers, and everything that a user may do with one."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import fazhi
from fazhi.cli import main
from fazhi.publish.diff import render
from fazhi.publish.diff.compare import compare
from fazhi.publish.manifest import MANIFEST, SUMS, render_sums
from fazhi.publish.release import read_release
from fazhi.publish.verify import verify_release
from fazhi.record.canonical import dump
from tests.common import RELEASE

Files = dict[str, bytes]
VALUES: list[Any] = [
    None, True, 0, -1, 1.5, 10**20, "", "x", "1.0", "9.9", "../x", "\0", [], [1], {}, {"x": 1},
    [[[]]], "[/red]`|\x1b",
]  # fmt: skip
TYPES = [
    pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.binary(), pa.null(),
    pa.list_(pa.string()), pa.struct([pa.field("x", pa.int8())]), pa.timestamp("ns"),
    pa.duration("us"), pa.decimal128(5, 2), pa.large_string(), pa.map_(pa.string(), pa.int8()),
]  # fmt: skip


@cache
def whole() -> Files:
    """The files of the checked-out release."""
    return {path.name: path.read_bytes() for path in sorted(RELEASE.iterdir())}


@cache
def schemas() -> dict[str, pa.Schema]:
    """The schemas of its tables."""
    names = [name for name in whole() if name.endswith(".parquet")]
    return {
        name.removesuffix(".parquet"): pq.read_schema(pa.BufferReader(whole()[name]))
        for name in names
    }


# Damage to files. ----------------------------------------------------------------------------


def damage_bytes(files: Files, random: Random) -> None:
    """Flip, cut, double or empty some bytes of a file, or take the file away."""
    name = random.choice(sorted(files))
    data = files[name]
    at = random.randrange(max(1, len(data)))
    choice = random.randrange(6)
    if choice < 3:
        flipped = bytearray(data)
        for _ in range(random.choice([1, 1, 8, 200])):
            flipped[random.randrange(len(flipped))] ^= random.randrange(1, 256)
        files[name] = bytes(flipped)
    elif choice == 5:
        del files[name]
    else:
        files[name] = data[:at] if choice == 3 else data[:at] + data


def damage_json(name: str) -> Callable[[Files, Random], None]:
    """Replace a node of a document by a value of any type, or take a member away."""

    def damage(files: Files, random: Random) -> None:
        data = files.get(name, b"")
        lines = data.splitlines() if name.endswith(".jsonl") else [data]
        at = random.randrange(len(lines)) if lines else 0
        try:
            document = json.loads(lines[at])
        except (ValueError, IndexError):  # damaged before
            return
        holder, key = random.choice([*_nodes({"": document})])
        holder[key] = random.choice(VALUES)
        if random.random() < 0.2:
            del holder[key]
        lines[at] = json.dumps(document).encode() if holder != {} else b"null"
        files[name] = b"\n".join(lines)

    return damage


def _nodes(value: Any) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield value, key
        if isinstance(inner, (dict, list)):
            yield from _nodes(inner)


def damage_table(files: Files, random: Random) -> None:
    """Drop, rename, retype, double or empty a column, or the rows."""
    name = random.choice([name for name in sorted(files) if name.endswith(".parquet")])
    try:
        table = pq.read_table(pa.BufferReader(files[name]))
    except (OSError, pa.ArrowException):  # damaged before
        return
    i = random.randrange(table.num_columns)
    field, column = table.schema.field(i), table.column(i)
    choice = random.randrange(6)
    if choice == 0:
        table = table.remove_column(i)
    elif choice == 1:
        table = table.rename_columns(
            [f"{n}_" if j == i else n for j, n in enumerate(table.column_names)]
        )
    elif choice == 2:
        table = table.append_column(field, column)
    elif choice == 3:
        nulls = pa.nulls(table.num_rows, field.type)
        table = table.set_column(i, pa.field(field.name, field.type), nulls)
    elif choice == 4:
        kind = random.choice(TYPES)
        values = _any_values(kind, table.num_rows)
        table = table.set_column(i, pa.field(field.name, kind), values)
    else:
        table = table.slice(0, random.choice([0, 1]))
    sink = io.BytesIO()
    with contextlib.suppress(pa.ArrowException):  # what Parquet cannot hold
        pq.write_table(table, sink)
        files[name] = sink.getvalue()


def _any_values(kind: pa.DataType, count: int) -> pa.Array:
    try:
        return pa.array([0] * count).cast(kind)
    except pa.ArrowException:
        return pa.nulls(count, kind)


def reseal(files: Files, random: Random) -> None:
    """What a forger would do: make the digests agree again, where there are any."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        manifest = json.loads(files[MANIFEST])
        for name, entry in manifest["files"].items():
            entry |= {"sha256": sha256(files[name]).hexdigest(), "bytes": len(files[name])}
        files[MANIFEST] = dump(manifest).encode()
    digests = {name: sha256(data).hexdigest() for name, data in files.items() if name != SUMS}
    files[SUMS] = render_sums(digests)


DAMAGES = [
    damage_bytes, damage_bytes, damage_table, damage_table, damage_table, damage_json(MANIFEST),
    damage_json(MANIFEST), damage_json("articles.jsonl"), damage_json("article.schema.json"),
]  # fmt: skip


# Damage to archives. -------------------------------------------------------------------------

NAMES = ["../x", "/x", "a\\b", "C:x", "manifest.json", "manifest.json/x", "x\0y", "x/" * 2000]


def pack(files: Files, random: Random) -> bytes:
    """A zip of the files, in one of the ways a zip may be."""
    method = random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    folder = random.choice(["", "fazhi-0.3.0/", "fazhi/data/release/"])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(folder + name, data)
        if random.random() < 0.2:
            with contextlib.suppress(ValueError), _quiet():
                archive.writestr(random.choice(NAMES), b"{}")
    return buffer.getvalue()


def damage_archive(data: bytes, random: Random) -> bytes:
    """Flip or cut some bytes, many of them in the directory at the end."""
    choice = random.randrange(3)
    if choice == 0:
        return data[: random.randrange(len(data))]
    flipped = bytearray(data)
    first = max(0, len(data) - 4000) if choice == 1 else 0
    for _ in range(random.choice([1, 4, 40])):
        flipped[random.randrange(first, len(flipped))] ^= random.randrange(1, 256)
    return bytes(flipped)


def _quiet() -> Any:
    import warnings

    caught = warnings.catch_warnings()
    warnings.simplefilter("ignore")
    return caught


# What a user does. ---------------------------------------------------------------------------


def write(files: Files, folder: Path) -> Path:
    """The files in a folder."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def examine(source: Path, random: Random) -> None:
    """Load, verify, compare, show and check a release. Raises anything but FazhiError where a
    promise is broken."""
    with contextlib.suppress(fazhi.FazhiError):
        dataset = fazhi.load(source)
        assert isinstance(dataset.version, str)
        for name in dataset.tables:
            with contextlib.suppress(fazhi.FazhiError):
                assert_types(name, dataset.table(name), dataset.schema_version)
        with contextlib.suppress(fazhi.FazhiError):
            assert all(isinstance(article, fazhi.Article) for article in dataset.articles)
        with contextlib.suppress(fazhi.FazhiError):
            dataset.table("metrics", region="150200", theme="protection", period="2025")
    with contextlib.suppress(fazhi.FazhiError):
        verify_release(source)
    with contextlib.suppress(fazhi.FazhiError):
        releases = sound(), read_release(str(source))
        for old, new in (releases, releases[::-1]):
            found = compare(old, new)
            found.refusals()
            for write_out in (render.as_text, render.as_json, render.as_markdown):
                write_out(found)
    form = random.choice(["table", "csv", "json"])
    command("show", random.choice(sorted(schemas())), "--data", source, "--output-format", form)
    command("verify", source)
    table = source / "articles.parquet"
    if table.exists():
        command("check", table)


@cache
def sound() -> Any:
    """The whole release, read for comparisons."""
    return read_release(str(RELEASE))


def assert_types(name: str, table: pa.Table, version: str) -> None:
    """Every column that the whole release has is there with its type, and no null where none may
    be; every value can be had."""
    table.to_pylist()
    for field in schemas().get(name, ()):
        if field.name not in table.column_names:
            assert version != fazhi.load().schema_version, f"{name} has no {field.name}"
            continue
        column = table[field.name]
        plain = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        known = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if version == fazhi.load().schema_version:
            assert plain == known or plain == pa.large_string(), f"{name}.{field.name}: {plain}"
            assert field.nullable or not column.null_count, f"{name}.{field.name} has nulls"


def command(*arguments: object) -> int:
    """Run `fazhi` here; its exit status, which is 0, 1 or 2, and 2 with one sentence."""
    out, err = io.StringIO(), io.StringIO()
    kept, sys.argv = sys.argv, ["fazhi", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
        status = 0
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    finally:
        sys.argv = kept
    assert status in (0, 1, 2), (arguments, status)
    if status == 2:
        said = err.getvalue()
        assert said.startswith("fazhi: ") and said.count("\n") == 1, (arguments, said)
    return status
