"""A comparison written for the terminal, for programs, and as release notes.

Whatever comes from a release may say anything. On a terminal it cannot move the cursor; in
Markdown it is put in code spans, where nothing is a link, a mention or a tag.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from fazhi.publish.diff.compare import Comparison
from fazhi.publish.diff.kinds import Difference, kinds

_LONGEST_VALUE: Final = 80
_LONGEST_LIST: Final = 200


def as_text(comparison: Comparison) -> str:
    """The differences, aligned, one a line under the part of the release they belong to."""
    lines = [f"{plain(comparison.old)} → {plain(comparison.new)}: {_verdict(comparison)}"]
    for area, found in groupby(_by_kind(comparison), attrgetter("area")):
        rows = [_cells(difference) for difference in found]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        aligned = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
        lines += ["", area, *(f"  {line}" for line in aligned)]
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison) -> str:
    """The differences in full, with the step they require and why the version refuses them."""
    document = {
        "old": comparison.old,
        "new": comparison.new,
        "required": {"step": comparison.required, "version": comparison.least},
        "refusals": comparison.refusals(),
        "changes": [
            {"area": found.area, "step": found.step, **asdict(found)}
            for found in comparison.differences
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def as_markdown(comparison: Comparison) -> str:
    """The differences as release notes or the summary of a pull request."""
    parts = [f"## {code(comparison.old)} → {code(comparison.new)}"]
    parts.append(f"{_verdict(comparison).capitalize()}.")
    for area, found in groupby(_by_kind(comparison), attrgetter("area")):
        parts.append(f"### {area.capitalize()}")
        for kind, members in groupby(found, attrgetter("kind")):
            parts.append(f"**{kind.replace('-', ' ').capitalize()}** ({kinds()[kind].step})")
            items = [_item(member) for member in members]
            left = len(items) - _LONGEST_LIST
            more = [f"- and {left} more"] if left > 0 else []
            parts.append("\n".join(items[:_LONGEST_LIST] + more))
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """A text on one line, with what does not print written as an escape."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def code(text: str) -> str:
    """A text as a Markdown code span, whatever it holds."""
    text = plain(text)
    runs = re.findall("`+", text)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    # A span loses one space at both ends when it has one at both.
    gap = " " if not text.strip(" ") or text.startswith(("`", " ")) or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _verdict(comparison: Comparison) -> str:
    if not comparison.differences:
        return "nothing changed"
    total = len(comparison.differences)
    count, verb = (f"{total} changes", "require") if total > 1 else ("1 change", "requires")
    refused = sum(found.step == "never" for found in comparison.differences)
    if refused:
        return f"{count}, {refused} of which no version allows"
    return f"{count} {verb} a {comparison.required} step, {comparison.least} or higher"


def _by_kind(comparison: Comparison) -> list[Difference]:
    order = list(kinds())
    return sorted(comparison.differences, key=lambda found: order.index(found.kind))


def _cells(found: Difference) -> tuple[str, ...]:
    subject = f" ({plain(found.subject)})" if found.subject else ""
    place = f"{plain(found.where)}{plain(found.pointer)}{subject}"
    return found.step, found.kind, place, " → ".join(_values(found))


def _item(found: Difference) -> str:
    place = [code(text) for text in (found.where, found.subject, found.pointer) if text]
    values = " → ".join(map(code, _values(found)))
    return f"- {' '.join(place)}" + (f": {values}" if values else "")


def _values(found: Difference) -> list[str]:
    return [_short(value) for value in (found.old, found.new) if value is not None]


def _short(value: Any) -> str:
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        value = value["zh"]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = plain(text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
