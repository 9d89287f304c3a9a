"""A rule: one small function with a name, and the one registry through which it is found.

What a rule is given depends on its scope:

    reading     (document: Document)                      the text of the file
    structure   (errors: list[SchemaError])               what jsonschema said of its value
    article     (article: Article, context: Context)      a well-formed article
    source      (article: Article, context: Context)      the same, with its text at hand
    dataset     (entries: list[Entry])                    all well-formed articles of one run

It yields findings; one of the dataset yields pairs of an entry and a finding. Its docstring says
why it exists and shows a good and a bad line.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Literal

from fazhi.record.article import Article
from fazhi.record.vocabulary import Vocabularies
from fazhi.validate.accounting import Accounted
from fazhi.validate.json_text import Document
from fazhi.validate.problem import Severity

Scope = Literal["reading", "structure", "article", "source", "dataset"]
Check = Callable[..., Iterable[Any]]

FAMILIES = (
    "form",
    "structure",
    "vocabulary",
    "reference",
    "period",
    "evidence",
    "figure",
    "arithmetic",
    "text",
    "dataset",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. `explanation` is its docstring."""

    name: str
    family: str
    severity: Severity
    scope: Scope
    explanation: str
    check: Check

    @property
    def summary(self) -> str:
        """The first sentence of the explanation."""
        return self.explanation.partition("\n\n")[0].replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Context:
    """What an article is checked against besides itself. `text` is the report it was made from,
    `accounts` what accounts for each of its figures; both are empty where it is not at hand."""

    document: Document
    vocabularies: Vocabularies
    today: date
    text: str = ""
    accounts: Sequence[Accounted] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One well-formed article of a run and the file it came from."""

    file: str
    article: Article


_RULES: dict[str, Rule] = {}


def rule(name: str, scope: Scope, severity: Severity = "error") -> Callable[[Check], Check]:
    """Register the decorated function as the rule of this name."""

    def register(check: Check) -> Check:
        if name in _RULES:
            raise ValueError(f"two rules are named {name}")
        family = check.__module__.rpartition(".")[2]
        _RULES[name] = Rule(name, family, severity, scope, inspect.getdoc(check) or "", check)
        return check

    return register


@cache
def rules(scope: Scope | None = None) -> tuple[Rule, ...]:
    """All rules, or those of one scope, in the order of their families and files."""
    for family in FAMILIES:
        import_module(f"fazhi.validate.rules.{family}")
    ordered = sorted(_RULES.values(), key=lambda one: FAMILIES.index(one.family))
    return tuple(one for one in ordered if scope in (None, one.scope))
