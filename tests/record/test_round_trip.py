"""Record → canonical JSON → model → Arrow → Parquet → record is the identity."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings

from fazhi.publish.tables import build_tables
from fazhi.record.arrow import arrow_fields, from_row, to_row
from fazhi.record.article import Article, Part
from fazhi.record.canonical import to_document, to_json, to_json_line
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.testing import articles


@given(articles())
def test_json(article: Article) -> None:
    text = to_json(article)
    assert Article.model_validate_json(text) == article
    assert to_json(Article.model_validate_json(text)) == text
    assert Article.model_validate_json(to_json_line(article)) == article
    assert "\n" not in to_json_line(article)


@settings(max_examples=40)
@given(articles())
def test_arrow_and_parquet(article: Article) -> None:
    table = pa.Table.from_pylist([to_row(article)], schema=pa.schema(arrow_fields(Article)))
    assert from_row(table.to_pylist()[0]) == article
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer, compression="zstd")
    back = pq.ParquetFile(pa.BufferReader(buffer.getvalue())).read()
    assert from_row(back.to_pylist()[0]) == article


@settings(max_examples=25)
@given(articles())
def test_the_built_table_holds_the_record(article: Article) -> None:
    tables = build_tables([article], load_vocabularies(vocabulary_directory()))
    assert from_row(tables["articles"].to_pylist()[0]) == article
    expected = len(article.metrics) if article.status == "active" else 0
    assert tables["metrics"].num_rows == expected


def test_the_sample_is_canonical(record_text: str) -> None:
    assert to_json(Article.model_validate_json(record_text)) == record_text


def test_keys_stand_in_schema_order(record_text: str) -> None:
    article = Article.model_validate_json(record_text)
    shuffled = dict(reversed(json.loads(record_text).items()))
    again = Article.model_validate_json(json.dumps(shuffled))
    assert list(to_document(again)) == list(json.loads(record_text))
    assert again == article


def _fields_used(part: Part) -> set[str]:
    used = set()
    for name in type(part).model_fields:
        value = getattr(part, name)
        if value is not None:
            used.add(f"{type(part).__name__}.{name}")
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                used |= _fields_used(inner)
    return used


def _parts(part: type[Part]) -> set[type[Part]]:
    """The part and every part inside it."""
    names = {
        one["title"] for one in part.model_json_schema()["$defs"].values() if "properties" in one
    }
    return {part} | {one for one in Part.__subclasses__() if one.__name__ in names}


def test_the_strategies_use_every_field_of_the_model() -> None:
    """A field that is added to the model and not to the strategies would go untested."""
    used: set[str] = set()

    @settings(max_examples=150, derandomize=True, database=None)
    @given(articles())
    def collect(article: Article) -> None:
        used.update(_fields_used(article))

    collect()
    assert used == {f"{p.__name__}.{name}" for p in _parts(Article) for name in p.model_fields}
