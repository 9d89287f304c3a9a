"""Every example of the corpus is read as it says, by the rule it names."""

from __future__ import annotations

import pytest

from fazhi.figure import figures, not_figures
from fazhi.figure.folding import fold
from fazhi.figure.grammar import RULES, walk
from fazhi.figure.model import Skip
from fazhi.figure.rule import Rule
from tests.figure.corpus import EXAMPLES, Example, stated

NAMES = [rule.name for rule in RULES]


def decides(rule: Rule, found: object) -> bool:
    """Whether a rule did its work: passed over numerals, or found a figure."""
    return isinstance(found, Skip) == (rule in vars(not_figures).values())


@pytest.mark.parametrize("example", EXAMPLES, ids=[e.text[:24] for e in EXAMPLES])
def test_finds_exactly_the_figures_of_a_text(example: Example) -> None:
    assert stated(example.text) == example.figures


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.rule], ids=lambda e: e.text[:24])
def test_the_named_rule_decides_or_does_not(example: Example) -> None:
    assert example.rule in NAMES
    decided = {rule.name for rule, found in walk(fold(example.text)) if decides(rule, found)}
    assert (example.rule in decided) == example.positive


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_has_examples_for_and_against(rule: str) -> None:
    assert {example.positive for example in EXAMPLES if example.rule == rule} == {True, False}


def test_rules_have_names_of_their_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_the_sentences_are_many_and_none_twice() -> None:
    sentences = [example.text for example in EXAMPLES if not example.rule]
    assert len(sentences) > 400
    assert len(sentences) == len(set(sentences))


def test_offsets_are_code_points_of_the_text() -> None:
    text = "𠮷野家收入3.5亿元，𠀀村有12户"
    assert [(f.start, f.end, f.exact) for f in figures(text)] == [
        (5, 10, "3.5亿元"),
        (14, 17, "12户"),
    ]
    assert all(text[f.start : f.end] == f.exact for f in figures(text))
