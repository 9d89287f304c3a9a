"""`fazhi review`."""

import sys
from pathlib import Path
from typing import Final

import click

from fazhi.cli._options import PATH, sources_option
from fazhi.cli._output import say, say_rendered
from fazhi.display import count
from fazhi.errors import InputError

_START: Final = b"<!doctype html"


@click.command()
@click.argument("record", metavar="RECORD")
@sources_option(required=True)
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="HTML",
    required=True,
    help="The page to write, outside the project: it carries the whole text.",
)
def review(record: str, sources: Path, output: Path) -> None:
    """Write a page that shows an article's text beside its record, to be opened from disk.

    Each quantity of the text is marked by what accounts for it, red where nothing does; a click
    on a metric shows its place in the text, and the reverse; problems stand beside what they
    concern. Press ? in the page for its keys.

    \b
    Example:
      fazhi review dataset/articles/baotou-enforcement.json --sources texts/ -o /tmp/review.html

    Exit status: 0 the page is written, 1 malformed record, 2 wrong use or unreadable input.
    """
    from fazhi.curate.review.page import review_page
    from fazhi.record.vocabulary import load_vocabularies
    from fazhi.resources import checkout_directory, vocabulary_directory
    from fazhi.validate.check import check_paths
    from fazhi.validate.inputs import read_source
    from fazhi.validate.report import problem_text
    from fazhi.write import write_file

    report = check_paths([record], sources=sources)
    if report.unreadable:
        raise InputError(report.unreadable[0])
    if report.records != 1:
        raise InputError(f"{record}: holds {count(report.records, 'record')}; a review shows one")
    if not report.articles:
        for problem in report.problems:
            say_rendered(problem_text(problem) + "\n")
        sys.exit(1)
    (article,) = report.articles
    text = read_source(sources, article.id)
    if text is None:
        raise InputError(f"{sources / article.id}.txt: the text of this record is not there")
    page = review_page(article, text, report.problems, load_vocabularies(vocabulary_directory()))
    root = checkout_directory()
    if root is not None and output.resolve().is_relative_to(root.resolve()):
        raise InputError(
            f"{output}: a review carries the whole text and is never written into the project; "
            "name a file outside it"
        )
    if output.is_file():
        with output.open("rb") as there:
            if there.read(len(_START)).lower() != _START:
                raise InputError(f"{output}: this file is no review; name a new one")
    write_file(output, page.encode())
    say(f"{output} written; open it in a browser")
