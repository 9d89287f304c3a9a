"""Checking: structure first, meaning second, and each fault once.

text → document → article → rules of the article → rules of its source → rules of the dataset.
What stops an earlier step keeps the later ones from running.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.record.article import Article
from fazhi.record.vocabulary import Vocabularies, load_vocabularies
from fazhi.resources import checkout_directory, vocabulary_directory
from fazhi.validate.inputs import Input, find_inputs, read_documents, read_source
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Finding, Problem, pointer
from fazhi.validate.rule import Context, Entry, Rule, rules
from fazhi.validate.schema import schema_errors

SOURCES_VARIABLE = "FAZHI_SOURCES"


@dataclass(slots=True)
class Report:
    """What a check found. `evidence_checked` counts the well-formed records whose source text
    was at hand, `has_sources` tells whether there was a folder of texts at all, `unreadable` says
    in one sentence each what could not be read, `articles` holds the well-formed records."""

    problems: list[Problem] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    records: int = 0
    evidence_checked: int = 0
    has_sources: bool = False
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """The report as `fazhi check --output-format json` writes it."""
        return {
            "problems": [problem.to_dict() for problem in self.problems],
            "summary": {
                "records": self.records,
                "problems": len(self.problems),
                "evidence_checked": self.evidence_checked,
                "seconds": round(self.seconds, 3),
            },
        }


def check(
    path: str | os.PathLike[str], sources: str | os.PathLike[str] | None = None
) -> list[Problem]:
    """Check a record, a JSON Lines file or a folder of records.

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
    inputs = find_inputs(list(paths) or [_checked_out()])
    checker = _Checker(
        load_vocabularies(vocabulary_directory()), _sources(sources), today or date.today()
    )
    for done, source in enumerate(inputs):
        progress(done, len(inputs))
        checker.file(source)
    checker.dataset()
    progress(len(inputs), len(inputs))
    checker.report.seconds = time.perf_counter() - started
    return checker.report


def _checked_out() -> str:
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


class _Checker:
    def __init__(self, vocabularies: Vocabularies, sources: Path | None, today: date) -> None:
        self.report = Report(has_sources=sources is not None)
        self._vocabularies, self._sources, self._today = vocabularies, sources, today
        self._documents: dict[int, Document] = {}
        self._entries: list[Entry] = []

    def file(self, source: Input) -> None:
        try:
            for document in read_documents(source):
                self.report.records += 1
                problems = list(self._document(source.file, document))
                self.report.problems += sorted(problems, key=_place)
        except InputError as error:
            self.report.unreadable.append(str(error))

    def dataset(self) -> None:
        for one in rules("dataset"):
            for entry, finding in one.check(self._entries):
                document = self._documents[id(entry)]
                self.report.problems.append(_problem(one, entry.file, document, finding))

    def _document(self, file: str, document: Document) -> Iterator[Problem]:
        faults = list(_run("reading", file, document, document))
        if faults:
            yield from faults
            return
        article = decode(document)
        if article is None:
            yield from _once(_run("structure", file, document, schema_errors(document.value)))
            return
        entry = Entry(file, article)
        self._entries.append(entry)
        self.report.articles.append(article)
        self._documents[id(entry)] = document
        text = read_source(self._sources, article.id) if self._sources else None
        context = Context(document, self._vocabularies, self._today, text or "")
        yield from _run("article", file, document, article, context)
        if text is not None:
            self.report.evidence_checked += 1
            yield from _run("source", file, document, article, context)


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
