"""`fazhi check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from fazhi.cli.progress import progress_bar
from fazhi.validate.check import SOURCES_VARIABLE, Report, check_paths
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
def check(paths: tuple[str, ...], sources: Path | None, form: str) -> None:
    """Check records, and say at which line what is wrong and how to mend it.

    PATH is a record, a folder of records, a JSON Lines file (.jsonl, .ndjson), or - for standard
    input. Without PATH the checked-out dataset is checked. With the texts of the reports at hand
    every quote is read again at its place.

    \b
    Examples:
      fazhi check
      fazhi check dataset/articles/baotou-enforcement.json --sources texts/
      fazhi check --output-format json < record.json -

    Exit status: 0 no problems, 1 problems found, 2 wrong use or unreadable input.
    """
    with progress_bar("checking") as progress:
        report = check_paths(paths, sources=sources, progress=progress)
    if form == "json":
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        for problem in report.problems:
            click.echo(problem_text(problem))
        click.echo(_summary(report, sources))
    for sentence in report.unreadable:
        click.echo(f"fazhi: {sentence}", err=True)
    if report.unreadable:
        sys.exit(2)
    sys.exit(1 if report.problems else 0)


def problem_text(problem: Problem) -> str:
    """A problem as two lines for people: place, fault and rule; how to mend it."""
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
    return text


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
