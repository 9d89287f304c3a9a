"""A report as SARIF 2.1.0, which code scanners and editors exchange."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote_from_bytes

from fazhi import __version__
from fazhi.validate.catalogue import prose
from fazhi.validate.check import Report
from fazhi.validate.place import in_checkout
from fazhi.validate.problem import Problem
from fazhi.validate.rule import Rule, rules

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"


def to_sarif(report: Report) -> str:
    """The report as one SARIF log, with the whole rule catalogue; ends in a line break."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    catalogue = rules()
    place = {one.name: index for index, one in enumerate(catalogue)}
    driver = {"name": "fazhi", "version": __version__, "rules": [_rule(one) for one in catalogue]}
    unread = [{"level": "error", "message": {"text": one}} for one in report.unreadable]
    return {
        "tool": {"driver": driver},
        "invocations": [
            {"executionSuccessful": not unread, "toolExecutionNotifications": unread},
        ],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the checkout."}}},
        "results": [_result(problem, place[problem.rule]) for problem in report.problems],
    }


def _rule(one: Rule) -> dict[str, Any]:
    return {
        "id": one.name,
        "shortDescription": {"text": one.summary},
        "fullDescription": {"text": prose(one)},
        "help": {"text": one.explanation},
        "defaultConfiguration": {"level": one.severity},
        "properties": {"tags": [one.family]},
    }


def _result(problem: Problem, index: int) -> dict[str, Any]:
    file = in_checkout(problem.file)
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
    if PurePosixPath(file).is_absolute():
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _fingerprint(problem: Problem, file: str) -> str:
    """The same for the same fault in the same field, wherever its line has moved to."""
    what = "\0".join([problem.rule, file, problem.pointer, problem.message])
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:32]
