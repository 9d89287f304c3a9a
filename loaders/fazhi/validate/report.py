"""A report as text, JSON, annotations of GitHub, or SARIF.

File names and messages may come from a pull request of anybody: in text each is kept on its line,
on GitHub in its annotation.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, Literal

from fazhi.display import printable
from fazhi.validate.check import Report
from fazhi.validate.checkout_path import checkout_path
from fazhi.validate.problem import Problem
from fazhi.validate.sarif import to_sarif

Role = Literal["place", "error", "warning", "good", "rule"]
Style = Callable[[str, Role], str]
"""How a part of the text looks in the terminal: the part and what it is → the part, styled."""


def plain(part: str, role: Role) -> str:
    """The style of a text that has none."""
    return part


def to_text(report: Report, style: Style = plain) -> str:
    """Two lines a problem, what is wrong where and how to fix it, and a summary."""
    lines = [problem_text(problem, style) for problem in report.problems]
    return "\n".join([*lines, summary(report, style)]) + "\n"


def problem_text(problem: Problem, style: Style = plain) -> str:
    """One problem in two lines."""
    place = style(printable(f"{problem.file}:{problem.line}:{problem.column}:"), "place")
    severity = style(problem.severity, problem.severity)
    rule = style(f"[{problem.rule}]", "rule")
    message, hint = printable(problem.message), printable(problem.hint)
    return f"{place} {severity}: {message} {rule}\n    {hint}"


def summary(report: Report, style: Style = plain) -> str:
    """How many records were checked, how many problems found, how much evidence read again."""
    found = _count(len(report.problems), "problem")
    found = style(found, "error" if report.problems else "good")
    skipped = report.records - report.evidence_checked
    text = f"{_count(report.records, 'record')}, {found}"
    text += f"; evidence read again in {report.evidence_checked}"
    if skipped:
        why = "no text at hand" if report.has_sources else "give --sources DIR to read it"
        text += f", not read in {skipped} ({why})"
    if report.evidence_checked:
        text += "\n{found} quantities: {measured} measured, {excluded} excluded".format(
            **report.quantity_counts()
        )
    return text


def to_json(report: Report) -> str:
    """The problems and the summary as one JSON object."""
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n"


def to_github(report: Report) -> str:
    """One workflow command a problem, which GitHub shows at its line of the pull request.

    The place stands in the message too, because the log shows nothing else and the pull request
    only the first ten. Files are named relative to the checkout.
    """
    lines = [_command(problem) for problem in report.problems]
    lines += [f"::error::{_data(sentence)}" for sentence in report.unreadable]
    return "\n".join([*lines, summary(report)]) + "\n"


RENDERERS: Final[dict[str, Callable[[Report], str]]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
    "sarif": to_sarif,
}


def _command(problem: Problem) -> str:
    file, line, column = checkout_path(problem.file), problem.line, problem.column
    place = f"file={_property(file)},line={line},col={column},title={_property(problem.rule)}"
    message = f"{file}:{line}:{column}: {problem.message}\n{problem.hint}"
    return f"::{problem.severity} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
