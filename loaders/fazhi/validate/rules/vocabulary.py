"""Vocabulary: every code is known, current, and used as it is meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from fazhi.record.article import Article, Metric
from fazhi.record.vocabulary import Concept, Vocabularies, Vocabulary
from fazhi.validate.problem import Edit, Finding, Path
from fazhi.validate.rule import Context, rule
from fazhi.validate.todo import is_todo

RELATIVE_UNITS = ("percent", "percentage-point", "per-mille", "times", "tenth")

Use = tuple[Path, str, Vocabulary[Any]]


def uses(article: Article, vocabularies: Vocabularies) -> Iterator[Use]:
    """Every code in the article: where it stands, the code, the vocabulary it is from."""
    regions, units = vocabularies.regions, vocabularies.units
    yield ("region",), article.region, regions
    for i, theme in enumerate(article.themes):
        yield ("themes", i), theme, vocabularies.themes
    for i, organization in enumerate(article.organizations):
        yield ("organizations", i, "kind"), organization.kind, vocabularies.organization_kinds
        yield ("organizations", i, "region"), organization.region, regions
    for i, initiative in enumerate(article.initiatives):
        yield ("initiatives", i, "kind"), initiative.kind, vocabularies.initiative_kinds
    for i, metric in enumerate(article.metrics):
        yield ("metrics", i, "measure"), metric.measure, vocabularies.measures
        yield ("metrics", i, "unit"), metric.unit, units
        if metric.region:
            yield ("metrics", i, "region"), metric.region, regions


@rule("vocabulary-unknown-code", "article")
def vocabulary_unknown_code(article: Article, context: Context) -> Iterator[Finding]:
    """A code is one of its vocabulary.

    Only then do two records that mean the same say the same.

    Good: "measure": "enforcement.cases-concluded"
    Bad: "measure": "enforcement.case-concluded"
    """
    for path, code, vocabulary in uses(article, context.vocabularies):
        if code not in vocabulary and not is_todo(code):
            yield Finding(
                path,
                f"{code!r} is no code of the vocabulary {vocabulary.id}",
                _hint(code, vocabulary),
            )


@rule("vocabulary-deprecated-code", "article")
def vocabulary_deprecated_code(article: Article, context: Context) -> Iterator[Finding]:
    """A code is not deprecated.

    A deprecated code keeps its meaning in old records; new ones use what replaced it.

    Good: "themes": ["enforcement"]
    Bad: "themes": ["execution"]
    """
    for path, code, vocabulary in uses(article, context.vocabularies):
        concept = vocabulary.get(code)
        if concept is not None and concept.deprecated:
            instead = concept.replaced_by
            yield Finding(
                path,
                f"{code!r} is deprecated in the vocabulary {vocabulary.id}",
                f"use {instead!r} instead" if instead else "choose another code",
                fix=(Edit(path, instead),) if instead else None,
            )


@rule("vocabulary-measure-is-group", "article")
def vocabulary_measure_is_group(article: Article, context: Context) -> Iterator[Finding]:
    """A metric's measure is a measure and not a group of them.

    Good: "measure": "enforcement.cases-concluded"
    Bad: "measure": "enforcement"
    """
    for i, metric in enumerate(article.metrics):
        measure = context.vocabularies.measures.get(metric.measure)
        if measure is not None and not measure.units:
            yield Finding(
                ("metrics", i, "measure"),
                f"{metric.measure!r} is a group of measures",
                f"use one of those under it: {metric.measure}.…",
            )


@rule("vocabulary-unit-not-allowed", "article")
def vocabulary_unit_not_allowed(article: Article, context: Context) -> Iterator[Finding]:
    """A metric's unit is one that its measure may be given in.

    Cases are not counted in persons: either the unit or the measure is wrong. A change may also
    be given as a share or a multiple of what it is measured against.

    Good: "measure": "enforcement.cases-concluded", "unit": "case"
    Bad: "measure": "enforcement.cases-concluded", "unit": "person"
    """
    for i, metric in enumerate(article.metrics):
        if metric.unit in context.vocabularies.units and not unit_allowed(
            metric, context.vocabularies
        ):
            units = context.vocabularies.measures[metric.measure].units
            yield Finding(
                ("metrics", i, "unit"),
                f"{metric.measure!r} is not given in {metric.unit!r}",
                f"use {' or '.join(map(repr, units))}, or another measure",
            )


def unit_allowed(metric: Metric, vocabularies: Vocabularies) -> bool:
    """Whether the measure may be given in the unit; of a measure that is none, nothing is said."""
    measure = vocabularies.measures.get(metric.measure)
    relative = metric.change is not None and metric.unit in RELATIVE_UNITS
    return measure is None or not measure.units or relative or metric.unit in measure.units


def _hint(code: str, vocabulary: Vocabulary[Concept]) -> str:
    for concept in vocabulary:
        if code in (concept.label.zh, concept.label.en, *concept.aliases):
            return f"did you mean {concept.code!r}?"
    near = get_close_matches(code, vocabulary.concepts, 1)
    if near:
        return f"did you mean {near[0]!r} ({vocabulary[near[0]].label.zh})?"
    return f"the codes are in schema/vocabularies/{vocabulary.id}.json"
