"""The corpus of the figure reader: examples for and against every rule, one file a dimension.

A row names a rule, says whether the text is an example for it or against it, and lists every figure
of the text: ``quote|kind|value[..upper]|unit|bound``. For a rule whose work is to pass over
numerals, an example for it is a text in which it does. ``sentences.tsv`` holds whole sentences.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from fazhi.figure import Figure, figures

FOLDER = Path(__file__).with_name("corpus")
SENTENCES = FOLDER / "sentences.tsv"


class Example(NamedTuple):
    """A text, the rule it is for or against (empty for a sentence), and its figures."""

    file: str
    rule: str
    positive: bool
    text: str
    figures: list[str]


def stated(text: str) -> list[str]:
    """Return the figures of a text as the corpus writes them."""
    return [shown(figure) for figure in figures(text)]


def shown(figure: Figure) -> str:
    ends = [figure.value] if figure.upper is None else [figure.value, figure.upper]
    value = "..".join(format(end, "f") if isinstance(end, Decimal) else end for end in ends)
    return f"{figure.exact}|{figure.kind}|{value}|{figure.unit}|{figure.bound}"


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _examples() -> list[Example]:
    found = [Example("sentences", "", True, text, rest) for text, *rest in _rows(SENTENCES)]
    for path in sorted(FOLDER.glob("*.tsv")):
        if path != SENTENCES:
            for rule, side, text, *rest in _rows(path):
                found.append(Example(path.stem, rule, side == "for", text, rest))
    return found


EXAMPLES = _examples()
