"""Examples of rules: the sample record, changed in one place, is what a rule reports.

`fazhi explain` and docs/rules.md print each as a good and a bad line. A test runs them: the good
files have no problem, the bad ones have exactly this one, at `at`.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, reduce
from pathlib import Path
from typing import Any, ClassVar, Final, TypeAlias

from pydantic import ValidationError

from fazhi.record.canonical import dump, to_json
from fazhi.record.json_pointer import steps
from fazhi.record.model import Article

SAMPLE_DIRECTORY: Final = Path(__file__).parent / "sample"
SAMPLE_FILE: Final = "lakeside-court.json"
"""A valid record in which every rule has something to look at, and beside it its text."""
ABSENT: Final = object()
"""The value of a member or an element that is left out."""

Edits: TypeAlias = Mapping[str, object]
"""New values by JSON Pointer; ABSENT deletes, the index after the last element appends."""
Files: TypeAlias = dict[str, bytes]
"""The contents of files by name."""


@dataclass(frozen=True, slots=True)
class Text:
    """The sample's text in which `good`, which occurs once, is replaced by `bad`, so many `times`.

    The problem is in front of `at`, or else of `bad`. Bytes that are no UTF-8 are written as
    surrogate escapes. An empty `good` stands for the whole text.
    """

    good: str
    bad: str
    at: str = ""
    times: int = 1

    def lines(self) -> tuple[str, str]:
        """The good and the bad line."""
        bad = _visible(self.bad) or "(nothing)"
        good = _visible(self.good) or '{"schema_version": …}'
        return good, bad if self.times == 1 else f"{bad} ({self.times:,} times)"

    def files(self, bad: bool) -> Files:
        """The files of the good or the bad example."""
        text, new = _sample_text(), self.bad * self.times
        if bad:
            text = text.replace(self.good, new) if self.good else new
        return {SAMPLE_FILE: text.encode("utf-8", "surrogateescape")}


@dataclass(frozen=True, slots=True)
class Values:
    """The sample with the values of `good`, and then with those of `bad`.

    The problem is at the JSON Pointer `at`, or else at the last of `bad`. `deprecated` is a theme
    that the vocabulary is taken to have deprecated, in favour of another.
    """

    sample: ClassVar[str] = SAMPLE_FILE
    bad: Edits
    at: str | None = None
    good: Edits = field(default_factory=dict)
    deprecated: tuple[str, str] | None = None

    def document(self, bad: bool) -> Any:
        """The JSON value of the good or the bad record."""
        good = edited(json.loads(_sample_text(self.sample)), self.good)
        return edited(good, self.bad) if bad else good

    def lines(self) -> tuple[str, str]:
        """The good and the bad line."""
        good, bad = (_members(self.document(bad), self.bad) for bad in (False, True))
        return good or "(left out)", bad or "(left out)"

    def files(self, bad: bool) -> Files:
        """The files of the good or the bad example."""
        return {self.sample: written(self.document(bad)).encode()}


@dataclass(frozen=True, slots=True)
class SecondValues(Values):
    """The same with a second record, which has the values and the problem; its file stands after
    the sample, in a folder of its own."""

    good: Edits = field(
        default_factory=lambda: {"/id": "riverside-court", "/source/sha256": "0" * 64}
    )

    def files(self, bad: bool) -> Files:
        """The files of the good or the bad example."""
        document = self.document(bad)
        second = {f"second/{document['id']}.json": written(document).encode()}
        return {SAMPLE_FILE: _sample_text().encode()} | second


@dataclass(frozen=True, slots=True)
class ConceptValues(Values):
    """The same with the sample vocabulary in place of the record."""

    sample: ClassVar[str] = "vocabularies/measures.json"


Example: TypeAlias = Text | Values


def edited(document: Any, edits: Edits) -> Any:
    """A copy of a JSON value with new values."""
    changed = [deepcopy(document)]  # in a list, so that the whole is an element like any other
    for pointer, value in edits.items():
        *way, last = ["0", *steps(pointer)]
        parent = reduce(_child, way, changed)
        if isinstance(parent, list):
            parent[int(last) : int(last) + 1] = [] if value is ABSENT else [value]
        elif value is ABSENT:
            del parent[last]
        else:
            parent[last] = value
    return changed[0]


def written(document: object) -> str:
    """The text of a JSON value, in the canonical layout where it is a record."""
    text = dump(document)
    try:
        return to_json(Article.model_validate_json(text))
    except ValidationError:
        return text


@cache
def _sample_text(file: str = SAMPLE_FILE) -> str:
    return (SAMPLE_DIRECTORY / file).read_text("utf-8")


def _child(parent: Any, step: str) -> Any:
    return parent[int(step)] if isinstance(parent, list) else parent.get(step)


def _members(document: object, pointers: Iterable[str]) -> str:
    """What stands at the pointers as members of JSON objects; for an element, its whole list."""
    paths = [steps(re.sub("(/[0-9]+)+$", "", pointer)) for pointer in pointers]
    found = {path[-1]: reduce(_child, path, document) for path in paths}
    present = {name: value for name, value in found.items() if value is not None}
    return _visible(json.dumps(present, ensure_ascii=False)[1:-1])


def _visible(text: str) -> str:
    """The text with what cannot be seen, or be told from its like, written as an escape."""
    return "".join(
        mark if mark.isprintable() and not unicodedata.combining(mark) else ascii(mark)[1:-1]
        for mark in text
    ).replace("\\udc", "\\x")
