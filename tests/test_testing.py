"""The strategies for downstream tests cover the whole model."""

from __future__ import annotations

from hypothesis import given, settings

from fazhi.record.field_types import Part
from fazhi.record.model import Article
from fazhi.testing import articles


def _fields_used(part: Part) -> set[str]:
    used = set()
    for name in type(part).model_fields:
        value = getattr(part, name)
        if value is not None:
            used.add(f"{type(part).__name__}.{name}")
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                used |= _fields_used(inner)
    return used


def _parts(part: type[Part]) -> set[type[Part]]:
    """The part and every part inside it."""
    names = {
        model["title"]
        for model in part.model_json_schema()["$defs"].values()
        if "properties" in model
    }
    return {part} | {inner for inner in Part.__subclasses__() if inner.__name__ in names}


def test_the_strategies_use_every_field_of_the_model() -> None:
    """A field that is added to the model and not to the strategies would go untested."""
    used: set[str] = set()

    @settings(max_examples=150, derandomize=True, database=None)
    @given(articles())
    def collect(article: Article) -> None:
        used.update(_fields_used(article))

    collect()
    assert used == {f"{p.__name__}.{name}" for p in _parts(Article) for name in p.model_fields}
