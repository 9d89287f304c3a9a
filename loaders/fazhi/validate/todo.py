"""What a draft leaves to a person: values that say so, and that no check lets pass."""

from __future__ import annotations

from typing import Final

TODO: Final = "TODO"
TODO_REGION: Final = "000000"
TODO_PERIOD: Final = "../.."


def is_todo(value: str) -> bool:
    """Whether a text, a code or a period is one that a draft left to be decided."""
    return value.startswith(TODO) or value in (TODO_REGION, TODO_PERIOD)
