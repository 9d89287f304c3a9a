"""The command line. `fazhi NAME` is the function `name` of the file `name.py` in this folder, which
is imported when the command is called; files whose names start with an underscore are helpers.

Exit status: 0 success, 1 problems found, 2 wrong use or unreadable input.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules

import click

from fazhi import __version__
from fazhi.errors import FazhiError


class _Commands(click.Group):
    """The commands by the names of their files."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(name for _, name, _ in iter_modules(__path__) if not name.startswith("_"))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        command: click.Command = getattr(import_module(f"fazhi.cli.{name}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="fazhi")
def fazhi() -> None:
    """Local rule-of-law news as checked, versioned records.

    \b
    Examples:
      fazhi show metrics --region 150200       figures of Baotou and its divisions
      fazhi check --sources texts/             check the dataset against the reports' texts
      fazhi explain evidence-quote-differs     what a rule requires, and why
    """


def main() -> None:
    """The entry point of the `fazhi` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # File names may hold undecodable bytes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        fazhi(prog_name="fazhi")
    except FazhiError as error:
        click.echo(f"fazhi: {error}", err=True)
        sys.exit(2)
