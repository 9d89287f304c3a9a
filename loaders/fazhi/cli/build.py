"""`fazhi build`."""

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from fazhi.cli._options import PATH
from fazhi.cli._output import say
from fazhi.cli._progress import progress_bar
from fazhi.errors import MissingExtra
from fazhi.resources import release_directory, vocabulary_directory


@click.command()
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="DIR",
    help="Where the release is written. Default: dataset/release of the checkout.",
)
@click.option(
    "--archive",
    type=PATH,
    metavar="FILE",
    help="Also put the release into this zip, byte for byte the same for the same release.",
)
def build(output: Path | None, archive: Path | None) -> None:
    """Build the release from the checked-out dataset.

    The dataset is checked first; nothing is built from records that have problems. The old
    release stays in place until the new one is complete.

    \b
    Examples:
      fazhi build
      fazhi build -o /tmp/release
      fazhi build --archive tests/fixtures/releases/0.2.0.zip
    """
    for package in ("jinja2", "yaml"):
        if find_spec(package) is None:
            raise MissingExtra("fazhi build", "check")
    from fazhi.publish.build import build_release, write_archive
    from fazhi.record.vocabulary import load_vocabularies
    from fazhi.validate.check import check_paths

    with progress_bar("checking") as progress:
        report = check_paths(progress=progress)
    if report.problems or report.unreadable:
        say("fazhi: nothing is built: `fazhi check` finds problems", err=True)
        sys.exit(1)
    target = output or release_directory()
    build_release(report.articles, load_vocabularies(vocabulary_directory()), target)
    say(f"{len(report.articles)} records built into {target}")
    if archive:
        write_archive(target, archive)
        say(f"archived as {archive}")
