"""`fazhi check`."""

import sys
from pathlib import Path
from typing import Any

import click

from fazhi.cli._options import format_option, paths_argument, sources_option
from fazhi.cli._output import say, say_rendered
from fazhi.cli._progress import progress_bar

_STYLES: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "good": {"fg": "green"},
    "rule": {"dim": True},
}


@click.command()
@paths_argument
@sources_option()
@format_option(
    "text", "json", "github", "sarif", text="github is for the annotations of a pull request."
)
@click.option("--fix", is_flag=True, help="First fix what can be fixed without judgement.")
def check(paths: tuple[str, ...], sources: Path | None, form: str, fix: bool) -> None:
    """Check records, and say at which line what is wrong and how to fix it.

    PATH is a record, a folder of records, a JSON Lines file (.jsonl, .ndjson, also
    with .gz or .zst), the table `articles`
    of a release (.parquet, one record a row), or - for standard input; or a vocabulary, a file in
    a folder of the name `vocabularies`. Without PATH the vocabularies and the checked-out dataset
    are checked, the dataset only if the vocabularies have no problem. With the texts of the reports
    at hand every quote is read again at its place, and no quantity may be left out.

    --fix lays the files out, moves quotes to where the text has them, replaces deprecated codes,
    and lists what it fixed; then the check follows.

    \b
    Examples:
      fazhi check
      fazhi check dataset/articles/baotou-enforcement.json --sources texts/
      fazhi check schema/vocabularies
      fazhi check --fix --sources texts/ dataset/articles/baotou-enforcement.json
      fazhi check --output-format json < record.json -
      fazhi check release/articles.parquet
      fazhi check --output-format sarif > fazhi.sarif

    Exit status: 0 no problems, 1 problems found, 2 wrong use or unreadable input.
    """
    from fazhi.curate.fix import fix_files
    from fazhi.validate.check import check_paths
    from fazhi.validate.report import RENDERERS, problem_text, to_text

    if fix:
        for _, fixed in fix_files(paths, sources).changed:
            for problem in fixed:
                say_rendered(f"fixed: {problem_text(problem, _style)}\n", err=form != "text")
    with progress_bar("checking") as progress:
        report = check_paths(paths, sources=sources, progress=progress)
    text = to_text(report, _style) if form == "text" else RENDERERS[form](report)
    say_rendered(text, colours=form == "text")
    for sentence in report.unreadable:
        say(f"fazhi: {sentence}", err=True)
    sys.exit(2 if report.unreadable else 1 if report.problems else 0)


def _style(part: str, role: str) -> str:
    return click.style(part, **_STYLES[role])
