"""Mending what can be mended without judgement: each rule that knows a fix offers it, and here
the fixes are made, until nothing is left that has one."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from fazhi.record.canonical import to_json
from fazhi.validate.checker import decode
from fazhi.validate.json_text import Document, read_bytes
from fazhi.validate.problem import Edit, Problem
from fazhi.validate.rules import RULES

ROUNDS = 10
Check = Callable[[Document], list[Problem]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after mending. `problems` are those that were mended, placed where they stood
    when they were found."""

    data: bytes
    problems: list[Problem]


def mend(data: bytes, check: Check, family: str | None = None) -> Mended:
    """The bytes of a record with every fix made that the rules offer, or those of one family.

    `check` gives the problems of a document. Mending again changes nothing. What has no
    structure keeps its bytes, but for a byte order mark and line ends.
    """
    families = {rule.name: rule.family for rule in RULES}
    mended: list[Problem] = []
    for _ in range(ROUNDS):
        found = [
            problem
            for problem in check(read_bytes(data))
            if problem.fix is not None and family in (None, families[problem.rule])
        ]
        if not found:
            break
        # What replaces a whole list waits until nothing inside it is to be changed any more.
        deepest = max(map(_depth, found))
        found = [problem for problem in found if _depth(problem) == deepest]
        changed = _apply(data, (edit for problem in found for edit in problem.fix or ()))
        if changed == data:
            break
        data = changed
        mended += found
    return Mended(data, mended)


def _depth(problem: Problem) -> int:
    return max((len(edit.path) for edit in problem.fix or ()), default=0)


def _apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    document = read_bytes(unicodedata.normalize("NFC", text).encode())
    if document.faults or decode(document) is None:
        return text.encode()
    value = document.value
    for edit in edits:
        _set(value, edit)
    article = decode(read_bytes(json.dumps(value).encode()))
    return text.encode() if article is None else to_json(article).encode()


def _set(value: Any, edit: Edit) -> None:
    *way, last = edit.path
    for step in way:
        value = value[step]
    value[last] = edit.value
