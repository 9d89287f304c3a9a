"""The tables: every column described, sorted, compressed, and plain to readers of any language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

import fazhi
from fazhi.publish.tables import build_tables
from fazhi.record.arrow import from_row
from fazhi.record.model import Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.testing import articles
from tests.common import RELEASE, ROOT
from tests.javascript import ask

TABLES = fazhi.load().tables


def stored(table: str) -> pa.Table:
    return pq.ParquetFile(RELEASE / f"{table}.parquet").read()


def fields(schema: Any) -> Iterator[pa.Field]:
    """Every field, the nested ones too."""
    for field in schema:
        yield field
        kind = field.type.value_type if pa.types.is_list(field.type) else field.type
        if pa.types.is_struct(kind):
            yield from fields([kind.field(i) for i in range(kind.num_fields)])


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described(table: str) -> None:
    schema = stored(table).schema
    assert schema.metadata[b"description"]
    assert schema.metadata[b"version"].decode() == fazhi.__version__
    for field in fields(schema):
        assert len(field.metadata[b"description"].decode()) > 3, field.name


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_compressed_and_texts_stored_once(table: str) -> None:
    file = pq.ParquetFile(RELEASE / f"{table}.parquet").metadata
    groups = [file.row_group(i) for i in range(file.num_row_groups)]
    columns = [group.column(i) for group in groups for i in range(group.num_columns)]
    assert {column.compression for column in columns} == {"ZSTD"}
    texts = [column for column in columns if column.physical_type == "BYTE_ARRAY"]
    assert [column.path_in_schema for column in texts if not column.has_dictionary_page] == []


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted(table: str) -> None:
    region = {row["id"]: row["region"] for row in stored("articles").to_pylist()}

    def place(row: dict[str, Any]) -> tuple[str, ...]:
        if "article" in row:
            own = row["region"] if table == "metrics" else region[row["article"]]
            return own, row["article"]
        return (row["id"] if table == "articles" else row["code"],)

    places = [place(row) for row in stored(table).to_pylist()]
    assert places == sorted(places)
    assert len({*places}) > 1 or table in ("honours", "relations")


def test_codes_are_dictionaries() -> None:
    schema = stored("metrics").schema
    codes = {f.name for f in schema if pa.types.is_dictionary(f.type)}
    assert {"article", "measure", "unit", "region", "bound", "basis", "organization"} <= codes


def test_the_page_of_tables_names_every_column() -> None:
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    tables = build_tables((), load_vocabularies(vocabulary_directory()))
    assert sorted(tables) == TABLES
    for name, table in tables.items():
        section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        for field in table.schema:
            assert f"| `{field.name}` |" in section
            assert field.metadata[b"description"].decode().split("\n")[0] in section


@pytest.mark.parametrize("table", TABLES)
def test_a_reader_in_rust_a_reader_in_cpp_and_one_in_javascript_agree(table: str) -> None:
    """None of them is told of Arrow: what they read is Parquet's own plain types."""
    path = RELEASE / f"{table}.parquet"
    rows = stored(table).to_pylist()
    frame = polars.read_parquet(path)
    assert frame.to_dicts() == rows
    assert not {kind for kind in frame.schema.values() if kind in (polars.Object, polars.Binary)}
    columns = duckdb.read_parquet(str(path))
    assert [dict(zip(columns.columns, row, strict=True)) for row in columns.fetchall()] == rows
    assert ask("parquet.js", path) == _as_json(rows)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return f"{value.isoformat()}T00:00:00.000Z" if isinstance(value, date) else value


def test_types_without_arrow() -> None:
    """The columns of metrics as DuckDB names their types."""
    table = duckdb.read_parquet(str(RELEASE / "metrics.parquet"))
    types = dict(zip(table.columns, map(str, table.types), strict=True))
    assert types["value"] == "DOUBLE"
    assert types["summable"] == "BOOLEAN"
    assert types["themes"] == "VARCHAR[]"
    assert types["evidence"] == (
        'STRUCT("exact" VARCHAR, "start" BIGINT, "end" BIGINT, "role" VARCHAR)[]'
    )
    others = types.keys() - {
        "value", "upper", "summable", "themes", "evidence",
    }  # fmt: skip
    days = {name for name in others if name.endswith(("_start", "_end"))}
    assert {types[name] for name in days} == {"DATE"}
    others -= days
    assert {types[name] for name in others} == {"VARCHAR"}


@settings(max_examples=25)
@given(articles())
def test_the_built_table_holds_the_record(article: Article) -> None:
    tables = build_tables([article], load_vocabularies(vocabulary_directory()))
    assert from_row(tables["articles"].to_pylist()[0]) == article
    expected = len(article.metrics) if article.status == "active" else 0
    assert tables["metrics"].num_rows == expected
