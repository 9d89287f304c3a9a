"""`fazhi generate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fazhi.cli._options import check_option
from fazhi.errors import InputError
from fazhi.publish.generate import generated_files
from fazhi.resources import checkout_directory
from fazhi.write import write_file


@click.command()
@check_option
def generate(only_check: bool) -> None:
    """Write what is derived from the model and the rules: the JSON Schema, and the pages of rules,
    tables and versions.

    For maintainers, in a checkout, after a change to the model or to a rule.
    """
    root = checkout_directory()
    if root is None:
        raise InputError("this works in a checkout of the project only")
    stale = [
        (root / name, text)
        for name, text in generated_files(root).items()
        if not _holds(root / name, text)
    ]
    for path, text in stale:
        if not only_check:
            write_file(path, text.encode())
        click.echo(f"{'stale' if only_check else 'written'}: {path.relative_to(root)}")
    if stale and only_check:
        click.echo("fazhi: run `fazhi generate` and commit the result", err=True)
        sys.exit(1)


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_bytes() == text.encode()
