"""What commands write. All of it goes through this file, so that nothing that a record, a release
or a path holds can move the cursor, start a line, or be read as markup or as a formula.

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
from fazhi.errors import FazhiError

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a text begins that a spreadsheet may run, in both widths."""


class OutputError(FazhiError):
    """Standard output or standard error cannot be written."""


def say(text: str, *, err: bool = False, **style: Any) -> None:
    """Write one line, whatever the text holds; `style` is that of `click.style`."""
    _write(click.style(printable(text), **style) + "\n", err)


def say_rendered(text: str, *, err: bool = False) -> None:
    """Write lines that a renderer made: their line ends and colours stay, nothing else that is
    not printable."""
    _write(printable_lines(text), err)


def say_json(value: Any) -> None:
    """Write a value as JSON, what is not printable as escapes."""
    _write(json_text(value))


def say_csv(names: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> None:
    """Write a table as CSV (RFC 4180, but with LF). A text that a spreadsheet would run as a
    formula begins with an apostrophe; how many do is said on standard error."""
    defused = 0
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        cells = [_csv_cell(cell) for cell in row]
        for at, cell in enumerate(cells):
            if isinstance(row[at], str) and str(cell).startswith(_FORMULA):
                cells[at] = f"'{cell}"
                defused += 1
        writer.writerow(cells)
    _write(buffer.getvalue())
    if defused:
        what = count(defused, "text")
        say(
            f"{what} that a spreadsheet would run as a formula: written after an apostrophe",
            err=True,
        )


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
    wide = None if terminal else 1000
    Console(file=buffer, width=wide, force_terminal=terminal, highlight=False).print(table)
    _write(buffer.getvalue())


@contextmanager
def guarded_streams() -> Iterator[None]:
    """Have every write to standard output and error raise OutputError where it cannot be done, by
    whatever library it is made. At the end what was held back is written."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams = (
        cast(TextIO, _Stream(sys.stdout, "standard output")),
        cast(TextIO, _Stream(sys.stderr, "standard error")),
    )
    try:
        yield
        for stream in streams:
            stream.flush()
    except OutputError:
        # What could not be written would be tried again at exit.
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), before[0].fileno())
        raise
    finally:
        sys.stdout, sys.stderr = before


class _Stream:
    """A text stream in UTF-8, or one that is closed, whose errors are OutputErrors. Bytes of file
    names that are no UTF-8 are written as escapes."""

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
