"""Vocabularies: each file is whole, its codes resolve, and its names name one concept."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from fazhi.record.vocabulary import Concept, Measure, Unit, Vocabulary
from fazhi.suggest import did_you_mean, for_some
from fazhi.validate.example import ABSENT, ConceptValues
from fazhi.validate.problem import Finding
from fazhi.validate.rule import ReadingRule, VocabularyRule

_REFERENCES = ("broader", "replaced_by", "numerator", "denominator")

malformed = ReadingRule(
    "vocabularies-malformed",
    "A vocabulary file has the fields that its concepts have, each of its type.",
    "Labels and definitions stand in both languages.",
    ConceptValues({"/concepts/1/label/en": ABSENT}, at="/concepts/1/label"),
)


def shape_findings(errors: Iterable[Any]) -> Iterator[Finding]:
    """What pydantic says of a file of the wrong shape, one finding a place."""
    first: dict[tuple[int | str, ...], Finding] = {}
    for error in errors:
        path, message = error["loc"], error["msg"]
        if missing := error["type"] == "missing":
            path, message = path[:-1], f"the field {path[-1]!r} is missing"
        hint = "add it" if missing else "compare the other concepts of the file"
        first.setdefault(path, Finding(path, message[:1].lower() + message[1:], hint))
    yield from first.values()


@VocabularyRule.named(
    "vocabularies-missing-definition",
    ConceptValues({"/concepts/1/definition": ABSENT}, at="/concepts/1"),
)
def missing_definition(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """A concept has a definition, unless it is a region."""
    for i, concept in enumerate(vocabulary):
        if concept.definition is None and vocabulary.id != "regions":
            message = f"{concept.code!r} has no definition"
            yield Finding(("concepts", i), message, "say in zh and en what it means")


@VocabularyRule.named("vocabularies-not-sorted", ConceptValues({"/concepts/4/code": "court.a"}))
def not_sorted(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """Concepts are sorted by code."""
    codes = [concept.code for concept in vocabulary]
    for i in range(1, len(codes)):
        if codes[i] < codes[i - 1]:
            message = f"{codes[i]!r} stands after {codes[i - 1]!r}"
            yield Finding(("concepts", i, "code"), message, "sort the concepts by code")


@VocabularyRule.named(
    "vocabularies-duplicate-code", ConceptValues({"/concepts/4/code": "court.judges"})
)
def duplicate_code(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """A code is given to one concept."""
    first: dict[str, int] = {}
    for i, concept in enumerate(vocabulary):
        if first.setdefault(concept.code, i) != i:
            message = f"{concept.code!r} is already the code of another concept"
            yield Finding(("concepts", i, "code"), message, "give this concept another code")


@VocabularyRule.named(
    "vocabularies-unknown-concept", ConceptValues({"/concepts/2/denominator": "court.receipts"})
)
def unknown_concept(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """A concept names only concepts of its vocabulary."""
    hint = _hint(vocabulary, "add the concept, or correct the code")
    for i, concept in enumerate(vocabulary):
        for name in _REFERENCES:
            code = getattr(concept, name, None)
            if code is not None and code not in vocabulary:
                message = f"{code!r} is no code of this vocabulary"
                yield Finding(("concepts", i, name), message, hint(code))


@VocabularyRule.named("vocabularies-cycle", ConceptValues({"/concepts/0/broader": "court"}))
def cycle(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """No concept stands under itself, not by way of others either."""
    under_themselves = _under_themselves(vocabulary)
    for i, concept in enumerate(vocabulary):
        if concept.code in under_themselves:
            message = f"{concept.code!r} stands under itself"
            hint = "name another concept as broader, or leave it out"
            yield Finding(("concepts", i, "broader"), message, hint)


@VocabularyRule.named("vocabularies-unknown-unit", ConceptValues({"/concepts/1/units/0": "caes"}))
def unknown_unit(vocabulary: Vocabulary[Any], units: Vocabulary[Unit] | None) -> Iterator[Finding]:
    """A measure's units are codes of units.json."""
    if units is None:
        return
    hint = _hint(units, "add it to units.json")
    for i, j, code in _units(vocabulary):
        if code not in units:
            message = f"{code!r} is no code of units.json"
            yield Finding(("concepts", i, "units", j), message, hint(code))


@VocabularyRule.named(
    "vocabularies-dimension-differs", ConceptValues({"/concepts/1/units/0": "percent"})
)
def dimension_differs(
    vocabulary: Vocabulary[Any], units: Vocabulary[Unit] | None
) -> Iterator[Finding]:
    """A measure's units are of its dimension."""
    for i, j, code in _units(vocabulary):
        unit, dimension = units and units.get(code), vocabulary.concepts[i].dimension
        if unit and unit.dimension != dimension:
            message = f"{code!r} is a unit of {unit.dimension!r}, the dimension is {dimension!r}"
            yield Finding(("concepts", i, "units", j), message, "correct the unit or the dimension")


@VocabularyRule.named(
    "vocabularies-repeated-label", ConceptValues({"/concepts/3/label/zh": "收案"})
)
def repeated_label(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """Concepts under the same concept have different labels, in either language."""
    first: dict[tuple[str | None, str, str], str] = {}
    for i, concept in enumerate(vocabulary):
        for language in ("zh", "en"):
            label = getattr(concept.label, language)
            other = first.setdefault((concept.broader, language, label), concept.code)
            if other != concept.code:
                message, hint = f"{label!r} is also the label of {other!r}", "tell the two apart"
                yield Finding(("concepts", i, "label", language), message, hint)


@VocabularyRule.named(
    "vocabularies-alias-is-label", ConceptValues({"/concepts/1/aliases/0": "法官人数"})
)
def alias_is_label(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """An alias is not the Chinese label of another concept.

    Deprecated concepts do not count, nor does a concept above or under this one."""
    labels: dict[str, list[Concept]] = {}
    for concept in vocabulary:
        labels.setdefault(concept.label.zh, []).append(concept)
    for i, concept in enumerate(vocabulary):
        for j, alias in enumerate(concept.aliases):
            for other in labels.get(alias, ()):
                related = other.broader == concept.code or concept.broader == other.code
                if not (related or other.code == concept.code or other.deprecated):
                    message = f"{alias!r} is the label of {other.code!r}"
                    path = ("concepts", i, "aliases", j)
                    yield Finding(path, message, "leave the alias to that concept")


@VocabularyRule.named(
    "vocabularies-repeated-alias", ConceptValues({"/concepts/1/aliases/1": "新收"})
)
def repeated_alias(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """A concept names an alias once, and an alias names one region."""
    everywhere: Counter[str] = Counter()
    for i, concept in enumerate(vocabulary):
        seen = everywhere if vocabulary.id == "regions" else Counter[str]()
        for j, alias in enumerate(concept.aliases):
            seen[alias] += 1
            if seen[alias] > 1:
                path = ("concepts", i, "aliases", j)
                yield Finding(path, f"{alias!r} is already an alias", "delete one of the two")


@VocabularyRule.named(
    "vocabularies-replaced-but-current",
    ConceptValues({"/concepts/4/deprecated": False}, at="/concepts/4/replaced_by"),
)
def replaced_but_current(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """Only a deprecated concept is replaced by another.

    A deprecated one need not be: its meaning may be dropped altogether."""
    for i, concept in enumerate(vocabulary):
        if concept.replaced_by is not None and not concept.deprecated:
            hint = 'add "deprecated": true, or delete replaced_by'
            message = f"{concept.code!r} is replaced and not deprecated"
            yield Finding(("concepts", i, "replaced_by"), message, hint)


@VocabularyRule.named(
    "vocabularies-code-elsewhere", ConceptValues({"/concepts/3/broader": "court.cases-received"})
)
def code_elsewhere(vocabulary: Vocabulary[Any], _: object) -> Iterator[Finding]:
    """A measure's code is that of its group, a point, and its name."""
    under_themselves = _under_themselves(vocabulary)
    for i, concept in enumerate(vocabulary):
        known = concept.broader is None or concept.broader in vocabulary
        if isinstance(concept, Measure) and known and concept.code not in under_themselves:
            group = concept.code.rpartition(".")[0] or None
            if concept.broader != group:
                message = f"{concept.code!r} stands under {concept.broader!r}"
                place = ("concepts", i, "broader" if concept.broader else "code")
                yield Finding(place, message, "let the code begin with the code of its group")


def _hint(known: Vocabulary[Any], otherwise: str) -> Callable[[str], str]:
    return for_some(partial(did_you_mean, known=known.by_code, otherwise=otherwise), otherwise)


def _under_themselves(vocabulary: Vocabulary[Any]) -> set[str]:
    """The codes that stand under themselves, by way of others or not."""
    found: set[str] = set()
    done: set[str] = set()
    for concept in vocabulary:
        way: dict[str, None] = {}
        code: str | None = concept.code
        while code is not None and code in vocabulary and code not in done and code not in way:
            way[code] = None
            code = vocabulary[code].broader
        if code in way:
            codes = list(way)
            found.update(codes[codes.index(code) :])
        done.update(way)
    return found


def _units(vocabulary: Vocabulary[Any]) -> Iterator[tuple[int, int, str]]:
    """The index of each measure, and the index and the code of each of its units."""
    for i, concept in enumerate(vocabulary):
        for j, code in enumerate(getattr(concept, "units", ())):
            yield i, j, code


RULES = (
    malformed,
    missing_definition,
    not_sorted,
    duplicate_code,
    unknown_concept,
    cycle,
    unknown_unit,
    dimension_differs,
    repeated_label,
    alias_is_label,
    repeated_alias,
    replaced_but_current,
    code_elsewhere,
)
