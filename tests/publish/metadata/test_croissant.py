"""Croissant: mlcroissant reads every record set of the release, and objects when it is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import mlcroissant
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fazhi
from tests.common import RELEASE

pytestmark = pytest.mark.filterwarnings("ignore")
TABLES = fazhi.load().tables


@cache
def dataset() -> mlcroissant.Dataset:
    return mlcroissant.Dataset(jsonld=str(RELEASE / "croissant.json"))


def test_every_table_is_described_without_a_warning() -> None:
    issues = dataset().metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    assert sorted(one.id for one in dataset().metadata.record_sets) == TABLES
    assert dataset().metadata.version == fazhi.__version__


@pytest.mark.parametrize("table", TABLES)
def test_every_record_set_is_read(table: str) -> None:
    """Every row, every column, every nested value that Croissant can say."""
    stored = pq.ParquetFile(RELEASE / f"{table}.parquet").read()
    wanted = [
        {
            f"{table}/{field.name}": as_read(field.type, row[field.name], f"{table}/{field.name}")
            for field in stored.schema
        }
        for row in stored.to_pylist()
    ]
    assert len(wanted) > 0
    assert [plain(row) for row in dataset().records(table)] == wanted


def as_read(kind: pa.DataType, value: Any, place: str) -> Any:
    """A value of a table as mlcroissant gives it: a struct by the places of its leaves."""
    if pa.types.is_list(kind):
        return [as_read(kind.value_type, item, place) for item in value]
    if pa.types.is_struct(kind):
        return dict(leaves(kind, value, place))
    return value


def leaves(kind: pa.DataType, value: Any, place: str) -> Iterator[tuple[str, Any]]:
    for field in (kind.field(i) for i in range(kind.num_fields)):
        inner = None if value is None else value[field.name]
        here = f"{place}/{field.name}"
        if pa.types.is_struct(field.type):
            yield from leaves(field.type, inner, here)
        elif not (pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)):
            yield here, inner


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.decode()
    return value.date() if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("break_it", "objection"),
    [
        (lambda d: d["distribution"][-1].update(sha256="0" * 64), "Download"),
        (lambda d: d["distribution"][-1].update(contentUrl="nowhere.parquet"), "Download"),
        (lambda d: d["distribution"].pop(), "Malformed source data"),
        (lambda d: last_field(d)["source"]["extract"].update(column="codes"), "Read"),
        (lambda d: last_field(d).update(dataType="sc:Integer"), "Read"),
        (lambda d: last_field(d).pop("dataType"), "does not specify a valid"),
        (lambda d: d.update({"@type": "sc:Book"}), "doesn't extend"),
    ],
)
def test_mlcroissant_objects(
    break_it: Callable[[dict[str, Any]], object], objection: str, release: Path
) -> None:
    path = release / "croissant.json"
    document = json.loads(path.read_bytes())
    table = document["recordSet"][-1]["@id"]
    break_it(document)
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(Exception, match=objection):
        list(mlcroissant.Dataset(jsonld=str(path)).records(table))


def last_field(document: dict[str, Any]) -> Any:
    return document["recordSet"][-1]["field"][0]
