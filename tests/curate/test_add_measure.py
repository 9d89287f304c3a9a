"""A proposed measure: its defaults, what is refused, and its place in the file."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from fazhi.curate.add_measure import CHECKS, concept, default, insert, is_asked, refusal, similar
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory

VOCABULARIES = load_vocabularies(vocabulary_directory())
FILE = vocabulary_directory() / "measures.json"
PROPOSAL: dict[str, Any] = {
    "label_zh": "马背调解点",
    "label_en": "Mediation points on horseback",
    "broader": "mediation",
    "code": "mediation.mediation-points-on-horseback",
    "definition_zh": "骑马到达的调解点。",
    "definition_en": "Mediation points reached on horseback.",
    "units": ["site"],
    "kind": "stock",
    "summable": False,
    "aliases": ["马背调解点"],
}


def test_a_measure_stands_in_its_place() -> None:
    measure = concept(PROPOSAL, VOCABULARIES)
    assert measure["dimension"] == "site"
    text = insert(FILE.read_text("utf-8"), measure)
    codes = [entry["code"] for entry in json.loads(text)["concepts"]]
    assert codes == sorted(codes)
    assert len(codes) == len(VOCABULARIES.measures.concepts) + 1
    written = json.dumps(measure, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    removed = text.replace(f"    {written},\n", "", 1)
    assert removed == FILE.read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("label_zh", "调解成功率", "already a name of 'mediation.success-rate'"),
        ("label_zh", "", "a text is needed"),
        ("label_en", "Mediators", "already a name of 'mediation.mediators'"),
        ("broader", "meditation", "did you mean 'mediation'"),
        ("broader", "mediation.mediators", "there is no group"),
        ("code", "mediation.Points", "English words joined by hyphens"),
        ("code", "trial.points", "mediation. and English words"),
        ("code", "mediation.mediators", "is taken"),
        ("definition_en", "two\nlines", "on one line"),
        ("units", ["sites"], "did you mean 'site'"),
        ("units", ["site", "person"], "units of one dimension"),
        ("units", [], "units of one dimension"),
        ("units", ["tenth"], "deprecated"),
        ("kind", "level", "flow, stock, rate"),
        ("summable", True, "a stock cannot be summed"),
        ("aliases", ["甲", "甲"], "stands twice"),
        ("aliases", ["调解成功率"], "the label of 'mediation.success-rate'"),
    ],
)
def test_what_is_refused(field: str, value: object, sentence: str) -> None:
    proposal = PROPOSAL | {field: value}
    assert sentence in (refusal(field, proposal, VOCABULARIES) or "")
    with pytest.raises(ValueError, match=re.escape(sentence)):
        concept(proposal, VOCABULARIES)


RATE = PROPOSAL | {
    "units": ["percent"],
    "kind": "rate",
    "numerator": "mediation.disputes-mediated",
    "denominator": "mediation.disputes-found",
}


def test_a_rate_says_what_it_is_the_quotient_of() -> None:
    measure = concept(RATE | {"per": "mediator"}, VOCABULARIES)
    keys = ["kind", "summable", "per", "numerator", "denominator"]
    assert list(measure)[-5:] == keys
    assert list(concept(RATE | {"per": "", "numerator": ""}, VOCABULARIES))[-1] == "denominator"
    assert [is_asked(field, RATE) for field in ("per", "aliases")] == [True, True]
    assert [is_asked(field, PROPOSAL) for field in ("per", "aliases")] == [False, True]


@pytest.mark.parametrize(
    ("proposal", "field", "value", "sentence"),
    [
        (RATE, "per", "Each Judge", "words joined by hyphens"),
        (RATE, "numerator", "mediation.disputes-medated", "did you mean"),
        (RATE, "denominator", "mediation", "there is no measure 'mediation'"),
        (PROPOSAL, "per", "judge", "a stock is no average"),
        (PROPOSAL, "denominator", "mediation.disputes-found", "a stock has no denominator"),
    ],
)
def test_what_is_no_quotient(proposal, field: str, value: str, sentence: str) -> None:
    assert sentence in (refusal(field, proposal | {field: value}, VOCABULARIES) or "")


def test_a_good_proposal_is_refused_nowhere() -> None:
    assert {refusal(field, PROPOSAL, VOCABULARIES) for field in CHECKS} == {None}


def test_too_long_a_label_is_no_measure() -> None:
    with pytest.raises(ValueError, match="label"):
        concept(PROPOSAL | {"label_zh": "点" * 401}, VOCABULARIES)


def test_defaults() -> None:
    likeliest = {field: default(field, PROPOSAL, VOCABULARIES) for field in CHECKS}
    assert likeliest["broader"] == "mediation"
    assert likeliest["code"] == "mediation.mediation-points-on-horseback"
    assert (likeliest["kind"], likeliest["summable"]) == ("flow", "no")
    assert likeliest["aliases"] == "马背调解点"
    rate = PROPOSAL | {"units": ["percent"]}
    assert default("kind", rate, VOCABULARIES) == "rate"
    average = PROPOSAL | {"label_zh": "法官人均结案数"}
    assert default("kind", average, VOCABULARIES) == "rate"


def test_similar_measures_come_before_a_second_one_is_made() -> None:
    assert similar("调解的成功率", VOCABULARIES)[0].code == "mediation.success-rate"
    assert similar("q", VOCABULARIES) == []
