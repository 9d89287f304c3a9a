"""No text takes more than linear time or memory, whatever it is made of."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import fazhi.figure
from fazhi.figure import figures, read
from tests.tracing import lines_run

# Joints of the grammar, one a line, plus what a line cannot show; each is repeated many times.
PIECES = Path(__file__).with_name("adversarial.txt").read_text(encoding="utf-8").splitlines()
ADVERSARIAL = [*PIECES, " ", "1 ", " 1、", "\0", "\ud800"]


def steps(text: str) -> int:
    """Count the lines of the package that scanning a text executes."""
    return lines_run("figure", lambda: figures(text))


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_twice_the_text_takes_at_most_twice_the_steps(piece: str) -> None:
    steps(piece * 40)  # fills the caches
    once, twice = steps(piece * 150), steps(piece * 300)
    assert twice <= 2.2 * once + 200


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(fazhi.figure.__path__, "fazhi.figure."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def unbounded(tree: Any) -> Iterator[Any]:
    """Yield the repeats of a parsed pattern that could give back characters without bound."""
    for operation, argument in tree:
        if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            if argument[1] == constants.MAXREPEAT:
                yield argument
            yield from unbounded(argument[2])
        elif operation is constants.POSSESSIVE_REPEAT:
            yield from unbounded(argument[2])
        elif operation is constants.SUBPATTERN:
            yield from unbounded(argument[3])
        elif operation is constants.BRANCH:
            for branch in argument[1]:
                yield from unbounded(branch)
        elif operation in (constants.ASSERT, constants.ASSERT_NOT):
            yield from unbounded(argument[1])
        elif operation is constants.ATOMIC_GROUP:
            yield from unbounded(argument)


def test_no_expression_backtracks_without_bound() -> None:
    found = dict(patterns())
    assert len(found) > 10
    assert [
        name for name, made in found.items() if list(unbounded(parser.parse(made.pattern)))
    ] == []


@pytest.mark.parametrize("piece", ["1", "一", "9", "万", "\0", "\ud800", "a", " ", "第", "1年"])
def test_a_megabyte_of_one_thing_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece.encode("utf-8", "surrogatepass")))
    assert all(text[f.start : f.end] == f.exact for f in figures(text))


def test_a_megabyte_of_digits_is_no_figure() -> None:
    assert figures("1" * 1_000_000) == []
    assert figures("一" * 1_000_000) == []
    assert read("7" * 100_000) is None
