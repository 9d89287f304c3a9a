"""Whatever a vocabulary file holds: `check` says what is wrong, and `build` builds nothing."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from fazhi.errors import InputError
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import check_paths
from tests.common import SAMPLE
from tests.hostile.calling import call
from tests.hostile.conftest import Campaign
from tests.hostile.mutations import mutate_json


@cache
def _held() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def folder() -> Path:
    """A folder of the vocabularies of this package that may be changed."""
    target = Path(_held().name) / "vocabularies"
    if not target.exists():
        shutil.copytree(vocabulary_directory(), target)
    return target


@cache
def measures() -> dict[str, Any]:
    file = SAMPLE / "vocabularies" / "measures.json"
    value: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return value


def a_hostile_vocabulary(random: Random) -> None:
    """One changed vocabulary of all, in `check` and where a build loads it."""
    name = random.choice(("measures", "measures", "units", "regions", "themes"))
    file = folder() / f"{name}.json"
    whole = file.read_bytes()
    value = measures() if name == "measures" else json.loads(whole)
    value = value | {"concepts": value["concepts"][:8]}
    file.write_bytes(mutate_json(random, value))
    try:
        call("check", "--output-format", random.choice(("json", "text", "github")), file)
        if random.random() < 0.2:
            call("check", folder() / "measures.json", SAMPLE / "lakeside-court.json")
        load_vocabularies.cache_clear()
        try:
            load_vocabularies(folder())
        except InputError:
            assert check_paths([str(file)]).problems
    finally:
        file.write_bytes(whole)
        load_vocabularies.cache_clear()


def test_any_vocabulary(campaign: Campaign) -> None:
    campaign(a_hostile_vocabulary, short=60, long=10_000, seconds=20, mebibytes=500)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"definition": {"zh": "收到的案件。"}}, "vocabularies-malformed"),
        ({"definition": None}, "vocabularies-malformed"),
        ({"units": ["no-such-unit"]}, "vocabularies-unknown-unit"),
        ({"units": "case"}, "vocabularies-malformed"),
        ({"broader": "nowhere"}, "vocabularies-unknown-concept"),
        ({"code": 7}, "vocabularies-malformed"),
    ],
    ids=repr,
)
def test_one_wrong_measure(change: dict[str, object], rule: str) -> None:
    file = folder() / "measures.json"
    whole = file.read_bytes()
    value = json.loads(whole)
    index = next(i for i, concept in enumerate(value["concepts"]) if concept.get("units"))
    value["concepts"][index] |= change
    file.write_text(json.dumps(value), "utf-8")
    try:
        called = call("check", "--output-format", "json", file)
    finally:
        file.write_bytes(whole)
    assert called.status == 1
    assert rule in {problem["rule"] for problem in json.loads(called.out)["problems"]}


def a_large_vocabulary(random: Random) -> None:
    """A chain of concepts, each under the one before it, and all malformed ones."""
    whole = measures()
    concept = {"code": "c", "label": {"zh": "甲", "en": "A"}, "definition": {"zh": "甲", "en": "A"}}
    chain = [
        concept | {"code": f"c{i:05}", "broader": f"c{i - 1:05}", "replaced_by": f"x{i}"}
        for i in range(9_000)
    ]
    for concepts in (chain, [{}] * 80_000, [concept] * 10_000):
        file = folder() / "themes.json"
        whole_file = file.read_bytes()
        file.write_text(json.dumps(whole | {"id": "themes", "concepts": concepts}), "utf-8")
        try:
            assert call("check", file).status == 1
        finally:
            file.write_bytes(whole_file)


def test_a_large_vocabulary_is_bounded(campaign: Campaign) -> None:
    campaign(a_large_vocabulary, short=1, long=1, seconds=60, mebibytes=600)
