"""The other commands, and what holds for every command."""

from __future__ import annotations

import click
import pytest

from fazhi import __version__
from fazhi.cli import fazhi
from tests.common import ROOT

COMMANDS = fazhi.list_commands(click.Context(fazhi))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(run, name: str) -> None:
    result = run(name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"Usage: fazhi {name}")
    assert len(result.out.splitlines()) > 5
    for page in ("README.md", "README.zh.md"):
        assert f"fazhi {name}" in (ROOT / page).read_text("utf-8")


def test_version(run) -> None:
    result = run("--version")
    assert (result.status, result.out) == (0, f"fazhi, version {__version__}\n")


def test_unknown_command(run) -> None:
    result = run("chekc")
    assert result.status == 2
    assert "no such command 'chekc'; did you mean 'check'?" in result.err
