"""Running the example of a rule through the check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fazhi.record.vocabulary import Vocabularies, load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.checker import Checker, check_dataset
from fazhi.validate.example import SAMPLE_DIRECTORY, Example, ValueExample
from fazhi.validate.json_text import read_bytes
from fazhi.validate.problem import Problem
from fazhi.validate.rule import Entry, Rule, SourceRule


def run_example(rule: Rule, bad: bool) -> list[Problem]:
    """What the check finds in the good or the bad example of a rule.

    Raises MissingExtra when `jsonschema` is needed and not installed.
    """
    sources = SAMPLE_DIRECTORY if isinstance(rule, SourceRule) else None
    checker = Checker(_vocabularies(rule.example), sources, date.today())
    problems: list[Problem] = []
    entries: list[Entry] = []
    for file, data in rule.example.files(bad).items():
        document = read_bytes(data)
        checked = checker.check(file, document)
        problems += checked.problems
        if checked.article:
            entries.append(Entry(file, document, checked.article))
    return problems + check_dataset(entries)


def _vocabularies(example: Example) -> Vocabularies:
    """The vocabularies of this package, with the theme that the example says is deprecated."""
    vocabularies = load_vocabularies(vocabulary_directory())
    if not isinstance(example, ValueExample) or example.deprecated is None:
        return vocabularies
    code, instead = example.deprecated
    themes = vocabularies.themes
    update = {"code": code, "deprecated": True, "replaced_by": instead}
    concepts = themes.concepts | {code: themes[instead].model_copy(update=update)}
    return replace(vocabularies, themes=replace(themes, concepts=concepts))
