"""Invented reports and their complete records: an example of everything that a record can say."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from fazhi.record.canonical import to_json
from fazhi.record.field_types import Part, unwrap
from fazhi.record.model import Article
from fazhi.validate.check import check
from tests.common import ROOT

REPORTS = ROOT / "tests" / "fixtures" / "reports"
RECORDS = sorted(REPORTS.glob("*.json"))
HALF_WIDTH = ",;:()!?%"
FULL_WIDTH = "，；：（）！？％"
TO_FULL_WIDTH = str.maketrans(HALF_WIDTH, FULL_WIDTH)
TO_HALF_WIDTH = str.maketrans(FULL_WIDTH, HALF_WIDTH)
WITHOUT_EXAMPLE = {("Withdrawal", "replaced_by"), ("Initiative", "period_inferred_from")}


def test_every_record_passes_the_check() -> None:
    assert [str(problem) for problem in check(REPORTS, REPORTS)] == []


@pytest.mark.parametrize("width", [TO_FULL_WIDTH, TO_HALF_WIDTH], ids=["full", "half"])
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_passes_in_either_width_of_punctuation(
    record: Path, width: dict[int, int], tmp_path: Path
) -> None:
    convert_report(record, width, tmp_path)
    assert [str(problem) for problem in check(tmp_path, tmp_path)] == []


def test_a_wrong_value_is_found_in_every_record(tmp_path: Path) -> None:
    shutil.copytree(REPORTS, tmp_path, dirs_exist_ok=True)
    for record in RECORDS:
        document = json.loads(record.read_text("utf-8"))
        stated = [metric for metric in document["metrics"] if metric["basis"] == "stated"]
        stated[-1]["value"] += 1
        (tmp_path / record.name).write_text(json.dumps(document), "utf-8")
    wrong = {Path(p.file).name for p in check(tmp_path, tmp_path) if p.rule == "figure-differs"}
    assert wrong == {record.name for record in RECORDS}


def test_every_value_of_an_enumeration_has_an_example() -> None:
    met = {
        (type(part), name, value)
        for article in articles()
        for part in parts_of(article)
        for name, value in part
        if isinstance(value, str | bool)
    }
    missing = {
        (model.__name__, name, value)
        for model in models_of(Article)
        for name, field in model.model_fields.items()
        for value in literals(field.annotation)
        if (model, name, value) not in met
    }
    assert missing == set()


def test_every_field_has_an_example() -> None:
    met = {
        (type(part), name)
        for article in articles()
        for part in parts_of(article)
        for name, value in part
        if value is not None
    }
    fields = {(model, name) for model in models_of(Article) for name in model.model_fields}
    assert {(model.__name__, name) for model, name in fields - met} == WITHOUT_EXAMPLE


def test_both_widths_of_punctuation_occur_in_the_texts() -> None:
    texts = [path.with_suffix(".txt").read_text("utf-8") for path in RECORDS]
    assert sum("，" in text for text in texts) == sum("," in text for text in texts) == 3


def convert_report(record: Path, width: dict[int, int], folder: Path) -> None:
    """Write a report and its record into a folder, with the punctuation of the text and of the
    quotes in another width."""
    text = record.with_suffix(".txt").read_text("utf-8").translate(width)
    document = json.loads(record.read_text("utf-8"))
    for quote in quotes_of(document):
        quote["exact"] = quote["exact"].translate(width)
    document["source"]["sha256"] = sha256(text.encode()).hexdigest()
    (folder / record.name).write_text(
        to_json(Article.model_validate_json(json.dumps(document))), "utf-8"
    )
    (folder / f"{record.stem}.txt").write_text(text, "utf-8")


def quotes_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every quote in a JSON value."""
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        value = [*value.values()]
    for item in value if isinstance(value, list) else ():
        yield from quotes_of(item)


def articles() -> list[Article]:
    return [Article.model_validate_json(path.read_bytes()) for path in RECORDS]


def parts_of(value: object) -> Iterator[Part]:
    """Every object of a record."""
    if isinstance(value, Part):
        yield value
        value = tuple(item for _, item in value)
    for item in value if isinstance(value, tuple) else ():
        yield from parts_of(item)


def content(annotation: object) -> object:
    """The plain type of a field, of a list that of its entries."""
    kind, _, _ = unwrap(annotation)
    return content(get_args(kind)[0]) if get_origin(kind) is tuple else kind


def literals(annotation: object) -> tuple[object, ...]:
    """The values that a field may have, if it is an enumeration."""
    kind = content(annotation)
    return get_args(kind) if get_origin(kind) is Literal else ()


def models_of(model: type[Part]) -> set[type[Part]]:
    """The model and those of its fields, and of theirs."""
    kinds = [content(field.annotation) for field in model.model_fields.values()]
    inner = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Part)]
    return {model}.union(*map(models_of, inner))
