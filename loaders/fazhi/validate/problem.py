"""A problem: one fault, its place, and how to fix it."""

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, TypeAlias

from fazhi.record.json_pointer import JsonPath

MOST_PROBLEMS: Final = 1_000
"""The most problems that are listed of one record; the rest is counted."""
Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one value of a document, as part of a fix."""

    path: JsonPath
    value: object


Fix: TypeAlias = tuple[Edit, ...]
"""The edits that remove a problem; empty where writing the record canonically does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule reports: where in the document, what is wrong, and what to do about it.

    `on_key` points at a member's name and not at its value. `offset`, in code points from the
    start of the text, is the place of a fault of the text itself; it goes before the path.
    """

    path: JsonPath
    message: str
    hint: str
    on_key: bool = False
    offset: int | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A finding with its rule and place. `line` and `column` count from 1, the column in code
    points; `pointer` is a JSON Pointer (RFC 6901), empty for the whole document."""

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
