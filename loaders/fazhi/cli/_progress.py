"""A progress bar on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

DELAY: Final = 1.0


@contextmanager
def progress_bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the number of items done and their total. The bar is shown on a
    terminal after DELAY seconds, and removed at the end."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        bar.add_task(description, visible=False)
        (task,) = bar.tasks
        yield lambda done, total: bar.update(
            task.id, completed=done, total=total, visible=(task.elapsed or 0) > DELAY
        )
