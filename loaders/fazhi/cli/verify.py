"""`fazhi verify`."""

import sys

import click

from fazhi.cli._output import say, say_rendered
from fazhi.cli._progress import progress_bar
from fazhi.display import count, printable
from fazhi.resources import release_directory


@click.command()
@click.argument("release", required=False)
def verify(release: str | None) -> None:
    """Verify a release: every byte of every file, and that no file is missing or added.

    RELEASE is a folder, a zip, a wheel or a URI; without it the release this package brings is
    verified. The digest printed at the end depends on every byte: equal digests, equal releases.

    \b
    Examples:
      fazhi verify
      fazhi verify ~/Downloads/fazhi-0.3.0.zip

    Exit status: 0 whole, 1 something is wrong with it, 2 there is no release.
    """
    from fazhi.publish.verify import verify_release
    from fazhi.read.arguments import location

    where = location("RELEASE", release_directory() if release is None else release)
    with progress_bar("verifying") as progress:
        verdict = verify_release(where, progress)
    for fault in verdict.faults:
        name = click.style(printable(fault.file), bold=True)
        say_rendered(f"{name} {printable(fault.message)}\n    {fault.hint}\n")
    if verdict.faults:
        say(f"{where}: {count(len(verdict.faults), 'fault')}")
        sys.exit(1)
    say(f"{where}: {verdict.files} files, all whole; digest {verdict.digest}")
