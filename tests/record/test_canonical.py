"""Record → canonical JSON → model → Arrow → Parquet → record is the identity."""

from __future__ import annotations

import json

from hypothesis import given

from fazhi.record.canonical import to_document, to_json, to_json_line
from fazhi.record.model import Article
from fazhi.testing import articles


@given(articles())
def test_json(article: Article) -> None:
    text = to_json(article)
    assert Article.model_validate_json(text) == article
    assert to_json(Article.model_validate_json(text)) == text
    assert Article.model_validate_json(to_json_line(article)) == article
    assert "\n" not in to_json_line(article)


def test_the_sample_is_canonical(record_text: str) -> None:
    assert to_json(Article.model_validate_json(record_text)) == record_text


def test_keys_stand_in_schema_order(record_text: str) -> None:
    article = Article.model_validate_json(record_text)
    shuffled = dict(reversed(json.loads(record_text).items()))
    again = Article.model_validate_json(json.dumps(shuffled))
    assert list(to_document(again)) == list(json.loads(record_text))
    assert again == article
