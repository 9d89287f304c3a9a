"""Vocabularies compared concept by concept, as their tables hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from fazhi.publish.diff.change import Change, Place

Concept = Mapping[str, Any]
Concepts = Mapping[str, Concept]

# What a change of a column of a concept means; of any other, that the code is redefined.
_KINDS = {
    "label_zh": "concept-relabelled",
    "label_en": "concept-relabelled",
    "broader": "concept-moved",
    "replaced_by": "concept-redirected",
}
_DEFINITION = ("definition_zh", "definition_en")


def compare_concepts(
    vocabulary: str, old: Concepts, new: Concepts, columns: Collection[str]
) -> Iterator[Change]:
    """The changes of one vocabulary, given by code, in the columns that both releases have."""
    for code in sorted(old.keys() | new.keys()):
        place = Place(vocabulary, code)
        if code not in new:
            yield place.change("concept-removed", old=_label(old[code]))
        elif code not in old:
            yield place.change("concept-added", new=_label(new[code]))
        else:
            yield from _definition(place, old[code], new[code], columns)
            for column in columns:
                if old[code][column] != new[code][column] and column not in _DEFINITION:
                    yield from _column(
                        place.below(column), column, old[code][column], new[code][column]
                    )


def _label(concept: Concept) -> dict[str, Any]:
    return {language: concept.get(f"label_{language}") for language in ("zh", "en")}


def _definition(
    place: Place, old: Concept, new: Concept, columns: Collection[str]
) -> Iterator[Change]:
    changed = [one for one in _DEFINITION if one in columns and old[one] != new[one]]
    texts = [text for one in changed for text in (old[one], new[one])]
    # One language alone is a translation brought into line; a new meaning shows in both.
    whole = len(changed) == len(_DEFINITION) and None not in texts
    for column in changed:
        kind = _presence(old[column], new[column]) or (
            "concept-redefined" if whole else "concept-reworded"
        )
        yield place.below(column).change(kind, old[column], new[column])


def _column(place: Place, column: str, old: Any, new: Any) -> Iterator[Change]:
    if column == "deprecated":
        yield place.change("concept-deprecated" if new else "concept-reinstated", old, new)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _members(place, old, new)
    else:
        kind = _KINDS.get(column) or _presence(old, new) or "concept-redefined"
        yield place.change(kind, old, new)


def _members(place: Place, old: list[Any], new: list[Any]) -> Iterator[Change]:
    less = [one for one in old if one not in new]
    more = [one for one in new if one not in old]
    if less:
        yield place.change("concept-narrowed", old=less)
    if more:
        yield place.change("concept-widened", new=more)
    if not less and not more:
        yield place.change("concept-reordered", old, new)


def _presence(old: Any, new: Any) -> str | None:
    if old is None:
        return "concept-completed"
    return "concept-emptied" if new is None else None
