"""`fazhi.check`: every record behind some paths, by all rules, into one report."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fazhi.errors import InputError
from fazhi.record.article import Article
from fazhi.resources import checkout_directory
from fazhi.validate.checker import Checker, check_dataset, make_checker
from fazhi.validate.coverage import By
from fazhi.validate.inputs import Input, find_inputs, read_documents
from fazhi.validate.problem import Problem
from fazhi.validate.rule import Entry


@dataclass(slots=True)
class Report:
    """What a check found. `evidence_checked` counts the well-formed records whose source text
    was at hand, `has_sources` tells whether there was a folder of texts at all, `unreadable` says
    in one sentence each what could not be read, `articles` holds the well-formed records,
    `quantities` counts the figures of the texts by what covers them."""

    problems: list[Problem] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    records: int = 0
    evidence_checked: int = 0
    quantities: Counter[By] = field(default_factory=Counter)
    has_sources: bool = False
    seconds: float = 0.0

    def quantity_counts(self) -> dict[str, int]:
        """The quantities found in the texts, and how many metrics and exclusions cover."""
        return {
            "found": self.quantities.total() - self.quantities["date"],
            "measured": self.quantities["metric"],
            "excluded": self.quantities["exclusion"],
        }

    def to_dict(self) -> dict[str, Any]:
        """The report as `fazhi check --output-format json` writes it."""
        return {
            "problems": [problem.to_dict() for problem in self.problems],
            "summary": {
                "records": self.records,
                "problems": len(self.problems),
                "evidence_checked": self.evidence_checked,
                "quantities": self.quantity_counts(),
                "seconds": round(self.seconds, 3),
            },
        }


def check(
    path: str | os.PathLike[str], sources: str | os.PathLike[str] | None = None
) -> list[Problem]:
    """Check a record, a folder of records, a JSON Lines file or the table `articles` of a release.

    `sources` is a folder of the articles' texts, `<id>.txt`; without it, and without the
    environment variable FAZHI_SOURCES, the rules that need the text do not run.

    Raises InputError when something cannot be read.
    """
    report = check_paths([os.fspath(path)], sources=sources)
    if report.unreadable:
        raise InputError(report.unreadable[0])
    return report.problems


def check_paths(
    paths: Sequence[str] = (),
    *,
    sources: str | os.PathLike[str] | None = None,
    today: date | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Check everything behind the paths (see `find_inputs`); none means the checked-out dataset.

    `today` is the day that dates are compared with, `progress` is told how many of how many
    files are done. Raises InputError when a path or the folder of sources is not there.
    """
    started = time.perf_counter()
    inputs = find_inputs(list(paths) or [checked_out()])
    checker = make_checker(sources, today)
    report = Report(has_sources=checker.sources is not None)
    entries: list[Entry] = []
    for done, source in enumerate(inputs):
        progress(done, len(inputs))
        entries += _check_file(source, checker, report)
    report.problems += check_dataset(entries)
    progress(len(inputs), len(inputs))
    report.seconds = time.perf_counter() - started
    return report


def checked_out() -> str:
    """The folder of the records of this working copy. Raises InputError when there is none."""
    root = checkout_directory()
    if root is None:
        raise InputError("name a record or a folder; there is no checked-out dataset here")
    articles = root / "dataset" / "articles"
    return os.path.relpath(articles) if articles.is_relative_to(Path.cwd()) else str(articles)


def _check_file(source: Input, checker: Checker, report: Report) -> Iterator[Entry]:
    """Check the documents of one file into the report; give the well-formed ones."""
    try:
        for document in read_documents(source):
            checked = checker.check(source.file, document)
            report.records += 1
            report.problems += checked.problems
            if checked.coverage is not None:
                report.evidence_checked += 1
                report.quantities.update(covered.by for covered in checked.coverage)
            if checked.article is not None:
                report.articles.append(checked.article)
                yield Entry(source.file, document, checked.article)
    except InputError as error:
        report.unreadable.append(str(error))
