"""The relations that a draft offers: those that the words of a report name and its figures have."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.curate.accept import decide, excerpt, exclude, refusal, todos
from fazhi.curate.answers import parse
from fazhi.curate.draft.record import draft_record
from fazhi.errors import InputError
from fazhi.record.vocabulary import load_vocabularies
from fazhi.resources import vocabulary_directory
from fazhi.validate.check import make_checker
from fazhi.validate.todo import Todo
from tests.common import TODAY, WIDTHS

VOCABULARIES = load_vocabularies(vocabulary_directory())
HEAD = "草原上的法庭\n\n2024年,"
LIST = "达茂旗人民法院审结案件90件,其中刑事案件20件、民事案件60件、执行案件10件。\n"


def draft(text: str) -> dict[str, Any]:
    return draft_record(HEAD + text, "steppe-court", VOCABULARIES)


def relations(document: dict[str, Any]) -> list[tuple[str, float, list[float]]]:
    values = {metric["id"]: metric["value"] for metric in document["metrics"]}
    return [
        (found["kind"], values[found["metric"]], [values[item] for item in found["of"]])
        for found in document["relations"]
    ]


def at(document: dict[str, Any], *path: str | int) -> Todo:
    return next(todo for todo in todos(document) if todo.at == path)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST, [("sum", 90, [20, 60, 10])]),
        ("全院审结90件。其中,刑事案件20件,民事案件70件。", [("sum", 90, [20, 70])]),
        ("全院审结90件。\n在审结的案件中,刑事案件20件,民事案件70件。", [("sum", 90, [20, 70])]),
        ("全院审结90件,刑事、民事案件分别为20件、70件。", [("sum", 90, [20, 70])]),
        ("审结90件(其中调解30件),判决60件。", [("subset", 30, [90])]),
        ("审结90件,其中调解30件、撤诉近20件。", [("subset", 30, [90]), ("subset", 20, [90])]),
        (
            "审结刑事案件40件,民事案件50件。其中,刑事案件中盗窃案11件、诈骗案7件。",
            [("subset", 11, [40]), ("subset", 7, [40])],
        ),
        (
            "起诉80人,不起诉30人,其中起诉诈骗犯罪20人,占起诉总人数的25%。",
            [("subset", 20, [80]), ("ratio", 25, [20, 80])],
        ),
        ("受理案件80件,审结60件,结案率75%。", [("ratio", 75, [60, 80])]),
        ("受理案件81件,审结60件,结案率为74.1%。", [("ratio", 74.1, [60, 81])]),
        ("抽查案卷80份,合格60份,合格率75%。", [("ratio", 75, [60, 80])]),
    ],
)
def test_words_and_arithmetic_give_a_relation(width, text: str, expected) -> None:
    assert relations(draft(width(text))) == expected


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "text",
    [
        "审结案件90件,刑事案件20件,民事案件70件。",  # the arithmetic alone
        "受理案件80件,审结60件,增长75%。",
        "受理案件80件,审结60件,结案率76%。",  # the words alone
        "调解30件,其中撤诉40件。",
        "审结90件,其中涉案金额20万元。",  # another unit
        "审结90件。\n其中,有20件调解。",  # another paragraph
        "审结90余件,刑事、民事案件分别为20件、70件。",  # no exact whole
        "干警中,有20人获奖。审结90人,其他为70人。",
        "该院集中审理20件。开展工作中,调解70件。",
    ],
)
def test_neither_is_enough_alone(width, text: str) -> None:
    assert relations(draft(width(text))) == []


def test_each_is_asked_about() -> None:
    document = draft(LIST)
    todo = at(document, "relations", 0)
    assert todo.ask == (
        "does the text say that 90件 is the sum of 20件, 60件 and 10件? null drops the relation"
    )
    assert todo.choices == ({"holds": True}, None)
    kept = decide(document, todo, todo.choices[0])
    assert kept["relations"] == document["relations"]
    assert "/relations/0" not in {entry["at"] for entry in kept["todo"]}


def test_null_may_be_typed() -> None:
    document = draft(LIST)
    assert parse(document, at(document, "relations", 0), "null", VOCABULARIES) is None


def test_the_figure_on_the_left_is_shown() -> None:
    document = draft(LIST)
    shown = excerpt(document, at(document, "relations", 0), HEAD + LIST)
    assert shown is not None
    assert (shown.before, shown.exact) == ("2024年,达茂旗人民法院审结案件", "90件")


def test_more_digits_than_a_record_may_have_are_no_part() -> None:
    with pytest.raises(InputError):
        draft("审结12345678901234567件,其中调解30件。")


def test_null_drops_a_relation_and_the_others_move_up() -> None:
    document = draft("审结90件,其中调解30件、撤诉20件。")
    dropped = decide(document, at(document, "relations", 0), None)
    checker = make_checker(None, TODAY)
    assert refusal(checker, document, dropped, ("relations", 0)) is None
    assert dropped["relations"] == document["relations"][1:]
    assert at(dropped, "relations", 0).ask == at(document, "relations", 1).ask
    assert len(dropped["todo"]) == len(document["todo"]) - 1


def test_a_relation_follows_the_ids_of_its_metrics() -> None:
    document = draft(LIST)
    for index in range(4):
        choice = {"measure": "trial.cases-concluded", "unit": "case"}
        document = decide(document, at(document, "metrics", index), choice)
    assert relations(document) == [("sum", 90, [20, 60, 10])]
    document["todo"].append({"at": "/metrics/1/id", "ask": "an id", "choices": []})
    named = decide(document, at(document, "metrics", 1, "id"), "criminal")
    assert named["relations"][0]["of"][0] == "criminal"
    assert relations(named) == relations(document)


def test_an_excluded_metric_takes_its_open_relations_with_it() -> None:
    document = draft("审结90件,其中调解30件、撤诉20件。")
    excluded = exclude(document, at(document, "metrics", 1), "idiom")
    assert relations(excluded) == [("subset", 20, [90])]
    assert at(excluded, "relations", 0).ask == at(document, "relations", 1).ask
