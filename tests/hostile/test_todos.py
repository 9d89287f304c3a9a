"""To-dos may come from anybody: `fazhi accept` ends in a sentence whatever they ask."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fazhi.record.canonical import dump
from fazhi.record.json_pointer import JsonPath, to_pointer
from tests.common import REPORTS
from tests.hostile.calling import call
from tests.hostile.conftest import Campaign

NAME = "banner-mediation"
KEYS = (
    "",
    "y",
    "1",
    "2",
    "e\nx",
    "e\nnull",
    "e\nperiod=2024",
    "x\n1",
    "x\n?\n1",
    "/\n调解\n1",
    "s",
    "b",
    "?",
)
PARTS: tuple[Any, ...] = (
    None, True, 5, -1, 1.5, "", "x", "TODO", [], {}, [1], [{}], {"zh": "x"}, {"holds": True},
    {"measure": 5}, {"measure": "x"}, {"measure": ["x"]}, {"measure": "x", "unit": 1},
    {"measure": "mediation.disputes-mediated"}, {"measure": "x", "breakdown": 5},
    {"date": "2024"}, {"period": 5},
)  # fmt: skip


@cache
def draft() -> str:
    """The text of a draft, with an unresolved relation."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{NAME}.json"
        assert call("draft", REPORTS / f"{NAME}.txt", "-o", path).status == 0
        document = json.loads(path.read_bytes())
    unresolved = {"kind": "subset", "metric": "nobody", "of": ["nothing"], "holds": True}
    document["relations"] = [*document["relations"], unresolved]
    return json.dumps(document)


def paths(value: Any, path: JsonPath = ()) -> Iterator[JsonPath]:
    yield path
    if isinstance(value, dict):
        yield (*path, "missing")
    members = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    )
    for name, member in members:
        yield from paths(member, (*path, name))


def any_to_do(random: Random) -> None:
    """One to-do anywhere, with any choices, answered by any keys."""
    document = json.loads(draft())
    at = to_pointer(random.choice([*paths({n: m for n, m in document.items() if n != "todo"})]))
    choices = [random.choice(PARTS) for _ in range(random.randint(0, 3))]
    document["todo"] = [
        {"at": at, "ask": random.choice(("?", "what does it say?")), "choices": choices}
    ]
    keys = "\n".join(random.choice(KEYS) for _ in range(random.randint(1, 4))) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{NAME}.json"
        path.write_text(dump(document), "utf-8")
        called = call("accept", path, "--sources", REPORTS, stdin=os.fsencode(keys))
        assert called.status in (1, 2), (at, choices, keys)
        json.loads(path.read_bytes())


def test_any_to_do(campaign: Campaign) -> None:
    campaign(any_to_do, short=60, long=20_000, seconds=10, mebibytes=400)
