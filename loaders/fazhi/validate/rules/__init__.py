"""All rules, one file a family, in the order in which they run and are documented."""

from typing import Final, TypeVar

from fazhi.validate.rule import Rule
from fazhi.validate.rules import (
    aspect,
    dataset,
    evidence,
    figure,
    file,
    form,
    period,
    reference,
    relation,
    source,
    structure,
    text,
    vocabularies,
    vocabulary,
    withdrawal,
)

RULES: Final[tuple[Rule, ...]] = (
    *file.RULES,
    *form.RULES,
    *structure.RULES,
    *vocabulary.RULES,
    *reference.RULES,
    *period.RULES,
    *source.RULES,
    *evidence.RULES,
    *figure.RULES,
    *aspect.RULES,
    *relation.RULES,
    *text.RULES,
    *withdrawal.RULES,
    *dataset.RULES,
    *vocabularies.RULES,
)

R = TypeVar("R", bound=Rule)


def of_kind(kind: type[R]) -> tuple[R, ...]:
    """The rules of one kind."""
    return tuple(rule for rule in RULES if isinstance(rule, kind))
