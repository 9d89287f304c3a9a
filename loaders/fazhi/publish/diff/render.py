"""A comparison written down: for the terminal, for programs, for release notes.

Whatever comes from a release may say anything. On a terminal it cannot move the cursor; in
Markdown it stands in code spans, where nothing is a link, a mention or a tag.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from fazhi.publish.diff.compare import Comparison
from fazhi.publish.diff.difference import Difference
from fazhi.publish.diff.kinds import kinds

_LONGEST_VALUE: Final = 80
_LONGEST_LIST: Final = 200


def as_text(comparison: Comparison) -> str:
    """The changes, aligned, one a line under the part of the release they belong to."""
    lines = [f"{plain(comparison.old)} → {plain(comparison.new)}: {_verdict(comparison)}"]
    for area, changes in _grouped(comparison.differences, lambda change: change.area):
        lines += ["", area, *_aligned([_cells(change) for change in changes])]
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison) -> str:
    """The changes in full, with the step they require and why the version does not allow them."""
    document = {
        "old": comparison.old,
        "new": comparison.new,
        "required": {"step": comparison.required, "version": comparison.least},
        "refusals": comparison.refusals(),
        "changes": [
            {"area": one.area, "step": one.step, **asdict(one)} for one in comparison.differences
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The changes as release notes or the summary of a pull request."""
    parts = [
        f"## {code(comparison.old)} → {code(comparison.new)}",
        f"{_verdict(comparison).capitalize()}.",
    ]
    for area, changes in _grouped(comparison.differences, lambda change: change.area):
        parts.append(f"### {area.capitalize()}")
        for kind, members in _grouped(changes, lambda change: change.kind):
            name = kind.replace("-", " ").capitalize()
            parts.append(f"**{name}** ({kinds()[kind].step})")
            parts.append(_list([_item(change) for change in members]))
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """A text on one line, with what does not print written as an escape."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)


def code(text: str) -> str:
    """A text as a Markdown code span, whatever it holds."""
    text = plain(text)
    runs = re.findall("`+", text)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    # A span sheds one space at both ends when it has one at both.
    gap = " " if not text.strip(" ") or text.startswith(("`", " ")) or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _verdict(comparison: Comparison) -> str:
    if not comparison.differences:
        return "nothing changed"
    count = f"{len(comparison.differences)} change" + (
        "" if len(comparison.differences) == 1 else "s"
    )
    verb = "requires" if len(comparison.differences) == 1 else "require"
    refused = sum(change.step == "never" for change in comparison.differences)
    if refused:
        return f"{count}, {refused} of which no version allows"
    return f"{count} {verb} a {comparison.required} step, {comparison.least} or higher"


def _grouped(
    changes: Iterable[Difference], key: Callable[[Difference], str]
) -> list[tuple[str, list[Difference]]]:
    names = list(kinds())
    ordered = sorted(changes, key=lambda change: names.index(change.kind))
    return [(name, list(members)) for name, members in groupby(ordered, key)]


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return ["  " + "  ".join([*map(str.ljust, row, widths), row[-1]]).rstrip() for row in rows]


def _cells(change: Difference) -> tuple[str, ...]:
    subject = f" ({plain(change.subject)})" if change.subject else ""
    place = f"{plain(change.where)}{plain(change.pointer)}{subject}"
    return change.step, change.kind, place, " → ".join(_values(change))


def _item(change: Difference) -> str:
    place = [one for one in (change.where, change.subject, change.pointer) if one]
    values = " → ".join(map(code, _values(change)))
    return f"- {' '.join(map(code, place))}" + (f": {values}" if values else "")


def _list(items: list[str]) -> str:
    left = len(items) - _LONGEST_LIST
    return "\n".join([*items[:_LONGEST_LIST], *([f"- and {left} more"] if left > 0 else [])])


def _values(change: Difference) -> list[str]:
    if change.old is None and change.new is None:
        return []
    if change.old is None or change.new is None:
        return [_short(change.new if change.old is None else change.old)]
    return [_short(change.old), _short(change.new)]


def _short(value: Any) -> str:
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        value = value["zh"]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = plain(text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
