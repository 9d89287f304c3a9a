"""`fazhi draft`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from fazhi.errors import InputError
from fazhi.write import write_file

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="RECORD", help="The record to write."
)
@click.option(
    "--split",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write each report of a page that holds several into a text of its own, and no record.",
)
def draft(text: Path, output: Path | None, split: Path | None) -> None:
    """Write a first record from the text of a report.

    The draft has every figure with its value, unit, bound, period and place in the text, and the
    likeliest measures; what a person must decide is marked TODO, and `fazhi check` reports it
    until it is decided. The record is named for the article: its file name is the id.

    \b
    Examples:
      fazhi draft texts/baotou-enforcement.txt -o dataset/articles/baotou-enforcement.json
      fazhi draft page.txt --split texts/
    """
    from fazhi.curate.draft import draft as make_draft
    from fazhi.curate.layout import split_page
    from fazhi.record.canonical import to_json
    from fazhi.record.vocabulary import load_vocabularies
    from fazhi.resources import vocabulary_directory
    from fazhi.validate.inputs import read_text

    report = read_text(text)
    parts = split_page(report)
    if split is not None:
        for number, part in enumerate(parts, 1):
            path = split / f"{text.stem}-{number}.txt"
            _refuse_existing(path)
            write_file(path, part.encode())
            click.echo(f"{path}: {part.partition(chr(10))[0]}")
        return
    if len(parts) > 1:
        raise InputError(
            f"{text}: {len(parts)} reports end here with a by-line each; "
            "`--split DIR` writes each into a text of its own"
        )
    if output is None:
        raise InputError("name the record to write: -o dataset/articles/<id>.json")
    if not _SLUG.fullmatch(output.stem):
        raise InputError(
            f"{output}: {output.stem!r} is no id; use lower-case letters, digits and hyphens"
        )
    _refuse_existing(output)
    article = make_draft(report, output.stem, load_vocabularies(vocabulary_directory()))
    write_file(output, to_json(article).encode())
    click.echo(
        f"{output}: {len(article.metrics)} figures, {len(article.exclusions)} exclusions, "
        f"{len(article.organizations)} organizations, {len(article.initiatives)} initiatives"
    )
    click.echo(f"what is left to decide: fazhi check {output} --sources {text.parent}", err=True)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise InputError(f"{path}: this file exists; name another, or delete it first")
