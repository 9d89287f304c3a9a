"""A problem: one fault, its place, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""The way from the root of a JSON document to a value: field names and array indexes."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one value of a document that mends a problem."""

    path: Path
    value: Any


Fix = tuple[Edit, ...]
"""What mends a problem; empty where writing the file again the canonical way does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in one place. `line` and `column` count from 1, the column in code points;
    `pointer` is a JSON Pointer (RFC 6901), empty for the whole document."""

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    pointer: str
    message: str
    hint: str
    fix: Fix | None = None

    def to_dict(self) -> dict[str, Any]:
        """The problem as `fazhi check --output-format json` writes it."""
        return {name: value for name, value in asdict(self).items() if name != "fix"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule reports: where in the document, what, and how to mend it. The engine adds
    the rule's name and turns the path into a line and a column.

    `on_key` points at a field's name rather than at its value. `offset` overrides the path
    with a code-point offset into the file, for faults of the text itself. `fix` mends it.
    """

    path: Path
    message: str
    hint: str
    on_key: bool = False
    offset: int | None = None
    fix: Fix | None = None


def pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer (RFC 6901) of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
