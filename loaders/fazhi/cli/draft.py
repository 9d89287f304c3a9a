"""`fazhi draft`."""

import re
from pathlib import Path

import click

from fazhi.cli._options import PATH
from fazhi.cli._output import say
from fazhi.display import count
from fazhi.errors import InputError
from fazhi.write import write_file


@click.command()
@click.argument("text", type=PATH)
@click.option("-o", "--output", type=PATH, metavar="RECORD", help="The record to write.")
@click.option(
    "--split",
    type=PATH,
    metavar="DIR",
    help="Write each report of a page into a text of its own, and no record.",
)
def draft(text: Path, output: Path | None, split: Path | None) -> None:
    """Write a first record from the text of a report.

    The draft has every figure with its value, unit, bound, period and place in the text, and its
    likeliest measure. What a person must decide stands in its list `todo`; `fazhi accept` asks for
    it, and `fazhi check` reports it until it is decided. The name of the file is the id of the
    record.

    \b
    Examples:
      fazhi draft texts/baotou-enforcement.txt -o dataset/articles/baotou-enforcement.json
      fazhi draft page.txt --split texts/
    """
    from fazhi.curate.draft.layout import split_page
    from fazhi.curate.draft.record import draft_record
    from fazhi.record.canonical import dump
    from fazhi.record.field_types import SLUG
    from fazhi.record.vocabulary import load_vocabularies
    from fazhi.resources import vocabulary_directory
    from fazhi.validate.inputs import read_text

    page = read_text(text)
    reports = split_page(page)
    if split is not None:
        for number, report in enumerate(reports, 1):
            path = split / f"{text.stem}-{number}.txt"
            # A run that was stopped can be repeated: what it wrote already is left as it is.
            if not (path.is_file() and path.read_bytes() == report.encode()):
                _write_new(path, report)
            say(f"{path}: {report.partition(chr(10))[0]}")
        return
    if len(reports) > 1:
        raise InputError(
            f"{text}: {len(reports)} reports end here with a by-line each; "
            "`--split DIR` writes each into a text of its own"
        )
    if output is None:
        raise InputError("name the record to write: -o dataset/articles/<id>.json")
    if not re.fullmatch(SLUG, output.stem):
        raise InputError(
            f"{output}: {output.stem!r} is no id; use lower-case letters, digits and hyphens"
        )
    record = draft_record(page, output.stem, load_vocabularies(vocabulary_directory()))
    _write_new(output, dump(record))
    parts = ("metrics", "exclusions", "organizations", "initiatives")
    counts = (count(len(record[part]), part.removesuffix("s")) for part in parts)
    say(f"{output}: {', '.join(counts)}")
    todos = count(len(record["todo"]), "decision")
    say(f"{todos} to take: fazhi accept {output} --sources {text.parent}", err=True)


def _write_new(path: Path, text: str) -> None:
    if path.exists():
        raise InputError(f"{path}: this file exists; name another, or delete it first")
    write_file(path, text.encode())
