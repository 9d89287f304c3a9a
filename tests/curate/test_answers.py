"""Typed answers: what each becomes, and what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fazhi.curate.accept import DecisionError, decide, refusal, todos
from fazhi.curate.answers import BREAKDOWNS, DETAILS, FIELDS, MEMBERS, parse
from fazhi.curate.draft.record import draft_record
from fazhi.record.model import Breakdown, Change, Metric, Rank, Share
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import make_checker
from fazhi.validate.todo import Todo
from tests.common import TODAY

VOCABULARIES = load_vocabularies(vocabulary_directory())
CHECKER = make_checker(None, TODAY)
TEXT = (
    "湖边的法庭\n\n2024年,批准逮捕17人。有某物3个,第二名。提起公诉23人,又提起公诉5人。\n"
    "有某物4个。\n"
)
COURT = {"zh": "科尔沁区人民法院", "en": "Horqin District People's Court"}
ARRESTS = {"measure": "criminal.arrests-approved", "unit": "person"}


@pytest.fixture
def draft() -> dict[str, Any]:
    document = json.loads(json.dumps(draft_record(TEXT, "lakeside-court", VOCABULARIES)))
    court = {"id": "court-1", "name": COURT, "kind": "court", "region": "150502"}
    return document | {"organizations": [court], "region": "150502"}


def at(document: dict[str, Any], pointer: str) -> Todo:
    path = tuple(int(step) if step.isdecimal() else step for step in pointer.split("/")[1:])
    return next(todo for todo in todos(document) if todo.at == path)


def first(document: dict[str, Any], typed: str) -> Any:
    """The first metric after a typed answer."""
    todo = at(document, "/metrics/0")
    value = parse(document, todo, typed, VOCABULARIES)
    assert isinstance(value, dict)
    return decide(document, todo, value)["metrics"][0]


@pytest.mark.parametrize(
    ("pointer", "typed", "value"),
    [
        ("/metrics/0", "criminal.prosecutions",
         {"measure": "criminal.prosecutions", "unit": "person"}),
        ("/metrics/0", "mediation.success-rate",
         {"measure": "mediation.success-rate", "unit": "percent"}),
        ("/metrics/0", "criminal.prosecutions case",
         {"measure": "criminal.prosecutions", "unit": "case"}),
        ("/metrics/0", "criminal.prosecutions case offence_group=property.theft",
         {"measure": "criminal.prosecutions", "unit": "case",
          "breakdown": {"offence_group": "property.theft"}}),
        ("/metrics/0", "criminal.prosecutions matter=",
         {"measure": "criminal.prosecutions", "unit": "person", "breakdown": {}}),
        ("/region", "科尔沁区", "150502"),
        ("/region", "Horqin District", "150502"),
        ("/region", "150502", "150502"),
        ("/themes", "trial, prosecution", ["trial", "prosecution"]),
        ("/published", "2025-01-05", {"date": "2025-01-05", "basis": "stated"}),
        ("/published", "null", None),
        ("/summary/zh", " 一年。 ", "一年。"),
    ],
)  # fmt: skip
def test_typed_values(draft, pointer: str, typed: str, value: object) -> None:
    assert parse(draft, at(draft, pointer), typed, VOCABULARIES) == value


@pytest.mark.parametrize(
    ("pointer", "typed", "sentence"),
    [
        ("/metrics/0", "criminal.prosecution", "did you mean 'criminal.prosecutions'"),
        ("/metrics/0", "criminal", "no measure 'criminal'"),
        ("/published", "yesterday", "no JSON value"),
        ("/region", "科尔沁左翼", "did you mean '科尔沁左翼"),
        ("/region", "zzz", "fazhi show regions"),
        ("/summary/zh", " ", "nothing was typed"),
    ],
)
def test_typed_values_that_are_none(draft, pointer: str, typed: str, sentence: str) -> None:
    with pytest.raises(DecisionError, match=sentence):
        parse(draft, at(draft, pointer), typed, VOCABULARIES)


@pytest.mark.parametrize(
    ("typed", "members"),
    [
        ("period=2023", {"period": "2023"}),
        ("period=2023 organization=court-1", {"period": "2023", "organization": "court-1"}),
        ("organization=科尔沁区人民法院", {"organization": "court-1"}),
        ("organization=Horqin District People's Court", {"organization": "court-1"}),
        ("aspect=target", {"aspect": "target"}),
        ("bound=above", {"bound": "above"}),
        ("value=1,700 upper=1800.5", {"value": 1700, "upper": 1800.5}),
        ("period=2024/.. as_of=2024-06-30", {"period": "2024/..", "as_of": "2024-06-30"}),
        ("region=包头市", {"region": "150200"}),
        ("label=第一批", {"label": {"zh": "第一批", "en": "TODO: translate"}}),
        ("case_type=刑事案件", {"breakdown": {"case_type": "criminal"}}),
        ("criminal.prosecutions case", {"measure": "criminal.prosecutions", "unit": "case"}),
        ("criminal.prosecutions unit=case", {"measure": "criminal.prosecutions", "unit": "case"}),
        ("1 period=2023", ARRESTS | {"period": "2023"}),
        (
            "aspect=change direction=decrease unit=percent",
            {"change": {"direction": "decrease", "against": "unstated"}, "unit": "percent"},
        ),
        ("aspect=share of=prosecutions unit=percent", {"share": {"of": "prosecutions"}}),
        (
            "aspect=share whole=全部 案件 unit=percent",
            {"share": {"whole": {"zh": "全部 案件", "en": "TODO: translate"}}},
        ),
        (
            "aspect=rank among=全区法院",
            {"rank": {"among": {"zh": "全区法院", "en": "TODO: translate"}}, "unit": "place"},
        ),
    ],
)
def test_a_field_is_typed_beside_a_measure(draft, typed: str, members: dict[str, Any]) -> None:
    metric = first(draft, typed)
    assert {name: metric[name] for name in members} == members


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("period=2023 organization=court-1 aspect=target label=第一批 case_type=criminal", None),
        ("aspect=rank among=全区法院", None),
        ("aspect=share of=prosecutions", None),
        ("bound=above", "17人 reads as exact, not above"),
        ("value=18", "17人 reads as 17, not 18"),
        ("unit=case", "is not given in 'case'"),
        ("period=2024-13", "2024-13"),
    ],
)
def test_the_rules_check_what_was_typed(draft, typed: str, sentence: str | None) -> None:
    todo = at(draft, "/metrics/0")
    value = parse(draft, todo, typed, VOCABULARIES)
    assert isinstance(value, dict)
    refused = refusal(CHECKER, draft, decide(draft, todo, value), todo.at, value)
    assert (sentence is None) == (refused is None), refused
    assert sentence is None or (refused and sentence in refused.message)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("perid=2024", "no field 'perid'; did you mean 'period'"),
        ("zzz=2024", "there is case_type, matter"),
        ("organization=court-2", "did you mean 'court-1'"),
        ("organization=zzz", "no organization 'zzz'; there is court-1"),
        ("aspect=targt", "did you mean 'target'"),
        ("case_type=civl", "no case_type 'civl'; did you mean 'civil'"),
        ("unit=persn", "did you mean 'person'"),
        ("value=many", "'many' is no number"),
        ("value=nan", "'nan' is no number"),
        ("value=", "'value' needs a value"),
        ("period=none", "'period' needs a value"),
        ("direction=increase", "a level has no 'direction'; type aspect=change as well"),
        ("of=prosecutions", "type aspect=change or share as well"),
        ("aspect=change", "a change needs direction=… as well"),
        ("aspect=share", "a share needs of=… or whole=… as well"),
        ("aspect=share of=prosecution", "no metric 'prosecution'; did you mean 'prosecutions'"),
        ("criminal.prosecutions case 2024", "'2024' has no name"),
        ("9", "no measure '9'"),
    ],
)
def test_a_field_that_is_none(draft, typed: str, sentence: str) -> None:
    with pytest.raises(DecisionError, match=sentence):
        parse(draft, at(draft, "/metrics/0"), typed, VOCABULARIES)


def test_fields_alone_need_a_measure_that_is_there(draft) -> None:
    with pytest.raises(DecisionError, match="the code of a measure first"):
        parse(draft, at(draft, "/metrics/1"), "period=2023", VOCABULARIES)


def test_a_breakdown_keeps_what_was_not_typed(draft) -> None:
    draft["metrics"][0]["breakdown"] = {"matter": "contract"}
    both = first(draft, "case_type=civil")["breakdown"]
    assert both == {"case_type": "civil", "matter": "contract"}
    assert first(draft, "case_type=civil matter=")["breakdown"] == {"case_type": "civil"}
    assert "breakdown" not in first(draft, "matter=")


def test_what_is_none_goes(draft) -> None:
    draft["metrics"][0] |= {"organization": "court-1", "period_inferred_from": "the heading"}
    metric = first(draft, "organization=none period=2023")
    assert metric.keys().isdisjoint({"organization", "period_inferred_from"})
    assert first(draft, "bound=above")["period_inferred_from"] == "the heading"


def test_another_aspect_takes_its_description_with_it(draft) -> None:
    change = {"direction": "increase", "against": "previous-year"}
    draft["metrics"][0] |= {"aspect": "change", "change": change, "unit": "percent"}
    assert first(draft, "direction=decrease")["change"] == change | {"direction": "decrease"}
    level = first(draft, "aspect=level")
    assert "change" not in level
    assert level["unit"] == "person"


def test_an_organization_is_named_where_it_is_asked(draft) -> None:
    entry = {"at": "/metrics/0/organization", "ask": "whose?", "choices": [None, "court-1"]}
    draft["todo"].append(entry)
    todo = at(draft, "/metrics/0/organization")
    assert parse(draft, todo, COURT["zh"], VOCABULARIES) == "court-1"
    assert parse(draft, todo, "null", VOCABULARIES) is None
    with pytest.raises(DecisionError, match="did you mean 'court-1'"):
        parse(draft, todo, "court-2", VOCABULARIES)


def test_the_fields_are_those_of_the_model() -> None:
    assert set(BREAKDOWNS) == set(Breakdown.model_fields)
    assert set(MEMBERS) <= set(Metric.model_fields)
    for part in (Change, Share, Rank):
        assert set(DETAILS[part.__name__.lower()]) <= set(part.model_fields)
    assert len(FIELDS) == len(set(FIELDS))
