"""JSON Pointers (RFC 6901), and the paths in a JSON document that they write down."""

from collections.abc import Iterable
from typing import TypeAlias

JsonPath: TypeAlias = tuple[str | int, ...]
"""The steps from the root of a JSON document to a value: member names and array indexes."""


def to_pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer of a path; empty for the whole document."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def steps(pointer: str) -> list[str]:
    """The steps of a JSON Pointer, unescaped; array indexes stay text."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
