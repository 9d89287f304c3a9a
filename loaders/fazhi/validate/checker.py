"""Checking one record: structure first, meaning second, each fault once.

    document → article → rules for articles → coverage of the text's figures → rules for sources

What stops one step keeps the later ones from running.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from fazhi.errors import InputError
from fazhi.record.article import SCHEMA_VERSION, Article
from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.record.vocabulary import Vocabularies, load_vocabularies
from fazhi.resources import SOURCES_VARIABLE, vocabulary_directory
from fazhi.validate.coverage import FigureCoverage, find_coverage
from fazhi.validate.inputs import read_source
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Finding, Problem
from fazhi.validate.rule import (
    ArticleRule,
    Context,
    DatasetRule,
    Entry,
    ReadingRule,
    Rule,
    SourceContext,
    SourceRule,
    StructureRule,
)
from fazhi.validate.rules import of_kind
from fazhi.validate.schema import schema_errors

Found: TypeAlias = tuple[Rule, Finding]


@dataclass(frozen=True, slots=True)
class Checked:
    """One document after its check. `coverage` is None where the source text was not at hand."""

    problems: list[Problem]
    article: Article | None = None
    coverage: list[FigureCoverage] | None = None


@dataclass(frozen=True, slots=True)
class Checker:
    """What documents are checked against; `sources` is the folder of their texts, if any."""

    vocabularies: Vocabularies
    sources: Path | None
    today: date

    def check(self, file: str, document: Document) -> Checked:
        """Check one document by all rules but those for datasets; `file` names it.

        Raises InputError when its source text is there and cannot be read.
        """
        article = None if document.faults else decode(document)
        if article is None:
            return Checked(malformed(file, document))
        text = read_source(self.sources, article.id) if self.sources else None
        context = Context(document, self.vocabularies, self.today, text)
        found: list[Found] = [
            (rule, finding)
            for rule in of_kind(ArticleRule)
            for finding in rule.check(article, context)
        ]
        if text is None:
            return Checked(_problems(file, document, found), article)
        coverage = find_coverage(article, text)
        digest = sha256(text.encode()).hexdigest()
        source = SourceContext(document, self.vocabularies, self.today, text, digest, coverage)
        found += [
            (rule, finding)
            for rule in of_kind(SourceRule)
            for finding in rule.check(article, source)
        ]
        return Checked(_problems(file, document, found), article, coverage)


def make_checker(
    sources: str | os.PathLike[str] | None = None, today: date | None = None
) -> Checker:
    """A checker with the vocabularies of this package.

    `sources` defaults to the environment variable FAZHI_SOURCES, `today` to the day it is.
    Raises InputError when the folder of sources is not there.
    """
    chosen = sources or os.environ.get(SOURCES_VARIABLE)
    folder = Path(chosen) if chosen else None
    if folder and not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder of source texts")
    return Checker(load_vocabularies(vocabulary_directory()), folder, today or date.today())


def decode(document: Document) -> Article | None:
    """The article of a document, or None when the document does not have its structure."""
    try:
        return Article.model_validate_json(document.text)
    except ValidationError:
        return None


def malformed(file: str, document: Document, version: str = SCHEMA_VERSION) -> list[Problem]:
    """What keeps a document from being a record of a schema version; `file` names it."""
    found: list[Found] = [
        (rule, finding) for rule in of_kind(ReadingRule) for finding in rule.check(document)
    ]
    if not found:
        errors = schema_errors(document.value, version)
        # One problem a place: for a malformed value its length need not be reported as well.
        first: dict[JsonPath, Found] = {}
        for rule in of_kind(StructureRule):
            for error in errors:
                for finding in rule.check(error):
                    first.setdefault(finding.path, (rule, finding))
        found += first.values()
    return _problems(file, document, found)


def check_dataset(entries: Sequence[Entry]) -> list[Problem]:
    """Check all well-formed articles of a run together."""
    return [
        _problem(rule, entry.file, entry.document, finding)
        for rule in of_kind(DatasetRule)
        for entry, finding in rule.check(entries)
    ]


def _problem(rule: Rule, file: str, document: Document, finding: Finding) -> Problem:
    offset = finding.offset
    if offset is None:
        offset = document.offset(finding.path, finding.on_key)
    line, column = document.position(offset)
    return Problem(
        rule=rule.name,
        severity=rule.severity,
        file=file,
        line=line,
        column=column,
        pointer=to_pointer(finding.path),
        message=finding.message,
        hint=finding.hint,
        fix=finding.fix,
    )


def _problems(file: str, document: Document, found: list[Found]) -> list[Problem]:
    problems = [_problem(rule, file, document, finding) for rule, finding in found]
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.rule))
