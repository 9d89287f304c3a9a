"""`fazhi migrate`."""

import sys

import click

from fazhi.cli._options import check_option, paths_argument
from fazhi.cli._output import say, say_rendered
from fazhi.cli._progress import progress_bar


@click.command()
@paths_argument
@check_option
def migrate(paths: tuple[str, ...], only_check: bool) -> None:
    """Migrate records of earlier schema versions to the newest version.

    PATH is a record, a folder of records, or a JSON Lines file; without PATH the checked-out
    dataset is migrated. A migrated record says the same as before and keeps its revision. A file
    with a record that does not conform to its own schema is left as it is, and its problems are
    listed.

    \b
    Examples:
      fazhi migrate
      fazhi migrate my-articles/ more.jsonl
      fazhi migrate --check

    Exit status: 0 success, 1 problems found, or with --check when a file would change, 2 wrong use
    or unreadable input.
    """
    from fazhi.curate.migrate import migrate_file
    from fazhi.errors import InputError
    from fazhi.record.model import SCHEMA_VERSION
    from fazhi.validate.check import checked_out
    from fazhi.validate.inputs import find_inputs
    from fazhi.validate.report import problem_text
    from fazhi.write import write_file

    status = 0
    verb = "would be migrated" if only_check else "migrated"
    inputs = find_inputs(list(paths) or [checked_out()])
    with progress_bar("migrating") as progress:
        for done, source in enumerate(inputs, 1):
            if source.path is None:
                raise InputError("standard input cannot be replaced; name a file")
            try:
                data, versions, problems = migrate_file(source)
                is_changed = bool(versions) and not problems
                if is_changed and not only_check:
                    write_file(source.path, data)
            except InputError as error:
                say(f"fazhi: {error}", err=True)
                status = 2
                continue
            for problem in problems:
                say_rendered(problem_text(problem) + "\n")
            if is_changed:
                steps = f"from {', '.join(versions)} to {SCHEMA_VERSION}"
                say(f"{verb} {steps}: {source.file}")
            if problems or (only_check and versions):
                status = max(status, 1)
            progress(done, len(inputs))
    sys.exit(status)
