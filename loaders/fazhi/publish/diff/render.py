"""A comparison written for the terminal, for programs, and as release notes.

Whatever comes from a release may say anything. On a terminal it cannot move the cursor; in
Markdown it is put in code spans, where nothing is a link, a mention or a tag.
"""

import json
import re
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from fazhi.display import count, json_text, printable
from fazhi.publish.diff.compare import Comparison
from fazhi.publish.diff.kinds import Difference, kinds

_LONGEST_VALUE: Final = 80
_LONGEST_LIST: Final = 200


def as_text(comparison: Comparison) -> str:
    """The differences, aligned, one a line under the part of the release they belong to."""
    lines = [f"{printable(comparison.old)} → {printable(comparison.new)}: {_verdict(comparison)}"]
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
    return json_text(document)


def as_markdown(comparison: Comparison) -> str:
    """The differences as release notes or the summary of a pull request."""
    parts = [f"## {code(comparison.old)} → {code(comparison.new)}"]
    parts.append(f"{_verdict(comparison).capitalize()}.")
    for area, found in groupby(_by_kind(comparison), attrgetter("area")):
        parts.append(f"### {area.capitalize()}")
        for kind, members in groupby(found, attrgetter("kind")):
            parts.append(f"**{kind.replace('-', ' ').capitalize()}** ({kinds()[kind].step})")
            items = [_item(member) for member in members]
            if len(items) > _LONGEST_LIST:
                items[_LONGEST_LIST:] = [f"- and {len(items) - _LONGEST_LIST} more"]
            parts.append("\n".join(items))
    return "\n\n".join(parts) + "\n"


def code(text: str) -> str:
    """A text as a Markdown code span, whatever it holds."""
    text = printable(text)
    runs = re.findall("`+", text)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    # A span loses one space at both ends when it has one at both.
    gap = " " if not text.strip(" ") or text.startswith(("`", " ")) or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _verdict(comparison: Comparison) -> str:
    changes = count(len(comparison.differences), "change")
    if changes == "0 changes":
        return "nothing changed"
    if refused := sum(found.step == "never" for found in comparison.differences):
        return f"{changes}, {refused} of which no version allows"
    verb = "requires" if changes == "1 change" else "require"
    return f"{changes} {verb} a {comparison.required} step, {comparison.least} or higher"


def _by_kind(comparison: Comparison) -> list[Difference]:
    order = list(kinds())
    return sorted(comparison.differences, key=lambda found: order.index(found.kind))


def _cells(found: Difference) -> tuple[str, ...]:
    subject = f" ({found.subject})" if found.subject else ""
    place = printable(f"{found.where}{found.pointer}{subject}")
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
    text = printable(text)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
