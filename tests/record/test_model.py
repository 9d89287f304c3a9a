"""pydantic, `jsonschema` and `jsonschema-rs` accept and reject the same documents."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fazhi.record.canonical import to_document
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.testing import articles
from fazhi.validate.json_text import read_bytes
from fazhi.validate.schema import article_schema, schema_errors
from tests.common import ROOT

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.sampled_from([0, 1, -1, 1.0, 1e2, 0.5, -0.0, 1e15, 1.1e15, 10**15 + 1, 10_000_001]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=6),
    st.sampled_from(
        [
            "",
            "a\n",
            "\n",
            "150200\n",
            "１５０２００",
            "a-b",
            "-a",
            "a-",
            "A",
            "é",
            "\u0000",
            "😀" * 401,
        ]
        + ["x" * n for n in (64, 65, 80, 81, 400, 401, 2000, 2001)]
        + ["active", "withdrawn", "1.0", "1.1", "zh", "zh-Hans", "2025", "2025\n", "0" * 64]
    ),
    st.just([]),
    st.just({}),
)


@cache
def validators() -> tuple[Any, Any]:
    schema = article_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)


def verdicts(document: Any) -> tuple[bool, bool, bool]:
    text = json.dumps(document)
    reference, fast = validators()
    try:
        Article.model_validate_json(text)
        ours = True
    except ValidationError:
        ours = False
    return ours, reference.is_valid(document), fast.is_valid(document)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found += places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += places(item, (*path, index))
    return found


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


@st.composite
def mutations(draw: st.DrawFn) -> Any:
    """A valid document with one thing changed anywhere in it."""
    document = deepcopy(to_document(draw(articles())))
    path = draw(st.sampled_from(places(document)[1:]))
    *way, last = path
    parent = at(document, tuple(way))
    value = parent[last]
    kinds = ["replace", "delete", "nest"]
    kinds += ["rename", "extra"] if isinstance(parent, dict) else ["repeat"]
    kinds += ["append"] if isinstance(value, str) else []
    kind = draw(st.sampled_from(kinds))
    event(kind)
    if kind == "replace":
        parent[last] = draw(LEAVES)
    elif kind == "delete":
        del parent[last]
    elif kind == "nest":
        parent[last] = draw(st.sampled_from([[value], {"zh": value}, [[]]]))
    elif kind == "rename":
        parent[draw(st.sampled_from([last + "s", last[:-1], last.upper(), ""]))] = parent.pop(last)
    elif kind == "extra":
        parent[draw(st.text(max_size=5))] = draw(LEAVES)
    elif kind == "repeat":
        parent += [value] * draw(st.sampled_from([1, 20, 100]))
    else:
        parent[last] = value + draw(st.text(min_size=1, max_size=3))
    return document


@settings(max_examples=600)
@given(mutations())
def test_on_every_mutation(document: Any) -> None:
    if read_bytes(json.dumps(document).encode()).faults:
        return  # what our own reader stops never reaches a validator
    ours, reference, fast = verdicts(document)
    event("accepted" if ours else "rejected")
    assert ours == reference == fast
    assert bool(schema_errors(document)) == (not ours)


# Where engines are known to differ: where, what, and whether it is valid.
KNOWN = [
    (("revision",), 1.0, True),
    (("revision",), 1e2, True),
    (("revision",), 1.5, False),
    (("revision",), True, False),
    (("revision",), 0, False),
    (("revision",), 10_001, False),
    (("revision",), 10**300, False),
    (("metrics", 0, "value"), 1, True),
    (("metrics", 0, "value"), 1.5, True),
    (("metrics", 0, "value"), True, False),
    (("metrics", 0, "value"), 1e15, True),
    (("metrics", 0, "value"), 1e15 + 2, False),
    (("metrics", 0, "evidence", 0, "start"), -1, False),
    (("metrics", 0, "evidence", 0, "start"), 1.0, True),
    (("relations", 0, "holds"), 1, False),
    (("id",), "lakeside-court\n", False),
    (("region",), "150302\n", False),
    (("region",), "１５０３０２", False),
    (("published",), None, True),
    (("withdrawal",), None, False),
    (("headline", "zh"), "\n", True),
    (("headline", "zh"), "𠮷" * 400, True),
    (("headline", "zh"), "𠮷" * 401, False),
    (("schema_version",), "1.0\n", False),
    (("schema_version",), 1.0, False),
    (("language",), "zh-hans", False),
]


@pytest.mark.parametrize(("pointer", "value", "valid"), KNOWN)
def test_where_engines_are_known_to_differ(
    record_text: str, pointer: tuple[Any, ...], value: Any, valid: bool
) -> None:
    document = json.loads(record_text)
    at(document, pointer[:-1])[pointer[-1]] = value
    assert verdicts(document) == (valid, valid, valid)


def test_the_published_schema_is_frozen() -> None:
    """The schema of a version is published once; a change to the model needs a new version."""
    frozen = ROOT / "schema" / "versions" / SCHEMA_VERSION / "article.schema.json"
    assert json.loads(frozen.read_text("utf-8")) == article_schema()
