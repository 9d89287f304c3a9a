"""`fazhi format`, and the mending that it shares with `fazhi check --fix`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from fazhi.curate.mend import mend
from fazhi.errors import InputError, one_line
from fazhi.validate.check import checked_out
from fazhi.validate.checker import Checker, make_checker
from fazhi.validate.inputs import Input, find_inputs, read_file
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Problem
from fazhi.write import write_file


@click.command("format")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 on a difference.")
def format(paths: tuple[str, ...], only_check: bool) -> None:
    """Lay records out the canonical way.

    Two-space indent, keys in schema order, parts in the order of the source, UTF-8, NFC, LF. No
    fact changes. Without PATH the checked-out dataset is formatted.

    \b
    Examples:
      fazhi format
      fazhi format --check dataset/articles/baotou-enforcement.json
    """
    changed = mend_files(paths, make_checker(), "form", write=not only_check)
    for file, _ in changed:
        click.echo(f"{'would be formatted' if only_check else 'formatted'}: {one_line(file)}")
    sys.exit(1 if only_check and changed else 0)


def mend_files(
    paths: Sequence[str], checker: Checker, family: str | None = None, *, write: bool = True
) -> list[tuple[str, list[Problem]]]:
    """Mend the files behind the paths; give those that change, each with what was mended.

    A file is replaced as a whole or not at all. Raises InputError when one cannot be read or
    written, or is no file of one record.
    """
    changed = []
    for source in find_inputs(list(paths) or [checked_out()]):
        path, data = _record(source)

        def problems(document: Document, file: str = source.file) -> list[Problem]:
            return checker.check(file, document).problems

        mended = mend(data, problems, family)
        if mended.data != data:
            if write:
                write_file(path, mended.data)
            changed.append((source.file, mended.problems))
    return changed


def _record(source: Input) -> tuple[Path, bytes]:
    if source.path is None or source.is_lines or source.is_table:
        raise InputError(f"{source.file}: only files of one record can be mended")
    return source.path, read_file(source)
