"""The parts of a record as the cards of the review page.

The facts of a card follow from the model: a new field is shown by itself, under its own name unless
labels.py has another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from fazhi.curate.review import labels
from fazhi.curate.review.labels import Content, Words
from fazhi.display import amount
from fazhi.record.article import (
    Article,
    Change,
    Exclusion,
    Initiative,
    Label,
    Metric,
    Organization,
    Part,
    Published,
    Relation,
    Summary,
)
from fazhi.record.vocabulary import C, Vocabularies, Vocabulary
from fazhi.validate.problem import Problem

ABOUT: Final = "about"
# Fields that the title, the value or the quotes of a card show; every other one is a fact of it.
_PLACED: Final = frozenset(
    [
        "evidence",
        "name",
        "measure",
        "value",
        "upper",
        "unit",
        "label",
        "reason",
        "metric",
        "of",
        "holds",
    ]
)
# Fields of the article that are shown together in one row.
_RECORD: Final = frozenset(["schema_version", "id", "revision", "status", "language", "source"])


class Fact(NamedTuple):
    """A field of a part of the record: its name on the page, its value and its description."""

    name: Content
    content: Content
    description: str
    is_code: bool


class Quote(NamedTuple):
    """A quote of the record. `mark` is the id of the mark that shows it, None where none does."""

    id: str
    exact: str
    span: str
    mark: str | None


class Term(NamedTuple):
    """A metric in a relation. `card` is the id of its card, None where there is no such metric."""

    text: str
    amount: str = ""
    card: str | None = None


class Card(NamedTuple):
    """A part of the record. A relation has a sentence in place of a title: terms, and the signs
    between them."""

    id: str
    kind: str
    title: Words | list[str | Term]
    amount: str
    unit: Content
    quotes: list[Quote]
    facts: list[Fact]
    problems: list[Problem]


def card_id(problem: Problem) -> str:
    """The id of the card that shows a problem."""
    name, _, rest = problem.pointer.lstrip("/").partition("/")
    index = rest.partition("/")[0]
    return f"{name}-{index}" if name in labels.SECTIONS and index else ABOUT


class Cards:
    """The cards of one article. `mark_ids` are the ids of the marks by the ids of the quotes."""

    def __init__(
        self,
        article: Article,
        problems: Sequence[Problem],
        vocabularies: Vocabularies,
        mark_ids: dict[str, str],
    ) -> None:
        self._article, self._vocabularies, self._mark_ids = article, vocabularies, mark_ids
        self._organizations = {item.id: item.name.zh for item in article.organizations}
        self.problems: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            self.problems[card_id(problem)].append(problem)

    def of(self, name: str) -> list[Card]:
        """The cards of one list of the article."""
        return [
            self._card(f"{name}-{i}", name, part)
            for i, part in enumerate(getattr(self._article, name))
        ]

    def _card(self, identity: str, kind: str, part: Any) -> Card:
        amount, unit = self._value(part)
        quotes = []
        for i, quote in enumerate(getattr(part, "evidence", ())):
            quote_id, span = f"{identity}-evidence-{i}", f"{quote.start}–{quote.end}"
            quotes.append(Quote(quote_id, quote.exact, span, self._mark_ids.get(quote_id)))
        title = self._sentence(part) if isinstance(part, Relation) else self._title(part)
        facts = list(self._facts(part))
        return Card(identity, kind, title, amount, unit, quotes, facts, self.problems[identity])

    def _title(self, part: Any) -> Words:
        if isinstance(part, Exclusion):
            return Words(labels.REASONS.get(part.reason, part.reason), part.reason)
        if not isinstance(part, Metric):
            return Words(part.name.zh, part.name.en)
        measure = _labels(self._vocabularies.measures, part.measure)
        if part.label is None:
            return measure
        return Words(f"{measure.zh}:{part.label.zh}", f"{measure.en}: {part.label.en}")

    def _value(self, part: Part) -> tuple[str, Content]:
        if isinstance(part, Relation):
            return "", labels.HOLDS[part.holds]
        if not isinstance(part, Metric):
            return "", ""
        unit = _labels(self._vocabularies.units, part.unit)
        return _amount(part), unit.zh if unit.zh == unit.en else unit

    def _facts(self, part: Part) -> Iterator[Fact]:
        """Every field that the rest of the card does not show: the period first, the id last, the
        others in the order of the model."""
        fields = type(part).model_fields
        for name in sorted(fields, key=lambda name: (name == "id", name != "period")):
            value, description = getattr(part, name), fields[name].description or ""
            if value is None or name in _PLACED:
                continue
            if name == "participants":
                for role, words in labels.ROLES.items():
                    acting = [self._name(item.organization) for item in value if item.role == role]
                    if acting:
                        yield Fact(words, "、".join(acting), description, False)
            elif content := self._content(part, name, value):
                title = "" if name in labels.UNNAMED_FIELDS else _field(labels.CARD_FIELDS, name)
                yield Fact(title, content, description, name == "id")

    def _content(self, part: Part, name: str, value: Any) -> Content | None:
        """The value of a field in words; None for one that is not shown."""
        if name in labels.VALUES:
            return labels.VALUES[name].get(value, str(value))
        if name in ("organization", "recipient"):
            return self._name(value)
        if name == "region":
            return _labels(self._vocabularies.regions, value).zh
        if name == "kind" and isinstance(part, Organization):
            return _labels(self._vocabularies.organization_kinds, value).zh
        if name == "kind" and isinstance(part, Initiative):
            return _labels(self._vocabularies.initiative_kinds, value).zh
        if isinstance(value, Change):
            return labels.COMPARED[value.against] + labels.DIRECTIONS[value.direction]
        return value.zh if isinstance(value, Label) else str(value)

    def _name(self, organization: str) -> str:
        return self._organizations.get(organization, organization)

    def _sentence(self, relation: Relation) -> list[str | Term]:
        sentence: list[str | Term] = [self._term(relation.metric)]
        equals, between = labels.SIGNS[relation.kind]
        for i, name in enumerate(relation.of):
            sentence += [f" {between if i else equals} ", self._term(name)]
        return sentence

    def _term(self, name: str) -> Term:
        for i, metric in enumerate(self._article.metrics):
            if metric.id == name:
                return Term(self._title(metric).zh, _amount(metric), f"metrics-{i}")
        return Term(name)

    def about(self) -> list[tuple[Content, list[Words]]]:
        """The fields of the article itself, each with the lines of its value."""
        article = self._article
        rows = [
            (_field(labels.ARTICLE_FIELDS, name), list(self._lines(name, getattr(article, name))))
            for name, field in Article.model_fields.items()
            if name not in _RECORD and name not in labels.SECTIONS
            if field.is_required() or getattr(article, name) is not None
        ]
        record = f"{article.id}, {article.status}, revision {article.revision}"
        return [*rows, (Words("记录", "Record"), [Words(record)])]

    def _lines(self, name: str, value: Any) -> Iterator[Words]:
        if isinstance(value, Label | Summary):
            yield from (Words(value.zh), Words("", value.en))
        elif isinstance(value, Published):
            yield from (Words(f"{value.date} ({value.basis})"), Words("", value.note or ""))
        elif isinstance(value, Part):
            yield from (Words("", str(item)) for _, item in value if item is not None)
        elif name == "contributors":
            yield from (Words(item.name.zh) for item in value)
        elif name == "themes":
            themes = (_labels(self._vocabularies.themes, code).zh for code in value)
            yield Words("、".join(themes))
        elif name == "region":
            yield Words(_labels(self._vocabularies.regions, value).zh)
        else:
            yield Words("—" if value is None else str(value))


def _labels(vocabulary: Vocabulary[C], code: str) -> Words:
    """The labels of a code, or the code where the vocabulary does not have it."""
    concept = vocabulary.get(code)
    return Words(concept.label.zh, concept.label.en) if concept else Words(code, code)


def _field(names: dict[str, Words], name: str) -> Content:
    return names.get(name, name.replace("_", " "))


def _amount(metric: Metric) -> str:
    direction = metric.change.direction if metric.change else None
    return amount(metric.value, metric.upper, metric.bound, direction)
