"""Whatever moment a command is stopped at, its outputs are the old or the new, and the next run
leaves nothing else."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from fazhi.record.canonical import dump
from tests.common import REPORTS, ROOT, SAMPLE, sample_of_1_0
from tests.hostile.stopped import INTERRUPTED, run

SHORT = 2
"""How many of the operations of a command `make test` stops at."""
State = dict[str, bytes]
RECORD = "dataset/articles/baotou-enforcement.json"
MEASURE = [
    "--label-zh=马背调解点", "--label-en=Mediation points on horseback", "--group=mediation",
    "--code=mediation.horseback-points", "--definition-zh=骑马到达的调解点。",
    "--definition-en=Points reached on horseback.", "--units=site", "--kind=stock",
    "--summable=no", "--aliases=马背调解点",
]  # fmt: skip


class Command(NamedTuple):
    """A writing command: its arguments, what is changed before it, and its standard input.
    One that resumes goes on where it was stopped, so that its next run does something else."""

    arguments: list[str]
    prepare: Callable[[Path], object] = lambda folder: None
    stdin: str = ""
    resumes: bool = False


def _untidy(folder: Path) -> None:
    path = folder / RECORD
    path.write_text(json.dumps(json.loads(path.read_bytes())), "utf-8")


def _old(folder: Path) -> None:
    (folder / "old.json").write_text(dump(sample_of_1_0()), "utf-8")


def _older_release(folder: Path) -> None:
    release = folder / "dataset" / "release"
    (release / "metrics.parquet").write_bytes(b"older")


def _text(folder: Path) -> None:
    shutil.copy(REPORTS / "banner-mediation.txt", folder)


def _page(folder: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    (folder / "page.txt").write_text("\n".join(texts), "utf-8")


def _draft(folder: Path) -> None:
    _text(folder)
    run(["draft", "banner-mediation.txt", "-o", "banner-mediation.json"], folder)


def _stale(folder: Path) -> None:
    (folder / "docs" / "rules.md").write_text("stale", "utf-8")


COMMANDS = {
    "build": Command(["build"], _older_release),
    "archive": Command(["build", "--archive", "release.zip"]),
    "format": Command(["format", RECORD], _untidy),
    "fix": Command(["check", "--fix", RECORD], _untidy),
    "migrate": Command(["migrate", "old.json"], _old),
    "draft": Command(["draft", "banner-mediation.txt", "-o", "new/banner-mediation.json"], _text),
    "split": Command(["draft", "page.txt", "--split", "texts"], _page),
    "accept": Command(
        ["accept", "banner-mediation.json", "--sources", "."],
        _draft,
        "e\n一句话。\ns\nq\n",
        resumes=True,
    ),
    "review": Command(
        ["review", str(SAMPLE / "lakeside-court.json"), "--sources", str(SAMPLE), "-o", "../r.html"]
    ),
    "add": Command(["add", "measure", *MEASURE]),
    "generate": Command(["generate"], _stale),
}


def _checkout(folder: Path, command: Command) -> Path:
    """A checkout to write into, as far as the commands need one."""
    for name in ("dataset", "schema", "docs", "tests/fixtures/releases"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("CITATION.cff", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    command.prepare(folder)
    return folder


def _state(folder: Path) -> State:
    """Every file around the checkout, and every folder of unfinished work."""
    top = folder.parent
    return {
        str(path.relative_to(top)): path.read_bytes() if path.is_file() else b""
        for path in sorted(top.rglob("*"))
        if path.is_file() or path.suffix == ".fazhi"
    }


def _finished(state: State) -> State:
    return {name: data for name, data in state.items() if ".fazhi" not in name}


def _release(state: State) -> State:
    return {name: data for name, data in state.items() if "/dataset/release/" in name}


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_stopped_command_leaves_the_old_or_the_new(
    name: str, by: signal.Signals, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    command = COMMANDS[name]
    kept = _checkout(tmp_path / "kept" / "checkout", command)
    old = _state(kept)
    done = Path(shutil.copytree(kept.parent, tmp_path / "done")) / "checkout"
    operations = len(run(command.arguments, done, command.stdin).operations)
    new = _state(done)
    assert old != new
    numbers = list(range(1, operations + 1))
    if not request.config.getoption("--prove"):
        numbers = sorted(Random(name).sample(numbers, min(SHORT, operations)))
    longest = 0.0
    for number in numbers:
        started = time.perf_counter()
        place = Path(shutil.copytree(kept.parent, tmp_path / "place")) / "checkout"
        status = run(command.arguments, place, command.stdin, number, by).status
        assert status in ((-by,) if by == signal.SIGKILL else (INTERRUPTED, 0, 1)), number
        between = _finished(_state(place))
        for path in {*between, *old}:
            assert between.get(path) in (old.get(path), new.get(path)), (number, path)
        assert _release(between) in (_release(old), _release(new)), number
        run(command.arguments, place, command.stdin)
        after = _state(place)
        assert after.keys() == new.keys() if command.resumes else after == new, number
        shutil.rmtree(place.parent)
        longest = max(longest, time.perf_counter() - started)
    cost = {"name": f"{name} {by.name}", "trials": len(numbers), "seconds": longest, "peak": 0}
    request.node.user_properties.append(("campaign", cost))


def test_the_old_release_is_put_back_where_names_cannot_be_exchanged(tmp_path: Path) -> None:
    """A kill between the two renames leaves no release; a build that then fails leaves the old."""
    command = COMMANDS["build"]
    place = _checkout(tmp_path / "place" / "checkout", command)
    old = _release(_state(place))
    spare = Path(shutil.copytree(place, tmp_path / "spare" / "checkout"))
    operations = run(["build"], spare, exchange=False).operations
    second = len(operations) - operations[::-1].index("os.rename new")
    run(["build"], place, stop_at=second, exchange=False)
    assert not (place / "dataset" / "release").exists()
    run(["build"], place, stop_at=second // 2, by=signal.SIGINT, exchange=False)
    assert _release(_state(place)) == old
    assert run(["build"], place, exchange=False).status == 0
    assert ".fazhi" not in "".join(_state(place))


def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    place = _checkout(tmp_path / "checkout", COMMANDS["build"])
    with ThreadPoolExecutor() as pool:
        statuses = [done.status for done in pool.map(run, [["build"]] * 3, [place] * 3)]
    assert statuses == [0, 0, 0]
    assert run(["verify", "dataset/release"], place).status == 0
    assert ".fazhi" not in "".join(_state(place))
