"""`fazhi check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from fazhi.cli.format import mend_files
from fazhi.cli.progress import progress_bar
from fazhi.validate.check import SOURCES_VARIABLE, Report, check_paths, make_checker
from fazhi.validate.problem import Problem

_COLOURS = {"error": "red", "warning": "yellow"}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="DIR",
    envvar=SOURCES_VARIABLE,
    help=f"Folder of the reports' texts, <id>.txt. Default: ${SOURCES_VARIABLE}.",
)
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the problems are written.",
)
@click.option("--fix", is_flag=True, help="First mend what can be mended without judgement.")
def check(paths: tuple[str, ...], sources: Path | None, form: str, fix: bool) -> None:
    """Check records, and say at which line what is wrong and how to mend it.

    PATH is a record, a folder of records, a JSON Lines file (.jsonl, .ndjson), or - for standard
    input. Without PATH the checked-out dataset is checked. With the texts of the reports at hand
    every quote is read again at its place, and no quantity may be left out.

    --fix lays the files out, moves quotes to where the text has them, replaces deprecated codes,
    and lists what it mended; then the check follows.

    \b
    Examples:
      fazhi check
      fazhi check dataset/articles/baotou-enforcement.json --sources texts/
      fazhi check --fix --sources texts/ dataset/articles/baotou-enforcement.json
      fazhi check --output-format json < record.json -

    Exit status: 0 no problems, 1 problems found, 2 wrong use or unreadable input.
    """
    if fix:
        for _, mended in mend_files(paths, make_checker(sources)):
            for problem in mended:
                click.echo(f"mended: {_line(problem)}", err=form != "text")
    with progress_bar("checking") as progress:
        report = check_paths(paths, sources=sources, progress=progress)
    if form == "json":
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        for problem in report.problems:
            click.echo(_line(problem))
        click.echo(_summary(report, sources))
    for sentence in report.unreadable:
        click.echo(f"fazhi: {sentence}", err=True)
    if report.unreadable:
        sys.exit(2)
    sys.exit(1 if report.problems else 0)


def _line(problem: Problem) -> str:
    place = click.style(f"{problem.file}:{problem.line}:{problem.column}:", bold=True)
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity])
    rule = click.style(f"[{problem.rule}]", dim=True)
    return f"{place} {severity}: {problem.message} {rule}\n    {problem.hint}"


def _summary(report: Report, sources: Path | None) -> str:
    found = _count(len(report.problems), "problem")
    colour = "red" if report.problems else "green"
    skipped = report.records - report.evidence_checked
    text = f"{_count(report.records, 'record')}, {click.style(found, fg=colour)}"
    text += f"; evidence read again in {report.evidence_checked}"
    if skipped:
        why = "no text at hand" if sources else "give --sources DIR to read it"
        text += f", not read in {skipped} ({why})"
    if report.evidence_checked:
        figures = report.to_dict()["summary"]["quantities"]
        text += "\n{found} quantities: {measured} measured, {excluded} excluded".format(**figures)
    return text


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
