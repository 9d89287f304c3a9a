"""Checks records and vocabularies. The other rules run only on what has the right structure.

    document → article → rules for articles → coverage of the text's figures → rules for sources

If a step finds a record malformed, the later steps are skipped; if a vocabulary has a problem, no
record is checked. `check_paths` checks every record behind some paths, then applies the rules for
datasets, and gives one report.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from pydantic import ValidationError

from fazhi.clause.aspect import read_aspects
from fazhi.clause.period import governing_periods
from fazhi.display import count
from fazhi.errors import InputError
from fazhi.figure import Figure
from fazhi.record.canonical import decode_canonical
from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.record.model import SCHEMA_VERSION, Article
from fazhi.record.period import PeriodError, parse_period
from fazhi.record.vocabulary import (
    Unit,
    Vocabularies,
    Vocabulary,
    decode_vocabulary,
    load_vocabularies,
)
from fazhi.resources import SOURCES_VARIABLE, checkout_directory, vocabulary_directory
from fazhi.validate.coverage import By, FigureCoverage, find_coverage
from fazhi.validate.inputs import (
    Input,
    find_inputs,
    is_there,
    read_documents,
    read_file,
    read_source,
)
from fazhi.validate.json_text import Document, read_bytes
from fazhi.validate.problem import MOST_PROBLEMS, Finding, Problem
from fazhi.validate.rule import (
    ArticleRule,
    Clause,
    Context,
    DatasetRule,
    Entry,
    Rule,
    SourceContext,
    SourceRule,
    StructureRule,
    VocabularyRule,
)
from fazhi.validate.rules import RULES, of_kind
from fazhi.validate.rules.file import more_problems
from fazhi.validate.rules.vocabularies import malformed as malformed_vocabulary
from fazhi.validate.rules.vocabularies import shape_findings
from fazhi.validate.schema import schema_errors
from fazhi.validate.todo import without_todos

RuleFinding: TypeAlias = tuple[Rule, Finding]


@dataclass(frozen=True, slots=True)
class Checked:
    """One document after its check. `coverage` is None where the source text was not at hand."""

    problems: list[Problem]
    article: Article | None = None
    coverage: list[FigureCoverage] | None = None


@dataclass(frozen=True, slots=True)
class Checker:
    """The vocabularies, source texts and date that documents are checked with."""

    vocabularies: Vocabularies
    sources: Path | None
    today: date

    def check(self, file: str, document: Document) -> Checked:
        """Check one document by all rules but those for datasets; `file` names it.

        Raises InputError when its source text is there and cannot be read.
        """
        canonical = None if document.faults else decode_canonical(document.text, document.is_line)
        article = canonical or decode(document)
        if article is None:
            return Checked(structure_problems(file, document))
        text = read_source(self.sources, article.id) if self.sources else None
        about = (article, document, canonical is not None, self.vocabularies, self.today)
        if text is None:
            found = _findings(ArticleRule, article, Context(*about, text))
            return Checked(_problems(file, document, found), article)
        coverage, digest = find_coverage(article, text), sha256(text.encode()).hexdigest()
        clauses = read_clauses(article, text, [covered.figure for covered in coverage])
        context = SourceContext(*about, text, digest, coverage, clauses)
        found = [
            *_findings(ArticleRule, article, context),
            *_findings(SourceRule, article, context),
        ]
        return Checked(_problems(file, document, found), article, coverage)


def _findings(kind: Any, article: Article, context: Context) -> list[RuleFinding]:
    """What the rules of a kind find in an article."""
    return [(rule, found) for rule in of_kind(kind) for found in rule.check(article, context)]


def read_clauses(
    article: Article, text: str, figures: Sequence[Figure]
) -> dict[tuple[int, int], Clause]:
    """The `Clause` of each figure of a text, by the figure's offsets. Relative dates are read from
    the article's date of publication."""
    try:
        published = parse_period(article.published.date) if article.published else None
    except PeriodError:
        published = None
    aspects = read_aspects(text, figures)
    periods = governing_periods(text, figures, published)
    return {
        (figure.start, figure.end): Clause(aspect, governing)
        for figure, aspect, governing in zip(figures, aspects, periods, strict=True)
    }


def make_checker(
    sources: str | os.PathLike[str] | None = None, today: date | None = None
) -> Checker:
    """A checker with the vocabularies of this package.

    `sources` defaults to the environment variable FAZHI_SOURCES, `today` to the day it is.
    Raises InputError when the folder of sources is not there.
    """
    chosen = sources or os.environ.get(SOURCES_VARIABLE)
    folder = Path(chosen) if chosen else None
    if folder and not is_there(folder, Path.is_dir):
        raise InputError(f"{folder}: there is no such folder of source texts")
    return Checker(load_vocabularies(vocabulary_directory()), folder, today or date.today())


def decode(document: Document) -> Article | None:
    """The article of a document, or None when the document has faults or not its structure. The
    to-dos of a draft are no part of it."""
    value = document.value
    if document.faults:
        return None
    text = document.text if without_todos(value) is value else json.dumps(without_todos(value))
    try:
        return Article.model_validate_json(text)
    except ValidationError:
        return None


def structure_problems(
    file: str, document: Document, version: str = SCHEMA_VERSION
) -> list[Problem]:
    """What keeps a document from being a record of a schema version; `file` names it."""
    if document.faults:
        rules = {rule.name: rule for rule in RULES}
        return _problems(file, document, [(rules[name], f) for name, f in document.faults])
    errors = schema_errors(without_todos(document.value), version)
    # Report only the first problem of each place.
    first: dict[JsonPath, RuleFinding] = {}
    for rule in of_kind(StructureRule):
        for error in errors:
            for finding in rule.check(error):
                first.setdefault(finding.path, (rule, finding))
    return _problems(file, document, first.values())


def limit_problems(problems: list[Problem]) -> list[Problem]:
    """The problems of one record that are listed: the first MOST_PROBLEMS in the order of the
    file, and where there are more, one problem that counts them."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    rest = problems[MOST_PROBLEMS:]
    summary = replace(
        rest[0],
        rule=more_problems.name,
        severity=more_problems.severity,
        pointer="",
        message=f"not listed from here on: at least {count(len(rest), 'more problem')}",
        hint="correct those above, many of which may have one cause, and check again",
        fix=None,
    )
    return [*problems[:MOST_PROBLEMS], summary]


def check_dataset(entries: Sequence[Entry]) -> list[Problem]:
    """Check all well-formed articles of a run together."""
    return [
        problem
        for rule in of_kind(DatasetRule)
        for entry, finding in rule.check(entries)
        for problem in _problems(entry.file, entry.document, [(rule, finding)])
    ]


def check_vocabulary(
    file: str, document: Document, units: Vocabulary[Unit] | None
) -> list[Problem]:
    """Check one vocabulary; `file` names it. Without `units` the rules for them do not run."""
    if document.faults:
        return structure_problems(file, document)
    try:
        vocabulary = decode_vocabulary(PurePath(file).stem, document.text)
    except ValidationError as error:
        found = [(malformed_vocabulary, finding) for finding in shape_findings(error.errors())]
        return _problems(file, document, found)
    return _problems(
        file,
        document,
        [
            (rule, finding)
            for rule in of_kind(VocabularyRule)
            for finding in rule.check(vocabulary, units)
        ],
    )


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
    vocabularies: int = 0
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
        summary = {
            "records": self.records,
            "problems": len(self.problems),
            "evidence_checked": self.evidence_checked,
            "quantities": self.quantity_counts(),
            "seconds": round(self.seconds, 3),
        }
        return {"problems": [problem.to_dict() for problem in self.problems], "summary": summary}


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
    """Check everything behind the paths (see `find_inputs`); none means the checked-out dataset
    and the vocabularies.

    `today` is the day that dates are compared with, `progress` is told how many of how many
    files are done. Raises InputError when a path or the folder of sources is not there.
    """
    started = time.perf_counter()
    chosen = list(paths) or [checked_out(), _from_here(vocabulary_directory())]
    inputs = find_inputs(chosen)
    report = Report()
    for source in inputs:
        _check_vocabulary_file(source, report)
    records = [source for source in inputs if not source.is_vocabulary]
    if records and not report.problems and not report.unreadable:
        checker = make_checker(sources, today)
        report.has_sources = checker.sources is not None
        entries: list[Entry] = []
        for done, source in enumerate(records):
            progress(done, len(records))
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
    return _from_here(root / "dataset" / "articles")


def _from_here(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _check_vocabulary_file(source: Input, report: Report) -> None:
    """Check a file into the report if it is a vocabulary, against the units beside it."""
    if source.path is None or not source.is_vocabulary:
        return
    report.vocabularies += 1
    try:
        units = decode_vocabulary("units", source.path.with_name("units.json").read_bytes())
    except (OSError, ValidationError):
        units = None
    try:
        document = read_bytes(read_file(source))
        report.problems += limit_problems(check_vocabulary(source.file, document, units))
    except InputError as error:
        report.unreadable.append(str(error))


def _check_file(source: Input, checker: Checker, report: Report) -> Iterator[Entry]:
    """Check the documents of one file into the report; give the well-formed ones."""
    try:
        for document in read_documents(source):
            checked = checker.check(source.file, document)
            report.records += 1
            report.problems += limit_problems(checked.problems)
            if checked.coverage is not None:
                report.evidence_checked += 1
                report.quantities.update(covered.by for covered in checked.coverage)
            if checked.article is not None:
                report.articles.append(checked.article)
                yield Entry(source.file, document, checked.article)
    except InputError as error:
        report.unreadable.append(str(error))


def _problems(file: str, document: Document, found: Iterable[RuleFinding]) -> list[Problem]:
    """The findings with their rules and places, in the order of the file."""
    problems = []
    for rule, finding in found:
        at = finding.offset
        line, column = document.position(
            document.offset(finding.path, finding.on_key) if at is None else at
        )
        problem = Problem(
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
        problems.append(problem)
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.rule))
