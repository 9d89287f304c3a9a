"""What a rule is: a name, why it exists, an example that is run, and a function of findings.

There are five kinds, told apart by what the function is given. A rule is written as

    @article_rule("reference-repeated-theme", "A theme is named once.", ValueExample(…))
    def repeated_theme(article: Article, context: Context) -> Iterator[Finding]: …

and listed in the tuple RULES of its file, whose name is the first word of the rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fazhi.record.article import Article
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.coverage import FigureCoverage
from fazhi.validate.example import Example
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Finding, Fix, Severity
from fazhi.validate.schema import SchemaError


@dataclass(frozen=True, slots=True)
class Context:
    """What an article is checked against besides itself. `text` is the report it was made from;
    None where it is not at hand."""

    document: Document
    vocabularies: Vocabularies
    today: date
    text: str | None


@dataclass(frozen=True, slots=True)
class SourceContext(Context):
    """The same with the text at hand, its SHA-256, and what covers each of its figures."""

    text: str
    sha256: str
    coverage: Sequence[FigureCoverage]


@dataclass(frozen=True, slots=True)
class Entry:
    """A well-formed article of one run, and the file and document it came from."""

    file: str
    document: Document
    article: Article


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What all kinds have in common: `summary` is one sentence, `why` says more, if anything."""

    name: str
    summary: str
    example: Example
    why: str
    needs: ClassVar[str]
    severity: ClassVar[Severity] = "error"

    @property
    def family(self) -> str:
        """The first word of the name, which is the name of the file that the rule stands in."""
        return self.name.partition("-")[0]


@dataclass(frozen=True, slots=True, eq=False)
class ReadingRule(Rule):
    """A rule for the text of a file. The JSON reader finds the faults, each under its rule's
    name; `fix` is what removes one."""

    fix: Fix | None = None
    needs = "the file"

    def check(self, document: Document) -> Iterable[Finding]:
        """The faults of the document that belong to this rule."""
        for fault in document.faults:
            if fault.rule == self.name:
                yield Finding(
                    fault.path, fault.message, fault.hint, offset=fault.offset, fix=self.fix
                )


StructureCheck = Callable[[SchemaError], Iterable[Finding]]
ArticleCheck = Callable[[Article, Context], Iterable[Finding]]
SourceCheck = Callable[[Article, SourceContext], Iterable[Finding]]
DatasetCheck = Callable[[Sequence[Entry]], Iterable[tuple[Entry, Finding]]]


@dataclass(frozen=True, slots=True, eq=False)
class StructureRule(Rule):
    """A rule for one error that the JSON Schema finds in a file's value."""

    check: StructureCheck
    needs = "the file"


@dataclass(frozen=True, slots=True, eq=False)
class ArticleRule(Rule):
    """A rule for a well-formed article."""

    check: ArticleCheck
    needs = "the record"


@dataclass(frozen=True, slots=True, eq=False)
class SourceRule(Rule):
    """A rule for a well-formed article and the text it was made from."""

    check: SourceCheck
    needs = "the record and its source text (`--sources`)"


@dataclass(frozen=True, slots=True, eq=False)
class DatasetRule(Rule):
    """A rule for all well-formed articles of one run together."""

    check: DatasetCheck
    needs = "all records of one run"


def structure_rule(
    name: str, summary: str, example: Example, why: str = ""
) -> Callable[[StructureCheck], StructureRule]:
    """Make the decorated function a rule."""
    return lambda check: StructureRule(name, summary, example, why, check)


def article_rule(
    name: str, summary: str, example: Example, why: str = ""
) -> Callable[[ArticleCheck], ArticleRule]:
    """Make the decorated function a rule."""
    return lambda check: ArticleRule(name, summary, example, why, check)


def source_rule(
    name: str, summary: str, example: Example, why: str = ""
) -> Callable[[SourceCheck], SourceRule]:
    """Make the decorated function a rule."""
    return lambda check: SourceRule(name, summary, example, why, check)


def dataset_rule(
    name: str, summary: str, example: Example, why: str = ""
) -> Callable[[DatasetCheck], DatasetRule]:
    """Make the decorated function a rule."""
    return lambda check: DatasetRule(name, summary, example, why, check)
