"""Data Package: frictionless reads and validates every resource, and objects when one is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.common import RELEASE

pytestmark = pytest.mark.filterwarnings("ignore")
FLAT = ["contributors", "organizations", "participants"]


def objections(folder: Path) -> list[str]:
    try:
        package = frictionless.Package("datapackage.json", basepath=str(folder))
        report = package.validate()
    except frictionless.FrictionlessException as error:
        return [str(one) for one in (error.reasons or [error.error])]
    return [str(row) for row in report.flatten(["name", "type", "message"])]


def test_every_resource_is_valid() -> None:
    assert objections(RELEASE) == []


def test_every_data_file_is_a_resource() -> None:
    package = json.loads((RELEASE / "datapackage.json").read_bytes())
    data = {path.name for path in RELEASE.iterdir() if path.suffix in (".parquet", ".jsonl")}
    assert {one["path"] for one in package["resources"]} == data


def test_every_table_without_nested_columns_is_described_column_by_column() -> None:
    package = json.loads((RELEASE / "datapackage.json").read_bytes())
    described = {
        one["path"]: [field["name"] for field in one["schema"]["fields"]]
        for one in package["resources"]
        if "schema" in one
    }
    schemas = {path.name: pq.read_schema(path) for path in RELEASE.glob("*.parquet")}
    flat = {
        name: schema.names
        for name, schema in schemas.items()
        if not any(pa.types.is_nested(field.type) for field in schema)
    }
    assert described == flat
    assert sorted(flat) == [f"{name}.parquet" for name in FLAT]


@pytest.mark.parametrize("name", FLAT)
def test_rows_are_read_with_their_types(name: str) -> None:
    package = frictionless.Package("datapackage.json", basepath=str(RELEASE))
    read = [row.to_dict() for row in package.get_resource(f"{name}.parquet").read_rows()]
    assert read == pq.ParquetFile(RELEASE / f"{name}.parquet").read().to_pylist()


def _resource(document: dict[str, Any], path: str) -> Any:
    return next(one for one in document["resources"] if one["path"] == path)


@pytest.mark.parametrize(
    ("break_it", "objection"),
    [
        (lambda d: _resource(d, "metrics.parquet").update(hash="sha256:" + "0" * 64), "hash"),
        (lambda d: _resource(d, "articles.jsonl").update(bytes=1), "byte count"),
        (lambda d: _resource(d, "units.parquet").update(path="nowhere.parquet"), "nowhere"),
        (lambda d: _flat_fields(d)[0].update(type="integer"), "integer"),
        (lambda d: _flat_fields(d)[0].update(type="no-such-type"), "no-such-type"),
        (lambda d: _flat_fields(d)[0].update(name="nobody"), "nobody"),
        (lambda d: _flat_fields(d).pop(), "label"),
        (lambda d: d.update(name="Not a name!"), "name"),
        (lambda d: d.pop("resources"), "resources"),
    ],
)
def test_frictionless_objects(
    break_it: Callable[[dict[str, Any]], object], objection: str, release: Path
) -> None:
    path = release / "datapackage.json"
    document = json.loads(path.read_bytes())
    break_it(document)
    path.write_text(json.dumps(document), "utf-8")
    assert any(objection in one for one in objections(release))


def _flat_fields(document: dict[str, Any]) -> Any:
    return _resource(document, "organizations.parquet")["schema"]["fields"]
