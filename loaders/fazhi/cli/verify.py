"""`fazhi verify`."""

import sys
from pathlib import Path

import click

from fazhi.cli._options import PATH
from fazhi.cli._output import say, say_rendered
from fazhi.cli._progress import progress_bar
from fazhi.display import count, printable
from fazhi.resources import release_directory


@click.command()
@click.argument("folder", type=PATH, metavar="[DIR]", required=False)
def verify(folder: Path | None) -> None:
    """Verify a release: every byte of every file, and that no file is missing or added.

    DIR is the folder of a release; without it the one this package brings is verified. The digest
    printed at the end depends on every byte: equal digests, equal releases.

    \b
    Examples:
      fazhi verify
      fazhi verify ~/Downloads/fazhi-release

    Exit status: 0 whole, 1 something is wrong with it, 2 there is no release.
    """
    from fazhi.publish.verify import verify_release

    where = folder or release_directory()
    with progress_bar("verifying") as progress:
        verdict = verify_release(where, progress)
    for fault in verdict.faults:
        name = click.style(printable(fault.file), bold=True)
        say_rendered(f"{name} {printable(fault.message)}\n    {fault.hint}\n")
    if verdict.faults:
        say(f"{where}: {count(len(verdict.faults), 'fault')}")
        sys.exit(1)
    say(f"{where}: {verdict.files} files, all whole; digest {verdict.digest}")
