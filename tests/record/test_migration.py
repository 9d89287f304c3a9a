"""Migrations: what an earlier schema version says, the newest one says as well."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.record.arrow import from_row
from fazhi.record.canonical import to_document
from fazhi.record.migration import _BROKEN_DOWN, _STEPS, EARLIER_VERSIONS, UnknownVersion, migrate
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.testing import articles
from tests.common import ROOT

VERSIONS = ROOT / "schema" / "versions"


@cache
def schema(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VERSIONS / version / "article.schema.json").read_bytes())
    return found


def written_for(version: str, article: Article) -> dict[str, Any]:
    """The record as far as an earlier version has fields for it."""
    whole = schema(version)

    def pruned(value: Any, node: dict[str, Any]) -> Any:
        node = next((arm for arm in node.get("anyOf", ()) if "$ref" in arm), node)
        if "$ref" in node:
            node = whole["$defs"][node["$ref"].rpartition("/")[2]]
        if isinstance(value, dict):
            known = node["properties"]
            return {key: pruned(value[key], known[key]) for key in value if key in known}
        return [pruned(item, node["items"]) for item in value] if isinstance(value, list) else value

    document: dict[str, Any] = pruned(to_document(article), whole)
    for metric in document["metrics"]:
        if metric.get("change", {}).get("against") == "unstated":  # new in 1.2
            metric["change"]["against"] = "baseline"
    return document | {"schema_version": version}


def is_valid(document: dict[str, Any], version: str) -> bool:
    return jsonschema.Draft202012Validator(schema(version)).is_valid(document)


@given(articles())
def test_from_1_0_to_1_1(article: Article) -> None:
    old = written_for("1.0", article)
    assert is_valid(old, "1.0")
    kept = deepcopy(old)
    new = migrate(old, "1.1")
    assert old == kept
    assert is_valid(new, "1.1")
    assert not is_valid(new, "1.0")
    assert new == old | {"schema_version": "1.1"}
    assert list(new) == list(old)


@given(articles())
def test_from_1_1_to_1_2(article: Article) -> None:
    """Nothing is lost; aspects and ends of running totals follow from what was there."""
    old = written_for("1.1", article)
    assert is_valid(old, "1.1")
    new = migrate(old, "1.2")
    assert is_valid(new, "1.2")
    assert not is_valid(new, "1.1") or not new["metrics"]
    for before, after in zip(old["metrics"], new["metrics"], strict=True):
        assert after["aspect"] == ("change" if "change" in before else "level")
        is_open = before["period"].endswith("/..")
        assert ("as_of" in after) is (is_open and old["published"] is not None)
        kept = {name: after[name] for name in before}
        if before.get("change", {}).get("against") == "baseline" and "label" in before:
            assert kept["change"].pop("baseline_name") == before["label"]
        assert kept == before


@pytest.mark.parametrize("measure", sorted(_BROKEN_DOWN))
def test_a_measure_of_1_1_becomes_another_broken_down(measure: str) -> None:
    """The vocabulary deprecates exactly these measures, each in favour of the same measure."""
    vocabularies = load_vocabularies(vocabulary_directory())
    replaced, breakdown = _BROKEN_DOWN[measure]
    old = {"schema_version": "1.1", "metrics": [{"measure": measure}]}
    new = migrate(old, "1.2")["metrics"]
    assert new == [{"measure": replaced, "breakdown": breakdown, "aspect": "level"}]
    assert vocabularies.measures[measure].replaced_by == replaced
    ((part, code),) = breakdown.items()
    assert code in getattr(vocabularies, f"{part}s")


def test_only_these_measures_are_deprecated() -> None:
    measures = load_vocabularies(vocabulary_directory()).measures
    assert {measure.code for measure in measures if measure.deprecated} == {*_BROKEN_DOWN}


@given(articles(), st.sampled_from(EARLIER_VERSIONS))
def test_a_row_of_an_earlier_release_is_migrated(article: Article, version: str) -> None:
    old = written_for(version, article)
    row = old | {name: None for name in Article.model_fields if name not in old}
    migrated = from_row(row | {"published_start": date(2026, 1, 1)})
    assert migrated.schema_version == SCHEMA_VERSION
    assert to_document(migrated) == migrate(old)


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
    with pytest.raises(UnknownVersion, match="no steps lead from schema version"):
        migrate({"schema_version": SCHEMA_VERSION}, EARLIER_VERSIONS[0])


def test_the_record_given_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(document: dict[str, Any]) -> dict[str, Any]:
        document["headline"]["zh"] = "改"
        return document

    monkeypatch.setitem(_STEPS, "1.0", ("1.1", careless))
    old = {"schema_version": "1.0", "headline": {"zh": "原"}}
    assert migrate(old, "1.1")["headline"] == {"zh": "改"}
    assert old == {"schema_version": "1.0", "headline": {"zh": "原"}}
