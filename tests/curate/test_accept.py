"""Decisions on a draft: what each changes, and what it refuses."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from fazhi.curate.accept import (
    DecisionError,
    conclude,
    decide,
    excerpt,
    exclude,
    is_mended_by_reason,
    meanings,
    measure_choice,
    quote,
    refusal,
    search_measures,
    todos,
)
from fazhi.curate.draft.record import draft_record
from fazhi.record.model import REASONS
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


@pytest.fixture
def draft() -> dict[str, Any]:
    return json.loads(json.dumps(draft_record(TEXT, "lakeside-court", VOCABULARIES)))


def at(document: dict[str, Any], pointer: str) -> Todo:
    path = tuple(int(step) if step.isdecimal() else step for step in pointer.split("/")[1:])
    return next(todo for todo in todos(document) if todo.at == path)


def pointers(document: dict[str, Any]) -> list[str]:
    return [todo["at"] for todo in document["todo"] if todo["at"].startswith(("/m", "/ex"))]


def test_a_decision_closes_its_to_do_and_changes_no_argument(draft) -> None:
    before = deepcopy(draft)
    decided = decide(draft, at(draft, "/summary/zh"), "一年。")
    assert draft == before
    assert decided["summary"]["zh"] == "一年。"
    assert len(decided["todo"]) == len(draft["todo"]) - 1
    assert "/summary/zh" not in {todo["at"] for todo in decided["todo"]}


def test_the_id_follows_the_measure(draft) -> None:
    assert [metric["id"] for metric in draft["metrics"]] == [
        "arrests-approved", "figure", "prosecutions", "prosecutions-2", "figure-2",
    ]  # fmt: skip
    draft["relations"] = [
        {"kind": "equal", "metric": "prosecutions-2", "of": ["figure"], "holds": True}
    ]
    choice = {"measure": "criminal.prosecutions", "unit": "person"}
    decided = decide(draft, at(draft, "/metrics/1"), choice)
    assert decided["metrics"][1]["id"] == "prosecutions-3"
    assert decided["relations"][0]["of"] == ["prosecutions-3"]
    assert "/metrics/1/id" not in pointers(decided)
    assert "/metrics/4/id" in pointers(decided)


def test_an_id_that_a_person_gave_stays(draft) -> None:
    draft["metrics"][0]["id"] = "youth-arrests"
    choice = {"measure": "criminal.prosecutions", "unit": "person"}
    decided = decide(draft, at(draft, "/metrics/0"), choice)
    assert decided["metrics"][0]["id"] == "youth-arrests"
    assert decided["metrics"][0]["measure"] == "criminal.prosecutions"


def test_a_metric_becomes_an_exclusion_in_the_order_of_the_text(draft) -> None:
    assert [item["evidence"][0]["exact"] for item in draft["exclusions"]] == ["第二名"]
    excluded = exclude(draft, at(draft, "/metrics/1"), "idiom")
    assert [item["evidence"][0]["exact"] for item in excluded["exclusions"]] == ["3个", "第二名"]
    assert excluded["exclusions"][0]["reason"] == "idiom"
    assert [metric["id"] for metric in excluded["metrics"]] == [
        "arrests-approved", "prosecutions", "prosecutions-2", "figure-2",
    ]  # fmt: skip
    assert pointers(excluded) == [
        "/metrics/0", "/exclusions/1/reason", "/metrics/1", "/metrics/2", "/metrics/3",
        "/metrics/3/id",
    ]  # fmt: skip


def test_what_another_part_names_is_not_excluded(draft) -> None:
    draft["relations"] = [
        {"kind": "subset", "metric": "arrests-approved", "of": ["figure"], "holds": True}
    ]
    with pytest.raises(DecisionError, match="names 'figure'"):
        exclude(draft, at(draft, "/metrics/1"), "idiom")
    with pytest.raises(DecisionError, match="only a metric"):
        exclude(draft, at(draft, "/themes"), "idiom")


@pytest.mark.parametrize(
    ("pointer", "value", "sentence"),
    [
        ("/themes", ["trail"], "no code of the vocabulary themes"),
        ("/metrics/0", {"measure": "criminal.prosecutions", "unit": "case"}, "not given in"),
        ("/summary/zh", "。" * 3000, "characters"),
        ("/published", {"date": "2025-02-30", "basis": "stated"}, "2025-02-30"),
    ],
)
def test_the_check_refuses_what_cannot_stand(draft, pointer: str, value: object, sentence) -> None:
    todo = at(draft, pointer)
    refused = refusal(CHECKER, draft, decide(draft, todo, value), todo.at)
    assert refused is not None
    assert sentence in f"{refused.message}; {refused.hint}"


def test_the_check_says_nothing_of_what_may_stand(draft) -> None:
    for todo in todos(draft):
        for choice in todo.choices:
            assert refusal(CHECKER, draft, decide(draft, todo, choice), todo.at) is None


def test_a_value_is_refused_though_the_draft_has_it_already(draft, tmp_path: Path) -> None:
    (tmp_path / "lakeside-court.txt").write_text(TEXT, "utf-8")
    checker = make_checker(tmp_path, TODAY)
    draft["metrics"][0]["period"] = "2023"
    todo = Todo(("metrics", 0, "period"), "what time?", ("2023",))
    draft["todo"].insert(0, {"at": "/metrics/0/period", "ask": "what time?", "choices": ["2023"]})
    refused = refusal(checker, draft, decide(draft, todo, "2023"), todo.at)
    assert refused is not None
    assert is_mended_by_reason(refused, todo.at)
    concluded = conclude(decide(draft, todo, "2023"), todo.at, "the heading")
    assert concluded["metrics"][0]["period_inferred_from"] == "the heading"
    assert refusal(checker, draft, concluded, todo.at) is None


def test_a_date_says_what_it_was_concluded_from(draft) -> None:
    todo = at(draft, "/published")
    decided = decide(draft, todo, {"date": "2025-01-05", "basis": "stated"})
    assert conclude(decided, todo.at, "the page")["published"] == {
        "date": "2025-01-05", "basis": "inferred", "note": "the page",
    }  # fmt: skip


def test_a_period_without_an_end_ran_up_to_publication(draft) -> None:
    draft["published"] = {"date": "2025-01-05", "basis": "stated"}
    draft["todo"].insert(0, {"at": "/metrics/0/period", "ask": "what time?", "choices": []})
    todo = at(draft, "/metrics/0/period")
    decided = decide(draft, todo, "2024/..")
    assert decided["metrics"][0]["as_of"] == "2025-01-05"
    again = decide(decided | {"todo": draft["todo"]}, todo, "2024")
    assert "as_of" not in again["metrics"][0]


def test_a_breakdown_can_be_taken_away(draft) -> None:
    draft["metrics"][0]["breakdown"] = {"offence_group": "property.theft"}
    choice = {"measure": "criminal.prosecutions", "unit": "person"}
    kept = decide(draft, at(draft, "/metrics/0"), choice)
    assert kept["metrics"][0]["breakdown"] == {"offence_group": "property.theft"}
    gone = decide(draft, at(draft, "/metrics/0"), choice | {"breakdown": {}})
    assert "breakdown" not in gone["metrics"][0]


def test_members_that_are_none_are_taken_away(draft) -> None:
    draft["metrics"][0] |= {"organization": "court", "as_of": "2025-01-05", "period": "2024/.."}
    choice = {"measure": "criminal.prosecutions", "unit": "person"}
    given = {"organization": None, "period": "2024", "period_inferred_from": None}
    metric = decide(draft, at(draft, "/metrics/0"), choice | given)["metrics"][0]
    assert metric["period"] == "2024"
    assert metric.keys().isdisjoint(given.keys() - {"period"} | {"as_of"})


def test_what_a_decision_gives_is_not_asked_again(draft) -> None:
    own = "/metrics/2/period"
    draft["todo"].append({"at": own, "ask": "what time?", "choices": ["2024"]})
    choice = {"measure": "criminal.prosecutions", "unit": "person"}
    assert own in pointers(decide(draft, at(draft, "/metrics/2"), choice))
    label = {"zh": "第一批", "en": "TODO: translate"}
    given = choice | {"period": "2024", "label": label}
    decided = decide(draft, at(draft, "/metrics/2"), given)
    assert own not in pointers(decided)
    place = pointers(draft).index("/metrics/2")
    assert pointers(decided)[place] == "/metrics/2/label/en"


def test_a_typed_value_is_refused_though_the_draft_has_it_already(draft, tmp_path: Path) -> None:
    (tmp_path / "lakeside-court.txt").write_text(TEXT, "utf-8")
    checker = make_checker(tmp_path, TODAY)
    draft["metrics"][0]["period"] = "2023"
    todo = at(draft, "/metrics/0")
    decided = decide(draft, todo, {"measure": "criminal.prosecutions", "period": "2023"})
    assert refusal(checker, draft, decided, todo.at) is None
    refused = refusal(checker, draft, decided, todo.at, ["period"])
    assert refused is not None
    assert is_mended_by_reason(refused, todo.at)
    concluded = conclude(decided, todo.at, "the heading")
    assert concluded["metrics"][0]["period_inferred_from"] == "the heading"
    assert refusal(checker, draft, concluded, todo.at, ["period"]) is None


def test_two_figures_that_look_the_same_may_have_another_aspect(draft) -> None:
    first, todo = draft["metrics"][0], at(draft, "/metrics/4")
    given = {name: first[name] for name in ("measure", "unit", "period")}
    refused = refusal(CHECKER, draft, decide(draft, todo, given), todo.at)
    assert refused is not None
    assert refused.rule == "figure-repeated"
    assert refused.hint.endswith("or is it a target, a share or a change?")


def test_a_figure_is_held_against_those_that_are_decided(draft) -> None:
    """The draft has 23人 and 5人 as the same; the second of them to be decided is refused."""
    first, second = at(draft, "/metrics/2"), at(draft, "/metrics/3")
    assert refusal(CHECKER, draft, decide(draft, second, second.choices[0]), second.at) is None
    one = decide(draft, first, first.choices[0])
    assert refusal(CHECKER, draft, one, first.at) is None
    both = decide(one, second, second.choices[0])
    refused = refusal(CHECKER, one, both, second.at)
    assert refused is not None
    assert refused.rule == "figure-repeated"


def test_words_are_quoted_where_they_are_nearest_and_are_no_figure(draft) -> None:
    quoted = quote(draft, ("metrics", 3, "aspect"), "提起", TEXT)
    assert quoted["metrics"][3]["evidence"][0] == {
        "exact": "提起", "start": TEXT.rindex("提起"), "end": TEXT.rindex("提起") + 2,
        "role": "context",
    }  # fmt: skip
    todo = at(quoted, "/metrics/3")
    found = excerpt(quoted, todo, TEXT)
    assert found is not None
    assert found.exact == "5人"
    assert (
        exclude(quoted, todo, "idiom")["exclusions"][-1]["evidence"]
        == (draft["metrics"][3]["evidence"])
    )


def test_every_reason_of_an_exclusion_is_explained() -> None:
    assert meanings().keys() == set(REASONS)
    assert meanings()["name"] == "part of a name"


def test_a_share_keeps_its_relative_unit() -> None:
    measure = VOCABULARIES.measures["criminal.prosecutions"]
    assert measure_choice(measure, {"unit": "percent", "share": {}})["unit"] == "percent"


def test_a_rank_may_be_of_any_measure() -> None:
    measure = VOCABULARIES.measures["criminal.prosecutions"]
    assert measure_choice(measure, {"unit": "place"})["unit"] == "place"


def test_measures_that_take_the_unit_are_found_first(draft) -> None:
    found = search_measures("mediation", draft["metrics"][0], VOCABULARIES)
    fits = [choice["unit"] == "person" for choice in found]
    assert fits == sorted(fits, reverse=True)
    assert True in fits
    assert False in fits


def test_a_change_keeps_its_relative_unit() -> None:
    measure = VOCABULARIES.measures["criminal.prosecutions"]
    assert measure_choice(measure, {"unit": "percent", "change": {}})["unit"] == "percent"
    assert measure_choice(measure, {"unit": "percent"})["unit"] == "person"


def test_the_figure_in_its_sentence(draft) -> None:
    found = excerpt(draft, at(draft, "/metrics/0"), TEXT)
    assert found == ("2024年,批准逮捕", "17人", "")
    assert excerpt(draft, at(draft, "/metrics/0"), None) == ("", "17人", "")
    assert excerpt(draft, at(draft, "/themes"), TEXT) is None


def test_malformed_to_dos() -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        todos({"todo": [{"at": "/x", "ask": "?"}]})
