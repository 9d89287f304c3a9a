"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path

import click
from click.decorators import FC

from fazhi.resources import SOURCES_VARIABLE

PATH = click.Path(path_type=Path)

paths_argument = click.argument("paths", nargs=-1, metavar="[PATH]...")
check_option = click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file would change."
)


def sources_option(*, required: bool = False) -> Callable[[FC], FC]:
    """`--sources DIR`, by default from the environment variable."""
    return click.option(
        "--sources",
        type=PATH,
        metavar="DIR",
        envvar=SOURCES_VARIABLE,
        required=required,
        help=f"Folder of the reports' texts, <id>.txt. Default: ${SOURCES_VARIABLE}.",
    )


def format_option(*formats: str, text: str) -> Callable[[FC], FC]:
    """`--output-format`, by default the first of the formats; `text` is its help."""
    return click.option(
        "--output-format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=text,
    )
