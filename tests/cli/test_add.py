"""`fazhi add measure`: asked or given by options, into a copy of the vocabulary."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fazhi.record.canonical import dump
from fazhi.record.vocabulary import load_vocabularies
from tests.common import ROOT

OPTIONS = {
    "--label-zh": "马背调解点", "--label-en": "Mediation points on horseback",
    "--group": "mediation", "--code": "mediation.horseback-points",
    "--definition-zh": "骑马到达的调解点。", "--definition-en": "Points reached on horseback.",
    "--units": "site", "--kind": "stock", "--summable": "no", "--aliases": "马背调解点,马背点",
}  # fmt: skip


@pytest.fixture
def vocabulary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The measures of a checkout that may be changed."""
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    monkeypatch.setattr("fazhi.resources.checkout_directory", lambda: tmp_path)
    return tmp_path / "schema" / "vocabularies" / "measures.json"


def arguments(**changed: str) -> list[str]:
    options = OPTIONS | {f"--{name.replace('_', '-')}": text for name, text in changed.items()}
    return [part for option in options.items() for part in option]


def test_by_options_alone(run, vocabulary: Path) -> None:
    result = run("add", "measure", *arguments())
    assert result.status == 0, result.err
    assert "added mediation.horseback-points" in result.out
    assert "git add schema" in result.out
    load_vocabularies.cache_clear()
    measure = load_vocabularies(vocabulary.parent).measures["mediation.horseback-points"]
    assert measure.aliases == ("马背调解点", "马背点")
    assert (measure.kind, measure.summable, measure.units) == ("stock", False, ("site",))
    assert vocabulary.read_text("utf-8").endswith("}\n")
    again = run("add", "measure", *arguments())
    assert again.status == 2
    assert "already a name" in again.err


def test_by_questions(run, vocabulary: Path) -> None:
    answers = (
        "马背调解点\nMediation points on horseback\nmediation\n\n点。\nPoints.\n"
        "sites\nsite\nstock\n\n\n"
    )
    result = run("add", "measure", stdin=answers.encode())
    assert result.status == 0, result.out
    assert "there is mediation." in result.out
    assert "there is no unit 'sites'; did you mean 'site'?" in result.out
    assert '"mediation.mediation-points-on-horseback"' in vocabulary.read_text("utf-8")


def test_of_a_rate_the_quotient_is_asked(run, vocabulary: Path) -> None:
    answers = (
        "马背调解占比\nShare of mediation on horseback\nmediation\n\n比。\nShare.\n"
        "percent\n\n\n\nmediation.disputes-mediatde\nmediation.disputes-mediated\n\n\n"
    )
    result = run("add", "measure", stdin=answers.encode())
    assert result.status == 0, result.out
    assert "did you mean 'mediation.disputes-mediated'?" in result.out
    load_vocabularies.cache_clear()
    code = "mediation.share-of-mediation-on-horseback"
    measure = load_vocabularies(vocabulary.parent).measures[code]
    assert (measure.kind, measure.per, measure.denominator) == ("rate", None, None)
    assert measure.numerator == "mediation.disputes-mediated"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"code": "mediation.mediators"}, "--code: 'mediation.mediators' is taken"),
        ({"group": "court"}, "--group: there is no group 'court'"),
        ({"summable": "yes"}, "--summable: a stock cannot be summed"),
    ],
)
def test_a_wrong_option_changes_nothing(run, vocabulary: Path, changed, sentence: str) -> None:
    before = vocabulary.read_bytes()
    result = run("add", "measure", *arguments(**changed))
    assert result.status == 2
    assert sentence in result.err
    assert vocabulary.read_bytes() == before


def test_without_a_checkout(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi.resources.checkout_directory", lambda: None)
    result = run("add", "measure", *arguments())
    assert result.status == 2
    assert "there is no checkout" in result.err


def test_the_layout_of_the_file_stays(run, vocabulary: Path) -> None:
    run("add", "measure", *arguments())
    assert vocabulary.read_text("utf-8") == dump(json.loads(vocabulary.read_bytes()))
