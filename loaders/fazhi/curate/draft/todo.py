"""The to-dos of a draft: what is asked, where, and what may be answered."""

from collections.abc import Iterable
from typing import Any

from fazhi.record.article import REASONS
from fazhi.record.json_pointer import JsonPath, to_pointer
from fazhi.validate.todo import TODO_REGION, find_placeholders

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
        around = {to_pointer(path[:length]) for length in range(1, len(path) + 1)}
        if asked.isdisjoint(around):
            found.append(ask(path, _question(document, path, placeholder)))
    return found


def _question(document: Object, path: JsonPath, placeholder: str) -> str:
    if placeholder == TODO_REGION:
        return "which division is the report about?"
    *parents, last = path
    holder: Any = document
    for step in parents:
        holder = holder[step]
    return f"in English: {holder['zh']}" if last == "en" else "what should stand here?"
