"""What a draft leaves to a person: placeholder values, each of which the check reports."""

from typing import Final

TODO: Final = "TODO"
TODO_REGION: Final = "000000"
TODO_PERIOD: Final = "../.."


def is_todo(value: str) -> bool:
    """Whether a text, a code or a period is a placeholder of a draft."""
    return value.startswith(TODO) or value in (TODO_REGION, TODO_PERIOD)
