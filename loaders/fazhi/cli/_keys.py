"""Single keys and lines of a person at a terminal, or of a script at a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from fazhi.cli._output import say_rendered


def read_key() -> str:
    """The next key, `` for Enter, q for Ctrl-C and Ctrl-D; a line where standard input is no
    terminal, q at its end."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip() if line else "q"
    try:
        key = _pressed()
    except (KeyboardInterrupt, EOFError):
        return "q"
    return "" if key in ("\r", "\n") else "q" if key in ("\x03", "\x04", "") else key


def chosen(key: str, choices: Sequence[Any]) -> Any:
    """The choice of a key. Raises DecisionError when there is none."""
    from fazhi.curate.accept import DecisionError

    number = 1 if key in ("", "y") else int(key) if key.isdecimal() else 0
    if 1 <= number <= min(len(choices), 9):
        return choices[number - 1]
    raise DecisionError("press ? for the keys")


def read_line(prompt: str) -> str:
    """The next line. Raises DecisionError when it is empty."""
    from fazhi.curate.accept import DecisionError

    say_rendered(prompt)
    line = sys.stdin.readline().strip()
    if not line:
        raise DecisionError("nothing was typed")
    return line


def _pressed() -> str:
    """The next key of the terminal. One that was pressed while the last decision was being saved
    is kept; `click.getchar` would drop it."""
    if sys.platform == "win32":
        return click.getchar()
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        return os.read(terminal, 1).decode("utf-8", "replace")
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
