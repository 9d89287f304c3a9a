"""Applies the fixes that rules offer: what can be corrected without judgement."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from fazhi.errors import InputError
from fazhi.record.canonical import to_json
from fazhi.validate.check import Checker, checked_out, decode
from fazhi.validate.inputs import find_inputs, read_file
from fazhi.validate.json_text import Document, read_bytes
from fazhi.validate.problem import Edit, Problem
from fazhi.validate.rules import RULES
from fazhi.write import write_file

ROUNDS: Final = 10


class Fixed(NamedTuple):
    """A record after its fixes, and the problems that they corrected, placed where they were when
    they were found."""

    data: bytes
    problems: list[Problem]


def fix_files(
    paths: Sequence[str], checker: Checker, family: str | None = None, *, write: bool = True
) -> list[tuple[str, list[Problem]]]:
    """Fix the records behind the paths; no paths mean the checked-out dataset. Return the names of
    the files that change, each with its corrected problems. A file is replaced whole or not at all.

    Raises InputError when a file cannot be read or written, or is no file of one record.
    """
    changed = []
    for source in find_inputs(list(paths) or [checked_out()]):
        if source.path is None or source.is_lines or source.is_table:
            raise InputError(f"{source.file}: only files of one record can be fixed")
        data = read_file(source)

        def check(document: Document, file: str = source.file) -> list[Problem]:
            return checker.check(file, document).problems

        fixed = fix_record(data, check, family)
        if fixed.data != data:
            if write:
                write_file(source.path, fixed.data)
            changed.append((source.file, fixed.problems))
    return changed


def fix_record(
    data: bytes, check: Callable[[Document], list[Problem]], family: str | None = None
) -> Fixed:
    """The bytes of a record with all fixes applied, or those of one family of rules.

    `check` gives the problems of a document. A second run changes nothing. What is no record keeps
    its bytes, except for a byte order mark and line ends.
    """
    families = {rule.name: rule.family for rule in RULES}
    fixed: list[Problem] = []
    for _ in range(ROUNDS):
        found = [
            problem
            for problem in check(read_bytes(data))
            if problem.fix is not None and family in (None, families[problem.rule])
        ]
        if not found:
            break
        # A fix that replaces a list waits until the fixes inside the list are done.
        deepest = max(map(_depth, found))
        found = [problem for problem in found if _depth(problem) == deepest]
        changed = _apply(data, (edit for problem in found for edit in problem.fix or ()))
        if changed == data:
            break
        data = changed
        fixed += found
    return Fixed(data, fixed)


def _depth(problem: Problem) -> int:
    return max((len(edit.path) for edit in problem.fix or ()), default=0)


def _apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The record with the edits made, in canonical form."""
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
    *parents, last = edit.path
    for step in parents:
        value = value[step]
    value[last] = edit.value
