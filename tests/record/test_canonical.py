"""Record → canonical JSON → model → Arrow → Parquet → record is the identity."""

from __future__ import annotations

import json
import re
from random import Random

import pytest
from hypothesis import given

from fazhi.record.canonical import decode_canonical, to_document, to_json, to_json_line
from fazhi.record.model import Article
from fazhi.testing import articles
from fazhi.validate.check import decode
from fazhi.validate.json_text import read_bytes


@given(articles())
def test_json(article: Article) -> None:
    text = to_json(article)
    assert Article.model_validate_json(text) == article
    assert to_json(Article.model_validate_json(text)) == text
    assert Article.model_validate_json(to_json_line(article)) == article
    assert "\n" not in to_json_line(article)


@given(articles())
def test_what_is_decoded_as_canonical(article: Article) -> None:
    """The fast way never accepts what the slow way would write otherwise, and seldom refuses."""
    for text, is_line in ((to_json(article), False), (to_json_line(article), True)):
        assert decode_canonical(text, is_line) in (article, None)
        assert decode_canonical(text, not is_line) is None
    if article.published and not re.search(r"\\\\[^\"\\\\]|[0-9.]{16}|e-[0-9]", to_json(article)):
        assert decode_canonical(to_json(article)) == article


@pytest.mark.parametrize("number", range(400))
def test_no_other_text_is_decoded_as_canonical(record_text: str, number: int) -> None:
    """A text that differs in one character, or repeats one or a line, is written otherwise."""
    random = Random(number)
    at = random.randrange(len(record_text))
    lines = record_text.splitlines(keepends=True)
    line = random.randrange(len(lines))
    for text in (
        record_text[:at] + random.choice(' \n0"\\,e.-A法') + record_text[at + 1 :],
        record_text[:at] + record_text[at + 1 :],
        record_text[:at] + record_text[at] + record_text[at:],
        "".join([*lines[: line + 1], *lines[line:]]),
    ):
        article = decode_canonical(text)
        assert article is None or to_json(article) == text
        document = read_bytes(text.encode())
        assert article is None or (not document.faults and decode(document) == article)


def test_the_sample_is_canonical(record_text: str) -> None:
    assert to_json(Article.model_validate_json(record_text)) == record_text
    assert decode_canonical(record_text) == Article.model_validate_json(record_text)


def test_keys_stand_in_schema_order(record_text: str) -> None:
    article = Article.model_validate_json(record_text)
    shuffled = dict(reversed(json.loads(record_text).items()))
    again = Article.model_validate_json(json.dumps(shuffled))
    assert list(to_document(again)) == list(json.loads(record_text))
    assert again == article
