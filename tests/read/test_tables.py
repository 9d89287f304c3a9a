"""The columns that tables must have are those of what was published."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fazhi.publish.version import parse_version
from fazhi.read.store import open_store
from fazhi.read.tables import (
    BrokenTable,
    check_columns,
    decode,
    expected_columns,
    is_known,
    schema_versions,
    written_columns,
)
from fazhi.record.migration import EARLIER_VERSIONS
from fazhi.record.model import SCHEMA_VERSION
from tests.common import RELEASE, RELEASES, ROOT

FIRST = {}
for _archive in sorted(RELEASES.glob("*.zip"), key=lambda path: parse_version(path.stem)):
    _store = open_store(str(_archive))
    FIRST.setdefault(_store.manifest["schema_version"], _store)


def test_every_schema_version_is_known() -> None:
    assert schema_versions() == sorted([*EARLIER_VERSIONS, SCHEMA_VERSION])
    assert all(map(is_known, schema_versions()))
    assert not any(map(is_known, ["9.9", "", "1", "1.2.tsv", "../columns/1.2", "1.2\0"]))


@pytest.mark.parametrize("version", FIRST)
def test_the_columns_are_those_of_the_first_release(version: str) -> None:
    store = FIRST[version]
    schemas = {name: decode(store.file(f"{name}.parquet")).schema for name in store.tables}
    kept = ROOT / "loaders" / "fazhi" / "read" / "columns" / f"{version}.tsv"
    assert kept.read_text("utf-8") == written_columns(schemas)


def test_how_values_are_stored_makes_no_difference() -> None:
    table = pq.read_table(RELEASE / "metrics.parquet")
    for i, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            plain = pa.field(field.name, pa.large_string(), field.nullable)
            table = table.set_column(i, plain, table.column(i).cast(pa.string()).cast(plain.type))
    check_columns(table, "metrics", SCHEMA_VERSION)
    check_columns(table.append_column("new", table["id"]), "metrics", SCHEMA_VERSION)


def test_a_part_of_a_nested_column_counts() -> None:
    kinds = expected_columns(SCHEMA_VERSION)["articles"]
    assert "exact:string not null" in kinds["metrics"]
    table = pq.read_table(RELEASE / "articles.parquet")
    without = pa.array([{"zh": "x"}] * table.num_rows, pa.struct([pa.field("zh", pa.string())]))
    i = table.column_names.index("headline")
    with pytest.raises(
        BrokenTable, match="has other parts in the column headline, where struct is"
    ):
        check_columns(table.set_column(i, "headline", without), "articles", SCHEMA_VERSION)


def test_a_large_table_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read in parts is what is read at once."""
    data = (RELEASE / "measures.parquet").read_bytes()
    whole = decode(data)
    monkeypatch.setenv("FAZHI_MAX_BYTES", str(4 * whole.nbytes))
    assert decode(data).equals(whole)
