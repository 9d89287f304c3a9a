"""The command line: one thin file a command, loaded only when it is called.

Exit status: 0 all well, 1 problems found, 2 wrong use or unreadable input.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from fazhi import __version__
from fazhi.errors import FazhiError

_COMMANDS = (
    "build",
    "check",
    "completion",
    "diff",
    "draft",
    "explain",
    "format",
    "generate",
    "migrate",
    "review",
    "show",
    "verify",
)


class _Commands(click.Group):
    """Finds `fazhi NAME` in `fazhi.cli.NAME`, so that no command pays for another's imports."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command = getattr(import_module(f"fazhi.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="fazhi")
def fazhi() -> None:
    """Local rule-of-law news as checked, versioned records.

    \b
    Examples:
      fazhi show metrics --region 150200       figures of Baotou and what belongs to it
      fazhi check --sources texts/             check the dataset against the reports' texts
      fazhi explain evidence-quote-differs     what a rule wants, and why
    """


def main() -> None:
    """The entry point of the `fazhi` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file name may hold bytes that are no character.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        fazhi(prog_name="fazhi")
    except FazhiError as error:
        click.echo(f"fazhi: {error}", err=True)
        sys.exit(2)
