"""Applies the fixes that rules offer: what can be corrected without judgement."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial, reduce
from operator import getitem
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from fazhi.errors import InputError
from fazhi.record.canonical import to_document, to_json
from fazhi.record.json_pointer import JsonPath
from fazhi.validate.check import Checked, checked_out, decode, make_checker
from fazhi.validate.inputs import find_inputs, normal_text, read_file
from fazhi.validate.json_text import Document, read_bytes
from fazhi.validate.problem import Edit, Problem
from fazhi.validate.todo import follow, raw_todos
from fazhi.write import write_file

ROUNDS: Final = 10


class Fixed(NamedTuple):
    """The names of the files that change, each with its corrected problems, and in a sentence each
    what is no record or cannot be read or written."""

    changed: list[tuple[str, list[Problem]]]
    refused: list[str]


def fix_files(
    paths: Sequence[str], sources: Path | None = None, family: str = "", *, write: bool = True
) -> Fixed:
    """Fix the records behind the paths; no paths mean the checked-out dataset. A file is replaced
    whole or not at all. `sources` is the folder of their texts, `family` the one family of rules
    that is asked.

    Raises InputError when a path is not there, or is no file of one record.
    """
    changed: list[tuple[str, list[Problem]]] = []
    refused: list[str] = []
    checker = make_checker(sources)
    for source in find_inputs(list(paths) or [checked_out()]):
        if source.path is None or source.is_lines or source.is_table:
            raise InputError(f"{source.file}: only files of one record can be fixed")
        try:
            data = read_file(source)
            fixed, problems = fix_record(data, partial(checker.check, source.file), family)
            if fixed != data:
                if write:
                    write_file(source.path, fixed)
                changed.append((source.file, problems))
        except InputError as error:
            refused.append(str(error))
            continue
        if decode(read_bytes(fixed)) is None:
            refused.append(f"{source.file}: this is no record; `fazhi check` says why")
    return Fixed(changed, refused)


def fix_record(
    data: bytes, check: Callable[[Document], Checked], family: str = ""
) -> tuple[bytes, list[Problem]]:
    """The bytes of a record with all fixes applied, or those of one family of rules, and the
    problems that they corrected, placed where they were when they were found.

    A second run changes nothing. What is no record keeps its bytes, except for a byte order mark
    and line ends.
    """
    fixed: list[Problem] = []
    for _ in range(ROUNDS):
        fixes = [
            (problem, problem.fix)
            for problem in check(read_bytes(data)).problems
            if problem.fix is not None and family in ("", problem.rule.partition("-")[0])
        ]
        # A fix that replaces a list waits until the fixes inside the list are done.
        depths = [max((len(edit.path) for edit in fix), default=0) for _, fix in fixes]
        deepest = [item for item, depth in zip(fixes, depths, strict=True) if depth == max(depths)]
        changed = _apply(data, (edit for _, fix in deepest for edit in fix)) if fixes else data
        if changed == data:
            break
        data = changed
        fixed += [problem for problem, _ in deepest]
    return data, fixed


def _apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The record with the edits made, in canonical form; what is not UTF-8 stays as it is."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return data
    document = read_bytes(normal_text(text).encode())
    if document.faults or (before := decode(document)) is None:
        return text.encode()
    todo = raw_todos(document.value)
    for edit in edits:
        *parents, last = edit.path
        holder: Any = reduce(getitem, parents, document.value)
        holder[last] = edit.value
        if isinstance(edit.value, list):
            old = reduce(getitem, edit.path, cast(Any, to_document(before)))
            todo = _follow(todo, edit.path, old, edit.value)
    after = decode(read_bytes(json.dumps(document.value).encode()))
    return text.encode() if after is None else to_json(after, todo).encode()


def _follow(todo: Any, path: JsonPath, old: list[Any], new: list[Any]) -> Any:
    """The to-dos with pointers to the items of a list that was put in another order."""
    if not isinstance(todo, list) or len(old) != len(new):
        return todo
    rest, moved = [*enumerate(new)], {}
    for i, item in enumerate(old):
        found = next((place for place in rest if place[1] == item), None)
        if found is None:
            return todo
        rest.remove(found)
        moved[i] = found[0]
    return [follow(entry, path, moved) for entry in todo]
