"""The measures of a figure, by the words of its clause and of its sentence."""

from __future__ import annotations

import pytest

from fazhi.curate.draft.measures import find_unit, suggest_measures
from fazhi.figure import figures
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from tests.common import WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("批准逮捕17人,提起公诉23人。", "criminal.arrests-approved"),
        ("办结执行案件,批准逮捕17人。", "criminal.arrests-approved"),
        ("调解成功率97.9%。", "mediation.success-rate"),
    ],
)
def test_the_likeliest_measure(text: str, measure: str, width) -> None:
    figure = figures(width(text))[0]
    likeliest = suggest_measures(width(text), figure, VOCABULARIES)[0].measure
    assert likeliest.code == measure


def test_the_next_clause_is_another_matter() -> None:
    text = "批准逮捕17人,提起公诉23人。"
    second = figures(text)[1]
    likeliest = suggest_measures(text, second, VOCABULARIES)[0].measure
    assert likeliest.code == "criminal.prosecutions"
    assert suggest_measures("某事17人。", figures("某事17人。")[0], VOCABULARIES) == []


@pytest.mark.parametrize("form", ["%", "％", "头（只）", "头(只)"])
def test_units_of_either_width(form: str) -> None:
    assert find_unit(form, VOCABULARIES.units) is not None
