"""Record → Arrow → Parquet → record is the identity."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings

from fazhi.record.arrow import arrow_fields, from_row, read_lines
from fazhi.record.canonical import to_document, to_json_line
from fazhi.record.model import Article
from fazhi.testing import articles


@settings(max_examples=40)
@given(articles())
def test_arrow_and_parquet(article: Article) -> None:
    table = read_lines(f"{to_json_line(article)}\n".encode())
    rows = pa.Table.from_pylist([to_document(article)], schema=pa.schema(arrow_fields(Article)))
    assert table.equals(rows)
    assert from_row(table.to_pylist()[0]) == article
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer, compression="zstd")
    back = pq.ParquetFile(pa.BufferReader(buffer.getvalue())).read()
    assert from_row(back.to_pylist()[0]) == article
