"""The command line. `fazhi NAME` is the function `name` of the file `name.py` in this folder, which
is imported when the command is called; files whose names start with an underscore are helpers.

Exit status: 0 success, 1 problems found, 2 wrong use, unreadable input or no way to write the
output, 130 interrupted.
"""

import sys
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

import click

from fazhi import __version__
from fazhi.cli._output import OutputError, guarded_streams, say, say_rendered
from fazhi.errors import FazhiError

INTERRUPTED: Final = 130


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
    try:
        with guarded_streams():
            status = _run()
    except KeyboardInterrupt:  # a second one
        status = INTERRUPTED
    except OutputError as error:
        status = 2
        if sys.stderr is not None:
            with suppress(OSError, ValueError):
                click.echo(f"fazhi: {error}", err=True)
    sys.exit(status)


def _run() -> int:
    """Run the command of the arguments; the exit status. What a user did wrong is one sentence."""
    try:
        return fazhi(prog_name="fazhi", standalone_mode=False) or 0
    except click.UsageError as error:
        if error.ctx is not None:
            say_rendered(f"{error.ctx.get_usage()}\n", err=True)
        say(f"fazhi: {error.format_message()}", err=True)
        return 2
    except (click.ClickException, FazhiError) as error:
        if isinstance(error, OutputError):
            raise
        say(f"fazhi: {error}", err=True)
        return 2
    except SystemExit as exit_:
        return int(exit_.code or 0)
    except (OSError, MemoryError) as error:
        about = getattr(error, "filename", None)
        what = getattr(error, "strerror", None) or str(error) or "there is not enough memory"
        say(f"fazhi: {about}: {what}" if about else f"fazhi: {what}", err=True)
        return 2
    except (KeyboardInterrupt, click.Abort):
        say("fazhi: interrupted", err=True)
        return INTERRUPTED
    except RuntimeError as error:
        # Python 3.11 hides an interruption in the creation of a class that is being imported.
        if isinstance(error.__cause__, KeyboardInterrupt):
            return INTERRUPTED
        raise
