"""Output of the commands. All of it goes through this file, so that data of a record, a release or
a path cannot move the cursor, start a line, or be read as markup or as a formula.

A stream that is closed or full raises OutputError.
"""

import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, TextIO, cast

import click

from fazhi.display import count, json_text, printable, printable_lines
from fazhi.errors import FazhiError, InputError

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Characters at which a spreadsheet may begin a formula, in both widths."""


class OutputError(FazhiError):
    """Standard output or standard error cannot be written."""


def say(text: str, *, err: bool = False, **style: Any) -> None:
    """Write one line; what is not printable is escaped. `style` is that of `click.style`."""
    _write(click.style(printable(text), **style) + "\n", err)


def say_rendered(text: str, *, err: bool = False, colours: bool = True) -> None:
    """Write lines that a renderer made: their line ends and colours stay, nothing else that is
    not printable. Without `colours` the renderer makes none."""
    _write(printable_lines(text, colours=colours), err)


def say_json(value: Any) -> None:
    """Write a value as JSON, what is not printable as escapes."""
    _write(json_text(value))


def say_csv(names: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """Write a table as CSV (RFC 4180, but with LF). A text that a spreadsheet would run as a
    formula gets an apostrophe before it; their number is written to standard error."""
    escaped = 0
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = [_csv_cell(cell) for cell in row]
        for at, cell in enumerate(cells):
            if isinstance(row[at], str) and str(cell).startswith(_FORMULA_STARTS):
                cells[at] = f"'{cell}"
                escaped += 1
        writer.writerow(cells)
    _write(buffer.getvalue())
    if escaped:
        texts = count(escaped, "text")
        say(f"an apostrophe was put before {texts} that look like formulas", err=True)


def _csv_cell(value: str | float | None) -> str | int | None:
    """What `csv` writes for a value: a number with the digits that a record may have."""
    if isinstance(value, str):
        return printable(value)
    return f"{value:.15g}" if isinstance(value, float) else value


def say_table(names: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[str]) -> None:
    """Write a table for people, as wide as the terminal; the columns `right` are numbers."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    numbers = set(right)
    table = Table(box=SIMPLE, pad_edge=False)
    for name in names:
        table.add_column(Text(name), justify="right" if name in numbers else "left")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    buffer = io.StringIO()
    terminal = sys.stdout.isatty()
    width = None if terminal else 1000
    Console(file=buffer, width=width, force_terminal=terminal, highlight=False).print(table)
    _write(buffer.getvalue())


@contextmanager
def guarded_streams() -> Iterator[None]:
    """While this context lasts, a failed write to standard output or error raises OutputError,
    whichever library writes. Both are flushed at the end."""
    if sys.stdin is None:
        sys.stdin = cast(TextIO, _ClosedInput())
    elif isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    before = sys.stdout, sys.stderr
    streams = _Stream(before[0], "standard output"), _Stream(before[1], "standard error")
    sys.stdout, sys.stderr = (cast(TextIO, stream) for stream in streams)
    try:
        yield
        for stream in streams:
            stream.flush()
    except OutputError:
        # Python flushes again at exit: let that go to the null device.
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), before[0].fileno())
        raise
    finally:
        sys.stdout, sys.stderr = before


class _ClosedInput:
    """Standard input that is closed: whoever reads it gets an InputError."""

    def __getattr__(self, name: str) -> Any:
        raise InputError("standard input is closed")


class _Stream:
    """A UTF-8 stream, or None for a closed one, that raises OutputError. Bytes of file names that
    are no UTF-8 are written as escapes."""

    def __init__(self, stream: TextIO | None, name: str) -> None:
        self._stream, self._name = stream, name
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def write(self, text: str) -> int:
        with self._reporting():
            if self._stream is None:
                raise OutputError(f"{self._name} is closed")
            return self._stream.write(text)

    def flush(self) -> None:
        with self._reporting():
            if self._stream is not None:
                self._stream.flush()

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _reporting(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            what = getattr(error, "strerror", None) or error
            raise OutputError(f"{self._name} cannot be written: {what}") from None


def _write(text: str, err: bool = False) -> None:
    click.echo(text, nl=False, err=err)
