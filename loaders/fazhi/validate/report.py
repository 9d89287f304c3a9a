"""A report as text, JSON, annotations of GitHub, or SARIF 2.1.0, which code scanners exchange.

File names and messages may come from a pull request of anybody: in text each is kept on its line,
on GitHub in its annotation.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote_from_bytes

from fazhi import __version__
from fazhi.display import count, json_text, printable
from fazhi.validate.catalogue import example, prose
from fazhi.validate.check import Report
from fazhi.validate.problem import Problem
from fazhi.validate.rule import Rule
from fazhi.validate.rules import RULES

_SARIF: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"
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
    """How many records, or else vocabulary files, were checked, how many problems found, how much
    evidence read again."""
    found = count(len(report.problems), "problem")
    found = style(found, "error" if report.problems else "good")
    skipped = report.records - report.evidence_checked
    if report.vocabularies and not report.records:
        return f"{count(report.vocabularies, 'vocabulary file')}, {found}"
    text = f"{count(report.records, 'record')}, {found}"
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
    return json_text(report.to_dict())


def to_github(report: Report) -> str:
    """One workflow command a problem, which GitHub shows at its line of the pull request.

    The place stands in the message too, because the log shows nothing else and the pull request
    only the first ten. Files are named relative to the checkout.
    """
    lines = [_command(problem) for problem in report.problems]
    lines += [f"::error::{_data(sentence)}" for sentence in report.unreadable]
    return "\n".join([*lines, summary(report)]) + "\n"


def to_sarif(report: Report) -> str:
    """The report as one SARIF log, with the whole rule catalogue; ends in a line break."""
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [_run(report)]}
    return json_text(log)


RENDERERS: Final[dict[str, Callable[[Report], str]]] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
    "sarif": to_sarif,
}


def _command(problem: Problem) -> str:
    file, line, column = _checkout_path(problem.file), problem.line, problem.column
    place = f"file={_property(file)},line={line},col={column},title={_property(problem.rule)}"
    message = f"{file}:{line}:{column}: {problem.message}\n{problem.hint}"
    return f"::{problem.severity} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _run(report: Report) -> dict[str, Any]:
    index = {rule.name: i for i, rule in enumerate(RULES)}
    driver = {"name": "fazhi", "version": __version__, "rules": [_rule(rule) for rule in RULES]}
    unread = [{"level": "error", "message": {"text": text}} for text in report.unreadable]
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the checkout."}}},
        "results": [_result(problem, index[problem.rule]) for problem in report.problems],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": prose(rule)},
        "help": {"text": f"{prose(rule)}\n\n{example(rule)}"},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family]},
    }


def _result(problem: Problem, index: int) -> dict[str, Any]:
    file = _checkout_path(problem.file)
    region = {"startLine": problem.line, "startColumn": problem.column}
    place = {"artifactLocation": _artifact(file), "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{problem.message}\n{problem.hint}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"problem/v1": _fingerprint(problem, file)},
    }


def _artifact(file: str) -> dict[str, str]:
    uri = quote_from_bytes(os.fsencode(file))
    if file.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _fingerprint(problem: Problem, file: str) -> str:
    """A fingerprint of rule, file, pointer and message, which stays when lines move."""
    what = "\0".join([problem.rule, file, problem.pointer, problem.message])
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _checkout_path(file: str) -> str:
    """The file's path from the root of the checkout, which is $GITHUB_WORKSPACE or else the
    current folder, with slashes; the absolute path of a file outside."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).absolute()
    # Not resolved: a symbolic link is reported where it stands.
    path = Path(os.path.normpath(Path(file).absolute()))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
