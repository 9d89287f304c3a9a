"""Migrations: what an earlier schema version says, the newest one says as well."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from common import ROOT
from fazhi.record.arrow import from_row
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.canonical import to_document
from fazhi.record.migration import EARLIER_VERSIONS, UnknownVersion, migrate
from fazhi.testing import articles

VERSIONS = ROOT / "schema" / "versions"


def as_1_0(article: Article) -> dict[str, Any]:
    """The record without what 1.1 added."""
    document = to_document(article) | {"schema_version": "1.0"}
    for part in (*document["initiatives"], *document["metrics"]):
        part.pop("participants", None)
        part.pop("period_inferred_from", None)
    return document


def is_valid(document: dict[str, Any], version: str) -> bool:
    schema = json.loads((VERSIONS / version / "article.schema.json").read_bytes())
    return jsonschema.Draft202012Validator(schema).is_valid(document)


@given(articles())
def test_from_1_0_to_1_1(article: Article) -> None:
    old = as_1_0(article)
    assert is_valid(old, "1.0")
    kept = deepcopy(old)
    new = migrate(old, "1.1")
    assert old == kept
    assert is_valid(new, "1.1")
    assert not is_valid(new, "1.0")
    assert new == old | {"schema_version": "1.1"}
    assert list(new) == list(old)


@given(articles())
def test_a_row_of_an_earlier_release_is_lifted(article: Article) -> None:
    old = as_1_0(article)
    row = old | {name: None for name in Article.model_fields if name not in old}
    lifted = from_row(row | {"published_start": None})
    assert lifted.schema_version == SCHEMA_VERSION
    assert as_1_0(lifted) == old


@given(articles())
def test_the_newest_version_stays_as_it_is(article: Article) -> None:
    document = to_document(article)
    assert migrate(document) == document


def test_every_published_version_has_a_way_to_the_newest() -> None:
    published = {path.name for path in VERSIONS.iterdir()}
    assert {*EARLIER_VERSIONS, SCHEMA_VERSION} == published
    for version in published:
        assert migrate({"schema_version": version})["schema_version"] == SCHEMA_VERSION


@pytest.mark.parametrize("version", ["9.0", "", None, 1.0, ["1.0"]])
def test_no_way_from_an_unknown_version(version: object) -> None:
    with pytest.raises(UnknownVersion, match="no steps lead from schema version"):
        migrate({"schema_version": version})


def test_no_way_back() -> None:
    with pytest.raises(UnknownVersion, match=r"from schema version '1\.1' to '1\.0'"):
        migrate({"schema_version": "1.1"}, "1.0")
