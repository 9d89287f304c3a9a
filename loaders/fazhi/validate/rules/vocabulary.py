"""Vocabulary: every code is known, current, and used as it is meant."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from fazhi.record.field_types import CodeOf
from fazhi.record.json_pointer import JsonPath
from fazhi.record.model import Article
from fazhi.record.vocabulary import Concept, Vocabulary
from fazhi.suggest import for_some, nearest
from fazhi.validate.example import Values
from fazhi.validate.problem import Edit, Finding
from fazhi.validate.rule import ArticleRule, Context
from fazhi.validate.todo import is_todo

Use: TypeAlias = tuple[JsonPath, str, Vocabulary[Any]]


def _uses(context: Context) -> Iterator[Use]:
    """Every code in the article: its path, the code, the vocabulary it is from."""
    for path, mark, code in context.references:
        if isinstance(mark, CodeOf):
            yield path, code, getattr(context.vocabularies, mark.vocabulary)


@ArticleRule.named(
    "vocabulary-unknown-code", Values({"/metrics/2/measure": "trial.case-concluded"})
)
def unknown_code(article: Article, context: Context) -> Iterator[Finding]:
    """A code is one of its vocabulary.

    Only then do two records that mean the same say the same."""
    hint = for_some(_hint, "the codes are in schema/vocabularies/")
    for path, code, vocabulary in _uses(context):
        if code not in vocabulary and not is_todo(code):
            message = f"{code!r} is no code of the vocabulary {vocabulary.id}"
            yield Finding(path, message, hint((code, vocabulary)))


@ArticleRule.named(
    "vocabulary-deprecated-code",
    Values(
        {"/themes/0": "execution"},
        good={"/themes/0": "enforcement"},
        deprecated=("execution", "enforcement"),
    ),
)
def deprecated_code(article: Article, context: Context) -> Iterator[Finding]:
    """A code is not deprecated.

    A deprecated code keeps its meaning in old records; new ones use what replaced it. A measure is
    mostly replaced by another and a breakdown, which the definition names, so nothing is fixed by
    itself."""
    for path, code, vocabulary in _uses(context):
        concept = vocabulary.get(code)
        if concept is not None and concept.deprecated:
            instead = concept.replaced_by
            yield Finding(
                path,
                f"{code!r} is deprecated in the vocabulary {vocabulary.id}",
                f"use {instead!r} instead" if instead else "choose another code",
                fix=None if not instead or path[-1] == "measure" else (Edit(path, instead),),
            )


@ArticleRule.named("vocabulary-measure-is-group", Values({"/metrics/12/measure": "mediation"}))
def measure_is_group(article: Article, context: Context) -> Iterator[Finding]:
    """A metric's measure is a measure and not a group of them."""
    for i, metric in enumerate(article.metrics):
        measure = context.vocabularies.measures.get(metric.measure)
        if measure is not None and not measure.units:
            message = f"{metric.measure!r} is a group of measures"
            hint = f"use one of those under it: {metric.measure}.…"
            yield Finding(("metrics", i, "measure"), message, hint)


@ArticleRule.named("vocabulary-unit-not-allowed", Values({"/metrics/9/unit": "case"}))
def unit_not_allowed(article: Article, context: Context) -> Iterator[Finding]:
    """A metric's unit is one that its measure may be given in.

    Cases are not counted in persons: either the unit or the measure is wrong. A change may also be
    given as a share or a multiple of what it is measured against."""
    vocabularies = context.vocabularies
    for i, metric in enumerate(article.metrics):
        if metric.unit in vocabularies.units and not vocabularies.allow_unit(metric):
            units = vocabularies.measures[metric.measure].units
            message = f"{metric.measure!r} is not given in {metric.unit!r}"
            hint = f"use {' or '.join(map(repr, units))}, or another measure"
            yield Finding(("metrics", i, "unit"), message, hint)


def _hint(use: tuple[str, Vocabulary[Concept]]) -> str:
    code, vocabulary = use
    for concept in vocabulary:
        if code in (concept.label.zh, concept.label.en, *concept.aliases):
            return f"did you mean {concept.code!r}?"
    near = nearest(code, vocabulary.by_code)
    if near:
        return f"did you mean {near!r} ({vocabulary[near].label.zh})?"
    return f"the codes are in schema/vocabularies/{vocabulary.id}.json"


RULES = (unknown_code, deprecated_code, measure_is_group, unit_not_allowed)
