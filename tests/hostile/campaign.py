"""A campaign: many trials of one kind in a process of their own, with their time and memory.

A trial is a function of the module of a test. It makes its input from the random numbers it is
given, which depend on the number of the trial alone, and raises where a promise is broken:
`repeat(trial, number)` runs it again.
"""

import multiprocessing
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

Trial = Callable[[Random], None]

_STOP: Final = 4 << 30
"""Bytes of data at which the process of a campaign is refused more, whatever it asserts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a campaign took: the longest trial in seconds and its number, and the most memory that
    the process had, in bytes."""

    name: str
    trials: int
    seconds: float
    slowest: int
    peak: int


def run(trial: Trial, count: int) -> Cost:
    """Run trials 0 to count - 1. Raises AssertionError with the number of the first that fails."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_run, trial, count).result()


def repeat(trial: Trial, number: int) -> None:
    """Run one trial of a campaign again, here."""
    trial(Random(number))


def _run(trial: Trial, count: int) -> Cost:
    resource.setrlimit(resource.RLIMIT_DATA, (_STOP, _STOP))
    longest, slowest = 0.0, 0
    parent = multiprocessing.parent_process()
    for number in range(count):
        if parent is not None and not parent.is_alive():
            raise SystemExit("the tests have ended")
        started = time.perf_counter()
        try:
            repeat(trial, number)
        except BaseException as error:
            raise AssertionError(f"trial {number} of {trial.__qualname__}: {error!r}") from error
        taken = time.perf_counter() - started
        if taken > longest:
            longest, slowest = taken, number
    return Cost(trial.__qualname__, count, longest, slowest, _peak())


def _peak() -> int:
    """The most memory of this process, in bytes. `getrusage` would count that of the process it was
    started by, if that had more."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) << 10
