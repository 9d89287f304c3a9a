"""Whatever is handed to the public interface, it is accepted as it is meant or refused in one
sentence."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy
import pytest

import fazhi
from tests.common import PUBLISHED
from tests.hostile.campaign import repeat
from tests.hostile.conftest import Campaign

VALUES: list[Any] = [
    None, True, False, 0, -1, 2025, 150200, 10**30, 10**5000, 1.5, math.nan, math.inf, 1j,
    Decimal("2025"), numpy.int64(150200), numpy.float64(2025), numpy.array([1, 2]), "", " ", "x",
    "2025", "150200", "Baotou City", "metrics", "value", "a\0b", "\ud800", "x" * 100_000, "2025/..",
    "select 1", "select * from metrics", "create table t (x int)", ";", "nonsense://x", "file://",
    b"", b"x", bytearray(b"x"), [], ["x"], ["value"], ["value", "value"], [1], [None], [[]], (), {},
    {"value": 1}, set(), {"value"}, range(3), date(2025, 1, 1), object(), Path("nowhere"), len, int,
    Path("a\0b"), Path("\udcff"), slice(1), ..., NotImplemented, fazhi,
]  # fmt: skip


@cache
def dataset() -> fazhi.Dataset:
    return fazhi.load(PUBLISHED)


FILTERS = ("name", "region", "theme", "measure", "period", "columns")
CALLS: dict[str, tuple[Callable[[], Callable[..., Any]], tuple[str, ...]]] = {
    "load": (lambda: fazhi.load, ("source",)),
    "Dataset": (lambda: fazhi.Dataset, ("store",)),
    "check": (lambda: fazhi.check, ("path", "sources")),
    "figures": (lambda: fazhi.figures, ("text",)),
    "InputError": (lambda: fazhi.InputError, ("sentence",)),
    "table": (lambda: dataset().table, FILTERS),
    "to_pandas": (lambda: dataset().to_pandas, FILTERS),
    "to_polars": (lambda: dataset().to_polars, FILTERS),
    "sql": (lambda: dataset().sql, ("query",)),
}
SOUND = {"name": "metrics", "path": "nowhere", "store": None}
"""What the others are given while one argument is tried."""


def call(name: str, arguments: dict[str, Any]) -> None:
    """Call a public function; only FazhiError may come out of it, on one line."""
    function, names = CALLS[name]
    given = {key: SOUND[key] for key in names if key in SOUND} | arguments
    try:
        function()(**given)
    except fazhi.FazhiError as error:
        assert str(error) and len(str(error).splitlines()) == 1, name
        assert len(str(error)) < 2000, name


def any_arguments(random: Random) -> None:
    """One public function, with one to all of its arguments anything."""
    name = random.choice(sorted(CALLS))
    names = CALLS[name][1]
    chosen = random.sample(names, random.randint(1, len(names)))
    if name != "InputError":  # an exception takes what it is given
        call(name, {key: random.choice(VALUES) for key in chosen})


@pytest.mark.parametrize("name", [name for name in CALLS if name != "InputError"])
def test_every_argument_is_every_value(name: str) -> None:
    for argument in CALLS[name][1]:
        for value in VALUES:
            call(name, {argument: value})


def test_any_arguments_together(campaign: Campaign) -> None:
    campaign(any_arguments, short=100, long=20_000, seconds=5.0, mebibytes=1024)


def test_every_public_name_is_tried() -> None:
    """The rest are types that a caller receives, and the model, whose errors are pydantic's."""
    received = {"__version__", "Article", "FazhiError", "Figure", "Problem"}
    assert {*fazhi.__all__} - received == CALLS.keys() & {*fazhi.__all__}
    methods = {name for name in vars(fazhi.Dataset) if not name.startswith("_")}
    assert methods - {"version", "schema_version", "tables", "articles"} <= CALLS.keys()


@pytest.mark.parametrize("region", [150200, numpy.int64(150200), "baotou city", "BAOTOU CITY"])
def test_what_is_meant_is_accepted(region: Any) -> None:
    expected = dataset().table("metrics", region="150200", period="2025")
    assert dataset().table("metrics", region=region, period=2025).equals(expected)
    assert expected.num_rows > 20


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"region": "baotou"}, "there is no region 'baotou'; did you mean Baotou City?"),
        ({"region": "Jarud"}, "did you mean Jarud Banner?"),
        ({"region": "jarud baner"}, "did you mean Jarud Banner?"),
        ({"region": 150299}, "there is no region '150299'; did you mean 150929"),
        ({"region": 150200.0}, "region must be text or an integer, not float"),
        ({"region": True}, "region must be text or an integer, not bool"),
        ({"region": ""}, "region is empty"),
        ({"period": 10**5000}, "period has at most 12 digits"),
        ({"period": -5}, "period has at most 12 digits and no sign"),
        ({"columns": "value"}, r"columns must be a list of names: \['value'\], not str"),
        ({"columns": ["id", "id"]}, "columns has 'id' twice"),
        ({"columns": [1]}, "a name in columns must be text, not int"),
        ({"name": None}, "name must be text, not NoneType|not None"),
        ({"name": b"metrics"}, "name must be text, not bytes"),
    ],
)
def test_what_is_wrong_is_said(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(fazhi.InputError, match=sentence):
        dataset().table(**{"name": "metrics"} | options)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "source is empty"),
        (0, "source must be a path or URI, not int"),
        (False, "source must be a path or URI, not bool"),
        (b"x", "source must be a path or URI, not bytes"),
        ("a\0b", "source holds a NUL character"),
        ("\ud800", "source holds half a character"),
        ("x" * 5000, "source is longer than a path can be"),
    ],
)
def test_a_source_that_is_none(source: Any, sentence: str) -> None:
    with pytest.raises(fazhi.InputError, match=sentence):
        fazhi.load(source)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "query is empty"),
        (" ;", "gives no rows"),
        (1, "query must be text, not int"),
        ("select \ud800", "half a character"),
        ("select * from nowhere", "nowhere"),
    ],
)
def test_a_query_that_is_none(query: Any, sentence: str) -> None:
    with pytest.raises(fazhi.InputError, match=sentence):
        dataset().sql(query)


def test_functions_say_what_they_take() -> None:
    """Reading arguments leaves names, documentation and Python's own errors as they are."""
    assert fazhi.check.__name__ == "check" and "Check a record" in (fazhi.check.__doc__ or "")
    for wrong in ({"nonsense": 1}, {}):
        with pytest.raises(TypeError):
            dataset().table(**wrong)  # type: ignore[arg-type]


def test_a_trial_can_be_run_again() -> None:
    repeat(any_arguments, 0)
