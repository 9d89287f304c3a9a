"""Parts that leave a draft, or change their id, and what refers to them."""

from collections.abc import Iterator
from typing import Any

from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.validate.todo import MEMBER, follow

Object = dict[str, Any]


def remove(document: Object, path: JsonPath) -> None:
    """Take an item off the list that it stands in, with its own to-dos; the others follow what
    moves."""
    *parents, last = path
    index = int(last)
    items: Any = document
    for step in parents:
        items = items[step]
    del items[index]
    moved = {i: i - (i > index) for i in range(len(items) + 1) if i != index}
    own = to_pointer(path)
    document[MEMBER] = [
        follow(entry, tuple(parents), moved)
        for entry in document.get(MEMBER, [])
        if entry["at"] != own and not entry["at"].startswith(f"{own}/")
    ]


def remove_open_relations(document: Object, metric: str) -> None:
    """Remove the relations of a metric that nobody has decided on yet."""
    asked = {entry["at"] for entry in document.get(MEMBER, [])}
    relations = document.get("relations", [])
    for index in reversed(range(len(relations))):
        is_named = metric in (relations[index]["metric"], *relations[index]["of"])
        if is_named and to_pointer(("relations", index)) in asked:
            remove(document, ("relations", index))


def references(document: Object) -> Iterator[list[str]]:
    """The ids of metrics that relations and metrics name."""
    for relation in document.get("relations", []):
        yield [relation["metric"], *relation["of"]]
    for metric in document["metrics"]:
        yield [metric.get(member, {}).get("of") for member in ("change", "share")]


def refer(document: Object, old: str, new: str) -> None:
    """Name a metric by its new id wherever relations and metrics name it."""
    for relation in document.get("relations", []):
        relation["metric"] = new if relation["metric"] == old else relation["metric"]
        relation["of"] = [new if operand == old else operand for operand in relation["of"]]
    for metric in document["metrics"]:
        for member in ("change", "share"):
            if metric.get(member, {}).get("of") == old:
                metric[member]["of"] = new
