"""The corpus of the aspect reader; the file says what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from fazhi.clause.aspect import Aspect, read_aspects
from fazhi.figure import Figure, figures

PATH = Path(__file__).with_name("corpus") / "aspect.tsv"


class Example(NamedTuple):
    """A text that is for or against a class, and its figures that are no certain levels."""

    name: str
    positive: bool
    text: str
    expected: list[str]


def stated(text: str) -> list[str]:
    """What is read in a text, as the corpus writes it."""
    found = figures(text)
    return shown(found, read_aspects(text, found))


def shown(found: Sequence[Figure], aspects: Sequence[Aspect]) -> list[str]:
    return [
        f"{figure.exact}={reading(aspect)}"
        for figure, aspect in zip(found, aspects, strict=True)
        if not figure.is_date and (aspect.kind != "level" or not aspect.is_certain)
    ]


def reading(aspect: Aspect) -> str:
    parts = (
        aspect.kind,
        aspect.direction,
        aspect.against,
        aspect.baseline or aspect.baseline_words,
    )
    return ":".join(filter(None, parts)) + ("" if aspect.is_certain else "?")


def _examples() -> list[Example]:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    return [Example(name, side == "for", text, rest) for name, side, text, *rest in rows]


EXAMPLES = _examples()
