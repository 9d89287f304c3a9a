"""`fazhi diff`."""

import sys
from pathlib import Path

import click

from fazhi.cli._options import PATH, format_option
from fazhi.cli._output import say, say_rendered
from fazhi.errors import InputError


@click.command()
@click.argument("old")
@click.argument("new")
@format_option("text", "json", "markdown", text="Markdown is for release notes and pull requests.")
@click.option("--require", is_flag=True, help="Exit 1 when NEW's version does not allow this.")
@click.option(
    "--changelog",
    type=PATH,
    metavar="FILE",
    help="With --require: a changelog that must have an entry for NEW's version.",
)
def diff(old: str, new: str, form: str, require: bool, changelog: Path | None) -> None:
    """Compare two releases, and name the least version that the changes allow.

    OLD and NEW are folders, zips or wheels that hold a release, or URIs. What requires which
    version step is written in docs/versioning.md.

    \b
    Examples:
      fazhi diff tests/fixtures/releases/0.1.0.zip dataset/release
      fazhi diff old.zip new.whl --output-format markdown
      fazhi diff old.zip dataset/release --require --changelog CHANGELOG.md

    Exit status: 0 compared, 1 with --require when it may not be released so, 2 wrong use or
    unreadable input.
    """
    from fazhi.publish.diff import render
    from fazhi.publish.diff.compare import compare
    from fazhi.publish.release import read_release
    from fazhi.publish.version import changelog_refusals
    from fazhi.read.arguments import location
    from fazhi.read.places import read_alone

    if changelog and not require:
        raise click.UsageError("--changelog is read with --require only")
    found = compare(read_release(location("OLD", old)), read_release(location("NEW", new)))
    refusals = found.refusals()
    if changelog:
        try:
            refusals += changelog_refusals(read_alone(changelog).decode(), found.new)
        except UnicodeDecodeError as error:
            raise InputError(f"{changelog}: {error}") from None
    write = {"text": render.as_text, "json": render.as_json, "markdown": render.as_markdown}[form]
    say_rendered(write(found))
    if require and refusals:
        for sentence in refusals:
            say(f"fazhi: {sentence}", err=True)
        sys.exit(1)
