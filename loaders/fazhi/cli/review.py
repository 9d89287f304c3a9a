"""`fazhi review`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fazhi.errors import InputError
from fazhi.validate.checker import SOURCES_VARIABLE
from fazhi.validate.report import problem_text


@click.command()
@click.argument("record", metavar="RECORD")
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="DIR",
    envvar=SOURCES_VARIABLE,
    required=True,
    help=f"Folder of the reports' texts, <id>.txt. Default: ${SOURCES_VARIABLE}.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="HTML",
    required=True,
    help="The page to write, outside the project: it carries the whole text.",
)
def review(record: str, sources: Path, output: Path) -> None:
    """Lay an article's text beside its record, in one page to be opened from disk.

    Each quantity of the text is marked by what accounts for it, red where nothing does; a click
    on a metric shows its place and the other way round; problems stand beside what they concern.
    Press ? in the page for its keys.

    \b
    Example:
      fazhi review dataset/articles/baotou-enforcement.json --sources texts/ -o /tmp/review.html

    Exit status: 0 the page is written, 1 the record has not the structure of one, 2 wrong use or
    unreadable input.
    """
    from fazhi.curate.review import review_page, write_review
    from fazhi.record.vocabulary import load_vocabularies
    from fazhi.resources import vocabulary_directory
    from fazhi.validate.check import check_paths
    from fazhi.validate.inputs import read_source

    report = check_paths([record], sources=sources)
    if report.unreadable:
        raise InputError(report.unreadable[0])
    if report.records != 1:
        raise InputError(f"{record}: holds {report.records} records; a review shows one")
    if not report.articles:
        for problem in report.problems:
            click.echo(problem_text(problem))
        sys.exit(1)
    (article,) = report.articles
    text = read_source(sources, article.id)
    if text is None:
        raise InputError(f"{sources / article.id}.txt: the text of this record is not there")
    vocabularies = load_vocabularies(vocabulary_directory())
    write_review(output, review_page(article, text, report.problems, vocabularies))
    click.echo(f"{output} written; open it in a browser")
