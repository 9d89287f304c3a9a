"""What a draft leaves to a person: a list of to-dos beside the record, and placeholder values.

    "todo": [{"at": "/metrics/3", "ask": "what is measured?", "choices": [{"measure": "…"}]}]

A draft is a record with the further member `todo`. It is no part of a record: it is taken off
before the model and the JSON Schema see the value, and what has one is not published.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from fazhi.record.json_pointer import JsonPath, steps, to_pointer

MEMBER: Final = "todo"
TODO: Final = "TODO"
TODO_REGION: Final = "000000"
TODO_PERIOD: Final = "../.."


class Todo(NamedTuple):
    """A decision that is open. `choices` are JSON values, the likeliest first: an object is merged
    into the object at the path, null removes an item of a list, another value replaces what is
    there."""

    at: JsonPath
    ask: str
    choices: tuple[Any, ...] = ()


class TodoError(ValueError):
    """A malformed entry of `todo`: its path in the document, and in a sentence what is wrong."""

    def __init__(self, path: JsonPath, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


def is_todo(value: str) -> bool:
    """Whether a text, a code or a period is a placeholder of a draft."""
    return value.startswith(TODO) or value in (TODO_REGION, TODO_PERIOD)


def without_todos(value: Any) -> Any:
    """The JSON value of a record without its to-dos; what has none is returned itself."""
    if not isinstance(value, dict) or MEMBER not in value:
        return value
    return {name: member for name, member in value.items() if name != MEMBER}


def raw_todos(value: Any) -> Any:
    """The member `todo` of the JSON value of a record as it stands, None without one."""
    return value.get(MEMBER) if isinstance(value, dict) else None


def read_todos(value: Any) -> list[Todo]:
    """The to-dos of the JSON value of a record. Raises TodoError when one is malformed or points
    at nothing."""
    entries = raw_todos(value)
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise TodoError((MEMBER,), "`todo` is a list of objects with at, ask and choices")
    return [_read(value, entry, i) for i, entry in enumerate(entries)]


def open_paths(value: Any) -> set[JsonPath]:
    """The paths of the open to-dos; none where `todo` is malformed."""
    try:
        return {todo.at for todo in read_todos(value)}
    except TodoError:
        return set()


def follow(entry: Any, path: JsonPath, moved: Mapping[int, int]) -> Any:
    """An entry of `todo` whose pointer follows the items of the list at a path; `moved` has the new
    index of each by its old one. One that is malformed or points elsewhere is returned itself."""
    at = entry.get("at") if isinstance(entry, dict) else None
    prefix = to_pointer(path) + "/"
    if not isinstance(at, str) or not at.startswith(prefix):
        return entry
    step, slash, rest = at.removeprefix(prefix).partition("/")
    if not step.isdecimal() or int(step) not in moved:
        return entry
    return entry | {"at": f"{prefix}{moved[int(step)]}{slash}{rest}"}


def find_placeholders(value: Any, path: JsonPath = ()) -> Iterator[tuple[JsonPath, str]]:
    """Every placeholder in a JSON value, and its path."""
    if isinstance(value, str) and is_todo(value):
        yield path, value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from find_placeholders(member, (*path, name))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from find_placeholders(item, (*path, i))


def _read(value: Any, entry: Any, index: int) -> Todo:
    path = (MEMBER, index)
    if not isinstance(entry, dict):
        raise TodoError(path, "a to-do is an object with at, ask and choices")
    if unknown := entry.keys() - {"at", "ask", "choices"}:
        raise TodoError(path, f"a to-do has at, ask and choices, and no {min(unknown)!r}")
    at, ask, choices = entry.get("at"), entry.get("ask"), entry.get("choices", [])
    if not isinstance(ask, str) or not isinstance(choices, list):
        raise TodoError(path, "the `ask` of a to-do is a text, its `choices` are a list")
    if not isinstance(at, str):
        raise TodoError(path, "the `at` of a to-do is a JSON Pointer, such as /metrics/3")
    found = _find(without_todos(value), at)
    if found == ():
        raise TodoError((*path, "at"), "a to-do is about a part of the record, not about all of it")
    if not all(map(_is_choice, choices)):
        sentence = "an object to choose has members, each of a measure a code"
        raise TodoError((*path, "choices"), sentence)
    if found is None:
        raise TodoError((*path, "at"), f"there is nothing at {at!r}")
    return Todo(found, ask, tuple(choices))


def _is_choice(choice: Any) -> bool:
    """Whether a choice is one: an object is not empty, and one with a measure has texts for it and
    its unit, and an object of texts for its breakdown."""
    if not isinstance(choice, dict):
        return True
    if "measure" not in choice:
        return bool(choice)
    breakdown = choice.get("breakdown") or {}
    codes = [choice["measure"], choice.get("unit", "")]
    return isinstance(breakdown, dict) and all(
        isinstance(code, str) for code in (*codes, *breakdown.values())
    )


def _find(value: Any, pointer: str) -> JsonPath | None:
    """The path that a JSON Pointer writes down, None where the value has nothing there. The last
    member may be missing in its object: it is to be added."""
    if pointer and not pointer.startswith("/"):
        return None
    path: list[str | int] = []
    way = steps(pointer)
    for i, step in enumerate(way):
        if isinstance(value, dict) and (step in value or (i and i == len(way) - 1)):
            path.append(step)
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            path.append(int(step))
            value = value[int(step)]
        else:
            return None
    return tuple(path)
