"""A report as SARIF 2.1.0, which code scanners and editors exchange."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote_from_bytes

from fazhi import __version__
from fazhi.validate.catalogue import example, prose
from fazhi.validate.check import Report
from fazhi.validate.checkout_path import checkout_path
from fazhi.validate.problem import Problem
from fazhi.validate.rule import Rule
from fazhi.validate.rules import RULES

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT: Final = "%SRCROOT%"


def to_sarif(report: Report) -> str:
    """The report as one SARIF log, with the whole rule catalogue; ends in a line break."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


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
    file = checkout_path(problem.file)
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
    """A fingerprint of rule, file, pointer and message, which stays when lines move."""
    what = "\0".join([problem.rule, file, problem.pointer, problem.message])
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:32]
