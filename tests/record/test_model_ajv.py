"""Ajv, the validator of the JavaScript world, gives the verdicts of the three Python ones."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from fazhi.validate.schema import DIALECT, article_schema
from tests.common import ROOT, SAMPLE
from tests.javascript import ask
from tests.record.test_model import KNOWN, at, mutations, verdicts

SCHEMA = json.loads((ROOT / "schema" / "article.schema.json").read_text("utf-8"))
RECORDS = [
    json.loads(path.read_text("utf-8"))
    for path in [*sorted((ROOT / "dataset" / "articles").glob("*.json")), *SAMPLE.glob("*.json")]
]


def drawn(count: int) -> list[Any]:
    """Valid records, each with one thing changed anywhere in it."""
    documents: list[Any] = []

    @settings(max_examples=count)
    @given(mutations())
    def draw(document: Any) -> None:
        documents.append(document)

    draw()
    return documents


def known() -> list[Any]:
    documents = []
    for pointer, value, _ in KNOWN:
        document = deepcopy(RECORDS[-1])
        at(document, pointer[:-1])[pointer[-1]] = value
        documents.append(document)
    return documents


def test_records_are_valid() -> None:
    assert ask("ajv.js", question={"schema": SCHEMA, "documents": RECORDS}) == [True] * len(RECORDS)


def test_the_same_verdict_on_valid_and_broken_records() -> None:
    documents = [*RECORDS, *known(), *drawn(300)]
    answers = ask("ajv.js", question={"schema": SCHEMA, "documents": documents})
    assert {True, False} == {*answers}
    for document, answer in zip(documents, answers, strict=True):
        assert verdicts(document) == (answer,) * 3, json.dumps(document, ensure_ascii=False)


def test_the_schema_is_valid_by_its_meta_schema() -> None:
    assert article_schema() == SCHEMA
    assert SCHEMA["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "change", [{"type": "objekt"}, {"required": "id"}, {"properties": []}, {"maxLength": -1}]
)
def test_a_broken_schema_is_refused(change: dict[str, Any]) -> None:
    broken = SCHEMA | change
    with pytest.raises(jsonschema.SchemaError):
        jsonschema.Draft202012Validator.check_schema(broken)
    complaint = ask("ajv.js", question={"schema": broken, "documents": []}, status=1)
    assert "schema is invalid" in complaint
