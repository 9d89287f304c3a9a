"""`fazhi migrate`."""

from __future__ import annotations

import sys

import click

from fazhi.cli.progress import progress_bar


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if work is left.")
def migrate(paths: tuple[str, ...], only_check: bool) -> None:
    """Lift records of earlier schema versions to the newest one.

    PATH is a record, a folder of records, or a JSON Lines file. Without PATH the checked-out
    dataset is lifted. Nothing that a record says gets lost, and its revision stays: it says the
    same as before. A file with a record that its own schema refuses stays as it is, and is told.

    \b
    Examples:
      fazhi migrate
      fazhi migrate my-articles/ more.jsonl
      fazhi migrate --check

    Exit status: 0 all is of the newest version, 1 problems found, or with --check work left, 2
    wrong use or unreadable input.
    """
    from fazhi.curate.migrate import lift
    from fazhi.errors import InputError, one_line
    from fazhi.record.article import SCHEMA_VERSION
    from fazhi.validate.check import checked_out
    from fazhi.validate.inputs import find_inputs
    from fazhi.validate.report import problem_text
    from fazhi.write import write_file

    status = 0
    inputs = find_inputs(list(paths) or [checked_out()])
    with progress_bar("migrating") as progress:
        for done, source in enumerate(inputs, 1):
            if source.path is None:
                raise InputError("what comes by standard input cannot be replaced; name a file")
            try:
                lifted = lift(source)
                if lifted.data is not None and lifted.versions and not only_check:
                    write_file(source.path, lifted.data)
            except InputError as error:
                click.echo(f"fazhi: {error}", err=True)
                status = 2
                continue
            for problem in lifted.problems:
                click.echo(problem_text(problem))
            if lifted.data is not None and lifted.versions:
                verb = "would be lifted" if only_check else "lifted"
                versions = f"from {', '.join(lifted.versions)} to {SCHEMA_VERSION}"
                click.echo(f"{verb} {versions}: {one_line(source.file)}")
            if lifted.problems or (only_check and lifted.versions):
                status = max(status, 1)
            progress(done, len(inputs))
    sys.exit(status)
