"""What a rule is: a name, what it demands and why, an example that is run, a function of findings.

There are six kinds, told apart by what the function is given. A rule is written as

    @ArticleRule.named("reference-repeated-theme", Values({"/themes/1": "trial"}))
    def repeated_theme(article: Article, context: Context) -> Iterator[Finding]:
        \"""A theme is named once.\"""

and listed in the tuple RULES of its file, whose name is the first word of the rule's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from inspect import getdoc
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

from fazhi.clause.governing import Governing
from fazhi.clause.model import Aspect
from fazhi.record.field_types import Part
from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import Article, Metric
from fazhi.record.quotes import in_place
from fazhi.record.references import Reference, references
from fazhi.record.vocabulary import Unit, Vocabularies, Vocabulary
from fazhi.validate.coverage import FigureCoverage
from fazhi.validate.example import Example
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Finding, Severity
from fazhi.validate.schema import SchemaError

C = TypeVar("C", bound=Callable[..., object])


@dataclass(frozen=True)
class Context:
    """What an article is checked against, and what several rules ask of it. `text` is the report it
    was made from; None where it is not at hand. `is_canonical` says that the file is known to be
    laid out the canonical way."""

    article: Article
    document: Document
    is_canonical: bool
    vocabularies: Vocabularies
    today: date
    text: str | None

    @cached_property
    def texts(self) -> tuple[tuple[JsonPath, str], ...]:
        """Every text of the article, with its path."""
        return tuple(_texts(self.article, ()))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every code and id of the article."""
        return tuple(references(self.article))

    @property
    def value(self) -> Any:
        """The JSON value of the file, of which to-dos are read; None where it has none, as a
        canonical file."""
        return None if self.is_canonical else self.document.value


def _texts(value: object, path: JsonPath) -> Iterator[tuple[JsonPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*path, i))


class Clause(NamedTuple):
    """What a figure's clause says of it."""

    aspect: Aspect
    governing: Governing


@dataclass(frozen=True)
class SourceContext(Context):
    """The same with the text at hand, its SHA-256, and of each of its figures what covers it and
    what its clause says."""

    text: str
    sha256: str
    coverage: Sequence[FigureCoverage]
    clauses: Mapping[tuple[int, int], Clause]
    """By where a figure starts and ends."""

    def stated(self, article: Article) -> Iterator[tuple[int, Metric, Clause]]:
        """The stated metrics whose figure the text has where the record says: the metric's index,
        the metric, and what the clause says."""
        for i, metric in enumerate(article.metrics):
            for quote in metric.evidence if metric.basis == "stated" else ():
                clause = self.clauses.get((quote.start, quote.end))
                if clause and in_place(quote, self.text):
                    yield i, metric, clause
                    break


@dataclass(frozen=True, slots=True)
class Entry:
    """A well-formed article of one run, and the file and document it came from."""

    file: str
    document: Document
    article: Article


@dataclass(frozen=True, eq=False)
class Rule:
    """What all kinds have in common: `summary` is one sentence, `why` says more, if anything."""

    name: str
    summary: str
    why: str
    example: Example
    needs: ClassVar[str]
    severity: ClassVar[Severity] = "error"

    @property
    def family(self) -> str:
        """The first word of the name, which is the name of the file that the rule stands in."""
        return self.name.partition("-")[0]


class ReadingRule(Rule):
    """A rule for the text of a file; the JSON reader reports what breaks it under its name."""

    needs = "the file"


def _prose(check: object) -> tuple[str, str]:
    """The first paragraph of a docstring, which is a rule's summary, and the rest, which is why."""
    summary, _, why = (getdoc(check) or "").partition("\n\n")
    return " ".join(summary.split()), " ".join(why.split())


@dataclass(frozen=True, eq=False)
class CheckingRule(Rule, Generic[C]):
    """A rule with a function, whose docstring is the summary and, in a second paragraph, why."""

    check: C

    @classmethod
    def named(cls, name: str, example: Example) -> Callable[[C], Self]:
        """Make the decorated function a rule."""
        return lambda check: cls(name, *_prose(check), example, check)


class StructureRule(CheckingRule[Callable[[SchemaError], Iterable[Finding]]]):
    """A rule for one error that the JSON Schema finds in a file's value."""

    needs = "the file"


class ArticleRule(CheckingRule[Callable[[Article, Context], Iterable[Finding]]]):
    """A rule for a well-formed article."""

    needs = "the record"


class SourceRule(CheckingRule[Callable[[Article, SourceContext], Iterable[Finding]]]):
    """A rule for a well-formed article and the text it was made from."""

    needs = "the record and its source text (`--sources`)"


class VocabularyRule(
    CheckingRule[Callable[[Vocabulary[Any], Vocabulary[Unit] | None], Iterable[Finding]]]
):
    """A rule for a well-formed vocabulary; its function is given the units, too, if they are."""

    needs = "the vocabulary file"


class DatasetRule(CheckingRule[Callable[[Sequence[Entry]], Iterable[tuple[Entry, Finding]]]]):
    """A rule for all well-formed articles of one run together."""

    needs = "all records of one run"
