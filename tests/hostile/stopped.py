"""Running a command that is interrupted or killed at one of its file operations.

A file operation is an audit event of the interpreter on a path of a folder: opening, making,
renaming or removing. The process ends just before the operation of a given number, so that all
numbers together give every state between two operations.
"""

import io
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

_EVENTS: Final = frozenset({
    "open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
    "os.symlink", "os.truncate",
})  # fmt: skip
_SERVER: Final = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.hostile.preloaded"])
INTERRUPTED: Final = 130


class Run(NamedTuple):
    """How a run ended: the exit status, negative for a signal, and its file operations in order,
    each as its event and the name of the path."""

    status: int
    operations: list[str]


def run(
    arguments: Sequence[str],
    folder: Path,
    stdin: str = "",
    stop_at: int = 0,
    by: signal.Signals = signal.SIGKILL,
    exchange: bool = True,
) -> Run:
    """Run `fazhi` in a checkout at `folder`, with the signal at the file operation of the number
    `stop_at`, from 1. Without `exchange` the system is one that cannot exchange two names."""
    with tempfile.NamedTemporaryFile(mode="r+", encoding="utf-8") as log:
        process = _SERVER.Process(
            target=_command,
            args=(list(arguments), str(folder), stdin, stop_at, by, log.name, exchange),
        )
        process.start()
        process.join(120)
        if process.exitcode is None:
            process.kill()
            raise AssertionError(f"fazhi {' '.join(arguments)} did not end")
        return Run(process.exitcode, log.read().splitlines())


def _command(
    arguments: list[str],
    folder: str,
    stdin: str,
    stop_at: int,
    by: signal.Signals,
    log_name: str,
    exchange: bool,
) -> None:
    from fazhi import resources, write
    from fazhi.cli import main

    resources._CHECKOUT = Path(folder)
    if not exchange:
        write._exchange = lambda one, other: False
    os.chdir(folder)
    sys.argv = ["fazhi", *arguments]
    sys.stdin = io.StringIO(stdin)
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.default_int_handler)
    log = os.open(log_name, os.O_WRONLY | os.O_APPEND)
    count = 0

    def hook(event: str, values: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in _EVENTS or not isinstance(values[0], (str, bytes, os.PathLike)):
            return
        path = Path(os.fsdecode(values[0]))
        if path.is_relative_to(Path(folder).parent):
            os.write(log, f"{event} {path.name}\n".encode())
            count += 1
            if count == stop_at:
                os.kill(os.getpid(), by)

    sys.addaudithook(hook)
    main()
