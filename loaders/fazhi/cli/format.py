"""`fazhi format`."""

import sys

import click

from fazhi.cli._options import check_option, paths_argument
from fazhi.cli._output import say


@click.command("format")
@paths_argument
@check_option
def format(paths: tuple[str, ...], only_check: bool) -> None:
    """Rewrite records in the canonical form.

    Two-space indent, keys in schema order, parts in the order of the source, UTF-8, NFC, LF. No
    fact changes. Without PATH the checked-out dataset is formatted.

    \b
    Examples:
      fazhi format
      fazhi format --check dataset/articles/baotou-enforcement.json

    Exit status: 0 success, 1 with --check when a file would change, 2 wrong use or unreadable
    input.
    """
    from fazhi.curate.fix import fix_files

    changed, refused = fix_files(paths, family="form", write=not only_check)
    for file, _ in changed:
        say(f"{'would be formatted' if only_check else 'formatted'}: {file}")
    for sentence in refused:
        say(f"fazhi: {sentence}", err=True)
    sys.exit(2 if refused else 1 if only_check and changed else 0)
