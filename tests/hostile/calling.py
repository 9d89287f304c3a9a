"""Calls a command as its user does, in this process; an exception that leaves it fails a test."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

from fazhi.cli import main


class Called(NamedTuple):
    """What a command left behind: its exit status and what it wrote."""

    status: int
    out: str
    err: str


def call(*arguments: object, stdin: bytes = b"") -> Called:
    """Run `fazhi` with arguments and standard input. A status other than 0, 1 and 2, output that
    names no cause for 2, and a traceback fail."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    before, sys.argv = sys.argv, ["fazhi", *map(str, arguments)]
    before_stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    status: object = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as stopped:
        status = stopped.code or 0
    finally:
        sys.argv, sys.stdin = before, before_stdin
    written = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    called = Called(int(str(status)), *written)
    assert called.status in (0, 1, 2), called
    assert "Traceback" not in called.out + called.err, called
    if called.status == 2:
        sentences = called.err.splitlines()
        assert sentences, called
        assert all(sentence.startswith("fazhi: ") for sentence in sentences), called
    return called
