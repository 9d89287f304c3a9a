"""Checking: structure first, meaning second, and each fault once.

text → document → article → rules of the article → rules of its source → rules of the dataset.
What stops an earlier step keeps the later ones from running.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.vocabulary import Vocabularies, load_vocabularies
from fazhi.resources import SOURCES_VARIABLE, checkout_directory, vocabulary_directory
from fazhi.validate.accounting import Accounted, By, account
from fazhi.validate.inputs import Input, find_inputs, read_documents, read_source
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Finding, Problem, pointer
from fazhi.validate.rule import Context, Entry, Rule, rules
from fazhi.validate.schema import schema_errors


@dataclass(slots=True)
class Report:
    """What a check found. `evidence_checked` counts the well-formed records whose source text
    was at hand, `has_sources` tells whether there was a folder of texts at all, `unreadable` says
    in one sentence each what could not be read, `articles` holds the well-formed records,
    `quantities` counts the figures of the texts by what accounts for them."""

    problems: list[Problem] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    records: int = 0
    evidence_checked: int = 0
    quantities: Counter[By] = field(default_factory=Counter)
    has_sources: bool = False
    seconds: float = 0.0

    def quantity_counts(self) -> dict[str, int]:
        """The quantities found in the texts, and how many metrics and exclusions account for."""
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
    documents: dict[int, Document] = {}
    for done, source in enumerate(inputs):
        progress(done, len(inputs))
        for entry, document in _check_file(source, checker, report):
            entries.append(entry)
            documents[id(entry)] = document
    for one in rules("dataset"):
        for entry, finding in one.check(entries):
            report.problems.append(_problem(one, entry.file, documents[id(entry)], finding))
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


def _sources(given: str | os.PathLike[str] | None) -> Path | None:
    chosen = given or os.environ.get(SOURCES_VARIABLE)
    if not chosen:
        return None
    folder = Path(chosen)
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder of source texts")
    return folder


def decode(document: Document) -> Article | None:
    """The article of a document, or None when the document does not have its structure."""
    try:
        return Article.model_validate_json(document.text)
    except ValidationError:
        return None


def malformed(file: str, document: Document, version: str = SCHEMA_VERSION) -> list[Problem]:
    """What keeps a document from being a record of a schema version; `file` names it."""
    found = list(_run("reading", file, document, document))
    if not found:
        errors = schema_errors(document.value, version)
        found = list(_once(_run("structure", file, document, errors)))
    return sorted(found, key=_place)


@dataclass(frozen=True, slots=True)
class Checked:
    """One document after its check. `accounts` is None where the source text was not at hand."""

    problems: list[Problem]
    article: Article | None = None
    accounts: list[Accounted] | None = None


@dataclass(frozen=True, slots=True)
class Checker:
    """What documents are checked against; `sources` is the folder of their texts, if any."""

    vocabularies: Vocabularies
    sources: Path | None
    today: date

    def check(self, file: str, document: Document) -> Checked:
        """Check one document by all rules but those of the dataset; `file` names it.

        Raises InputError when its source text is there and cannot be read.
        """
        article = None if document.faults else decode(document)
        if article is None:
            return Checked(malformed(file, document))
        text = read_source(self.sources, article.id) if self.sources else None
        accounts = None if text is None else account(article, text)
        context = Context(document, self.vocabularies, self.today, text or "", accounts or ())
        problems = list(_run("article", file, document, article, context))
        if text is not None:
            problems += _run("source", file, document, article, context)
        return Checked(sorted(problems, key=_place), article, accounts)


def make_checker(
    sources: str | os.PathLike[str] | None = None, today: date | None = None
) -> Checker:
    """A checker with the vocabularies of this package.

    `sources` defaults to the environment variable FAZHI_SOURCES, `today` to the day it is.
    Raises InputError when the folder of sources is not there.
    """
    vocabularies = load_vocabularies(vocabulary_directory())
    return Checker(vocabularies, _sources(sources), today or date.today())


def _check_file(
    source: Input, checker: Checker, report: Report
) -> Iterator[tuple[Entry, Document]]:
    """Check the documents of one file into the report; give the well-formed ones."""
    try:
        for document in read_documents(source):
            checked = checker.check(source.file, document)
            report.records += 1
            report.problems += checked.problems
            if checked.accounts is not None:
                report.evidence_checked += 1
                report.quantities.update(one.by for one in checked.accounts)
            if checked.article is not None:
                report.articles.append(checked.article)
                yield Entry(source.file, checked.article), document
    except InputError as error:
        report.unreadable.append(str(error))


def _run(scope: Any, file: str, document: Document, *subject: object) -> Iterator[Problem]:
    for one in rules(scope):
        for finding in one.check(*subject):
            yield _problem(one, file, document, finding)


def _problem(one: Rule, file: str, document: Document, finding: Finding) -> Problem:
    offset = finding.offset
    if offset is None:
        offset = document.offset(finding.path, finding.on_key)
    line, column = document.position(offset)
    return Problem(
        rule=one.name,
        severity=one.severity,
        file=file,
        line=line,
        column=column,
        pointer=pointer(finding.path),
        message=finding.message,
        hint=finding.hint,
        fix=finding.fix,
    )


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem a place: what is malformed need not be told its length as well."""
    seen: set[str] = set()
    for problem in problems:
        if problem.pointer not in seen:
            seen.add(problem.pointer)
            yield problem


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.line, problem.column, problem.rule
