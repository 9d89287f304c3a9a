"""A progress bar on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

DELAY: Final = 1.0


@contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the number of items done and their total. The bar is shown on a
    terminal after DELAY seconds, and removed at the end."""
    started = time.monotonic()
    bar = task = None

    def advance(done: int, total: int) -> None:
        nonlocal bar, task
        if bar is None and done < total and time.monotonic() - started > DELAY:
            from rich.console import Console
            from rich.progress import Progress

            console = Console(stderr=True)
            bar = Progress(console=console, transient=True, disable=not console.is_terminal)
            task = bar.add_task(description, total=total)
            bar.start()
        if bar is not None and task is not None:
            bar.update(task, completed=done)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.stop()
