"""A to-do for each placeholder that no other decision fills."""

from __future__ import annotations

from fazhi.curate.draft.todo import ask, ask_for_placeholders
from fazhi.validate.todo import TODO


def test_a_decision_on_a_metric_fills_its_measure_and_no_name_in_it() -> None:
    among = {"zh": "全盟", "en": f"{TODO}: translate"}
    document = {"metrics": [{"measure": TODO, "unit": TODO, "rank": {"among": among}}]}
    asked = ask_for_placeholders(document, [ask(("metrics", 0), "what does 第二名 measure?")])
    assert [(todo["at"], todo["ask"]) for todo in asked] == [
        ("/metrics/0/rank/among/en", "in English: 全盟")
    ]


def test_a_list_is_filled_as_a_whole() -> None:
    themes = ask(("themes",), "which themes?")
    assert ask_for_placeholders({"themes": [TODO]}, [themes]) == []


def test_what_is_not_known_in_chinese_is_asked_in_both_languages() -> None:
    document = {"rank": {"among": {"zh": TODO, "en": f"{TODO}: translate"}}}
    asked = [todo["ask"] for todo in ask_for_placeholders(document, [])]
    assert asked == ["among whom?", "the same in English"]
