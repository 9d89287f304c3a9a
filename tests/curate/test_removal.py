"""What leaves a draft, and what refers to it."""

from __future__ import annotations

from typing import Any

from fazhi.curate.removal import refer, references, remove, remove_open_relations


def relation(metric: str, *of: str) -> dict[str, Any]:
    return {"kind": "subset", "metric": metric, "of": [*of], "holds": True}


def draft() -> dict[str, Any]:
    return {
        "metrics": [{"id": "a"}, {"id": "b", "change": {"of": "a"}}, {"id": "c"}],
        "relations": [relation("b", "a"), relation("c", "b"), relation("a", "b")],
        "todo": [
            {"at": "/relations/0", "ask": ""},
            {"at": "/relations/1", "ask": ""},
            {"at": "/relations/1/of", "ask": ""},
            {"at": "/metrics/1", "ask": ""},
        ],
    }


def pointers(document: dict[str, Any]) -> list[str]:
    return [entry["at"] for entry in document["todo"]]


def test_an_item_leaves_with_its_to_dos() -> None:
    document = draft()
    remove(document, ("relations", 1))
    assert document["relations"] == [relation("b", "a"), relation("a", "b")]
    assert pointers(document) == ["/relations/0", "/metrics/1"]


def test_to_dos_follow_what_moves() -> None:
    document = draft()
    remove(document, ("relations", 0))
    assert pointers(document) == ["/relations/0", "/relations/0/of", "/metrics/1"]


def test_only_open_relations_leave_with_a_metric() -> None:
    document = draft()
    remove_open_relations(document, "b")
    assert document["relations"] == [relation("a", "b")]
    assert pointers(document) == ["/metrics/1"]
    assert [names for names in references(document) if "b" in names] == [["a", "b"]]


def test_all_that_names_a_metric_follows_its_id() -> None:
    document = draft()
    refer(document, "a", "z")
    assert document["relations"][0] == relation("b", "z")
    assert document["relations"][2] == relation("z", "b")
    assert document["metrics"][1]["change"] == {"of": "z"}
