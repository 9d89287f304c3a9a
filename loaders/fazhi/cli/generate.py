"""`fazhi generate`."""

import sys

import click

from fazhi.cli._options import check_option
from fazhi.cli._output import say
from fazhi.errors import InputError
from fazhi.resources import checkout_directory
from fazhi.write import write_file


@click.command()
@check_option
def generate(only_check: bool) -> None:
    """Write what is derived from the model and the rules: the JSON Schema, and the pages of rules,
    tables and versions.

    For maintainers, in a checkout, after a change to the model or to a rule.
    """
    from fazhi.publish.generate import FROZEN, generated_files, published_with
    from fazhi.record.model import SCHEMA_VERSION

    root = checkout_directory()
    if root is None:
        raise InputError("this works in a checkout of the project only")
    stale = False
    for name, text in generated_files(root).items():
        path = root / name
        if path.exists() and path.read_bytes() == text.encode():
            continue
        stale = True
        if name.startswith(FROZEN) and (published := published_with(root, SCHEMA_VERSION)):
            raise InputError(
                f"{name}: schema {SCHEMA_VERSION} is published in {published} and frozen; "
                "give the model a new SCHEMA_VERSION and a migration"
            )
        if not only_check:
            write_file(path, text.encode())
        say(f"{'stale' if only_check else 'written'}: {name}")
    if stale and only_check:
        say("fazhi: run `fazhi generate` and commit the result", err=True)
        sys.exit(1)
