"""The tables of the vocabularies: one concept a row, one column for each of its fields."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from fazhi.publish.columns import TEXT, Column, make_table
from fazhi.record.vocabulary import Concept, Vocabulary


def vocabulary_table(vocabulary: Vocabulary[Concept]) -> pa.Table:
    """The table of a vocabulary, sorted by code."""
    concepts = sorted(vocabulary, key=lambda concept: concept.code)
    own = type(concepts[0]).model_fields
    columns = [column for name in own for column in _concept_columns(name, own[name].description)]
    return make_table(vocabulary.description.en, columns, concepts)


def _concept_columns(name: str, description: str | None) -> Iterator[Column]:
    about = description or "The code."
    if name in ("label", "definition"):
        for language in ("zh", "en"):
            yield Column(
                f"{name}_{language}",
                TEXT,
                f"{about} ({language})",
                lambda c, language=language: getattr(getattr(c, name), language, None),  # type: ignore[misc]
                name == "definition",
            )
    elif name in ("aliases", "forms", "units"):
        type_ = pa.list_(pa.field("element", pa.string(), nullable=False))
        yield Column(name, type_, about, lambda c: list(getattr(c, name)))
    else:
        type_ = pa.bool_() if name in ("deprecated", "summable") else TEXT
        nullable = name not in ("code", "deprecated")
        yield Column(name, type_, about, lambda c: getattr(c, name), nullable)
