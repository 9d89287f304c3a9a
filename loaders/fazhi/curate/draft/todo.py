"""The to-dos of a draft: what is asked, where, and what may be answered."""

from collections.abc import Iterable
from typing import Any

from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.record.model import REASONS
from fazhi.validate.todo import TODO_REGION, find_placeholders, is_todo

Object = dict[str, Any]


def ask(at: JsonPath, question: str, choices: Iterable[object] = ()) -> Object:
    """An entry of `todo`."""
    return {"at": to_pointer(at), "ask": question, "choices": [*choices]}


def reasons(first: str = "not-a-measure") -> list[str]:
    """The reasons of an exclusion, with one of them first."""
    return [first, *(reason for reason in REASONS if reason != first)]


def ask_for_placeholders(document: Object, todos: list[Object]) -> list[Object]:
    """A to-do for each placeholder of a draft that none of its to-dos is about: a translation, the
    region."""
    asked = {todo["at"] for todo in todos}
    found = []
    for path, placeholder in find_placeholders(document):
        # A decision on an object gives its own members, not those of the objects in it.
        if asked.isdisjoint((to_pointer(path), to_pointer(path[:-1]))):
            found.append(ask(path, _question(document, path, placeholder)))
    return found


def _question(document: Object, path: JsonPath, placeholder: str) -> str:
    if placeholder == TODO_REGION:
        return "which division is the report about?"
    *parents, last = path
    holder: Any = document
    for step in parents:
        holder = holder[step]
    if last == "en":
        is_known = not is_todo(holder["zh"])
        return f"in English: {holder['zh']}" if is_known else "the same in English"
    return "among whom?" if parents[-1:] == ["among"] else "what should stand here?"
