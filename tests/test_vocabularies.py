"""The vocabularies: whole, consistent, and as large as the region they describe."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter

import pytest

from fazhi.figure import figures
from fazhi.record.canonical import dump
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory

FILES = sorted(vocabulary_directory().glob("*.json"))
ALL = load_vocabularies(vocabulary_directory())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_canonical(path) -> None:
    text = path.read_text("utf-8")
    assert text == dump(json.loads(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("unit", list(ALL.units), ids=lambda unit: unit.code)
def test_every_form_of_a_unit_is_read_as_that_unit(unit) -> None:
    """元人民币 as 元, all others whole: a quote in any form can state a metric in this unit."""
    for form in unit.forms:
        found = [figure.unit for figure in figures(f"共12{form}。")]
        assert len(found) == 1, form
        assert found[0] in unit.forms, form


@pytest.mark.parametrize(
    ("form", "unit", "written"),
    [
        ("只", "animal", True),
        ("只（头）", "animal", True),
        ("只(头)", "animal", True),
        ("％", "percent", True),
        ("户（家）", "animal", False),
        ("", "animal", False),
        ("（头）", "animal", False),
    ],
)
def test_a_unit_is_known_by_its_form(form: str, unit: str, written: bool) -> None:
    assert ALL.units[unit].is_written(form) == written


def test_all_of_inner_mongolia_is_there() -> None:
    kinds = Counter(region.kind for region in ALL.regions)
    assert kinds == {"region": 1, "city-or-league": 12, "county-or-banner": 103, "zone": 6}
    assert ALL.regions["150603"].label.zh == "康巴什区"
    assert "包头稀土高新区" in ALL.regions["150271"].aliases
    for region in ALL.regions:
        if region.kind in ("county-or-banner", "zone"):
            assert region.code.startswith((region.broader or "")[:4])


def test_no_label_of_a_region_is_an_alias() -> None:
    aliases = {alias for region in ALL.regions for alias in region.aliases}
    labels = {text for region in ALL.regions for text in (region.label.zh, region.label.en)}
    assert labels.isdisjoint(aliases)


def test_measures_fit_their_units() -> None:
    for measure in ALL.measures:
        if measure.units:
            assert measure.kind is not None
            assert measure.summable is not None
            assert not (measure.kind in ("rate", "stock") and measure.summable)
        else:
            assert measure.broader is None
            assert (measure.kind, measure.summable, measure.dimension) == (None, None, None)


def test_a_rate_names_the_measures_it_is_made_of() -> None:
    for measure in ALL.measures:
        for code in (measure.numerator, measure.denominator):
            assert code is None or ALL.measures[code].units, measure.code
        if measure.per or measure.numerator or measure.denominator:
            assert measure.kind == "rate", measure.code


def test_a_deprecated_measure_can_be_replaced() -> None:
    """What replaces a measure can count in its units, and is itself current."""
    for measure in ALL.measures:
        if measure.deprecated:
            instead = ALL.measures[measure.replaced_by or ""]
            assert {*measure.units} <= {*instead.units}
            assert not instead.deprecated


def test_the_label_of_a_measure_is_no_name_of_another() -> None:
    current = [measure for measure in ALL.measures if measure.units and not measure.deprecated]
    labels = {measure.label.zh: measure.code for measure in current}
    assert len(labels) == len(current)
    for measure in current:
        assert [
            name for name in measure.aliases if labels.get(name, measure.code) != measure.code
        ] == []


@pytest.mark.parametrize("name", ["case_types", "matters", "subject_groups", "offence_groups"])
def test_an_alias_names_one_breakdown(name: str) -> None:
    vocabulary = getattr(ALL, name)
    names = Counter(text for concept in vocabulary for text in {concept.label.zh, *concept.aliases})
    assert [text for text, times in names.items() if times > 1] == []
    for concept in vocabulary:
        assert concept.aliases
        assert concept.broader == (concept.code.rpartition(".")[0] or None)


def test_units_are_written_somehow() -> None:
    for unit in ALL.units:
        assert unit.forms
        assert not any(form[:1] in "万亿" for form in unit.forms)
        assert (unit.dimension == "money") == (unit.iso4217 is not None)
