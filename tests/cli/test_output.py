"""Streams that are full, closed or abandoned, and an interruption: one line, and exit 2 or 130."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.common import ROOT, SAMPLE

PROGRAM = [sys.executable, "-m", "fazhi"]
COMMANDS = (
    ["show", "metrics"],
    ["show", "measures", "--output-format", "json"],
    ["show", "measures", "--output-format", "csv"],
    ["check", str(SAMPLE)],
    ["check", "--output-format", "sarif", str(SAMPLE)],
    ["explain"],
    ["explain", "relation-broken"],
    ["verify"],
    ["diff", "dataset/release", "dataset/release"],
    ["--help"],
    ["completion", "zsh"],
)


def shell(command: list[str], redirection: str) -> subprocess.CompletedProcess[str]:
    line = f'"$@" {redirection}'
    return subprocess.run(
        ["/bin/bash", "-c", line, "-", *PROGRAM, *command], capture_output=True, text=True, cwd=ROOT
    )


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_stream_that_takes_nothing(command: list[str], redirection: str) -> None:
    result = shell(command, redirection)
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("fazhi: standard output ")


def test_both_streams_closed() -> None:
    result = shell(["show", "metrics"], ">&- 2>&-")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", "")


def test_a_reader_that_is_gone() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [*PROGRAM, "show", "metrics"]
    result = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(writer)
    assert result.returncode == 2
    assert result.stderr == "fazhi: standard output cannot be written: Broken pipe\n"


def test_interrupted_while_it_is_imported() -> None:
    """The process ends by the signal, without a traceback."""
    interrupt_at_import = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "fazhi.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
import fazhi.__main__
"""
    result = subprocess.run(
        [sys.executable, "-c", interrupt_at_import], capture_output=True, text=True, cwd=ROOT
    )
    assert (result.returncode, result.stdout, result.stderr) == (-2, "", "")


def test_standard_input_closed() -> None:
    result = shell(["check", "-"], "<&-")
    assert result.returncode == 2
    assert result.stderr.startswith("fazhi: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_path_cannot_start_a_line(run, tmp_path: Path) -> None:
    target = tmp_path / "d\n::error::x\x1b[31m\u202e"
    result = run("build", "-o", target)
    assert result.status == 0
    (line,) = result.out.splitlines()
    assert "\\n::error::x\\x1b[31m\\u202e" in line


@pytest.mark.parametrize("arguments", [["--\x1b[31m"], ["show", "metrics", "--\u202e"], ["\x1b"]])
def test_wrong_use_shows_escapes(run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert result.err.replace("\n", "").isprintable()


def test_interrupted() -> None:
    with subprocess.Popen(
        [*PROGRAM, "check", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(2)
        assert process.wait(10) == 130
        assert process.stderr.read().strip() == "fazhi: interrupted"
